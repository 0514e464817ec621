#include <assay/plot/plot_direct.h>

#include <assay/plot/plot_fit.h>
#include <assay/plot/plot_labels.h>
#include <assay/plot/plot_series.h>
#include <assay/plot/text_width.h>

#include <math.h>
#include <stdlib.h>

enum { NAMES_LEAST = 2, NAMES_MOST = 6, WORDS_MOST = 16 };
/* Widest name, of the box; how near to the right edge a line ends, of the axis. */
#define NAME_SHARE 0.2
#define END_SHARE  0.9
/* Height of the frame, of the box, as it will be about. */
#define FRAME_SHARE 0.65
/* In text sizes: height of a name, and how far it may be from its line's end. */
#define NAME_HEIGHT 1.2
#define MOVE_MOST   0.7

double plot_direct_end(const struct plot_series *series, double *x)
{
    for (size_t i = series->count; i-- > 0;)
        if (isfinite(series->y[i]) && isfinite(series_x(series, i))) {
            if (x)
                *x = series_x(series, i);
            return series->y[i];
        }
    return NAN;
}

static int by_value(const void *a, const void *b)
{
    const double *left = a, *right = b;

    return (*left > *right) - (*left < *right);
}

/* Whether words at these places of an axis of that length stay near them when pushed apart. */
static bool stay_near(const struct pen *pen, double *at, size_t count, double length)
{
    double moved[WORDS_MOST], sizes[WORDS_MOST];

    qsort(at, count, sizeof(*at), by_value);
    for (size_t i = 0; i < count; i++) {
        moved[i] = at[i];
        sizes[i] = NAME_HEIGHT * pen->text;
    }
    if (labels_push(moved, sizes, count, 0.0, length, pen->arena) < count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (fabs(moved[i] - at[i]) > MOVE_MOST * pen->text)
            return false;
    return true;
}

/* Whether the name of a line could stand at its end, which is then put in *at. */
static bool ends_well(const struct pen *pen, const struct plot_series *series, double width,
                      const struct scale *x_scale, const struct scale *y_scale, double length,
                      double *at)
{
    double x = NAN, y = plot_direct_end(series, &x);
    double place = scale_place(y_scale, y), along = scale_place(x_scale, x);

    *at = place * length;
    return !series_is_bars(series) && series->form != PLOT_POINTS && place >= 0.0 && place <= 1.0 &&
           along >= END_SHARE && along <= 1.0 &&
           text_width(series->name, pen->text, false) <= NAME_SHARE * width;
}

bool plot_direct_wanted(const struct plot_axes *axes)
{
    size_t names = 0;

    for (size_t n = 0; n < axes->series_count; n++) {
        if (!axes->series[n].name)
            continue;
        if (series_is_bars(&axes->series[n]) || axes->series[n].form == PLOT_POINTS)
            return false;
        names++;
    }
    return names >= NAMES_LEAST;
}

bool plot_direct(const struct pen *pen, const struct plot_axes *axes, struct plot_area box)
{
    double length = FRAME_SHARE * box.height, at[WORDS_MOST];
    struct scale x, y;
    size_t count = 0, names = 0;

    if (pen->keyed || axes->sideways || axes->series_count > NAMES_MOST ||
        axes->level_count > WORDS_MOST - NAMES_MOST)
        return false;
    x = plot_fit_x(axes);
    y = plot_fit_y(axes, &x, length, 0.0, pen->text);
    for (size_t n = 0; n < axes->series_count; n++) {
        if (!axes->series[n].name)
            continue;
        if (!ends_well(pen, &axes->series[n], box.width, &x, &y, length, &at[count++]))
            return false;
        names++;
    }
    for (size_t i = 0; i < axes->level_count; i++)
        if (axes->levels[i].name && scale_place(&y, axes->levels[i].y) >= 0.0)
            at[count++] = scale_place(&y, axes->levels[i].y) * length;
    return names >= NAMES_LEAST && stay_near(pen, at, count, length);
}
