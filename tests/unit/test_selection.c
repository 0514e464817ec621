#include "check.h"

#include <assay/session/selection.h>

#include <math.h>

/*
 * Truth a a b b, answers a b b none, and a fifth row that must not count. Of the first four: three
 * scored, two right. F1 of a: 2 * 1 / (2 * 1 + 0 + 1) = 2/3; of b: 2 / (2 + 1 + 0) = 2/3.
 */
TEST(figures_of_a_selection_are_of_its_rows_alone)
{
    static const char *const names[] = {"a", "b"};
    static const uint16_t truth[] = {0, 0, 1, 1, 0}, prediction[] = {0, 1, 1, LABEL_MISSING, 1};
    struct samples samples = {
        .count = 5, .labels = {names, 2}, .truth = truth, .prediction = prediction};
    uint32_t rows[] = {0, 1, 2, 3};
    struct row_list list = {rows, 4, 4};
    struct selection selection;

    selection_measure(&samples, &list, &selection);
    CHECK_INT(selection.selected, 4);
    CHECK_INT(selection.scored, 3);
    CHECK_INT(selection.passed, 2);
    CHECK_NEAR(selection.rate, 2.0 / 3, 1e-12);
    CHECK_NEAR(selection.macro_f1, 2.0 / 3, 1e-12);
    CHECK_NEAR(selection.weighted_f1, 2.0 / 3, 1e-12);
    /* Wilson's interval of 2 of 3 as published calculators give it. */
    CHECK_NEAR(selection.interval.low, 0.2077, 5e-5);
    CHECK_NEAR(selection.interval.high, 0.9385, 5e-5);
    list.count = 0;
    selection_measure(&samples, &list, &selection);
    CHECK(isnan(selection.rate) && isnan(selection.macro_f1));
}
