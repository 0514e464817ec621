#include <assay/session/cohorts.h>

#include "cohorts_internal.h"

#include <assay/base/err.h>
#include <assay/session/sample_field.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = COHORT_BLOCK, PROBES = 65536 };

static bool has_outcomes(const struct samples *samples)
{
    return samples->count && (samples->outcome || (samples->truth && samples->prediction));
}

bool cohort_applies(const struct samples *samples, enum cohort_by by)
{
    return has_outcomes(samples) && cohort_column_of(samples, by);
}

/* ---- one pass over the samples ---- */

static void read_labels(struct cohort_pass *pass, size_t from, size_t count)
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

static void leave_out(struct cohort_pass *pass, size_t from, size_t count)
{
    const struct cohort_scope *scope = pass->scope;

    for (size_t i = 0; scope->split != UINT16_MAX && i < count; i++)
        if (!scope->samples->split || scope->samples->split[from + i] != scope->split)
            pass->outcomes[i] = LEFT_OUT;
    for (size_t i = 0; scope->layer != UINT16_MAX && i < count; i++)
        if (!scope->samples->step || scope->samples->step[from + i] != scope->layer)
            pass->outcomes[i] = LEFT_OUT;
}

/* An edge as filters compare it: seconds are kept as float, and so is what they are held against.
 */
static double compared(const struct cohort_pass *pass, double edge)
{
    return pass->by == COHORT_SECONDS ? (double)(float)edge : edge;
}

static uint32_t band_of(const struct cohort_pass *pass, double number)
{
    uint32_t band = 0;

    if (isnan(number))
        return (uint32_t)pass->bands;
    for (size_t edge = 1; edge < pass->bands; edge++)
        band += number >= compared(pass, pass->edges[edge]);
    return band;
}

#define READ_CODES(type)                                                                           \
    for (size_t i = 0; i < count; i++) {                                                           \
        uint32_t code = ((const type *)column)[from + i];                                          \
        pass->places[i] = code < none ? code : none;                                               \
    }

static void read_places(struct cohort_pass *pass, size_t from, size_t count)
{
    const struct samples *samples = pass->scope->samples;
    const void *column = pass->by < COHORT_BY_COUNT ? cohort_column_of(samples, pass->by) : NULL;
    uint32_t none = (uint32_t)(pass->parts - 1);

    if (pass->by == COHORT_BY_COUNT) {
        memset(pass->places, 0, sizeof(pass->places));
        return;
    }
    switch (cohort_columns[pass->by].kind) {
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
            pass->places[i] = band_of(pass, cohort_columns[pass->by].number(samples, from + i));
        break;
    }
}

static void count_all(struct cohort_pass *pass)
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
    const void *column = cohort_column_of(samples, by);
    uint32_t codes = 0;

    if (by == COHORT_LABEL || by == COHORT_ANSWER)
        return (uint32_t)samples->labels.count;
    if (cohort_columns[by].kind == COLUMN_U8)
        return UINT8_MAX;
    if (cohort_columns[by].kind == COLUMN_U16) {
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
static void cut_bands(struct cohort_pass *pass, const double *values, size_t count, bool all)
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

static void find_bands(struct cohort_pass *pass)
{
    const struct samples *samples = pass->scope->samples;
    size_t stride = samples->count / PROBES + 1, count = 0;
    double *values = xreallocarray(NULL, samples->count / stride + 1, sizeof(*values));

    for (size_t i = 0; i < samples->count; i += stride) {
        double value = cohort_columns[pass->by].number(samples, i);

        if (isfinite(value))
            values[count++] = value;
    }
    if (count)
        qsort(values, count, sizeof(*values), by_number);
    cut_bands(pass, values, count, stride == 1);
    free(values);
}

/* ---- figures ---- */

static double ratio(double part, double whole)
{
    return whole > 0.0 ? part / whole : NAN;
}

static void add_tally(struct cohort *cohort, const struct cohort_tally *tally)
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
    struct cohort_tally tally;
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

static bool occurs(const struct cohort_tally *tally)
{
    return tally->counts[OUTCOME_FAIL] || tally->counts[OUTCOME_PASS] ||
           tally->counts[OUTCOME_UNSCORED];
}

/* The parts that occur, in the order in which they are shown. */
static struct place *occurring(const struct cohort_pass *pass, size_t *count)
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

static const struct cohorts *finish(const struct cohort_pass *pass, struct arena *arena)
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
        cohort_name_part(pass, places[i].part, &name, &filter);
        add_tally(&rows[i], &places[i].tally);
        rows[i].part = places[i].part;
        rows[i].name = arena_strndup(arena, name.len ? name.ptr : "", name.len);
        rows[i].filter = arena_strndup(arena, filter.ptr, filter.len);
    }
    for (size_t i = named; i < count; i++)
        add_tally(&rows[named], &places[i].tally);
    if (named < count) {
        rows[named].name = arena_printf(arena, "%zu others", count - named);
        rows[named].part = SIZE_MAX;
    }
    fill_figures(cohorts, rows);
    free(places);
    buf_release(&name);
    buf_release(&filter);
    return cohorts;
}

static struct cohort_pass *pass_new(const struct cohort_scope *scope, enum cohort_by by)
{
    struct cohort_pass *pass = xcalloc(1, sizeof(*pass));

    pass->scope = scope;
    pass->by = by;
    if (cohort_columns[by].kind == COLUMN_BANDS)
        find_bands(pass);
    pass->parts = 1 + (cohort_columns[by].kind == COLUMN_BANDS ? pass->bands
                                                               : code_count(scope->samples, by));
    pass->tallies = xcalloc(pass->parts, sizeof(*pass->tallies));
    return pass;
}

static void pass_free(struct cohort_pass *pass)
{
    free(pass->tallies);
    free(pass);
}

const struct cohorts *cohorts_new(const struct cohort_scope *scope, enum cohort_by by,
                                  struct arena *arena)
{
    struct cohort_pass *pass = pass_new(scope, by);
    const struct cohorts *cohorts;

    count_all(pass);
    cohorts = finish(pass, arena);
    pass_free(pass);
    return cohorts;
}

const uint16_t *cohorts_by_row(const struct cohorts *cohorts, const struct cohort_scope *scope,
                               size_t most, struct arena *arena)
{
    struct cohort_pass *pass = pass_new(scope, cohorts->by);
    size_t rows = scope->samples->count, count;
    uint16_t *of_part = xcalloc(pass->parts, sizeof(*of_part));
    uint16_t *of_row = arena_alloc(arena, (rows + 1) * sizeof(*of_row));

    for (size_t part = 0; part < pass->parts; part++)
        of_part[part] = (uint16_t)most;
    for (size_t i = 0; i < cohorts->count && i < most; i++)
        if (cohorts->rows[i].part < pass->parts)
            of_part[cohorts->rows[i].part] = (uint16_t)i;
    for (size_t from = 0; from < rows; from += count) {
        count = rows - from < BLOCK ? rows - from : BLOCK;
        read_places(pass, from, count);
        for (size_t i = 0; i < count; i++)
            of_row[from + i] = of_part[pass->places[i]];
    }
    free(of_part);
    pass_free(pass);
    return of_row;
}

const struct cohorts *cohorts_of_sets(const struct run *run, struct arena *arena)
{
    struct cohorts *cohorts = arena_zalloc(arena, 1, sizeof(*cohorts));
    struct cohort *rows = arena_zalloc(arena, run_samples_count(run) + 1, sizeof(*rows));
    struct cohort_pass *pass = xcalloc(1, sizeof(*pass));

    cohorts->by = COHORT_BY_COUNT;
    cohorts->rows = rows;
    for (size_t set = 0; set < run_samples_count(run); set++) {
        struct cohort_scope scope = {run, run_samples(run, set), UINT16_MAX, UINT16_MAX,
                                     LABEL_INVALID};
        struct cohort_tally tally = {{0}};

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
