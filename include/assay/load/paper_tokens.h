/*
 * Losses at single positions: the series "librilight_loss".
 *
 * Sources in order of trust: keys librilight_loss_<position>, librilight_detailed {positions,
 * losses}, keys librilight_loss_8k and the like. The first loss of a position is evidence, a later
 * one is a claim about it. Positions that repeat inside librilight_detailed are no single losses;
 * then that list becomes the series "librilight_progression".
 */
#ifndef ASSAY_LOAD_PAPER_TOKENS_H
#define ASSAY_LOAD_PAPER_TOKENS_H

#include <assay/load/paper_keys.h>

/* Returns how many losses there were; *last becomes the greatest position seen, if greater. */
size_t paper_push_tokens(const struct paper_place *place, double *last);

#endif
