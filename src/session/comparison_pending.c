/* Stands in until metrics/bootstrap, metrics/joint, metrics/significance and comparability land. */
#include <assay/metrics/bootstrap.h>
#include <assay/metrics/significance.h>
#include <assay/session/comparability.h>

#include <math.h>

struct joint *joint_new(const uint16_t *truth, const uint16_t *a, const uint16_t *b, size_t pairs,
                        size_t labels, struct arena *arena)
{
    struct joint *joint = arena_zalloc(arena, 1, sizeof(*joint));

    (void)truth, (void)a, (void)b, (void)pairs;
    joint->labels = labels;
    return joint;
}

bool bootstrap_joint(const struct joint *joint, const struct bootstrap_statistic *statistics,
                     size_t count, const struct bootstrap_options *options,
                     struct bootstrap_result *results)
{
    (void)joint, (void)statistics, (void)count, (void)options, (void)results;
    return false;
}

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
