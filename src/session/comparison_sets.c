#include "comparison_internal.h"

#include <assay/base/intern.h>
#include <assay/session/filter_select.h>
#include <assay/session/sample_field.h>

#include <string.h>

/* ---- which sets go together ---- */

static size_t set_named(const struct run *run, const char *name)
{
    for (size_t i = 0; i < run_samples_count(run); i++)
        if (strcmp(run_samples(run, i)->name, name) == 0)
            return i;
    return SIZE_MAX;
}

static bool share_a_name(const struct run *a, const struct run *b)
{
    for (size_t i = 0; i < run_samples_count(a); i++)
        if (set_named(b, run_samples(a, i)->name) != SIZE_MAX)
            return true;
    return false;
}

/* Where no name is common, as many sets go together in their order. */
static size_t partner_of(const struct run *a, const struct run *b, size_t set)
{
    if (share_a_name(a, b))
        return set_named(b, run_samples(a, set)->name);
    return run_samples_count(a) == run_samples_count(b) ? set : SIZE_MAX;
}

/* ---- which have what ---- */

static bool has_labels(const struct samples *samples)
{
    return samples->truth && samples->prediction && samples->labels.count;
}

static bool has_outcomes(const struct samples *samples)
{
    return samples->outcome || has_labels(samples);
}

/* ---- how each pair stands ---- */

/* What one side of the pairs says: codes in the labels of both. */
struct side {
    const struct samples *samples;
    const uint32_t *rows;
    const uint16_t *codes; /* NULL: they are the same */
    uint16_t fallback;     /* what an answer outside the set counts as, or LABEL_INVALID */
};

static inline uint16_t code_in(const struct side *side, uint16_t code)
{
    return side->codes && code < side->samples->labels.count ? side->codes[code] : code;
}

static inline uint16_t truth_of(const struct side *side, size_t pair)
{
    return code_in(side, side->samples->truth[side->rows[pair]]);
}

static inline uint16_t prediction_of(const struct side *side, size_t pair)
{
    uint16_t code = code_in(side, side->samples->prediction[side->rows[pair]]);

    return code == LABEL_INVALID ? code_in(side, side->fallback) : code;
}

static struct side side_a(const struct compare_set *set)
{
    return (struct side){set->a, set->pairing.a, NULL, set->fallback_a};
}

static struct side side_b(const struct compare_set *set)
{
    return (struct side){set->b, set->pairing.b, set->code_of_b, set->fallback_b};
}

static enum pair_state state_of(bool right_a, bool right_b)
{
    if (right_a)
        return right_b ? PAIR_BOTH_RIGHT : PAIR_BROKEN;
    return right_b ? PAIR_FIXED : PAIR_BOTH_WRONG;
}

static inline enum pair_state state_of_labels(struct compare_set *set, const struct side *a,
                                              const struct side *b, size_t pair)
{
    uint16_t truth = truth_of(a, pair), other = truth_of(b, pair);
    uint16_t pa = prediction_of(a, pair), pb = prediction_of(b, pair);

    if (truth >= set->labels.count || other >= set->labels.count || pa == LABEL_MISSING ||
        pb == LABEL_MISSING) {
        set->unscored++;
        return PAIR_UNSCORED;
    }
    if (truth != other) {
        set->truth_differs++;
        return PAIR_UNSCORED;
    }
    return state_of(pa == truth, pb == truth);
}

static enum pair_state state_of_outcomes(struct compare_set *set, size_t pair)
{
    enum outcome a = sample_outcome(set->a, set->pairing.a[pair]);
    enum outcome b = sample_outcome(set->b, set->pairing.b[pair]);

    if (a == OUTCOME_UNSCORED || b == OUTCOME_UNSCORED) {
        set->unscored++;
        return PAIR_UNSCORED;
    }
    return state_of(a == OUTCOME_PASS, b == OUTCOME_PASS);
}

static void state_by_labels(struct compare_set *set, uint8_t *state)
{
    struct side a = side_a(set), b = side_b(set);

    for (size_t i = 0; i < set->pairing.count; i++)
        state[i] = (uint8_t)state_of_labels(set, &a, &b, i);
}

static void state_by_outcomes(struct compare_set *set, uint8_t *state)
{
    for (size_t i = 0; i < set->pairing.count; i++)
        state[i] = (uint8_t)state_of_outcomes(set, i);
}

static void state_pairs(struct compare_set *set, struct arena *arena, struct arena *scratch)
{
    uint8_t *state = arena_alloc(arena, set->pairing.count + 1);

    if (has_labels(set->a) && has_labels(set->b)) {
        compare_unite_labels(set, arena, scratch);
        state_by_labels(set, state);
    } else {
        state_by_outcomes(set, state);
    }
    set->state = state;
}

static uint16_t fallback_of(const struct run *run, const struct samples *samples)
{
    const char *name = run_fallback(run);
    uint16_t code = name ? label_find(&samples->labels, name) : LABEL_MISSING;

    return code == LABEL_MISSING ? LABEL_INVALID : code;
}

static void read_fallbacks(struct compare_set *set, const struct run *a, const struct run *b)
{
    set->fallback_a = fallback_of(a, set->a);
    set->fallback_b = fallback_of(b, set->b);
}

/* ---- the filter ---- */

static uint64_t *selected_rows(const struct compare_builder *builder, const struct compare_set *set,
                               bool of_a, struct err *err)
{
    const struct assessed *input = of_a ? &builder->comparison->a : &builder->comparison->b;
    const struct samples *samples = of_a ? set->a : set->b;
    struct sample_scope *scope = sample_scope_new(input->run, samples);
    uint8_t *states = compare_states_by_row(set, of_a, builder->scratch);
    uint64_t *bits = NULL;
    struct row_list rows = {0};
    struct filter_vocabulary vocabulary;
    struct filter *filter;

    scope->pair_state = states;
    scope->cancel = builder->comparison->options.cancel;
    vocabulary = sample_vocabulary(scope);
    filter = filter_parse(&vocabulary, str_of(builder->comparison->options.filter), NULL, err);
    if (filter && filter_select(filter, scope, &rows, err)) {
        bits = arena_zalloc(builder->scratch, samples->count / 64 + 1, sizeof(*bits));
        for (size_t i = 0; i < rows.count; i++)
            bits[rows.rows[i] / 64] |= (uint64_t)1 << rows.rows[i] % 64;
    }
    filter_free(filter);
    row_list_release(&rows);
    sample_scope_free(scope);
    return bits;
}

static bool mark_selected(struct compare_set *set, const uint64_t *bits, const uint32_t *rows,
                          uint8_t *selected)
{
    bool any = false;

    for (size_t i = 0; i < set->pairing.count; i++) {
        selected[i] = bits[rows[i] / 64] >> rows[i] % 64 & 1;
        any |= selected[i];
    }
    return any;
}

static bool select_pairs(const struct compare_builder *builder, struct compare_set *set,
                         struct err *err)
{
    uint8_t *selected = arena_zalloc(builder->arena, set->pairing.count + 1, 1);
    const uint64_t *bits = selected_rows(builder, set, true, err);

    if (!bits)
        return false;
    if (!mark_selected(set, bits, set->pairing.a, selected)) {
        bits = selected_rows(builder, set, false, err);
        if (!bits)
            return false;
        mark_selected(set, bits, set->pairing.b, selected);
    }
    set->selected = selected;
    return true;
}

/* ---- what is counted ---- */

static void count_pairs(struct compare_set *set)
{
    uint64_t states[PAIR_BOTH_WRONG + 1] = {0};

    for (size_t i = 0; i < set->pairing.count; i++)
        if (!set->selected || set->selected[i])
            states[set->state[i]]++;
    set->counts = (struct paired_counts){states[PAIR_BOTH_RIGHT], states[PAIR_FIXED],
                                         states[PAIR_BROKEN], states[PAIR_BOTH_WRONG]};
}

static void join_pairs(struct compare_set *set, struct arena *arena, struct arena *scratch)
{
    struct side a = side_a(set), b = side_b(set);
    size_t room = set->pairing.count + 1, n = 0;
    uint16_t *truth = arena_alloc(scratch, room * sizeof(*truth));
    uint16_t *pa = arena_alloc(scratch, room * sizeof(*pa));
    uint16_t *pb = arena_alloc(scratch, room * sizeof(*pb));
    uint32_t *cluster = set->cluster ? arena_alloc(scratch, room * sizeof(*cluster)) : NULL;

    for (size_t i = 0; i < set->pairing.count; i++) {
        if (!compare_pair_counts(set, i))
            continue;
        if (cluster)
            cluster[n] = set->cluster[i];
        truth[n] = truth_of(&a, i);
        pa[n] = prediction_of(&a, i);
        pb[n++] = prediction_of(&b, i);
    }
    set->joint = joint_new(truth, pa, pb, n, set->labels.count, arena);
    if (cluster)
        set->joint_clusters =
            joint_clusters_new(truth, pa, pb, cluster, n, set->labels.count, arena);
}

/* ---- clusters ---- */

/* Codes of what interned texts occur, made dense; a pair without a text is of none but itself. */
static uint32_t *dense_codes(const uint32_t *codes, const uint32_t *rows, size_t count,
                             size_t *different, struct arena *arena, struct arena *scratch)
{
    uint32_t *dense = arena_alloc(arena, (count + 1) * sizeof(*dense));
    uint32_t most = 0, *place, next = 0;

    for (size_t i = 0; i < count; i++)
        if (codes[rows[i]] != UINT32_MAX && codes[rows[i]] > most)
            most = codes[rows[i]];
    place = arena_zalloc(scratch, (size_t)most + 1, sizeof(*place));
    for (size_t i = 0; i < count; i++) {
        uint32_t alone = 0, *at = codes[rows[i]] == UINT32_MAX ? &alone : &place[codes[rows[i]]];

        if (*at == 0)
            *at = ++next;
        dense[i] = *at - 1;
    }
    *different = next;
    return dense;
}

static bool has_attempts(const struct compare_set *set)
{
    for (size_t i = 0; set->a->attempt && i < set->pairing.count; i++)
        if (set->a->attempt[set->pairing.a[i]] > 0)
            return true;
    return false;
}

/* Attempts at one item belong together. */
static uint32_t *items_of_pairs(const struct compare_set *set, size_t *different,
                                struct arena *arena, struct arena *scratch)
{
    uint32_t *items = arena_alloc(arena, (set->pairing.count + 1) * sizeof(*items));
    struct intern *names = intern_new(scratch);
    char room[SAMPLE_ID_ROOM];

    for (size_t i = 0; i < set->pairing.count; i++)
        items[i] = intern_add(names, samples_id(set->a, set->pairing.a[i], room));
    *different = intern_count(names);
    intern_free(names);
    return items;
}

static void find_clusters(struct compare_set *set, struct arena *arena, struct arena *scratch)
{
    const struct samples *samples = set->a->group ? set->a : set->b;
    const uint32_t *rows = set->a->group ? set->pairing.a : set->pairing.b;
    const uint32_t *clusters = NULL;
    size_t count = 0;

    if (set->pairing.count == 0)
        return;
    if (samples->group)
        clusters = dense_codes(samples->group, rows, set->pairing.count, &count, arena, scratch);
    else if (has_attempts(set))
        clusters = items_of_pairs(set, &count, arena, scratch);
    /* One cluster tells nothing of the spread between clusters; as many as pairs are none. */
    if (!clusters || count < 2 || count == set->pairing.count)
        return;
    set->cluster = clusters;
    set->cluster_count = count;
}

/* ---- all of it ---- */

static bool make_set(struct compare_builder *builder, struct compare_set *set, struct err *err)
{
    const struct comparison *c = builder->comparison;

    if (!pairing_new(c->a.run, set->a, c->b.run, set->b, builder->arena, &set->pairing, err) ||
        !has_outcomes(set->a) || !has_outcomes(set->b))
        return true;
    read_fallbacks(set, c->a.run, c->b.run);
    state_pairs(set, builder->arena, builder->scratch);
    if (c->options.filter && *c->options.filter && !select_pairs(builder, set, err))
        return false;
    count_pairs(set);
    find_clusters(set, builder->arena, builder->scratch);
    if (set->labels.count && !set->a->step && !set->b->step)
        join_pairs(set, builder->arena, builder->scratch);
    return true;
}

static const char *missing_sets(const struct comparison *c)
{
    bool of_a = run_samples_count(c->a.run) > 0, of_b = run_samples_count(c->b.run) > 0;

    if (of_a && of_b)
        return "the runs' sets of samples have nothing in common";
    return of_a   ? "B has no samples, only figures"
           : of_b ? "A has no samples, only figures"
                  : "neither run has samples, only figures";
}

/* Why no set pairs; NULL when one does. */
static const char *unpaired_why(const struct comparison *c, const struct err *err,
                                struct arena *arena)
{
    const struct compare_set *set = c->sets;

    for (size_t i = 0; i < c->set_count; i++)
        if (c->sets[i].pairing.count)
            return NULL;
    if (c->set_count == 0)
        return missing_sets(c);
    if (err->code != ERR_NONE)
        return arena_strdup(arena, err->text);
    return arena_printf(arena, "none of the %zu ids of A is among the %zu of B",
                        set->pairing.only_a_count, set->pairing.only_b_count);
}

bool comparison_make_sets(struct compare_builder *builder, struct err *err)
{
    struct comparison *c = builder->comparison;
    size_t count = run_samples_count(c->a.run);
    struct compare_set *sets = arena_zalloc(builder->arena, count + 1, sizeof(*sets));
    struct err unpaired = {.code = ERR_NONE};

    c->sets = sets;
    for (size_t i = 0; i < count; i++) {
        size_t partner = partner_of(c->a.run, c->b.run, i);
        struct compare_set *set = &sets[c->set_count];

        if (partner == SIZE_MAX)
            continue;
        *set = (struct compare_set){.set_a = i, .set_b = partner};
        set->a = run_samples(c->a.run, i);
        set->b = run_samples(c->b.run, partner);
        set->name = count > 1 ? set->a->name : "";
        c->set_count++;
        if (!make_set(builder, set, &unpaired)) {
            if (err)
                *err = unpaired;
            return false;
        }
    }
    for (size_t i = 0; i < c->set_count; i++)
        if (c->sets[i].cluster)
            c->cluster_field = c->sets[i].a->group || c->sets[i].b->group ? "group" : "id";
    c->unpaired_why = unpaired_why(c, &unpaired, builder->arena);
    return true;
}

/* ---- for the families ---- */

uint8_t *compare_states_by_row(const struct compare_set *set, bool of_a, struct arena *arena)
{
    const struct samples *samples = of_a ? set->a : set->b;
    const uint32_t *rows = of_a ? set->pairing.a : set->pairing.b;
    uint8_t *states = arena_zalloc(arena, samples->count + 1, 1);

    for (size_t i = 0; set->state && i < set->pairing.count; i++)
        states[rows[i]] = set->state[i];
    return states;
}
