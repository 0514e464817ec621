/*
 * The samples that a figure was counted over, as a filter for samples: recall of happy is
 * "truth=happy". What counts is told by the reading that the run states (set_results.h): where
 * answers outside the label set count as neutral, precision of neutral is
 * "(pred=neutral or is:invalid)".
 */
#ifndef ASSAY_SESSION_EVIDENCE_ROWS_H
#define ASSAY_SESSION_EVIDENCE_ROWS_H

#include <assay/session/assessed.h>

/*
 * The filter, in the arena ("": all samples of the set), and *set; NULL when there are no samples,
 * or when no filter gives those rows. O(samples) at worst.
 */
const char *evidence_rows(const struct assessed *input, const struct quantity *what,
                          struct arena *arena, size_t *set);

#endif
