/*
 * Rows whose interval and p come of resamples: of single pairs, or of whole clusters where the
 * pairs of a set have them.
 */
#include "comparison_internal.h"

#include <assay/base/fmt.h>
#include <assay/metrics/bootstrap_clusters.h>
#include <assay/metrics/flip_allowance.h>

#include <math.h>
#include <stdlib.h>

/* Draws that are made at most where each costs a step: with more there are fewer resamples. */
#define DRAWS_MOST 2e8
enum { RESAMPLES_LEAST = 200 };
/* Steps that a joint cell costs: it is drawn, and its A and B change places. */
enum { CELL_STEPS = 16 };

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
                           const struct compare_resamples *made)
{
    const struct bootstrap_result *result = &made->result;

    row->a = result->a;
    row->b = result->b;
    row->delta = result->delta;
    row->n = made->pairs;
    row->clusters = made->clusters;
    row->resamples = made->resamples;
    row->error = result->deviation;
    row->interval = result->interval;
    row->p = result->p;
    row->test = row->clusters ? COMPARE_CLUSTER_RANDOMISATION : COMPARE_RANDOMISATION;
    if (isnan(row->interval.low)) {
        row->why = "the metric is undefined in most resamples";
        return;
    }
    row->interval_kind = row->clusters ? COMPARE_CLUSTER_BOOTSTRAP : COMPARE_BOOTSTRAP;
    if (made->resamples < builder->comparison->options.resamples)
        row->why = arena_printf(builder->arena, "pairs are many: from %s resamples",
                                fmt_count(builder->scratch, made->resamples));
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

void compare_row_later(struct compare_builder *builder, const struct compare_set *set,
                       struct bootstrap_statistic statistic)
{
    builder->resampled = array_grow(builder->resampled, &builder->resampled_capacity,
                                    builder->resampled_count + 1, sizeof(*builder->resampled));
    builder->resampled[builder->resampled_count++] =
        (struct compare_resampled){set, statistic, builder->row_count - 1};
}

/* Rows of one set, which share their resamples. */
struct batch {
    const struct compare_set *set;
    struct bootstrap_statistic *statistics;
    size_t *rows; /* of the builder */
    struct bootstrap_result *results;
    size_t count;
    size_t clusters; /* 0: pairs are drawn singly */
};

static struct batch batch_of(struct compare_builder *builder, const struct compare_set *set)
{
    size_t room = builder->resampled_count;
    struct batch batch = {
        .set = set,
        .statistics = arena_alloc(builder->scratch, room * sizeof(*batch.statistics)),
        .rows = arena_alloc(builder->scratch, room * sizeof(*batch.rows)),
        .results = arena_zalloc(builder->scratch, room, sizeof(*batch.results)),
    };

    for (size_t i = 0; i < room; i++)
        if (builder->resampled[i].set == set) {
            batch.statistics[batch.count] = builder->resampled[i].statistic;
            batch.rows[batch.count++] = builder->resampled[i].row;
        }
    if (set->joint_clusters && set->joint_clusters->cluster_count > 1)
        batch.clusters = set->joint_clusters->cluster_count;
    return batch;
}

static bool batch_run(const struct batch *batch, const struct bootstrap_options *how)
{
    if (batch->clusters)
        return bootstrap_clusters(batch->set->joint_clusters, batch->statistics, batch->count, how,
                                  batch->results);
    return bootstrap_joint(batch->set->joint, batch->statistics, batch->count, how, batch->results);
}

static void rows_from_results(struct compare_builder *builder, const struct batch *batch,
                              unsigned resamples)
{
    const struct compare_set *set = batch->set;
    struct margins margins[2] = {
        margins_of(joint_confusion(set->joint, JOINT_A, builder->scratch)),
        margins_of(joint_confusion(set->joint, JOINT_B, builder->scratch)),
    };

    for (size_t i = 0; i < batch->count; i++) {
        struct compare_row *row = &builder->rows[batch->rows[i]];
        struct compare_resamples made = {batch->results[i], set->joint->pairs, batch->clusters,
                                         resamples};

        widen(&made.result, &batch->statistics[i], margins,
              1.0 - builder->comparison->options.alpha);
        compare_row_resampled(builder, row, &made);
        if (set->cluster && !batch->clusters && !row->why)
            row->why = compare_one_cluster;
    }
}

static void bootstrap_set(struct compare_builder *builder, const struct compare_set *set)
{
    struct batch batch = batch_of(builder, set);
    struct bootstrap_options how;

    if (batch.count == 0 || set->joint->pairs == 0)
        return;
    how = compare_bootstrap_options(builder, batch.clusters ? set->joint_clusters->cell_count
                                                            : CELL_STEPS * set->joint->cell_count);
    if (batch_run(&batch, &how))
        rows_from_results(builder, &batch, how.resamples);
}

void compare_rows_bootstrap(struct compare_builder *builder)
{
    const struct comparison *c = builder->comparison;

    for (size_t i = 0; i < c->set_count && !compare_cancelled(builder); i++)
        bootstrap_set(builder, &c->sets[i]);
    free(builder->resampled);
}
