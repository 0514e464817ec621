#include <assay/load/paper_results.h>

#include <assay/load/paper_curve.h>

#include <math.h>
#include <string.h>

/* Every task is looked up by name; beyond this an object is no table of tasks. */
enum { TASKS_MAX = 1000 };

double paper_chance(const char *task)
{
    static const char *const pairwise[] = {"sblimp", "swuggy", "tstory", "sstory"};

    for (size_t i = 0; i < sizeof(pairwise) / sizeof(pairwise[0]); i++)
        if (strcmp(task, pairwise[i]) == 0)
            return 0.5;
    return NAN;
}

static struct quantity of_task(const char *metric, const char *task)
{
    struct quantity what = QUANTITY(metric);

    what.subject = task;
    return what;
}

/* ---- the configured number of pairs ---- */

static const struct meta *pair_limit(const struct paper_place *place, const char *config,
                                     const char *task)
{
    return meta_find(place->root, arena_printf(place->scratch, "%s.%s_max_pairs", config, task));
}

static void check_limit(const struct paper_place *place, const char *task,
                        const struct meta *samples, const char *name)
{
    struct quantity what = of_task("task_samples", task);
    const struct meta *limit = pair_limit(place, "metadata.config", task);

    if (!limit)
        limit = pair_limit(place, "config", task);
    if (!(meta_number(samples) > meta_number(limit)))
        return;
    builder_claim_node(place->builder, name, what, samples, 1.0, place->file);
    builder_fact(place->builder,
                 &(struct fact){
                     .what = what,
                     .value = meta_number(limit),
                     .n = 1,
                     .how = arena_printf(place->scratch, "the configuration allows %s pairs",
                                         meta_scalar(limit).ptr),
                 });
}

static bool beyond_training_limit(const struct paper_place *place, const char *task,
                                  const struct meta *samples)
{
    const struct meta *limit = pair_limit(place, "training_config.paper_metrics", task);

    return meta_number(samples) > meta_number(limit);
}

/* ---- tasks ---- */

/* True when the task's samples are more than the training configuration's limit. */
static bool push_task(const struct paper_place *place, const char *task)
{
    const char *name = "", *samples_name = "";
    const struct meta *accuracy = paper_find(place, task, "accuracy", &name);
    const struct meta *samples = paper_find(place, task, "samples", &samples_name);
    const struct meta *correct = paper_find(place, task, "correct", NULL);

    if (accuracy->kind != META_NUMBER) {
        builder_note(place->builder, NOTE_BROKEN, place->file, accuracy->line, "%s is no number",
                     name);
        return false;
    }
    builder_task(place->builder, &(struct task){
                                     .name = task,
                                     .accuracy = meta_number(accuracy),
                                     .samples = meta_number(samples),
                                     .correct = meta_number(correct),
                                     .chance = paper_chance(task),
                                     .file = place->file,
                                 });
    builder_claim_node(place->builder, name, of_task("task_accuracy", task), accuracy, 1.0,
                       place->file);
    check_limit(place, task, samples, samples_name);
    return beyond_training_limit(place, task, samples);
}

/* The task a key of the base speaks of, or NULL. */
static const char *task_of(const struct paper_place *place, const struct meta *node)
{
    struct str key = str_of(node->key);
    const char *task = node->key;

    if (node->kind == META_MAP)
        return meta_get(node, "accuracy") ||
                       meta_get(node, arena_printf(place->scratch, "%s_accuracy", task))
                   ? task
                   : NULL;
    if (!str_ends(key, "_accuracy") || key.len == strlen("_accuracy"))
        return NULL;
    task = arena_strndup(place->scratch, key.ptr, key.len - strlen("_accuracy"));
    return meta_get(meta_get(place->base, task), "accuracy") ? NULL : task;
}

static size_t push_tasks(const struct paper_place *place)
{
    size_t tasks = 0, beyond = 0;

    for (const struct meta *node = place->base->first; node; node = node->next) {
        const char *task = task_of(place, node);

        if (!task || meta_get(place->base, node->key) != node)
            continue;
        if (tasks == TASKS_MAX) {
            builder_note(place->builder, NOTE_SKIPPED, place->file, node->line,
                         "more than %d tasks, the rest is not read", (int)TASKS_MAX);
            break;
        }
        tasks++;
        beyond += push_task(place, task);
    }
    if (beyond)
        builder_note_count(place->builder, NOTE_ODD, place->file, 0, beyond,
                           "%zu of %zu tasks have more samples than training_config allows pairs: "
                           "the evaluation was configured elsewhere",
                           beyond, tasks);
    return tasks;
}

static void push_averages(const struct paper_place *place)
{
    static const struct {
        const char *key, *metric;
    } averages[] = {
        {"paper_metrics_avg", "tasks_mean"},
        {"paper_metrics_f1", "tasks_harmonic_mean"},
    };

    for (size_t i = 0; i < sizeof(averages) / sizeof(averages[0]); i++) {
        const char *name = arena_printf(place->scratch, "%s%s", place->prefix, averages[i].key);
        const struct meta *node = meta_get(place->base, averages[i].key);

        if (!node)
            node = paper_find(place, "aggregate", averages[i].key, &name);
        builder_claim_node(place->builder, name, QUANTITY(averages[i].metric), node, 1.0,
                           place->file);
    }
}

size_t paper_push_results(const struct paper_place *place)
{
    size_t pushed = 0;

    if (place->base && place->base->kind == META_MAP) {
        pushed += push_tasks(place);
        push_averages(place);
    }
    return pushed + paper_push_curve(place);
}
