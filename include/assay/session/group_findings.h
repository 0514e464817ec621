/*
 * What stands out among grouped runs: figures that rise or fall with time, and runs that lie far
 * from the others of their group.
 *
 * Trends: of every figure and group with TIMELINE_LEAST runs that have both it and a time
 * (timeline.h); p is corrected (Holm) over all of them. Outliers: runs beyond OUTLIER_FROM by the
 * score of trend.h, among the runs of their group that have the figure. A score is no test: of
 * hundreds of figures some lie so far by chance.
 *
 * Lives in the arena; the groups, which are finished, must outlive it.
 */
#ifndef ASSAY_SESSION_GROUP_FINDINGS_H
#define ASSAY_SESSION_GROUP_FINDINGS_H

#include <assay/metrics/timeline.h>
#include <assay/session/run_groups.h>

struct group_trend {
    size_t row, group;    /* of the groups */
    struct timeline line; /* its runs are numbers of the groups' */
    double p_holm;
};

struct group_outlier {
    size_t row, group, run; /* of the groups */
    double value, median, score;
};

struct group_findings {
    double alpha;
    const struct group_trend *trends; /* by row, then by group */
    size_t trend_count;
    size_t below_alpha, below_after_holm; /* trends with p, with p_holm below alpha */
    const struct group_outlier *outliers; /* farthest off first */
    size_t outlier_count;
};

const struct group_findings *group_findings_new(const struct run_groups *groups, double alpha,
                                                struct arena *arena);
/* "+.0023 a day", "-.0100 a run"; an amount in the figure's own unit. */
const char *group_trend_slope(const struct timeline *line, const struct metric *metric,
                              struct arena *arena);

#endif
