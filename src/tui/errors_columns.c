#include "errors_internal.h"

#include <assay/base/fmt.h>
#include <assay/tui/share_bar.h>

#include <math.h>

static void set(struct grid_cell *cell, const char *text, double number)
{
    cell->text = str_of(text);
    cell->number = number;
    cell->style = ROLE_TEXT;
}

static void set_count(struct grid_cell *cell, struct arena *scratch, uint64_t count)
{
    set(cell, fmt_count(scratch, count), (double)count);
}

static void set_share(struct grid_cell *cell, struct arena *scratch, double share)
{
    set(cell, fmt_share(scratch, share), share);
}

static double ratio(uint64_t part, uint64_t whole)
{
    return whole ? (double)part / (double)whole : NAN;
}

static const char *sample_name(const struct errors_data *data, size_t row, struct arena *scratch)
{
    char room[SAMPLE_ID_ROOM];
    struct str id = samples_id(data->part->samples, row, room);

    return arena_strndup(scratch, id.ptr, id.len);
}

/* ---- confused pairs ---- */

enum { PAIR_TRUTH, PAIR_ANSWER, PAIR_COUNT, PAIR_OF_ROW, PAIR_OF_ERRORS, PAIR_BAR };

static void paint_pair(const void *arg, size_t row, const struct surface *surface, unsigned style)
{
    const struct errors_data *data = arg;

    (void)style;
    share_bar_draw(surface, 0, ROLE_BAR, ratio(data->pairs[row].count, data->pairs[0].count));
}

static const struct grid_column pair_columns[] = {
    {.key = "truth", .title = "truth", .least = 8, .most = 24, .is_name = true},
    {.key = "pred", .title = "→ answer", .least = 8, .most = 24, .is_name = true},
    {.key = "count", .title = "count", .least = 6, .align = GRID_RIGHT, .marked = true},
    {.key = "of_truth", .title = "of row", .least = 7, .align = GRID_RIGHT, .priority = 2},
    {.key = "of_errors", .title = "of all", .least = 7, .align = GRID_RIGHT},
    {.key = "bar",
     .title = "",
     .least = 8,
     .most = 24,
     .stretches = true,
     .priority = 3,
     .paint = paint_pair},
};

static const char *answer_name(const struct errors_data *data, uint16_t code)
{
    const struct label_set *labels = &data->part->slice->labels;

    return code < labels->count ? labels->names[code] : "(outside)";
}

static char pair_mark(const struct errors_data *data, const struct confused_pair *pair,
                      struct arena *scratch)
{
    const struct label_set *labels = &data->part->slice->labels;

    if (pair->prediction >= labels->count)
        return '\0';
    return slice_mark(data->part->slice, data->reading, data->figures, "confused_pair",
                      arena_printf(scratch, "%s>%s", labels->names[pair->truth],
                                   labels->names[pair->prediction]));
}

static void pair_cell(const void *arg, size_t row, size_t column, struct arena *scratch,
                      struct grid_cell *cell)
{
    const struct errors_data *data = arg;
    const struct confused_pair *pair = &data->pairs[row];

    switch (column) {
    case PAIR_TRUTH:
        set(cell, data->part->slice->labels.names[pair->truth], NAN);
        break;
    case PAIR_ANSWER:
        set(cell, answer_name(data, pair->prediction), NAN);
        if (pair->prediction >= data->part->slice->labels.count)
            cell->style = ROLE_INVALID;
        break;
    case PAIR_COUNT:
        set_count(cell, scratch, pair->count);
        cell->mark = pair_mark(data, pair, scratch);
        break;
    case PAIR_OF_ROW:
        set_share(cell, scratch, pair->share_of_row);
        break;
    default:
        set_share(cell, scratch, pair->share_of_errors);
        break;
    }
}

/* ---- error kinds ---- */

enum { KIND_NAME, KIND_COUNT, KIND_SHARE, KIND_BAR, KIND_EXAMPLE };

static void paint_kind(const void *arg, size_t row, const struct surface *surface, unsigned style)
{
    const struct errors_data *data = arg;

    (void)style;
    share_bar_draw(surface, 0, ROLE_BAR, ratio(data->kinds[row].count, data->kinds[0].count));
}

static const struct grid_column kind_columns[] = {
    {.key = "error", .title = "error kind", .least = 16},
    {.key = "count", .title = "errors", .least = 7, .align = GRID_RIGHT},
    {.key = "of_errors", .title = "of all", .least = 7, .align = GRID_RIGHT},
    {.key = "bar",
     .title = "",
     .least = 8,
     .most = 24,
     .stretches = true,
     .priority = 3,
     .paint = paint_kind},
    {.key = "example", .title = "first", .most = 24, .priority = 2},
};

static void kind_cell(const void *arg, size_t row, size_t column, struct arena *scratch,
                      struct grid_cell *cell)
{
    const struct errors_data *data = arg;
    const struct kind_count *kind = &data->kinds[row];

    switch (column) {
    case KIND_NAME:
        set(cell, kind->kind == ERROR_KIND_NONE ? "not known" : error_kind_name(kind->kind), NAN);
        break;
    case KIND_COUNT:
        set_count(cell, scratch, kind->count);
        break;
    case KIND_EXAMPLE:
        set(cell, sample_name(data, kind->first, scratch), NAN);
        cell->style = ROLE_DIM;
        break;
    default:
        set_share(cell, scratch, ratio(kind->count, data->failures));
        break;
    }
}

/* ---- cohorts ---- */

enum {
    COHORT_NAME,
    COHORT_N,
    COHORT_ERRORS,
    COHORT_RATE,
    COHORT_INTERVAL,
    COHORT_PLOT,
    COHORT_COVERAGE,
    COHORT_LIFT
};

static void paint_cohort(const void *arg, size_t row, const struct surface *surface, unsigned style)
{
    const struct cohort *cohort = &((const struct errors_data *)arg)->cohorts->rows[row];

    (void)style;
    share_interval_draw(surface, 0, cohort->rate, cohort->interval);
}

static const struct grid_column cohort_columns[] = {
    {.key = "cohort", .title = "cohort", .is_name = true, .least = 10, .most = 28},
    {.key = "n", .title = "n", .least = 4, .align = GRID_RIGHT, .priority = 1},
    {.key = "errors", .title = "errors", .least = 7, .align = GRID_RIGHT},
    {.key = "rate", .title = "rate", .least = 6, .align = GRID_RIGHT},
    {.key = "interval", .title = "95 %", .priority = 4},
    {.key = "plot",
     .title = "from 0 to 1",
     .least = 16,
     .most = 40,
     .stretches = true,
     .priority = 5,
     .paint = paint_cohort},
    {.key = "coverage", .title = "of all", .least = 7, .align = GRID_RIGHT, .priority = 2},
    {.key = "lift", .title = "lift", .least = 6, .align = GRID_RIGHT, .priority = 3},
};

static const char *interval_text(struct arena *scratch, struct interval interval)
{
    if (isnan(interval.low))
        return "";
    return arena_printf(scratch, "%s – %s", fmt_share(scratch, interval.low),
                        fmt_share(scratch, interval.high));
}

static const char *cohort_name(const struct errors_data *data, const struct cohort *cohort)
{
    if (cohort->name[0])
        return cohort->name;
    return data->cohorts->by == COHORT_ANSWER ? "(outside the labels)" : "(none)";
}

static void cohort_cell(const void *arg, size_t row, size_t column, struct arena *scratch,
                        struct grid_cell *cell)
{
    const struct errors_data *data = arg;
    const struct cohort *cohort = &data->cohorts->rows[row];

    switch (column) {
    case COHORT_NAME:
        set(cell, cohort_name(data, cohort), NAN);
        cell->style = cohort->name[0] ? ROLE_TEXT : ROLE_DIM;
        break;
    case COHORT_N:
        set_count(cell, scratch, cohort->n);
        break;
    case COHORT_ERRORS:
        set_count(cell, scratch, cohort->errors);
        break;
    case COHORT_INTERVAL:
        set(cell, interval_text(scratch, cohort->interval), cohort->interval.low);
        cell->style = ROLE_DIM;
        break;
    case COHORT_COVERAGE:
        set_share(cell, scratch, cohort->coverage);
        break;
    case COHORT_LIFT:
        set(cell, fmt_fixed(scratch, cohort->lift, 2), cohort->lift);
        break;
    default:
        set_share(cell, scratch, cohort->rate);
        break;
    }
}

/* ---- answers outside the label set ---- */

enum { ANSWER_TEXT, ANSWER_COUNT, ANSWER_SHARE, ANSWER_EXAMPLE };

static const struct grid_column answer_columns[] = {
    {.key = "raw", .title = "answer", .least = 16, .most = 60},
    {.key = "count", .title = "times", .least = 6, .align = GRID_RIGHT},
    {.key = "share", .title = "of these", .least = 9, .align = GRID_RIGHT, .priority = 1},
    {.key = "example", .title = "first", .most = 24, .priority = 2},
};

static void answer_cell(const void *arg, size_t row, size_t column, struct arena *scratch,
                        struct grid_cell *cell)
{
    const struct errors_data *data = arg;
    const struct answer_count *answer = &data->answers[row];

    switch (column) {
    case ANSWER_TEXT:
        set(cell, "(not kept)", NAN);
        cell->style = ROLE_DIM;
        if (answer->text.len) {
            cell->text = answer->text;
            cell->style = ROLE_INVALID;
        }
        break;
    case ANSWER_COUNT:
        set_count(cell, scratch, answer->count);
        break;
    case ANSWER_SHARE:
        set_share(cell, scratch, ratio(answer->count, data->invalid));
        break;
    default:
        set(cell, sample_name(data, answer->first, scratch), NAN);
        cell->style = ROLE_DIM;
        break;
    }
}

/* ---- all four ---- */

#define SOURCE(name)                                                                               \
    {                                                                                              \
        .columns = name##_columns,                                                                 \
        .column_count = sizeof(name##_columns) / sizeof(name##_columns[0]), .cell = name##_cell    \
    }

const struct grid_source errors_sources[PANE_COUNT] = {
    [PANE_PAIRS] = SOURCE(pair),
    [PANE_KINDS] = SOURCE(kind),
    [PANE_COHORTS] = SOURCE(cohort),
    [PANE_ANSWERS] = SOURCE(answer),
};

size_t errors_row_count(const struct errors_data *data, enum error_pane pane)
{
    switch (pane) {
    case PANE_PAIRS:
        return data->pair_count;
    case PANE_KINDS:
        return data->kind_count;
    case PANE_COHORTS:
        return data->cohorts ? data->cohorts->count : 0;
    default:
        return data->answer_count;
    }
}

const char *errors_title(const struct errors_data *data, enum error_pane pane,
                         struct arena *scratch)
{
    static const char *const names[PANE_COUNT] = {
        [PANE_PAIRS] = "Confused pairs",
        [PANE_KINDS] = "Error kinds",
        [PANE_ANSWERS] = "Answers outside the label set",
    };

    if (pane == PANE_COHORTS)
        return arena_printf(scratch, "Errors by %s",
                            data->cohorts->by == COHORT_BY_COUNT ? "set of samples"
                                                                 : cohort_title(data->cohorts->by));
    return names[pane];
}
