#include "comparison_internal.h"

#include <assay/metrics/distribution.h>
#include <assay/metrics/metrics_tasks.h>

#include <math.h>
#include <string.h>

/*
 * Tasks hold no answers by sample, so nothing pairs: two shares are held against each other as if
 * they were of different samples. On the same items that overstates the error, never the evidence,
 * as long as runs agree more often than by chance.
 */

/* False when right answers are not counted and do not follow. */
static bool counts_of(const struct task *task, struct share_counts *out)
{
    if (!task_right_answers(task, &out->k))
        return false;
    out->n = (uint64_t)task->samples;
    return true;
}

static double accuracy_of(const struct task *task)
{
    return !isnan(task->correct) && task->samples > 0.0 ? task->correct / task->samples
                                                        : task->accuracy;
}

static const struct task *task_named(const struct run *run, const char *name)
{
    size_t count;
    const struct task *tasks = run_tasks(run, &count);

    for (size_t i = 0; i < count; i++)
        if (strcmp(tasks[i].name, name) == 0)
            return &tasks[i];
    return NULL;
}

static void add_task(struct compare_builder *builder, const struct task *a, const struct task *b)
{
    struct quantity what = QUANTITY("task_accuracy");
    struct share_counts counts_a, counts_b;
    struct compare_row *row;

    what.subject = a->name;
    row = compare_row_add(builder, FAMILY_TASKS, &what, a->name);
    if (counts_of(a, &counts_a) && counts_of(b, &counts_b)) {
        compare_row_unpaired(builder, row, counts_a, counts_b);
        row->why =
            counts_a.n == counts_b.n
                ? "answers are not kept by sample: tested as if of different samples"
                : arena_printf(builder->arena,
                               "A has %llu samples and B %llu: tested as different samples",
                               (unsigned long long)counts_a.n, (unsigned long long)counts_b.n);
    } else {
        row->why = "right answers are not counted on both sides";
    }
    row->a = accuracy_of(a);
    row->b = accuracy_of(b);
    row->delta = row->b - row->a;
}

/* ---- means over tasks ---- */

/*
 * The mean of the accuracies above 0, where both runs take it over the same tasks: the tasks are
 * different samples, so the variances of their differences add.
 */
static bool mean_error_over(const struct run *run_a, const struct run *run_b, double *error)
{
    size_t count, count_b, used = 0;
    const struct task *tasks = run_tasks(run_a, &count);
    double sum = 0.0;

    (void)run_tasks(run_b, &count_b);
    for (size_t i = 0; i < count; i++) {
        const struct task *other = task_named(run_b, tasks[i].name);
        struct share_counts a, b;
        double p, q;

        if (!other || !counts_of(&tasks[i], &a) || !counts_of(other, &b))
            return false;
        if ((a.k == 0) != (b.k == 0))
            return false;
        if (a.k == 0)
            continue;
        p = (double)a.k / (double)a.n;
        q = (double)b.k / (double)b.n;
        sum += p * (1.0 - p) / (double)a.n + q * (1.0 - q) / (double)b.n;
        used++;
    }
    if (used == 0 || count != count_b)
        return false;
    *error = sqrt(sum) / (double)used;
    return true;
}

void compare_row_task_mean(const struct compare_builder *builder, struct compare_row *row)
{
    const struct comparison *comparison = builder->comparison;
    double z = interval_z(1.0 - comparison->options.alpha), error;

    if (!mean_error_over(comparison->a.run, comparison->b.run, &error)) {
        row->why = "tasks differ between the runs, or their right answers are not counted";
        return;
    }
    row->error = error;
    row->interval = (struct interval){row->delta - z * error, row->delta + z * error};
    row->interval_kind = COMPARE_MEAN_ERROR;
    row->test = COMPARE_UNPAIRED;
    row->p = error > 0.0 ? 2.0 * normal_above(fabs(row->delta) / error) : 1.0;
    row->why = "answers are not kept by sample: tested as if of different samples";
}

void compare_add_tasks(struct compare_builder *builder)
{
    const struct run *run_b = builder->comparison->b.run;
    size_t count;
    const struct task *tasks = run_tasks(builder->comparison->a.run, &count);

    for (size_t i = 0; i < count; i++) {
        const struct task *other = task_named(run_b, tasks[i].name);

        if (other && !isnan(accuracy_of(&tasks[i])) && !isnan(accuracy_of(other)))
            add_task(builder, &tasks[i], other);
    }
}
