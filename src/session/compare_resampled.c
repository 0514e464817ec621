/*
 * Rows whose interval and p come of resamples: of single pairs, or of whole clusters where the
 * pairs of a set have them.
 */
#include "comparison_internal.h"

#include <assay/base/fmt.h>
#include <assay/metrics/flip_allowance.h>

#include <math.h>

/* Draws that are made at most where each costs a step: with more there are fewer resamples. */
#define DRAWS_MOST 5e8
enum { RESAMPLES_LEAST = 200 };

struct bootstrap_options compare_bootstrap_options(const struct compare_builder *builder,
                                                   size_t steps)
{
    const struct compare_options *options = &builder->comparison->options;
    double most = fmax(DRAWS_MOST / (double)(steps + 1), RESAMPLES_LEAST);

    return (struct bootstrap_options){.level = 1.0 - options->alpha,
                                      .resamples = options->resamples > most ? (unsigned)most
                                                                             : options->resamples,
                                      .seed = options->seed,
                                      .threads = options->threads,
                                      .cancel = options->cancel};
}

void compare_row_resampled(const struct compare_builder *builder, struct compare_row *row,
                           const struct compare_resampled *resampled)
{
    const struct bootstrap_result *result = &resampled->result;

    row->a = result->a;
    row->b = result->b;
    row->delta = result->delta;
    row->n = resampled->pairs;
    row->clusters = resampled->clusters;
    row->error = result->deviation;
    row->interval = result->interval;
    row->p = result->p;
    row->test = row->clusters ? COMPARE_CLUSTER_RANDOMISATION : COMPARE_RANDOMISATION;
    if (isnan(row->interval.low)) {
        row->why = "the metric is undefined in most resamples";
        return;
    }
    row->interval_kind = row->clusters ? COMPARE_CLUSTER_BOOTSTRAP : COMPARE_BOOTSTRAP;
    if (resampled->resamples < builder->comparison->options.resamples)
        row->why = arena_printf(builder->arena, "pairs are many: from %s resamples",
                                fmt_count(builder->scratch, resampled->resamples));
}

/* ---- functions of the confusion matrix ---- */

/* With what the flips that were not drawn may add. */
static void widen(struct bootstrap_result *result, const struct bootstrap_statistic *statistic,
                  const struct margins margins[2], double level)
{
    double variance =
        flip_variance(&margins[0], &margins[1], statistic->of_margins, statistic->label);

    result->interval = interval_widened(result->interval, result->delta, variance, level);
}

/* Clusters of a set that resamples can be made of; 0: single pairs. */
static size_t clusters_of(const struct compare_set *set)
{
    size_t count = set->joint_clusters ? set->joint_clusters->cluster_count : 0;

    return count > 1 ? count : 0;
}

void compare_rows_bootstrap(struct compare_builder *builder, const struct compare_set *set,
                            const struct bootstrap_statistic *statistics, const size_t *rows,
                            size_t count)
{
    size_t clusters = clusters_of(set);
    struct bootstrap_options how =
        compare_bootstrap_options(builder, clusters ? set->joint_clusters->cell_count : 0);
    struct bootstrap_result *results;
    struct margins margins[2];

    if (count == 0 || set->joint->pairs == 0)
        return;
    results = arena_zalloc(builder->scratch, count, sizeof(*results));
    if (clusters ? !bootstrap_clusters(set->joint_clusters, statistics, count, &how, results)
                 : !bootstrap_joint(set->joint, statistics, count, &how, results))
        return;
    margins[0] = margins_of(joint_confusion(set->joint, JOINT_A, builder->scratch));
    margins[1] = margins_of(joint_confusion(set->joint, JOINT_B, builder->scratch));
    for (size_t i = 0; i < count; i++) {
        struct compare_row *row = &builder->rows[rows[i]];

        widen(&results[i], &statistics[i], margins, how.level);
        compare_row_resampled(
            builder, row,
            &(struct compare_resampled){results[i], set->joint->pairs, clusters, how.resamples});
        if (set->cluster && !clusters && !row->why)
            row->why = compare_one_cluster;
    }
}
