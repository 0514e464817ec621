#include "check.h"

#include <assay/metrics/bootstrap.h>
#include <assay/metrics/random.h>

#include <math.h>
#include <string.h>

enum { PAIRS = 300, CLUSTERS = 60, RESAMPLES = 20000 };

struct values {
    double a[PAIRS], b[PAIRS];
    uint32_t cluster[PAIRS];
};

/* Continuous values; five pairs of a cluster have some of their difference in common. */
static void fill(struct values *values, uint64_t seed)
{
    struct random random = random_new(seed, 0);

    for (size_t i = 0; i < PAIRS; i++) {
        uint32_t cluster = (uint32_t)i % CLUSTERS;
        struct random shared = random_new(seed, 1 + cluster);

        values->cluster[i] = cluster;
        values->a[i] = random_unit(&random);
        values->b[i] =
            values->a[i] + .1 + .5 * (random_unit(&shared) - .5) + .3 * (random_unit(&random) - .5);
    }
}

static struct bootstrap_options options_of(uint64_t seed)
{
    return (struct bootstrap_options){.level = .95, .resamples = RESAMPLES, .seed = seed};
}

static bool are_same(const struct bootstrap_result *a, const struct bootstrap_result *b)
{
    return a->a == b->a && a->b == b->b && a->delta == b->delta && a->deviation == b->deviation &&
           a->interval.low == b->interval.low && a->interval.high == b->interval.high &&
           a->p == b->p && a->defined == b->defined;
}

/* The variance of a resample's mean is that of the values (divisor n) by n. */
TEST(the_deviation_of_a_mean_is_that_of_its_values_by_root_n)
{
    static struct values values;
    struct bootstrap_options options = options_of(31);
    struct bootstrap_result result;
    double mean = 0.0, squares = 0.0, deviation;

    fill(&values, 1);
    for (size_t i = 0; i < PAIRS; i++)
        mean += (values.b[i] - values.a[i]) / PAIRS;
    for (size_t i = 0; i < PAIRS; i++)
        squares += pow(values.b[i] - values.a[i] - mean, 2.0);
    deviation = sqrt(squares / PAIRS / PAIRS);
    CHECK(bootstrap_means(values.a, values.b, PAIRS, NULL, 0, &options, &result));
    CHECK_NEAR(result.delta, mean, 1e-12);
    CHECK_NEAR(result.deviation, deviation, 4.0 * deviation / sqrt(2.0 * RESAMPLES));
    CHECK_NEAR(result.b - result.a, result.delta, 1e-12);
    CHECK_INT(result.defined, RESAMPLES);
}

/* Miller (arXiv 2411.00640), eq. 4: the root of the sum over clusters of the squared sums of
 * deviations from the mean, by n; clusters are of one size, so their number of pairs is fixed. */
TEST(the_deviation_over_clusters_is_the_clustered_standard_error)
{
    static struct values values;
    struct bootstrap_options options = options_of(32);
    struct bootstrap_result result, single;
    double mean = 0.0, sums[CLUSTERS] = {0}, squares = 0.0, deviation;

    fill(&values, 2);
    for (size_t i = 0; i < PAIRS; i++)
        mean += (values.b[i] - values.a[i]) / PAIRS;
    for (size_t i = 0; i < PAIRS; i++)
        sums[values.cluster[i]] += values.b[i] - values.a[i] - mean;
    for (size_t i = 0; i < CLUSTERS; i++)
        squares += sums[i] * sums[i];
    deviation = sqrt(squares) / PAIRS;
    CHECK(bootstrap_means(values.a, values.b, PAIRS, values.cluster, CLUSTERS, &options, &result));
    CHECK(bootstrap_means(values.a, values.b, PAIRS, NULL, 0, &options, &single));
    CHECK_NEAR(result.delta, mean, 1e-12);
    CHECK_NEAR(result.deviation, deviation, 4.0 * deviation / sqrt(2.0 * RESAMPLES));
    CHECK(result.deviation > 1.3 * single.deviation);
}

TEST(clusters_of_one_pair_are_pairs)
{
    static struct values values;
    struct bootstrap_options options = options_of(33);
    struct bootstrap_result pairs, clusters;

    fill(&values, 3);
    for (uint32_t i = 0; i < PAIRS; i++)
        values.cluster[i] = 2 * (PAIRS - 1 - i);
    CHECK(bootstrap_means(values.a, values.b, PAIRS, NULL, 0, &options, &pairs));
    CHECK(
        bootstrap_means(values.a, values.b, PAIRS, values.cluster, 2 * PAIRS, &options, &clusters));
    CHECK(are_same(&pairs, &clusters));
}

TEST(pairs_without_both_values_are_left_out)
{
    static struct values values, kept;
    struct bootstrap_options options = options_of(34);
    struct bootstrap_result result, wanted;
    size_t count = 0;

    fill(&values, 4);
    for (size_t i = 0; i < PAIRS; i++) {
        if (i % 7 == 0)
            values.a[i] = NAN;
        if (i % 11 == 0)
            values.b[i] = NAN;
        if (i % 7 == 0 || i % 11 == 0)
            continue;
        kept.a[count] = values.a[i];
        kept.b[count++] = values.b[i];
    }
    CHECK(bootstrap_means(values.a, values.b, PAIRS, NULL, 0, &options, &result));
    CHECK(bootstrap_means(kept.a, kept.b, count, NULL, 0, &options, &wanted));
    CHECK(are_same(&result, &wanted));
}

TEST(threads_change_no_bit_of_a_mean)
{
    static struct values values;
    struct bootstrap_options options = options_of(35);
    struct bootstrap_result one, five;

    fill(&values, 5);
    CHECK(bootstrap_means(values.a, values.b, PAIRS, values.cluster, CLUSTERS, &options, &one));
    options.threads = 5;
    CHECK(bootstrap_means(values.a, values.b, PAIRS, values.cluster, CLUSTERS, &options, &five));
    CHECK(are_same(&one, &five));
}

TEST(means_of_nothing_are_undefined_and_equal_ones_differ_by_nothing)
{
    static const double missing[] = {NAN, NAN}, some[] = {.25, .75};
    struct bootstrap_options options = options_of(36);
    struct bootstrap_result result;

    CHECK(bootstrap_means(missing, some, 2, NULL, 0, &options, &result));
    CHECK(isnan(result.delta) && isnan(result.p) && isnan(result.interval.high));
    CHECK_INT(result.defined, 0);
    CHECK(bootstrap_means(some, some, 2, NULL, 0, &options, &result));
    CHECK_NEAR(result.a, .5, 0.0);
    CHECK_NEAR(result.delta, 0.0, 0.0);
    CHECK_NEAR(result.interval.low, 0.0, 0.0);
    CHECK_NEAR(result.interval.high, 0.0, 0.0);
    CHECK_NEAR(result.p, 1.0, 0.0);
}

/* Right is 1, wrong is 0: the mean is the accuracy, and both have one distribution. */
TEST(a_mean_of_right_and_wrong_is_the_accuracy)
{
    static const struct joint_cell cells[] = {{0, 0, 0, 150},
                                              {0, 0, LABEL_INVALID, 25},
                                              {0, LABEL_INVALID, 0, 45},
                                              {0, LABEL_INVALID, LABEL_INVALID, 80}};
    static const struct bootstrap_statistic accuracy = {margins_accuracy, 0};
    struct joint joint = {1, cells, 4, PAIRS};
    struct bootstrap_options options = options_of(37);
    struct bootstrap_result means, shares;
    double a[PAIRS], b[PAIRS], off;

    for (size_t cell = 0, i = 0; cell < 4; cell++)
        for (uint64_t k = 0; k < cells[cell].count; k++, i++) {
            a[i] = cells[cell].a == 0;
            b[i] = cells[cell].b == 0;
        }
    CHECK(bootstrap_means(a, b, PAIRS, NULL, 0, &options, &means));
    options.seed++;
    CHECK(bootstrap_joint(&joint, &accuracy, 1, &options, &shares));
    CHECK_NEAR(means.a, shares.a, 1e-15);
    CHECK_NEAR(means.delta, shares.delta, 1e-15);
    off = 4.0 / sqrt(RESAMPLES);
    CHECK_NEAR(means.deviation, shares.deviation, shares.deviation * off);
    CHECK_NEAR(means.interval.low, shares.interval.low, 1.0 / PAIRS + 1e-12);
    CHECK_NEAR(means.interval.high, shares.interval.high, 1.0 / PAIRS + 1e-12);
    CHECK_NEAR(means.p, shares.p, off * sqrt(2.0 * means.p * (1.0 - means.p)));
}

/* Coins for three differences of one size: all signs alike is 2 of 8. */
TEST(the_p_of_few_means_is_the_share_of_sign_patterns)
{
    static const double a[] = {0, 0, 0}, b[] = {1, 1, 1}, c[] = {1, 2, 4};
    struct bootstrap_options options = options_of(38);
    struct bootstrap_result result;
    double off = 4.0 * sqrt(.25 * .75 / RESAMPLES);

    CHECK(bootstrap_means(a, b, 3, NULL, 0, &options, &result));
    CHECK_NEAR(result.p, .25, off);
    CHECK(bootstrap_means(a, c, 3, NULL, 0, &options, &result));
    CHECK_NEAR(result.p, .25, off);
    /* Three draws of 1, 2 and 4, whose variance is 14/9. */
    CHECK_NEAR(result.deviation, sqrt(14.0 / 27.0), 4.0 * .72 / sqrt(2.0 * RESAMPLES));
}
