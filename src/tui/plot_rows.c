#include <assay/tui/plot_rows.h>

#include <assay/plot/plot_bars.h>
#include <assay/plot/plot_fit.h>
#include <assay/plot/plot_series.h>

#include <math.h>

/* Least columns for bars; most for names, of the surface. */
enum { BARS_LEAST = 10, NAMES_PART = 3, FIGURES_PART = 2, INTERVALS_PART = 3, GAP = 2, INDENT = 2 };
enum { ROWS_MOST = 4000 };

/* Columns of the parts of a row, and the scale of all. */
struct layout {
    int names, series, bars, figures; /* widths */
    bool intervals;                   /* in figures too */
    struct scale scale;
};

struct row {
    size_t series, point;
};

static bool has_row(const struct plot_series *series, size_t i)
{
    return isfinite(series->y[i]) && isfinite(series_x(series, i));
}

static size_t longest(const struct plot_axes *axes)
{
    size_t most = 0;

    for (size_t n = 0; n < axes->series_count; n++)
        most = axes->series[n].count > most ? axes->series[n].count : most;
    return most;
}

/* The category that a point is of, however far it is from its middle; SIZE_MAX without names. */
static size_t category_of(const struct plot_axes *axes, const struct row *row)
{
    double x = series_x(&axes->series[row->series], row->point) + 0.5;

    return axes->x.names && x >= 0.0 && x < (double)axes->x.name_count ? (size_t)x : SIZE_MAX;
}

static bool stands_before(const struct plot_axes *axes, struct row a, struct row b)
{
    size_t left = category_of(axes, &a), right = category_of(axes, &b);

    if (left != right)
        return left < right;
    return axes->x.names && left != SIZE_MAX ? a.series < b.series : false;
}

/* Those of a category together, in the order of the series. Few are out of place. */
static void sort_rows(const struct plot_axes *axes, struct row *rows, int count)
{
    for (int i = 1; i < count; i++) {
        struct row row = rows[i];
        int at = i;

        for (; at > 0 && stands_before(axes, row, rows[at - 1]); at--)
            rows[at] = rows[at - 1];
        rows[at] = row;
    }
}

/* Rows of one point of all series stand together; returns how many there are. */
static int rows_of(const struct plot_axes *axes, struct row *out)
{
    size_t most = longest(axes);
    int count = 0;

    for (size_t i = 0; i < most; i++)
        for (size_t n = 0; n < axes->series_count; n++)
            if (i < axes->series[n].count && has_row(&axes->series[n], i) && count < ROWS_MOST) {
                if (out)
                    out[count] = (struct row){n, i};
                count++;
            }
    if (out && axes->x.names)
        sort_rows(axes, out, count);
    return count;
}

int plot_rows_height(const struct plot_axes *axes)
{
    return rows_of(axes, NULL);
}

/* ---- words ---- */

static const char *name_of(const struct plot_axes *axes, const struct row *row,
                           struct arena *scratch)
{
    size_t category = category_of(axes, row);

    if (category != SIZE_MAX && axes->x.names[category])
        return axes->x.names[category];
    return series_figure(series_x(&axes->series[row->series], row->point), axes->x.text, scratch);
}

static const char *figure_of(const struct plot_axes *axes, const struct row *row, bool intervals,
                             struct arena *scratch)
{
    const struct plot_series *series = &axes->series[row->series];
    size_t i = row->point;
    double low = series_low(series, i), high = series_high(series, i);
    const char *text = series->texts && series->texts[i]
                           ? series->texts[i]
                           : series_figure(series->y[i], axes->y.text, scratch);

    if (!intervals || isnan(low) || isnan(high))
        return text;
    return arena_printf(scratch, "%s [%s, %s]", text, series_figure(low, axes->y.text, scratch),
                        series_figure(high, axes->y.text, scratch));
}

static int wider(int most, const char *text)
{
    int columns = text ? text_columns(str_of(text)) : 0;

    return columns > most ? columns : most;
}

static struct layout lay_out(const struct plot_axes *axes, const struct row *rows, int count,
                             int width, struct arena *scratch)
{
    struct layout layout = {.names = 0};
    int intervals = 0;
    struct scale x = plot_fit_x(axes);

    layout.scale = plot_fit_y(axes, &x, width, 0.0, 3.0);
    for (int i = 0; i < count; i++) {
        layout.names = wider(layout.names, name_of(axes, &rows[i], scratch));
        layout.figures = wider(layout.figures, figure_of(axes, &rows[i], false, scratch));
        intervals = wider(intervals, figure_of(axes, &rows[i], true, scratch));
        if (axes->series_count > 1)
            layout.series = wider(layout.series, axes->series[rows[i].series].name);
    }
    layout.names = layout.names > width / NAMES_PART ? width / NAMES_PART : layout.names;
    layout.series = layout.series > width / 5 ? width / 5 : layout.series;
    layout.intervals = intervals <= width / INTERVALS_PART;
    layout.figures = layout.intervals ? intervals : layout.figures;
    layout.figures = layout.figures > width / FIGURES_PART ? width / FIGURES_PART : layout.figures;
    layout.bars = width - INDENT - layout.names - GAP - (layout.series ? layout.series + GAP : 0) -
                  GAP - layout.figures;
    if (layout.bars < BARS_LEAST)
        layout.bars = 0;
    return layout;
}

/* ---- bars and points ---- */

static int column_of(const struct layout *layout, double value)
{
    double place = scale_place(&layout->scale, value);

    if (isnan(place))
        return -1;
    place = place < 0.0 ? 0.0 : place > 1.0 ? 1.0 : place;
    return (int)fmin(floor(place * layout->bars), layout->bars - 1.0);
}

static void draw_bar(const struct plot_axes *axes, const struct row *row,
                     const struct layout *layout, const struct surface *surface, int line, int left)
{
    const struct plot_series *series = &axes->series[row->series];
    double from, to;
    int a, b;

    bars_ends(axes, row->series, row->point, &from, &to);
    a = column_of(layout, fmax(fmin(from, to), layout->scale.low));
    b = column_of(layout, fmax(from, to));
    if (from == to || b < a || a < 0)
        return;
    draw_code(surface, line, left + a, b - a + 1, series_role(series, row->point),
              surface->glyphs == GLYPHS_ASCII ? '=' : 0x2501);
}

static void draw_point(const struct plot_axes *axes, const struct row *row,
                       const struct layout *layout, const struct surface *surface, int line,
                       int left)
{
    const struct plot_series *series = &axes->series[row->series];
    int low = column_of(layout, series_low(series, row->point));
    int high = column_of(layout, series_high(series, row->point));
    int at = column_of(layout, series->y[row->point]);

    if (low >= 0 && high >= low) {
        draw_code(surface, line, left + low, high - low + 1, ROLE_BAND, 0x2500);
        draw_code(surface, line, left + low, 1, ROLE_BAND, 0x251c);
        draw_code(surface, line, left + high, 1, ROLE_BAND, 0x2524);
    }
    if (at >= 0)
        draw_code(surface, line, left + at, 1, series_role(series, row->point), 0x25cf);
}

/* Levels, and 0 where values go below it. */
static void draw_levels(const struct plot_axes *axes, const struct layout *layout,
                        const struct surface *surface, int line, int left)
{
    for (size_t i = 0; i < axes->level_count; i++) {
        double place = scale_place(&layout->scale, axes->levels[i].y);

        if (place >= 0.0 && place <= 1.0)
            draw_code(surface, line, left + column_of(layout, axes->levels[i].y), 1, ROLE_CROSSING,
                      0x250a);
    }
    if (layout->scale.low < 0.0 && layout->scale.high > 0.0)
        draw_code(surface, line, left + column_of(layout, 0.0), 1, ROLE_AXIS, 0x2502);
}

/* The name of a category stands at the first of its rows. */
static bool begins(const struct plot_axes *axes, const struct row *row)
{
    if (category_of(axes, row) == SIZE_MAX)
        return row->point != row[-1].point;
    return category_of(axes, row) != category_of(axes, row - 1);
}

void plot_rows_draw(const struct plot_axes *axes, const struct surface *surface,
                    struct arena *scratch)
{
    struct row *rows = arena_zalloc(scratch, (size_t)plot_rows_height(axes) + 1, sizeof(*rows));
    int count = rows_of(axes, rows), width = surface->rect.width;
    struct layout layout = lay_out(axes, rows, count, width, scratch);
    int series = INDENT + layout.names + GAP;
    int left = series + (layout.series ? layout.series + GAP : 0), right = width;

    for (int i = 0; i < count; i++) {
        bool first = i == 0 || begins(axes, &rows[i]);
        const char *name = axes->series[rows[i].series].name;

        if (first)
            draw_middle(surface, i, INDENT, layout.names, ROLE_TEXT,
                        str_of(name_of(axes, &rows[i], scratch)));
        if (layout.series && name)
            draw_text(surface, i, series, layout.series, ROLE_DIM, str_of(name));
        if (layout.bars) {
            draw_levels(axes, &layout, surface, i, left);
            if (series_is_bars(&axes->series[rows[i].series]))
                draw_bar(axes, &rows[i], &layout, surface, i, left);
            else
                draw_point(axes, &rows[i], &layout, surface, i, left);
        }
        draw_text(surface, i, right - layout.figures, layout.figures, ROLE_TEXT,
                  str_of(figure_of(axes, &rows[i], layout.intervals, scratch)));
    }
}
