#include <assay/session/matrices.h>

#include <assay/metrics/set_results.h>

static struct matrix_view view_of(const struct set_results *set, const char *name)
{
    return (struct matrix_view){
        .set = name,
        .results = set,
        .samples = set->samples,
        .labels = set->labels,
        .matrix = set->stated,
        .reading = set->fallback ? "fallback" : "strict",
    };
}

struct matrix_view *matrices_of(const struct figures *figures, size_t *count)
{
    const struct run *run = figures->input->run;
    const struct results *results = figures->input->results;
    size_t sets = run_samples_count(run);
    struct matrix_view *views = arena_zalloc(figures->arena, sets + 1, sizeof(*views));

    *count = 0;
    for (size_t i = 0; i < sets; i++) {
        const struct samples *samples = run_samples(run, i);

        /* Samples of many layers are many evaluations of the same items, no matrix of one. */
        if (results->sets[i] && !samples->step)
            views[(*count)++] = view_of(results->sets[i], sets > 1 ? samples->name : NULL);
    }
    if (*count == 0 && results->given)
        views[(*count)++] = view_of(results->given, NULL);
    return views;
}
