/*
 * Plots of generated code, of one run: pass@k and pass^k over k where problems were tried several
 * times, and pass rates by split and by stated difficulty with 95% Wilson intervals. From
 * metrics/code_results.h and the sheets "splits" and "difficulties".
 */
#ifndef ASSAY_PLOT_KIND_CODE_H
#define ASSAY_PLOT_KIND_CODE_H

#include <assay/plot/plot_kind.h>

/* Places of k a curve has at most. */
enum { PASS_PLOT_PLACES = 100 };

/*
 * NULL for all, then the names of the splits with scored samples; only the first where there are no
 * two such splits. Of a run with generated code.
 */
const char *const *kind_code_splits(const struct topic *topic, size_t *count);

extern const struct plot_kind kind_pass_at_k, kind_difficulty;

#endif
