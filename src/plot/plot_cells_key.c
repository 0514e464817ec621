#include <assay/plot/plot_cells_key.h>

#include <assay/base/fmt.h>
#include <assay/plot/plot_signs.h>
#include <assay/plot/text_width.h>

#include <math.h>

/* In text sizes. */
#define KEY_HEIGHT  1.6
#define STEP_WIDTH  1.3
#define STEP_HEIGHT 0.8
#define KEY_GAP     0.5

enum { KEY_STEPS = 9 };

static bool is_asked(const struct plot_cells *cells)
{
    return !(cells->low == cells->high);
}

struct cell_range plot_cells_range(const struct plot_cells *cells)
{
    struct cell_range range = {NAN, NAN};
    double most;

    for (size_t i = 0; cells->values && i < cells->row_count * cells->column_count; i++)
        if (isfinite(cells->values[i])) {
            range.low = isnan(range.low) ? cells->values[i] : fmin(range.low, cells->values[i]);
            range.high = isnan(range.high) ? cells->values[i] : fmax(range.high, cells->values[i]);
        }
    if (is_asked(cells) && isfinite(cells->low))
        range.low = cells->low;
    if (is_asked(cells) && isfinite(cells->high))
        range.high = cells->high;
    if (cells->colours != CELLS_DIVERGE)
        return range;
    most = fmax(fabs(range.low), fabs(range.high));
    if (is_asked(cells) && isfinite(cells->high))
        most = fabs(cells->high);
    return (struct cell_range){-most, most};
}

enum role plot_cell_role(const struct plot_cells *cells, const struct cell_range *range, size_t row,
                         size_t column)
{
    size_t i = row * cells->column_count + column;
    double value, high = range->high, low = range->low;

    if (cells->colours == CELLS_ROLES)
        return cells->roles ? cells->roles[i] : ROLE_COUNT;
    value = cells->values ? cells->values[i] : NAN;
    if (!isfinite(value))
        return ROLE_COUNT;
    if (cells->row_high && isfinite(cells->row_high[row]))
        high = cells->row_high[row];
    if (cells->colours == CELLS_DIVERGE)
        return role_diverge(high != 0.0 ? fmax(-1.0, fmin(value / fabs(high), 1.0)) : 0.0);
    return role_heat(high > low ? fmax(0.0, fmin((value - low) / (high - low), 1.0)) : 0.0);
}

/* ---- the key ---- */

static bool has_key(const struct plot_cells *cells)
{
    return cells->key && cells->key[0] && cells->colours != CELLS_ROLES;
}

double plot_cells_key_height(const struct pen *pen, const struct plot_cells *cells)
{
    return has_key(cells) && pen->spare < 2 ? KEY_HEIGHT * pen->text : 0.0;
}

static const char *end_text(const struct plot_cells *cells, double value, bool high,
                            struct arena *arena)
{
    double size = fabs(value);
    int decimals = size >= 100.0 ? 0 : size >= 10.0 ? 1 : 2;

    if (cells->row_high)
        return high                              ? "the row's most"
               : cells->colours == CELLS_DIVERGE ? "its opposite"
                                                 : fmt_fixed(arena, value, value != 0.0);
    if (!isfinite(value))
        return "";
    if (cells->key_text == TICK_DELTA)
        return value == 0.0 ? "0" : fmt_delta(arena, value, decimals);
    if (cells->key_text == TICK_SHARE && (value == 0.0 || value == 1.0))
        return value == 0.0 ? "0" : "1.0";
    if (value >= 0.0 && value == floor(value) && value < 1e15)
        return fmt_count(arena, (uint64_t)value);
    const char *digits = fmt_fixed(arena, value, decimals);

    return cells->key_text == TICK_SHARE && digits[0] == '0' && value != 0.0 ? digits + 1 : digits;
}

static enum role step_role(const struct plot_cells *cells, int step)
{
    return (enum role)((int)(cells->colours == CELLS_DIVERGE ? ROLE_DIVERGE_0 : ROLE_HEAT_0) +
                       step);
}

static double write(const struct pen *pen, double x, double y, const char *text, double right)
{
    double room = fmax(right - x, 0.0);
    const char *shown = pen_fit(pen, text, pen->text, room);

    if (room < 2.0 * pen->text)
        return x;
    pen_text(pen, x, y, shown, pen_style(pen, ROLE_DIM, ANCHOR_START));
    return x + text_width(shown, pen->text, false) + KEY_GAP * pen->text;
}

void plot_cells_key_draw(const struct pen *pen, const struct plot_cells *cells, double x, double y,
                         double width)
{
    struct cell_range range = plot_cells_range(cells);
    double base = y + 1.0 * pen->text, right = x + width;
    double step = STEP_WIDTH * pen->text, strip = KEY_STEPS * step;
    const char *low = plot_signs(end_text(cells, range.low, false, pen->arena), pen->arena);
    const char *high = plot_signs(end_text(cells, range.high, true, pen->arena), pen->arena);
    double ends = text_width(low, pen->text, false) + text_width(high, pen->text, false) +
                  3.0 * KEY_GAP * pen->text;

    if (!has_key(cells) || pen->spare > 1)
        return;
    if (strip + ends > width) {
        step = fmax((width - ends) / KEY_STEPS, 1.0);
        strip = KEY_STEPS * step;
    }
    x = write(pen, x, base, cells->key, right - strip - ends);
    /* Next to the strip in whatever font is used. */
    x += text_width(low, pen->text, false);
    pen_text(pen, x, base, low, pen_style(pen, ROLE_DIM, ANCHOR_END));
    x += KEY_GAP * pen->text;
    for (int i = 0; i < KEY_STEPS; i++)
        pen_box(pen,
                (struct plot_area){x + i * step, base - 0.75 * pen->text, step,
                                   STEP_HEIGHT * pen->text},
                ink_cell(step_role(cells, i)), (struct line_style){.width = 0.0}, NULL);
    pen_box(pen, (struct plot_area){x, base - 0.75 * pen->text, strip, STEP_HEIGHT * pen->text},
            (struct ink){.part = INK_NONE}, pen_stroke(ink_of(ROLE_AXIS), 0.5), NULL);
    write(pen, x + strip + KEY_GAP * pen->text, base, high, right + pen->text);
}
