#include "check.h"

#include <assay/metrics/bootstrap.h>
#include <assay/metrics/random.h>

#include <math.h>
#include <string.h>

enum { PAIRS = 300, CLUSTERS = 60, RESAMPLES = 20000, BINS = 10 };

struct values {
    double a[PAIRS], b[PAIRS];
    uint8_t right_a[PAIRS], right_b[PAIRS];
    uint32_t cluster[PAIRS];
    size_t count;
};

/* Five pairs of a cluster have some of their difference in common. */
static void fill(struct values *values, uint64_t seed)
{
    struct random random = random_new(seed, 0);

    values->count = PAIRS;
    for (size_t i = 0; i < PAIRS; i++) {
        uint32_t cluster = (uint32_t)i % CLUSTERS;
        struct random shared = random_new(seed, 1 + cluster);

        values->cluster[i] = cluster;
        values->a[i] = random_unit(&random);
        values->b[i] =
            values->a[i] + .5 * (random_unit(&shared) - .5) + .3 * (random_unit(&random) - .45);
        values->b[i] = fmin(fmax(values->b[i], 0.0), 1.0);
        values->right_a[i] = random_unit(&random) < values->a[i];
        values->right_b[i] = random_unit(&random) < .7;
    }
}

static struct bootstrap_options options_of(uint64_t seed)
{
    return (struct bootstrap_options){.level = .95, .resamples = RESAMPLES, .seed = seed};
}

static void delta_of_means(const void *arg, void *room, const uint32_t *weights,
                           const uint8_t *swapped, double *delta)
{
    const struct values *values = arg;
    double sum = 0.0, count = 0.0;

    (void)room;
    for (size_t i = 0; i < values->count; i++) {
        double difference = values->b[i] - values->a[i];

        sum += weights[i] * (swapped[i] ? -difference : difference);
        count += weights[i];
    }
    *delta = sum / count;
}

static struct bootstrap_weighted means_of(const struct values *values)
{
    return (struct bootstrap_weighted){
        .deltas = delta_of_means, .arg = values, .count = 1, .pairs = values->count};
}

static struct bootstrap_weighted clustered_means_of(const struct values *values)
{
    struct bootstrap_weighted weighted = means_of(values);

    weighted.cluster = values->cluster;
    weighted.cluster_count = CLUSTERS;
    return weighted;
}

static double calibration_error(const double *scores[2], const uint8_t *right[2],
                                const uint32_t *weights, const uint8_t *side, unsigned other)
{
    double off[BINS] = {0}, sum = 0.0;

    for (size_t i = 0; i < PAIRS; i++) {
        unsigned from = side[i] ^ other;
        size_t bin = (size_t)(scores[from][i] * BINS);

        off[bin < BINS ? bin : BINS - 1] += weights[i] * (right[from][i] - scores[from][i]);
    }
    for (size_t i = 0; i < BINS; i++)
        sum += fabs(off[i]) / PAIRS;
    return sum;
}

/* Of the calibration error and of the means, by the way of the room. */
static void two_deltas(const void *arg, void *room, const uint32_t *weights, const uint8_t *swapped,
                       double *deltas)
{
    const struct values *values = arg;
    const double *scores[] = {values->a, values->b};
    const uint8_t *right[] = {values->right_a, values->right_b};
    double *own = room;

    own[0] = calibration_error(scores, right, weights, swapped, 0);
    own[1] = calibration_error(scores, right, weights, swapped, 1);
    deltas[0] = own[1] - own[0];
    delta_of_means(arg, NULL, weights, swapped, deltas + 1);
}

static struct bootstrap_weighted both_of(const struct values *values)
{
    return (struct bootstrap_weighted){.deltas = two_deltas,
                                       .arg = values,
                                       .count = 2,
                                       .room = 2 * sizeof(double),
                                       .pairs = PAIRS};
}

static bool are_same(const struct bootstrap_result *a, const struct bootstrap_result *b)
{
    return a->delta == b->delta && a->deviation == b->deviation &&
           a->interval.low == b->interval.low && a->interval.high == b->interval.high &&
           a->p == b->p && a->defined == b->defined;
}

/* The variance of a resample's mean is that of the values (divisor n) by n. */
TEST(the_deviation_of_a_mean_is_that_of_its_values_by_root_n)
{
    static struct values values;
    struct bootstrap_options options = options_of(31);
    struct bootstrap_weighted weighted = means_of(&values);
    struct bootstrap_result result;
    double mean = 0.0, squares = 0.0, deviation;

    fill(&values, 1);
    weighted = means_of(&values);
    for (size_t i = 0; i < PAIRS; i++)
        mean += (values.b[i] - values.a[i]) / PAIRS;
    for (size_t i = 0; i < PAIRS; i++)
        squares += pow(values.b[i] - values.a[i] - mean, 2.0);
    deviation = sqrt(squares / PAIRS / PAIRS);
    CHECK(bootstrap_weights(&weighted, &options, &result));
    CHECK_NEAR(result.delta, mean, 1e-12);
    CHECK_NEAR(result.deviation, deviation, 4.0 * deviation / sqrt(2.0 * RESAMPLES));
    CHECK_INT(result.defined, RESAMPLES);
}

/* Miller (arXiv 2411.00640), eq. 4: the root of the sum over clusters of the squared sums of
 * deviations from the mean, by n; clusters are of one size, so their number of pairs is fixed. */
TEST(the_deviation_over_clusters_is_the_clustered_standard_error)
{
    static struct values values;
    struct bootstrap_options options = options_of(32);
    struct bootstrap_weighted clustered, singly;
    struct bootstrap_result result, single;
    double mean = 0.0, sums[CLUSTERS] = {0}, squares = 0.0, deviation;

    fill(&values, 2);
    clustered = clustered_means_of(&values);
    singly = means_of(&values);
    for (size_t i = 0; i < PAIRS; i++)
        mean += (values.b[i] - values.a[i]) / PAIRS;
    for (size_t i = 0; i < PAIRS; i++)
        sums[values.cluster[i]] += values.b[i] - values.a[i] - mean;
    for (size_t i = 0; i < CLUSTERS; i++)
        squares += sums[i] * sums[i];
    deviation = sqrt(squares) / PAIRS;
    CHECK(bootstrap_weights(&clustered, &options, &result));
    CHECK(bootstrap_weights(&singly, &options, &single));
    CHECK_NEAR(result.delta, mean, 1e-12);
    CHECK_NEAR(result.deviation, deviation, 4.0 * deviation / sqrt(2.0 * RESAMPLES));
    CHECK(result.deviation > 1.3 * single.deviation);
    /* Nearly normal: t with 59 degrees (2.001) times the root of 60 / 59, found to 3 %. */
    CHECK_NEAR(result.interval.high - result.interval.low, 2.0 * 2.018 * deviation,
               .06 * 2.0 * deviation);
}

/* Signs of three sums of one size: all alike is 2 of 8. Pairs within a cluster never part. */
TEST(the_p_of_few_clusters_is_the_share_of_sign_patterns)
{
    static const struct values values = {
        .a = {0}, .b = {1, 1, 1, 1, 1, 1}, .cluster = {2, 0, 1, 1, 0, 2}, .count = 6};
    struct bootstrap_options options = options_of(38);
    struct bootstrap_weighted weighted = means_of(&values);
    struct bootstrap_result result;

    CHECK(bootstrap_weights(&weighted, &options, &result));
    CHECK_NEAR(result.p, 2.0 / 64.0, 4.0 * sqrt(.03 / RESAMPLES));
    weighted.cluster = values.cluster;
    weighted.cluster_count = 3;
    CHECK(bootstrap_weights(&weighted, &options, &result));
    CHECK_NEAR(result.p, .25, 4.0 * sqrt(.25 * .75 / RESAMPLES));
}

/* Draws are the same, but the percentiles make up for few clusters, here by one part in 150. */
TEST(clusters_of_one_pair_are_pairs)
{
    static struct values values;
    struct bootstrap_options options = options_of(33);
    struct bootstrap_weighted weighted;
    struct bootstrap_result pairs, clusters;

    fill(&values, 3);
    for (uint32_t i = 0; i < PAIRS; i++)
        values.cluster[i] = i;
    weighted = means_of(&values);
    CHECK(bootstrap_weights(&weighted, &options, &pairs));
    weighted.cluster = values.cluster;
    weighted.cluster_count = PAIRS;
    CHECK(bootstrap_weights(&weighted, &options, &clusters));
    CHECK_NEAR(pairs.deviation, clusters.deviation, 0.0);
    CHECK_NEAR(pairs.p, clusters.p, 0.0);
    CHECK_NEAR(pairs.interval.low, clusters.interval.low, .03 * pairs.deviation);
    CHECK_NEAR(pairs.interval.high, clusters.interval.high, .03 * pairs.deviation);
}

/* Exchanging the runs turns the sign and nothing else. */
TEST(a_calibration_error_is_resampled_and_swapped_by_pair)
{
    static struct values values, turned;
    struct bootstrap_options options = options_of(54);
    struct bootstrap_weighted weighted, other_way;
    struct bootstrap_result result[2], other[2];

    fill(&values, 4);
    for (size_t i = 0; i < PAIRS; i++) {
        turned.a[i] = values.b[i];
        turned.b[i] = values.a[i];
        turned.right_a[i] = values.right_b[i];
        turned.right_b[i] = values.right_a[i];
    }
    turned.count = PAIRS;
    weighted = both_of(&values);
    other_way = both_of(&turned);
    CHECK(bootstrap_weights(&weighted, &options, result));
    CHECK(bootstrap_weights(&other_way, &options, other));
    for (int i = 0; i < 2; i++) {
        CHECK_NEAR(other[i].delta, -result[i].delta, 1e-12);
        CHECK_NEAR(other[i].interval.low, -result[i].interval.high, 1e-12);
        CHECK_NEAR(other[i].deviation, result[i].deviation, 1e-12);
        CHECK_NEAR(other[i].p, result[i].p, 1e-12);
        CHECK(result[i].deviation > 0.0 && result[i].p > 0.0 && result[i].p <= 1.0);
    }
}

TEST(several_deltas_are_those_that_each_has_alone)
{
    static struct values values;
    struct bootstrap_options options = options_of(57);
    struct bootstrap_weighted both, one;
    struct bootstrap_result results[2], alone;

    fill(&values, 5);
    both = both_of(&values);
    one = means_of(&values);
    CHECK(bootstrap_weights(&both, &options, results));
    CHECK(bootstrap_weights(&one, &options, &alone));
    CHECK(are_same(&results[1], &alone));
    CHECK(!are_same(&results[0], &alone));
}

TEST(threads_change_no_bit_of_a_bootstrap_by_weights)
{
    static struct values values;
    struct bootstrap_options options = options_of(55);
    struct bootstrap_weighted weighted;
    struct bootstrap_result one[2], five[2];

    fill(&values, 6);
    weighted = both_of(&values);
    options.resamples = 1234;
    for (int clustered = 0; clustered < 2; clustered++) {
        weighted.cluster = clustered ? values.cluster : NULL;
        weighted.cluster_count = CLUSTERS;
        options.threads = 1;
        CHECK(bootstrap_weights(&weighted, &options, one));
        options.threads = 5;
        CHECK(bootstrap_weights(&weighted, &options, five));
        CHECK(are_same(&one[0], &five[0]) && are_same(&one[1], &five[1]));
    }
}

TEST(no_pairs_have_no_weights_and_one_cluster_has_no_spread)
{
    static struct values values;
    struct bootstrap_options options = options_of(56);
    struct bootstrap_weighted weighted = means_of(&values);
    struct bootstrap_result result;

    CHECK(bootstrap_weights(&weighted, &options, &result));
    CHECK(isnan(result.delta) && isnan(result.p) && isnan(result.deviation));
    fill(&values, 7);
    memset(values.cluster, 0, sizeof(values.cluster));
    weighted = clustered_means_of(&values);
    weighted.cluster_count = 1;
    CHECK(bootstrap_weights(&weighted, &options, &result));
    CHECK(isnan(result.p) && isnan(result.interval.low));
}

TEST(a_cancelled_bootstrap_by_weights_says_so)
{
    static struct values values;
    struct bootstrap_options options = options_of(58);
    struct bootstrap_weighted weighted;
    struct bootstrap_result result;
    atomic_bool cancel;

    fill(&values, 8);
    weighted = means_of(&values);
    atomic_init(&cancel, true);
    options.cancel = &cancel;
    CHECK(!bootstrap_weights(&weighted, &options, &result));
}
