#include <assay/tui/run_prose.h>

#include <assay/base/fmt.h>
#include <assay/base/spark.h>
#include <assay/session/group_findings.h>
#include <assay/session/sheet_run.h>

#include <math.h>

enum { KEY_ROOM = 10, FIGURE_ROOM = 22, NOTES_SHOWN = 6 };

static void pair(struct prose *prose, const char *key, const char *value)
{
    if (value && *value)
        prose_pair(prose, key, KEY_ROOM, ROLE_TEXT, str_of(value));
}

static void write_figures(struct prose *prose, const struct assessed *run, struct arena *arena)
{
    static const char *const names[] = {
        "accuracy",   "accuracy_strict", "macro_f1", "weighted_f1",   "kappa",          "pass_rate",
        "tasks_mean", "dominance_mean",  "slope",    "perplexity_8k", "perplexity_16k", NULL};

    /* Samples of many layers, pooled, have no accuracy that means anything. */
    unsigned content = run_content(run->run);

    content = content & RUN_HAS_LAYERS ? RUN_HAS_LAYERS : content;
    prose_head(prose, "Figures");
    for (size_t i = 0; names[i]; i++) {
        struct quantity what = QUANTITY(names[i]);
        const struct metric *metric = metric_find(names[i]);
        struct figure figure;

        if (!metric || !(metric->needs_any & content))
            continue;
        metric_compute(run->results, &what, FILE_NONE, arena, &figure);
        if (figure.evidence != EVIDENCE_NONE && !isnan(figure.value))
            prose_pair(prose, metric->title, FIGURE_ROOM, ROLE_TEXT,
                       str_of(metric_format(metric, figure.value, arena)));
    }
}

static void write_tally(struct prose *prose, const size_t tally[VERDICT_COUNT])
{
    prose_head(prose, "Claims");
    for (int v = 0; v < VERDICT_COUNT; v++) {
        char mark = verdict_mark((enum verdict)v);

        if (tally[v] == 0)
            continue;
        prose_line(prose, 0);
        prose_addf(prose, ROLE_TEXT, "%6zu ", tally[v]);
        prose_addf(prose, role_verdict(mark) | (v == VERDICT_DIFFERS ? STYLE_BOLD : 0u), "%c",
                   mark);
        prose_addf(prose, ROLE_DIM, " %s", verdict_name((enum verdict)v));
    }
}

static void write_run_notes(struct prose *prose, const struct run *run)
{
    size_t count;
    const struct note *notes = run_notes(run, &count);

    if (count == 0)
        return;
    prose_head(prose, "Notes");
    for (size_t i = 0; i < count && i < NOTES_SHOWN; i++) {
        prose_line(prose, 2);
        prose_addf(prose, ROLE_WARNING, "%s", note_kind_name(notes[i].kind));
        prose_addf(prose, ROLE_TEXT, "  %s", notes[i].text);
    }
    if (count > NOTES_SHOWN)
        prose_text(prose, 2, ROLE_DIM, STR("… the overview has them all"));
}

/* ---- its group ---- */

static void write_outlier(struct prose *prose, const struct run_list_group *group, double score,
                          const struct run_line *of, struct arena *arena)
{
    prose_line(prose, 0);
    prose_addf(prose, ROLE_WARNING, "outlier");
    prose_addf(prose, ROLE_TEXT,
               ", %s against the median %s: %s by the modified z score, beyond ±%s",
               metric_format(group->metric, of->value, arena),
               metric_format(group->metric, group->median, arena), fmt_delta(arena, score, 1),
               fmt_fixed(arena, OUTLIER_FROM, 1));
}

static void write_trend(struct prose *prose, const struct metric *metric,
                        const struct timeline *trend, bool unicode, struct arena *arena)
{
    size_t room = (size_t)prose_width(prose);
    struct buf spark = {.ptr = NULL};

    if (!trend) {
        prose_text(prose, 0, ROLE_DIM, STR("trend: when all runs were read"));
        return;
    }
    if (!timeline_has_trend(trend)) {
        prose_text(prose, 0, ROLE_DIM, STR("no trend: too few runs with a time of their own"));
        return;
    }
    spark_line(trend->values, trend->count, trend->count < room ? trend->count : room, unicode,
               &spark);
    prose_text(prose, 0, ROLE_SERIES_A,
               str_of(arena_strndup(arena, buf_str(&spark).ptr, spark.len)));
    buf_release(&spark);
    prose_line(prose, 0);
    prose_addf(prose, ROLE_TEXT,
               "%s to %s over time: ", metric_format(metric, trend->values[0], arena),
               metric_format(metric, trend->values[trend->count - 1], arena));
    prose_addf(prose, ROLE_TEXT, "%s, tau %s, p %s over %s",
               group_trend_slope(trend, metric, arena), fmt_delta(arena, trend->trend.tau, 2),
               fmt_p_value(arena, trend->trend.p), fmt_counted(arena, trend->trend.n, "run"));
}

void run_group_prose(struct prose *prose, const struct run_line *line,
                     const struct run_standing *standing, struct arena *arena)
{
    const struct run_list_group *group = standing->group;

    prose_text(prose, 0, ROLE_TEXT, str_of(run_list_group_head(group, arena)));
    if (standing->is_outlier)
        write_outlier(prose, group, standing->score, line, arena);
    if (group->metric)
        write_trend(prose, group->metric, standing->trend, standing->unicode, arena);
}

/* ---- all of it ---- */

struct prose *run_line_prose(struct session *session, const struct run_line *line,
                             const struct run_standing *standing, int width, struct arena *arena)
{
    struct prose *prose = prose_new(arena, width);
    bool read = line->kind == RUN_LINE_READ && line->run < session_run_count(session, line->entry);
    const struct run *run = read ? session_run(session, line->entry, line->run) : NULL;

    prose_text(prose, 0, ROLE_HEAD, str_of(run ? run_title(run) : line->name));
    prose_blank(prose);
    pair(prose, "format", line->format);
    pair(prose, "dialect", run ? run_dialect(run) : NULL);
    pair(prose, "model", line->model);
    pair(prose, "time", line->time);
    pair(prose, "samples", line->samples ? fmt_count(arena, line->samples) : NULL);
    pair(prose, "at", line->root);
    if (line->kind == RUN_LINE_WAITING) {
        prose_blank(prose);
        prose_text(prose, 0, ROLE_DIM, STR("not read yet"));
    }
    if (line->fault) {
        prose_head(prose, "Not read");
        prose_text(prose, 0, ROLE_ERROR, str_of(line->fault));
    }
    if (standing) {
        prose_head(prose, "Group");
        run_group_prose(prose, line, standing, arena);
    }
    if (run) {
        struct assessed assessed = session_assessed(session, line->entry, line->run);

        write_figures(prose, &assessed, arena);
        if (assessed.audit->count)
            write_tally(prose, line->tally);
        write_run_notes(prose, run);
    }
    return prose;
}

/* ---- what was not read ---- */

static void write_failure(struct prose *prose, const struct run_line *line)
{
    prose_line(prose, 2);
    prose_hang(prose, 4);
    prose_add(prose, ROLE_ERROR, STR("! "));
    prose_addf(prose, ROLE_TEXT, "%s", line->id);
    prose_addf(prose, ROLE_DIM, "  %s", line->fault);
}

static void write_fault(struct prose *prose, const struct err *err, size_t shared)
{
    prose_line(prose, 2);
    prose_hang(prose, 4);
    prose_add(prose, ROLE_ERROR, STR("! "));
    prose_addf(prose, ROLE_TEXT, "%s", err->file + shared);
    if (err->place[0])
        prose_addf(prose, ROLE_DIM, ", %s", err->place);
    prose_addf(prose, ROLE_DIM, "  %s", err->text);
}

/* Bytes of the folder that all their files are under; 0 for a single one. */
static size_t shared_folder(const struct err *problems, size_t count)
{
    size_t length = 0;

    if (count < 2)
        return 0;
    for (size_t at = 0; problems[0].file[at]; at++) {
        for (size_t i = 1; i < count; i++)
            if (problems[i].file[at] != problems[0].file[at])
                return length;
        if (problems[0].file[at] == '/')
            length = at + 1;
    }
    return length;
}

void run_list_problems(struct prose *prose, const struct session *session,
                       const struct run_list_lines *list)
{
    size_t problems;
    const struct err *problem = session_problems(session, &problems);
    size_t shared = shared_folder(problem, problems);

    for (size_t i = 0; i < list->count; i++)
        if (list->lines[i].fault)
            write_failure(prose, &list->lines[i]);
    for (size_t i = 0; i < problems; i++)
        write_fault(prose, &problem[i], shared);
}
