#include <assay/session/pairing.h>

#include "pairing_internal.h"

#include <assay/base/err.h>
#include <assay/base/intern.h>

#include <stdlib.h>
#include <string.h>

const char *pair_rule_text(enum pair_rule rule)
{
    static const char *const texts[PAIR_RULES] = {
        [PAIR_SAME] = "the same text",
        [PAIR_NUMBER] = "whole numbers of the same value",
        [PAIR_NAME] = "the last part of the path",
        [PAIR_STEM] = "the last part of the path without its suffix",
    };

    return texts[rule];
}

/* ---- ascending numbers, as most files have them ---- */

struct number_key {
    uint64_t extra;
    int64_t number;
};

static inline struct number_key number_key(const struct pair_work *work,
                                           const struct pair_side *side, size_t row)
{
    return (struct number_key){pair_extra(work, side, row), pair_number(side, row)};
}

static inline int compare_keys(struct number_key a, struct number_key b)
{
    if (a.extra != b.extra)
        return a.extra < b.extra ? -1 : 1;
    return (a.number > b.number) - (a.number < b.number);
}

static bool ascends(const struct pair_work *work, const struct pair_side *side)
{
    /* Numbers that count up are no array at all. */
    if (!side->ids.numbers && !pair_has_extra(work))
        return true;
    for (size_t i = 1; i < side->samples->count; i++)
        if (compare_keys(number_key(work, side, i - 1), number_key(work, side, i)) >= 0)
            return false;
    return true;
}

static void pair_ascending(struct pair_work *work)
{
    struct pair_side *a = &work->side[0], *b = &work->side[1];
    size_t i = 0, j = 0;

    while (i < a->samples->count && j < b->samples->count) {
        int order = compare_keys(number_key(work, a, i), number_key(work, b, j));

        if (order == 0) {
            a->partner[i] = (uint32_t)j;
            b->partner[j] = (uint32_t)i;
        }
        i += order <= 0;
        j += order >= 0;
    }
}

/* ---- which parts the key has ---- */

/* PARTNER_NONE is all bits set. */
static void forget_partners(struct pair_work *work)
{
    for (unsigned s = 0; s < 2; s++)
        memset(work->side[s].partner, 0xff,
               work->side[s].samples->count * sizeof(*work->side[s].partner));
}

static uint64_t count_repeated(const struct pair_side *side)
{
    uint64_t count = 0;

    for (size_t i = 0; i < side->samples->count; i++)
        count += side->partner[i] == PARTNER_REPEATED;
    return count;
}

static size_t count_paired(const struct pair_side *side)
{
    size_t count = 0;

    for (size_t i = 0; i < side->samples->count; i++)
        count += side->partner[i] < PARTNER_REPEATED;
    return count;
}

/* Pairs equal keys anew; returns how many rows of both sides repeat one. */
static uint64_t pair_same(struct pair_work *work)
{
    forget_partners(work);
    if (work->by_number && ascends(work, &work->side[0]) && ascends(work, &work->side[1])) {
        pair_ascending(work);
        return 0;
    }
    pair_by_key(work);
    return count_repeated(&work->side[0]) + count_repeated(&work->side[1]);
}

/* A part that tells no two rows apart only keeps partners from each other. */
static uint64_t try_part(struct pair_work *work, bool *part, uint64_t repeated)
{
    uint64_t with;

    *part = true;
    with = pair_same(work);
    if (with < repeated)
        return with;
    *part = false;
    return pair_same(work);
}

static void choose_key(struct pair_work *work)
{
    const struct samples *a = work->side[0].samples, *b = work->side[1].samples;
    uint64_t repeated = pair_same(work);

    if (repeated && a->split && b->split)
        repeated = try_part(work, &work->by_split, repeated);
    if (repeated && a->fold && b->fold)
        try_part(work, &work->by_fold, repeated);
}

/* ---- the result ---- */

static void count_splits(const struct pair_work *work, struct pairing *out)
{
    for (size_t i = 0; i < out->count; i++) {
        uint32_t x = pair_split(&work->side[0], out->a[i]);
        uint32_t y = pair_split(&work->side[1], out->b[i]);

        out->split_differs += x != y && x != PAIR_NO_SPLIT && y != PAIR_NO_SPLIT;
    }
}

static void take_pairs(const struct pair_work *work, struct arena *arena, struct pairing *out)
{
    const struct samples *samples_a = work->side[0].samples, *samples_b = work->side[1].samples;
    const uint32_t *partner = work->side[0].partner;
    size_t rows = samples_a->count, most = rows < samples_b->count ? rows : samples_b->count;
    uint32_t *a = arena_alloc(arena, (most + 1) * sizeof(*a));
    uint32_t *b = arena_alloc(arena, (most + 1) * sizeof(*b));

    /* What follows the last pair is written over by the next one. */
    for (size_t i = 0; i < rows; i++) {
        a[out->count] = (uint32_t)i;
        b[out->count] = partner[i];
        out->count += partner[i] < PARTNER_REPEATED;
    }
    out->a = a;
    out->b = b;
    if (samples_a->split && samples_b->split)
        count_splits(work, out);
}

/* Rows that are neither in one of so many pairs nor repeat a key. */
static const uint32_t *take_free(const struct pair_side *side, size_t pairs, struct arena *arena,
                                 size_t *count)
{
    size_t rows = side->samples->count;
    uint32_t *list;

    *count = 0;
    if (pairs == rows)
        return arena_alloc(arena, 0);
    for (size_t i = 0; i < rows; i++)
        *count += side->partner[i] == PARTNER_NONE;
    list = arena_alloc(arena, *count * sizeof(*list));
    *count = 0;
    for (size_t i = 0; i < rows; i++)
        if (side->partner[i] == PARTNER_NONE)
            list[(*count)++] = (uint32_t)i;
    return list;
}

static void take_result(const struct pair_work *work, struct arena *arena, struct pairing *out)
{
    *out = (struct pairing){.by_split = work->by_split, .by_fold = work->by_fold};
    take_pairs(work, arena, out);
    out->only_a = take_free(&work->side[0], out->count, arena, &out->only_a_count);
    out->only_b = take_free(&work->side[1], out->count, arena, &out->only_b_count);
    out->repeated_a = work->side[0].samples->count - out->count - out->only_a_count;
    out->repeated_b = work->side[1].samples->count - out->count - out->only_b_count;
    out->by_rule[PAIR_SAME] = out->count;
    for (unsigned rule = PAIR_SAME + 1; rule < PAIR_RULES; rule++) {
        out->by_rule[rule] = work->by_rule[rule];
        out->by_rule[PAIR_SAME] -= work->by_rule[rule];
    }
}

/* ---- the two sets ---- */

static bool can_pair(const struct run *run, const struct samples *samples, struct err *err)
{
    if (samples->count > 0 && !samples_have_ids(samples))
        return err_set(err, ERR_NO_EVIDENCE,
                       "%s gives its samples no ids, so none can be told from another",
                       run_title(run));
    if (samples->count > PAIRING_ROWS)
        return err_set(err, ERR_UNSUPPORTED, "%s has more than %zu samples in one set",
                       run_title(run), PAIRING_ROWS);
    return true;
}

static struct pair_side side_of(const struct run *run, const struct samples *samples,
                                struct intern *splits)
{
    size_t count = run_split_count(run);
    uint32_t *codes = xcalloc(count + 1, sizeof(*codes));

    for (size_t i = 0; i < count; i++)
        codes[i] = intern_add(splits, str_of(run_split(run, (uint16_t)i)));
    return (struct pair_side){
        .samples = samples,
        .ids = samples->count ? samples_stored_ids(samples) : (struct stored_ids){.first = 0},
        .split_codes = codes,
        .split_count = count,
        .partner = xreallocarray(NULL, samples->count + 1, sizeof(uint32_t)),
    };
}

static bool ids_are_numbers(const struct samples *samples)
{
    int64_t number;

    return samples->count == 0 || samples_id_number(samples, 0, &number);
}

bool pairing_new(const struct run *run_a, const struct samples *a, const struct run *run_b,
                 const struct samples *b, struct arena *arena, struct pairing *out, struct err *err)
{
    struct pair_work work = {
        .by_number = ids_are_numbers(a) && ids_are_numbers(b),
        .by_more = a->step || a->attempt || b->step || b->attempt,
    };
    struct arena *scratch;
    struct intern *splits;
    size_t paired;

    if (!can_pair(run_a, a, err) || !can_pair(run_b, b, err))
        return false;
    scratch = arena_new();
    splits = intern_new(scratch);
    work.side[0] = side_of(run_a, a, splits);
    work.side[1] = side_of(run_b, b, splits);
    choose_key(&work);
    paired = count_paired(&work.side[0]);
    for (unsigned rule = PAIR_SAME + 1; rule < PAIR_RULES && paired < a->count && paired < b->count;
         rule++)
        pair_by_form(&work, rule);
    take_result(&work, arena, out);
    for (unsigned s = 0; s < 2; s++) {
        free(work.side[s].split_codes);
        free(work.side[s].partner);
    }
    intern_free(splits);
    arena_free(scratch);
    return true;
}
