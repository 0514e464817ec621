/*
 * What the sources of pairing share: the two sets while partners are found.
 *
 * Everything is symmetric: `partner` of a row is a row of the other side or one of two marks.
 */
#ifndef ASSAY_SESSION_PAIRING_INTERNAL_H
#define ASSAY_SESSION_PAIRING_INTERNAL_H

#include <assay/session/pairing.h>

#define PARTNER_NONE     UINT32_MAX
#define PARTNER_REPEATED (UINT32_MAX - 1) /* the key is that of an earlier row */
#define PAIRING_ROWS     ((size_t)UINT32_MAX - 1)

struct pair_side {
    const struct samples *samples;
    struct stored_ids ids;
    uint32_t *split_codes; /* of the run's splits, the same name the same code on each side */
    size_t split_count;
    uint32_t *partner;
};

struct pair_work {
    struct pair_side side[2];
    bool by_number; /* all ids of both sides are numbers, and compared as such */
    bool by_more;   /* there are layers or attempts */
    bool by_split, by_fold;
    uint64_t by_rule[PAIR_RULES];
};

#define PAIR_NO_SPLIT UINT32_MAX

static inline uint32_t pair_split(const struct pair_side *side, size_t row)
{
    uint16_t split = side->samples->split ? side->samples->split[row] : UINT16_MAX;

    return split < side->split_count ? side->split_codes[split] : PAIR_NO_SPLIT;
}

static inline int64_t pair_number(const struct pair_side *side, size_t row)
{
    return side->ids.numbers ? side->ids.numbers[row] : (int64_t)((uint64_t)side->ids.first + row);
}

static inline bool pair_has_extra(const struct pair_work *work)
{
    return work->by_more || work->by_split || work->by_fold;
}

/* What belongs to the key beside the id: layer, attempt, split, fold. */
static inline uint64_t pair_extra(const struct pair_work *work, const struct pair_side *side,
                                  size_t row)
{
    const struct samples *samples = side->samples;
    uint64_t extra = 0;

    if (work->by_more)
        extra = (uint64_t)(samples->step ? samples->step[row] : UINT16_MAX) << 48 |
                (uint64_t)(samples->attempt ? samples->attempt[row] : 0) << 32;
    if (work->by_split)
        extra |= (uint64_t)(pair_split(side, row) & UINT16_MAX) << 16;
    if (work->by_fold)
        extra |= samples->fold ? samples->fold[row] : UINT16_MAX;
    return extra;
}

/* An id in one form: a part of its text, and a sign of its own. */
struct pair_form {
    struct str text; /* empty: the id has no such form */
    bool negative;
};

/* In pairing_forms.c, of the id's whole text. */
struct pair_form pair_form_of(struct str id, enum pair_rule rule);

/* In pairing_table.c: pairs equal keys, and what is left over by one of the other rules. */
void pair_by_key(struct pair_work *work);
void pair_by_form(struct pair_work *work, enum pair_rule rule);

#endif
