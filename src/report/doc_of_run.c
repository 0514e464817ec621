#include <assay/report/doc_of_run.h>

#include <assay/base/fmt.h>
#include <assay/base/path.h>
#include <assay/report/doc_classes.h>
#include <assay/report/doc_findings.h>
#include <assay/report/doc_generated.h>
#include <assay/report/doc_insights.h>
#include <assay/report/doc_layers.h>
#include <assay/report/doc_meta.h>
#include <assay/report/doc_run.h>
#include <assay/report/doc_tasks.h>
#include <assay/report/documents.h>
#include <assay/report/text.h>
#include <assay/session/headline.h>
#include <assay/session/sheet_run.h>

#include <string.h>

/* ---- head ---- */

static void field(struct doc *doc, const char *name, const char *value)
{
    if (!value || !value[0])
        return;
    doc_open(doc, BLOCK_PARAGRAPH, 1);
    doc_strong(doc, arena_printf(doc->arena, "%s: ", name));
    doc_text(doc, value);
}

static const char *task(const struct doc_run *report)
{
    size_t count;

    if (run_content(report->figures->input->run) & RUN_HAS_LAYERS)
        return NULL;
    doc_class_rows(report, &count);
    return count ? arena_printf(report->doc->arena, "classification, %zu labels", count) : NULL;
}

static void marks(struct doc *doc)
{
    static const struct {
        char mark;
        const char *meaning;
    } verdicts[] = {{'=', " agrees as printed,"},
                    {'~', " agrees with a named allowance,"},
                    {'!', " differs,"},
                    {'?', " no evidence of it."}};

    doc_paragraph(doc,
                  "Figures are recomputed from the run's evidence; where none bears on one, it is "
                  "shown as stated. A mark is the verdict on "
                  "what the run's files claim:");
    for (size_t i = 0; i < sizeof(verdicts) / sizeof(verdicts[0]); i++) {
        doc_mark(doc, verdicts[i].mark);
        doc_text(doc, verdicts[i].meaning);
    }
}

static void write_head(const struct doc_run *report)
{
    const struct run *run = report->figures->input->run;
    struct arena *arena = report->figures->arena;
    uint64_t samples = headline_samples(report->figures->input);
    struct buf tally = {.ptr = NULL};
    struct doc *doc = report->doc;

    doc_heading(doc, 1, doc->title);
    if (strcmp(run_title(run), run_id(run)) != 0)
        field(doc, "Title", run_title(run));
    field(doc, "Model", run_model(run));
    field(doc, "Date", run_time(run, arena));
    field(doc, "Task", task(report));
    field(doc, "Format",
          run_dialect(run)[0] ? arena_printf(arena, "%s (%s)", run_format(run), run_dialect(run))
                              : run_format(run));
    if (samples)
        field(doc, "Samples", fmt_count(arena, samples));
    text_tally(report->figures->input->audit, &tally);
    doc_open(doc, BLOCK_PARAGRAPH, 0);
    doc_strong(doc, "Claims: ");
    doc_span_code(doc, tally.ptr);
    buf_release(&tally);
    if (report->figures->input->audit->count)
        marks(doc);
}

/* ---- metadata ---- */

static void write_metadata(const struct doc_run *report, const char *title)
{
    /* What these files of a layer run say are claims; they follow with their verdicts. */
    static const char *const claimed[] = {"summary", "dataset_info", NULL};
    const struct run *run = report->figures->input->run;
    bool is_layers = run_content(run) & RUN_HAS_LAYERS;

    doc_heading(report->doc, 2, title);
    doc_open(report->doc, BLOCK_ITEM, 0);
    /* Its place on this machine is nobody's business. */
    doc_textf(report->doc, "run_dir: %s", path_base(report->doc->arena, run_root(run)));
    doc_meta(report->doc, run_meta(run), is_layers ? claimed : NULL);
}

/* ---- claims ---- */

static const char *const verdict_titles[VERDICT_COUNT] = {
    [VERDICT_DIFFERS] = "Claims that differ",
    [VERDICT_ALLOWED] = "Claims that agree with an allowance",
    [VERDICT_NO_EVIDENCE] = "Claims without evidence",
};

static const struct sheet_column finding_columns[] = {
    {"file", "File"}, {"claim", "Claim"}, {"says", "Says"}, {"evidence", "Evidence"},
    {"n", "n"},       {"why", "Why"},     {NULL, NULL},
};

static void add_finding(struct sheet *sheet, const struct finding *finding, struct arena *arena,
                        const char *file)
{
    sheet_text(sheet, finding->claim->line
                          ? arena_printf(arena, "%s:%u", file, (unsigned)finding->claim->line)
                          : file);
    sheet_text(sheet, finding->claim->name);
    sheet_text(sheet, finding->claim->printed);
    sheet_text(sheet, finding_evidence(finding, arena));
    if (finding->figure.n)
        sheet_count(sheet, finding->figure.n);
    else
        sheet_none(sheet);
    sheet_text(sheet, finding->why);
}

static void write_verdict(const struct doc_run *report, enum verdict verdict)
{
    const struct audit *audit = report->figures->input->audit;
    struct arena *arena = report->figures->arena;
    struct sheet *sheet = sheet_new(arena, "findings", "", finding_columns);

    for (size_t i = 0; i < audit->count; i++)
        if (audit->findings[i].verdict == verdict)
            add_finding(sheet, &audit->findings[i], arena,
                        run_file_path(audit->run, audit->findings[i].claim->file));
    if (sheet->cell_count == 0)
        return;
    doc_heading(report->doc, 3, verdict_titles[verdict]);
    doc_mark(report->doc, verdict_mark(verdict));
    doc_sheet(report->doc, sheet, NULL);
}

static void write_claims(const struct doc_run *report)
{
    const struct audit *audit = report->figures->input->audit;
    struct arena *arena = report->figures->arena;

    doc_heading(report->doc, 2, DOCUMENT_CLAIMS);
    if (audit->count == 0) {
        doc_paragraph(report->doc, "The run's files claim nothing.");
        return;
    }
    doc_paragraph(report->doc, arena_printf(arena, "%s of %s claims agree as printed.",
                                            fmt_count(arena, audit->tally[VERDICT_AGREES]),
                                            fmt_count(arena, audit->count)));
    write_verdict(report, VERDICT_DIFFERS);
    write_verdict(report, VERDICT_ALLOWED);
    write_verdict(report, VERDICT_NO_EVIDENCE);
}

/* ---- notes and files ---- */

static void write_sheet(const struct doc_run *report, const char *name)
{
    const struct sheet *sheet = sheets_find(report->sheets, name);

    if (!sheet)
        return;
    doc_heading(report->doc, 2, sheet->title);
    doc_sheet(report->doc, sheet, NULL);
}

static const struct {
    const char *name; /* how the file's name ends */
    const char *meaning;
} meanings[] = {
    {"metrics_per_layer.csv", "accuracy, deviation over folds and macro F1 of each probe by layer; "
                              "dominance: D = accuracy of probe A - accuracy of probe B"},
    {"predictions_per_layer.csv", "every prediction by layer and fold"},
    {"summary.json", "run-level figures: peaks, averages, dominant modality"},
    {"dataset_info.json", "sample counts and label distributions"},
    {"config.yaml", "full configuration of the run"},
    {"dominance_curve.png", "D by layer for all and for conflict samples; above 0 probe A "
                            "dominates"},
    {"accuracy_curves.png", "accuracy of the probes by layer, with bands of one deviation"},
    {"conflict_curves.png", "accuracy on conflict samples; dashed: on all samples"},
    {"f1_curves.png", "macro F1 of the probes by layer"},
    {"layer_heatmap.png", "the metrics by layer as a heatmap"},
};

static const char *meaning_of(const char *path)
{
    for (size_t i = 0; i < sizeof(meanings) / sizeof(meanings[0]); i++)
        if (str_ends(str_of(path), meanings[i].name))
            return meanings[i].meaning;
    return NULL;
}

static void write_file(struct doc *doc, const struct run_file *file)
{
    const char *meaning = meaning_of(file->path);

    doc_item(doc, 0, file->path);
    if (file->kind && file->kind[0])
        doc_textf(doc, " (%s, %s)", file->kind, fmt_bytes(doc->arena, file->bytes));
    if (meaning)
        doc_item(doc, 1, meaning);
}

/* Files whose name ends in .png, or the others. */
static bool write_files(const struct doc_run *report, const char *title, bool plots)
{
    size_t count;
    const struct run_file *files = run_files(report->figures->input->run, &count);
    bool any = false;

    for (size_t i = 0; i < count; i++) {
        if (str_ends(str_of(files[i].path), ".png") != plots)
            continue;
        if (!any)
            doc_heading(report->doc, 2, title);
        any = true;
        write_file(report->doc, &files[i]);
    }
    return any;
}

/* The run's own plots, then those of this report. */
static void write_plots(const struct doc_run *report)
{
    bool any = write_files(report, "Plot Meanings", true);

    for (size_t i = 0; report->plots && i < report->plots->count; i++) {
        if (!any)
            doc_heading(report->doc, 2, "Plot Meanings");
        any = true;
        doc_item(report->doc, 0, report->plots->kinds[i]->file);
        doc_item(report->doc, 1, report->plots->kinds[i]->summary);
    }
}

const struct doc *doc_of_run(const struct report_input *input)
{
    const struct figures *figures = input->topic->figures;
    struct arena *arena = input->topic->arena;
    const struct run *run = figures->input->run;
    struct doc_run report = {
        doc_new(arena_printf(arena, "Results Summary (%s)", run_id(run)), arena), figures,
        &input->topic->sheets, input->plots, input};
    bool is_layers = run_content(run) & RUN_HAS_LAYERS;

    write_head(&report);
    doc_plots(report.doc, report.plots, (const char *const[]){"overview", NULL});
    if (is_layers)
        write_metadata(&report, "Run Metadata");
    doc_layers(&report);
    doc_classes(&report);
    doc_findings(&report);
    doc_insights(&report);
    doc_tasks(&report);
    doc_generated(&report);
    if (!is_layers)
        write_metadata(&report, "Technical Details");
    doc_conclusion(&report);
    write_claims(&report);
    write_sheet(&report, "notes");
    write_files(&report, "File Meanings", false);
    write_plots(&report);
    return report.doc;
}
