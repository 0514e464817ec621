#include "layers_internal.h"

#include <assay/base/fmt.h>
#include <assay/base/spark.h>

#include <math.h>

/* ---- cells ---- */

static const char *figure_text(enum layers_kind kind, double value, struct arena *scratch)
{
    if (kind == LAYERS_DELTA || kind == LAYERS_BAR)
        return fmt_delta(scratch, value, 4);
    if (kind == LAYERS_STD)
        return isfinite(value) ? fmt_delta(scratch, value, 3) + 1 : fmt_share(scratch, value);
    if (kind == LAYERS_LAYER)
        return fmt_fixed(scratch, value, value == floor(value) ? 0 : 2);
    return fmt_share(scratch, value);
}

void layers_cell(const void *arg, size_t row, size_t column, struct arena *scratch,
                 struct grid_cell *cell)
{
    const struct layers_data *data = arg;
    const struct layers_column *def = &data->columns[column];

    if (def->kind == LAYERS_REMARK) {
        cell->text = str_of(data->remarks[row]);
        cell->style = ROLE_DIM;
        return;
    }
    cell->number = def->value[row];
    cell->text = str_of(figure_text(def->kind, cell->number, scratch));
    cell->mark = def->marks ? def->marks[row] : '\0';
    if (def->kind == LAYERS_STD || isnan(cell->number))
        cell->style = ROLE_DIM;
    else if (def->kind == LAYERS_DELTA && cell->number != 0.0)
        cell->style = cell->number > 0.0 ? ROLE_POSITIVE : ROLE_NEGATIVE;
}

/* ---- dominance as a bar ---- */

/* Eighths of a cell filled from the left. */
static uint32_t left_part(double share)
{
    int eighths = (int)lround(share * 8.0);

    return eighths <= 0 ? 0 : 0x2590 - (uint32_t)(eighths > 8 ? 8 : eighths);
}

static void bar_right(const struct surface *surface, int from, double length)
{
    int whole = (int)floor(length);
    uint32_t rest = left_part(length - whole);

    draw_code(surface, 0, from, whole, ROLE_POSITIVE, 0x2588);
    if (rest)
        draw_code(surface, 0, from + whole, 1, ROLE_POSITIVE, rest);
}

/* There is no more than a half block that fills from the right. */
static void bar_left(const struct surface *surface, int to, double length)
{
    int whole = (int)floor(length);

    draw_code(surface, 0, to - whole, whole, ROLE_NEGATIVE, 0x2588);
    if (length - whole >= 0.25 && to > whole)
        draw_code(surface, 0, to - whole - 1, 1, ROLE_NEGATIVE, 0x2590);
}

void layers_paint_bar(const void *arg, size_t row, const struct surface *surface, unsigned style)
{
    const struct layers_data *data = arg;
    double low, high, value = data->dominance[row], unit;
    int width = surface->rect.width - 1, zero;

    (void)style;
    spark_range(data->dominance, data->layers->count, &low, &high);
    low = isnan(low) || low > 0.0 ? 0.0 : low;
    high = isnan(high) || high < 0.0 ? 0.0 : high;
    zero = high - low > 0.0 ? (int)ceil(width * -low / (high - low)) : width / 2;
    /* As many columns as the longer side needs at one scale for both. */
    unit = fmin(low < 0.0 ? zero / -low : INFINITY, high > 0.0 ? (width - zero) / high : INFINITY);
    if (isfinite(value) && value > 0.0)
        bar_right(surface, zero + 1, value * unit);
    if (isfinite(value) && value < 0.0)
        bar_left(surface, zero, -value * unit);
    draw_code(surface, 0, zero, 1, ROLE_AXIS, 0x2502);
}

/* ---- sparklines ---- */

static void spark(const void *arg, const struct surface *surface, size_t column)
{
    const struct layers_data *data = arg;
    const struct layers_column *def = &data->columns[column];
    struct buf line = {0};
    size_t width = surface->rect.width > 0 ? (size_t)surface->rect.width : 0;

    if (width > data->layers->count)
        width = data->layers->count;
    if (width)
        spark_line(def->value, data->layers->count, width, surface->glyphs != GLYPHS_ASCII, &line);
    draw_right(surface, 0, surface->rect.width, surface->rect.width, ROLE_DIM, buf_str(&line));
    buf_release(&line);
}

/* The grid gives a head no number: one function a column. */
#define SPARKS(X) X(1) X(2) X(3) X(4) X(5) X(6) X(7) X(8) X(9) X(10) X(11) X(12) X(13) X(14)
#define SPARK_FUNCTION(n)                                                                          \
    static void spark_##n(const void *arg, const struct surface *surface)                          \
    {                                                                                              \
        spark(arg, surface, n);                                                                    \
    }
#define SPARK_ENTRY(n) [n] = spark_##n,
SPARKS(SPARK_FUNCTION)

layers_head layers_head_of(size_t column)
{
    static const layers_head heads[] = {SPARKS(SPARK_ENTRY)};

    return column < sizeof(heads) / sizeof(heads[0]) ? heads[column] : NULL;
}
