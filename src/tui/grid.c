#include <assay/tui/grid.h>

#include "grid_internal.h"

#include <assay/base/fmt.h>
#include <assay/base/quote.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

void grid_layout_release(struct grid_layout *layout)
{
    arena_free(layout->arena);
    *layout = (struct grid_layout){0};
}

/* A second one where a column on screen draws on it. */
static int head_lines_of(const struct grid_layout *layout)
{
    for (int i = 0; i < layout->place_count; i++)
        if (layout->source->columns[layout->places[i].column].paint_head)
            return 2;
    return 1;
}

/* The cursor within the rows, its line within the page; the head of its group too if it can. */
static void clamp(struct grid_state *state, const struct grid_layout *layout)
{
    size_t page = layout->page > 0 ? (size_t)layout->page : 1;
    size_t lines = grid_line_count(layout), line, first;

    if (state->cursor >= layout->count)
        state->cursor = layout->count ? layout->count - 1 : 0;
    line = first = grid_line_of(layout, state->cursor);
    if (layout->lines && line > 0 && (layout->lines[line - 1] & 1) && page > 1)
        first = line - 1;
    if (state->top > first)
        state->top = first;
    if (line >= state->top + page)
        state->top = line - page + 1;
    if (state->top + page > lines)
        state->top = lines > page ? lines - page : 0;
}

void grid_prepare(struct grid_state *state, struct grid_layout *layout,
                  const struct grid_source *source, int height, int width, struct arena *scratch)
{
    grid_rows_prepare(state, layout, source, scratch);
    grid_columns_prepare(state, layout, width, scratch);
    layout->head_lines = height > 3 ? head_lines_of(layout) : 1;
    layout->page = height - layout->head_lines;
    layout->page = layout->page < 0 ? 0 : layout->page;
    clamp(state, layout);
    layout->at_row = grid_row(state, layout);
}

bool grid_cell_at_cursor(const struct grid_state *state, const struct grid_layout *layout,
                         struct arena *scratch, struct grid_cell *cell)
{
    size_t row = layout->source ? grid_row(state, layout) : SIZE_MAX;
    int column = grid_column_at(state, layout);

    *cell = (struct grid_cell){.number = NAN};
    if (row == SIZE_MAX || column < 0)
        return false;
    layout->source->cell(layout->source->arg, row, (size_t)column, scratch, cell);
    return true;
}

struct str grid_row_text(const struct grid_state *state, const struct grid_layout *layout,
                         struct arena *scratch)
{
    size_t row = layout->source ? grid_row(state, layout) : SIZE_MAX;
    struct buf text = {0};
    struct str copy;

    for (int i = 0; row != SIZE_MAX && i < layout->column_count; i++) {
        struct grid_cell cell = {.number = NAN};

        layout->source->cell(layout->source->arg, row, (size_t)layout->columns[i], scratch, &cell);
        buf_add_c(&text, i ? "\t" : "");
        buf_add_str(&text, cell.text);
    }
    copy = (struct str){arena_strndup(scratch, text.ptr ? text.ptr : "", text.len), text.len};
    buf_release(&text);
    return copy;
}

void grid_row_json(const struct grid_state *state, const struct grid_layout *layout,
                   struct arena *scratch, struct buf *out)
{
    size_t row = grid_row(state, layout);

    for (int i = 0; row != SIZE_MAX && i < layout->column_count; i++) {
        size_t column = (size_t)layout->columns[i];
        struct grid_cell cell = {.number = NAN};

        layout->source->cell(layout->source->arg, row, column, scratch, &cell);
        buf_add_c(out, i ? ", " : "{");
        quote_json(out, str_of(layout->source->columns[column].key));
        buf_add_c(out, ": ");
        if (isfinite(cell.number))
            fmt_shortest(out, cell.number);
        else
            quote_json(out, cell.text);
    }
    if (row != SIZE_MAX)
        buf_add_c(out, "}");
}

/* ---- actions ---- */

static bool move_by(struct grid_state *state, const struct grid_layout *layout, long long rows)
{
    long long at = (long long)state->cursor + rows, last = (long long)layout->count - 1;

    at = at > last ? last : at;
    state->cursor = at < 0 ? 0 : (size_t)at;
    return true;
}

static bool move(struct grid_state *state, const struct grid_layout *layout, enum action action)
{
    int page = layout->page > 1 ? layout->page : 1, half = page > 1 ? page / 2 : 1;
    long long last = (long long)layout->count;

    switch (action) {
    case ACTION_DOWN:
        return move_by(state, layout, 1);
    case ACTION_UP:
        return move_by(state, layout, -1);
    case ACTION_HALF_DOWN:
        return move_by(state, layout, half);
    case ACTION_HALF_UP:
        return move_by(state, layout, -half);
    case ACTION_PAGE_DOWN:
        state->top += (size_t)page;
        return move_by(state, layout, page);
    case ACTION_PAGE_UP:
        state->top -= state->top < (size_t)page ? state->top : (size_t)page;
        return move_by(state, layout, -page);
    case ACTION_TOP:
        return move_by(state, layout, -last);
    case ACTION_BOTTOM:
        return move_by(state, layout, last);
    case ACTION_LEFT:
        state->column -= state->column > 0;
        return true;
    case ACTION_RIGHT:
        state->column++;
        return true;
    case ACTION_FIRST_COLUMN:
        state->column = 0;
        return true;
    case ACTION_LAST_COLUMN:
        state->column = layout->column_count - 1;
        return true;
    default:
        return false;
    }
}

/* To the row after the next head, or before it. */
static bool move_group(struct grid_state *state, const struct grid_layout *layout, bool forward)
{
    size_t line = grid_line_of(layout, state->cursor);

    if (!layout->lines)
        return false;
    if (forward) {
        while (++line < layout->line_count)
            if (layout->lines[line] & 1)
                break;
        if (line + 1 < layout->line_count)
            state->cursor = layout->lines[line + 1] / 2;
        return true;
    }
    /* The head of this group, then the one before it. */
    for (int heads = 0; line > 0; line--)
        if ((layout->lines[line - 1] & 1) && (heads++ || layout->lines[line] / 2 != state->cursor))
            break;
    state->cursor = layout->lines[line] / 2;
    return true;
}

static int find_column(const struct grid_layout *layout, const char *name)
{
    for (size_t i = 0; i < layout->source->column_count; i++)
        if (strcmp(layout->source->columns[i].key, name) == 0 ||
            str_eq_nocase(str_of(layout->source->columns[i].title), str_of(name)))
            return (int)i;
    return -1;
}

static bool sort(struct grid_state *state, const struct grid_layout *layout, bool descending,
                 const char *name, struct err *err)
{
    int column = name && name[0] ? find_column(layout, name) : grid_column_at(state, layout);

    if (column < 0)
        return err_set(err, ERR_USAGE, "there is no column named %s", name ? name : "");
    if (state->sort_column == column + 1 && state->descending == descending && !(name && name[0])) {
        state->sort_column = 0;
    } else {
        state->sort_column = column + 1;
        state->descending = descending;
    }
    return true;
}

static void resize(struct grid_state *state, const struct grid_layout *layout, int by)
{
    int column = grid_column_at(state, layout);

    if (column >= 0 && state->widths[column] + by > -60 && state->widths[column] + by < 60)
        state->widths[column] = (signed char)(by ? state->widths[column] + by : 0);
}

static void hide(struct grid_state *state, const struct grid_layout *layout)
{
    int column = grid_column_at(state, layout);

    if (column > 0)
        state->hidden |= (uint64_t)1 << column;
}

static bool change(struct grid_state *state, struct grid_layout *layout, enum action action,
                   const char *argument, struct err *err)
{
    switch (action) {
    case ACTION_SORT_UP:
    case ACTION_SORT_DOWN:
        return sort(state, layout, action == ACTION_SORT_DOWN, argument, err);
    case ACTION_NARROWER:
        resize(state, layout, -1);
        return true;
    case ACTION_WIDER:
        resize(state, layout, 1);
        return true;
    case ACTION_FIT:
        resize(state, layout, 0);
        return true;
    case ACTION_LESS:
        hide(state, layout);
        return true;
    case ACTION_MORE:
        state->hidden = 0;
        return true;
    case ACTION_FILTER:
        snprintf(state->filter, sizeof(state->filter), "%s", argument ? argument : "");
        return true;
    case ACTION_COLUMNS:
        snprintf(state->columns, sizeof(state->columns), "%s", argument ? argument : "");
        return true;
    default:
        return false;
    }
}

static bool search(struct grid_state *state, const struct grid_layout *layout, enum action action,
                   const char *argument, struct err *err)
{
    size_t found;

    if (action == ACTION_SEARCH && argument)
        snprintf(state->search, sizeof(state->search), "%s", argument);
    if (!state->search[0])
        return err_set(err, ERR_USAGE, "nothing was searched for yet");
    found =
        grid_rows_search(layout, state->search, state->cursor, action != ACTION_SEARCH_PREVIOUS);
    if (found == SIZE_MAX)
        return err_set(err, ERR_USAGE, "no row holds \"%s\"", state->search);
    state->cursor = found;
    return true;
}

/* The displayed row whose first column says just this; SIZE_MAX. */
static size_t find_id(const struct grid_layout *layout, struct str id)
{
    struct arena *scratch = arena_new();
    size_t found = SIZE_MAX;

    for (size_t i = 0; i < layout->count && found == SIZE_MAX; i++) {
        struct grid_cell cell = {.number = NAN};

        layout->source->cell(layout->source->arg, grid_row_at(layout, i), 0, scratch, &cell);
        if (str_eq(cell.text, id))
            found = i;
        arena_reset(scratch);
    }
    arena_free(scratch);
    return found;
}

static bool go_to(struct grid_state *state, const struct grid_layout *layout, const char *argument,
                  struct err *err)
{
    size_t named = find_id(layout, str_of(argument));
    long long number;

    if (named != SIZE_MAX) {
        state->cursor = named;
        return true;
    }
    if (str_integer(str_of(argument), &number) && number >= 1 &&
        (unsigned long long)number <= layout->count) {
        state->cursor = (size_t)number - 1;
        return true;
    }
    return err_set(err, ERR_USAGE, "there is no row %s", argument);
}

bool grid_act(struct grid_state *state, struct grid_layout *layout, enum action action,
              const char *argument, bool *changed, struct err *err)
{
    *changed = false;
    err_clear(err);
    if (!layout->source)
        return false;
    switch (action) {
    case ACTION_SEARCH:
    case ACTION_SEARCH_NEXT:
    case ACTION_SEARCH_PREVIOUS:
        return search(state, layout, action, argument, err);
    case ACTION_ESCAPE: /* the frame has its own use for it too */
        state->search[0] = '\0';
        return false;
    case ACTION_GOTO:
        return go_to(state, layout, argument ? argument : "", err);
    case ACTION_NEXT_GROUP:
    case ACTION_PREVIOUS_GROUP:
        return move_group(state, layout, action == ACTION_NEXT_GROUP);
    default:
        if (move(state, layout, action))
            return true;
        *changed = change(state, layout, action, argument, err);
        return *changed;
    }
}

bool grid_click(struct grid_state *state, const struct grid_layout *layout, int row, int column)
{
    size_t line = state->top + (size_t)(row - layout->head_lines);

    for (int i = 0; i < layout->place_count; i++)
        for (int c = 0; c < layout->column_count && column >= layout->places[i].at; c++)
            if (layout->columns[c] == layout->places[i].column)
                state->column = c;
    if (row < layout->head_lines || line >= grid_line_count(layout))
        return false;
    state->cursor = layout->lines ? layout->lines[line] / 2 : line;
    return true;
}
