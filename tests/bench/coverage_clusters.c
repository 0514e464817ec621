/*
 * Tables of coverage.c about pairs that come in clusters.
 */
#include "coverage.h"

#include <assay/base/arena.h>
#include <assay/metrics/bootstrap_clusters.h>
#include <assay/metrics/flip_allowance.h>
#include <assay/metrics/significance.h>

#include <math.h>
#include <stdio.h>

#define LEVEL 0.95
#define ALPHA 0.05

enum { CLUSTER_SIZE = 8, CLUSTERS_MOST = 200, RESAMPLES = 1000, FIGURE_SETS = 4000 };

/* ---- means ---- */

/* Half of the variance is of the clusters. */
static void draw_clusters(struct random *random, size_t clusters, double *values, uint32_t *cluster)
{
    double shared = 0.0;

    for (size_t i = 0; i < clusters * CLUSTER_SIZE; i++) {
        if (i % CLUSTER_SIZE == 0)
            shared = coverage_normal(random);
        cluster[i] = (uint32_t)(i / CLUSTER_SIZE);
        values[i] = shared + coverage_normal(random);
    }
}

static void mean_row(size_t clusters, size_t sets)
{
    static double values[CLUSTERS_MOST * CLUSTER_SIZE];
    static uint32_t cluster[CLUSTERS_MOST * CLUSTER_SIZE];
    struct random random = random_new(COVERAGE_SEED, clusters);
    size_t count = clusters * CLUSTER_SIZE;
    uint64_t by_t = 0, by_z = 0, plain = 0;

    for (size_t set = 0; set < sets; set++) {
        struct mean_error clustered, single;

        draw_clusters(&random, clusters, values, cluster);
        clustered = mean_error_clustered(values, cluster, count, clusters);
        single = mean_error_of(values, count);
        by_t += coverage_holds(mean_interval(&clustered, LEVEL), 0.0);
        by_z += fabs(clustered.mean) <= INTERVAL_Z95 * clustered.error;
        plain += coverage_holds(mean_interval(&single, LEVEL), 0.0);
    }
    printf("| %zu | %.1f | %.1f | %.1f |\n", clusters, coverage_percent(by_t, sets),
           coverage_percent(by_z, sets), coverage_percent(plain, sets));
}

static void mean_table(size_t sets)
{
    static const size_t clusters[] = {3, 5, 10, 20, 50, CLUSTERS_MOST};

    printf("\n## Mean of clustered differences\n\n"
           "Coverage in percent, of %zu sets a row; clusters of %d, half of the variance between\n"
           "them: by Student's t with clusters - 1 degrees (mean_interval), by z, and as if the\n"
           "differences had nothing to do with each other.\n\n"
           "| clusters | t | z | plain error |\n|---|---|---|---|\n",
           sets, CLUSTER_SIZE);
    for (size_t i = 0; i < sizeof(clusters) / sizeof(clusters[0]); i++)
        mean_row(clusters[i], sets);
}

/* ---- figures of the confusion matrix ---- */

enum { FIGURES = 2 };
static const struct bootstrap_statistic figures[FIGURES] = {{.of_margins = margins_macro_f1},
                                                            {.of_margins = margins_accuracy}};

enum way { SINGLY, CLUSTERED, WAYS };

struct tally {
    uint64_t held[FIGURES][WAYS], alarms[FIGURES][WAYS];
};

static void tally_way(struct tally *tally, enum way way, const struct bootstrap_result *results,
                      const double *variances, const double *deltas)
{
    for (size_t i = 0; i < FIGURES; i++) {
        struct interval interval =
            interval_widened(results[i].interval, results[i].delta, variances[i], LEVEL);

        tally->held[i][way] += coverage_holds(interval, deltas[i]);
        tally->alarms[i][way] += results[i].p < ALPHA && !coverage_holds(interval, 0.0);
    }
}

static void tally_set(struct tally *tally, const struct design_pairs *pairs, const double *deltas,
                      size_t set)
{
    struct bootstrap_options options = {
        .level = LEVEL, .resamples = RESAMPLES, .seed = COVERAGE_SEED + set, .threads = 1};
    struct arena *arena = arena_new();
    struct margins a = margins_of(joint_confusion(pairs->joint, JOINT_A, arena));
    struct margins b = margins_of(joint_confusion(pairs->joint, JOINT_B, arena));
    struct bootstrap_result results[FIGURES];
    double variances[FIGURES];

    for (size_t i = 0; i < FIGURES; i++)
        variances[i] = flip_variance(&a, &b, figures[i].of_margins, 0);
    bootstrap_joint(pairs->joint, figures, FIGURES, &options, results);
    tally_way(tally, SINGLY, results, variances, deltas);
    bootstrap_clusters(pairs->clusters, figures, FIGURES, &options, results);
    tally_way(tally, CLUSTERED, results, variances, deltas);
    arena_free(arena);
}

static void figure_row(double gain, size_t clusters, size_t sets)
{
    struct design *design = design_labels(gain, 0.5);
    struct random random = random_new(COVERAGE_SEED, clusters);
    struct tally tally = {{{0}}, {{0}}};
    double deltas[FIGURES];

    for (size_t i = 0; i < FIGURES; i++)
        deltas[i] = design_delta(design, figures[i].of_margins, 0);
    for (size_t set = 0; set < sets; set++) {
        struct arena *arena = arena_new();
        struct design_pairs pairs =
            design_draw_clusters(design, clusters, CLUSTER_SIZE, &random, arena);

        tally_set(&tally, &pairs, deltas, set);
        arena_free(arena);
    }
    printf("| %+.2f | %zu |", gain, clusters);
    for (size_t i = 0; i < FIGURES; i++)
        printf(" %.1f %.1f |", coverage_percent(tally.held[i][SINGLY], sets),
               coverage_percent(tally.held[i][CLUSTERED], sets));
    for (size_t i = 0; i < FIGURES; i++)
        printf(" %.1f %.1f |", coverage_percent(tally.alarms[i][SINGLY], sets),
               coverage_percent(tally.alarms[i][CLUSTERED], sets));
    printf("\n");
    fflush(stdout);
    design_free(design);
}

static void figure_table(size_t sets)
{
    static const double gains[] = {0.03, 0.0};
    static const size_t clusters[] = {5, 10, 20, 50};

    printf("\n## Delta of figures of clustered pairs\n\n"
           "In percent, of %zu sets a row; six labels, correlation .5, clusters of %d: coverage\n"
           "and differences told (p below .05 and an interval without 0; false alarms where the\n"
           "gain is 0), first with pairs drawn singly, then with clusters drawn whole\n"
           "(bootstrap_clusters); both widened by two flips.\n\n"
           "| gain | clusters | macro F1 | accuracy | told: macro F1 | told: accuracy |\n"
           "|---|---|---|---|---|---|\n",
           sets, CLUSTER_SIZE);
    for (size_t i = 0; i < sizeof(gains) / sizeof(gains[0]); i++)
        for (size_t k = 0; k < sizeof(clusters) / sizeof(clusters[0]); k++)
            figure_row(gains[i], clusters[k], sets);
}

void coverage_clusters(size_t sets)
{
    mean_table(sets);
    figure_table(sets < FIGURE_SETS ? sets : FIGURE_SETS);
}
