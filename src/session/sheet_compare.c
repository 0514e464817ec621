#include <assay/session/sheet_compare.h>

#include <assay/session/sample_field.h>

#include <math.h>

enum { FLIPS = 1 << PAIR_FIXED | 1 << PAIR_BROKEN };

/* ---- rows ---- */

static void add_what(struct sheet *sheet, const struct compare_row *row)
{
    sheet_text(sheet, row->what.metric);
    sheet_text(sheet, row->title);
    sheet_text(sheet, row->what.subject);
    sheet_text(sheet, row->what.set);
    sheet_text(sheet, row->what.split);
    if (isnan(row->what.at))
        sheet_none(sheet);
    else
        sheet_number(sheet, NULL, row->what.at);
}

static void add_measures(struct sheet *sheet, const struct compare_row *row)
{
    const double values[] = {row->a,    row->b, row->delta, row->interval.low, row->interval.high,
                             row->error};

    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
        sheet_number(sheet, row->metric, values[i]);
}

static void add_tests(struct sheet *sheet, const struct compare_row *row)
{
    const double ps[] = {row->p,          row->p_mid,  row->p_holm,
                         row->p_unpaired, row->p_sign, row->p_folds};

    for (size_t i = 0; i < sizeof(ps) / sizeof(ps[0]); i++)
        sheet_number(sheet, metric_of_unit(UNIT_SHARE), ps[i]);
    sheet_text(sheet, row->test == COMPARE_NO_TEST ? NULL : compare_test_name(row->test));
    sheet_text(sheet, row->interval_kind == COMPARE_NO_INTERVAL
                          ? NULL
                          : compare_interval_name(row->interval_kind));
}

static void add_counts(struct sheet *sheet, const struct compare_row *row)
{
    const uint64_t counts[] = {row->counts.both_right, row->counts.fixed, row->counts.broken,
                               row->counts.both_wrong};

    sheet_count(sheet, row->n);
    for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
        if (row->has_counts)
            sheet_count(sheet, counts[i]);
        else
            sheet_none(sheet);
    if (row->clusters)
        sheet_count(sheet, row->clusters);
    else
        sheet_none(sheet);
}

static void add_outcome(struct sheet *sheet, const struct compare_row *row)
{
    sheet_number(sheet, row->metric, row->detectable);
    sheet_number(sheet, metric_of_unit(UNIT_COUNT), ceil(row->needed));
    sheet_text(sheet, compare_outcome_name(row->outcome));
    sheet_number(sheet, row->metric, row->outcome == COMPARE_LEVEL ? row->bound : NAN);
    sheet_text(sheet, row->why);
    sheet_text(sheet, row->doubtful ? "yes" : NULL);
    sheet_number(sheet, row->metric, row->whole_a);
    sheet_mark(sheet, row->mark_a);
    sheet_number(sheet, row->metric, row->whole_b);
    sheet_mark(sheet, row->mark_b);
}

static const struct sheet_column row_columns[] = {
    {"metric", "Name"},
    {"title", "Figure"},
    {"subject", "Subject"},
    {"set", "Set"},
    {"split", "Split"},
    {"at", "At"},
    {"a", "A"},
    {"b", "B"},
    {"delta", "Delta"},
    {"low", "Low"},
    {"high", "High"},
    {"error", "Standard error"},
    {"p", "p"},
    {"p_mid", "mid-p"},
    {"p_holm", "p Holm"},
    {"p_unpaired", "p unpaired"},
    {"p_sign", "p sign"},
    {"p_folds", "p folds"},
    {"test", "Test"},
    {"interval", "Interval"},
    {"n", "n"},
    {"both_right", "Both right"},
    {"fixed", "Fixed"},
    {"broken", "Broken"},
    {"both_wrong", "Both wrong"},
    {"clusters", "Clusters"},
    {"detectable", "Detectable"},
    {"needed", "Needed"},
    {"outcome", "Outcome"},
    {"bound", "Bound"},
    {"why", "Why"},
    {"doubtful", "Doubtful"},
    {"whole_a", "Whole A"},
    {"whole_b", "Whole B"},
    {NULL, NULL},
};

const struct sheet *sheet_compare_rows(const struct comparison *comparison,
                                       enum compare_family family, struct arena *arena)
{
    const char *name = compare_family_name(family);
    struct sheet *sheet = sheet_new(arena, name, name, row_columns);

    for (size_t i = comparison->first[family]; i < comparison->first[family + 1]; i++) {
        add_what(sheet, &comparison->rows[i]);
        add_measures(sheet, &comparison->rows[i]);
        add_tests(sheet, &comparison->rows[i]);
        add_counts(sheet, &comparison->rows[i]);
        add_outcome(sheet, &comparison->rows[i]);
    }
    return sheet->cell_count ? sheet : NULL;
}

/* ---- comparability ---- */

const struct sheet *sheet_compare_findings(const struct comparison *comparison, struct arena *arena)
{
    static const struct sheet_column columns[] = {
        {"kind", "Kind"},       {"what", "What"}, {"a", "A"},   {"b", "B"},
        {"samples", "Samples"}, {"text", "Text"}, {NULL, NULL},
    };
    const struct comparability *found = comparison->comparability;
    struct sheet *sheet = sheet_new(arena, "comparability", "What differs", columns);

    for (size_t i = 0; i < found->finding_count; i++) {
        const struct differing *differing = &found->findings[i];

        sheet_text(sheet, differing_name(differing->kind));
        sheet_text(sheet, differing->what);
        sheet_text(sheet, differing->a);
        sheet_text(sheet, differing->b);
        if (differing->count)
            sheet_count(sheet, differing->count);
        else
            sheet_none(sheet);
        sheet_text(sheet, differing->text);
    }
    return sheet->cell_count ? sheet : NULL;
}

const struct sheet *sheet_compare_settings(const struct comparison *comparison,
                                           enum compare_extent extent, struct arena *arena)
{
    static const struct sheet_column columns[] = {
        {"path", "Setting"},    {"a", "A"},   {"b", "B"}, {"kind", "Kind"},
        {"differs", "Differs"}, {NULL, NULL},
    };
    const struct comparability *found = comparison->comparability;
    struct sheet *sheet = sheet_new(arena, "settings", "Settings", columns);

    for (size_t i = 0; i < found->setting_count; i++) {
        const struct setting *setting = &found->settings[i];

        if (!setting->differs && extent != COMPARE_ALL)
            continue;
        if (setting->passing && extent == COMPARE_CHOSEN)
            continue;
        sheet_text(sheet, setting->path);
        sheet_text(sheet, setting->a);
        sheet_text(sheet, setting->b);
        sheet_text(sheet, differing_name(setting->kind));
        sheet_text(sheet, setting->differs ? "yes" : "no");
    }
    return sheet->cell_count ? sheet : NULL;
}

/* ---- samples ---- */

static void add_set(struct sheet *sheet, const struct compare_set *set)
{
    const struct pairing *pairing = &set->pairing;
    const uint64_t counts[] = {set->a->count,
                               set->b->count,
                               pairing->count,
                               pairing->only_a_count,
                               pairing->only_b_count,
                               pairing->repeated_a,
                               pairing->repeated_b,
                               pairing->by_rule[PAIR_NUMBER],
                               pairing->by_rule[PAIR_NAME],
                               pairing->by_rule[PAIR_STEM],
                               pairing->split_differs,
                               set->truth_differs,
                               set->unscored};
    const uint64_t states[] = {set->counts.both_right, set->counts.fixed, set->counts.broken,
                               set->counts.both_wrong};

    sheet_text(sheet, set->name);
    for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
        sheet_count(sheet, counts[i]);
    for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
        if (set->state)
            sheet_count(sheet, states[i]);
        else
            sheet_none(sheet);
}

const struct sheet *sheet_compare_sets(const struct comparison *comparison, struct arena *arena)
{
    static const struct sheet_column columns[] = {
        {"set", "Set"},
        {"samples_a", "Samples A"},
        {"samples_b", "Samples B"},
        {"pairs", "Pairs"},
        {"only_a", "Only in A"},
        {"only_b", "Only in B"},
        {"repeated_a", "Repeated in A"},
        {"repeated_b", "Repeated in B"},
        {"by_number", "By number"},
        {"by_name", "By file name"},
        {"by_stem", "By stem"},
        {"split_differs", "Other split"},
        {"truth_differs", "Other truth"},
        {"unscored", "Unscored"},
        {"both_right", "Both right"},
        {"fixed", "Fixed"},
        {"broken", "Broken"},
        {"both_wrong", "Both wrong"},
        {NULL, NULL},
    };
    struct sheet *sheet = sheet_new(arena, "sets", "Pairs", columns);

    for (size_t i = 0; i < comparison->set_count; i++)
        add_set(sheet, &comparison->sets[i]);
    return sheet->cell_count ? sheet : NULL;
}

static void add_field(struct sheet *sheet, const struct run *run, const struct samples *samples,
                      enum sample_field_index field, size_t row)
{
    char room[SAMPLE_FIELD_ROOM];
    struct str text = sample_fields[field].text(run, samples, row, room);

    sheet_text(sheet, arena_strndup(sheet->arena, text.len ? text.ptr : "", text.len));
}

static void add_flip(struct sheet *sheet, const struct comparison *comparison,
                     const struct compare_set *set, size_t pair)
{
    const struct run *run_a = comparison->a.run, *run_b = comparison->b.run;
    size_t a = set->pairing.a[pair], b = set->pairing.b[pair];

    sheet_text(sheet, set->name);
    sheet_text(sheet, pair_state_name((enum pair_state)set->state[pair]));
    add_field(sheet, run_a, set->a, SAMPLE_ID, a);
    add_field(sheet, run_b, set->b, SAMPLE_ID, b);
    add_field(sheet, run_a, set->a, SAMPLE_SPLIT, a);
    add_field(sheet, run_a, set->a, SAMPLE_LAYER, a);
    add_field(sheet, run_a, set->a, SAMPLE_TRUTH, a);
    add_field(sheet, run_a, set->a, SAMPLE_PRED, a);
    add_field(sheet, run_b, set->b, SAMPLE_PRED, b);
    add_field(sheet, run_a, set->a, SAMPLE_ERROR, a);
    add_field(sheet, run_b, set->b, SAMPLE_ERROR, b);
}

const struct sheet *sheet_compare_flips(const struct comparison *comparison, size_t most,
                                        struct arena *arena)
{
    static const struct sheet_column columns[] = {
        {"set", "Set"},     {"flip", "Flip"},          {"id", "Sample"},          {"id_b", "In B"},
        {"split", "Split"}, {"layer", "Layer"},        {"truth", "Truth"},        {"a", "A"},
        {"b", "B"},         {"error_a", "Error of A"}, {"error_b", "Error of B"}, {NULL, NULL},
    };
    struct sheet *sheet = sheet_new(arena, "flips", "Flips", columns);
    size_t listed = 0;

    for (size_t s = 0; s < comparison->set_count; s++) {
        const struct compare_set *set = &comparison->sets[s];
        size_t count = 0;
        const uint32_t *pairs = set->state ? compare_pairs(set, FLIPS, arena, &count) : NULL;

        for (size_t i = 0; i < count && listed < most; i++, listed++)
            add_flip(sheet, comparison, set, pairs[i]);
    }
    return sheet->cell_count ? sheet : NULL;
}

uint64_t sheet_compare_flip_count(const struct comparison *comparison)
{
    uint64_t count = 0;

    for (size_t s = 0; s < comparison->set_count; s++)
        count += comparison->sets[s].counts.fixed + comparison->sets[s].counts.broken;
    return count;
}

static void add_lone(struct sheet *sheet, const char *side, const struct compare_set *set,
                     const struct run *run, const struct samples *samples, size_t row)
{
    sheet_text(sheet, side);
    sheet_text(sheet, set->name);
    add_field(sheet, run, samples, SAMPLE_ID, row);
    add_field(sheet, run, samples, SAMPLE_SPLIT, row);
    add_field(sheet, run, samples, SAMPLE_LAYER, row);
}

const struct sheet *sheet_compare_unmatched(const struct comparison *comparison, size_t most,
                                            struct arena *arena)
{
    static const struct sheet_column columns[] = {{"side", "Only in"}, {"set", "Set"},
                                                  {"id", "Sample"},    {"split", "Split"},
                                                  {"layer", "Layer"},  {NULL, NULL}};
    struct sheet *sheet = sheet_new(arena, "unmatched", "Unmatched samples", columns);

    for (size_t s = 0; s < comparison->set_count; s++) {
        const struct compare_set *set = &comparison->sets[s];

        for (size_t i = 0; i < set->pairing.only_a_count && i < most; i++)
            add_lone(sheet, "A", set, comparison->a.run, set->a, set->pairing.only_a[i]);
        for (size_t i = 0; i < set->pairing.only_b_count && i < most; i++)
            add_lone(sheet, "B", set, comparison->b.run, set->b, set->pairing.only_b[i]);
    }
    return sheet->cell_count ? sheet : NULL;
}
