/* Stands in until metrics/bootstrap, metrics/joint, metrics/significance and comparability land. */
#include "comparison_internal.h"

#include <assay/metrics/bootstrap.h>
#include <assay/metrics/significance.h>
#include <assay/session/comparability.h>

#include <math.h>

double permutation_test(const double *differences, size_t count, unsigned resamples, uint64_t seed)
{
    (void)differences, (void)count, (void)resamples, (void)seed;
    return NAN;
}

struct comparability *comparability_new(const struct assessed *a, const struct assessed *b,
                                        const struct compare_set *sets, size_t set_count,
                                        struct arena *arena)
{
    (void)a, (void)b, (void)sets, (void)set_count;
    return arena_zalloc(arena, 1, sizeof(struct comparability));
}

const char *differing_name(enum differing_kind kind)
{
    (void)kind;
    return "";
}
