#include <assay/metrics/metrics_layers.h>

#include <assay/metrics/layer_peaks.h>
#include <assay/metrics/results.h>

#include <math.h>

#define FORMAT_SOURCE "layer-probe format, assay-formats(5)"

static void run_compute(layer_compute *compute, const struct results *results,
                        const struct quantity *what, uint32_t not_file, struct arena *arena,
                        struct figure *out)
{
    if (results->layers)
        compute(results->layers, what, not_file, arena, out);
    else
        out->how = "no figures over layers";
}

/* ---- the table ---- */

#define LAYER_METRIC(ident, metric_title, metric_unit, low, high, metric_better, text, function)   \
    static void compute_##ident(const struct results *results, const struct quantity *what,        \
                                uint32_t not_file, struct arena *arena, struct figure *out)        \
    {                                                                                              \
        run_compute(function, results, what, not_file, arena, out);                                \
    }                                                                                              \
    static const struct metric ident = {                                                           \
        .name = #ident,                                                                            \
        .title = metric_title,                                                                     \
        .unit = metric_unit,                                                                       \
        .least = low,                                                                              \
        .most = high,                                                                              \
        .better = metric_better,                                                                   \
        .needs_any = RUN_HAS_LAYERS,                                                               \
        .formula = text,                                                                           \
        .source = FORMAT_SOURCE,                                                                   \
        .compute = compute_##ident,                                                                \
    };

LAYER_METRIC(probe_accuracy, "Accuracy of a probe at a layer", UNIT_SHARE, 0.0, 1.0, BETTER_HIGHER,
             "mean over folds of right / all", layer_figure_probe_accuracy)
LAYER_METRIC(probe_accuracy_std, "Deviation of a probe's accuracy", UNIT_SHARE, 0.0, 0.5,
             BETTER_LOWER, "population deviation over folds (ddof 0)",
             layer_figure_probe_accuracy_std)
LAYER_METRIC(probe_macro_f1, "Macro F1 of a probe at a layer", UNIT_SHARE, 0.0, 1.0, BETTER_HIGHER,
             "mean over folds of the macro F1 over the labels that occur in the fold",
             layer_figure_probe_macro_f1)
LAYER_METRIC(probe_accuracy_conflict, "Accuracy on conflict samples", UNIT_SHARE, 0.0, 1.0,
             BETTER_HIGHER, "mean over the folds with conflict samples of right / all of these",
             layer_figure_probe_accuracy_conflict)
LAYER_METRIC(dominance, "Dominance at a layer", UNIT_SHARE, -1.0, 1.0, BETTER_NEITHER,
             "accuracy of probe A - accuracy of probe B", layer_figure_dominance_at)
LAYER_METRIC(dominance_conflict, "Dominance on conflict samples", UNIT_SHARE, -1.0, 1.0,
             BETTER_NEITHER, "conflict accuracy of probe A - that of probe B",
             layer_figure_dominance_conflict_at)
LAYER_METRIC(dominance_mean, "Average dominance", UNIT_SHARE, -1.0, 1.0, BETTER_NEITHER,
             "mean of the dominance over the layers present", layer_figure_mean)
LAYER_METRIC(dominant_probe, "Dominant probe", UNIT_TEXT, NAN, NAN, BETTER_NEITHER,
             "A if average dominance > 0.05, B if < -0.05, else balanced", layer_figure_dominant)
LAYER_METRIC(dominance_early, "Dominance, layers 0 to 11", UNIT_SHARE, -1.0, 1.0, BETTER_NEITHER,
             "mean of the dominance over layers 0 to 11", layer_figure_early)
LAYER_METRIC(dominance_middle, "Dominance, layers 12 to 23", UNIT_SHARE, -1.0, 1.0, BETTER_NEITHER,
             "mean of the dominance over layers 12 to 23", layer_figure_middle)
LAYER_METRIC(dominance_late, "Dominance, layers from 24", UNIT_SHARE, -1.0, 1.0, BETTER_NEITHER,
             "mean of the dominance over layers from 24 on", layer_figure_late)
LAYER_METRIC(dominance_conflict_mean, "Average dominance on conflict samples", UNIT_SHARE, -1.0,
             1.0, BETTER_NEITHER, "mean of the conflict dominance over the layers that have it",
             layer_figure_conflict_mean)
LAYER_METRIC(probe_conflict_mean, "Average accuracy on conflict samples", UNIT_SHARE, 0.0, 1.0,
             BETTER_HIGHER, "mean of the conflict accuracy over the layers that have it",
             layer_figure_probe_conflict_mean)
LAYER_METRIC(probe_best_accuracy, "Best accuracy of a probe", UNIT_SHARE, 0.0, 1.0, BETTER_HIGHER,
             "largest accuracy over the layers", layer_figure_best)
LAYER_METRIC(probe_best_layer, "Best layer of a probe", UNIT_LAYER, 0.0, NAN, BETTER_NEITHER,
             "first layer of the largest accuracy", layer_figure_best_layer)
LAYER_METRIC(dominance_peak, "Peak dominance", UNIT_SHARE, -1.0, 1.0, BETTER_NEITHER,
             "largest dominance for A, smallest for B", layer_figure_peak)
LAYER_METRIC(dominance_peak_layer, "Layer of peak dominance", UNIT_LAYER, 0.0, NAN, BETTER_NEITHER,
             "first layer of the largest dominance for A, of the smallest for B",
             layer_figure_peak_layer)
LAYER_METRIC(dominance_conflict_peak, "Peak dominance on conflict samples", UNIT_SHARE, -1.0, 1.0,
             BETTER_NEITHER, "largest conflict dominance for A, smallest for B",
             layer_figure_conflict_peak)
LAYER_METRIC(dominance_conflict_peak_layer, "Layer of peak conflict dominance", UNIT_LAYER, 0.0,
             NAN, BETTER_NEITHER, "first layer of the peak conflict dominance",
             layer_figure_conflict_peak_layer)
LAYER_METRIC(dominance_crossings, "Crossings of dominance", UNIT_COUNT, 0.0, NAN, BETTER_NEITHER,
             "sign changes between neighbouring layers, zeros stepped over",
             layer_figure_crossing_count)
LAYER_METRIC(dominance_crossing, "Crossing of dominance", UNIT_TEXT, NAN, NAN, BETTER_NEITHER,
             "layers before and after the n-th sign change", layer_figure_crossing)
LAYER_METRIC(dominance_positive_ranges, "Ranges of positive dominance", UNIT_COUNT, 0.0, NAN,
             BETTER_NEITHER, "longest runs of neighbouring layers with dominance > 0",
             layer_figure_range_count)
LAYER_METRIC(dominance_positive_range, "Range of positive dominance", UNIT_TEXT, NAN, NAN,
             BETTER_NEITHER, "first and last layer of the n-th range", layer_figure_range)
LAYER_METRIC(layers_present, "Layers evaluated", UNIT_COUNT, 0.0, NAN, BETTER_NEITHER,
             "layers with figures", layer_figure_evaluated)
LAYER_METRIC(layers_spanned, "First and last layer", UNIT_TEXT, NAN, NAN, BETTER_NEITHER,
             "lowest and highest layer with figures", layer_figure_span)
LAYER_METRIC(dataset_samples, "Samples of the probes", UNIT_COUNT, 0.0, NAN, BETTER_NEITHER,
             "different sample ids", layer_figure_nothing)
LAYER_METRIC(dataset_conflict, "Conflict samples", UNIT_COUNT, 0.0, NAN, BETTER_NEITHER,
             "different ids of samples whose two truths differ", layer_figure_nothing)
LAYER_METRIC(dataset_consistent, "Consistent samples", UNIT_COUNT, 0.0, NAN, BETTER_NEITHER,
             "different ids of samples whose two truths are the same", layer_figure_nothing)
LAYER_METRIC(dataset_texts, "Different texts", UNIT_COUNT, 0.0, NAN, BETTER_NEITHER,
             "different text ids", layer_figure_nothing)
LAYER_METRIC(dataset_label, "Samples of a label", UNIT_COUNT, 0.0, NAN, BETTER_NEITHER,
             "different ids of samples whose truth is the label", layer_figure_nothing)

const struct metric *const metrics_layers[] = {
    &probe_accuracy,
    &probe_accuracy_std,
    &probe_macro_f1,
    &probe_accuracy_conflict,
    &probe_best_accuracy,
    &probe_best_layer,
    &probe_conflict_mean,
    &dominance,
    &dominance_conflict,
    &dominance_mean,
    &dominant_probe,
    &dominance_peak,
    &dominance_peak_layer,
    &dominance_early,
    &dominance_middle,
    &dominance_late,
    &dominance_conflict_mean,
    &dominance_conflict_peak,
    &dominance_conflict_peak_layer,
    &dominance_crossings,
    &dominance_crossing,
    &dominance_positive_ranges,
    &dominance_positive_range,
    &layers_present,
    &layers_spanned,
    &dataset_samples,
    &dataset_conflict,
    &dataset_consistent,
    &dataset_texts,
    &dataset_label,
    NULL,
};
