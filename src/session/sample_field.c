#include <assay/session/sample_field.h>

#include <assay/base/fmt.h>
#include <assay/model/difficulty.h>
#include <assay/model/error_kind.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MEASURE_DIGITS = 10 };

static struct str label_text(const struct samples *samples, uint16_t code)
{
    return code < samples->labels.count ? str_of(samples->labels.names[code]) : str_of("");
}

static struct str count_text(uint64_t count, char *room)
{
    return (struct str){room, fmt_whole(room, count)};
}

static struct str measure_text(double value, char *room)
{
    size_t length = fmt_short(room, value, MEASURE_DIGITS);

    if (isnan(value))
        return str_of("");
    if (!length)
        length = (size_t)snprintf(room, SAMPLE_FIELD_ROOM, "%.*g", MEASURE_DIGITS, value);
    return (struct str){room, length};
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

/* X(name, kind, searched, aliases, help) */
#define SAMPLE_FIELDS(X)                                                                           \
    X(id, FILTER_TEXT, true, "sample", "the sample's id, or its row")                              \
    X(truth, FILTER_TEXT, true, "true target label", "right label")                                \
    X(pred, FILTER_TEXT, true, "prediction predicted",                                             \
      "label answered, or the raw answer when it is none")                                         \
    X(outcome, FILTER_TEXT, false, "result", "pass, fail or unscored")                             \
    X(score, FILTER_NUMBER, false, "confidence", "confidence in the answer")                       \
    X(error, FILTER_TEXT, true, "error_kind", "error kind of a failed attempt")                    \
    X(difficulty, FILTER_TEXT, false, "band", "band the file states")                              \
    X(split, FILTER_TEXT, true, NULL, "train, validation, test, …")                                \
    X(group, FILTER_TEXT, true, "family", "what belongs together: text, problem family")           \
    X(attempt, FILTER_NUMBER, false, "try", "number of the attempt")                               \
    X(layer, FILTER_NUMBER, false, "step", "layer of the probe")                                   \
    X(fold, FILTER_NUMBER, false, NULL, "cross-validation fold")                                   \
    X(conflict, FILTER_TEXT, false, NULL, "in the conflict subset")                                \
    X(tests_passed, FILTER_NUMBER, false, "passed", "tests passed")                                \
    X(tests, FILTER_NUMBER, false, "tests_total", "tests there are")                               \
    X(tokens, FILTER_NUMBER, false, "len length", "tokens used")                                   \
    X(seconds, FILTER_SINGLE, false, "time duration", "response time")                             \
    X(raw, FILTER_TEXT, true, "answer", "raw answer where it is no label")

#define EXPORT_ROW(name, kind, searched, aliases, help) {#name, help, has_##name, text_##name},
#define FILTER_ROW(name, kind, searched, aliases, help) {#name, aliases, help, kind, searched},

const struct sample_field sample_fields[] = {SAMPLE_FIELDS(EXPORT_ROW){NULL, NULL, NULL, NULL}};
const struct filter_field sample_filter_fields[] = {SAMPLE_FIELDS(FILTER_ROW)};

static double count_number(uint32_t count, uint32_t none)
{
    return count == none ? NAN : (double)count;
}

double sample_field_number(const struct samples *samples, size_t field, size_t index)
{
    switch (field) {
    case SAMPLE_SCORE:
        return samples->score ? samples->score[index] : NAN;
    case SAMPLE_ATTEMPT:
        return samples->attempt ? samples->attempt[index] : NAN;
    case SAMPLE_LAYER:
        return samples->step ? count_number(samples->step[index], UINT16_MAX) : NAN;
    case SAMPLE_FOLD:
        return samples->fold ? count_number(samples->fold[index], UINT16_MAX) : NAN;
    case SAMPLE_TESTS_PASSED:
        return samples->tests_passed ? count_number(samples->tests_passed[index], UINT16_MAX) : NAN;
    case SAMPLE_TESTS:
        return samples->tests_total ? count_number(samples->tests_total[index], UINT16_MAX) : NAN;
    case SAMPLE_TOKENS:
        return samples->tokens ? count_number(samples->tokens[index], UINT32_MAX) : NAN;
    case SAMPLE_SECONDS:
        return samples->seconds ? (double)samples->seconds[index] : NAN;
    default:
        return NAN;
    }
}

const struct sample_field *sample_field_find(struct str name)
{
    for (const struct sample_field *field = sample_fields; field->name; field++)
        if (str_eq_c(name, field->name))
            return field;
    return NULL;
}
