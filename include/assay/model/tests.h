/*
 * What a sample's counts of tests say about its outcome.
 *
 * An attempt passes when every test there is passes; where only outputs are known, when all of
 * them do. A pass with no output at all, an unscored sample, and one without counts are silent.
 */
#ifndef ASSAY_MODEL_TESTS_H
#define ASSAY_MODEL_TESTS_H

#include <assay/model/samples.h>

#define TESTS_UNKNOWN UINT16_MAX /* as in the columns */

enum tests_say { TESTS_SILENT, TESTS_AGREE, TESTS_DISAGREE };

/* The outcome held against the counts. */
static inline enum tests_say tests_decide(uint8_t outcome, uint16_t passed, uint16_t run,
                                          uint16_t total)
{
    uint16_t all = total != TESTS_UNKNOWN ? total : run;

    if (outcome == OUTCOME_UNSCORED || passed == TESTS_UNKNOWN || all == TESTS_UNKNOWN)
        return TESTS_SILENT;
    if (run == 0 && outcome == OUTCOME_PASS)
        return TESTS_SILENT;
    return (outcome == OUTCOME_PASS) == (passed >= all && all > 0) ? TESTS_AGREE : TESTS_DISAGREE;
}

/* Fewer outputs than tests: the evaluator stopped before the end. */
static inline bool tests_stopped_early(uint16_t run, uint16_t total)
{
    return run != TESTS_UNKNOWN && total != TESTS_UNKNOWN && run < total;
}

#endif
