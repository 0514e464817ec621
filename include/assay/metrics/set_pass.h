/*
 * The one pass over a set of samples: pairs of truth and prediction, scores, probabilities and ids
 * are read block by block, while their columns are in the cache, by several threads when the set is
 * large.
 *
 * Nothing hangs on the number of threads: counts are exact, and what is summed in floating point is
 * summed in blocks of CALIBRATION_PART samples that are added up in their order.
 */
#ifndef ASSAY_METRICS_SET_PASS_H
#define ASSAY_METRICS_SET_PASS_H

#include <assay/metrics/set_results.h>

/* Sets of fewer samples are not worth a second thread. */
#define SET_PASS_ROWS ((size_t)200000)

/*
 * Count the set's samples in cms, `groups` matrices of which the last takes those of no split
 * before it (confusion_add_groups; splits are not looked at when there is one), and fill in the
 * set's duplicates, reliability and brier_labels. Samples without truth or prediction, or with a
 * truth outside the label set, are passed over by the calibration and are among its skipped.
 */
void set_pass(struct set_results *set, struct confusion *const *cms, size_t groups,
              unsigned threads, struct arena *arena);

#endif
