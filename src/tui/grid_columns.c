#include "grid_internal.h"

#include <math.h>
#include <string.h>

/* Rows looked at for the width of a column. */
enum { MEASURED_ROWS = 250 };

static int widest(const struct grid_layout *layout, size_t column, struct arena *scratch)
{
    const struct grid_column *def = &layout->source->columns[column];
    int width = text_columns(str_of(def->title));
    size_t rows = layout->count < MEASURED_ROWS ? layout->count : MEASURED_ROWS;

    for (size_t i = 0; i < rows; i++) {
        struct grid_cell cell = {.number = NAN};
        int columns;

        layout->source->cell(layout->source->arg, grid_row_at(layout, i), column, scratch, &cell);
        columns = text_columns(cell.text);
        width = columns > width ? columns : width;
    }
    return width;
}

static void measure(struct grid_layout *layout, struct arena *scratch)
{
    for (size_t i = 0; i < layout->source->column_count && i < GRID_COLUMNS_MOST; i++) {
        const struct grid_column *def = &layout->source->columns[i];
        int width = def->least, title = text_columns(str_of(def->title));

        if (!def->paint && (!def->most || def->least < def->most))
            width = widest(layout, i, scratch);
        width = width < def->least ? def->least : width;
        width = def->most && width > def->most ? def->most : width;
        layout->natural[i] = width < title ? title : width;
    }
    layout->measured = true;
}

static int width_of(const struct grid_state *state, const struct grid_layout *layout, int column)
{
    const struct grid_column *def = &layout->source->columns[column];
    /* What stretches gets the room that is left, so it claims no more than its least. */
    int natural = def->stretches && def->least ? def->least : layout->natural[column];
    /* The head keeps room for the sign of the order. */
    int sorted = state->sort_column == column + 1 ? text_columns(str_of(def->title)) + 1 : 0;
    int width = (natural < sorted ? sorted : natural) + 2 * state->widths[column];

    return width < 1 ? 1 : width;
}

/* Columns of the screen, with the verdict's mark. */
static int span_of(const struct grid_state *state, const struct grid_layout *layout, int column)
{
    return width_of(state, layout, column) + layout->source->columns[column].marked;
}

static void list_columns(const struct grid_state *state, struct grid_layout *layout)
{
    layout->column_count = 0;
    for (size_t i = 0; i < layout->source->column_count && i < GRID_COLUMNS_MOST; i++) {
        const struct grid_column *def = &layout->source->columns[i];
        bool chosen = i == 0 || !state->columns[0] ||
                      grid_text_holds(str_of(def->title), state->columns) ||
                      grid_text_holds(str_of(def->key), state->columns);

        if (chosen && !(state->hidden >> i & 1))
            layout->columns[layout->column_count++] = (int)i;
    }
}

static int total_of(const struct grid_state *state, const struct grid_layout *layout,
                    const int *columns, int count)
{
    int total = GRID_CARET;

    for (int i = 0; i < count; i++)
        total += span_of(state, layout, columns[i]) + (i ? GRID_GAP : 0);
    return total;
}

/* Without the columns of the highest priority numbers, until the rest fits. */
static int drop_columns(const struct grid_state *state, const struct grid_layout *layout, int width,
                        int *columns)
{
    int count = layout->column_count;

    memcpy(columns, layout->columns, (size_t)count * sizeof(*columns));
    while (count > 1 && total_of(state, layout, columns, count) > width) {
        int worst = -1;

        for (int i = 1; i < count; i++) {
            unsigned priority = layout->source->columns[columns[i]].priority;

            if (priority &&
                (worst < 0 || priority >= layout->source->columns[columns[worst]].priority))
                worst = i;
        }
        if (worst < 0)
            break;
        memmove(columns + worst, columns + worst + 1,
                (size_t)(count - worst - 1) * sizeof(*columns));
        count--;
    }
    return count;
}

/* The first column stays, then those from `left` on. */
static int scrolled_columns(const struct grid_layout *layout, int left, int *columns)
{
    int count = 0;

    if (layout->column_count)
        columns[count++] = layout->columns[0];
    for (int i = left < 1 ? 1 : left; i < layout->column_count; i++)
        columns[count++] = layout->columns[i];
    return count;
}

/* What the first column may take once the others are scrolled beside it. */
static int frozen_most(const struct grid_state *state, int width)
{
    int half = (width - GRID_CARET - GRID_GAP) / 2;

    return state->left == 0 ? width : half > 1 ? half : 1;
}

static void place_columns(const struct grid_state *state, struct grid_layout *layout,
                          const int *columns, int count, int width)
{
    int at = GRID_CARET, spare = width - total_of(state, layout, columns, count);
    int frozen = frozen_most(state, width);
    bool stretched = false;

    layout->place_count = 0;
    for (int i = 0; i < count && at < width; i++) {
        const struct grid_column *def = &layout->source->columns[columns[i]];
        int own = width_of(state, layout, columns[i]);

        if (def->stretches && !stretched && spare > 0) {
            own += spare;
            own = def->most && own > def->most ? def->most : own;
            stretched = true;
        }
        /* Half a number would be another one; beside the first column one is always shown. */
        if (own > width - at && def->align == GRID_RIGHT && i > 1)
            break;
        own = own > width - at ? width - at : own;
        own = i == 0 && own > frozen ? frozen : own;
        layout->places[layout->place_count++] = (struct grid_place){columns[i], at, own};
        at += own + def->marked + GRID_GAP;
    }
}

/* True when the whole column is on screen. */
static bool is_placed(const struct grid_state *state, const struct grid_layout *layout, int column)
{
    for (int i = 0; i < layout->place_count; i++)
        if (layout->places[i].column == column)
            return i == 0 || layout->places[i].width >= width_of(state, layout, column);
    return false;
}

static void place_scrolled(struct grid_state *state, struct grid_layout *layout, int width)
{
    int columns[GRID_COLUMNS_MOST];
    int count = scrolled_columns(layout, state->left, columns);

    place_columns(state, layout, columns, count, width);
}

void grid_columns_prepare(struct grid_state *state, struct grid_layout *layout, int width,
                          struct arena *scratch)
{
    int columns[GRID_COLUMNS_MOST], count, current;

    if (!layout->measured)
        measure(layout, scratch);
    list_columns(state, layout);
    if (state->column >= layout->column_count)
        state->column = layout->column_count - 1;
    state->column = state->column < 0 ? 0 : state->column;
    current = layout->column_count ? layout->columns[state->column] : 0;
    if (state->column < state->left)
        state->left = state->column > 1 ? state->column : 0;
    if (state->left == 0) {
        count = drop_columns(state, layout, width, columns);
        place_columns(state, layout, columns, count, width);
        if (is_placed(state, layout, current))
            return;
        state->left = 1;
    }
    place_scrolled(state, layout, width);
    while (!is_placed(state, layout, current) && state->left < state->column) {
        state->left++;
        place_scrolled(state, layout, width);
    }
}

int grid_column_at(const struct grid_state *state, const struct grid_layout *layout)
{
    if (state->column < 0 || state->column >= layout->column_count)
        return -1;
    return layout->columns[state->column];
}
