/*
 * The loss curve of a paper-metrics run, and the claims about it.
 *
 * Series pushed, all over token positions:
 *   librilight_loss                    one loss a position: keys librilight_loss_<position> and
 *                                      librilight_detailed {positions, losses}; losses at 8k, 16k,
 *                                      … join where their position is not stored, else they are
 *                                      claims
 *   librilight_progression             all points in file order, positions repeat (one row a
 *                                      sequence), and ..._perplexity beside it
 *   librilight_progression_mean        only where the points themselves are not stored
 *
 * Claims: the perplexity of each point (subject: its row, from 1), the stored means, medians,
 * deviations and counts a position, losses and perplexities of single tokens, slopes. A loss
 * printed by Python loses its trailing zeros, so a series is as precise as its most precise value.
 *
 * librilight_samples is the number of tokens, and becomes the fact "curve_tokens"; a value below
 * the last position cannot be that and is a note.
 */
#ifndef ASSAY_LOAD_PAPER_CURVE_H
#define ASSAY_LOAD_PAPER_CURVE_H

#include <assay/load/paper_keys.h>

/* Returns how many figures and points there were. */
size_t paper_push_curve(const struct paper_place *place);

#endif
