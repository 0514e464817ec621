#include "pairing_internal.h"

#include <assay/base/err.h>

#include <stdlib.h>
#include <string.h>

/* ---- keys ---- */

struct key {
    uint64_t extra;
    int64_t number; /* in place of the text where all ids are numbers */
    struct pair_form form;
    char room[SAMPLE_ID_ROOM];
};

static struct str id_text(const struct pair_side *side, size_t row, char *room)
{
    uint64_t start;

    if (!side->ids.ends)
        return samples_id(side->samples, row, room);
    start = row ? side->ids.ends[row - 1] : 0;
    return side->ids.bytes ? (struct str){side->ids.bytes + start, side->ids.ends[row] - start}
                           : str_of("");
}

static bool is_by_number(const struct pair_work *work, enum pair_rule rule)
{
    return work->by_number && rule == PAIR_SAME;
}

static void key_of(const struct pair_work *work, enum pair_rule rule, const struct pair_side *side,
                   size_t row, struct key *key)
{
    key->extra = pair_extra(work, side, row);
    if (is_by_number(work, rule)) {
        key->number = pair_number(side, row);
        return;
    }
    key->form = (struct pair_form){id_text(side, row, key->room), false};
    if (rule != PAIR_SAME)
        key->form = pair_form_of(key->form.text, rule);
}

/* Empty ones name nothing. */
static bool texts_equal(const struct pair_form *a, const struct pair_form *b)
{
    return a->text.len > 0 && a->text.len == b->text.len && a->negative == b->negative &&
           memcmp(a->text.ptr, b->text.ptr, a->text.len) == 0;
}

static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * 0xd6e8feb86659fd93u;
    return hash ^ hash >> 32;
}

/* Words of eight bytes; the last one overlaps the one before. */
static uint64_t hash_text(uint64_t hash, struct str text)
{
    uint64_t word = 0;

    hash = mix(hash, text.len);
    if (text.len < sizeof(word)) {
        for (size_t i = 0; i < text.len; i++)
            word = word << 8 | (unsigned char)text.ptr[i];
        return mix(mix(hash, word), 0);
    }
    for (size_t at = 0; at + sizeof(word) < text.len; at += sizeof(word)) {
        memcpy(&word, text.ptr + at, sizeof(word));
        hash = mix(hash, word);
    }
    memcpy(&word, text.ptr + text.len - sizeof(word), sizeof(word));
    return mix(mix(hash, word), 0);
}

/* 0 is kept for rows that no key names: an empty id, or one without such a form. */
static uint64_t hash_row(const struct pair_work *work, enum pair_rule rule,
                         const struct pair_side *side, size_t row)
{
    struct key key;

    key_of(work, rule, side, row, &key);
    if (is_by_number(work, rule))
        return mix(mix(key.extra, (uint64_t)key.number), 0) | 1;
    if (key.form.text.len == 0)
        return 0;
    return hash_text(key.extra + key.form.negative, key.form.text) | 1;
}

/* ---- rows by key ---- */

struct slot {
    uint32_t tag; /* the upper half of the hash */
    uint32_t row; /* from 1, 0 when free */
};

/* Rows of one side. `met` is of its rows: none, a row of the other side, or more than one. */
struct table {
    const struct pair_work *work;
    enum pair_rule rule;
    const struct pair_side *side;
    uint32_t *met;
    struct slot *slots;
    size_t mask;
};

enum { BLOCK = 32 };
#define MET_NONE  PARTNER_NONE
#define MET_TWICE PARTNER_REPEATED

static bool rows_equal(const struct table *table, size_t row, const struct pair_side *other_side,
                       size_t other_row)
{
    struct key key, other;

    key_of(table->work, table->rule, table->side, row, &key);
    key_of(table->work, table->rule, other_side, other_row, &other);
    if (key.extra != other.extra)
        return false;
    return is_by_number(table->work, table->rule) ? key.number == other.number
                                                  : texts_equal(&key.form, &other.form);
}

static size_t slot_of(const struct table *table, uint64_t hash)
{
    return hash >> 1 & table->mask;
}

/* The slot of the row's key, or the free one where it would go. */
static struct slot *find_slot(const struct table *table, const struct pair_side *side, size_t row,
                              uint64_t hash)
{
    uint32_t tag = (uint32_t)(hash >> 32);
    size_t at = slot_of(table, hash);

    for (; table->slots[at].row; at = (at + 1) & table->mask)
        if (table->slots[at].tag == tag && rows_equal(table, table->slots[at].row - 1, side, row))
            break;
    return &table->slots[at];
}

static void add_row(struct table *table, size_t row, uint64_t hash)
{
    struct slot *slot = find_slot(table, table->side, row, hash);

    if (!slot->row) {
        *slot = (struct slot){(uint32_t)(hash >> 32), (uint32_t)row + 1};
        return;
    }
    table->met[row] = MET_TWICE;
    /* Of equal keys the first is taken; a form of two samples names neither. */
    if (table->rule != PAIR_SAME)
        table->met[slot->row - 1] = MET_TWICE;
}

/*
 * Hashes of up to BLOCK rows without partner, and the way to their slots begun, since most of the
 * time goes by waiting for them. Rows that do not count get 0.
 */
static size_t hash_block(const struct table *table, const struct pair_side *side, size_t from,
                         bool paired, uint64_t hashes[BLOCK])
{
    size_t count = side->samples->count - from;

    if (count > BLOCK)
        count = BLOCK;
    for (size_t i = 0; i < count; i++) {
        uint32_t partner = side->partner[from + i];
        bool counts = paired ? partner < PARTNER_REPEATED : partner == PARTNER_NONE;

        hashes[i] = counts ? hash_row(table->work, table->rule, side, from + i) : 0;
        if (hashes[i])
            __builtin_prefetch(&table->slots[slot_of(table, hashes[i])]);
    }
    return count;
}

/* Every row without partner goes into the table. */
static struct table table_new(const struct pair_work *work, enum pair_rule rule,
                              const struct pair_side *side, uint32_t *met)
{
    struct table table = {work, rule, side, met, NULL, 0};
    size_t rows = 0, slots = 16, count;
    uint64_t hashes[BLOCK];

    for (size_t i = 0; i < side->samples->count; i++)
        rows += side->partner[i] == PARTNER_NONE;
    while (slots < rows + rows / 2)
        slots *= 2;
    table.slots = xcalloc(slots, sizeof(*table.slots));
    table.mask = slots - 1;
    for (size_t from = 0; from < side->samples->count; from += count) {
        count = hash_block(&table, side, from, false, hashes);
        for (size_t i = 0; i < count; i++)
            if (hashes[i])
                add_row(&table, from + i, hashes[i]);
    }
    return table;
}

/* ---- rows of the other side ---- */

typedef void meet_fn(struct table *table, struct pair_side *other, size_t row, size_t other_row);

/* Calls `meet` for each row of the block that the table has; returns the last such row of its. */
static size_t meet_block(struct table *table, struct pair_side *other, size_t from, bool paired,
                         meet_fn *meet, size_t *last)
{
    uint64_t hashes[BLOCK];
    size_t count = hash_block(table, other, from, paired, hashes);

    for (size_t i = 0; i < count; i++) {
        const struct slot *slot = hashes[i] ? find_slot(table, other, from + i, hashes[i]) : NULL;

        if (!slot || !slot->row)
            continue;
        *last = slot->row - 1;
        meet(table, other, *last, from + i);
    }
    return count;
}

/* The row is in the table and no other one met it yet, and it has the other row's key. */
static bool follows(const struct table *table, size_t row, const struct pair_side *other,
                    size_t other_row)
{
    return row < table->side->samples->count && table->side->partner[row] == PARTNER_NONE &&
           table->met[row] == MET_NONE && other->partner[other_row] == PARTNER_NONE &&
           rows_equal(table, row, other, other_row);
}

/* Two sets in the same order need no search: the next row's partner is the next one. */
static void meet_free(struct table *table, struct pair_side *other, meet_fn *meet)
{
    size_t next = 0, at = 0;

    while (at < other->samples->count) {
        if (follows(table, next, other, at)) {
            meet(table, other, next++, at++);
            continue;
        }
        at += meet_block(table, other, at, false, meet, &next);
        next++;
    }
}

static void meet_paired(struct table *table, struct pair_side *other, meet_fn *meet)
{
    size_t last;

    for (size_t at = 0; at < other->samples->count;)
        at += meet_block(table, other, at, true, meet, &last);
}

/* ---- equal keys ---- */

static void pair_first(struct table *table, struct pair_side *other, size_t row, size_t other_row)
{
    if (table->met[row] != MET_NONE) {
        other->partner[other_row] = PARTNER_REPEATED;
        return;
    }
    table->met[row] = (uint32_t)other_row;
    other->partner[other_row] = (uint32_t)row;
}

void pair_by_key(struct pair_work *work)
{
    struct pair_side *a = &work->side[0], *b = &work->side[1];
    struct table table = table_new(work, PAIR_SAME, b, b->partner);

    meet_free(&table, a, pair_first);
    free(table.slots);
    /* What is repeated among the rows that B has not got. */
    table = table_new(work, PAIR_SAME, a, a->partner);
    free(table.slots);
}

/* ---- other forms ---- */

static void meet_once(struct table *table, struct pair_side *other, size_t row, size_t other_row)
{
    (void)other;
    table->met[row] = table->met[row] == MET_NONE ? (uint32_t)other_row : MET_TWICE;
}

/* A form that a sample with a partner has as well names that one too. */
static void meet_again(struct table *table, struct pair_side *other, size_t row, size_t other_row)
{
    (void)other;
    (void)other_row;
    table->met[row] = MET_TWICE;
}

static bool any_met(const struct table *table)
{
    for (size_t i = 0; i < table->side->samples->count; i++)
        if (table->met[i] < MET_TWICE)
            return true;
    return false;
}

static void join(struct pair_work *work, const struct table *table)
{
    struct pair_side *a = &work->side[0], *b = &work->side[1];

    for (size_t i = 0; i < b->samples->count; i++) {
        if (table->met[i] >= MET_TWICE)
            continue;
        b->partner[i] = table->met[i];
        a->partner[table->met[i]] = (uint32_t)i;
        work->by_rule[table->rule]++;
    }
}

static bool any_free(const struct pair_side *side)
{
    for (size_t i = 0; i < side->samples->count; i++)
        if (side->partner[i] == PARTNER_NONE)
            return true;
    return false;
}

void pair_by_form(struct pair_work *work, enum pair_rule rule)
{
    struct pair_side *a = &work->side[0], *b = &work->side[1];
    struct table table;
    uint32_t *met;

    if (!any_free(a) || !any_free(b))
        return;
    met = xcalloc(b->samples->count, sizeof(*met));
    for (size_t i = 0; i < b->samples->count; i++)
        met[i] = MET_NONE;
    table = table_new(work, rule, b, met);
    meet_free(&table, a, meet_once);
    if (any_met(&table)) {
        meet_paired(&table, a, meet_again);
        meet_paired(&table, b, meet_again);
        join(work, &table);
    }
    free(table.slots);
    free(met);
}
