/*
 * Sets of samples of two runs, paired, and how each pair stands.
 */
#ifndef ASSAY_SESSION_COMPARISON_SETS_H
#define ASSAY_SESSION_COMPARISON_SETS_H

#include "comparison_internal.h"

/* False only when the filter is wrong or it was cancelled; runs without pairs are no failure. */
bool comparison_make_sets(struct compare_builder *builder, struct err *err);

#endif
