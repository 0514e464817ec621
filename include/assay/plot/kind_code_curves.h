/*
 * Curves of pass@k and pass^k beside each other, one a split, whatever they are computed from: the
 * attempts of one run, or many runs as attempts.
 */
#ifndef ASSAY_PLOT_KIND_CODE_CURVES_H
#define ASSAY_PLOT_KIND_CODE_CURVES_H

#include <assay/plot/plot_build.h>

enum { PASS_CURVES_MOST = 4 };

/* Where curves come from; `of` is handed to `at`. */
struct pass_curves {
    const void *of;
    /* Of a split (NULL: all); pass^k when all is true, else pass@k. NAN where there is none. */
    double (*at)(const void *of, const char *split, bool all, uint64_t k);
    const char *const *splits; /* NULL: all items. PASS_CURVES_MOST are drawn */
    size_t split_count;
    uint64_t most;        /* k goes from 1 to here */
    const char *attempts; /* "attempts", "runs" */
};

/* Two panels of a plot, and a sentence with figures at 1, in between and at the end. */
void pass_curves_add(struct plot *plot, const struct pass_curves *curves, struct arena *arena);

#endif
