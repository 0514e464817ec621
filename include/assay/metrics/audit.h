/*
 * Audit: every claim of a run held against the figure recomputed from its evidence.
 *
 * Five verdicts:
 *   =  the recomputed figure, rounded as the claim is printed, gives the claim
 *   ~  so only with an allowance that is named: the evidence itself is rounded, the claim was
 *      truncated instead of rounded, or all there is to hold it against is another file's statement
 *   !  it differs, or lies outside the quantity's range
 *   ?  the run holds no evidence of that very quantity; the nearest thing is shown
 *   -  recomputed, and not claimed
 * A claim of d decimals agrees when |recomputed - claimed| <= 0.5 * 10^-d; figures printed in full
 * are compared within 1e-9 of their size, which is what the order of summation may move.
 */
#ifndef ASSAY_METRICS_AUDIT_H
#define ASSAY_METRICS_AUDIT_H

#include <assay/metrics/metric.h>
#include <assay/metrics/results.h>

enum verdict {
    VERDICT_AGREES,
    VERDICT_ALLOWED,
    VERDICT_DIFFERS,
    VERDICT_NO_EVIDENCE,
    VERDICT_NOT_CLAIMED,
    VERDICT_COUNT
};

/* One claim and what became of it; texts are safe to keep as long as the arena. */
struct finding {
    const struct claim *claim;
    const struct metric *metric; /* NULL for a fact */
    struct figure figure;
    enum verdict verdict;
    const char *why; /* the allowance, the difference, or what is missing; "" for = */
};

struct audit {
    const struct run *run;
    const struct finding *findings; /* in the order of the claims */
    size_t count;
    size_t tally[VERDICT_COUNT];
};

struct audit *audit_run(const struct results *results, struct arena *arena);
/* "=", "~", "!", "?", "-" and "agrees", "agrees with allowance", … */
char verdict_mark(enum verdict verdict);
const char *verdict_name(enum verdict verdict);
/* Judge one number: the heart of the audit, exposed for its tests. why may be NULL. */
enum verdict audit_judge(const struct claim *claim, const struct metric *metric,
                         const struct figure *figure, struct arena *arena, const char **why);

#endif
