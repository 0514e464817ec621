#include <assay/report/md_layers.h>

#include <assay/metrics/layer_results.h>
#include <assay/report/md_out.h>
#include <assay/session/sheet_run.h>

/* ---- dataset ---- */

static bool is_claim_of(const struct finding *finding, const struct run *run, const char *file)
{
    return str_ends(str_of(run_file_path(run, finding->claim->file)), file);
}

/* What the named file claims, each with its verdict. */
static bool claims_of(const struct md_report *report, const char *file, const char *title)
{
    const struct audit *audit = report->figures->input->audit;
    bool any = false;

    for (size_t i = 0; i < audit->count; i++) {
        const struct finding *finding = &audit->findings[i];

        if (!is_claim_of(finding, audit->run, file))
            continue;
        if (!any)
            md_heading(report->out, 2, title);
        any = true;
        buf_add_c(report->out, "- ");
        md_text(report->out, finding->claim->name);
        buf_add_c(report->out, ": ");
        md_finding(report->out, finding, report->figures->arena);
        buf_add_char(report->out, '\n');
    }
    return any;
}

/* ---- core metrics ---- */

static void peak(const struct md_report *report, const char *name, const char *place,
                 const char *value, const char *probe, const char *symbol)
{
    struct quantity at = QUANTITY(place), most = QUANTITY(value);

    at.subject = most.subject = probe;
    if (!figures_text(report->figures, &most)[0])
        return;
    buf_addf(report->out, "- ");
    md_text(report->out, name);
    buf_add_c(report->out, ": layer ");
    if (!md_figure(report->out, report->figures, &at))
        buf_add_c(report->out, "–");
    buf_addf(report->out, ", %s ", symbol);
    md_figure(report->out, report->figures, &most);
    buf_add_char(report->out, '\n');
}

/* "  - name: figure" of a probe, or of none. */
static void part(const struct md_report *report, const char *name, const char *metric,
                 const char *probe)
{
    struct quantity what = QUANTITY(metric);

    what.subject = probe;
    if (!figures_text(report->figures, &what)[0])
        return;
    buf_add_c(report->out, "  - ");
    md_text(report->out, name);
    buf_add_c(report->out, ": ");
    md_figure(report->out, report->figures, &what);
    buf_add_char(report->out, '\n');
}

static void trends(const struct md_report *report)
{
    buf_add_c(report->out, "- layer_trends (avg D):\n");
    part(report, "early (0-11)", "dominance_early", NULL);
    part(report, "middle (12-23)", "dominance_middle", NULL);
    part(report, "late (24 and up)", "dominance_late", NULL);
}

static void conflict(const struct md_report *report, const struct layer_results *layers)
{
    struct quantity mean = QUANTITY("dominance_conflict_mean");

    if (!figures_text(report->figures, &mean)[0])
        return;
    buf_add_c(report->out, "- conflict_subset (avg over conflict samples):\n");
    for (size_t p = 0; p < layers->probe_count; p++)
        part(report, arena_printf(report->figures->arena, "%s_acc", layers->probes[p].name),
             "probe_conflict_mean", layers->probes[p].name);
    part(report, "dominance", "dominance_conflict_mean", NULL);
}

static void core(const struct md_report *report, const struct layer_results *layers)
{
    struct arena *arena = report->figures->arena;
    const struct layer_probe *pair[] = {layers->a, layers->b};

    md_heading(report->out, 2, "Core Metrics");
    md_metrics(report, (const struct md_metric[]){{"dominant_probe", "overall_dominant_modality"},
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

static void crossings(const struct md_report *report, const struct layer_results *layers)
{
    struct arena *arena = report->figures->arena;

    buf_addf(report->out, "- dominance_crossings:%s\n", layers->crossing_count ? "" : " none");
    for (size_t i = 0; i < layers->crossing_count; i++) {
        const struct crossing *c = &layers->crossings[i];

        buf_addf(report->out, "  - between layers %s and %s, at %.3f, to %s\n",
                 layer_text(arena, c->before), layer_text(arena, c->after), c->at,
                 c->direction > 0 ? "positive" : "negative");
    }
}

static void ranges(const struct md_report *report, const struct layer_results *layers)
{
    struct arena *arena = report->figures->arena;

    buf_addf(report->out, "- dominance_positive_ranges (D > 0):%s\n",
             layers->range_count ? "" : " none");
    for (size_t i = 0; i < layers->range_count; i++)
        buf_addf(report->out, "  - %s-%s\n", layer_text(arena, layers->ranges[i].first),
                 layer_text(arena, layers->ranges[i].last));
}

static void derived(const struct md_report *report, const struct layer_results *layers)
{
    struct arena *arena = report->figures->arena;

    md_heading(report->out, 2, "Derived From metrics_per_layer.csv");
    buf_addf(report->out, "- layers_evaluated: %s-%s (%zu layers)\n",
             layer_text(arena, layers->layer[0]),
             layer_text(arena, layers->layer[layers->count - 1]), layers->count);
    if (!layers->a)
        return;
    crossings(report, layers);
    ranges(report, layers);
    peak(report, "peak_dominance", "dominance_peak_layer", "dominance_peak", NULL, "D");
    peak(report, "peak_conflict_dominance", "dominance_conflict_peak_layer",
         "dominance_conflict_peak", NULL, "D_conf");
}

void md_layers(const struct md_report *report)
{
    const struct layer_results *layers = report->figures->input->results->layers;

    if (!layers || layers->count == 0)
        return;
    claims_of(report, "dataset_info.json", "Dataset Summary (dataset_info.json)");
    core(report, layers);
    derived(report, layers);
    md_heading(report->out, 3, "Metrics by Layer");
    md_sheet(report->out, sheets_find(&report->sheets, "layers"), NULL);
}
