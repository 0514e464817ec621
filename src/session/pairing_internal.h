/*
 * What pairing.c and pairing_forms.c share: the two sets while partners are found.
 *
 * Everything is symmetric: `partner` of a row is a row of the other side or one of two marks. Keys
 * are compared without their form in pairing.c, by one form of their id in pairing_forms.c.
 */
#ifndef ASSAY_SESSION_PAIRING_INTERNAL_H
#define ASSAY_SESSION_PAIRING_INTERNAL_H

#include <assay/session/pairing.h>

#define PARTNER_NONE     UINT32_MAX
#define PARTNER_REPEATED (UINT32_MAX - 1) /* the key is that of an earlier row */
#define PAIRING_ROWS     ((size_t)UINT32_MAX - 1)

struct pair_side {
    const struct samples *samples;
    const uint32_t *split_codes; /* of the run's splits, the same name the same code on each side */
    size_t split_count;
    uint32_t *partner;
};

struct pair_work {
    struct pair_side side[2];
    bool by_number; /* all ids of both sides are numbers, and compared as such */
    bool by_split, by_fold;
    uint64_t by_rule[PAIR_RULES];
};

#define PAIR_NO_SPLIT UINT32_MAX

/* What belongs to the key beside the id: layer, attempt, split, fold. */
uint64_t pair_extra(const struct pair_work *work, const struct pair_side *side, size_t row);
uint64_t pair_hash_text(uint64_t hash, struct str text);
uint64_t pair_hash_number(uint64_t hash, uint64_t number);
/* Pairs what is left over by one of the rules after PAIR_SAME. */
void pair_by_form(struct pair_work *work, enum pair_rule rule);

#endif
