/*
 * Which column (or JSON key) of a predictions file is what.
 *
 * Names are compared without regard to case. What the user said (hints: --map, assay.yaml) wins;
 * the rest is guessed from names seen in real runs, the more telling name first, so that
 * "true_label" beats "label" and "true_label_idx". A score must not be a probability of one label:
 * those are columns "prob_<label>".
 */
#ifndef ASSAY_LOAD_CLASSIFICATION_FIELDS_H
#define ASSAY_LOAD_CLASSIFICATION_FIELDS_H

#include <assay/load/loader.h>

enum field {
    FIELD_TRUTH,
    FIELD_PREDICTION,
    FIELD_ID,
    FIELD_SCORE,
    FIELD_SPLIT,
    FIELD_GROUP,
    FIELD_RAW,
    FIELD_COUNT
};

#define FIELD_ABSENT SIZE_MAX

struct field_map {
    size_t at[FIELD_COUNT];    /* place among the names, FIELD_ABSENT when there is none */
    bool guessed[FIELD_COUNT]; /* by its name; false: the user said so */
    size_t *probabilities;     /* places of the prob_<label> columns, in file order */
    const char **labels;       /* their labels */
    size_t probability_count;
};

/* False with ERR_USAGE when a hinted name is not there, ERR_SYNTAX without truth and prediction. */
bool field_map_find(const struct str *names, size_t count, const struct run_hints *hints,
                    struct arena *arena, struct field_map *map, struct err *err);
/* Whether names hold both a truth and a prediction, by hints or by guess. */
bool field_names_fit(const char *const *names, size_t count, const struct run_hints *hints);
/* "true_label as truth, pred_label as prediction": what was guessed; "" when nothing was. */
const char *field_map_guesses(const struct field_map *map, const struct str *names,
                              struct arena *arena);

#endif
