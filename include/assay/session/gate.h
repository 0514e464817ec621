/*
 * Gate: a comparison held against a policy.
 *
 * Gain is the delta counted so that more is better: delta, or −delta where the rule or else its
 * metric says that lower is better. The interval of the gain follows. Each row that a rule matches
 * is judged:
 *
 *     without max-drop
 *       regressed      p after Holm below alpha, the interval excludes 0, the gain is negative
 *       passed         the same with a positive gain, or the interval lies within ±margin
 *       inconclusive   else: too little data, or no test
 *
 *     max-drop X
 *       regressed      p after Holm below alpha, and the whole interval of the gain lies below −X:
 *                      the drop is larger than X
 *       passed         the whole interval lies at or above −X: a larger drop is ruled out
 *       inconclusive   else: neither can be said
 *
 * Asking for Holm in both keeps the chance that any rule of a family regresses at most alpha when
 * nothing has changed. A rule that matches no row is inconclusive, and so is one whose metric has
 * no better direction.
 *
 * A row is doubtful when a claim of its figure does not hold in either run; one that would pass is
 * then inconclusive where inconclusive rules are to fail.
 *
 * What counts for an exit code: a regression of a critical or supporting rule; inconclusiveness of
 * a critical one (GATE_BY_TIER), of a critical or supporting one (GATE_INCONCLUSIVE_FAILS), of none
 * (GATE_REGRESSION_FAILS). Advisory rules never count.
 *
 * Everything lives in the arena; policy and comparison must outlive it. Nothing fails.
 */
#ifndef ASSAY_SESSION_GATE_H
#define ASSAY_SESSION_GATE_H

#include <assay/session/policy.h>

enum gate_mode { GATE_OFF, GATE_REGRESSION_FAILS, GATE_INCONCLUSIVE_FAILS, GATE_BY_TIER };

enum gate_verdict { GATE_PASSED, GATE_REGRESSED, GATE_INCONCLUSIVE, GATE_VERDICTS };

struct gate_finding {
    const struct policy_rule *rule;
    const struct compare_row *row; /* NULL: the comparison has no such row */
    const char *title;             /* "Accuracy", "recall of worried" */
    enum gate_verdict verdict;
    bool counts;     /* for the exit code */
    const char *why; /* a sentence without a full stop */
};

struct gate {
    const struct gate_finding *findings; /* in the order of the rules */
    size_t count;
    bool regressed, inconclusive; /* any that counts */
};

struct gate *gate_judge(const struct policy *policy, const struct comparison *comparison,
                        enum gate_mode mode, struct arena *arena);
/* "passed", "regressed", "inconclusive" */
const char *gate_verdict_name(enum gate_verdict verdict);

#endif
