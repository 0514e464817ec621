#include "check.h"

#include <assay/metrics/agreement.h>

#include <math.h>

static struct confusion *two_by_two(struct arena *arena, uint64_t a, uint64_t b, uint64_t c,
                                    uint64_t d)
{
    struct confusion *cm = confusion_new(arena, 2);

    confusion_add(cm, 0, 0, a);
    confusion_add(cm, 0, 1, b);
    confusion_add(cm, 1, 0, c);
    confusion_add(cm, 1, 1, d);
    return cm;
}

/* Fifty grant proposals, two readers: 20, 5, 10, 15; and two tables that differ in chance alone. */
TEST(kappa_equals_textbook_examples)
{
    struct arena *arena = arena_new();

    CHECK_NEAR(agreement_kappa(two_by_two(arena, 20, 5, 10, 15)), 0.4, 1e-15);
    CHECK_NEAR(agreement_kappa(two_by_two(arena, 45, 15, 25, 15)), 0.1304, 5e-5);
    CHECK_NEAR(agreement_kappa(two_by_two(arena, 25, 35, 5, 35)), 0.2593, 5e-5);
    arena_free(arena);
}

/* scikit-learn's example: truth + + + -, answers + - + +, MCC -0.33. */
TEST(mcc_equals_a_published_example)
{
    struct arena *arena = arena_new();

    CHECK_NEAR(agreement_mcc(two_by_two(arena, 2, 1, 1, 0)), -1.0 / 3.0, 1e-15);
    arena_free(arena);
}

TEST(perfect_agreement_is_1_and_perfect_disagreement_of_two_is_minus_1)
{
    struct arena *arena = arena_new();

    CHECK_NEAR(agreement_kappa(two_by_two(arena, 7, 0, 0, 7)), 1.0, 0.0);
    CHECK_NEAR(agreement_mcc(two_by_two(arena, 3, 0, 0, 9)), 1.0, 1e-15);
    CHECK_NEAR(agreement_kappa(two_by_two(arena, 0, 7, 7, 0)), -1.0, 0.0);
    CHECK_NEAR(agreement_mcc(two_by_two(arena, 0, 7, 7, 0)), -1.0, 1e-15);
    arena_free(arena);
}

TEST(a_single_label_on_both_sides_has_no_kappa_and_an_mcc_of_0)
{
    struct arena *arena = arena_new();
    struct confusion *cm = two_by_two(arena, 9, 0, 0, 0);

    CHECK(isnan(agreement_kappa(cm)));
    CHECK_NEAR(agreement_mcc(cm), 0.0, 0.0);
    CHECK_NEAR(agreement_kappa(two_by_two(arena, 5, 0, 4, 0)), 0.0, 0.0);
    CHECK_NEAR(agreement_mcc(two_by_two(arena, 5, 0, 4, 0)), 0.0, 0.0);
    arena_free(arena);
}

TEST(invalid_answers_lower_the_agreement)
{
    struct arena *arena = arena_new();
    struct confusion *cm = two_by_two(arena, 7, 1, 1, 7);
    double kappa = agreement_kappa(cm), mcc = agreement_mcc(cm);

    confusion_add(cm, 0, LABEL_INVALID, 4);
    CHECK(agreement_kappa(cm) < kappa);
    CHECK(agreement_mcc(cm) < mcc);
    arena_free(arena);
}

TEST(agreement_does_not_hang_on_the_scale_of_the_counts)
{
    struct arena *arena = arena_new();
    uint64_t million = 1000000;
    struct confusion *small = two_by_two(arena, 20, 5, 10, 15);
    struct confusion *large =
        two_by_two(arena, 20 * million, 5 * million, 10 * million, 15 * million);

    CHECK_NEAR(agreement_kappa(large), agreement_kappa(small), 1e-14);
    CHECK_NEAR(agreement_mcc(large), agreement_mcc(small), 1e-14);
    arena_free(arena);
}
