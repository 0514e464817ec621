#include <assay/session/run_groups.h>

#include <assay/base/calendar.h>
#include <assay/base/err.h>
#include <assay/base/str.h>
#include <assay/metrics/layer_results.h>
#include <assay/session/figures.h>
#include <assay/session/headline.h>
#include <assay/session/run_names.h>
#include <assay/session/suite.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct stored_value {
    size_t run, row;
    double value;
};

/* What grows while runs are added. */
struct run_group_work {
    struct grouped_run *runs;
    struct run_group *groups;
    struct group_row *rows;
    struct stored_value *values;
    size_t run_room, group_room, row_room, value_count, value_room;
};

/* Figures of a run as a whole, in the order they are shown. */
static const char *const of_runs[] = {
    "tasks_mean", "tasks_harmonic_mean", "slope_end_point", "slope_least_squares", "pass_rate",
    "accuracy",   "balanced_accuracy",   "macro_f1",        "weighted_f1",         "kappa",
    "mcc",        "dominance_mean",      "dominance_early", "dominance_middle",    "dominance_late",
    NULL};
static const char *const of_probes[] = {"probe_best_accuracy", NULL};

struct run_groups *run_groups_new(const char *by, struct arena *arena)
{
    struct run_groups *groups = arena_zalloc(arena, 1, sizeof(*groups));

    groups->by = by;
    groups->arena = arena;
    groups->work = arena_zalloc(arena, 1, sizeof(*groups->work));
    return groups;
}

/* ---- which group ---- */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The word stands in the text, with no letter beside it. */
static bool has_word(const char *text, const char *word)
{
    size_t length = strlen(word);

    for (const char *at = text; *at; at++)
        if (str_eq_nocase((struct str){at, strnlen(at, length)}, str_of(word)) &&
            (at == text || !is_letter(at[-1])) && !is_letter(at[length]))
            return true;
    return false;
}

static const char *word_of(const char *id)
{
    static const char *const words[] = {"baseline", "ttt"};

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (has_word(run_name_last(id), words[i]))
            return words[i];
    return "";
}

struct str run_group_name(const char *by, struct str found, const char *id, const char *model,
                          const char *format)
{
    if (found.len)
        return found;
    if (!by || strcmp(by, "variant") == 0)
        return str_of(word_of(id));
    if (strcmp(by, "model") == 0 && model)
        return str_of(model);
    return strcmp(by, "format") == 0 && format ? str_of(format) : STR("");
}

/* NUL-ended, in the arena. */
static const char *name_of(const struct run_groups *groups, const struct run *run)
{
    const struct meta *node = meta_find(run_meta(run), groups->by ? groups->by : "variant");
    struct str found = node ? meta_scalar(node) : STR("");
    struct str name =
        run_group_name(groups->by, found, run_id(run), run_model(run), run_format(run));

    return arena_strndup(groups->arena, name.ptr, name.len);
}

static size_t group_of(struct run_groups *groups, const char *name)
{
    struct run_group_work *work = groups->work;

    for (size_t i = 0; i < groups->group_count; i++)
        if (strcmp(work->groups[i].name, name) == 0)
            return i;
    work->groups =
        array_grow(work->groups, &work->group_room, groups->group_count + 1, sizeof(*work->groups));
    work->groups[groups->group_count] = (struct run_group){
        .name = name, .is_baseline = str_eq_nocase(str_of(name), STR("baseline"))};
    return groups->group_count++;
}

/* ---- figures ---- */

static const char *title_of(const struct run_groups *groups, const struct quantity *what,
                            const struct metric *metric)
{
    if (!what->subject)
        return metric->title;
    if (strcmp(metric->name, "task_accuracy") == 0)
        return what->subject;
    return arena_printf(groups->arena, "%s, %s", metric->title, what->subject);
}

static size_t row_of(struct run_groups *groups, const struct quantity *what)
{
    struct run_group_work *work = groups->work;
    struct group_row row = {.metric = metric_find(what->metric), .what = *what, .chance = NAN};

    for (size_t i = 0; i < groups->row_count; i++)
        if (quantity_equal(&work->rows[i].what, what))
            return i;
    if (what->subject)
        row.what.subject = arena_strdup(groups->arena, what->subject);
    row.what.metric = row.metric->name;
    row.title = title_of(groups, &row.what, row.metric);
    work->rows = array_grow(work->rows, &work->row_room, groups->row_count + 1, sizeof(row));
    work->rows[groups->row_count] = row;
    return groups->row_count++;
}

static void add_figure(struct run_groups *groups, const struct figures *figures, const char *metric,
                       const char *subject)
{
    struct run_group_work *work = groups->work;
    struct quantity what = QUANTITY(metric);
    double value;

    what.subject = subject;
    value = figures_value(figures, &what);
    if (isnan(value))
        return;
    work->values =
        array_grow(work->values, &work->value_room, work->value_count + 1, sizeof(*work->values));
    work->values[work->value_count++] =
        (struct stored_value){groups->run_count, row_of(groups, &what), value};
}

static void note_chance(struct run_groups *groups, const struct task *task)
{
    struct quantity what = QUANTITY("task_accuracy");

    what.subject = task->name;
    for (size_t i = 0; i < groups->row_count; i++) {
        struct group_row *row = &groups->work->rows[i];

        if (isnan(row->chance) && quantity_equal(&row->what, &what))
            row->chance = task->chance;
    }
}

static void add_figures(struct run_groups *groups, const struct figures *figures)
{
    const struct layer_results *layers = figures->input->results->layers;
    size_t count;
    const struct task *tasks = run_tasks(figures->input->run, &count);

    for (size_t i = 0; i < count; i++) {
        add_figure(groups, figures, "task_accuracy", tasks[i].name);
        note_chance(groups, &tasks[i]);
    }
    for (size_t i = 0; of_runs[i]; i++)
        add_figure(groups, figures, of_runs[i], NULL);
    for (size_t p = 0; layers && p < layers->probe_count; p++)
        for (size_t i = 0; of_probes[i]; i++)
            add_figure(groups, figures, of_probes[i], layers->probes[p].name);
}

static void add_run(struct run_groups *groups, const struct assessed *run)
{
    struct run_group_work *work = groups->work;
    struct arena *scratch = arena_new();
    size_t group = group_of(groups, name_of(groups, run->run));
    const char *time = run_time(run->run, groups->arena);

    work->runs =
        array_grow(work->runs, &work->run_room, groups->run_count + 1, sizeof(*work->runs));
    work->runs[groups->run_count] =
        (struct grouped_run){.id = arena_strdup(groups->arena, run_id(run->run)),
                             .title = arena_strdup(groups->arena, run_title(run->run)),
                             .time = time ? arena_strdup(groups->arena, time) : NULL,
                             .day = time ? calendar_days(str_of(time)) : NAN,
                             .group = group};
    work->groups[group].count++;
    if (run->results->curve)
        group_curve_add(&work->groups[group].losses, &run->results->curve->losses);
    add_figures(groups, figures_new(run, scratch));
    groups->run_count++;
    arena_free(scratch);
}

void run_groups_add(struct run_groups *groups, const struct assessed *run)
{
    if (!suite_is_tables(run->run))
        add_run(groups, run);
}

/* ---- what is said of a group ---- */

static bool is_better(const struct metric *metric, double a, double b)
{
    return metric->better == BETTER_LOWER ? a < b : a > b;
}

static void count_value(const struct group_row *row, struct group_figure *figure, size_t run,
                        double value)
{
    double off = value - figure->mean;

    if (figure->n == 0 || is_better(row->metric, value, figure->best)) {
        figure->best = value;
        figure->best_run = run;
    }
    if (figure->n == 0 || is_better(row->metric, figure->worst, value)) {
        figure->worst = value;
        figure->worst_run = run;
    }
    figure->n++;
    /* Welford's way: std is the sum of squares until all are in. */
    figure->mean += off / (double)figure->n;
    figure->std += off * (value - figure->mean);
}

static struct group_figure finished(struct group_figure figure)
{
    if (figure.n == 0)
        return (struct group_figure){0, NAN, NAN, NAN, NAN, SIZE_MAX, SIZE_MAX};
    figure.std = figure.n > 1 ? sqrt(figure.std / (double)(figure.n - 1)) : NAN;
    return figure;
}

static void fill_row(const struct run_groups *groups, struct group_row *row, size_t index)
{
    struct group_figure *figures =
        arena_zalloc(groups->arena, groups->group_count + 1, sizeof(*figures));

    for (size_t r = 0; r < groups->run_count; r++) {
        const struct grouped_run *run = &groups->runs[r];

        if (!isnan(run->values[index]))
            count_value(row, &figures[run->group], r, run->values[index]);
    }
    for (size_t g = 0; g < groups->group_count; g++)
        figures[g] = finished(figures[g]);
    row->figures = figures;
}

/* The baseline's group to the front; the others keep their order. */
static void order_groups(struct run_groups *groups)
{
    struct run_group_work *work = groups->work;
    size_t at = 0;

    while (at < groups->group_count && !work->groups[at].is_baseline)
        at++;
    if (at == 0 || at == groups->group_count)
        return;
    for (size_t r = 0; r < groups->run_count; r++) {
        size_t *of = &work->runs[r].group;

        *of = *of == at ? 0 : *of < at ? *of + 1 : *of;
    }
    for (struct run_group moved = work->groups[at]; at > 0; at--) {
        work->groups[at] = work->groups[at - 1];
        work->groups[at - 1] = moved;
    }
}

static void spread_values(const struct run_groups *groups)
{
    const struct run_group_work *work = groups->work;
    size_t rows = groups->row_count;
    double *values = arena_alloc(groups->arena, (groups->run_count * rows + 1) * sizeof(*values));

    for (size_t i = 0; i < groups->run_count * rows; i++)
        values[i] = NAN;
    for (size_t i = 0; i < work->value_count; i++)
        values[work->values[i].run * rows + work->values[i].row] = work->values[i].value;
    for (size_t r = 0; r < groups->run_count; r++)
        work->runs[r].values = &values[r * rows];
}

static void release_work(struct run_groups *groups)
{
    struct run_group_work *work = groups->work;

    free(work->runs);
    free(work->groups);
    free(work->rows);
    free(work->values);
    groups->work = NULL;
}

void run_groups_drop(struct run_groups *groups)
{
    if (!groups->work)
        return;
    for (size_t g = 0; g < groups->group_count; g++)
        free(groups->work->groups[g].losses.points);
    release_work(groups);
}

void run_groups_finish(struct run_groups *groups)
{
    struct run_group_work *work = groups->work;
    struct group_row *rows;

    order_groups(groups);
    for (size_t g = 0; g < groups->group_count; g++)
        group_curve_finish(&work->groups[g].losses, groups->arena);
    spread_values(groups);
    groups->by = groups->by ? groups->by : "variant";
    groups->runs = arena_copy(groups->arena, work->runs, groups->run_count, sizeof(*work->runs));
    groups->groups =
        arena_copy(groups->arena, work->groups, groups->group_count, sizeof(*work->groups));
    rows = arena_copy(groups->arena, work->rows, groups->row_count, sizeof(*rows));
    groups->rows = rows;
    for (size_t i = 0; i < groups->row_count; i++)
        fill_row(groups, &rows[i], i);
    release_work(groups);
}

const char *run_group_title(const struct run_group *group)
{
    return group->name[0] ? group->name : "other";
}
