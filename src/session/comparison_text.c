#include "comparison_internal.h"

#include <assay/base/fmt.h>

#include <math.h>
#include <string.h>

const char *compare_outcome_name(enum compare_outcome outcome)
{
    static const char *const names[COMPARE_OUTCOMES] = {
        [COMPARE_IMPROVED] = "improved",         [COMPARE_REGRESSED] = "regressed",
        [COMPARE_CHANGED] = "changed",           [COMPARE_LEVEL] = "no difference",
        [COMPARE_UNDECIDED] = "too little data", [COMPARE_UNTESTED] = "not tested",
    };

    return names[outcome];
}

const char *compare_outcome_text(const struct compare_row *row, struct arena *arena)
{
    if (row->outcome != COMPARE_LEVEL)
        return compare_outcome_name(row->outcome);
    return arena_printf(arena, "no difference larger than %s",
                        metric_format(row->metric, row->bound, arena));
}

const char *compare_test_name(enum compare_test test)
{
    static const char *const names[COMPARE_TESTS] = {
        [COMPARE_NO_TEST] = "",
        [COMPARE_MCNEMAR] = "McNemar, exact",
        [COMPARE_RANDOMISATION] = "randomisation",
        [COMPARE_CLUSTER_RANDOMISATION] = "randomisation of clusters",
        [COMPARE_PERMUTATION] = "permutation of signs",
        [COMPARE_T] = "paired t",
        [COMPARE_CLUSTERED] = "t, clustered",
        [COMPARE_FOLDS] = "paired t over folds",
        [COMPARE_UNPAIRED] = "z of two shares, unpaired",
    };

    return names[test];
}

const char *compare_interval_name(enum compare_interval interval)
{
    static const char *const names[COMPARE_INTERVALS] = {
        [COMPARE_NO_INTERVAL] = "",
        [COMPARE_BOOTSTRAP] = "paired bootstrap",
        [COMPARE_CLUSTER_BOOTSTRAP] = "cluster bootstrap",
        [COMPARE_BONETT_PRICE] = "Bonett and Price",
        [COMPARE_CLUSTERED_ERROR] = "clustered error",
        [COMPARE_MEAN_ERROR] = "error of the mean",
        [COMPARE_NEWCOMBE] = "Newcombe, unpaired",
    };

    return names[interval];
}

const char *compare_family_name(enum compare_family family)
{
    static const char *const names[COMPARE_FAMILIES] = {
        [FAMILY_METRICS] = "metrics", [FAMILY_PARTS] = "parts", [FAMILY_LABELS] = "labels",
        [FAMILY_LAYERS] = "layers",   [FAMILY_TASKS] = "tasks", [FAMILY_CURVE] = "curve",
    };

    return names[family];
}

const char *pair_state_name(enum pair_state state)
{
    static const char *const names[] = {
        [PAIR_UNSCORED] = "unscored", [PAIR_BOTH_RIGHT] = "both right", [PAIR_FIXED] = "fixed",
        [PAIR_BROKEN] = "broken",     [PAIR_BOTH_WRONG] = "both wrong",
    };

    return names[state];
}

const char *compare_delta_text(const struct metric *metric, double delta, struct arena *arena)
{
    const char *size;

    if (isnan(delta))
        return metric_format(metric, NAN, arena);
    size = metric_format(metric, fabs(delta), arena);
    /* What rounds to nothing has no direction worth a minus. */
    return arena_printf(arena, "%s%s", delta < 0.0 && strpbrk(size, "123456789") ? "-" : "+", size);
}
