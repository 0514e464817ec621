#include "flips_internal.h"

#include <assay/session/sample_text.h>

#include <string.h>

enum { EXCERPT_BYTES = 240 };

/* What tells most of a sample first; a section's text, or a fact of "Sample". */
static const struct excerpt_of {
    const char *section, *fact, *title;
    bool of_sample; /* the same whichever run it is read from */
} kinds[] = {
    {"Problem", NULL, "problem", true},
    {"Prompt", NULL, "prompt", true},
    {"Sample", "raw answer", "B raw answer", false},
    {"Response", NULL, "B response", false},
};
enum { KINDS = sizeof(kinds) / sizeof(kinds[0]) };

static struct str text_in(const struct sample_text *text, const struct excerpt_of *kind)
{
    for (size_t i = 0; i < text->count; i++) {
        const struct sample_section *section = &text->sections[i];

        if (strcmp(section->title, kind->section) != 0)
            continue;
        if (!kind->fact)
            return section->text;
        for (size_t f = 0; f < section->fact_count; f++)
            if (str_eq_c(section->facts[f].key, kind->fact))
                return section->facts[f].value;
    }
    return STR("");
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* The beginning, in one line. */
static struct str in_one_line(struct str text, struct arena *arena)
{
    char *out = arena_alloc(arena, EXCERPT_BYTES + 1);
    size_t used = 0;

    for (size_t i = 0; i < text.len && used < EXCERPT_BYTES; i++) {
        if (!is_blank(text.ptr[i]))
            out[used++] = text.ptr[i];
        else if (used && out[used - 1] != ' ')
            out[used++] = ' ';
    }
    /* Not in the middle of a character. */
    while (used == EXCERPT_BYTES && ((unsigned char)out[used - 1] & 0xc0) == 0x80)
        used--;
    return (struct str){out, used};
}

static struct str read_excerpt(const struct pair_scope *scope, size_t row,
                               const struct excerpt_of *kind, struct arena *arena)
{
    size_t a = pair_scope_a(scope, row), b = pair_scope_b(scope, row);
    struct arena *scratch = arena_new();
    struct str text = STR("");

    if (b != SIZE_MAX)
        text = text_in(sample_text_build(scope->run_b, scope->set->set_b, b, scratch), kind);
    if (text.len == 0 && a != SIZE_MAX && (kind->of_sample || b == SIZE_MAX))
        text = text_in(sample_text_build(scope->run_a, scope->set->set_a, a, scratch), kind);
    text = in_one_line(text, arena);
    arena_free(scratch);
    return text;
}

const char *flips_excerpt_begin(struct flips_data *data)
{
    const struct pair_scope *scope = data->rows.scope;
    struct arena *scratch = arena_new();

    flips_excerpt_release(data);
    for (size_t k = 0; k < KINDS && scope->count && !data->excerpt_kind; k++)
        if (read_excerpt(scope, 0, &kinds[k], scratch).len)
            data->excerpt_kind = 1 + (int)k;
    arena_free(scratch);
    if (!data->excerpt_kind)
        return NULL;
    data->excerpt_arena = arena_new();
    data->excerpts = arena_zalloc(data->excerpt_arena, scope->count, sizeof(*data->excerpts));
    return kinds[data->excerpt_kind - 1].title;
}

void flips_excerpt_read(struct flips_data *data, size_t first, size_t count)
{
    for (size_t i = first; data->excerpts && i < first + count && i < data->layout.count; i++) {
        size_t row = grid_row_at(&data->layout, i);

        if (!data->excerpts[row].ptr)
            data->excerpts[row] = read_excerpt(data->rows.scope, row,
                                               &kinds[data->excerpt_kind - 1], data->excerpt_arena);
    }
}

struct str flips_excerpt(const struct flips_data *data, size_t row)
{
    return data->excerpts && data->excerpts[row].ptr ? data->excerpts[row] : STR("");
}

void flips_excerpt_release(struct flips_data *data)
{
    if (data->excerpt_arena)
        arena_free(data->excerpt_arena);
    data->excerpt_arena = NULL;
    data->excerpts = NULL;
    data->excerpt_kind = 0;
}
