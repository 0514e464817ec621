/*
 * Legends: signs with names in rows that wrap, above the data and never on it.
 */
#ifndef ASSAY_PLOT_PLOT_LEGEND_H
#define ASSAY_PLOT_PLOT_LEGEND_H

#include <assay/plot/pen.h>
#include <assay/plot/plot.h>

enum legend_sign {
    LEGEND_LINE,
    LEGEND_MARKER,
    LEGEND_BAND,
    LEGEND_WHISKER,
    LEGEND_BOX,
    LEGEND_CELL
};

struct legend_item {
    const char *name;
    enum legend_sign sign;
    enum role role;
    enum line_dash dash;
    enum marker marker;
    bool marked; /* a line with a marker */
    int percent; /* of the fill of a box; 0: full */
};

enum { LEGEND_MOST = 64 };
struct legend {
    struct legend_item items[LEGEND_MOST];
    size_t count;
};

/* What has no name is not in it; what is beyond LEGEND_MOST neither. */
void legend_add(struct legend *legend, struct legend_item item);
void legend_add_keys(struct legend *legend, const struct plot_panel *panel);
double legend_height(const struct pen *pen, const struct legend *legend, double width);
void legend_draw(const struct pen *pen, const struct legend *legend, double x, double y,
                 double width);

#endif
