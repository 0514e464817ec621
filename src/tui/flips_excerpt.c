#include "flips_internal.h"

#include <assay/base/err.h>
#include <assay/session/sample_text.h>

#include <stdlib.h>
#include <string.h>

/* More rows than a screen has; the slot is that of the displayed row. */
enum { EXCERPT_BYTES = 240, SLOTS = 256 };

struct flips_excerpt {
    bool read;
    size_t row;
    size_t length;
    char text[EXCERPT_BYTES];
};

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
static void set_text(struct flips_excerpt *out, struct str text)
{
    size_t used = 0;

    for (size_t i = 0; i < text.len && used < EXCERPT_BYTES; i++) {
        if (!is_blank(text.ptr[i]))
            out->text[used++] = text.ptr[i];
        else if (used && out->text[used - 1] != ' ')
            out->text[used++] = ' ';
    }
    out->length = used;
}

static void read_excerpt(const struct pair_scope *scope, size_t row, const struct excerpt_of *kind,
                         struct flips_excerpt *out)
{
    size_t a = pair_scope_a(scope, row), b = pair_scope_b(scope, row);
    struct arena *scratch = arena_new();
    struct str text = STR("");

    if (b != SIZE_MAX)
        text = text_in(sample_text_build(scope->run_b, scope->set->set_b, b, scratch), kind);
    if (text.len == 0 && a != SIZE_MAX && (kind->of_sample || b == SIZE_MAX))
        text = text_in(sample_text_build(scope->run_a, scope->set->set_a, a, scratch), kind);
    set_text(out, text);
    out->read = true;
    out->row = row;
    arena_free(scratch);
}

const char *flips_excerpt_begin(struct flips_data *data)
{
    const struct pair_scope *scope = data->rows.scope;
    struct flips_excerpt first = {.length = 0};

    flips_excerpt_release(data);
    for (size_t k = 0; k < KINDS && scope->count; k++) {
        read_excerpt(scope, 0, &kinds[k], &first);
        if (first.length == 0)
            continue;
        data->excerpt_kind = (int)k;
        data->excerpts = xcalloc(SLOTS, sizeof(*data->excerpts));
        return kinds[k].title;
    }
    return NULL;
}

void flips_excerpt_read(struct flips_data *data, size_t first, size_t count)
{
    count = count < SLOTS ? count : SLOTS;
    for (size_t i = first; data->excerpts && i < first + count && i < data->layout.count; i++) {
        struct flips_excerpt *slot = &data->excerpts[i % SLOTS];
        size_t row = grid_row_at(&data->layout, i);

        if (!slot->read || slot->row != row)
            read_excerpt(data->rows.scope, row, &kinds[data->excerpt_kind], slot);
    }
}

struct str flips_excerpt(const struct flips_data *data, size_t row)
{
    for (size_t i = 0; data->excerpts && i < SLOTS; i++)
        if (data->excerpts[i].read && data->excerpts[i].row == row)
            return (struct str){data->excerpts[i].text, data->excerpts[i].length};
    return STR("");
}

void flips_excerpt_release(struct flips_data *data)
{
    free(data->excerpts);
    data->excerpts = NULL;
    data->excerpt_kind = 0;
}
