#include "grid_internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool grid_text_holds(struct str text, const char *pattern)
{
    size_t length = strlen(pattern);
    bool exact = false;

    for (size_t i = 0; i < length; i++)
        exact |= pattern[i] >= 'A' && pattern[i] <= 'Z';
    if (!exact)
        return str_contains_nocase(text, pattern);
    for (size_t i = 0; length <= text.len && i + length <= text.len; i++)
        if (memcmp(text.ptr + i, pattern, length) == 0)
            return true;
    return false;
}

static bool row_holds(const struct grid_source *source, size_t row, const char *pattern,
                      struct arena *scratch)
{
    for (size_t i = 0; i < source->column_count; i++) {
        struct grid_cell cell = {.number = NAN};

        source->cell(source->arg, row, i, scratch, &cell);
        if (grid_text_holds(cell.text, pattern))
            return true;
    }
    return false;
}

size_t grid_rows_search(const struct grid_layout *layout, const char *text, size_t from,
                        bool forward)
{
    struct arena *scratch = arena_new();
    size_t found = SIZE_MAX, at = from;

    if (layout->source->search) {
        arena_free(scratch);
        return layout->source->search(layout->source->arg, layout->rows, layout->count, text, from,
                                      forward);
    }
    for (size_t i = 0; i < layout->count && found == SIZE_MAX; i++) {
        at = forward ? (at + 1) % layout->count : (at + layout->count - 1) % layout->count;
        if (row_holds(layout->source, grid_row_at(layout, at), text, scratch))
            found = at;
        arena_reset(scratch);
    }
    arena_free(scratch);
    return found;
}

/* ---- order ---- */

struct sort_key {
    double number;
    struct str text;
    uint32_t row, place;
    bool descending;
};

static bool is_blank(const struct sort_key *key)
{
    return isnan(key->number) && key->text.len == 0;
}

/* Numbers before texts, what is missing last, equal ones as they stood. */
static int compare_keys(const void *left, const void *right)
{
    const struct sort_key *a = left, *b = right;
    int order = 0;

    if (is_blank(a) != is_blank(b))
        return is_blank(a) ? 1 : -1;
    if (isnan(a->number) != isnan(b->number))
        return isnan(a->number) ? 1 : -1;
    if (!isnan(a->number))
        order = (a->number > b->number) - (a->number < b->number);
    else
        order = str_order(a->text, b->text);
    if (order)
        return a->descending ? -order : order;
    return a->place < b->place ? -1 : 1;
}

static void sort_rows(uint32_t *rows, size_t count, const struct grid_source *source, int column,
                      bool descending, struct arena *scratch)
{
    struct sort_key *keys = arena_zalloc(scratch, count, sizeof(*keys));

    for (size_t i = 0; i < count; i++) {
        struct grid_cell cell = {.number = NAN};

        source->cell(source->arg, rows[i], (size_t)column, scratch, &cell);
        keys[i] = (struct sort_key){cell.number, cell.text, rows[i], (uint32_t)i, descending};
    }
    qsort(keys, count, sizeof(*keys), compare_keys);
    for (size_t i = 0; i < count; i++)
        rows[i] = keys[i].row;
}

/* ---- making rows ---- */

size_t grid_group_of(const struct grid_source *source, size_t row, struct arena *scratch)
{
    while (row > 0 && !source->head(source->arg, row, scratch))
        row--;
    return row;
}

/* The same, where the group of a row shown before is known: rows rise, so nothing is read twice. */
static size_t next_group(const struct grid_source *source, size_t row, size_t before,
                         size_t group_before, struct arena *scratch)
{
    if (before == SIZE_MAX || row <= before)
        return grid_group_of(source, row, scratch);
    while (row > before && !source->head(source->arg, row, scratch))
        row--;
    return row == before ? group_before : row;
}

static void make_lines(struct grid_layout *layout, const struct grid_recipe *recipe,
                       struct arena *scratch)
{
    const struct grid_source *source = layout->source;
    size_t used = 0, before = SIZE_MAX, group = SIZE_MAX;
    uint32_t *lines;

    layout->lines = NULL;
    layout->line_count = 0;
    if (!source->head || recipe->sort_column || layout->count == 0)
        return;
    lines = arena_alloc(layout->arena, 2 * layout->count * sizeof(*lines));
    for (size_t i = 0; i < layout->count; i++) {
        size_t row = grid_row_at(layout, i);
        size_t own = next_group(source, row, before, group, scratch);

        /* The first group may have no head. */
        if (own != group && source->head(source->arg, own, scratch))
            lines[used++] = (uint32_t)(2 * i + 1);
        lines[used++] = (uint32_t)(2 * i);
        before = row;
        group = own;
    }
    layout->lines = lines;
    layout->line_count = used;
}

/* False and a fault when the filter is wrong. */
static bool make_generic(struct grid_layout *layout, struct arena *arena,
                         const struct grid_recipe *recipe, struct arena *scratch, struct err *fault)
{
    const struct grid_source *source = layout->source;
    uint32_t *rows;
    size_t count = source->row_count;

    if (!recipe->filter[0] && !recipe->sort_column) {
        layout->rows = NULL;
        layout->count = count;
        return true;
    }
    rows = arena_alloc(arena, (count + 1) * sizeof(*rows));
    if (!recipe->filter[0])
        for (size_t i = 0; i < count; i++)
            rows[i] = (uint32_t)i;
    else if (!grid_filter_rows(source, recipe->filter, rows, &count, fault))
        return false;
    if (recipe->sort_column)
        sort_rows(rows, count, source, recipe->sort_column - 1, recipe->descending, scratch);
    layout->rows = rows;
    layout->count = count;
    return true;
}

/* By the last filter that was followed, when the one asked for is wrong. */
static void make_rows(struct grid_layout *layout, const struct grid_recipe *recipe,
                      struct arena *scratch)
{
    const struct grid_source *source = layout->source;
    struct arena *made = arena_new();
    struct grid_recipe followed = *recipe;

    if (source->ordered) {
        layout->rows = source->rows;
        layout->count = source->shown;
    } else if (make_generic(layout, made, recipe, scratch, &layout->fault)) {
        memcpy(layout->followed, recipe->filter, sizeof(layout->followed));
    } else {
        memcpy(followed.filter, layout->followed, sizeof(followed.filter));
        /* Of a source with other columns that may be wrong as well. */
        if (!make_generic(layout, made, &followed, scratch, NULL)) {
            layout->rows = NULL;
            layout->count = source->row_count;
        }
    }
    arena_free(layout->arena);
    layout->arena = made;
    layout->measured = false;
    make_lines(layout, recipe, scratch);
}

static bool same_recipe(const struct grid_recipe *a, const struct grid_recipe *b)
{
    return strcmp(a->filter, b->filter) == 0 && a->sort_column == b->sort_column &&
           a->descending == b->descending && a->row_count == b->row_count &&
           a->version == b->version && a->arg == b->arg;
}

void grid_rows_prepare(struct grid_state *state, struct grid_layout *layout,
                       const struct grid_source *source, struct arena *scratch)
{
    struct grid_recipe recipe = {.sort_column = state->sort_column,
                                 .descending = state->descending,
                                 .row_count = source->row_count,
                                 .version = source->version,
                                 .arg = source->arg};
    bool first = layout->arena == NULL;
    size_t place;

    memcpy(recipe.filter, state->filter, sizeof(recipe.filter));
    layout->source = source;
    if (!first && same_recipe(&recipe, &layout->made_for) && !source->ordered)
        return;
    layout->fault = source->fault;
    if (!first && same_recipe(&recipe, &layout->made_for))
        return;
    make_rows(layout, &recipe, scratch);
    /* A wrong filter is not tried again at every key. */
    layout->made_for = recipe;
    place = first || layout->at_row == SIZE_MAX ? SIZE_MAX : grid_place_of(layout, layout->at_row);
    if (place != SIZE_MAX)
        state->cursor = place;
}

/* ---- places ---- */

size_t grid_line_count(const struct grid_layout *layout)
{
    return layout->lines ? layout->line_count : layout->count;
}

size_t grid_line_of(const struct grid_layout *layout, size_t displayed)
{
    size_t low = displayed, high;

    if (!layout->lines)
        return displayed;
    /* Every row has at most one head before it, so its line is at least its number. */
    for (high = layout->line_count; low < high;) {
        size_t middle = low + (high - low) / 2;

        if (layout->lines[middle] / 2 < displayed ||
            (layout->lines[middle] / 2 == displayed && (layout->lines[middle] & 1)))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t grid_row_at(const struct grid_layout *layout, size_t displayed)
{
    if (displayed >= layout->count)
        return SIZE_MAX;
    return layout->rows ? layout->rows[displayed] : displayed;
}

size_t grid_place_of(const struct grid_layout *layout, size_t row)
{
    if (!layout->rows)
        return row < layout->count ? row : SIZE_MAX;
    for (size_t i = 0; i < layout->count; i++)
        if (layout->rows[i] == row)
            return i;
    return SIZE_MAX;
}

size_t grid_row(const struct grid_state *state, const struct grid_layout *layout)
{
    return grid_row_at(layout, state->cursor);
}
