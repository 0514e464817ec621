#include "classes_internal.h"

#include <assay/metrics/class_rows.h>

#include <math.h>

static const char *const average_names[AVERAGES] = {
    [AVERAGE_MACRO] = "macro",
    [AVERAGE_MICRO] = "micro",
    [AVERAGE_WEIGHTED] = "weighted",
};

static const char *rating_of(const struct view_context *context, double recall)
{
    const struct rating_band *bands = context->assessed->results->options.bands;
    size_t band = rating_band(bands, RATING_BAND_COUNT, recall);

    return band < RATING_BAND_COUNT ? bands[band].name : "";
}

static void add_average(struct classes_data *data, enum average average, struct prf prf)
{
    data->averages[average] = (struct class_line){
        .name = average_names[average],
        .support = data->total,
        .share = NAN,
        .prf = prf,
        .precision = {NAN, NAN},
        .recall = {NAN, NAN},
        .largest = NAN,
        .balanced = NAN,
        .rating = "",
    };
}

static void find_most(struct classes_data *data)
{
    data->most_support = 0.0;
    for (size_t i = 0; i < data->count; i++)
        if (data->lines[i].support > data->most_support)
            data->most_support = data->lines[i].support;
}

static struct class_line line_of(const struct view_context *context, const struct confusion *cm,
                                 size_t k, const char *name)
{
    uint64_t support = confusion_support(cm, k), correct = confusion_at(cm, k, k);
    struct prf prf = classification_label(cm, k);

    return (struct class_line){
        .name = name,
        .support = (double)support,
        .share = classification_share(cm, k),
        .prf = prf,
        .precision = interval_wilson(correct, confusion_predicted(cm, k), 0.95),
        .recall = interval_wilson(correct, support, 0.95),
        .rating = rating_of(context, prf.recall),
    };
}

void classes_lines_of_slice(struct classes_data *data, const struct view_context *context)
{
    const struct confusion *cm = slice_matrix(data->slice, data->reading, context->arena);
    size_t n = confusion_size(cm);
    double *largest = arena_zalloc(context->arena, n + 1, sizeof(*largest));
    double *balanced = arena_zalloc(context->arena, n + 1, sizeof(*balanced));

    classification_weights(cm, CLASS_WEIGHT_LARGEST, largest);
    classification_weights(cm, CLASS_WEIGHT_BALANCED, balanced);
    data->lines = arena_zalloc(context->arena, n + 1, sizeof(*data->lines));
    data->count = n;
    for (size_t k = 0; k < n; k++) {
        data->lines[k] = line_of(context, cm, k, data->slice->labels.names[k]);
        data->lines[k].largest = largest[k];
        data->lines[k].balanced = balanced[k];
    }
    data->total = (double)confusion_total(cm);
    data->invalid = confusion_invalid_total(data->slice->strict);
    data->accuracy = classification_accuracy(cm);
    data->balanced_accuracy = classification_balanced_accuracy(cm);
    data->imbalance = classification_imbalance(cm);
    for (int average = 0; average < AVERAGES; average++)
        add_average(data, (enum average)average, classification_average(cm, (enum average)average));
    find_most(data);
}

static struct prf average_of_rows(const struct class_rows *rows, enum average average)
{
    /* Counts are not known well enough to pool them. */
    if (average == AVERAGE_MICRO)
        return (struct prf){NAN, NAN, NAN};
    return (struct prf){
        .precision = class_rows_average(rows, average, CLASS_PRECISION).value,
        .recall = class_rows_average(rows, average, CLASS_RECALL).value,
        .f1 = class_rows_average(rows, average, CLASS_F1).value,
    };
}

void classes_lines_of_table(struct classes_data *data, const struct view_context *context)
{
    const struct class_table *table = run_classes(context->run);
    const struct class_rows *rows = context->assessed->results->classes;

    data->lines = arena_zalloc(context->arena, table->count + 1, sizeof(*data->lines));
    data->count = table->count;
    data->total = rows->support;
    for (size_t i = 0; i < table->count; i++) {
        const struct class_row *row = &table->rows[i];

        data->lines[i] = (struct class_line){
            .name = row->label,
            .support = row->support,
            .share = data->total > 0.0 ? row->support / data->total : NAN,
            .prf = {row->precision, row->recall, row->f1},
            .precision = {NAN, NAN},
            .recall = {NAN, NAN},
            .largest = NAN,
            .balanced = NAN,
            .rating = rating_of(context, row->recall),
        };
    }
    data->accuracy = class_rows_accuracy(rows).value;
    data->balanced_accuracy = class_rows_balanced(rows).value;
    data->imbalance = class_rows_imbalance(rows);
    for (int average = 0; average < AVERAGES; average++)
        add_average(data, (enum average)average, average_of_rows(rows, (enum average)average));
    find_most(data);
}
