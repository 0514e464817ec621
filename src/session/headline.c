#include <assay/session/headline.h>

#include <math.h>
#include <string.h>

/* The figure that a reader asks for first, by what the run brings. */
static const char *const headlines[] = {"dominance_mean", "accuracy",    "pass_rate",
                                        "tasks_mean",     "weighted_f1", NULL};

const struct metric *headline_metric(const struct assessed *input, double *value)
{
    struct arena *scratch = arena_new();
    const struct metric *found = NULL;

    for (size_t i = 0; headlines[i] && !found; i++) {
        struct quantity what = QUANTITY(headlines[i]);
        struct figure figure;

        metric_compute(input->results, &what, FILE_NONE, scratch, &figure);
        if (figure.evidence == EVIDENCE_NONE || isnan(figure.value))
            continue;
        found = metric_find(headlines[i]);
        *value = figure.value;
    }
    arena_free(scratch);
    return found;
}

static const struct meta *find_key(const struct meta *node, const char *const *keys, int depth)
{
    for (size_t i = 0; keys[i]; i++) {
        const struct meta *found = meta_get(node, keys[i]);

        if (found && (found->kind == META_TEXT || found->kind == META_NUMBER))
            return found;
    }
    for (const struct meta *child = node->first; child && depth > 0; child = child->next) {
        const struct meta *found =
            child->kind == META_MAP ? find_key(child, keys, depth - 1) : NULL;

        if (found)
            return found;
    }
    return NULL;
}

const char *run_model(const struct run *run)
{
    static const char *const keys[] = {"model_name", "model_path", "Model",      "model",
                                       "model_type", "hf_repo",    "checkpoint", NULL};
    const struct meta *found = find_key(run_meta(run), keys, 4);

    return found ? meta_scalar(found).ptr : NULL;
}

/* "20260122_153920" as "2026-01-22 15:39:20". */
static const char *stamp_time(const char *text, struct arena *arena)
{
    for (; *text; text++) {
        size_t digits = strspn(text, "0123456789");

        if (digits == 8 && text[8] == '_' && strspn(text + 9, "0123456789") == 6)
            return arena_printf(arena, "%.4s-%.2s-%.2s %.2s:%.2s:%.2s", text, text + 4, text + 6,
                                text + 9, text + 11, text + 13);
        if (digits)
            text += digits - 1;
    }
    return NULL;
}

const char *run_time(const struct run *run, struct arena *arena)
{
    static const char *const keys[] = {"datetime", "timestamp", "evaluation_timestamp", "Date",
                                       "date",     "Generated", "generated_at",         NULL};
    const struct meta *found = find_key(run_meta(run), keys, 3);
    const char *stamp;

    if (found) {
        stamp = stamp_time(meta_scalar(found).ptr, arena);
        return stamp ? stamp : meta_scalar(found).ptr;
    }
    return stamp_time(run_root(run), arena);
}

static uint64_t largest_set(const struct run *run)
{
    uint64_t most = 0;
    const struct samples *samples;

    for (size_t i = 0; (samples = run_samples(run, i)); i++)
        if (samples->count > most)
            most = samples->count;
    return most;
}

uint64_t headline_samples(const struct assessed *input)
{
    struct quantity what = QUANTITY("dataset_samples");
    struct arena *scratch = arena_new();
    struct figure figure;
    uint64_t count = largest_set(input->run);

    metric_compute(input->results, &what, FILE_NONE, scratch, &figure);
    if (figure.evidence != EVIDENCE_NONE && figure.value >= 0.0 && figure.value < 9e15)
        count = (uint64_t)figure.value;
    arena_free(scratch);
    return count;
}
