#include <assay/report/matrices.h>

static const struct confusion *of_samples(const struct samples *samples, const char *fallback,
                                          struct arena *arena)
{
    struct confusion *cm = confusion_new(arena, samples->labels.count);
    uint16_t label = fallback ? label_find(&samples->labels, fallback) : LABEL_MISSING;

    confusion_add_all(cm, samples->truth, samples->prediction, samples->count);
    return label == LABEL_MISSING ? cm : confusion_read(arena, cm, READING_FALLBACK(label));
}

static const struct confusion *of_given(const struct matrix *given, struct arena *arena)
{
    size_t n = given->labels.count;
    struct confusion *cm = confusion_new(arena, n);

    for (size_t i = 0; i < n * n; i++)
        if (given->counts[i])
            confusion_add(cm, (uint16_t)(i / n), (uint16_t)(i % n), given->counts[i]);
    return cm;
}

struct matrix_view *matrices_of(const struct figures *figures, size_t *count)
{
    const struct run *run = figures->input->run;
    size_t sets = run_samples_count(run);
    struct matrix_view *views = arena_zalloc(figures->arena, sets + 1, sizeof(*views));

    *count = 0;
    for (size_t i = 0; i < sets; i++) {
        const struct samples *samples = run_samples(run, i);

        if (!samples->truth || !samples->prediction || samples->step)
            continue;
        views[(*count)++] = (struct matrix_view){
            .set = sets > 1 ? samples->name : NULL,
            .samples = samples,
            .labels = samples->labels,
            .matrix = of_samples(samples, run_fallback(run), figures->arena),
            .reading = run_fallback(run) ? "fallback" : "strict",
        };
    }
    if (*count == 0 && run_matrix(run))
        views[(*count)++] = (struct matrix_view){
            .labels = run_matrix(run)->labels,
            .matrix = of_given(run_matrix(run), figures->arena),
            .reading = "strict",
        };
    return views;
}
