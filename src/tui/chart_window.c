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

/* Whether a row lies further that way than the best one so far, or nearer where it is a step. */
static bool is_better(enum chart_way way, size_t row, size_t from, size_t best)
{
    switch (way) {
    case CHART_ON:
        return row > from && (best == SIZE_MAX || row < best);
    case CHART_BACK:
        return row < from && (best == SIZE_MAX || row > best);
    case CHART_FIRST:
        return best == SIZE_MAX || row < best;
    case CHART_LAST:
        break;
    }
    return best == SIZE_MAX || row > best;
}

void chart_move_cursor(struct grid_state *state, const struct grid_layout *layout,
                       enum chart_way way)
{
    size_t from = layout->source ? grid_row(state, layout) : SIZE_MAX;
    size_t best = SIZE_MAX, place = state->cursor;

    for (size_t i = 0; from != SIZE_MAX && i < layout->count; i++) {
        size_t row = grid_row_at(layout, i);

        if (is_better(way, row, from, best)) {
            best = row;
            place = i;
        }
    }
    state->cursor = place;
}

/* ---- keys ---- */

enum chart_way chart_way_of(enum action action)
{
    switch (action) {
    case ACTION_TOP:
    case ACTION_FIRST_COLUMN:
        return CHART_FIRST;
    case ACTION_BOTTOM:
    case ACTION_LAST_COLUMN:
        return CHART_LAST;
    case ACTION_LEFT:
    case ACTION_UP:
        return CHART_BACK;
    default:
        return CHART_ON;
    }
}

bool chart_zooms(enum action action)
{
    return action == ACTION_MORE || action == ACTION_LESS || action == ACTION_FIT;
}

void chart_window_act(const struct chart_hold *hold, enum action action)
{
    double factor = action == ACTION_MORE ? 0.5 : action == ACTION_LESS ? 2.0 : INFINITY;

    if (chart_zooms(action))
        chart_window_zoom(hold->window, hold->all, hold->crosshair, factor, hold->least);
    else
        chart_move_cursor(hold->grid, hold->layout, chart_way_of(action));
}
