#include <assay/tui/chart_window.h>

#include <math.h>

static struct scale shown(const struct chart_window *window, struct scale all)
{
    struct scale part = {fmax(window->from, all.low), fmin(window->to, all.high), all.kind};

    return part.low < part.high && window->from < window->to ? part : all;
}

static void keep(struct chart_window *window, struct scale all, struct scale part)
{
    bool whole = part.low <= all.low && part.high >= all.high;

    window->from = whole ? 0.0 : part.low;
    window->to = whole ? 0.0 : part.high;
}

struct scale chart_window_scale(struct chart_window *window, struct scale all, double crosshair)
{
    struct scale part = scale_reveal(all, shown(window, all), crosshair);

    keep(window, all, part);
    return part;
}

void chart_window_zoom(struct chart_window *window, struct scale all, double crosshair,
                       double factor, double least)
{
    keep(window, all, scale_zoom(all, shown(window, all), crosshair, factor, fmin(least, 1.0)));
}

void chart_move_cursor(struct grid_state *state, const struct grid_layout *layout,
                       enum chart_way way)
{
    bool up = way == CHART_ON || way == CHART_FIRST;
    size_t count = layout->source ? layout->source->row_count : 0, row, place;

    row = way == CHART_FIRST ? 0 : way == CHART_LAST ? count - 1 : grid_row(state, layout);
    if (count == 0 || row == SIZE_MAX)
        return;
    if (way == CHART_ON || way == CHART_BACK)
        row += up ? 1 : (size_t)-1;
    /* Below 0 wraps round to what is no row. */
    for (; row < count; row += up ? 1 : (size_t)-1) {
        place = grid_place_of(layout, row);
        if (place != SIZE_MAX) {
            state->cursor = place;
            return;
        }
    }
}
