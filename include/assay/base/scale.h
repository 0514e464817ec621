/*
 * Scales and ticks of charts, with no screen or page in them: what a figure drawn in dots and one
 * drawn as SVG share.
 *
 * A scale maps values to places: low to 0, high to 1, linear or by logarithm (low > 0). Ticks are
 * nice numbers: 1, 2 or 5 times a power of ten. On a logarithmic scale they are such numbers
 * themselves (whole decades where there are many), or linear ones where the range holds too few.
 *
 * Source: P. S. Heckbert, Nice numbers for graph labels, Graphics Gems, 1990, 61-63.
 * All is pure; texts live in the arena given.
 */
#ifndef ASSAY_BASE_SCALE_H
#define ASSAY_BASE_SCALE_H

#include <assay/base/arena.h>

#include <stdbool.h>
#include <stddef.h>

enum scale_kind { SCALE_LINEAR, SCALE_LOG };

struct scale {
    double low, high; /* low < high, both finite */
    enum scale_kind kind;
};

/* The nice number at or above a range > 0, or the one nearest to it. */
enum nice_way { NICE_ABOVE, NICE_NEAREST };
double scale_nice(double range, enum nice_way way);

/*
 * A scale over what is there: an empty or reversed range is widened by half a unit of its size
 * either way; NAN counts as [0, 1]; a low end that is not above 0 makes a log scale linear.
 */
struct scale scale_over(double low, double high, enum scale_kind kind);
/* Place of a value, below 0 or above 1 when outside; NAN where there is none. And back. */
double scale_place(const struct scale *scale, double value);
double scale_value(const struct scale *scale, double place);

/*
 * Windows are parts of a scale of the same kind. Zoom makes one `factor` times as wide around a
 * value that keeps its place, no narrower than the share `least` of the whole and not beyond its
 * ends; reveal moves it as little as brings a value in, and leaves it where the value is outside.
 */
struct scale scale_zoom(struct scale all, struct scale window, double around, double factor,
                        double least);
struct scale scale_reveal(struct scale all, struct scale window, double value);

enum { TICKS_MOST = 32 };

struct ticks {
    double at[TICKS_MOST]; /* rising, none outside the scale */
    size_t count;
    int decimals; /* that tell them apart */
};

/* About so many. whole: none between whole numbers (layers, counts); dates: scale_dates.h. */
enum tick_values { TICKS_ANY, TICKS_WHOLE, TICKS_DATES };
struct ticks scale_ticks(const struct scale *scale, int about, enum tick_values values);

/*
 * A linear scale widened to nice ends for about so many ticks: the loose labels of the source.
 * *ticks (may be NULL) gets them, ends included; scale_ticks of the result may choose another step.
 */
struct scale scale_loose(struct scale scale, int about, struct ticks *ticks);

/*
 * The closest linear scale whose ticks stand evenly in so many rows of text: each on the middle of
 * a row, the same number of rows apart, at least two where there are rows for it. It holds
 * [low, high] of the given scale.
 */
struct scale scale_rows(struct scale scale, int rows, struct ticks *ticks);

/* How a tick reads: "12,000", ".8" (a share; 1 is "1.0"), "+.2", "2025-07-01". */
enum tick_text { TICK_PLAIN, TICK_SHARE, TICK_DELTA, TICK_DATE };
const char *scale_tick_text(const struct ticks *ticks, size_t tick, enum tick_text text,
                            struct arena *arena);

#endif
