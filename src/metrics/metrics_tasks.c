#include <assay/metrics/metrics_tasks.h>

#include <assay/metrics/curve.h>
#include <assay/metrics/results.h>

#include <assay/base/fmt.h>

#include <math.h>
#include <string.h>

#define FORMAT_SOURCE "paper-metrics format, assay-formats(5)"

static const struct task *find_task(const struct results *results, const char *name)
{
    size_t count;
    const struct task *tasks = run_tasks(results->run, &count);

    for (size_t i = 0; name && i < count; i++)
        if (strcmp(tasks[i].name, name) == 0)
            return &tasks[i];
    return NULL;
}

static bool has_counts(const struct task *task)
{
    return !isnan(task->correct) && task->samples > 0.0;
}

/* ---- an accuracy without a count of right answers ---- */

enum { FULL_DECIMALS = 12 };

/* Half a unit of the accuracy as it would be printed in full; 0 when that is its whole precision.
 */
static double accuracy_half_unit(double accuracy)
{
    struct buf printed = {.ptr = NULL};
    double read;
    int decimals = 0;

    fmt_shortest(&printed, accuracy);
    str_number(buf_str(&printed), &read, &decimals);
    buf_release(&printed);
    return decimals >= FULL_DECIMALS ? 0.0 : 0.5 * pow(10.0, -decimals);
}

static double nearest_count(const struct task *task)
{
    return round(task->accuracy * task->samples);
}

/* Some count of right answers gives exactly this accuracy. */
static bool is_exact(const struct task *task)
{
    return task->samples > 0.0 &&
           fabs(nearest_count(task) / task->samples - task->accuracy) <= 1e-9;
}

/* Some count gives this accuracy as it is printed, rounded or cut off. */
static bool is_possible(const struct task *task)
{
    double half = accuracy_half_unit(task->accuracy) * (1.0 + 1e-9) + 1e-9;
    double above = ceil(task->accuracy * task->samples - 1e-6);

    return fabs(nearest_count(task) / task->samples - task->accuracy) <= half ||
           above / task->samples - task->accuracy < 2.0 * half;
}

/* As printed, it is of one count only. */
static bool is_one_count(const struct task *task)
{
    double off = fabs(nearest_count(task) / task->samples - task->accuracy);
    double half = accuracy_half_unit(task->accuracy);

    return off <= half * (1.0 + 1e-9) + 1e-9 && half * task->samples < 0.5;
}

bool task_right_answers(const struct task *task, uint64_t *right)
{
    double count = has_counts(task) ? task->correct : nearest_count(task);

    if (!(task->samples >= 1.0 && task->samples < 9e15) || !(count >= 0.0) ||
        count > task->samples || !(has_counts(task) || is_exact(task) || is_one_count(task)))
        return false;
    *right = (uint64_t)count;
    return true;
}

static void from_task(const struct task *task, double value, const char *how, struct figure *out)
{
    out->evidence = EVIDENCE_COUNTS;
    out->value = value;
    out->n = task->samples > 0.0 && task->samples < 9e15 ? (uint64_t)task->samples : 0;
    out->how = how;
    out->file = task->file;
}

static void from_stated_accuracy(const struct task *task, uint32_t not_file, struct arena *arena,
                                 struct figure *out)
{
    if (isnan(task->accuracy)) {
        out->how = "no accuracy is stated";
        return;
    }
    if (task->file != not_file) {
        from_task(task, task->accuracy, "as stated; right answers are not counted", out);
        out->evidence = EVIDENCE_STATED;
        return;
    }
    if (task->samples > 0.0) {
        out->nearest = nearest_count(task) / task->samples;
        out->nearest_how = arena_printf(arena, "%.0f of %.0f is %.6f", nearest_count(task),
                                        task->samples, out->nearest);
    }
    out->how = "right answers are not counted";
    if (task->samples > 0.0 && !is_possible(task))
        from_task(
            task, out->nearest,
            arena_printf(arena, "no count of %.0f gives it: %s", task->samples, out->nearest_how),
            out);
}

static void compute_accuracy(const struct results *results, const struct quantity *what,
                             uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct task *task = find_task(results, what->subject);

    if (!task)
        out->how = "no such task";
    else if (has_counts(task))
        from_task(task, task->correct / task->samples,
                  arena_printf(arena, "%.0f of %.0f", task->correct, task->samples), out);
    else
        from_stated_accuracy(task, not_file, arena, out);
}

static void compute_correct(const struct results *results, const struct quantity *what,
                            uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct task *task = find_task(results, what->subject);

    if (task && task->file != not_file && !isnan(task->correct)) {
        from_task(task, task->correct, "as stated", out);
        return;
    }
    out->how = "right answers are not counted";
    if (!task || !(task->samples > 0.0) || isnan(task->accuracy))
        return;
    out->nearest = nearest_count(task);
    out->nearest_how =
        arena_printf(arena, "accuracy x samples is %.2f", task->accuracy * task->samples);
}

static void compute_samples(const struct results *results, const struct quantity *what,
                            uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct task *task = find_task(results, what->subject);

    (void)arena;
    if (task && task->file != not_file && !isnan(task->samples))
        from_task(task, task->samples, "as stated", out);
}

/* ---- averages over tasks ---- */

/* How far printing moved an accuracy: not at all when right answers are counted or it is exact. */
static double task_allowance(const struct task *task)
{
    return has_counts(task) || is_exact(task) ? 0.0 : accuracy_half_unit(task->accuracy);
}

static void compute_average(const struct results *results,
                            double (*average)(const double *, size_t), struct arena *arena,
                            struct figure *out)
{
    size_t count, used = 0;
    const struct task *tasks = run_tasks(results->run, &count);
    double *accuracy = arena_zalloc(arena, count, sizeof(*accuracy));
    double *moved = arena_zalloc(arena, count, sizeof(*moved));

    out->how = "no task has an accuracy above 0";
    for (size_t i = 0; i < count; i++) {
        double value =
            has_counts(&tasks[i]) ? tasks[i].correct / tasks[i].samples : tasks[i].accuracy;

        if (!(value > 0.0))
            continue;
        moved[used] = task_allowance(&tasks[i]);
        accuracy[used++] = value;
    }
    if (!used)
        return;
    from_task(&tasks[0], average(accuracy, used),
              arena_printf(arena, "over %zu of %zu tasks", used, count), out);
    out->n = used;
    /* A mean moves by 1 / n with each accuracy, a harmonic one by (mean / accuracy)^2 / n. */
    for (size_t i = 0; i < used; i++) {
        double ratio = average == curve_harmonic_accuracy ? out->value / accuracy[i] : 1.0;

        out->allowance += moved[i] * ratio * ratio / (double)used;
    }
    out->allowance_why = out->allowance > 0.0 ? "average of accuracies rounded in print" : NULL;
}

static void compute_mean(const struct results *results, const struct quantity *what,
                         uint32_t not_file, struct arena *arena, struct figure *out)
{
    (void)what;
    (void)not_file;
    compute_average(results, curve_mean_accuracy, arena, out);
}

static void compute_harmonic(const struct results *results, const struct quantity *what,
                             uint32_t not_file, struct arena *arena, struct figure *out)
{
    (void)what;
    (void)not_file;
    compute_average(results, curve_harmonic_accuracy, arena, out);
}

/* The loader's fact is the figure. */
static void compute_nothing(const struct results *results, const struct quantity *what,
                            uint32_t not_file, struct arena *arena, struct figure *out)
{
    (void)results;
    (void)what;
    (void)not_file;
    (void)arena;
    (void)out;
}

#define TASK_METRIC(metric_name, metric_title, metric_unit, low, high, metric_better, text,        \
                    function)                                                                      \
    const struct metric metric_##metric_name = {                                                   \
        .name = #metric_name,                                                                      \
        .title = metric_title,                                                                     \
        .unit = metric_unit,                                                                       \
        .least = low,                                                                              \
        .most = high,                                                                              \
        .better = metric_better,                                                                   \
        .needs_any = RUN_HAS_TASKS | RUN_HAS_CLAIMS,                                               \
        .formula = text,                                                                           \
        .source = FORMAT_SOURCE,                                                                   \
        .compute = function,                                                                       \
    }
TASK_METRIC(task_accuracy, "Accuracy of a task", UNIT_SHARE, 0.0, 1.0, BETTER_HIGHER,
            "correct / samples", compute_accuracy);
TASK_METRIC(task_correct, "Right answers of a task", UNIT_COUNT, 0.0, NAN, BETTER_HIGHER,
            "right answers", compute_correct);
TASK_METRIC(task_samples, "Samples of a task", UNIT_COUNT, 0.0, NAN, BETTER_NEITHER,
            "pairs evaluated; at most the configured number", compute_samples);
TASK_METRIC(tasks_mean, "Mean task accuracy", UNIT_SHARE, 0.0, 1.0, BETTER_HIGHER,
            "mean of the task accuracies above 0", compute_mean);
TASK_METRIC(tasks_harmonic_mean, "Harmonic mean of task accuracies", UNIT_SHARE, 0.0, 1.0,
            BETTER_HIGHER, "n / sum (1 / accuracy) over the accuracies above 0", compute_harmonic);
TASK_METRIC(loss_improvement, "Loss improvement", UNIT_NATS, NAN, NAN, BETTER_HIGHER,
            "baseline loss - TTT loss", compute_nothing);
TASK_METRIC(loss_improvement_share, "Relative loss improvement", UNIT_SHARE, NAN, 1.0,
            BETTER_HIGHER, "(baseline loss - TTT loss) / baseline loss", compute_nothing);
TASK_METRIC(improvement_mean, "Mean relative improvement", UNIT_SHARE, NAN, 1.0, BETTER_HIGHER,
            "mean of the relative loss improvements", compute_nothing);
TASK_METRIC(improvement_most, "Largest relative improvement", UNIT_SHARE, NAN, 1.0, BETTER_HIGHER,
            "largest of the relative loss improvements", compute_nothing);
TASK_METRIC(positions_improved, "Positions improved", UNIT_COUNT, 0.0, NAN, BETTER_HIGHER,
            "positions whose TTT loss is the lower one", compute_nothing);
TASK_METRIC(positions_compared, "Positions compared", UNIT_COUNT, 0.0, NAN, BETTER_NEITHER,
            "positions with both losses", compute_nothing);
TASK_METRIC(improvement_shown, "TTT shows an advantage", UNIT_TEXT, NAN, NAN, BETTER_NEITHER,
            "true when the mean improvement is above 0", compute_nothing);
TASK_METRIC(timestamp_consistent, "Time stamps agree", UNIT_TEXT, NAN, NAN, BETTER_NEITHER,
            "two stamps of one run name the same day", compute_nothing);
TASK_METRIC(curve_tokens, "Tokens of the curve", UNIT_TOKENS, 0.0, NAN, BETTER_NEITHER,
            "tokens evaluated, as stated", compute_nothing);
TASK_METRIC(runs_listed, "Runs in the file", UNIT_COUNT, 0.0, NAN, BETTER_NEITHER,
            "entries of runs", compute_nothing);
#undef TASK_METRIC
