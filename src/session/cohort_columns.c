#include "cohorts_internal.h"

#include <assay/model/difficulty.h>
#include <assay/session/filter_print.h>

#include <math.h>
#include <string.h>

static const char *label_name(const struct cohort_scope *scope, uint32_t code)
{
    const struct label_set *labels = &scope->samples->labels;

    return code < labels->count ? labels->names[code] : NULL;
}

static const char *split_name(const struct cohort_scope *scope, uint32_t code)
{
    return code < run_split_count(scope->run) ? run_split(scope->run, (uint16_t)code) : NULL;
}

static const char *band_name(const struct cohort_scope *scope, uint32_t code)
{
    (void)scope;
    return code && code < DIFFICULTY_COUNT ? difficulty_name((enum difficulty)code) : NULL;
}

static const char *conflict_name(const struct cohort_scope *scope, uint32_t code)
{
    (void)scope;
    return code ? "true" : "false";
}

static const char *group_name(const struct cohort_scope *scope, uint32_t code)
{
    struct str text = run_text(scope->run, code);

    return text.len ? text.ptr : NULL;
}

static double tests_number(const struct samples *samples, size_t row)
{
    uint16_t tests = samples->tests_total[row];

    return tests == UINT16_MAX ? (double)NAN : tests;
}

static double tokens_number(const struct samples *samples, size_t row)
{
    uint32_t tokens = samples->tokens[row];

    return tokens == UINT32_MAX ? (double)NAN : tokens;
}

static double seconds_number(const struct samples *samples, size_t row)
{
    return (double)samples->seconds[row];
}

static double score_number(const struct samples *samples, size_t row)
{
    return samples->score[row];
}

#define AT(column) offsetof(struct samples, column)

const struct cohort_column cohort_columns[COHORT_BY_COUNT] = {
    [COHORT_LABEL] = {"label", "truth", COLUMN_U16, AT(truth), label_name, NULL},
    [COHORT_ANSWER] = {"answer", "pred", COLUMN_U16, AT(prediction), label_name, NULL},
    [COHORT_SPLIT] = {"split", "split", COLUMN_U16, AT(split), split_name, NULL},
    [COHORT_DIFFICULTY] = {"difficulty", "difficulty", COLUMN_U8, AT(difficulty), band_name, NULL},
    [COHORT_LAYER] = {"layer", "layer", COLUMN_U16, AT(step), NULL, NULL},
    [COHORT_FOLD] = {"fold", "fold", COLUMN_U16, AT(fold), NULL, NULL},
    [COHORT_ATTEMPT] = {"attempt", "attempt", COLUMN_U16, AT(attempt), NULL, NULL},
    [COHORT_CONFLICT] = {"conflict", "conflict", COLUMN_U8, AT(conflict), conflict_name, NULL},
    [COHORT_TESTS] = {"number of tests", "tests", COLUMN_BANDS, AT(tests_total), NULL,
                      tests_number},
    [COHORT_TOKENS] = {"length in tokens", "tokens", COLUMN_BANDS, AT(tokens), NULL, tokens_number},
    [COHORT_SECONDS] = {"response time", "seconds", COLUMN_BANDS, AT(seconds), NULL,
                        seconds_number},
    [COHORT_SCORE] = {"score", "score", COLUMN_BANDS, AT(score), NULL, score_number},
    [COHORT_GROUP] = {"group", "group", COLUMN_U32, AT(group), group_name, NULL},
};

const char *cohort_title(enum cohort_by by)
{
    return cohort_columns[by].title;
}

const void *cohort_column_of(const struct samples *samples, enum cohort_by by)
{
    const void *column;

    memcpy(&column, (const char *)samples + cohort_columns[by].offset, sizeof(column));
    return column;
}

/* ---- parts as people read them ---- */

static void add_number(struct buf *out, double value)
{
    buf_addf(out, "%.10g", value);
}

static bool is_whole(enum cohort_by by)
{
    return by == COHORT_TESTS || by == COHORT_TOKENS;
}

static void name_band(const struct cohort_pass *pass, size_t band, struct buf *name,
                      struct buf *filter)
{
    const char *field = cohort_columns[pass->by].field;
    double low = pass->edges[band], high = pass->edges[band + 1];

    if (pass->exact) {
        add_number(name, low);
        buf_addf(filter, "%s=", field);
        add_number(filter, low);
        return;
    }
    if (pass->bands == 1) {
        buf_add_c(name, "all");
        buf_addf(filter, "has:%s", field);
        return;
    }
    if (band == 0) {
        buf_add_c(name, "below ");
        buf_addf(filter, "%s<", field);
        add_number(name, high);
        add_number(filter, high);
        return;
    }
    buf_addf(filter, "%s>=", field);
    add_number(filter, low);
    if (band + 1 == pass->bands) {
        buf_add_c(name, "from ");
        add_number(name, low);
        return;
    }
    add_number(name, low);
    buf_add_c(name, is_whole(pass->by) ? "–" : " to ");
    add_number(name, is_whole(pass->by) ? high - 1.0 : high);
    buf_addf(filter, " %s<", field);
    add_number(filter, high);
}

static bool name_code(const struct cohort_pass *pass, uint32_t code, struct buf *name,
                      struct buf *filter)
{
    const struct cohort_column *column = &cohort_columns[pass->by];
    const char *text;

    if (!column->name) {
        buf_addf(name, "%u", code);
        buf_addf(filter, "%s=%u", column->field, code);
        return true;
    }
    text = column->name(pass->scope, code);
    if (!text)
        return false;
    buf_add_c(name, text);
    filter_add_equal(filter, column->field, str_of(text));
    return true;
}

static void name_rest(enum cohort_by by, struct buf *filter)
{
    if (by == COHORT_ANSWER)
        buf_add_c(filter, "is:invalid");
    else
        buf_addf(filter, "-has:%s", cohort_columns[by].field);
}

void cohort_name_part(const struct cohort_pass *pass, size_t part, struct buf *name,
                      struct buf *filter)
{
    buf_clear(name);
    buf_clear(filter);
    if (part + 1 < pass->parts && cohort_columns[pass->by].kind == COLUMN_BANDS)
        name_band(pass, part, name, filter);
    else if (part + 1 == pass->parts || !name_code(pass, (uint32_t)part, name, filter))
        name_rest(pass->by, filter);
}
