#include "check.h"

#include <assay/metrics/bootstrap_clusters.h>
#include <assay/metrics/random.h>

#include <math.h>

enum { PAIRS = 480, LABELS = 4, CLUSTERS = 60, RESAMPLES = 20000 };

struct columns {
    uint16_t truth[PAIRS], a[PAIRS], b[PAIRS];
    uint32_t cluster[PAIRS];
};

static uint16_t answer_of(struct random *random, uint16_t truth, double right)
{
    if (random_unit(random) < right)
        return truth;
    return random_unit(random) < .1 ? LABEL_INVALID : (uint16_t)random_below(random, LABELS);
}

/* All pairs of a cluster are copies of one, when `alike`; else each is by itself. */
static void fill(struct columns *columns, uint64_t seed, bool alike)
{
    struct random random = random_new(seed, 0);

    for (size_t i = 0; i < PAIRS; i++) {
        columns->cluster[i] = (uint32_t)(3 * (i * CLUSTERS / PAIRS));
        if (alike && i % (PAIRS / CLUSTERS) != 0) {
            columns->truth[i] = columns->truth[i - 1];
            columns->a[i] = columns->a[i - 1];
            columns->b[i] = columns->b[i - 1];
            continue;
        }
        columns->truth[i] = (uint16_t)random_below(&random, LABELS);
        columns->a[i] = answer_of(&random, columns->truth[i], .6);
        columns->b[i] = answer_of(&random, columns->truth[i], .7);
    }
}

static struct joint_clusters *clusters_of(const struct columns *columns, struct arena *arena)
{
    return joint_clusters_new(columns->truth, columns->a, columns->b, columns->cluster, PAIRS,
                              LABELS, arena);
}

static struct joint *joint_of(const struct columns *columns, struct arena *arena)
{
    return joint_new(columns->truth, columns->a, columns->b, PAIRS, LABELS, arena);
}

static struct bootstrap_options options_of(uint64_t seed)
{
    return (struct bootstrap_options){.level = .95, .resamples = RESAMPLES, .seed = seed};
}

static const struct bootstrap_statistic several[] = {
    {margins_accuracy, 0}, {margins_macro_f1, 0}, {margins_kappa, 0},
    {margins_mcc, 0},      {margins_f1, 2},       {margins_precision, 1},
};
enum { SEVERAL = sizeof(several) / sizeof(several[0]) };

/* Both are samples: deviations are off by s / sqrt(2 R) each, ends by 2.67 s / sqrt(R). */
static void check_alike(const struct bootstrap_result *is, const struct bootstrap_result *wanted,
                        double expanded)
{
    double s = wanted->deviation, off = 4.5 * sqrt(2.0 / RESAMPLES);

    CHECK_NEAR(is->a, wanted->a, 1e-12);
    CHECK_NEAR(is->b, wanted->b, 1e-12);
    CHECK_NEAR(is->delta, wanted->delta, 1e-12);
    CHECK_NEAR(is->deviation, s, off * s / sqrt(2.0));
    CHECK_NEAR(is->interval.low, wanted->interval.low, 2.67 * off * s + expanded * s + 1.0 / PAIRS);
    CHECK_NEAR(is->interval.high, wanted->interval.high,
               2.67 * off * s + expanded * s + 1.0 / PAIRS);
    CHECK_NEAR(is->p, wanted->p, off * sqrt(wanted->p * (1.0 - wanted->p)) + .001);
}

TEST(clusters_of_one_pair_have_the_figures_of_single_pairs)
{
    static struct columns columns;
    struct arena *arena = arena_new();
    struct bootstrap_options options = options_of(61);
    struct bootstrap_result clustered[SEVERAL], single[SEVERAL];

    fill(&columns, 1, false);
    for (uint32_t i = 0; i < PAIRS; i++)
        columns.cluster[i] = 7 * (PAIRS - i);
    CHECK(bootstrap_clusters(clusters_of(&columns, arena), several, SEVERAL, &options, clustered));
    options.seed++;
    CHECK(bootstrap_joint(joint_of(&columns, arena), several, SEVERAL, &options, single));
    for (size_t i = 0; i < SEVERAL; i++)
        check_alike(&clustered[i], &single[i], .01);
    arena_free(arena);
}

/* Eight copies of each pair tell no more than one: the figures of a set of the first ones alone. */
TEST(copies_of_pairs_add_nothing_to_what_is_known)
{
    static struct columns columns;
    struct arena *arena = arena_new();
    struct bootstrap_options options = options_of(63);
    struct bootstrap_result clustered[SEVERAL], single[SEVERAL], naive[SEVERAL];
    uint16_t truth[CLUSTERS], a[CLUSTERS], b[CLUSTERS];

    fill(&columns, 2, true);
    for (size_t i = 0; i < CLUSTERS; i++) {
        truth[i] = columns.truth[i * PAIRS / CLUSTERS];
        a[i] = columns.a[i * PAIRS / CLUSTERS];
        b[i] = columns.b[i * PAIRS / CLUSTERS];
    }
    CHECK(bootstrap_clusters(clusters_of(&columns, arena), several, SEVERAL, &options, clustered));
    options.seed++;
    CHECK(bootstrap_joint(joint_new(truth, a, b, CLUSTERS, LABELS, arena), several, SEVERAL,
                          &options, single));
    CHECK(bootstrap_joint(joint_of(&columns, arena), several, SEVERAL, &options, naive));
    for (size_t i = 0; i < SEVERAL; i++) {
        /* Percentiles of 60 clusters reach 2.018 deviations, not 1.960; tails may be longer. */
        check_alike(&clustered[i], &single[i], .15);
        CHECK(clustered[i].deviation > 2.0 * naive[i].deviation);
    }
    arena_free(arena);
}

TEST(runs_alike_in_every_cluster_differ_by_nothing)
{
    static struct columns columns;
    struct arena *arena = arena_new();
    struct bootstrap_options options = options_of(65);
    struct bootstrap_result results[SEVERAL];

    fill(&columns, 3, false);
    for (size_t i = 0; i < PAIRS; i++)
        columns.b[i] = columns.a[i];
    CHECK(bootstrap_clusters(clusters_of(&columns, arena), several, SEVERAL, &options, results));
    for (size_t i = 0; i < SEVERAL; i++) {
        CHECK_NEAR(results[i].delta, 0.0, 0.0);
        CHECK_NEAR(results[i].interval.low, 0.0, 0.0);
        CHECK_NEAR(results[i].interval.high, 0.0, 0.0);
        CHECK_NEAR(results[i].p, 1.0, 0.0);
    }
    arena_free(arena);
}

static bool are_same(const struct bootstrap_result *a, const struct bootstrap_result *b)
{
    return a->a == b->a && a->delta == b->delta && a->deviation == b->deviation &&
           a->interval.low == b->interval.low && a->interval.high == b->interval.high &&
           a->p == b->p && a->defined == b->defined;
}

TEST(threads_and_company_change_no_bit_of_a_clustered_result)
{
    enum { MANY = 150 };
    static struct columns columns;
    struct arena *arena = arena_new();
    struct bootstrap_options options = options_of(66);
    struct bootstrap_statistic many[MANY];
    struct bootstrap_result one[SEVERAL], five[MANY];
    struct joint_clusters *joint;

    fill(&columns, 4, false);
    joint = clusters_of(&columns, arena);
    for (size_t i = 0; i < MANY; i++)
        many[i] = several[i % SEVERAL];
    options.resamples = 777;
    CHECK(bootstrap_clusters(joint, several, SEVERAL, &options, one));
    options.threads = 5;
    CHECK(bootstrap_clusters(joint, many, MANY, &options, five));
    for (size_t i = 0; i < MANY; i++)
        CHECK(are_same(&one[i % SEVERAL], &five[i]));
    arena_free(arena);
}

TEST(joint_cells_by_cluster_add_up_to_all_of_them)
{
    static struct columns columns;
    struct arena *arena = arena_new();
    struct joint_clusters *clusters;
    uint64_t sums[CLUSTERS] = {0}, pairs = 0;

    fill(&columns, 5, false);
    clusters = clusters_of(&columns, arena);
    CHECK_INT(clusters->cluster_count, CLUSTERS);
    CHECK_INT(clusters->pairs, PAIRS);
    for (size_t i = 0; i < clusters->cell_count; i++) {
        sums[clusters->cluster[i]] += clusters->cells[i].count;
        pairs += clusters->cells[i].count;
    }
    CHECK_INT(pairs, PAIRS);
    for (size_t i = 0; i < CLUSTERS; i++)
        CHECK_INT(sums[i], PAIRS / CLUSTERS);
    arena_free(arena);
}
