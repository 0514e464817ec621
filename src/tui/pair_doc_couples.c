#include "pair_doc_internal.h"

#include <stdlib.h>
#include <string.h>

/* Which sections come first: what decided the outcome before what describes the sample. */
static const struct {
    const char *title;
    int rank, rank_aside; /* the second when both say the same, or one says nothing */
} ranks[] = {
    {"Problem", 0, 60},
    {"Prompt", 1, 61},
    {"Code", 10, 10},
    {"Tests", 12, 12},
    {"Error", 13, 13},
    {"Response", 14, 14},
    {"Reasoning", 15, 15},
    {"Sample", 20, 20},
    {"Probabilities", 21, 21},
    {"Layers", 22, 22},
    {"Reference code", 50, 62},
    {"Set-up of the tests", 51, 63},
    {"Challenge tests", 52, 64},
    {"Other fields", 70, 70},
    {"Other fields of the response", 71, 71},
};
enum { RANK_OTHER = 40 };

static bool is_raw(const struct sample_section *section)
{
    struct str title = str_of(section->title);

    return section->kind == SECTION_RAW ||
           (section->kind == SECTION_JSON && str_ends(title, ", laid out"));
}

bool couple_is_text(const struct couple *couple)
{
    for (int side = 0; side < SIDES; side++)
        if (couple->sections[side] &&
            (couple->sections[side]->kind < SECTION_PROSE || couple->sections[side]->err))
            return false;
    return true;
}

static int rank_of(const struct couple *couple)
{
    for (size_t i = 0; i < sizeof(ranks) / sizeof(ranks[0]); i++)
        if (strcmp(ranks[i].title, couple->title) == 0)
            return couple->same || !couple->sections[SIDE_A] || !couple->sections[SIDE_B]
                       ? ranks[i].rank_aside
                       : ranks[i].rank;
    return RANK_OTHER;
}

static int by_rank(const void *x, const void *y)
{
    const struct couple *a = x, *b = y;

    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

/* Code is code, whether the record has it apart or it was found in the response. */
static const char *name_of(const struct sample_section *section)
{
    return strcmp(section->title, "Code in the response") == 0 ? "Code" : section->title;
}

/* The couple that a section goes to: the first of its title that has none of this side. */
static struct couple *couple_of(struct couple *couples, size_t *count, enum pair_side side,
                                const struct sample_section *section)
{
    for (size_t i = 0; i < *count; i++)
        if (!couples[i].sections[side] && strcmp(couples[i].title, name_of(section)) == 0)
            return &couples[i];
    couples[*count] = (struct couple){.title = name_of(section), .order = *count};
    return &couples[(*count)++];
}

struct couple *couples_join(const struct pair_doc_input *input, struct arena *arena, size_t *count)
{
    size_t room = 0;
    struct couple *couples;

    for (int side = 0; side < SIDES; side++)
        room += input->texts[side] ? input->texts[side]->count : 0;
    couples = arena_zalloc(arena, room + 1, sizeof(*couples));
    *count = 0;
    for (int side = 0; side < SIDES; side++)
        for (size_t i = 0; input->texts[side] && i < input->texts[side]->count; i++) {
            const struct sample_section *section = &input->texts[side]->sections[i];

            if (is_raw(section) == input->raw)
                couple_of(couples, count, (enum pair_side)side, section)->sections[side] = section;
        }
    for (size_t i = 0; i < *count; i++) {
        const struct sample_section *const *both = couples[i].sections;

        couples[i].same = both[0] && both[1] && couple_is_text(&couples[i]) &&
                          str_eq(both[0]->text, both[1]->text);
        couples[i].rank = rank_of(&couples[i]);
    }
    qsort(couples, *count, sizeof(*couples), by_rank);
    return couples;
}

const struct sample_section *couple_any(const struct couple *couple)
{
    return couple->sections[SIDE_A] ? couple->sections[SIDE_A] : couple->sections[SIDE_B];
}
