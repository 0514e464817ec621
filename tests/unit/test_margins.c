#include "check.h"

#include <assay/metrics/agreement.h>
#include <assay/metrics/classification.h>
#include <assay/metrics/margins.h>
#include <assay/metrics/metric.h>
#include <assay/metrics/random.h>

#include <math.h>
#include <string.h>

static double of_accuracy(const struct confusion *cm, size_t k)
{
    (void)k;
    return classification_accuracy(cm);
}

static double of_balanced(const struct confusion *cm, size_t k)
{
    (void)k;
    return classification_balanced_accuracy(cm);
}

static double of_kappa(const struct confusion *cm, size_t k)
{
    (void)k;
    return agreement_kappa(cm);
}

static double of_mcc(const struct confusion *cm, size_t k)
{
    (void)k;
    return agreement_mcc(cm);
}

static double of_imbalance(const struct confusion *cm, size_t k)
{
    (void)k;
    return classification_imbalance(cm);
}

#define OF_AVERAGE(name, kind, part)                                                               \
    static double name(const struct confusion *cm, size_t k)                                       \
    {                                                                                              \
        (void)k;                                                                                   \
        return classification_average(cm, kind).part;                                              \
    }
OF_AVERAGE(of_macro_precision, AVERAGE_MACRO, precision)
OF_AVERAGE(of_macro_recall, AVERAGE_MACRO, recall)
OF_AVERAGE(of_macro_f1, AVERAGE_MACRO, f1)
OF_AVERAGE(of_micro_precision, AVERAGE_MICRO, precision)
OF_AVERAGE(of_micro_recall, AVERAGE_MICRO, recall)
OF_AVERAGE(of_micro_f1, AVERAGE_MICRO, f1)
OF_AVERAGE(of_weighted_precision, AVERAGE_WEIGHTED, precision)
OF_AVERAGE(of_weighted_recall, AVERAGE_WEIGHTED, recall)
OF_AVERAGE(of_weighted_f1, AVERAGE_WEIGHTED, f1)

static double of_precision(const struct confusion *cm, size_t k)
{
    return classification_label(cm, k).precision;
}

static double of_recall(const struct confusion *cm, size_t k)
{
    return classification_label(cm, k).recall;
}

static double of_f1(const struct confusion *cm, size_t k)
{
    return classification_label(cm, k).f1;
}

static double of_support(const struct confusion *cm, size_t k)
{
    return (double)confusion_support(cm, k);
}

static double of_share(const struct confusion *cm, size_t k)
{
    return classification_share(cm, k);
}

static const struct {
    const char *metric;
    double (*of_matrix)(const struct confusion *cm, size_t k);
} pairs[] = {
    {"accuracy", of_accuracy},
    {"balanced_accuracy", of_balanced},
    {"macro_precision", of_macro_precision},
    {"macro_recall", of_macro_recall},
    {"macro_f1", of_macro_f1},
    {"micro_precision", of_micro_precision},
    {"micro_recall", of_micro_recall},
    {"micro_f1", of_micro_f1},
    {"weighted_precision", of_weighted_precision},
    {"weighted_recall", of_weighted_recall},
    {"weighted_f1", of_weighted_f1},
    {"kappa", of_kappa},
    {"mcc", of_mcc},
    {"imbalance_ratio", of_imbalance},
    {"precision", of_precision},
    {"recall", of_recall},
    {"f1", of_f1},
    {"support", of_support},
    {"support_share", of_share},
};
enum { PAIRS = sizeof(pairs) / sizeof(pairs[0]) };

/* Some labels never occur, some answers are invalid; `labels` may ask for a sparse matrix. */
static struct confusion *random_matrix(struct arena *arena, struct random *random, size_t labels)
{
    struct confusion *cm = confusion_new(arena, labels);
    size_t used = 1 + random_below(random, labels);

    for (uint64_t i = random_below(random, 40); i > 0; i--) {
        uint16_t truth = (uint16_t)random_below(random, used);
        uint16_t answer = (uint16_t)random_below(random, used);

        switch (random_below(random, 4)) {
        case 0:
            answer = LABEL_INVALID;
            break;
        case 1:
            answer = truth;
            break;
        default:
            break;
        }
        confusion_add(cm, truth, answer, 1 + random_below(random, 50));
    }
    return cm;
}

/* Margins that do not come from margins_of: cell by cell. */
static struct margins margins_by_hand(struct arena *arena, const struct confusion *cm)
{
    size_t labels = confusion_size(cm);
    uint64_t *tp = arena_zalloc(arena, labels, sizeof(*tp));
    uint64_t *support = arena_zalloc(arena, labels, sizeof(*support));
    uint64_t *predicted = arena_zalloc(arena, labels, sizeof(*predicted));
    struct confusion_cell cell;
    uint64_t total = 0;

    for (size_t at = 0; confusion_next(cm, &at, &cell);) {
        support[cell.truth] += cell.count;
        total += cell.count;
        if (cell.prediction != LABEL_INVALID)
            predicted[cell.prediction] += cell.count;
        if (cell.prediction == cell.truth)
            tp[cell.truth] += cell.count;
    }
    return (struct margins){labels, total, tp, support, predicted};
}

TEST(the_registrys_functions_of_margins_equal_those_of_the_matrix)
{
    struct arena *arena = arena_new();
    struct random random = random_new(1, 0);

    for (int i = 0; i < 2000; i++) {
        size_t labels = i % 50 ? 1 + random_below(&random, 9) : CONFUSION_DENSE_LABELS + 1;
        struct confusion *cm = random_matrix(arena, &random, labels);
        struct margins margins = margins_by_hand(arena, cm);
        size_t label = random_below(&random, labels < 9 ? labels : 9);

        for (size_t k = 0; k < PAIRS; k++) {
            const struct metric *metric = metric_find(pairs[k].metric);

            if (CHECK(metric && metric->of_margins))
                CHECK_NEAR(metric->of_margins(&margins, label), pairs[k].of_matrix(cm, label), 0.0);
        }
        arena_reset(arena);
    }
    arena_free(arena);
}

TEST(margins_follow_a_matrix_through_all_that_makes_one)
{
    struct arena *arena = arena_new();
    struct random random = random_new(2, 0);

    for (int i = 0; i < 300; i++) {
        size_t labels = i % 10 ? 1 + random_below(&random, 9) : CONFUSION_DENSE_LABELS + 1;
        struct confusion *cm = random_matrix(arena, &random, labels), *made[4];
        uint16_t *to = arena_zalloc(arena, labels, sizeof(*to));

        for (size_t k = 0; k < labels; k++)
            to[k] = (uint16_t)(k / 2);
        made[0] = confusion_read(arena, cm, READING_FALLBACK(0));
        made[1] = confusion_transposed(arena, cm);
        made[2] = confusion_relabelled(arena, cm, to);
        made[3] = random_matrix(arena, &random, labels);
        confusion_merge(made[3], cm);
        for (size_t k = 0; k < 4; k++) {
            struct margins margins = margins_of(made[k]), by_hand = margins_by_hand(arena, made[k]);

            CHECK_INT(margins.total, by_hand.total);
            CHECK_INT(memcmp(margins.tp, by_hand.tp, labels * sizeof(uint64_t)), 0);
            CHECK_INT(memcmp(margins.support, by_hand.support, labels * sizeof(uint64_t)), 0);
            CHECK_INT(memcmp(margins.predicted, by_hand.predicted, labels * sizeof(uint64_t)), 0);
        }
        arena_reset(arena);
    }
    arena_free(arena);
}

/* Readings other than the run's own would need answers that margins do not tell apart. */
TEST(metrics_of_single_cells_and_other_readings_are_no_function_of_margins)
{
    static const char *const others[] = {"accuracy_strict", "accuracy_fallback", "accuracy_drop",
                                         "confused_pair",   "confusion_cell",    "ece"};

    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
        CHECK(metric_find(others[i]) && !metric_find(others[i])->of_margins);
}
