/*
 * Shared by the files that say what differs between two runs:
 *
 *     comparability.c           order of work, order of findings
 *     comparability_data.c      samples, truths, splits, labels, tasks, claims
 *     comparability_layers.c    layers, probes, positions
 *     comparability_settings.c  the metadata trees by path, and what of them is a finding
 *     comparability_kinds.c     what a path is about, by its words
 */
#ifndef ASSAY_SESSION_COMPARABILITY_INTERNAL_H
#define ASSAY_SESSION_COMPARABILITY_INTERNAL_H

#include <assay/session/comparison.h>

struct finding_list {
    struct arena *arena;
    struct differing *findings;
    size_t count, capacity;
};

void finding_add(struct finding_list *list, struct differing finding);
/* "a, b, c and 4 more" of at most three names. */
const char *names_text(const char *const *names, size_t count, struct arena *arena);

/* What a path of the metadata is about. */
enum path_use {
    PATH_SETTING, /* what was chosen: a finding where it differs */
    PATH_OTHER,   /* differs between any two runs: time stamps, places, names of runs */
    PATH_RESULT,  /* what came out: no setting */
};

struct path_kind {
    enum path_use use;
    enum differing_kind kind;
};

enum { PATH_DEPTH = 64 }; /* parts of a path that are looked at */

/* Of the keys from the root down; is_number is of the value. */
struct path_kind path_kind_of(const char *const *parts, size_t count, bool is_number);

/* A key as it is compared with another file's: "max_new_tokens" of "Max New-Tokens". */
const char *path_word(const char *key, struct arena *arena);

void differing_samples(struct finding_list *list, const struct compare_set *sets, size_t count);
void differing_labels(struct finding_list *list, const struct assessed *a, const struct assessed *b,
                      const struct compare_set *sets, size_t count);
/* Sizes of what is not paired: sets of samples, tasks. */
void differing_sizes(struct finding_list *list, const struct assessed *a, const struct assessed *b,
                     size_t set_count);
void differing_layers(struct finding_list *list, const struct assessed *a,
                      const struct assessed *b);
void differing_claims(struct finding_list *list, const struct assessed *of, const char *side);
void differing_settings(struct finding_list *list, const struct run *a, const struct run *b,
                        struct comparability *out);

#endif
