/*
 * Strips: small figures in one row of a table: a bar, an interval, a sparkline, verdicts counted.
 * They fill the surface's first row as far as it goes. Nothing fails; NAN draws nothing.
 */
#ifndef ASSAY_TUI_STRIP_H
#define ASSAY_TUI_STRIP_H

#include <assay/metrics/audit.h>
#include <assay/tui/canvas.h>

/* A bar of `share` of the width, in eighths of a column where the glyphs allow. */
void strip_bar(const struct surface *surface, double share, unsigned style);
/* low to high of [0,1] as a line with the value's dot on it. */
void strip_interval(const struct surface *surface, double low, double value, double high,
                    unsigned style);
/*
 * A difference with its interval on an axis from -most to most, its 0 in the middle: "◂──●──┼";
 * what goes beyond an end of the axis is cut with an arrow.
 */
void strip_delta(const struct surface *surface, double low, double value, double high, double most,
                 unsigned style);
/* See base/spark.h; at most as many columns as there are values. */
void strip_spark(const struct surface *surface, const double *values, size_t count, unsigned style);
/*
 * " 41=   6~   0!": the verdicts that occur, each in its colour and in a column of its own, which
 * is widths[verdict] wide with a blank after it (0: left out).
 */
void strip_tally(const struct surface *surface, const size_t tally[VERDICT_COUNT],
                 const int widths[VERDICT_COUNT]);
/* Make the widths hold this tally too; returns columns of all of them. */
int strip_tally_fit(int widths[VERDICT_COUNT], const size_t tally[VERDICT_COUNT]);

#endif
