#include "runs_internal.h"

#include <assay/base/fmt.h>
#include <assay/session/finding_text.h>
#include <assay/tui/strip.h>

#include <math.h>
#include <string.h>

enum { BAR = 12 };

const struct run_line *runs_line_at(const struct runs_data *d, size_t row)
{
    return row < d->list.count ? &d->list.lines[row] : NULL;
}

static void paint_bar(const void *arg, size_t row, const struct surface *surface, unsigned style)
{
    const struct run_line *line = runs_line_at(arg, row);

    (void)style;
    if (line->curve)
        strip_spark(surface, line->curve, line->curve_count, ROLE_SERIES_A);
    else if (line->metric && line->metric->unit == UNIT_SHARE)
        strip_bar(surface, line->value, ROLE_BAR);
}

static void paint_claims(const void *arg, size_t row, const struct surface *surface, unsigned style)
{
    const struct runs_data *d = arg;

    (void)style;
    strip_tally(surface, runs_line_at(d, row)->tally, d->tally_widths);
}

const struct grid_column runs_columns[RUNS_COLUMNS] = {
    [RUNS_RUN] = {.key = "run", .title = "Run", .stretches = true, .is_name = true},
    [RUNS_FORMAT] = {.key = "format", .title = "Format", .priority = 4},
    [RUNS_MODEL] = {.key = "model", .title = "Model", .most = 22, .priority = 5},
    [RUNS_TIME] = {.key = "time", .title = "Time", .most = 16, .priority = 6},
    [RUNS_SAMPLES] = {.key = "samples", .title = "samples", .align = GRID_RIGHT, .priority = 3},
    [RUNS_HEADLINE] = {.key = "headline", .title = "Headline", .most = 18, .priority = 2},
    [RUNS_VALUE] = {.key = "value", .title = "", .least = 6, .align = GRID_RIGHT},
    [RUNS_BAR] = {.key = "bar", .title = "", .least = BAR, .priority = 3, .paint = paint_bar},
    [RUNS_CLAIMS] =
        {.key = "claims", .title = "Claims", .least = 6, .priority = 1, .paint = paint_claims},
    [RUNS_NOTES] = {.key = "notes", .title = "notes", .align = GRID_RIGHT, .priority = 8},
};

static void set(struct grid_cell *cell, const char *text, double number)
{
    cell->text = str_of(text);
    cell->number = number;
}

static const char *headline_of(const struct run_line *line)
{
    if (line->kind == RUN_LINE_WAITING)
        return "…";
    if (line->kind == RUN_LINE_FAILED)
        return "not read";
    return line->metric ? line->metric->title : "no figures";
}

void runs_cell(const void *arg, size_t row, size_t column, struct arena *scratch,
               struct grid_cell *cell)
{
    static const char marks[] = {[RUN_MARKED] = '*', [RUN_BASELINE] = 'A'};
    const struct runs_data *d = arg;
    const struct run_line *line = runs_line_at(d, row);

    *cell = (struct grid_cell){.style = ROLE_TEXT, .number = NAN};
    switch ((enum runs_column)column) {
    case RUNS_RUN:
        cell->text = str_of(line->name);
        cell->mark = marks[frame_run_mark(d->frame, line->entry, line->run)];
        break;
    case RUNS_FORMAT:
        cell->style = ROLE_DIM;
        cell->text = str_of(line->format);
        break;
    case RUNS_MODEL:
        cell->text = str_of(line->model);
        break;
    case RUNS_TIME:
        cell->style = ROLE_DIM;
        cell->text = str_of(line->time);
        break;
    case RUNS_SAMPLES:
        if (line->samples)
            set(cell, fmt_count(scratch, line->samples), (double)line->samples);
        break;
    case RUNS_HEADLINE:
        cell->style = line->kind == RUN_LINE_FAILED ? ROLE_ERROR : ROLE_DIM;
        cell->text = str_of(headline_of(line));
        break;
    case RUNS_VALUE:
        if (line->metric)
            set(cell, metric_format(line->metric, line->value, scratch), line->value);
        cell->mark = run_list_outlier(&d->groups, row);
        break;
    case RUNS_BAR:
        cell->number = line->value;
        break;
    case RUNS_CLAIMS:
        set(cell, tally_text(line->tally, " ", scratch), (double)line->tally[VERDICT_DIFFERS]);
        break;
    case RUNS_NOTES:
        cell->style = ROLE_WARNING;
        if (line->notes)
            set(cell, fmt_count(scratch, line->notes), (double)line->notes);
        break;
    case RUNS_COLUMNS:
        break;
    }
}

const char *runs_head(const void *arg, size_t row, struct arena *scratch)
{
    const struct runs_data *d = arg;
    const struct run_line *line = runs_line_at(d, row);

    if (d->groups.groups) {
        const struct run_list_group *group = &d->groups.groups[d->groups.of[row]];

        return group->first == row ? run_list_group_head(group, scratch) : NULL;
    }
    if (d->list.folders < 2 || !line->folder[0] ||
        (row > 0 && strcmp(line->folder, d->list.lines[row - 1].folder) == 0))
        return NULL;
    return line->folder;
}
