/*
 * The fields of a sample by name: what filters compare, exports write and tables show.
 */
#ifndef ASSAY_SESSION_SAMPLE_FIELD_H
#define ASSAY_SESSION_SAMPLE_FIELD_H

#include <assay/model/run.h>
#include <assay/session/filter.h>

/* Room for a field that is printed from a number; texts of the run are views. */
enum { SAMPLE_FIELD_ROOM = 32 };

struct sample_field {
    const char *name;
    const char *help;
    /* True when the samples have the column at all. */
    bool (*present)(const struct samples *samples);
    /* As text, empty when this sample has none. room holds SAMPLE_FIELD_ROOM bytes. */
    struct str (*text)(const struct run *run, const struct samples *samples, size_t index,
                       char *room);
};

/* Pass, fail or unscored, from the outcome or the labels. */
static inline enum outcome sample_outcome(const struct samples *samples, size_t index)
{
    uint16_t truth, prediction;

    if (samples->outcome)
        return (enum outcome)samples->outcome[index];
    if (!samples->truth || !samples->prediction)
        return OUTCOME_UNSCORED;
    truth = samples->truth[index];
    prediction = samples->prediction[index];
    if (truth == LABEL_MISSING || truth == LABEL_INVALID || prediction == LABEL_MISSING)
        return OUTCOME_UNSCORED;
    return truth == prediction ? OUTCOME_PASS : OUTCOME_FAIL;
}

enum sample_field_index {
    SAMPLE_ID,
    SAMPLE_TRUTH,
    SAMPLE_PRED,
    SAMPLE_OUTCOME,
    SAMPLE_SCORE,
    SAMPLE_ERROR,
    SAMPLE_DIFFICULTY,
    SAMPLE_SPLIT,
    SAMPLE_GROUP,
    SAMPLE_ATTEMPT,
    SAMPLE_LAYER,
    SAMPLE_FOLD,
    SAMPLE_CONFLICT,
    SAMPLE_TESTS_PASSED,
    SAMPLE_TESTS,
    SAMPLE_TOKENS,
    SAMPLE_SECONDS,
    SAMPLE_RAW,
    SAMPLE_FIELD_COUNT
};

/* All fields in the order of an export; ends in a NULL name. */
extern const struct sample_field sample_fields[];
/* The same fields, in that order, as filters have them. */
extern const struct filter_field sample_filter_fields[SAMPLE_FIELD_COUNT];
/* Of a field of numbers; NAN where this sample has none. */
double sample_field_number(const struct samples *samples, size_t field, size_t index);
const struct sample_field *sample_field_find(struct str name);

#endif
