#include <assay/session/sample_field.h>

#include <assay/model/difficulty.h>
#include <assay/model/error_kind.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

enum outcome sample_outcome(const struct samples *samples, size_t index)
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

static struct str label_text(const struct samples *samples, uint16_t code)
{
    return code < samples->labels.count ? str_of(samples->labels.names[code]) : str_of("");
}

static struct str count_text(unsigned long long count, char *room)
{
    return (struct str){room, (size_t)snprintf(room, SAMPLE_FIELD_ROOM, "%llu", count)};
}

static struct str measure_text(double value, char *room)
{
    if (isnan(value))
        return str_of("");
    return (struct str){room, (size_t)snprintf(room, SAMPLE_FIELD_ROOM, "%.10g", value)};
}

/* A field whose column is `column` and whose text is `expression` of the sample at `index`. */
#define FIELD(field, column, expression)                                                           \
    static bool has_##field(const struct samples *samples)                                         \
    {                                                                                              \
        return samples->column != NULL;                                                            \
    }                                                                                              \
    static struct str text_##field(const struct run *run, const struct samples *samples,           \
                                   size_t index, char *room)                                       \
    {                                                                                              \
        (void)run, (void)room;                                                                     \
        return samples->column ? (expression) : str_of("");                                        \
    }

FIELD(truth, truth, label_text(samples, samples->truth[index]))
FIELD(raw, raw, run_text(run, samples->raw[index]))
FIELD(split, split, str_of(run_split(run, samples->split[index])))
FIELD(group, group, run_text(run, samples->group[index]))
FIELD(score, score, measure_text(samples->score[index], room))
FIELD(seconds, seconds, measure_text((double)samples->seconds[index], room))
FIELD(attempt, attempt, count_text(samples->attempt[index], room))
FIELD(fold, fold,
      samples->fold[index] == UINT16_MAX ? str_of("") : count_text(samples->fold[index], room))
FIELD(layer, step,
      samples->step[index] == UINT16_MAX ? str_of("") : count_text(samples->step[index], room))
FIELD(conflict, conflict, str_of(samples->conflict[index] ? "true" : "false"))
FIELD(tokens, tokens,
      samples->tokens[index] == UINT32_MAX ? str_of("") : count_text(samples->tokens[index], room))
FIELD(tests_passed, tests_passed,
      samples->tests_passed[index] == UINT16_MAX ? str_of("")
                                                 : count_text(samples->tests_passed[index], room))
FIELD(tests, tests_total,
      samples->tests_total[index] == UINT16_MAX ? str_of("")
                                                : count_text(samples->tests_total[index], room))
FIELD(error, error_kind,
      samples->error_kind[index] ? str_of(error_kind_name(samples->error_kind[index])) : str_of(""))
FIELD(difficulty, difficulty,
      samples->difficulty[index] ? str_of(difficulty_name(samples->difficulty[index])) : str_of(""))

static bool has_pred(const struct samples *samples)
{
    return samples->prediction != NULL;
}

/* An answer outside the label set is shown as it was given. */
static struct str text_pred(const struct run *run, const struct samples *samples, size_t index,
                            char *room)
{
    if (!samples->prediction)
        return str_of("");
    if (samples->prediction[index] == LABEL_INVALID && samples->raw)
        return text_raw(run, samples, index, room);
    return label_text(samples, samples->prediction[index]);
}

static bool has_id(const struct samples *samples)
{
    return samples->count > 0;
}

static struct str text_id(const struct run *run, const struct samples *samples, size_t index,
                          char *room)
{
    (void)run;
    return samples_id(samples, index, room);
}

static bool has_outcome(const struct samples *samples)
{
    return samples->outcome || (samples->truth && samples->prediction);
}

static struct str text_outcome(const struct run *run, const struct samples *samples, size_t index,
                               char *room)
{
    static const char *const names[] = {
        [OUTCOME_FAIL] = "fail", [OUTCOME_PASS] = "pass", [OUTCOME_UNSCORED] = "unscored"};

    (void)run, (void)room;
    return has_outcome(samples) ? str_of(names[sample_outcome(samples, index)]) : str_of("");
}

#define ROW(name, help)                                                                            \
    {                                                                                              \
#name, help, has_##name, text_##name                                                       \
    }

const struct sample_field sample_fields[] = {
    ROW(id, "the sample's id, or its row"),
    ROW(truth, "right label"),
    ROW(pred, "label answered, or the raw answer when it is none"),
    ROW(outcome, "pass, fail or unscored"),
    ROW(score, "confidence in the answer"),
    ROW(error, "error kind of a failed attempt"),
    ROW(difficulty, "band the file states"),
    ROW(split, "train, validation, test, …"),
    ROW(group, "what belongs together: text, problem family"),
    ROW(attempt, "number of the attempt"),
    ROW(layer, "layer of the probe"),
    ROW(fold, "cross-validation fold"),
    ROW(conflict, "in the conflict subset"),
    ROW(tests_passed, "tests passed"),
    ROW(tests, "tests there are"),
    ROW(tokens, "tokens used"),
    ROW(seconds, "response time"),
    ROW(raw, "raw answer where it is no label"),
    {NULL, NULL, NULL, NULL},
};

const struct sample_field *sample_field_find(struct str name)
{
    for (const struct sample_field *field = sample_fields; field->name; field++)
        if (str_eq_c(name, field->name))
            return field;
    return NULL;
}

/* Edits (insert, delete, replace) between two short names. */
static size_t distance(struct str a, struct str b)
{
    size_t row[32], previous, above;

    for (size_t j = 0; j <= b.len; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        previous = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t change = previous + (a.ptr[i - 1] != b.ptr[j - 1]);

            above = row[j];
            row[j] = row[j] < row[j - 1] ? row[j] + 1 : row[j - 1] + 1;
            if (change < row[j])
                row[j] = change;
            previous = above;
        }
    }
    return row[b.len];
}

const char *sample_field_nearest(struct str name)
{
    const char *nearest = sample_fields[0].name;
    size_t least = SIZE_MAX;

    for (const struct sample_field *field = sample_fields; field->name; field++) {
        size_t edits = distance(name, str_of(field->name));

        if (edits < least)
            least = edits, nearest = field->name;
    }
    return nearest;
}
