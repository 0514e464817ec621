#include "pairing_internal.h"

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

/* ---- keys ---- */

static uint32_t split_code(const struct pair_side *side, size_t row)
{
    uint16_t split = side->samples->split ? side->samples->split[row] : UINT16_MAX;

    return split < side->split_count ? side->split_codes[split] : PAIR_NO_SPLIT;
}

uint64_t pair_extra(const struct pair_work *work, const struct pair_side *side, size_t row)
{
    const struct samples *samples = side->samples;
    uint64_t step = samples->step ? samples->step[row] : UINT16_MAX;
    uint64_t attempt = samples->attempt ? samples->attempt[row] : 0;
    uint64_t split = work->by_split ? split_code(side, row) & UINT16_MAX : 0;
    uint64_t fold = !work->by_fold ? 0 : samples->fold ? samples->fold[row] : UINT16_MAX;

    return step << 48 | attempt << 32 | split << 16 | fold;
}

uint64_t pair_hash_number(uint64_t hash, uint64_t number)
{
    hash = (hash ^ number) * 0xd6e8feb86659fd93u;
    hash ^= hash >> 32;
    hash *= 0xd6e8feb86659fd93u;
    return hash ^ hash >> 32;
}

uint64_t pair_hash_text(uint64_t hash, struct str text)
{
    uint64_t word = 0;

    hash ^= text.len;
    for (; text.len >= 8; text.ptr += 8, text.len -= 8) {
        memcpy(&word, text.ptr, 8);
        hash = (hash ^ word) * 0xd6e8feb86659fd93u;
        hash ^= hash >> 32;
    }
    word = 0;
    if (text.len)
        memcpy(&word, text.ptr, text.len);
    return pair_hash_number(hash, word);
}

struct key {
    uint64_t extra;
    int64_t number;
    struct str text;
    char room[SAMPLE_ID_ROOM];
};

static void key_of(const struct pair_work *work, const struct pair_side *side, size_t row,
                   struct key *key)
{
    key->extra = pair_extra(work, side, row);
    if (work->by_number)
        samples_id_number(side->samples, row, &key->number);
    else
        key->text = samples_id(side->samples, row, key->room);
}

/* An empty id names nothing: its row stays unmatched. */
static bool key_names(const struct pair_work *work, const struct key *key)
{
    return work->by_number || key->text.len > 0;
}

static uint64_t key_hash(const struct pair_work *work, const struct key *key)
{
    return work->by_number ? pair_hash_number(key->extra, (uint64_t)key->number)
                           : pair_hash_text(key->extra, key->text);
}

/* ---- rows by key ---- */

struct slot {
    uint32_t tag; /* the upper half of the hash */
    uint32_t row; /* from 1, 0 when free */
};

struct table {
    const struct pair_work *work;
    const struct pair_side *side;
    struct slot *slots;
    size_t mask;
};

static struct table table_new(const struct pair_work *work, const struct pair_side *side,
                              size_t rows)
{
    size_t count = 16;

    while (count < rows + rows / 2)
        count *= 2;
    return (struct table){work, side, xcalloc(count, sizeof(struct slot)), count - 1};
}

static bool is_key_of(const struct table *table, size_t row, const struct key *key)
{
    struct key other;

    key_of(table->work, table->side, row, &other);
    return other.extra == key->extra &&
           (table->work->by_number ? other.number == key->number : str_eq(other.text, key->text));
}

/* The slot of the key, or the free one where it would go. */
static struct slot *table_slot(const struct table *table, const struct key *key, uint64_t hash)
{
    uint32_t tag = (uint32_t)(hash >> 32);
    size_t at = hash & table->mask;

    while (table->slots[at].row) {
        struct slot *slot = &table->slots[at];

        if (slot->tag == tag && is_key_of(table, slot->row - 1, key))
            return slot;
        at = (at + 1) & table->mask;
    }
    return &table->slots[at];
}

/* False when an earlier row has the key. */
static bool table_add(struct table *table, const struct key *key, size_t row)
{
    uint64_t hash = key_hash(table->work, key);
    struct slot *slot = table_slot(table, key, hash);

    if (slot->row)
        return false;
    *slot = (struct slot){(uint32_t)(hash >> 32), (uint32_t)row + 1};
    return true;
}

/* Every row without partner goes into a table; those met before are marked. */
static struct table table_of_free(const struct pair_work *work, struct pair_side *side)
{
    size_t rows = 0;
    struct table table;
    struct key key;

    for (size_t i = 0; i < side->samples->count; i++)
        rows += side->partner[i] == PARTNER_NONE;
    table = table_new(work, side, rows);
    for (size_t i = 0; i < side->samples->count; i++) {
        if (side->partner[i] != PARTNER_NONE)
            continue;
        key_of(work, side, i, &key);
        if (key_names(work, &key) && !table_add(&table, &key, i))
            side->partner[i] = PARTNER_REPEATED;
    }
    return table;
}

static void pair_by_table(struct pair_work *work)
{
    struct pair_side *a = &work->side[0], *b = &work->side[1];
    struct table table = table_of_free(work, b);
    struct key key;

    for (size_t i = 0; i < a->samples->count; i++) {
        const struct slot *slot;

        key_of(work, a, i, &key);
        slot = table_slot(&table, &key, key_hash(work, &key));
        if (!slot->row)
            continue;
        if (b->partner[slot->row - 1] != PARTNER_NONE) {
            a->partner[i] = PARTNER_REPEATED;
            continue;
        }
        a->partner[i] = slot->row - 1;
        b->partner[slot->row - 1] = (uint32_t)i;
    }
    free(table.slots);
    table = table_of_free(work, a);
    free(table.slots);
}

/* ---- ascending numbers, as most files have them ---- */

static int compare_keys(const struct key *a, const struct key *b)
{
    if (a->extra != b->extra)
        return a->extra < b->extra ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

static bool ascends(const struct pair_work *work, const struct pair_side *side)
{
    struct key before, key;

    if (side->samples->count)
        key_of(work, side, 0, &before);
    for (size_t i = 1; i < side->samples->count; i++, before = key) {
        key_of(work, side, i, &key);
        if (compare_keys(&before, &key) >= 0)
            return false;
    }
    return true;
}

static void pair_ascending(struct pair_work *work)
{
    struct pair_side *a = &work->side[0], *b = &work->side[1];
    size_t i = 0, j = 0;
    struct key x, y;

    while (i < a->samples->count && j < b->samples->count) {
        int order;

        key_of(work, a, i, &x);
        key_of(work, b, j, &y);
        order = compare_keys(&x, &y);
        if (order == 0) {
            a->partner[i] = (uint32_t)j;
            b->partner[j] = (uint32_t)i;
        }
        i += order <= 0;
        j += order >= 0;
    }
}

/* ---- which parts the key has ---- */

static void forget_partners(struct pair_work *work)
{
    for (unsigned s = 0; s < 2; s++)
        for (size_t i = 0; i < work->side[s].samples->count; i++)
            work->side[s].partner[i] = PARTNER_NONE;
}

static uint64_t count_repeated(const struct pair_side *side)
{
    uint64_t count = 0;

    for (size_t i = 0; i < side->samples->count; i++)
        count += side->partner[i] == PARTNER_REPEATED;
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
    pair_by_table(work);
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

static void count_pair(const struct pair_work *work, size_t a, size_t b, struct pairing *out)
{
    uint32_t x = split_code(&work->side[0], a), y = split_code(&work->side[1], b);

    out->count++;
    out->split_differs += x != y && x != PAIR_NO_SPLIT && y != PAIR_NO_SPLIT;
}

static void take_pairs(const struct pair_work *work, struct arena *arena, struct pairing *out)
{
    const struct pair_side *side = &work->side[0];
    size_t rows = side->samples->count, at = 0;
    uint32_t *a, *b;

    for (size_t i = 0; i < rows; i++)
        if (side->partner[i] < PARTNER_REPEATED)
            count_pair(work, i, side->partner[i], out);
    a = arena_alloc(arena, out->count * sizeof(*a));
    b = arena_alloc(arena, out->count * sizeof(*b));
    for (size_t i = 0; i < rows; i++) {
        if (side->partner[i] >= PARTNER_REPEATED)
            continue;
        a[at] = (uint32_t)i;
        b[at++] = side->partner[i];
    }
    out->a = a;
    out->b = b;
}

static const uint32_t *take_free(const struct pair_side *side, struct arena *arena, size_t *count)
{
    size_t rows = side->samples->count;
    uint32_t *list;

    *count = 0;
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
    out->only_a = take_free(&work->side[0], arena, &out->only_a_count);
    out->only_b = take_free(&work->side[1], arena, &out->only_b_count);
    out->repeated_a = count_repeated(&work->side[0]);
    out->repeated_b = count_repeated(&work->side[1]);
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
    return (struct pair_side){samples, codes, count, xcalloc(samples->count + 1, sizeof(uint32_t))};
}

static bool ids_are_numbers(const struct samples *samples)
{
    int64_t number;

    return samples->count == 0 || samples_id_number(samples, 0, &number);
}

bool pairing_new(const struct run *run_a, const struct samples *a, const struct run *run_b,
                 const struct samples *b, struct arena *arena, struct pairing *out, struct err *err)
{
    struct pair_work work = {.by_number = ids_are_numbers(a) && ids_are_numbers(b)};
    struct arena *scratch;
    struct intern *splits;

    if (!can_pair(run_a, a, err) || !can_pair(run_b, b, err))
        return false;
    scratch = arena_new();
    splits = intern_new(scratch);
    work.side[0] = side_of(run_a, a, splits);
    work.side[1] = side_of(run_b, b, splits);
    choose_key(&work);
    for (unsigned rule = PAIR_SAME + 1; rule < PAIR_RULES; rule++)
        pair_by_form(&work, rule);
    take_result(&work, arena, out);
    for (unsigned s = 0; s < 2; s++) {
        free((void *)(uintptr_t)work.side[s].split_codes);
        free(work.side[s].partner);
    }
    intern_free(splits);
    arena_free(scratch);
    return true;
}
