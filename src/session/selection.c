#include <assay/session/selection.h>

#include <assay/metrics/classification.h>
#include <assay/session/sample_field.h>

#include <math.h>

static void measure_labels(const struct samples *samples, const struct row_list *rows,
                           struct selection *selection)
{
    struct arena *arena = arena_new();
    struct confusion *cm = confusion_new(arena, samples->labels.count);

    for (size_t i = 0; i < rows->count; i++)
        confusion_add(cm, samples->truth[rows->rows[i]], samples->prediction[rows->rows[i]], 1);
    selection->macro_f1 = classification_average(cm, AVERAGE_MACRO).f1;
    selection->weighted_f1 = classification_average(cm, AVERAGE_WEIGHTED).f1;
    arena_free(arena);
}

void selection_measure(const struct samples *samples, const struct row_list *rows,
                       struct selection *selection)
{
    *selection = (struct selection){.selected = rows->count, .macro_f1 = NAN, .weighted_f1 = NAN};
    for (size_t i = 0; i < rows->count; i++) {
        enum outcome outcome = sample_outcome(samples, rows->rows[i]);

        selection->scored += outcome != OUTCOME_UNSCORED;
        selection->passed += outcome == OUTCOME_PASS;
    }
    selection->rate =
        selection->scored ? (double)selection->passed / (double)selection->scored : NAN;
    selection->interval = interval_wilson(selection->passed, selection->scored, 0.95);
    if (samples->truth && samples->prediction && samples->labels.count)
        measure_labels(samples, rows, selection);
}
