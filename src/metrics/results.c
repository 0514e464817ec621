#include <assay/metrics/results.h>

#include <assay/metrics/class_rows.h>
#include <assay/metrics/code_results.h>
#include <assay/metrics/curve_results.h>
#include <assay/metrics/layer_results.h>
#include <assay/metrics/set_results.h>

#include <string.h>

struct metric_options metric_options_default(void)
{
    struct metric_options options = {.threads = 1};

    memcpy(options.bands, rating_bands_default, sizeof(options.bands));
    return options;
}

struct results *results_new(const struct run *run, const struct metric_options *options,
                            struct arena *arena)
{
    struct results *results = arena_zalloc(arena, 1, sizeof(*results));
    size_t count = run_samples_count(run);
    struct set_results **sets = arena_zalloc(arena, count, sizeof(struct set_results *));

    results->run = run;
    results->arena = arena;
    results->options = options ? *options : metric_options_default();
    for (size_t i = 0; i < count; i++)
        sets[i] = set_results_new(run, run_samples(run, i), results->options.threads, arena);
    results->sets = sets;
    if (run_matrix(run))
        results->given = set_results_given(run, run_matrix(run), arena);
    if (run_classes(run))
        results->classes = class_rows_new(run_classes(run), arena);
    results->layers = layer_results_new(run, arena);
    results->curve = curve_results_new(run, arena);
    results->code = code_results_new(run, arena);
    return results;
}

const struct set_results *results_labels(const struct results *results, const char *set,
                                         uint32_t not_file)
{
    const struct matrix *matrix = run_matrix(results->run);

    for (size_t i = 0; i < run_samples_count(results->run); i++)
        if (results->sets[i] && (!set || strcmp(run_samples(results->run, i)->name, set) == 0))
            return results->sets[i];
    return matrix && matrix->file != not_file ? results->given : NULL;
}
