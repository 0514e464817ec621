#include "candidates_internal.h"

#include "compare_internal.h"

#include <stdlib.h>

struct gathered {
    struct candidates_line *lines;
    size_t count, room;
    size_t hint; /* where the row after the last one found is looked for first */
};

static bool is_listed(const struct compare_row *row)
{
    return row->family != FAMILY_LAYERS && row->family != FAMILY_CURVE;
}

static bool is_of(const struct candidates_line *line, const struct compare_row *row)
{
    return line->first->family == row->family && quantity_equal(&line->first->what, &row->what);
}

/* Comparisons have their rows in nearly the same order. */
static struct candidates_line *line_of(struct gathered *all, const struct compare_row *row)
{
    for (size_t i = 0; i < all->count; i++) {
        size_t at = (all->hint + i) % all->count;

        if (is_of(&all->lines[at], row)) {
            all->hint = at + 1;
            return &all->lines[at];
        }
    }
    all->lines = array_grow(all->lines, &all->room, all->count + 1, sizeof(*all->lines));
    all->lines[all->count] = (struct candidates_line){.first = row};
    return &all->lines[all->count++];
}

static bool differs(const struct candidates_line *line)
{
    for (size_t i = 0; i < MARKS_MOST; i++)
        if (line->rows[i] && compare_differs(line->rows[i]))
            return true;
    return false;
}

/* Stable, since what a later comparison adds stands at the end. */
static void by_families(struct candidates_line *lines, size_t count, struct candidates_line *out)
{
    size_t at = 0;

    for (int f = 0; f < COMPARE_FAMILIES; f++)
        for (size_t i = 0; i < count; i++)
            if ((int)lines[i].first->family == f)
                out[at++] = lines[i];
}

struct candidates_lines candidates_lines_of(const struct comparison *const *comparisons,
                                            size_t count, bool only_differing, struct arena *arena)
{
    struct gathered all = {.lines = NULL};
    struct candidates_lines out = {.count = 0};
    struct candidates_line *lines;

    for (size_t c = 0; c < count; c++)
        for (size_t i = 0; comparisons[c] && i < comparisons[c]->row_count; i++)
            if (is_listed(&comparisons[c]->rows[i]))
                line_of(&all, &comparisons[c]->rows[i])->rows[c] = &comparisons[c]->rows[i];
    lines = arena_alloc(arena, (all.count + 1) * sizeof(*lines));
    by_families(all.lines, all.count, lines);
    for (size_t i = 0; i < all.count; i++)
        if (!only_differing || differs(&lines[i]))
            lines[out.count++] = lines[i];
    out.lines = lines;
    out.level = all.count - out.count;
    free(all.lines);
    return out;
}

const char *candidates_sign(enum compare_outcome outcome)
{
    static const char *const signs[COMPARE_OUTCOMES] = {
        [COMPARE_IMPROVED] = "↑", [COMPARE_REGRESSED] = "↓", [COMPARE_CHANGED] = "↕",
        [COMPARE_LEVEL] = "=",    [COMPARE_UNDECIDED] = "·", [COMPARE_UNTESTED] = " ",
    };

    return signs[outcome];
}
