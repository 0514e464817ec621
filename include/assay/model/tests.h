/*
 * What a sample's counts of tests say about its outcome.
 *
 * An attempt passes when every output says so and there are as many outputs as tests; where outputs
 * or tests are not known, what is known decides. A pass with no output at all, an unscored sample,
 * and one without counts are silent.
 */
#ifndef ASSAY_MODEL_TESTS_H
#define ASSAY_MODEL_TESTS_H

#include <assay/model/samples.h>

#define TESTS_UNKNOWN UINT16_MAX /* as in the columns */

enum tests_say { TESTS_SILENT, TESTS_AGREE, TESTS_DISAGREE };

static inline bool tests_all_pass(uint16_t passed, uint16_t run, uint16_t total)
{
    if (run == TESTS_UNKNOWN)
        return total > 0 && passed >= total;
    return run > 0 && passed >= run && (total == TESTS_UNKNOWN || run == total);
}

/* The outcome held against the counts. */
static inline enum tests_say tests_decide(uint8_t outcome, uint16_t passed, uint16_t run,
                                          uint16_t total)
{
    if (outcome == OUTCOME_UNSCORED || passed == TESTS_UNKNOWN ||
        (run == TESTS_UNKNOWN && total == TESTS_UNKNOWN))
        return TESTS_SILENT;
    if (run == 0 && outcome == OUTCOME_PASS)
        return TESTS_SILENT;
    return (outcome == OUTCOME_PASS) == tests_all_pass(passed, run, total) ? TESTS_AGREE
                                                                           : TESTS_DISAGREE;
}

/* Fewer outputs than tests: the evaluator stopped before the end. */
static inline bool tests_stopped_early(uint16_t run, uint16_t total)
{
    return run != TESTS_UNKNOWN && total != TESTS_UNKNOWN && run < total;
}

/* More outputs than tests: some are not of a test. */
static inline bool tests_extra_outputs(uint16_t run, uint16_t total)
{
    return run != TESTS_UNKNOWN && total != TESTS_UNKNOWN && run > total;
}

#endif
