#include "check.h"

#include <assay/metrics/bootstrap.h>
#include <assay/metrics/classification.h>
#include <assay/metrics/multinomial.h>
#include <assay/metrics/random.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct bootstrap_statistic accuracy = {margins_accuracy, 0};

static struct bootstrap_options options_of(unsigned resamples, uint64_t seed)
{
    return (struct bootstrap_options){.level = .95, .resamples = resamples, .seed = seed};
}

/* Right and wrong only: both right, fixed, broken, both wrong. */
static struct joint flips(struct joint_cell cells[4], const uint64_t counts[4])
{
    struct joint joint = {.labels = 1, .cells = cells};

    for (size_t i = 0; i < 4; i++) {
        if (counts[i] == 0)
            continue;
        cells[joint.cell_count++] = (struct joint_cell){
            .a = i & 1 || i == 3 ? LABEL_INVALID : 0,
            .b = i & 2 ? LABEL_INVALID : 0,
            .count = counts[i],
        };
        joint.pairs += counts[i];
    }
    return joint;
}

/* Two runs over samples of uneven labels, right about the same ones more often than by chance. */
struct columns {
    size_t n;
    uint16_t *truth, *a, *b;
};

enum { LABELS = 6 };

static struct columns two_runs(struct arena *arena, size_t n, uint64_t seed)
{
    static const uint16_t truths[] = {0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 4, 5};
    struct random random = random_new(seed, 99);
    struct columns columns = {.n = n};

    columns.truth = arena_alloc(arena, n * sizeof(uint16_t));
    columns.a = arena_alloc(arena, n * sizeof(uint16_t));
    columns.b = arena_alloc(arena, n * sizeof(uint16_t));
    for (size_t i = 0; i < n; i++) {
        uint16_t truth = truths[random_below(&random, 13)];
        bool easy = random_unit(&random) < .6;
        uint16_t other =
            random_below(&random, 30) ? (uint16_t)random_below(&random, LABELS) : LABEL_INVALID;

        columns.truth[i] = truth;
        columns.a[i] = easy || random_unit(&random) < .5 ? truth : other;
        columns.b[i] =
            easy || random_unit(&random) < .6 ? truth : (uint16_t)random_below(&random, LABELS);
    }
    return columns;
}

static struct joint *joint_of(const struct columns *columns, struct arena *arena)
{
    return joint_new(columns->truth, columns->a, columns->b, columns->n, LABELS, arena);
}

/* ---- against theory ---- */

/* Of a multinomial, the difference of two shares has the variance ((b + c) / n - d^2) / n. The
 * deviation of R resamples is off by its 1 / sqrt(2 R), the mean by 1 / sqrt(R). */
TEST(the_deviation_of_the_accuracys_delta_is_that_of_the_multinomial)
{
    static const uint64_t tables[][4] = {
        {3, 2, 1, 1},      {10, 6, 3, 2},        {500, 90, 60, 184},
        {311, 86, 127, 0}, {70000, 9, 4, 29987}, {300000, 40000, 41000, 99000},
    };
    enum { RESAMPLES = 40000 };
    struct bootstrap_options options = options_of(RESAMPLES, 11);

    for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
        struct joint_cell cells[4];
        struct joint joint = flips(cells, tables[i]);
        struct bootstrap_result result;
        double n = (double)joint.pairs, fixed = (double)tables[i][1], broken = (double)tables[i][2];
        double delta = (fixed - broken) / n;
        double deviation = sqrt(((fixed + broken) / n - delta * delta) / n);

        CHECK(bootstrap_joint(&joint, &accuracy, 1, &options, &result));
        CHECK_NEAR(result.delta, delta, 1e-15);
        CHECK_NEAR(result.deviation, deviation, 4.0 * deviation / sqrt(2.0 * RESAMPLES));
        CHECK_INT(result.defined, RESAMPLES);
        if (joint.pairs > 100000) { /* nearly normal: ends at 1.96 deviations, found to 2 % */
            CHECK_NEAR(result.interval.low, delta - 1.95996 * deviation, .05 * deviation);
            CHECK_NEAR(result.interval.high, delta + 1.95996 * deviation, .05 * deviation);
        }
    }
}

/* Exact two-sided McNemar, which the randomisation of accuracies is a sample of: .0060 and .2518 as
 * published for two pairs of runs of one configuration; 5.3e-20 is below any number of resamples.
 */
TEST(the_p_of_accuracies_is_that_of_the_exact_test_of_flips)
{
    static const struct {
        uint64_t counts[4];
        double p;
    } cases[] = {{{311, 86, 127, 440}, .0060}, {{332, 89, 106, 437}, .2518}, {{9, 4, 4, 0}, 1.0}};
    enum { RESAMPLES = 40000 };
    struct bootstrap_options options = options_of(RESAMPLES, 12);
    struct joint_cell cells[4];
    struct joint joint;
    struct bootstrap_result result;

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        double p = cases[i].p;

        joint = flips(cells, cases[i].counts);
        CHECK(bootstrap_joint(&joint, &accuracy, 1, &options, &result));
        CHECK_NEAR(result.p, p, 5e-5 + 4.0 * sqrt(p * (1.0 - p) / RESAMPLES));
    }
    joint = flips(cells, (const uint64_t[]){500, 50, 188, 96});
    CHECK(bootstrap_joint(&joint, &accuracy, 1, &options, &result));
    CHECK_NEAR(result.p, 1.0 / (1.0 + RESAMPLES), 1e-12);
}

/* ---- against draws made one by one ---- */

enum { COMPARED = 20000 };

static int compare_doubles(const void *left, const void *right)
{
    const double *a = left, *b = right;

    return (*a > *b) - (*a < *b);
}

/* Largest distance of two samples' distributions (Smirnov); both are sorted here. */
static double distance(double *first, double *second)
{
    double most = 0.0;
    size_t i = 0, j = 0;

    qsort(first, COMPARED, sizeof(*first), compare_doubles);
    qsort(second, COMPARED, sizeof(*second), compare_doubles);
    while (i < COMPARED && j < COMPARED) {
        double at = first[i] < second[j] ? first[i] : second[j];

        while (i < COMPARED && first[i] <= at)
            i++;
        while (j < COMPARED && second[j] <= at)
            j++;
        most = fmax(most, fabs((double)i - (double)j) / COMPARED);
    }
    return most;
}

static double macro_f1_delta(const struct confusion *a, const struct confusion *b)
{
    return classification_average(b, AVERAGE_MACRO).f1 -
           classification_average(a, AVERAGE_MACRO).f1;
}

static double delta_by_index(const struct columns *columns, struct random *random,
                             struct arena *arena)
{
    struct confusion *a = confusion_new(arena, LABELS), *b = confusion_new(arena, LABELS);

    for (size_t i = 0; i < columns->n; i++) {
        size_t at = random_below(random, columns->n);

        confusion_add(a, columns->truth[at], columns->a[at], 1);
        confusion_add(b, columns->truth[at], columns->b[at], 1);
    }
    return macro_f1_delta(a, b);
}

static double delta_by_cells(const struct joint *joint, const struct multinomial *multinomial,
                             struct random *random, uint32_t *draws, struct arena *arena)
{
    struct confusion *a = confusion_new(arena, LABELS), *b = confusion_new(arena, LABELS);

    multinomial_draw(multinomial, random, draws);
    for (size_t i = 0; i < joint->cell_count; i++) {
        confusion_add(a, joint->cells[i].truth, joint->cells[i].a, draws[i]);
        confusion_add(b, joint->cells[i].truth, joint->cells[i].b, draws[i]);
    }
    return macro_f1_delta(a, b);
}

/* Chance passes 1.95 sqrt(2 / N) once in 1,000. */
TEST(cells_and_single_pairs_give_the_same_distribution)
{
    static double by_index[COMPARED], by_cells[COMPARED];
    struct arena *arena = arena_new(), *scratch = arena_new();
    struct columns columns = two_runs(arena, 400, 1);
    struct joint *joint = joint_of(&columns, arena);
    uint64_t *weights = arena_alloc(arena, joint->cell_count * sizeof(*weights));
    uint32_t *draws = arena_alloc(arena, 2 * joint->cell_count * sizeof(*draws));
    struct random random = random_new(13, 0);
    struct multinomial *multinomial;

    for (size_t i = 0; i < joint->cell_count; i++)
        weights[i] = joint->cells[i].count;
    multinomial = multinomial_new(weights, joint->cell_count, arena);
    for (size_t i = 0; i < COMPARED; i++) {
        by_index[i] = delta_by_index(&columns, &random, scratch);
        by_cells[i] = delta_by_cells(joint, multinomial, &random, draws, scratch);
        arena_reset(scratch);
    }
    CHECK(distance(by_index, by_cells) < 1.95 * sqrt(2.0 / COMPARED));
    arena_free(arena);
    arena_free(scratch);
}

/* ---- promises ---- */

static const struct bootstrap_statistic several[] = {
    {margins_accuracy, 0}, {margins_balanced_accuracy, 0},  {margins_macro_f1, 0},
    {margins_micro_f1, 0}, {margins_weighted_precision, 0}, {margins_kappa, 0},
    {margins_mcc, 0},      {margins_precision, 5},          {margins_recall, 4},
    {margins_f1, 3},
};
enum { SEVERAL = sizeof(several) / sizeof(several[0]) };

static bool are_same(const struct bootstrap_result *a, const struct bootstrap_result *b)
{
    return memcmp(&a->delta, &b->delta, sizeof(double)) == 0 &&
           memcmp(&a->deviation, &b->deviation, sizeof(double)) == 0 &&
           memcmp(&a->interval, &b->interval, sizeof(a->interval)) == 0 &&
           memcmp(&a->p, &b->p, sizeof(double)) == 0 && a->defined == b->defined;
}

TEST(threads_change_no_bit_of_a_result)
{
    static const unsigned threads[] = {2, 5};
    struct arena *arena = arena_new();
    struct columns columns = two_runs(arena, 900, 2);
    struct joint *joint = joint_of(&columns, arena);
    struct bootstrap_options options = options_of(3011, 14);
    struct bootstrap_result one[SEVERAL], other[SEVERAL];

    CHECK(bootstrap_joint(joint, several, SEVERAL, &options, one));
    for (size_t k = 0; k < 2; k++) {
        options.threads = threads[k];
        CHECK(bootstrap_joint(joint, several, SEVERAL, &options, other));
        for (size_t i = 0; i < SEVERAL; i++)
            CHECK(are_same(&one[i], &other[i]));
    }
    options.seed++;
    CHECK(bootstrap_joint(joint, several, SEVERAL, &options, other));
    CHECK(!are_same(&one[2], &other[2]));
    arena_free(arena);
}

TEST(a_statistic_is_told_the_same_alone_and_among_hundreds)
{
    enum { MANY = 300 };
    struct arena *arena = arena_new();
    struct columns columns = two_runs(arena, 200, 3);
    struct joint *joint = joint_of(&columns, arena);
    struct bootstrap_options options = options_of(500, 15);
    struct bootstrap_statistic many[MANY];
    struct bootstrap_result results[MANY], alone;

    for (size_t i = 0; i < MANY; i++)
        many[i] = several[i % SEVERAL];
    CHECK(bootstrap_joint(joint, many, MANY, &options, results));
    for (size_t i = 0; i < MANY; i += 37) {
        CHECK(bootstrap_joint(joint, &many[i], 1, &options, &alone));
        CHECK(are_same(&results[i], &alone));
    }
    arena_free(arena);
}

TEST(observed_figures_are_those_of_both_matrices)
{
    struct arena *arena = arena_new();
    struct columns columns = two_runs(arena, 700, 4);
    struct joint *joint = joint_of(&columns, arena);
    struct margins a = margins_of(joint_confusion(joint, JOINT_A, arena));
    struct margins b = margins_of(joint_confusion(joint, JOINT_B, arena));
    struct bootstrap_options options = options_of(200, 16);
    struct bootstrap_result results[SEVERAL];

    CHECK(bootstrap_joint(joint, several, SEVERAL, &options, results));
    for (size_t i = 0; i < SEVERAL; i++) {
        CHECK_NEAR(results[i].a, several[i].of_margins(&a, several[i].label), 0.0);
        CHECK_NEAR(results[i].b, several[i].of_margins(&b, several[i].label), 0.0);
        CHECK(results[i].interval.low <= results[i].delta);
        CHECK(results[i].interval.high >= results[i].delta);
    }
    arena_free(arena);
}

TEST(runs_alike_in_every_pair_differ_by_nothing)
{
    struct arena *arena = arena_new();
    struct columns columns = two_runs(arena, 300, 5);
    struct bootstrap_options options = options_of(1000, 17);
    struct bootstrap_result results[SEVERAL];
    struct joint *joint;

    columns.b = columns.a;
    joint = joint_of(&columns, arena);
    CHECK(bootstrap_joint(joint, several, SEVERAL, &options, results));
    for (size_t i = 0; i < SEVERAL; i++) {
        CHECK_NEAR(results[i].delta, 0.0, 0.0);
        CHECK_NEAR(results[i].deviation, 0.0, 0.0);
        CHECK_NEAR(results[i].interval.low, 0.0, 0.0);
        CHECK_NEAR(results[i].interval.high, 0.0, 0.0);
        CHECK_NEAR(results[i].p, 1.0, 0.0);
        CHECK_INT(results[i].defined, 1000);
    }
    arena_free(arena);
}

TEST(no_pairs_have_no_difference_to_tell)
{
    struct joint joint = {.labels = 2};
    struct bootstrap_options options = options_of(1000, 18);
    struct bootstrap_result result;

    CHECK(bootstrap_joint(&joint, &accuracy, 1, &options, &result));
    CHECK(isnan(result.delta) && isnan(result.p) && isnan(result.interval.low));
    CHECK_INT(result.defined, 0);
}

/* B answers label 1 once in 40 pairs: it does so in a resample with chance 1 - (39/40)^40 = .637.
 * A answers it three times. Under swaps too each side mostly has some. */
TEST(resamples_in_which_a_precision_is_undefined_are_counted)
{
    static const struct joint_cell cells[] = {
        {0, 0, 0, 20}, {0, 1, 0, 2}, {1, 0, 0, 16}, {1, 0, 1, 1}, {1, 1, 0, 1}};
    enum { RESAMPLES = 20000 };
    struct joint joint = {2, cells, 5, 40};
    struct bootstrap_statistic precision = {margins_precision, 1};
    struct bootstrap_options options = options_of(RESAMPLES, 19);
    struct bootstrap_result result;
    double chance = .637 * (1.0 - pow(37.0 / 40.0, 40.0));

    CHECK(bootstrap_joint(&joint, &precision, 1, &options, &result));
    CHECK_NEAR(result.a, 1.0 / 3.0, 1e-15);
    CHECK_NEAR(result.b, 1.0, 0.0);
    CHECK_NEAR(result.defined / (double)RESAMPLES, chance, .02);
    CHECK(!isnan(result.interval.low) && !isnan(result.p));
}

TEST(a_precision_that_one_run_never_has_is_not_compared)
{
    static const struct joint_cell cells[] = {{0, 0, 0, 20}, {0, 1, 0, 2}, {1, 0, 0, 16}};
    struct joint joint = {2, cells, 3, 38};
    struct bootstrap_statistic precision = {margins_precision, 1};
    struct bootstrap_options options = options_of(1000, 20);
    struct bootstrap_result result;

    CHECK(bootstrap_joint(&joint, &precision, 1, &options, &result));
    CHECK(isnan(result.delta) && isnan(result.p) && isnan(result.interval.low));
    CHECK_INT(result.defined, 0);
}

TEST(a_cancelled_bootstrap_says_so)
{
    struct joint_cell cells[4];
    struct joint joint = flips(cells, (const uint64_t[]){500, 90, 60, 184});
    struct bootstrap_options options = options_of(100000, 21);
    struct bootstrap_result result;
    atomic_bool cancel;

    atomic_init(&cancel, true);
    options.cancel = &cancel;
    CHECK(!bootstrap_joint(&joint, &accuracy, 1, &options, &result));
    atomic_store(&cancel, false);
    CHECK(bootstrap_joint(&joint, &accuracy, 1, &options, &result));
}

TEST(a_higher_level_has_a_wider_interval_around_the_lower_ones)
{
    struct arena *arena = arena_new();
    struct columns columns = two_runs(arena, 300, 6);
    struct joint *joint = joint_of(&columns, arena);
    struct bootstrap_options options = options_of(2000, 22);
    struct bootstrap_result narrow, wide;

    CHECK(bootstrap_joint(joint, &several[2], 1, &options, &wide));
    options.level = .8;
    CHECK(bootstrap_joint(joint, &several[2], 1, &options, &narrow));
    CHECK(wide.interval.low < narrow.interval.low && wide.interval.high > narrow.interval.high);
    CHECK_NEAR(narrow.deviation, wide.deviation, 0.0);
    arena_free(arena);
}

/* Not right or wrong figures but the same ones: every compiler and processor must give these. */
TEST(a_seed_gives_these_very_figures_everywhere)
{
    static const double wanted[3][4] = {
        {0x1.cff6681c49e81p-6, -0x1.6e7dd8c7e612cp-6, 0x1.6c6549320e69cp-4, 0x1.0a1b60d8fac13p-2},
        {0x1.deb57552216e7p-6, -0x1.97be8bf743daep-6, 0x1.60ac22d2e59a7p-4, 0x1.4da83c62c441p-2},
        {0x1.747684796b0ebp-6, -0x1.afcc0451db269p-6, 0x1.ecede849824e9p-5, 0x1.074ad7b33d068p-1},
    };
    struct arena *arena = arena_new();
    struct columns columns = two_runs(arena, 300, 7);
    struct joint *joint = joint_of(&columns, arena);
    struct bootstrap_options options = options_of(2000, 23);
    struct bootstrap_result results[3];

    CHECK(bootstrap_joint(joint, several + 1, 3, &options, results));
    for (size_t i = 0; i < 3; i++) {
        CHECK_NEAR(results[i].deviation, wanted[i][0], 0.0);
        CHECK_NEAR(results[i].interval.low, wanted[i][1], 0.0);
        CHECK_NEAR(results[i].interval.high, wanted[i][2], 0.0);
        CHECK_NEAR(results[i].p, wanted[i][3], 0.0);
    }
    arena_free(arena);
}
