#include "check.h"

#include <assay/metrics/agreement.h>
#include <assay/metrics/calibration.h>
#include <assay/metrics/classification.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ORACLE "tests/data/oracle/sklearn.txt"

/* Emotion recognition, 834 videos: neutral, angry, happy, sad, worried, surprise. */
enum { NEUTRAL, ANGRY, HAPPY, SAD, WORRIED, SURPRISE, EMOTIONS };

static struct confusion *emotions(struct arena *arena)
{
    static const uint16_t counts[EMOTIONS][EMOTIONS] = {
        {179, 1, 2, 1, 0, 0}, {2, 154, 7, 3, 2, 1}, {10, 10, 134, 6, 2, 4},
        {2, 2, 1, 250, 0, 2}, {1, 0, 3, 1, 6, 3},   {5, 1, 3, 2, 1, 33},
    };
    struct confusion *cm = confusion_new(arena, EMOTIONS);

    for (uint16_t k = 0; k < EMOTIONS; k++)
        for (uint16_t j = 0; j < EMOTIONS; j++)
            confusion_add(cm, k, j, counts[k][j]);
    return cm;
}

TEST(seed_figures_come_out_of_the_seed_matrix)
{
    struct arena *arena = arena_new();
    struct confusion *cm = emotions(arena);
    struct prf weighted = classification_average(cm, AVERAGE_WEIGHTED);
    struct prf macro = classification_average(cm, AVERAGE_MACRO);

    CHECK_INT(confusion_total(cm), 834);
    CHECK_INT(confusion_correct(cm), 756);
    CHECK_NEAR(classification_accuracy(cm), 0.906475, 5e-7);
    CHECK_NEAR(weighted.precision, 0.904420, 5e-7);
    CHECK_NEAR(weighted.recall, 0.906475, 5e-7);
    CHECK_NEAR(weighted.f1, 0.904472, 5e-7);
    CHECK_NEAR(macro.precision, 0.828827, 5e-7);
    CHECK_NEAR(macro.recall, 0.805214, 5e-7);
    CHECK_NEAR(macro.f1, 0.815127, 5e-7);
    CHECK_NEAR(classification_balanced_accuracy(cm), 0.805214, 5e-7);
    CHECK_NEAR(agreement_kappa(cm), 0.878672, 5e-7);
    CHECK_NEAR(agreement_mcc(cm), 0.879138, 5e-7);
    arena_free(arena);
}

TEST(seed_classes_get_the_recall_and_rating_they_were_printed_with)
{
    static const double recall[] = {.9781, .9112, .8072, .9728, .4286, .7333};
    static const char *const rating[] = {"excellent", "very good",   "good",
                                         "excellent", "challenging", "moderate"};
    struct arena *arena = arena_new();
    struct confusion *cm = emotions(arena);

    for (size_t k = 0; k < EMOTIONS; k++) {
        double value = classification_label(cm, k).recall;
        size_t band = rating_band(rating_bands_default, RATING_BAND_COUNT, value);

        CHECK_NEAR(value, recall[k], 5e-5);
        CHECK_STR(rating_bands_default[band].name, rating[k]);
    }
    arena_free(arena);
}

TEST(seed_class_weights_are_largest_class_by_class)
{
    struct arena *arena = arena_new();
    struct confusion *cm = emotions(arena);
    double weights[EMOTIONS];

    classification_weights(cm, CLASS_WEIGHT_LARGEST, weights);
    CHECK_NEAR(weights[WORRIED], 18.357, 5e-4);
    CHECK_NEAR(weights[SURPRISE], 5.71, 5e-3);
    CHECK_NEAR(weights[HAPPY], 1.55, 5e-3);
    CHECK_NEAR(weights[SAD], 1.0, 0.0);
    CHECK_NEAR(classification_imbalance(cm), 18.357, 5e-4);
    CHECK_NEAR(classification_share(cm, SAD), 0.308, 5e-4);
    arena_free(arena);
}

/* scikit-learn's user guide: compute_class_weight("balanced") of [0,0,0,0,1,1] is [.75, 1.5]. */
TEST(balanced_class_weights_equal_the_published_example)
{
    struct arena *arena = arena_new();
    struct confusion *cm = confusion_new(arena, 3);
    double weights[3];

    confusion_add(cm, 0, 0, 4);
    confusion_add(cm, 1, 0, 1);
    confusion_add(cm, 1, LABEL_INVALID, 1);
    classification_weights(cm, CLASS_WEIGHT_BALANCED, weights);
    CHECK_NEAR(weights[0], 0.75, 0.0);
    CHECK_NEAR(weights[1], 1.5, 0.0);
    CHECK(isnan(weights[2]));
    arena_free(arena);
}

TEST(confused_pairs_stand_by_count_then_truth_then_prediction)
{
    static const uint16_t first[][3] = {
        {HAPPY, NEUTRAL, 10}, {HAPPY, ANGRY, 10},     {ANGRY, HAPPY, 7},
        {HAPPY, SAD, 6},      {SURPRISE, NEUTRAL, 5}, {HAPPY, SURPRISE, 4},
    };
    struct arena *arena = arena_new();
    struct confusion *cm = emotions(arena);
    size_t count;
    struct confused_pair *pairs = classification_confused_pairs(arena, cm, &count);
    uint64_t sum = 0;

    CHECK_INT(count, 26);
    for (size_t i = 0; i < sizeof(first) / sizeof(first[0]); i++) {
        CHECK_INT(pairs[i].truth, first[i][0]);
        CHECK_INT(pairs[i].prediction, first[i][1]);
        CHECK_INT(pairs[i].count, first[i][2]);
    }
    for (size_t i = 0; i < count; i++)
        sum += pairs[i].count;
    CHECK_INT(sum, 78);
    CHECK_NEAR(pairs[0].share_of_errors, 0.128205, 5e-7); /* 10 / 78 */
    CHECK_NEAR(pairs[0].share_of_row, 0.060241, 5e-7);    /* 10 / 166 */
    arena_free(arena);
}

TEST(invalid_answers_are_a_confused_pair_of_their_own)
{
    struct arena *arena = arena_new();
    struct confusion *cm = confusion_new(arena, 2);
    size_t count;
    struct confused_pair *pairs;

    confusion_add(cm, 0, 1, 3);
    confusion_add(cm, 0, LABEL_INVALID, 3);
    confusion_add(cm, 1, 1, 9);
    pairs = classification_confused_pairs(arena, cm, &count);
    CHECK_INT(count, 2);
    CHECK_INT(pairs[0].prediction, 1);
    CHECK_INT(pairs[1].prediction, LABEL_INVALID);
    CHECK_NEAR(pairs[1].share_of_errors, 0.5, 0.0);
    arena_free(arena);
}

TEST(macro_f1_leaves_out_labels_never_seen)
{
    struct arena *arena = arena_new();
    struct confusion *cm = confusion_new(arena, 4); /* labels 2 and 3 never occur */

    confusion_add(cm, 0, 0, 1);
    confusion_add(cm, 1, 1, 1);
    CHECK_NEAR(classification_average(cm, AVERAGE_MACRO).f1, 1.0, 0.0);
    CHECK(isnan(classification_label(cm, 2).f1));
    arena_free(arena);
}

TEST(precision_of_a_label_never_predicted_is_undefined_and_counts_0_in_the_mean)
{
    struct arena *arena = arena_new();
    struct confusion *cm = confusion_new(arena, 2);

    confusion_add(cm, 0, 0, 3);
    confusion_add(cm, 1, 0, 1);
    CHECK(isnan(classification_label(cm, 1).precision));
    CHECK_NEAR(classification_label(cm, 1).recall, 0.0, 0.0);
    CHECK_NEAR(classification_label(cm, 1).f1, 0.0, 0.0);
    CHECK_NEAR(classification_average(cm, AVERAGE_MACRO).precision, 0.375, 0.0);
    arena_free(arena);
}

TEST(everything_of_nothing_is_undefined_but_the_mcc)
{
    struct arena *arena = arena_new();
    struct confusion *cm = confusion_new(arena, 3);
    double weights[3];

    classification_weights(cm, CLASS_WEIGHT_BALANCED, weights);
    CHECK(isnan(classification_accuracy(cm)));
    CHECK(isnan(classification_balanced_accuracy(cm)));
    for (int average = AVERAGE_MACRO; average <= AVERAGE_WEIGHTED; average++)
        CHECK(isnan(classification_average(cm, (enum average)average).f1));
    CHECK(isnan(classification_imbalance(cm)));
    CHECK(isnan(classification_share(cm, 0)));
    CHECK(isnan(weights[0]));
    CHECK(isnan(agreement_kappa(cm)));
    CHECK_NEAR(agreement_mcc(cm), 0.0, 0.0);
    CHECK_INT(rating_band(rating_bands_default, RATING_BAND_COUNT, NAN), RATING_BAND_COUNT);
    arena_free(arena);
}

TEST(a_band_takes_its_own_lower_edge)
{
    static const double edges[] = {0.95, 0.90, 0.80, 0.60};

    for (size_t i = 0; i < 4; i++) {
        CHECK_INT(rating_band(rating_bands_default, RATING_BAND_COUNT, edges[i]), i);
        CHECK_INT(rating_band(rating_bands_default, RATING_BAND_COUNT, nextafter(edges[i], 0)),
                  i + 1);
    }
    CHECK_INT(rating_band(rating_bands_default, RATING_BAND_COUNT, 19.0 / 20.0), 0);
    CHECK_INT(rating_band(rating_bands_default, RATING_BAND_COUNT, 0.0), 4);
}

/* --- properties over random matrices ---------------------------------------------------------- */

static uint32_t draw(uint64_t *state, uint32_t below)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33) % below;
}

static struct confusion *random_matrix(struct arena *arena, uint64_t *state, uint32_t invalid)
{
    size_t labels = 1 + draw(state, 9);
    struct confusion *cm = confusion_new(arena, labels);

    for (uint32_t i = draw(state, 40); i > 0; i--)
        confusion_add(cm, (uint16_t)draw(state, (uint32_t)labels),
                      draw(state, 100) < invalid ? LABEL_INVALID
                                                 : (uint16_t)draw(state, (uint32_t)labels),
                      draw(state, 1000));
    return cm;
}

static bool is_share_or_nan(double value)
{
    return isnan(value) || (value >= 0.0 && value <= 1.0 + 1e-12);
}

TEST(measures_stay_in_their_range_for_any_matrix)
{
    struct arena *arena = arena_new();
    uint64_t state = 42;

    for (int i = 0; i < 3000; i++) {
        struct confusion *cm = random_matrix(arena, &state, i % 3 * 20);
        double kappa = agreement_kappa(cm), mcc = agreement_mcc(cm);

        for (int average = AVERAGE_MACRO; average <= AVERAGE_WEIGHTED; average++) {
            struct prf prf = classification_average(cm, (enum average)average);

            CHECK(is_share_or_nan(prf.precision) && is_share_or_nan(prf.recall));
            CHECK(is_share_or_nan(prf.f1));
            CHECK(isnan(prf.f1) == (confusion_total(cm) == 0));
        }
        CHECK(is_share_or_nan(classification_balanced_accuracy(cm)));
        CHECK(isnan(kappa) || (kappa >= -1.0 - 1e-12 && kappa <= 1.0 + 1e-12));
        CHECK(mcc >= -1.0 - 1e-12 && mcc <= 1.0 + 1e-12);
        arena_reset(arena);
    }
    arena_free(arena);
}

TEST(micro_and_weighted_recall_are_the_accuracy)
{
    struct arena *arena = arena_new();
    uint64_t state = 43;

    for (int i = 0; i < 500; i++) {
        struct confusion *cm = random_matrix(arena, &state, 0);
        struct prf micro = classification_average(cm, AVERAGE_MICRO);
        double accuracy = classification_accuracy(cm);

        CHECK_NEAR(micro.precision, accuracy, 1e-15);
        CHECK_NEAR(micro.recall, accuracy, 1e-15);
        CHECK_NEAR(micro.f1, accuracy, 1e-15);
        CHECK_NEAR(classification_average(cm, AVERAGE_WEIGHTED).recall, accuracy, 1e-14);
        arena_reset(arena);
    }
    arena_free(arena);
}

TEST(transposing_swaps_precision_and_recall_and_keeps_the_agreement)
{
    struct arena *arena = arena_new();
    uint64_t state = 44;

    for (int i = 0; i < 500; i++) {
        struct confusion *cm = random_matrix(arena, &state, 0);
        struct confusion *turned = confusion_transposed(arena, cm);

        for (size_t k = 0; k < confusion_size(cm); k++) {
            struct prf a = classification_label(cm, k), b = classification_label(turned, k);

            CHECK_NEAR(a.precision, b.recall, 0.0);
            CHECK_NEAR(a.recall, b.precision, 0.0);
            CHECK_NEAR(a.f1, b.f1, 0.0);
        }
        CHECK_NEAR(agreement_kappa(turned), agreement_kappa(cm), 1e-12);
        CHECK_NEAR(agreement_mcc(turned), agreement_mcc(cm), 1e-12);
        arena_reset(arena);
    }
    arena_free(arena);
}

TEST(relabelling_changes_no_average)
{
    struct arena *arena = arena_new();
    uint64_t state = 45;

    for (int i = 0; i < 500; i++) {
        struct confusion *cm = random_matrix(arena, &state, 10), *renamed;
        uint16_t to[16];
        size_t n = confusion_size(cm), shift = draw(&state, (uint32_t)n);

        for (size_t k = 0; k < n; k++)
            to[k] = (uint16_t)((k + shift) % n);
        renamed = confusion_relabelled(arena, cm, to);
        for (int average = AVERAGE_MACRO; average <= AVERAGE_WEIGHTED; average++)
            CHECK_NEAR(classification_average(renamed, (enum average)average).f1,
                       classification_average(cm, (enum average)average).f1, 1e-12);
        CHECK_NEAR(agreement_kappa(renamed), agreement_kappa(cm), 1e-12);
        CHECK_NEAR(agreement_mcc(renamed), agreement_mcc(cm), 1e-12);
        arena_reset(arena);
    }
    arena_free(arena);
}

/* --- scikit-learn ----------------------------------------------------------------------------- */

struct oracle {
    FILE *file;
    char *line;
    size_t capacity;
    char *at; /* next field of the line */
};

static bool next_line(struct oracle *oracle)
{
    if (getline(&oracle->line, &oracle->capacity, oracle->file) < 0)
        return false;
    oracle->at = oracle->line;
    return true;
}

static double next_number(struct oracle *oracle)
{
    return strtod(oracle->at, &oracle->at);
}

static size_t next_size(struct oracle *oracle)
{
    return strtoul(oracle->at, &oracle->at, 10);
}

static void next_codes(struct oracle *oracle, uint16_t *codes, size_t n)
{
    while (*oracle->at == ' ')
        oracle->at++;
    for (size_t i = 0; i < n; i++, oracle->at++)
        codes[i] = *oracle->at == '-' ? LABEL_INVALID : (uint16_t)(*oracle->at - 'a');
    if (n == 0)
        oracle->at++;
}

enum { ORACLE_SAMPLES = 200 };
#define ORACLE_TOLERANCE 1e-10

static void compare_prf(struct oracle *oracle, struct prf ours)
{
    CHECK_NEAR(ours.precision, next_number(oracle), ORACLE_TOLERANCE);
    CHECK_NEAR(ours.recall, next_number(oracle), ORACLE_TOLERANCE);
    CHECK_NEAR(ours.f1, next_number(oracle), ORACLE_TOLERANCE);
}

static void compare_labels(struct oracle *oracle, const struct confusion *cm)
{
    for (size_t k = 0; k < confusion_size(cm); k++) {
        struct prf ours = classification_label(cm, k);
        uint64_t support = confusion_support(cm, k), predicted = confusion_predicted(cm, k);

        /* scikit-learn says 0 where we say undefined. */
        CHECK(isnan(ours.precision) == (predicted == 0));
        CHECK(isnan(ours.recall) == (support == 0));
        CHECK(isnan(ours.f1) == (support + predicted == 0));
        ours.precision = isnan(ours.precision) ? 0.0 : ours.precision;
        ours.recall = isnan(ours.recall) ? 0.0 : ours.recall;
        ours.f1 = isnan(ours.f1) ? 0.0 : ours.f1;
        compare_prf(oracle, ours);
        CHECK_INT(support, next_number(oracle));
    }
}

static void compare_case(struct oracle *oracle, struct arena *arena)
{
    size_t labels = next_size(oracle), n = next_size(oracle);
    uint16_t truth[ORACLE_SAMPLES], prediction[ORACLE_SAMPLES];
    double score[ORACLE_SAMPLES];
    uint8_t correct[ORACLE_SAMPLES];
    struct confusion *cm = confusion_new(arena, labels);
    struct reliability table;

    CHECK(next_line(oracle));
    next_codes(oracle, truth, n);
    next_codes(oracle, prediction, n);
    if (n)
        CHECK(next_line(oracle));
    for (size_t i = 0; i < n; i++) {
        score[i] = next_number(oracle) / 1000.0;
        correct[i] = truth[i] == prediction[i];
    }
    confusion_add_all(cm, truth, prediction, n);
    table = calibration_reliability(arena, score, correct, n, CALIBRATION_BINS);
    CHECK_INT(confusion_total(cm), n);
    CHECK(next_line(oracle));
    CHECK_NEAR(classification_accuracy(cm), next_number(oracle), ORACLE_TOLERANCE);
    CHECK_NEAR(classification_balanced_accuracy(cm), next_number(oracle), ORACLE_TOLERANCE);
    CHECK_NEAR(agreement_kappa(cm), next_number(oracle), ORACLE_TOLERANCE);
    CHECK_NEAR(agreement_mcc(cm), next_number(oracle), ORACLE_TOLERANCE);
    CHECK_NEAR(calibration_brier(score, correct, n), next_number(oracle), ORACLE_TOLERANCE);
    CHECK_NEAR(table.ece, next_number(oracle), ORACLE_TOLERANCE);
    CHECK(next_line(oracle));
    for (int average = AVERAGE_MACRO; average <= AVERAGE_WEIGHTED; average++)
        compare_prf(oracle, classification_average(cm, (enum average)average));
    CHECK(next_line(oracle));
    compare_labels(oracle, cm);
}

static void compare_brier(struct oracle *oracle)
{
    size_t labels = next_size(oracle), n = next_size(oracle);
    uint16_t truth[ORACLE_SAMPLES];
    double probability[ORACLE_SAMPLES];

    CHECK(next_line(oracle));
    next_codes(oracle, truth, n);
    CHECK(next_line(oracle));
    for (size_t i = 0; i < labels * n; i++)
        probability[i] = next_number(oracle) / 100.0;
    CHECK(next_line(oracle));
    CHECK_NEAR(calibration_brier_multiclass(probability, truth, n, labels), next_number(oracle),
               ORACLE_TOLERANCE);
}

TEST(a_thousand_random_cases_agree_with_scikit_learn)
{
    struct oracle oracle = {.file = fopen(ORACLE, "r")};
    struct arena *arena = arena_new();
    int cases = 0, brier_cases = 0;

    if (!CHECK(oracle.file))
        return;
    while (next_line(&oracle)) {
        bool brier = strncmp(oracle.line, "brier ", 6) == 0;

        oracle.at += brier ? 6 : 5;
        if (brier)
            compare_brier(&oracle), brier_cases++;
        else
            compare_case(&oracle, arena), cases++;
        arena_reset(arena);
    }
    CHECK_INT(cases, 1000);
    CHECK_INT(brier_cases, 60);
    free(oracle.line);
    fclose(oracle.file);
    arena_free(arena);
}
