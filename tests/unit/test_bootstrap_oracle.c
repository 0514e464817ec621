/*
 * Against scikit-learn and scipy: tests/data/oracle/make_bootstrap.py.
 *
 * Both sides are samples, of R and r resamples. Of a deviation s, an estimate is off by
 * s / sqrt(2 R); of an end of a nearly normal 95% interval by 2.67 s / sqrt(R), and where the delta
 * moves in steps (a share of n pairs: 1 / n) by one step more; of a p by sqrt(p (1 - p) / R). 4.5
 * such errors of both together are allowed, because tails of small labels are heavier.
 */
#include "check.h"

#include <assay/metrics/bootstrap.h>
#include <assay/metrics/metric.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#define ORACLE "tests/data/oracle/bootstrap.txt"
enum { RESAMPLES = 40000, CELLS_MOST = 256, PAIRS_MOST = 1000, METRICS = 8 };
#define ERRORS     4.5
#define END_ERRORS 2.67

struct wanted {
    double a, b, deviation, low, high;
};

static double both_off(unsigned resamples)
{
    return ERRORS * sqrt(1.0 / RESAMPLES + 1.0 / resamples);
}

static void compare_draws(const struct bootstrap_result *is, const struct wanted *wanted,
                          unsigned resamples, double step)
{
    double off = both_off(resamples) * wanted->deviation;

    CHECK_NEAR(is->deviation, wanted->deviation, off / sqrt(2.0));
    CHECK_NEAR(is->interval.low, wanted->low, END_ERRORS * off + step);
    CHECK_NEAR(is->interval.high, wanted->high, END_ERRORS * off + step);
}

static bool read_wanted(FILE *file, struct wanted *wanted)
{
    return CHECK_INT(fscanf(file, "%lf %lf %lf %lf %lf", &wanted->a, &wanted->b, &wanted->deviation,
                            &wanted->low, &wanted->high),
                     5);
}

static bool read_joint(FILE *file, struct joint *joint, struct joint_cell *cells)
{
    joint->cells = cells;
    joint->pairs = 0;
    for (size_t i = 0; i < joint->cell_count; i++) {
        int truth, a, b;
        unsigned long count;

        if (!CHECK_INT(fscanf(file, "%d %d %d %lu", &truth, &a, &b, &count), 4))
            return false;
        cells[i] = (struct joint_cell){(uint16_t)truth, a < 0 ? LABEL_INVALID : (uint16_t)a,
                                       b < 0 ? LABEL_INVALID : (uint16_t)b, count};
        joint->pairs += count;
    }
    return true;
}

/* One pair more or less, of those that the figure is a share of. */
static double step_of(const struct joint *joint, const char *metric, int label)
{
    uint64_t pairs = 0;

    if (strcmp(metric, "accuracy") != 0 && label < 0)
        return 0.0;
    for (size_t i = 0; i < joint->cell_count; i++)
        if (label < 0 || joint->cells[i].truth == label)
            pairs += joint->cells[i].count;
    return 1.0 / (double)pairs;
}

static void compare_metric(FILE *file, const struct joint *joint, unsigned resamples,
                           unsigned swaps)
{
    struct bootstrap_options options = {.level = .95, .resamples = RESAMPLES, .seed = 41};
    struct bootstrap_statistic statistic = {NULL, 0};
    struct bootstrap_result result;
    struct wanted wanted;
    char metric[32];
    double p;
    int label;

    if (!CHECK_INT(fscanf(file, "%31s %d", metric, &label), 2) || !read_wanted(file, &wanted) ||
        !CHECK_INT(fscanf(file, "%lf", &p), 1))
        return;
    statistic.of_margins = metric_find(metric)->of_margins;
    statistic.label = label < 0 ? 0 : (size_t)label;
    CHECK(bootstrap_joint(joint, &statistic, 1, &options, &result));
    CHECK_NEAR(result.a, wanted.a, 1e-9);
    CHECK_NEAR(result.b, wanted.b, 1e-9);
    compare_draws(&result, &wanted, resamples, step_of(joint, metric, label));
    CHECK_NEAR(result.p, p, both_off(swaps) * sqrt(p * (1.0 - p)) + 1.0 / swaps);
}

TEST(joint_bootstraps_agree_with_scikit_learn_on_every_resample)
{
    FILE *file = fopen(ORACLE, "r");
    struct joint_cell cells[CELLS_MOST];
    struct joint joint = {0};
    unsigned resamples, swaps, cases = 0;
    char name[32];

    if (!CHECK(file))
        return;
    while (fscanf(file, " joint %31s %zu %zu %u %u", name, &joint.labels, &joint.cell_count,
                  &resamples, &swaps) == 5) {
        if (!CHECK(joint.cell_count <= CELLS_MOST) || !read_joint(file, &joint, cells))
            break;
        for (int i = 0; i < METRICS; i++)
            compare_metric(file, &joint, resamples, swaps);
        cases++;
    }
    CHECK_INT(cases, 3);
    fclose(file);
}

/* To the first line that begins with "means". */
static bool find_means(FILE *file)
{
    char line[256];
    long at = 0;

    for (; fgets(line, sizeof(line), file); at = ftell(file))
        if (strncmp(line, "means", 5) == 0)
            return fseek(file, at, SEEK_SET) == 0;
    return false;
}

struct means {
    const double *a, *b;
    size_t pairs;
};

static void delta_of_means(const void *arg, void *room, const uint32_t *weights,
                           const uint8_t *swapped, double *delta)
{
    const struct means *means = arg;
    double sum = 0.0;

    (void)room;
    for (size_t i = 0; i < means->pairs; i++)
        sum += weights[i] * (swapped[i] ? -1.0 : 1.0) * (means->b[i] - means->a[i]);
    *delta = sum / (double)means->pairs;
}

TEST(bootstraps_of_means_agree_with_scipy)
{
    struct bootstrap_options options = {.level = .95, .resamples = RESAMPLES, .seed = 42};
    FILE *file = fopen(ORACLE, "r");
    double a[PAIRS_MOST], b[PAIRS_MOST];
    unsigned resamples, cases = 0;
    size_t pairs;
    char name[32];

    if (!CHECK(file) || !CHECK(find_means(file)))
        return;
    while (fscanf(file, " means %31s %zu %u", name, &pairs, &resamples) == 3 &&
           CHECK(pairs <= PAIRS_MOST)) {
        struct means means = {a, b, pairs};
        struct bootstrap_weighted weighted = {
            .deltas = delta_of_means, .arg = &means, .count = 1, .pairs = pairs};
        struct bootstrap_result result;
        struct wanted wanted;

        for (size_t i = 0; i < pairs; i++)
            CHECK_INT(fscanf(file, "%lf %lf", &a[i], &b[i]), 2);
        if (!read_wanted(file, &wanted))
            break;
        CHECK(bootstrap_weights(&weighted, &options, &result));
        CHECK_NEAR(result.delta, wanted.b - wanted.a, 1e-9);
        compare_draws(&result, &wanted, resamples, 0.0);
        cases++;
    }
    CHECK_INT(cases, 2);
    fclose(file);
}
