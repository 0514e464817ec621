/*
 * Comparability: what differs between two runs that could explain a difference of their figures
 * better than the models do. Asked before any delta is shown.
 *
 * Two lists. Findings are sentences: other samples, other label sets, a truth that changed, other
 * prompts or seeds, a claim that does not hold. They come by weight, the heaviest first: by kind,
 * then by how many samples they are of. What several sets or paths say alike is said once, and what
 * would be many of no special weight is one sentence with the first names.
 *
 * Settings are the values of the two metadata trees by path, those that differ marked. Lists of
 * scalars are one value, texts are whole; 1 and 1.0 are equal. Results that the metadata hold
 * (claims by name, metric words, all below "results", "summary", …) are no settings. What differs
 * between any two runs (time stamps, output folders, names of runs) is a setting and no finding.
 * A path of one side alone goes with the other side's that has the same last key, where that key is
 * of a known kind (a seed, a prompt, …) and each side has one such: so formats that keep it
 * elsewhere compare.
 *
 * Lives in the arena and points into the runs. Nothing fails.
 */
#ifndef ASSAY_SESSION_COMPARABILITY_H
#define ASSAY_SESSION_COMPARABILITY_H

#include <assay/session/assessed.h>

struct compare_set; /* comparison.h */

enum differing_kind {
    DIFFERS_DATA,     /* samples, truths, splits, folds: the figures are of other things */
    DIFFERS_LABELS,   /* label sets, reading of answers outside them */
    DIFFERS_CLAIM,    /* a claim of either run does not hold */
    DIFFERS_PROMPT,   /* what the model was asked */
    DIFFERS_DECODING, /* temperature, tokens at most, … */
    DIFFERS_SEED,
    DIFFERS_MODEL, /* usually what the comparison is about */
    DIFFERS_SETTING,
    DIFFERING_KINDS
};

struct differing {
    enum differing_kind kind;
    const char *what;  /* "prompt", "samples", "config.probe.C" */
    const char *a, *b; /* of either side, "" when it has none */
    const char *text;  /* a sentence without a full stop */
    uint64_t count;    /* samples concerned, 0: not of samples */
};

struct setting {
    const char *path;  /* "config.probe.C" */
    const char *a, *b; /* as printed; NULL where a side has not got it */
    bool differs;
    enum differing_kind kind; /* of what the path is about */
    bool passing;             /* differs between any two runs: time stamps, places */
};

struct comparability {
    const struct differing *findings;
    size_t finding_count;
    const struct setting *settings; /* in the order of A, those only B has last */
    size_t setting_count, differing_count;
};

struct comparability *comparability_new(const struct assessed *a, const struct assessed *b,
                                        const struct compare_set *sets, size_t set_count,
                                        struct arena *arena);
/* "prompt", "decoding", … */
const char *differing_name(enum differing_kind kind);

#endif
