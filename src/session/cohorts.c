#include <assay/session/cohorts.h>

#include <assay/base/err.h>
#include <assay/model/difficulty.h>
#include <assay/session/cell_samples.h>
#include <assay/session/sample_field.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 4096, PROBES = 65536 };

/* Outcomes of a block, and what is not in the scope. */
enum { LEFT_OUT = OUTCOME_UNSCORED + 1, OUTCOMES };

enum column_kind { COLUMN_U8, COLUMN_U16, COLUMN_U32, COLUMN_BANDS };

struct column {
    const char *title, *field;
    enum column_kind kind;
    size_t offset; /* of the pointer in struct samples */
    /* The value's name; NULL: the number itself. */
    const char *(*name)(const struct cohort_scope *scope, uint32_t code);

    double (*number)(const struct samples *samples, size_t row); /* COLUMN_BANDS */
};

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

static const struct column columns[COHORT_BY_COUNT] = {
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
    return columns[by].title;
}

const char *cohort_field(enum cohort_by by)
{
    return columns[by].field;
}

enum cohort_by cohort_find(struct str name)
{
    for (int by = 0; by < COHORT_BY_COUNT; by++)
        if (str_eq_c(name, columns[by].field) || str_eq_c(name, columns[by].title))
            return (enum cohort_by)by;
    return COHORT_BY_COUNT;
}

static const void *column_of(const struct samples *samples, enum cohort_by by)
{
    const void *column;

    memcpy(&column, (const char *)samples + columns[by].offset, sizeof(column));
    return column;
}

static bool has_outcomes(const struct samples *samples)
{
    return samples->count && (samples->outcome || (samples->truth && samples->prediction));
}

bool cohort_applies(const struct samples *samples, enum cohort_by by)
{
    return has_outcomes(samples) && column_of(samples, by);
}

/* ---- one pass over the samples ---- */

/* Counts of a part by outcome. */
struct tally {
    uint32_t counts[OUTCOMES];
};

struct pass {
    const struct cohort_scope *scope;
    enum cohort_by by;
    double edges[COHORT_BANDS + 1]; /* of bands: each from its edge up to the next */
    size_t bands;
    bool exact; /* a band is one value */
    struct tally *tallies;
    size_t parts; /* the last: no value */
    uint8_t outcomes[BLOCK];
    uint32_t places[BLOCK];
};

static void read_labels(struct pass *pass, size_t from, size_t count)
{
    const struct samples *samples = pass->scope->samples;
    uint16_t labels = (uint16_t)samples->labels.count, invalid = pass->scope->invalid_as;

    for (size_t i = 0; i < count; i++) {
        uint16_t truth = samples->truth[from + i], answer = samples->prediction[from + i];

        if (answer >= labels && answer != LABEL_MISSING)
            answer = invalid;
        pass->outcomes[i] = truth >= labels || answer == LABEL_MISSING ? OUTCOME_UNSCORED
                            : truth == answer                          ? OUTCOME_PASS
                                                                       : OUTCOME_FAIL;
    }
}

static void leave_out(struct pass *pass, size_t from, size_t count)
{
    const struct cohort_scope *scope = pass->scope;

    for (size_t i = 0; scope->split != UINT16_MAX && i < count; i++)
        if (!scope->samples->split || scope->samples->split[from + i] != scope->split)
            pass->outcomes[i] = LEFT_OUT;
    for (size_t i = 0; scope->layer != UINT16_MAX && i < count; i++)
        if (!scope->samples->step || scope->samples->step[from + i] != scope->layer)
            pass->outcomes[i] = LEFT_OUT;
}

static uint32_t band_of(const struct pass *pass, double number)
{
    uint32_t band = 0;

    if (isnan(number))
        return (uint32_t)pass->bands;
    for (size_t edge = 1; edge < pass->bands; edge++)
        band += number >= pass->edges[edge];
    return band;
}

#define READ_CODES(type)                                                                           \
    for (size_t i = 0; i < count; i++) {                                                           \
        uint32_t code = ((const type *)column)[from + i];                                          \
        pass->places[i] = code < none ? code : none;                                               \
    }

static void read_places(struct pass *pass, size_t from, size_t count)
{
    const struct samples *samples = pass->scope->samples;
    const void *column = pass->by < COHORT_BY_COUNT ? column_of(samples, pass->by) : NULL;
    uint32_t none = (uint32_t)(pass->parts - 1);

    if (pass->by == COHORT_BY_COUNT) {
        memset(pass->places, 0, sizeof(pass->places));
        return;
    }
    switch (columns[pass->by].kind) {
    case COLUMN_U8:
        READ_CODES(uint8_t)
        break;
    case COLUMN_U16:
        READ_CODES(uint16_t)
        break;
    case COLUMN_U32:
        READ_CODES(uint32_t)
        break;
    case COLUMN_BANDS:
        for (size_t i = 0; i < count; i++)
            pass->places[i] = band_of(pass, columns[pass->by].number(samples, from + i));
        break;
    }
}

static void count_all(struct pass *pass)
{
    const struct samples *samples = pass->scope->samples;

    for (size_t from = 0; from < samples->count; from += BLOCK) {
        size_t count = samples->count - from < BLOCK ? samples->count - from : BLOCK;

        if (samples->outcome)
            memcpy(pass->outcomes, samples->outcome + from, count);
        else
            read_labels(pass, from, count);
        leave_out(pass, from, count);
        read_places(pass, from, count);
        for (size_t i = 0; i < count; i++)
            pass->tallies[pass->places[i]].counts[pass->outcomes[i] % OUTCOMES]++;
    }
}

/* ---- which parts there are ---- */

#define LARGEST_CODE(type, empty)                                                                  \
    for (size_t i = 0; i < samples->count; i++) {                                                  \
        uint32_t code = ((const type *)column)[i];                                                 \
        if (code < (empty) && code >= codes)                                                       \
            codes = code + 1;                                                                      \
    }

static uint32_t code_count(const struct samples *samples, enum cohort_by by)
{
    const void *column = column_of(samples, by);
    uint32_t codes = 0;

    if (by == COHORT_LABEL || by == COHORT_ANSWER)
        return (uint32_t)samples->labels.count;
    if (columns[by].kind == COLUMN_U8)
        return UINT8_MAX;
    if (columns[by].kind == COLUMN_U16) {
        LARGEST_CODE(uint16_t, UINT16_MAX)
    } else {
        LARGEST_CODE(uint32_t, UINT32_MAX)
    }
    return codes;
}

static int by_number(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* A number of three digits at most, so that people can read it and a filter says it exactly. */
static double rounded(double value)
{
    double unit;

    if (value == 0.0 || !isfinite(value))
        return value;
    unit = pow(10.0, floor(log10(fabs(value))) - 2.0);
    /* Division by a power of ten gives the nearest double, multiplication by .01 does not. */
    return unit < 1.0 ? round(value * round(1.0 / unit)) / round(1.0 / unit)
                      : round(value / unit) * unit;
}

/* all: values are of every sample, not of some. */
static void cut_bands(struct pass *pass, const double *values, size_t count, bool all)
{
    size_t different = count > 0;

    for (size_t i = 1; i < count; i++)
        different += values[i] != values[i - 1];
    pass->exact = all && different <= COHORT_BANDS;
    for (size_t i = 0; pass->exact && i < count; i++)
        if (i == 0 || values[i] != values[i - 1])
            pass->edges[pass->bands++] = values[i];
    for (size_t band = 0; count && !pass->exact && band < COHORT_BANDS; band++) {
        double edge = band ? rounded(values[count * band / COHORT_BANDS]) : values[0];

        if (pass->bands == 0 || edge > pass->edges[pass->bands - 1])
            pass->edges[pass->bands++] = edge;
    }
    if (count)
        pass->edges[pass->bands] = values[count - 1];
}

static void find_bands(struct pass *pass)
{
    const struct samples *samples = pass->scope->samples;
    size_t stride = samples->count / PROBES + 1, count = 0;
    double *values = xreallocarray(NULL, samples->count / stride + 1, sizeof(*values));

    for (size_t i = 0; i < samples->count; i += stride) {
        double value = columns[pass->by].number(samples, i);

        if (isfinite(value))
            values[count++] = value;
    }
    if (count)
        qsort(values, count, sizeof(*values), by_number);
    cut_bands(pass, values, count, stride == 1);
    free(values);
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

static void name_band(const struct pass *pass, size_t band, struct buf *name, struct buf *filter)
{
    const char *field = columns[pass->by].field;
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

static bool name_code(const struct pass *pass, uint32_t code, struct buf *name, struct buf *filter)
{
    const struct column *column = &columns[pass->by];
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
        buf_addf(filter, "-has:%s", columns[by].field);
}

static void name_part(const struct pass *pass, size_t part, struct buf *name, struct buf *filter)
{
    buf_clear(name);
    buf_clear(filter);
    if (part + 1 < pass->parts && columns[pass->by].kind == COLUMN_BANDS)
        name_band(pass, part, name, filter);
    else if (part + 1 == pass->parts || !name_code(pass, (uint32_t)part, name, filter))
        name_rest(pass->by, filter);
}

/* ---- figures ---- */

static double ratio(double part, double whole)
{
    return whole > 0.0 ? part / whole : NAN;
}

static void add_tally(struct cohort *cohort, const struct tally *tally)
{
    cohort->n += tally->counts[OUTCOME_FAIL] + (uint64_t)tally->counts[OUTCOME_PASS];
    cohort->errors += tally->counts[OUTCOME_FAIL];
    cohort->unscored += tally->counts[OUTCOME_UNSCORED];
}

static void fill_figures(struct cohorts *cohorts, struct cohort *rows)
{
    for (size_t i = 0; i < cohorts->count; i++) {
        cohorts->n += rows[i].n;
        cohorts->errors += rows[i].errors;
        cohorts->unscored += rows[i].unscored;
    }
    for (size_t i = 0; i < cohorts->count; i++) {
        struct cohort *row = &rows[i];

        row->rate = ratio((double)row->errors, (double)row->n);
        row->coverage = ratio((double)row->errors, (double)cohorts->errors);
        row->lift = ratio(row->rate, ratio((double)cohorts->errors, (double)cohorts->n));
        row->interval = interval_wilson(row->errors, row->n, 0.95);
    }
}

struct place {
    struct tally tally;
    size_t part;
};

static int by_errors(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    uint32_t xe = x->tally.counts[OUTCOME_FAIL], ye = y->tally.counts[OUTCOME_FAIL];
    uint32_t xn = xe + x->tally.counts[OUTCOME_PASS], yn = ye + y->tally.counts[OUTCOME_PASS];

    if (xe != ye)
        return xe < ye ? 1 : -1;
    if (xn != yn)
        return xn < yn ? 1 : -1;
    return (x->part > y->part) - (x->part < y->part);
}

static bool occurs(const struct tally *tally)
{
    return tally->counts[OUTCOME_FAIL] || tally->counts[OUTCOME_PASS] ||
           tally->counts[OUTCOME_UNSCORED];
}

/* The parts that occur, in the order in which they are shown. */
static struct place *occurring(const struct pass *pass, size_t *count)
{
    struct place *places;

    *count = 0;
    for (size_t i = 0; i < pass->parts; i++)
        *count += occurs(&pass->tallies[i]);
    places = xreallocarray(NULL, *count + 1, sizeof(*places));
    *count = 0;
    for (size_t i = 0; i < pass->parts; i++)
        if (occurs(&pass->tallies[i]))
            places[(*count)++] = (struct place){pass->tallies[i], i};
    if (pass->by == COHORT_GROUP && *count > 1)
        qsort(places, *count, sizeof(*places), by_errors);
    return places;
}

static const struct cohorts *finish(const struct pass *pass, struct arena *arena)
{
    struct cohorts *cohorts = arena_zalloc(arena, 1, sizeof(*cohorts));
    struct buf name = {0}, filter = {0};
    size_t count, named;
    struct place *places = occurring(pass, &count);
    struct cohort *rows;

    /* One more group than the most is shown as it is, rather than as "1 other". */
    named = pass->by == COHORT_GROUP && count > COHORTS_MOST + 1 ? COHORTS_MOST : count;
    cohorts->by = pass->by;
    cohorts->count = named + (named < count);
    cohorts->rows = rows = arena_zalloc(arena, cohorts->count, sizeof(*rows));
    for (size_t i = 0; i < named; i++) {
        name_part(pass, places[i].part, &name, &filter);
        add_tally(&rows[i], &places[i].tally);
        rows[i].name = arena_strndup(arena, name.len ? name.ptr : "", name.len);
        rows[i].filter = arena_strndup(arena, filter.ptr, filter.len);
    }
    for (size_t i = named; i < count; i++)
        add_tally(&rows[named], &places[i].tally);
    if (named < count)
        rows[named].name = arena_printf(arena, "%zu others", count - named);
    fill_figures(cohorts, rows);
    free(places);
    buf_release(&name);
    buf_release(&filter);
    return cohorts;
}

const struct cohorts *cohorts_new(const struct cohort_scope *scope, enum cohort_by by,
                                  struct arena *arena)
{
    struct pass *pass = xcalloc(1, sizeof(*pass));
    const struct cohorts *cohorts;

    pass->scope = scope;
    pass->by = by;
    if (columns[by].kind == COLUMN_BANDS)
        find_bands(pass);
    pass->parts =
        1 + (columns[by].kind == COLUMN_BANDS ? pass->bands : code_count(scope->samples, by));
    pass->tallies = xcalloc(pass->parts, sizeof(*pass->tallies));
    count_all(pass);
    cohorts = finish(pass, arena);
    free(pass->tallies);
    free(pass);
    return cohorts;
}

const struct cohorts *cohorts_of_sets(const struct run *run, struct arena *arena)
{
    struct cohorts *cohorts = arena_zalloc(arena, 1, sizeof(*cohorts));
    struct cohort *rows = arena_zalloc(arena, run_samples_count(run) + 1, sizeof(*rows));
    struct pass *pass = xcalloc(1, sizeof(*pass));

    cohorts->by = COHORT_BY_COUNT;
    cohorts->rows = rows;
    for (size_t set = 0; set < run_samples_count(run); set++) {
        struct cohort_scope scope = {run, run_samples(run, set), UINT16_MAX, UINT16_MAX,
                                     LABEL_INVALID};
        struct tally tally = {{0}};

        if (!has_outcomes(scope.samples))
            continue;
        pass->scope = &scope;
        pass->by = COHORT_BY_COUNT;
        pass->tallies = &tally;
        pass->parts = 1;
        count_all(pass);
        rows[cohorts->count].name = scope.samples->name;
        rows[cohorts->count].filter = "";
        rows[cohorts->count].set = set;
        add_tally(&rows[cohorts->count++], &tally);
    }
    fill_figures(cohorts, rows);
    free(pass);
    return cohorts;
}
