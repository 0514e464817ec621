/*
 * A comparison report: TTT losses beside those of the baseline.
 *
 * Each entry of ttt_advantage holds both losses; its improvements (absolute: baseline - TTT;
 * relative: that / baseline, a share) and the averages of "interpretation" and "summary" are
 * claims, recomputed from these losses. Facts of the same quantity carry the recomputed figures.
 */
#ifndef ASSAY_LOAD_PAPER_COMPARE_H
#define ASSAY_LOAD_PAPER_COMPARE_H

#include <assay/load/paper_keys.h>

void paper_push_comparison(const struct paper_place *place);

#endif
