#include "check.h"
#include "figures.h"

#include <assay/metrics/paired.h>
#include <assay/metrics/random.h>
#include <assay/metrics/significance.h>

#include <math.h>
#include <string.h>

#define STATS "tests/data/oracle/stats.txt"

enum { MOST = 2400, TERMS = 60, CLUSTERS = 6 };

/* Values that look like differences of scores, and clusters of unequal size. */
static void draw_terms(uint64_t seed, double *values, uint32_t *cluster)
{
    struct random random = random_new(seed, 0);

    for (size_t i = 0; i < TERMS; i++) {
        cluster[i] = (uint32_t)random_below(&random, CLUSTERS);
        values[i] = random_unit(&random) - 0.4 + 0.1 * cluster[i];
    }
}

/* ---- figures of others ---- */

/* SciPy's own quantile of t is off by 2e-11 of itself. */
TEST(mean_and_its_interval_equal_scipy)
{
    struct figures figures = figures_open(STATS);
    double values[TERMS];

    while (figures_next(&figures, "mean")) {
        size_t n = figures_count(&figures);
        struct mean_error mean;
        struct interval interval;

        figures_numbers(&figures, values, n);
        mean = mean_error_of(values, n);
        interval = mean_interval(&mean, 0.95);
        CHECK_INT(mean.n, n);
        CHECK_NEAR(mean.mean, figures_number(&figures), 1e-15);
        CHECK(figures_agree(mean.error, figures_number(&figures), 1e-13));
        CHECK_NEAR(interval.low, figures_number(&figures), 1e-10);
        CHECK_NEAR(interval.high, figures_number(&figures), 1e-10);
        CHECK(figures_agree(mean_test(&mean), figures_number(&figures), 1e-10));
    }
    figures_close(&figures);
}

TEST(paired_t_test_equals_scipy)
{
    struct figures figures = figures_open(STATS);
    double a[TERMS], b[TERMS];

    while (figures_next(&figures, "paired_t")) {
        size_t n = figures_count(&figures);

        figures_numbers(&figures, a, n);
        figures_numbers(&figures, b, n);
        for (size_t i = 0; i < n; i++)
            b[i] -= a[i];
        CHECK(figures_agree(paired_t_test(b, n), figures_number(&figures), 1e-10));
    }
    figures_close(&figures);
}

TEST(clustered_error_equals_statsmodels)
{
    struct figures figures = figures_open(STATS);
    double values[TERMS];
    uint32_t cluster[TERMS];

    while (figures_next(&figures, "clustered")) {
        size_t n = figures_count(&figures), clusters = figures_count(&figures);
        struct mean_error mean;

        figures_numbers(&figures, values, n);
        for (size_t i = 0; i < n; i++)
            cluster[i] = (uint32_t)figures_count(&figures);
        mean = mean_error_clustered(values, cluster, n, clusters);
        CHECK_NEAR(mean.mean, figures_number(&figures), 1e-14);
        CHECK(figures_agree(mean.error, figures_number(&figures), 1e-12));
        CHECK_NEAR(mean.degrees, (double)clusters - 1.0, 0.0);
    }
    figures_close(&figures);
}

TEST(sign_test_equals_scipy)
{
    struct figures figures = figures_open(STATS);

    while (figures_next(&figures, "sign")) {
        uint64_t above = figures_count(&figures), below = figures_count(&figures);

        CHECK(figures_agree(sign_test(above, below), figures_number(&figures), 1e-12));
    }
    figures_close(&figures);
}

TEST(exact_permutation_test_equals_scipy)
{
    struct figures figures = figures_open(STATS);
    double values[TERMS];

    while (figures_next(&figures, "permutation")) {
        size_t n = figures_count(&figures);

        figures_numbers(&figures, values, n);
        CHECK_NEAR(permutation_test(values, n, 1, 1), figures_number(&figures), 1e-15);
    }
    figures_close(&figures);
}

TEST(cochrans_q_equals_statsmodels)
{
    struct figures figures = figures_open(STATS);
    uint8_t right[MOST];

    while (figures_next(&figures, "cochran")) {
        size_t samples = figures_count(&figures), runs = figures_count(&figures);
        struct cochran cochran;

        for (size_t i = 0; i < samples * runs; i++)
            right[i] = (uint8_t)figures_count(&figures);
        cochran = cochran_q(right, samples, runs);
        CHECK_INT(cochran.samples, samples);
        CHECK(figures_agree(cochran.q, figures_number(&figures), 1e-12));
        CHECK(figures_agree(cochran.p, figures_number(&figures), 1e-10));
    }
    figures_close(&figures);
}

TEST(holm_equals_statsmodels)
{
    struct figures figures = figures_open(STATS);
    double p[TERMS], adjusted[TERMS];

    while (figures_next(&figures, "holm")) {
        size_t n = figures_count(&figures);

        figures_numbers(&figures, p, n);
        holm(p, n, adjusted);
        for (size_t i = 0; i < n; i++)
            CHECK(figures_agree(adjusted[i], figures_number(&figures), 1e-14));
    }
    figures_close(&figures);
}

/* statsmodels also counts findings of the wrong sign: a chance of at most 5e-6 here. */
TEST(detectable_effect_equals_statsmodels)
{
    struct figures figures = figures_open(STATS);

    while (figures_next(&figures, "power")) {
        double error = figures_number(&figures), n = figures_number(&figures);
        double alpha = figures_number(&figures), effect = figures_number(&figures);
        double power = figures_number(&figures);

        CHECK(figures_agree(detectable_effect(error, alpha, power), effect, 1e-5));
        CHECK(figures_agree(samples_needed(error, (uint64_t)n, effect, alpha, power), n, 2e-5));
    }
    figures_close(&figures);
}

/*
 * Miller, "Adding Error Bars to Evals" (arXiv 2411.00640), sec. 5, eq. 9: questions that differ by
 * a variance of 1/9 and are answered without chance take 969 to find a difference of .03 at .05
 * with power .8.
 */
TEST(samples_needed_are_those_of_millers_example)
{
    double error_of_one = sqrt(1.0 / 9.0);

    CHECK_NEAR(round(samples_needed(error_of_one, 1, 0.03, 0.05, 0.8)), 969.0, 0.0);
}

/*
 * The same, eq. 10: with 198 questions and a variance of 1/6 of each run's answers to one, from 1
 * to 10 answers take the least effect found from 13.2% to 7.5% (printed cut, not rounded).
 */
TEST(detectable_effects_are_those_of_millers_example)
{
    double once = sqrt((1.0 / 9.0 + 2.0 / 6.0) / 198.0);
    double often = sqrt((1.0 / 9.0 + 2.0 / 60.0) / 198.0);

    CHECK_NEAR(floor(1000.0 * detectable_effect(once, 0.05, 0.8)), 132.0, 0.0);
    CHECK_NEAR(floor(1000.0 * detectable_effect(often, 0.05, 0.8)), 75.0, 0.0);
}

/* ---- properties of means ---- */

TEST(error_of_answers_is_that_of_a_share)
{
    static const double right[] = {1, 1, 1, 0, 1, 0, 1, 1, 1, 0};
    struct mean_error mean = mean_error_of(right, 10);

    CHECK_NEAR(mean.mean, 0.7, 1e-15);
    /* sqrt(p (1 - p) / n) but for n - 1, Miller's eq. 2. */
    CHECK_NEAR(mean.error * sqrt(0.9), sqrt(0.7 * 0.3 / 10.0), 1e-15);
}

/* Difference of a pair: 1 fixed, -1 broken, 0 else. */
TEST(error_of_paired_answers_is_that_of_the_table)
{
    static const struct paired_counts counts = {40, 9, 4, 7};
    double differences[TERMS] = {0};
    struct mean_error mean;

    for (size_t i = 0; i < 9; i++)
        differences[i] = 1.0;
    for (size_t i = 9; i < 13; i++)
        differences[i] = -1.0;
    mean = mean_error_of(differences, TERMS);
    CHECK_NEAR(mean.mean, paired_delta(&counts), 1e-15);
    CHECK_NEAR(mean.error * sqrt(59.0 / 60.0), paired_standard_error(&counts), 1e-15);
}

TEST(one_term_a_cluster_gives_the_plain_error_but_for_n_less_one)
{
    double values[TERMS];
    uint32_t cluster[TERMS];
    struct mean_error plain, clustered;

    draw_terms(1, values, cluster);
    for (uint32_t i = 0; i < TERMS; i++)
        cluster[i] = i;
    plain = mean_error_of(values, TERMS);
    clustered = mean_error_clustered(values, cluster, TERMS, TERMS);
    CHECK_NEAR(clustered.mean, plain.mean, 0.0);
    CHECK_NEAR(clustered.error, plain.error * sqrt((TERMS - 1.0) / TERMS), 1e-15);
    CHECK_NEAR(clustered.degrees, plain.degrees, 0.0);
}

TEST(names_of_clusters_do_not_matter)
{
    static const uint32_t other[CLUSTERS] = {9, 0, 4, 7, 2, 5};
    double values[TERMS];
    uint32_t cluster[TERMS];
    struct mean_error before, after;

    for (uint64_t seed = 0; seed < 20; seed++) {
        draw_terms(seed, values, cluster);
        before = mean_error_clustered(values, cluster, TERMS, CLUSTERS);
        for (size_t i = 0; i < TERMS; i++)
            cluster[i] = other[cluster[i]];
        after = mean_error_clustered(values, cluster, TERMS, 10);
        CHECK_NEAR(after.error, before.error, 1e-15);
        CHECK_NEAR(after.degrees, before.degrees, 0.0);
    }
}

/* A cluster of m equal terms is one term seen m times. */
TEST(copies_in_a_cluster_add_nothing)
{
    double once[TERMS], thrice[3 * TERMS];
    uint32_t own[TERMS], shared[3 * TERMS];

    draw_terms(3, once, own);
    for (uint32_t i = 0; i < 3 * TERMS; i++) {
        own[i / 3] = shared[i] = i / 3;
        thrice[i] = once[i / 3];
    }
    CHECK_NEAR(mean_error_clustered(thrice, shared, 3 * TERMS, TERMS).error,
               mean_error_clustered(once, own, TERMS, TERMS).error, 1e-15);
}

TEST(terms_that_are_missing_are_left_out)
{
    static const double gaps[] = {NAN, 1.0, 2.0, NAN, 4.0}, whole[] = {1.0, 2.0, 4.0};
    static const uint32_t cluster_of_gaps[] = {0, 1, 1, 3, 2}, cluster[] = {1, 1, 2};
    struct mean_error a = mean_error_of(gaps, 5), b = mean_error_of(whole, 3);
    struct mean_error c = mean_error_clustered(gaps, cluster_of_gaps, 5, 4);
    struct mean_error d = mean_error_clustered(whole, cluster, 3, 3);

    CHECK_INT(a.n, 3);
    CHECK(a.mean == b.mean && a.error == b.error && a.degrees == b.degrees);
    CHECK(c.mean == d.mean && c.error == d.error && c.degrees == 1.0);
    CHECK_NEAR(permutation_test(gaps, 5, 1, 1), permutation_test(whole, 3, 1, 1), 0.0);
}

TEST(means_of_too_little_have_no_error)
{
    static const double one[] = {0.5}, missing[] = {NAN, NAN}, same[] = {0.25, 0.25, 0.25};
    static const double nothing[] = {0.0, 0.0};
    static const uint32_t together[] = {1, 1, 1};
    struct mean_error mean = mean_error_of(one, 1);

    CHECK(mean.mean == 0.5 && isnan(mean.error) && isnan(mean_interval(&mean, 0.95).low));
    CHECK(isnan(mean_test(&mean)));
    CHECK(isnan(mean_error_of(missing, 2).mean) && mean_error_of(missing, 2).n == 0);
    CHECK(isnan(mean_error_clustered(same, together, 3, 4).error));
    CHECK(isnan(mean_error_clustered(missing, together, 2, 4).mean));
    CHECK_NEAR(paired_t_test(nothing, 2), 1.0, 0.0);
    CHECK_NEAR(paired_t_test(same, 3), 0.0, 0.0);
    CHECK(isnan(paired_t_test(one, 1)) && isnan(paired_t_test(NULL, 0)));
}

/* ---- properties of tests ---- */

TEST(permutation_of_equal_sizes_is_the_sign_test)
{
    for (size_t above = 0; above <= 8; above++)
        for (size_t below = 0; above + below > 0 && below <= 8; below++) {
            double values[16];

            for (size_t i = 0; i < above + below; i++)
                values[i] = i < above ? 0.1 : -0.1;
            CHECK_NEAR(permutation_test(values, above + below, 1, 1), sign_test(above, below),
                       1e-15);
        }
}

/* 17 differences are drawn; of the first 16 of these with a tiny last one the exact p is known. */
TEST(drawn_permutations_come_close_to_all_of_them)
{
    double values[PERMUTATION_EXACT + 1];
    struct random random = random_new(5, 0);
    double exact, drawn;

    for (size_t i = 0; i <= PERMUTATION_EXACT; i++)
        values[i] = random_unit(&random) - 0.55;
    values[PERMUTATION_EXACT] = 1e-9;
    exact = permutation_test(values, PERMUTATION_EXACT, 1, 1);
    drawn = permutation_test(values, PERMUTATION_EXACT + 1, 100000, 1);
    CHECK(exact > 0.02 && exact < 0.5);
    CHECK_NEAR(drawn, exact, 4.0 * sqrt(exact / 100000.0));
    CHECK_NEAR(permutation_test(values, PERMUTATION_EXACT + 1, 100000, 1), drawn, 0.0);
    CHECK(permutation_test(values, PERMUTATION_EXACT + 1, 100000, 2) != drawn);
}

TEST(drawn_permutations_never_reach_zero)
{
    double values[TERMS];

    for (size_t i = 0; i < TERMS; i++)
        values[i] = 1.0;
    CHECK_NEAR(permutation_test(values, TERMS, 999, 1), 0.001, 0.0);
}

TEST(differences_of_nothing_are_not_tested)
{
    static const double none[] = {0.0, 0.0, 0.0};

    CHECK_NEAR(permutation_test(none, 3, 10, 1), 1.0, 0.0);
    CHECK(isnan(permutation_test(none, 0, 10, 1)));
    CHECK_NEAR(sign_test(0, 0), 1.0, 0.0);
}

TEST(cochrans_q_of_two_runs_is_mcnemars_chi_squared)
{
    static const uint8_t pairs[] = {1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 1, 1, 0, 0, 1, 0};

    /* 5 against 1: (5 - 1)^2 / (5 + 1) */
    CHECK_NEAR(cochran_q(pairs, 8, 2).q, 16.0 / 6.0, 1e-15);
}

TEST(runs_that_no_sample_tells_apart_are_not_told_apart)
{
    static const uint8_t alike[] = {1, 1, 1, 0, 0, 0, 1, 1, 1};

    CHECK_NEAR(cochran_q(alike, 3, 3).q, 0.0, 0.0);
    CHECK_NEAR(cochran_q(alike, 3, 3).p, 1.0, 0.0);
    CHECK(isnan(cochran_q(alike, 0, 3).p) && isnan(cochran_q(alike, 9, 1).p));
}

/* ---- properties of the correction ---- */

enum { FAMILY = 9 };

static void draw_family(uint64_t seed, double *p)
{
    struct random random = random_new(seed, 0);

    for (size_t i = 0; i < FAMILY; i++)
        p[i] = random_below(&random, 8) ? random_unit(&random) * random_unit(&random) : 0.01;
}

TEST(holm_keeps_the_order_and_only_raises)
{
    double p[FAMILY], adjusted[FAMILY];

    for (uint64_t seed = 0; seed < 50; seed++) {
        draw_family(seed, p);
        holm(p, FAMILY, adjusted);
        for (size_t i = 0; i < FAMILY; i++) {
            CHECK(adjusted[i] >= p[i] && adjusted[i] <= 1.0);
            CHECK(adjusted[i] <= fmin(p[i] * FAMILY, 1.0) + 1e-15);
            for (size_t j = 0; j < FAMILY; j++)
                CHECK(p[i] > p[j] || adjusted[i] <= adjusted[j]);
        }
    }
}

TEST(holm_of_a_family_in_another_order_is_in_that_order)
{
    double p[FAMILY], turned[FAMILY], adjusted[FAMILY], adjusted_turned[FAMILY];

    for (uint64_t seed = 0; seed < 50; seed++) {
        draw_family(seed, p);
        for (size_t i = 0; i < FAMILY; i++)
            turned[(i * 4 + 3) % FAMILY] = p[i];
        holm(p, FAMILY, adjusted);
        holm(turned, FAMILY, adjusted_turned);
        for (size_t i = 0; i < FAMILY; i++)
            CHECK_NEAR(adjusted_turned[(i * 4 + 3) % FAMILY], adjusted[i], 0.0);
    }
}

TEST(holm_leaves_out_what_was_not_tested)
{
    static const double with[] = {NAN, 0.02, NAN, 0.01, 0.9}, without[] = {0.02, 0.01, 0.9};
    double adjusted[5], wanted[3];

    holm(with, 5, adjusted);
    holm(without, 3, wanted);
    CHECK(isnan(adjusted[0]) && isnan(adjusted[2]));
    CHECK(adjusted[1] == wanted[0] && adjusted[3] == wanted[1] && adjusted[4] == wanted[2]);
    holm(with, 0, adjusted);
}

/* ---- properties of power ---- */

TEST(detectable_effect_and_samples_needed_undo_each_other)
{
    for (double alpha = 0.001; alpha < 0.5; alpha *= 2.0)
        for (double power = 0.5; power < 1.0; power += 0.07) {
            double effect = detectable_effect(0.02, alpha, power);

            CHECK_NEAR(samples_needed(0.02, 834, effect, alpha, power), 834.0, 1e-9);
            CHECK_NEAR(samples_needed(0.02, 834, effect / 2.0, alpha, power), 4 * 834.0, 1e-8);
        }
    CHECK(isnan(samples_needed(0.02, 834, 0.0, 0.05, 0.8)));
    CHECK(isnan(detectable_effect(NAN, 0.05, 0.8)) && isnan(detectable_effect(0.1, 2.0, 0.8)));
}
