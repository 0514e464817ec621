/*
 * Charts: curves, points and bars over an x axis, drawn in Braille dots, half blocks or ASCII.
 *
 *      Accuracy      layer 5   ● prosody .8219= ±.022   ○ semantic .6073= ±.041     <- legend
 *       .8 ┤⠤⣀             dots: series; sparse dots: their deviation;
 *       .6 ┤⠉⠒⠤│⠤ ┊        │ crosshair; ┊ crossings; ┈ reference lines
 *          └┬───┼ early ─── middle ──                                              <- axis
 *           0   5     10                                                           <- ticks
 *
 * A chart is a value that borrows all it points to. The x window is given; y is fitted to what the
 * window shows (deviations, and 0 for bars, included) and widened to nice ticks. Points that are
 * NAN break a curve; what lies outside the window is cut at its edges. The crosshair stands at a
 * data x: the legend then reads the series there. Rows for axis, ticks and legend are given up
 * when the surface is low. Drawing is pure and cannot fail.
 */
#ifndef ASSAY_TUI_CHART_H
#define ASSAY_TUI_CHART_H

#include <assay/base/scale.h>
#include <assay/tui/canvas.h>

enum chart_form {
    CHART_LINE,
    CHART_DASHED, /* a line that is told from another one without colour */
    CHART_POINTS, /* single dots */
    CHART_BARS,   /* from 0; ROLE_POSITIVE above and ROLE_NEGATIVE below, unless falls */
};

struct chart_series {
    const char *name;
    const double *x, *y;  /* x rising */
    const double *spread; /* half the height of the band around y; NULL: none */
    const char *marks;    /* verdicts beside the figures in the legend, one a point; NULL */
    size_t count;
    enum chart_form form;
    enum role role;
    uint32_t sign; /* for the crosshair's points and the legend: ● ○ … */
    bool bare;     /* the sign stands in the legend only */
    size_t signs;  /* bare: of them on the line all the same, at other places in each series */
    bool quiet;    /* not in the legend */
    bool falls;    /* bars: lower is better, so ROLE_POSITIVE is below 0 */
};

/* A named part of the x axis: "early", layers 0 to 11. */
struct chart_phase {
    double from, to;
    const char *name;
};

/* A dashed line across. */
struct chart_level {
    double y;
    const char *name; /* at its right end; NULL */
};

struct chart {
    const char *title;
    const char *x_name; /* "layer", in the legend's reading */
    const struct chart_series *series;
    size_t series_count;
    const struct chart_phase *phases;
    size_t phase_count;
    const struct chart_level *levels;
    size_t level_count;
    const double *crossings; /* vertical marks */
    size_t crossing_count;
    struct scale x; /* the window */
    enum tick_values x_values;
    enum scale_kind y_kind;
    enum tick_text y_text;
    bool from_zero;   /* y holds 0 whatever the series */
    int decimals;     /* of figures in the legend, for TICK_PLAIN; shares have 4 */
    double crosshair; /* NAN: none */
    const char *band; /* what the bands are, for the legend; NULL: deviations, "": not said */
    int margin;       /* columns for the labels of y at least, to line charts up */
    bool focused;
};

/* Where things stand on a surface of a size. */
struct chart_area {
    struct rect plot;                   /* of the surface */
    int legend_row, axis_row, tick_row; /* -1: no room */
    struct scale x, y;
    struct ticks y_ticks;
};

struct chart_area chart_area_of(const struct chart *chart, int height, int width,
                                struct arena *scratch);
/* Row or column of the surface where a value is shown; -1 when it is outside or NAN. */
int chart_column(const struct chart_area *area, double x);
int chart_row(const struct chart_area *area, double y);
/* Columns that the labels of y take with their axis. */
int chart_margin(const struct chart *chart, int height, int width, struct arena *scratch);
void chart_draw(const struct chart *chart, const struct surface *surface, struct arena *scratch);
/* False when the legend has no room for all series and what the bands are. */
bool chart_legend_fits(const struct chart *chart, int width);
/* The sign of a series, in ASCII one that differs by its form. */
uint32_t chart_sign(const struct chart_series *series, enum glyph_set glyphs);

#endif
