#include <assay/plot/kind_tasks.h>

#include <assay/base/fmt.h>
#include <assay/plot/plot_build.h>

#include <math.h>

enum { UPRIGHT_MOST = 10 };

/* The tasks sheet as columns. */
struct tasks {
    struct arena *arena;
    size_t count;
    const char **names;
    double *samples, *accuracy, *low, *high, *chance;
    char *marks; /* '\0', or the verdict on an accuracy that is stated without right answers */
    bool any_stated, any_counted;
};

/* An accuracy without right answers is only stated. */
static char mark_of(const struct topic *topic, const char *task)
{
    struct quantity what = QUANTITY("task_accuracy");
    struct figure figure;
    char mark;

    what.subject = task;
    if (!figures_get(topic->figures, &what, &figure) || figure.evidence != EVIDENCE_STATED)
        return '\0';
    mark = figures_mark(topic->figures, &what);
    return mark ? mark : '?';
}

static struct tasks tasks_of(const struct topic *topic)
{
    struct arena *arena = topic->arena;
    struct plot_rows rows = plot_rows_all(sheets_find(&topic->sheets, "tasks"), arena);
    struct tasks tasks = {.arena = arena,
                          .count = rows.count,
                          .names = plot_words(rows, "task", arena),
                          .samples = plot_numbers(rows, "samples", arena),
                          .accuracy = plot_numbers(rows, "accuracy", arena),
                          .low = plot_numbers(rows, "low", arena),
                          .high = plot_numbers(rows, "high", arena),
                          .chance = plot_numbers(rows, "chance", arena),
                          .marks = arena_zalloc(arena, rows.count + 1, sizeof(char))};

    for (size_t i = 0; i < tasks.count; i++) {
        /* Nothing else is a share, whatever a file says. */
        if (!(tasks.accuracy[i] >= 0.0 && tasks.accuracy[i] <= 1.0))
            tasks.accuracy[i] = NAN;
        tasks.marks[i] = isnan(tasks.accuracy[i]) ? '\0' : mark_of(topic, tasks.names[i]);
        tasks.any_stated = tasks.any_stated || tasks.marks[i];
        tasks.any_counted = tasks.any_counted || (!tasks.marks[i] && !isnan(tasks.accuracy[i]));
    }
    return tasks;
}

/* ---- bars ---- */

static struct plot_series bars_of(const struct tasks *tasks)
{
    enum role *roles = arena_zalloc(tasks->arena, tasks->count, sizeof(*roles));
    const char **texts = arena_zalloc(tasks->arena, tasks->count, sizeof(*texts));
    const char **titles = arena_zalloc(tasks->arena, tasks->count, sizeof(*titles));

    for (size_t i = 0; i < tasks->count; i++) {
        const char *value = fmt_share(tasks->arena, tasks->accuracy[i]);

        roles[i] = tasks->marks[i] ? ROLE_NO_EVIDENCE : ROLE_BAR;
        texts[i] =
            tasks->marks[i] ? arena_printf(tasks->arena, "%s %c", value, tasks->marks[i]) : value;
        titles[i] = arena_printf(tasks->arena, "%s: %s, 95%% %s to %s", tasks->names[i], texts[i],
                                 fmt_share(tasks->arena, tasks->low[i]),
                                 fmt_share(tasks->arena, tasks->high[i]));
    }
    return (struct plot_series){.form = PLOT_BARS,
                                .role = ROLE_BAR,
                                .y = tasks->accuracy,
                                .count = tasks->count,
                                .low = tasks->low,
                                .high = tasks->high,
                                .roles = roles,
                                .texts = texts,
                                .titles = titles};
}

/* One line when all tasks that have a chance level have the same, else a point a task. */
static void add_chance(const struct tasks *tasks, struct plot *plot, struct plot_axes *axes)
{
    double first = NAN;
    bool alike = true;

    for (size_t i = 0; i < tasks->count; i++) {
        if (isnan(tasks->chance[i]))
            continue;
        if (isnan(first))
            first = tasks->chance[i];
        alike = alike && tasks->chance[i] == first;
    }
    if (isnan(first))
        return;
    axes->y.hold[1] = first;
    if (!alike) {
        plot_add_series(axes,
                        (struct plot_series){.name = "chance",
                                             .form = PLOT_POINTS,
                                             .role = ROLE_CROSSING,
                                             .y = tasks->chance,
                                             .count = tasks->count},
                        tasks->arena);
        return;
    }
    plot_add_level(axes,
                   (struct plot_level){first,
                                       arena_printf(tasks->arena, "chance %s",
                                                    plot_short_share(first, tasks->arena)),
                                       ROLE_CROSSING},
                   tasks->arena);
    plot_say(plot, tasks->arena, "Guessing gives %s", fmt_share(tasks->arena, first));
}

/* ---- words ---- */

static void say_tasks(const struct tasks *tasks, struct plot *plot)
{
    struct buf words = {0};

    for (size_t i = 0; i < tasks->count; i++) {
        if (isnan(tasks->accuracy[i]))
            buf_addf(&words, "%s%s has none", i ? ", " : "", tasks->names[i]);
        else
            buf_addf(&words, "%s%s %s%s", i ? ", " : "", tasks->names[i],
                     fmt_share(tasks->arena, tasks->accuracy[i]),
                     tasks->marks[i] ? " (stated)" : "");
    }
    plot_say(plot, tasks->arena, "Accuracy: %s", buf_str(&words).ptr);
    buf_release(&words);
}

/* "2,000 samples a task", "1,871 to 2,000 samples a task" */
static const char *samples_text(const struct tasks *tasks)
{
    double low = NAN, high = NAN;

    for (size_t i = 0; i < tasks->count; i++) {
        low = fmin(low, tasks->samples[i]);
        high = fmax(high, tasks->samples[i]);
    }
    if (!(low >= 0.0) || !(high < 9e15))
        return NULL;
    if (low == high)
        return arena_printf(tasks->arena, "%s a task",
                            fmt_counted(tasks->arena, (uint64_t)low, "sample"));
    return arena_printf(tasks->arena, "%s to %s a task", fmt_count(tasks->arena, (uint64_t)low),
                        fmt_counted(tasks->arena, (uint64_t)high, "sample"));
}

static void add_keys(const struct tasks *tasks, struct plot_panel *panel)
{
    if (!tasks->any_stated)
        return;
    if (tasks->any_counted)
        plot_add_key(panel, (struct plot_key){ROLE_BAR, false, "right answers are counted"},
                     tasks->arena);
    plot_add_key(panel, (struct plot_key){ROLE_NO_EVIDENCE, false, "accuracy is only stated"},
                 tasks->arena);
}

/* Near 1, so that a fitted axis might go beyond it, where no share is. */
static bool reaches(const struct tasks *tasks)
{
    for (size_t i = 0; i < tasks->count; i++)
        if (tasks->high[i] > 0.8 || tasks->accuracy[i] > 0.8)
            return true;
    return false;
}

static const struct plot *build(const struct topic *topic, const char **why)
{
    struct tasks tasks = tasks_of(topic);
    struct plot_panel panel = {.kind = PANEL_AXES};
    struct plot_axes *axes;
    struct plot *plot;

    if (!plot_has(tasks.accuracy, tasks.count)) {
        *why = tasks.count ? "no task has an accuracy" : "the run has no tasks";
        return NULL;
    }
    plot = plot_new("Benchmark accuracies", plot_run_subtitle(topic, samples_text(&tasks)),
                    tasks.arena);
    axes = plot_axes_new(plot_axis_of(NULL, TICKS_ANY, TICK_PLAIN),
                         plot_axis_of("accuracy", TICKS_ANY, TICK_SHARE), tasks.arena);
    axes->x.names = tasks.names;
    axes->x.name_count = tasks.count;
    axes->y.low = 0.0;
    if (reaches(&tasks))
        axes->y.high = 1.0;
    axes->sideways = tasks.count > UPRIGHT_MOST;
    if (plot_has(tasks.low, tasks.count))
        axes->band = "95% Wilson interval";
    plot_add_series(axes, bars_of(&tasks), tasks.arena);
    say_tasks(&tasks, plot);
    add_chance(&tasks, plot, axes);
    add_keys(&tasks, &panel);
    panel.axes = axes;
    plot_add_panel(plot, panel, tasks.arena);
    if (axes->sideways)
        plot->height = 110.0 + 20.0 * (double)tasks.count;
    return plot;
}

const struct plot_kind kind_tasks = {
    .name = "tasks",
    .file = "task_accuracies",
    .summary = "accuracy of every task from 0, with 95% Wilson intervals and the level of guessing",
    .of = TOPIC_RUN,
    .build = build,
};
