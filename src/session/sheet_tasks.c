#include <assay/session/sheet_tasks.h>

#include <assay/metrics/curve_results.h>
#include <assay/metrics/interval.h>

#include <math.h>

static struct quantity of_task(const char *metric, const char *task)
{
    struct quantity what = QUANTITY(metric);

    what.subject = task;
    return what;
}

/* Where right answers are not counted, the count nearest to the stated accuracy. */
static double right_answers(const struct task *task)
{
    return isnan(task->correct) ? round(task->accuracy * task->samples) : task->correct;
}

static void add_interval(struct sheet *sheet, const struct task *task)
{
    double right = right_answers(task);
    struct interval interval = {NAN, NAN};

    if (right >= 0.0 && task->samples > 0.0 && task->samples < 9e15)
        interval = interval_wilson((uint64_t)right, (uint64_t)task->samples, 0.95);
    sheet_number(sheet, metric_of_unit(UNIT_SHARE), interval.low);
    sheet_number(sheet, metric_of_unit(UNIT_SHARE), interval.high);
}

static void add_task(struct sheet *sheet, const struct figures *figures, const struct task *task)
{
    struct quantity accuracy = of_task("task_accuracy", task->name);

    sheet_text(sheet, task->name);
    sheet_number(sheet, metric_of_unit(UNIT_COUNT), task->samples);
    sheet_number(sheet, metric_of_unit(UNIT_COUNT), task->correct);
    sheet_number(sheet, metric_of_unit(UNIT_SHARE), task->accuracy);
    sheet_mark(sheet, figures_mark(figures, &accuracy));
    sheet_figure(sheet, figures, &accuracy);
    sheet_mark(sheet, '\0');
    add_interval(sheet, task);
    sheet_number(sheet, metric_of_unit(UNIT_SHARE), task->chance);
}

const struct sheet *sheet_tasks(const struct figures *figures)
{
    static const struct sheet_column columns[] = {
        {"task", "Task"},     {"samples", "Samples"},   {"correct", "Correct"},
        {"stated", "Stated"}, {"accuracy", "Accuracy"}, {"low", "95% from"},
        {"high", "to"},       {"chance", "Chance"},     {NULL, NULL},
    };
    struct sheet *sheet = sheet_new(figures->arena, "tasks", "Benchmarks", columns);
    size_t count;
    const struct task *tasks = run_tasks(figures->input->run, &count);

    for (size_t i = 0; i < count; i++)
        add_task(sheet, figures, &tasks[i]);
    return count ? sheet : NULL;
}

/* ---- curve ---- */

static void add_perplexity(struct sheet *sheet, const struct curve_results *curve, double position)
{
    const struct curve_point *point =
        curve->perplexities.series ? curve_table_at(&curve->perplexities, position) : NULL;

    if (point)
        sheet_number(sheet, metric_of_unit(UNIT_PERPLEXITY), point->mean);
    else
        sheet_none(sheet);
}

static void add_point(struct sheet *sheet, const struct curve_results *curve,
                      const struct curve_point *point)
{
    sheet_number(sheet, NULL, point->position);
    sheet_count(sheet, point->n);
    sheet_number(sheet, metric_of_unit(UNIT_NATS), point->mean);
    sheet_number(sheet, metric_of_unit(UNIT_NATS), point->std);
    sheet_number(sheet, metric_of_unit(UNIT_NATS), point->median);
    add_perplexity(sheet, curve, point->position);
}

const struct sheet *sheet_curve(const struct figures *figures)
{
    static const struct sheet_column columns[] = {
        {"position", "Position"},
        {"n", "Points"},
        {"loss", "Mean loss"},
        {"loss_std", "Deviation"},
        {"loss_median", "Median"},
        {"perplexity", "Mean perplexity"},
        {NULL, NULL},
    };
    const struct curve_results *curve = figures->input->results->curve;
    struct sheet *sheet = sheet_new(figures->arena, "curve", "Loss by Position", columns);

    if (!curve)
        return NULL;
    for (size_t i = 0; i < curve->losses.count; i++)
        add_point(sheet, curve, &curve->losses.points[i]);
    return sheet->cell_count ? sheet : NULL;
}
