/*
 * FAMILY_PARTS: the share of right answers within the parts of a field of the samples, as
 * session/cohorts.h cuts them. The parts are those of A's samples.
 */
#include "comparison_internal.h"

#include <assay/session/cohorts.h>

#include <string.h>

enum { PARTS_MOST = 200 };

/* Fields by which samples can be parted, as the filter language calls them. */
static const struct {
    const char *field;
    enum cohort_by by;
} fields[] = {
    {"split", COHORT_SPLIT},           {"truth", COHORT_LABEL},       {"pred", COHORT_ANSWER},
    {"difficulty", COHORT_DIFFICULTY}, {"layer", COHORT_LAYER},       {"fold", COHORT_FOLD},
    {"attempt", COHORT_ATTEMPT},       {"conflict", COHORT_CONFLICT}, {"tests", COHORT_TESTS},
    {"tokens", COHORT_TOKENS},         {"seconds", COHORT_SECONDS},   {"score", COHORT_SCORE},
    {"group", COHORT_GROUP},
};

enum { FIELDS = sizeof(fields) / sizeof(fields[0]) };

static size_t field_find(const char *name)
{
    for (size_t i = 0; i < FIELDS; i++)
        if (strcmp(fields[i].field, name) == 0)
            return i;
    return FIELDS;
}

bool compare_parts_known(const char *field, struct err *err)
{
    struct buf names = {0};

    if (!field || field_find(field) < FIELDS)
        return true;
    for (size_t i = 0; i < FIELDS; i++)
        buf_addf(&names, "%s%s", i ? ", " : "", fields[i].field);
    err_set(err, ERR_USAGE, "no comparison by \"%s\"; it can be by %.*s", field, (int)names.len,
            names.ptr);
    buf_release(&names);
    return false;
}

static struct compare_row *add_part(struct compare_builder *builder, const struct compare_set *set,
                                    const struct cohort *cohort)
{
    struct quantity what = QUANTITY(set->labels.count ? "accuracy" : "pass_rate");
    bool by_split = strcmp(builder->comparison->parts_by, "split") == 0;
    struct compare_row *row;

    what.set = *set->name ? set->name : NULL;
    /* Only of splits do the runs have figures of their own. */
    what.split = by_split ? cohort->name : "";
    row = compare_row_add(builder, FAMILY_PARTS, &what,
                          *set->name
                              ? arena_printf(builder->scratch, "%s, %s", cohort->name, set->name)
                              : cohort->name);
    if (!by_split)
        row->what.subject = row->title;
    row->set = (size_t)(set - builder->comparison->sets);
    return row;
}

/* Without clusters counts say it all. */
static void add_counted(struct compare_builder *builder, const struct compare_set *set,
                        const struct cohorts *cohorts, const uint16_t *codes, size_t parts)
{
    const struct paired_counts *counts = compare_counts_by_code(builder, set, codes, parts);

    for (size_t k = 0; k < parts; k++)
        if (paired_n(&counts[k]))
            compare_row_counts(builder, add_part(builder, set, &cohorts->rows[k]), &counts[k]);
}

static void add_clustered(struct compare_builder *builder, const struct compare_set *set,
                          const struct cohorts *cohorts, const uint16_t *codes, size_t parts)
{
    const size_t *first;
    const uint32_t *pairs = compare_pairs_by_code(builder, set, codes, parts, &first);

    for (size_t k = 0; k < parts; k++)
        if (first[k + 1] > first[k])
            compare_row_pairs(builder, add_part(builder, set, &cohorts->rows[k]), set,
                              pairs + first[k], first[k + 1] - first[k]);
}

/* In the last row of them; groups come by the errors of A. */
static void tell_left_out(struct compare_builder *builder, enum cohort_by by, size_t parts,
                          size_t all)
{
    struct compare_row *last = &builder->rows[builder->row_count - 1];

    if (builder->row_count > builder->comparison->first[FAMILY_PARTS])
        last->why = arena_printf(builder->arena, "%zu parts of %zu are compared%s", parts, all,
                                 by == COHORT_GROUP ? ", those where A errs most: chance alone "
                                                      "lets B gain in them"
                                                    : ", the first");
}

static void add_of_set(struct compare_builder *builder, const struct compare_set *set,
                       enum cohort_by by)
{
    struct cohort_scope scope = {builder->comparison->a.run, set->a, UINT16_MAX, UINT16_MAX,
                                 set->fallback_a};
    const struct cohorts *cohorts;
    const uint16_t *part;
    uint16_t *codes;
    size_t parts;

    if (!cohort_applies(set->a, by))
        return;
    cohorts = cohorts_new(&scope, by, builder->scratch);
    parts = cohorts->count < PARTS_MOST ? cohorts->count : PARTS_MOST;
    /* A single part is the whole. */
    if (parts < 2)
        return;
    part = cohorts_by_row(cohorts, &scope, parts, builder->scratch);
    codes = arena_alloc(builder->scratch, (set->pairing.count + 1) * sizeof(*codes));
    for (size_t i = 0; i < set->pairing.count; i++)
        codes[i] = part[set->pairing.a[i]];
    (set->cluster ? add_clustered : add_counted)(builder, set, cohorts, codes, parts);
    if (parts < cohorts->count)
        tell_left_out(builder, by, parts, cohorts->count);
}

void compare_add_parts(struct compare_builder *builder)
{
    struct comparison *c = builder->comparison;
    size_t field = field_find(c->options.by ? c->options.by : "split");

    if (field == FIELDS)
        return;
    c->parts_by = fields[field].field;
    for (size_t i = 0; i < c->set_count && !compare_cancelled(builder); i++)
        if (c->sets[i].state && c->sets[i].pairing.count && (!c->sets[i].a->step || c->options.by))
            add_of_set(builder, &c->sets[i], fields[field].by);
}
