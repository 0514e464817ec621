#include <assay/report/doc_layers.h>

#include <assay/metrics/layer_results.h>
#include <assay/session/sheet_run.h>

/* ---- dataset ---- */

static bool is_claim_of(const struct finding *finding, const struct run *run, const char *file)
{
    return str_ends(str_of(run_file_path(run, finding->claim->file)), file);
}

/* What the named file claims, each with its verdict. */
static bool claims_of(const struct doc_run *report, const char *file, const char *title)
{
    const struct audit *audit = report->figures->input->audit;
    bool any = false;

    for (size_t i = 0; i < audit->count; i++) {
        const struct finding *finding = &audit->findings[i];

        if (!is_claim_of(finding, audit->run, file))
            continue;
        if (!any)
            doc_heading(report->doc, 2, title);
        any = true;
        doc_open(report->doc, BLOCK_ITEM, 0);
        doc_textf(report->doc, "%s: ", finding->claim->name);
        doc_finding(report->doc, finding);
    }
    return any;
}

/* ---- core metrics ---- */

static void peak(const struct doc_run *report, const char *name, const char *place,
                 const char *value, const char *probe, const char *symbol)
{
    struct quantity at = QUANTITY(place), most = QUANTITY(value);

    at.subject = most.subject = probe;
    if (!figures_text(report->figures, &most)[0])
        return;
    doc_open(report->doc, BLOCK_ITEM, 0);
    doc_textf(report->doc, "%s: layer ", name);
    if (!doc_figure(report->doc, report->figures, &at))
        doc_text(report->doc, "–");
    doc_textf(report->doc, ", %s ", symbol);
    doc_figure(report->doc, report->figures, &most);
}

/* "  - name: figure" of a probe, or of none. */
static void part(const struct doc_run *report, const char *name, const char *metric,
                 const char *probe)
{
    struct quantity what = QUANTITY(metric);

    what.subject = probe;
    doc_figure_item(report->doc, 1, report->figures, name, &what);
}

static void trends(const struct doc_run *report)
{
    doc_item(report->doc, 0, "layer_trends (avg D):");
    part(report, "early (0-11)", "dominance_early", NULL);
    part(report, "middle (12-23)", "dominance_middle", NULL);
    part(report, "late (24 and up)", "dominance_late", NULL);
}

static void conflict(const struct doc_run *report, const struct layer_results *layers)
{
    struct quantity mean = QUANTITY("dominance_conflict_mean");

    if (!figures_text(report->figures, &mean)[0])
        return;
    doc_item(report->doc, 0, "conflict_subset (avg over conflict samples):");
    for (size_t p = 0; p < layers->probe_count; p++)
        part(report, arena_printf(report->figures->arena, "%s_acc", layers->probes[p].name),
             "probe_conflict_mean", layers->probes[p].name);
    part(report, "dominance", "dominance_conflict_mean", NULL);
}

static void core(const struct doc_run *report, const struct layer_results *layers)
{
    struct arena *arena = report->figures->arena;
    const struct layer_probe *pair[] = {layers->a, layers->b};

    doc_heading(report->doc, 2, "Core Metrics");
    doc_metrics(report, (const struct doc_metric[]){{"dominant_probe", "overall_dominant_modality"},
                                                    {"dominance_mean", "average_dominance"},
                                                    {NULL, NULL}});
    for (size_t p = 0; p < layers->probe_count; p++)
        peak(report, arena_printf(arena, "max_%s_acc", layers->probes[p].name), "probe_best_layer",
             "probe_best_accuracy", layers->probes[p].name, "acc");
    for (size_t i = 0; layers->a && i < 2; i++)
        peak(report, arena_printf(arena, "max_%s_dominance", pair[i]->name), "dominance_peak_layer",
             "dominance_peak", pair[i]->name, "D");
    if (!layers->a)
        return;
    trends(report);
    conflict(report, layers);
}

/* ---- derived ---- */

static const char *layer_text(struct arena *arena, double layer)
{
    return metric_format(metric_of_unit(UNIT_LAYER), layer, arena);
}

static void crossings(const struct doc_run *report, const struct layer_results *layers)
{
    struct arena *arena = report->figures->arena;

    doc_item(report->doc, 0,
             layers->crossing_count ? "dominance_crossings:" : "dominance_crossings: none");
    for (size_t i = 0; i < layers->crossing_count; i++) {
        const struct crossing *c = &layers->crossings[i];

        doc_item(report->doc, 1,
                 arena_printf(arena, "between layers %s and %s, at %.3f, to %s",
                              layer_text(arena, c->before), layer_text(arena, c->after), c->at,
                              c->direction > 0 ? "positive" : "negative"));
    }
}

static void ranges(const struct doc_run *report, const struct layer_results *layers)
{
    struct arena *arena = report->figures->arena;

    doc_item(report->doc, 0,
             layers->range_count ? "dominance_positive_ranges (D > 0):"
                                 : "dominance_positive_ranges (D > 0): none");
    for (size_t i = 0; i < layers->range_count; i++)
        doc_item(report->doc, 1,
                 arena_printf(arena, "%s-%s", layer_text(arena, layers->ranges[i].first),
                              layer_text(arena, layers->ranges[i].last)));
}

static void derived(const struct doc_run *report, const struct layer_results *layers)
{
    struct arena *arena = report->figures->arena;

    doc_heading(report->doc, 2, "Derived From metrics_per_layer.csv");
    doc_item(report->doc, 0,
             arena_printf(arena, "layers_evaluated: %s-%s (%zu layers)",
                          layer_text(arena, layers->layer[0]),
                          layer_text(arena, layers->layer[layers->count - 1]), layers->count));
    if (!layers->a)
        return;
    crossings(report, layers);
    ranges(report, layers);
    peak(report, "peak_dominance", "dominance_peak_layer", "dominance_peak", NULL, "D");
    peak(report, "peak_conflict_dominance", "dominance_conflict_peak_layer",
         "dominance_conflict_peak", NULL, "D_conf");
}

void doc_layers(const struct doc_run *report)
{
    const struct layer_results *layers = report->figures->input->results->layers;

    if (!layers || layers->count == 0)
        return;
    claims_of(report, "dataset_info.json", "Dataset Summary (dataset_info.json)");
    core(report, layers);
    doc_plots(report->doc, report->plots,
              (const char *const[]){"dominance-curve", "accuracy-curves", "conflict-curves",
                                    "f1-curves", "layer-heatmap", NULL});
    derived(report, layers);
    doc_heading(report->doc, 3, "Metrics by Layer");
    doc_sheet(report->doc, sheets_find(report->sheets, "layers"), NULL);
}
