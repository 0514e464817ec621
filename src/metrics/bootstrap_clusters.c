#include <assay/metrics/bootstrap_clusters.h>

#include <assay/metrics/resampling.h>

#include <assay/base/err.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/*
 * The margins of both sides, in one block of numbers: rows of labels + 1, the last column for
 * answers outside the set.
 */
enum { SUPPORT, TP_A, TP_B, PREDICTED_A, PREDICTED_B, ROWS };

/* What is drawn are clusters, and what they weigh are their cells. */
struct clusters_plan {
    const struct joint_clusters *joint;
    const struct bootstrap_statistic *statistics;
    size_t count;
};

static size_t row_length(const struct clusters_plan *plan)
{
    return plan->joint->labels + 1;
}

static size_t sums_size(const struct clusters_plan *plan)
{
    return ROWS * row_length(plan) * sizeof(uint64_t);
}

/* Returns the pairs. */
static uint64_t add_cells(const struct clusters_plan *plan, const uint32_t *weights,
                          const uint8_t *swapped, uint64_t *sums)
{
    const struct joint_clusters *joint = plan->joint;
    size_t length = row_length(plan), invalid = joint->labels;
    uint64_t pairs = 0;

    for (size_t i = 0; i < joint->cell_count; i++) {
        const struct joint_cell *cell = &joint->cells[i];
        uint64_t weight = weights[i] * cell->count;
        size_t a = swapped[i] ? cell->b : cell->a, b = swapped[i] ? cell->a : cell->b;

        pairs += weight;
        sums[SUPPORT * length + cell->truth] += weight;
        sums[PREDICTED_A * length + (a < invalid ? a : invalid)] += weight;
        sums[PREDICTED_B * length + (b < invalid ? b : invalid)] += weight;
        sums[TP_A * length + cell->truth] += a == cell->truth ? weight : 0;
        sums[TP_B * length + cell->truth] += b == cell->truth ? weight : 0;
    }
    return pairs;
}

static struct margins side_margins(const struct clusters_plan *plan, const uint64_t *sums,
                                   uint64_t pairs, size_t tp, size_t predicted)
{
    return (struct margins){
        .labels = plan->joint->labels,
        .total = pairs,
        .tp = sums + tp * row_length(plan),
        .support = sums + SUPPORT * row_length(plan),
        .predicted = sums + predicted * row_length(plan),
    };
}

static void deltas_of(const void *arg, void *room, const uint32_t *weights, const uint8_t *swapped,
                      double *deltas)
{
    const struct clusters_plan *plan = arg;
    uint64_t *sums = memset(room, 0, sums_size(plan));
    uint64_t pairs = add_cells(plan, weights, swapped, sums);
    struct margins a = side_margins(plan, sums, pairs, TP_A, PREDICTED_A);
    struct margins b = side_margins(plan, sums, pairs, TP_B, PREDICTED_B);

    for (size_t i = 0; i < plan->count; i++) {
        const struct bootstrap_statistic *statistic = &plan->statistics[i];

        deltas[i] = statistic->of_margins(&b, statistic->label) -
                    statistic->of_margins(&a, statistic->label);
    }
}

/* The figures of each side, which no delta tells. */
static void observe(const struct clusters_plan *plan, struct bootstrap_result *results)
{
    const struct joint_clusters *joint = plan->joint;
    uint64_t *sums = xcalloc(1, sums_size(plan));
    uint32_t *ones = xcalloc(joint->cell_count, sizeof(*ones));
    uint8_t *zeros = xcalloc(joint->cell_count, sizeof(*zeros));
    struct margins a = side_margins(plan, sums, joint->pairs, TP_A, PREDICTED_A);
    struct margins b = side_margins(plan, sums, joint->pairs, TP_B, PREDICTED_B);

    for (size_t i = 0; i < joint->cell_count; i++)
        ones[i] = 1;
    add_cells(plan, ones, zeros, sums);
    for (size_t i = 0; i < plan->count; i++) {
        const struct bootstrap_statistic *statistic = &plan->statistics[i];

        results[i].a = statistic->of_margins(&a, statistic->label);
        results[i].b = statistic->of_margins(&b, statistic->label);
        results[i].delta = results[i].b - results[i].a;
    }
    free(sums);
    free(ones);
    free(zeros);
}

bool bootstrap_clusters(const struct joint_clusters *joint,
                        const struct bootstrap_statistic *statistics, size_t count,
                        const struct bootstrap_options *options, struct bootstrap_result *results)
{
    struct clusters_plan plan = {.joint = joint};
    struct bootstrap_weighted weighted = {
        .deltas = deltas_of,
        .arg = &plan,
        .room = sums_size(&plan),
        .pairs = joint->cell_count,
        .cluster = joint->cluster,
        .cluster_count = joint->cluster_count,
    };
    bool done = true;

    for (size_t first = 0; first < count && done; first += plan.count) {
        size_t left = count - first;

        plan.statistics = statistics + first;
        plan.count = left < RESAMPLING_STATISTICS ? left : RESAMPLING_STATISTICS;
        weighted.count = plan.count;
        done = bootstrap_weights(&weighted, options, results + first);
        observe(&plan, results + first);
    }
    return done;
}
