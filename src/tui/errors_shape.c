#include "errors_internal.h"

/* Lines: a title and the table's head above the rows, a blank below. */
enum { INFO = 2, AROUND = 3, LEAST = 6, WIDE = 110 };
/* The samples stand at the right of a very wide screen, else below when so many lines are free. */
enum { BESIDE_FROM = 150, BESIDE_WIDTH = 56, BELOW_LEAST = 5 };

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

static int wanted(const struct errors_data *data, enum error_pane pane)
{
    size_t rows = errors_row_count(data, pane);

    return AROUND + (rows > 1000 ? 1000 : (int)rows);
}

/* One above the other: each what it wants, as long as there is room; what is short is shared. */
static void stack(struct errors_data *data, const enum error_pane *panes, int count,
                  struct rect area)
{
    int left = area.height, row = area.row;
    bool done[PANE_COUNT] = {false};

    for (int round = 0; round < count; round++) {
        int open = 0, share;

        for (int i = 0; i < count; i++)
            open += !done[i];
        share = open ? left / open : 0;
        for (int i = 0; i < count; i++) {
            int height = wanted(data, panes[i]);

            if (done[i] || height > share)
                continue;
            data->rects[panes[i]].height = height;
            left -= height;
            done[i] = true;
        }
    }
    for (int i = 0, open = 0; i < count; i++) {
        for (int k = open = 0; k < count; k++)
            open += !done[k];
        if (done[i])
            continue;
        data->rects[panes[i]].height = left / open;
        left -= left / open;
        done[i] = true;
    }
    for (int i = 0; i < count; i++) {
        struct rect *rect = &data->rects[panes[i]];

        *rect = (struct rect){row, area.column, rect->height, area.width};
        row += rect->height;
    }
}

static int list(const struct errors_data *data, const enum error_pane *all, int count,
                enum error_pane *panes)
{
    int used = 0;

    for (int i = 0; i < count; i++)
        if (data->present[all[i]])
            panes[used++] = all[i];
    return used;
}

static void stack_all(const struct errors_state *state, struct errors_data *data, struct rect area)
{
    static const enum error_pane all[] = {PANE_PAIRS, PANE_KINDS, PANE_COHORTS, PANE_ANSWERS};
    enum error_pane panes[PANE_COUNT];
    int count = list(data, all, PANE_COUNT, panes);

    if (area.height / (count ? count : 1) >= LEAST)
        stack(data, panes, count, area);
    else
        data->rects[state->pane] = area;
}

/* Pairs, or else kinds, at the left; the rest at the right. */
static void two_columns(struct errors_data *data, struct rect area)
{
    static const enum error_pane left[] = {PANE_PAIRS, PANE_ANSWERS};
    static const enum error_pane right[] = {PANE_KINDS, PANE_COHORTS};
    enum error_pane panes[PANE_COUNT];
    int count = list(data, left, 2, panes), width = area.width * 2 / 5;
    struct rect part = area;

    if (count == 0) {
        count = list(data, right, 2, panes);
        stack(data, panes, count, area);
        return;
    }
    part.width = list(data, right, 2, panes) ? width : area.width;
    count = list(data, left, 2, panes);
    stack(data, panes, count, part);
    part.column += part.width + 2;
    part.width = area.width - part.width - 2;
    count = list(data, right, 2, panes);
    stack(data, panes, count, part);
}

static void find_present(struct errors_state *state, struct errors_data *data)
{
    for (int pane = 0; pane < PANE_COUNT; pane++)
        data->present[pane] = errors_row_count(data, (enum error_pane)pane) > 0;
    for (int i = 0; i < PANE_COUNT && !data->present[state->pane]; i++)
        state->pane = (state->pane + 1) % PANE_COUNT;
}

static struct rect preview_beside(struct rect *area)
{
    struct rect rect = {area->row - 1, 0, area->height + 1, BESIDE_WIDTH};

    area->width -= BESIDE_WIDTH + 2;
    rect.column = area->width + 2;
    return rect;
}

/* Where the tables of a column end. */
static int bottom_of(const struct errors_data *data, struct rect area, int column)
{
    int bottom = area.row;

    for (int pane = 0; pane < PANE_COUNT; pane++) {
        const struct rect *rect = &data->rects[pane];

        if (rect->height && rect->column >= column && rect->row + rect->height > bottom)
            bottom = rect->row + rect->height;
    }
    return bottom;
}

/* Below all tables, or below those of the right column. */
static struct rect preview_below(const struct errors_data *data, struct rect area)
{
    int right = 0, end = area.row + area.height, bottom = bottom_of(data, area, 0);

    for (int pane = 0; pane < PANE_COUNT; pane++)
        if (data->rects[pane].height && data->rects[pane].column > right)
            right = data->rects[pane].column;
    if (end - bottom >= BELOW_LEAST)
        return (struct rect){bottom, 0, end - bottom, area.width};
    bottom = bottom_of(data, area, right);
    if (right == 0 || end - bottom < BELOW_LEAST)
        return (struct rect){0, 0, 0, 0};
    return (struct rect){bottom, right, end - bottom, area.width - right};
}

void errors_shape_prepare(const struct view_context *context, struct errors_state *state,
                          struct errors_data *data)
{
    struct rect area = {0, 0, context->rect.height, context->rect.width};

    for (int pane = 0; pane < PANE_COUNT; pane++)
        data->rects[pane] = (struct rect){0, 0, 0, 0};
    find_present(state, data);
    data->info = area.height >= 8 ? INFO : 0;
    area.row = data->info;
    area.height -= data->info;
    data->preview.rect = (struct rect){0, 0, 0, 0};
    if (area.width >= BESIDE_FROM && data->info && data->part->samples && !context->zoomed)
        data->preview.rect = preview_beside(&area);
    if (context->zoomed || area.height < LEAST)
        data->rects[state->pane] = area;
    else if (area.width >= WIDE)
        two_columns(data, area);
    else
        stack_all(state, data, area);
    data->preview.below = data->preview.rect.height == 0;
    if (data->preview.below && data->part->samples && !context->zoomed)
        data->preview.rect = preview_below(data, area);
    for (int pane = 0; pane < PANE_COUNT; pane++) {
        const struct rect *rect = &data->rects[pane];
        int lines = smaller(rect->height, area.height) - 1;

        if (rect->height == 0)
            continue;
        data->sources[pane] = errors_sources[pane];
        data->sources[pane].arg = data;
        data->sources[pane].row_count = errors_row_count(data, (enum error_pane)pane);
        /* A blank below, unless that is the last line there is. */
        lines -= rect->row + rect->height < context->rect.height;
        grid_prepare(&state->grids[pane], &data->layouts[pane], &data->sources[pane], lines,
                     rect->width, context->scratch);
    }
    errors_preview_prepare(context, state, data);
}
