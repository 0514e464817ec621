/*
 * Policy: what a candidate must keep to be let through, read from a YAML file (assay-policy(5)).
 *
 *     alpha: .05                  # settings of the comparison; the command line's come first
 *     defaults:
 *       tier: supporting
 *     rules:
 *       - metric: accuracy
 *         tier: critical
 *         max-drop: .02
 *       - metric: recall
 *         label: worried
 *       - metric: f1
 *         each: label
 *         tier: advisory
 *
 * A rule is about every row of a comparison that it matches; gate.h judges them. max-drop and
 * margin lie in [0,1] and are of compare_scale.
 *
 * An unknown key, a key given twice, a value out of range or of another kind, and an unknown metric
 * are errors with line and one sentence (ERR_USAGE; what is no YAML: ERR_SYNTAX). Everything lives
 * in the arena.
 */
#ifndef ASSAY_SESSION_POLICY_H
#define ASSAY_SESSION_POLICY_H

#include <assay/session/comparison.h>

enum policy_tier {
    TIER_CRITICAL,   /* a regression fails, and so does too little data */
    TIER_SUPPORTING, /* a regression fails */
    TIER_ADVISORY,   /* only told */
    POLICY_TIERS
};

struct policy_rule {
    const struct metric *metric; /* NULL: the comparison's headline; never from a file */
    bool directed;               /* `better` was given; else it is the metric's own */
    enum metric_better better;   /* never BETTER_NEITHER when directed */
    enum compare_family family;
    const char *subject; /* label, task or probe; NULL: each */
    const char *part;    /* of FAMILY_PARTS; NULL: each */
    double at;           /* layer or position; NAN: each */
    enum policy_tier tier;
    double max_drop; /* NAN: any drop that is not chance */
    double margin;   /* NAN: the comparison's */
    uint32_t line;   /* in the file, 0: from the command line */
};

struct policy {
    const char *file; /* as named; NULL: from the command line */
    const struct policy_rule *rules;
    size_t count;
    double alpha, margin, power; /* NAN where the file says nothing */
    const char *by;              /* NULL likewise */
};

/* NULL and err, which names the file. */
struct policy *policy_parse(struct str text, const char *file, struct arena *arena,
                            struct err *err);
struct policy *policy_read(const char *path, struct arena *arena, struct err *err);
/* Critical rules about the whole run, one a metric; of none, one about the headline. */
struct policy *policy_of_metrics(const char *const *metrics, size_t count, double max_drop,
                                 struct arena *arena);
/* "critical", "supporting", "advisory" */
const char *policy_tier_name(enum policy_tier tier);
/* What the rule is about: "accuracy", "recall of worried", "accuracy, each part". */
const char *policy_rule_text(const struct policy_rule *rule, struct arena *arena);

#endif
