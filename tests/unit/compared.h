/*
 * Two runs of files that are there, compared.
 *
 *     struct compared *compared = compared_paths("layer-probe", "sample_runs/…/a", "…/b");
 *     compared->comparison->rows …
 *     compared_free(compared);
 *
 * A failed check when either holds no run of the loader, or the two do not compare; comparison is
 * NULL then.
 */
#ifndef ASSAY_TESTS_COMPARED_H
#define ASSAY_TESTS_COMPARED_H

#include "loaded.h"

#include <assay/session/comparison.h>

struct compared {
    struct loaded *loaded_a, *loaded_b; /* the first run of each is compared */
    struct assessed a, b;
    struct comparison *comparison;
};

struct compared *compared_paths(const char *format, const char *path_a, const char *path_b);
void compared_free(struct compared *compared);
/* The row of this metric, subject (NULL: none) and place (NAN: none); NULL when there is none. */
const struct compare_row *compared_row(const struct compared *compared, const char *metric,
                                       const char *subject, double at);

#endif
