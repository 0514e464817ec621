#include <assay/session/sheet_layers.h>

#include <assay/metrics/layer_results.h>

#include <math.h>
#include <string.h>

/* Figures of a probe at a layer, and the metric of a claim of the same quantity. */
enum probe_field { PROBE_ACC, PROBE_STD, PROBE_F1, PROBE_CONFLICT, PROBE_FIELDS };

static const struct {
    const char *suffix, *title, *metric;
} probe_fields[PROBE_FIELDS] = {
    [PROBE_ACC] = {"acc", "accuracy", "probe_accuracy"},
    [PROBE_STD] = {"acc_std", "deviation", "probe_accuracy_std"},
    [PROBE_F1] = {"f1", "macro F1", "probe_macro_f1"},
    [PROBE_CONFLICT] = {"acc_conflict", "accuracy, conflict", "probe_accuracy_conflict"},
};

static double field_of(const struct layer_probe *probe, size_t layer, enum probe_field field)
{
    switch (field) {
    case PROBE_ACC:
        return probe->accuracy[layer];
    case PROBE_STD:
        return probe->figures[layer].accuracy_std;
    case PROBE_F1:
        return probe->figures[layer].f1;
    case PROBE_CONFLICT:
    case PROBE_FIELDS:
        break;
    }
    return probe->conflict[layer];
}

/* layer, four columns a probe, dominance twice. */
static const struct sheet_column *layer_columns(const struct layer_results *layers,
                                                struct arena *arena)
{
    size_t n = 0, most = 1 + layers->probe_count * PROBE_FIELDS + 2 + 1;
    struct sheet_column *columns = arena_zalloc(arena, most, sizeof(*columns));

    columns[n++] = (struct sheet_column){"layer", "Layer"};
    for (size_t p = 0; p < layers->probe_count; p++)
        for (int f = 0; f < PROBE_FIELDS; f++)
            columns[n++] = (struct sheet_column){
                arena_printf(arena, "%s_%s", layers->probes[p].name, probe_fields[f].suffix),
                arena_printf(arena, "%s %s", layers->probes[p].name, probe_fields[f].title)};
    if (layers->a) {
        columns[n++] = (struct sheet_column){
            "dominance", arena_printf(arena, "D = %s - %s", layers->a->name, layers->b->name)};
        columns[n++] = (struct sheet_column){"dominance_conflict", "D, conflict"};
    }
    return columns;
}

static void add_figure(struct sheet *sheet, const struct figures *figures, const char *metric,
                       const char *subject, double layer, double value)
{
    struct quantity what = QUANTITY(metric);

    what.subject = subject;
    what.at = layer;
    if (isnan(value))
        sheet_none(sheet);
    else
        sheet_number(sheet, metric_of_unit(UNIT_SHARE), value);
    sheet_mark(sheet, figures_mark(figures, &what));
}

const struct sheet *sheet_layers(const struct figures *figures)
{
    const struct layer_results *layers = figures->input->results->layers;
    struct sheet *sheet;

    if (!layers || layers->count == 0)
        return NULL;
    sheet = sheet_new(figures->arena, "layers", "Metrics by Layer",
                      layer_columns(layers, figures->arena));
    for (size_t i = 0; i < layers->count; i++) {
        double layer = layers->layer[i];

        sheet_number(sheet, metric_of_unit(UNIT_LAYER), layer);
        for (size_t p = 0; p < layers->probe_count; p++)
            for (int f = 0; f < PROBE_FIELDS; f++)
                add_figure(sheet, figures, probe_fields[f].metric, layers->probes[p].name, layer,
                           field_of(&layers->probes[p], i, (enum probe_field)f));
        if (layers->a) {
            add_figure(sheet, figures, "dominance", NULL, layer, layers->dominance[i]);
            add_figure(sheet, figures, "dominance_conflict", NULL, layer,
                       layers->dominance_conflict[i]);
        }
    }
    return sheet;
}

const struct sheet *sheet_crossings(const struct figures *figures)
{
    static const struct sheet_column columns[] = {
        {"before", "After layer"},
        {"after", "Before layer"},
        {"at", "Interpolated"},
        {"to", "Dominance turns"},
        {NULL, NULL},
    };
    const struct layer_results *layers = figures->input->results->layers;
    struct sheet *sheet = sheet_new(figures->arena, "crossings", "Crossings", columns);

    for (size_t i = 0; layers && i < layers->crossing_count; i++) {
        const struct crossing *crossing = &layers->crossings[i];

        sheet_number(sheet, metric_of_unit(UNIT_LAYER), crossing->before);
        sheet_number(sheet, metric_of_unit(UNIT_LAYER), crossing->after);
        sheet_number(sheet, metric_of_unit(UNIT_LAYER), crossing->at);
        sheet_text(sheet, crossing->direction > 0 ? "positive" : "negative");
    }
    return sheet->cell_count ? sheet : NULL;
}

const struct sheet *sheet_positive_ranges(const struct figures *figures)
{
    static const struct sheet_column columns[] = {
        {"first", "First layer"}, {"last", "Last layer"}, {NULL, NULL}};
    const struct layer_results *layers = figures->input->results->layers;
    struct sheet *sheet = sheet_new(figures->arena, "positive_ranges", "Dominance > 0", columns);

    for (size_t i = 0; layers && i < layers->range_count; i++) {
        sheet_number(sheet, metric_of_unit(UNIT_LAYER), layers->ranges[i].first);
        sheet_number(sheet, metric_of_unit(UNIT_LAYER), layers->ranges[i].last);
    }
    return sheet->cell_count ? sheet : NULL;
}
