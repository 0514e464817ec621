/*
 * The pairs that entered or left a cell of a delta matrix, in the filter language of pairs of
 * samples, where pred is B's answer and a.pred is A's:
 *
 *     truth=sad (pred=happy or a.pred=happy) -(pred=happy a.pred=happy)
 *
 * The samples are those of delta_part_pairs.
 */
#ifndef ASSAY_SESSION_DELTA_FILTER_H
#define ASSAY_SESSION_DELTA_FILTER_H

#include <assay/session/delta_parts.h>

/* Appended. truth may be CELL_ANY; with a prediction of CELL_ANY: all of the row. */
void delta_filter(const struct comparison *comparison, const struct delta_part *part,
                  const struct delta_matrix *delta, uint16_t truth, uint16_t prediction,
                  struct buf *out);

#endif
