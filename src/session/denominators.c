#include <assay/session/denominators.h>

#include <math.h>

static const char *const of_labels[] = {"samples", "invalid_answers", "unscored", "duplicate_ids"};
static const char *const of_problems[] = {"problems", "unscored_problems", "duplicate_problems"};

enum { LABEL_COUNTS = 4, PROBLEM_COUNTS = 3 };

static void add(const struct assessed *input, const char *metric, const char *set,
                struct arena *arena, struct denominator *list, size_t *count)
{
    struct quantity what = {.metric = metric, .set = set[0] ? set : NULL, .at = NAN};
    struct figure figure;

    metric_compute(input->results, &what, FILE_NONE, arena, &figure);
    if (figure.evidence == EVIDENCE_SAMPLES && !isnan(figure.value))
        list[(*count)++] = (struct denominator){set, metric_find(metric), figure};
}

const struct denominator *denominators_of(const struct assessed *input, struct arena *arena,
                                          size_t *count)
{
    size_t sets = run_samples_count(input->run);
    struct denominator *list =
        arena_zalloc(arena, sets * (LABEL_COUNTS + PROBLEM_COUNTS), sizeof(*list));

    *count = 0;
    for (size_t i = 0; i < sets; i++) {
        const char *set = run_samples(input->run, i)->name;

        for (size_t m = 0; m < LABEL_COUNTS; m++)
            add(input, of_labels[m], set, arena, list, count);
    }
    for (size_t m = 0; sets && m < PROBLEM_COUNTS; m++)
        add(input, of_problems[m], "", arena, list, count);
    return list;
}
