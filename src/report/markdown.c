#include <assay/report/markdown.h>

#include <assay/base/fmt.h>
#include <assay/report/md_classes.h>
#include <assay/report/md_code.h>
#include <assay/report/md_findings.h>
#include <assay/report/md_layers.h>
#include <assay/report/md_out.h>
#include <assay/report/md_tasks.h>
#include <assay/report/text.h>
#include <assay/session/headline.h>
#include <assay/session/sheet_run.h>

#include <string.h>

/* ---- head ---- */

static void field(struct buf *out, const char *name, const char *value)
{
    if (!value || !value[0])
        return;
    buf_addf(out, "**%s:** ", name);
    md_text(out, value);
    buf_add_c(out, "  \n");
}

static void write_head(const struct md_report *report)
{
    const struct run *run = report->figures->input->run;
    struct arena *arena = report->figures->arena;
    uint64_t samples = headline_samples(report->figures->input);
    struct buf tally = {.ptr = NULL};

    buf_add_c(report->out, "# Results Summary (");
    md_text(report->out, run_id(run));
    buf_add_c(report->out, ")\n\n");
    if (strcmp(run_title(run), run_id(run)) != 0)
        field(report->out, "Title", run_title(run));
    field(report->out, "Model", run_model(run));
    field(report->out, "Date", run_time(run, arena));
    field(report->out, "Format",
          run_dialect(run)[0] ? arena_printf(arena, "%s (%s)", run_format(run), run_dialect(run))
                              : run_format(run));
    if (samples)
        field(report->out, "Samples", fmt_count(arena, samples));
    text_tally(report->figures->input->audit, &tally);
    buf_addf(report->out, "**Claims:** `%s`\n", tally.ptr);
    buf_release(&tally);
    if (report->figures->input->audit->count)
        buf_add_c(report->out,
                  "\nEvery figure is recomputed from the run's evidence. A mark is the verdict on "
                  "what the run's files claim: `=` agrees as printed, `~` agrees with a named "
                  "allowance, `!` differs, `?` no evidence of it.\n");
}

/* ---- metadata ---- */

static void write_metadata(const struct md_report *report, const char *title)
{
    /* What these files of a layer run say are claims; they follow with their verdicts. */
    static const char *const claimed[] = {"summary", "dataset_info", NULL};
    const struct run *run = report->figures->input->run;
    bool is_layers = run_content(run) & RUN_HAS_LAYERS;

    md_heading(report->out, 2, title);
    buf_add_c(report->out, "- run_dir: ");
    md_text(report->out, run_root(run));
    buf_add_char(report->out, '\n');
    md_meta(report->out, run_meta(run), is_layers ? claimed : NULL);
}

/* ---- claims ---- */

static const char *const verdict_titles[VERDICT_COUNT] = {
    [VERDICT_DIFFERS] = "Claims that differ (`!`)",
    [VERDICT_ALLOWED] = "Claims that agree with an allowance (`~`)",
    [VERDICT_NO_EVIDENCE] = "Claims without evidence (`?`)",
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

static void write_verdict(const struct md_report *report, enum verdict verdict)
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
    md_heading(report->out, 3, verdict_titles[verdict]);
    md_sheet(report->out, sheet, NULL);
}

static void write_claims(const struct md_report *report)
{
    const struct audit *audit = report->figures->input->audit;
    struct arena *arena = report->figures->arena;

    md_heading(report->out, 2, "Claims");
    if (audit->count == 0) {
        buf_add_c(report->out, "The run's files claim nothing.\n");
        return;
    }
    buf_addf(report->out, "%s of %s claims agree as printed.\n",
             fmt_count(arena, audit->tally[VERDICT_AGREES]), fmt_count(arena, audit->count));
    write_verdict(report, VERDICT_DIFFERS);
    write_verdict(report, VERDICT_ALLOWED);
    write_verdict(report, VERDICT_NO_EVIDENCE);
}

/* ---- notes and files ---- */

static void write_sheet(const struct md_report *report, const char *name)
{
    const struct sheet *sheet = sheets_find(&report->sheets, name);

    if (!sheet)
        return;
    md_heading(report->out, 2, sheet->title);
    md_sheet(report->out, sheet, NULL);
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

static void write_file(struct buf *out, const struct run_file *file, struct arena *arena)
{
    const char *meaning = meaning_of(file->path);

    buf_add_c(out, "- ");
    md_text(out, file->path);
    if (file->kind && file->kind[0])
        md_text(out, arena_printf(arena, " (%s, %s)", file->kind, fmt_bytes(arena, file->bytes)));
    buf_add_char(out, '\n');
    if (meaning)
        buf_addf(out, "  - %s\n", meaning);
}

/* Files whose name ends in .png (or do not) under a heading. */
static void write_files(const struct md_report *report, const char *title, bool plots)
{
    size_t count;
    const struct run_file *files = run_files(report->figures->input->run, &count);
    bool any = false;

    for (size_t i = 0; i < count; i++) {
        if (str_ends(str_of(files[i].path), ".png") != plots)
            continue;
        if (!any)
            md_heading(report->out, 2, title);
        any = true;
        write_file(report->out, &files[i], report->figures->arena);
    }
}

static bool write_run(const struct report_input *input, struct report_files *files, struct err *err)
{
    const struct figures *figures = input->topic->figures;
    struct md_report report = {report_files_add(files, "report.md"), figures, input->topic->sheets};
    bool is_layers = run_content(figures->input->run) & RUN_HAS_LAYERS;

    (void)err;

    write_head(&report);
    if (is_layers)
        write_metadata(&report, "Run Metadata");
    md_layers(&report);
    md_classes(&report);
    md_findings(&report);
    md_tasks(&report);
    md_code(&report);
    if (!is_layers)
        write_metadata(&report, "Technical Details");
    md_conclusion(&report);
    write_claims(&report);
    write_sheet(&report, "notes");
    write_files(&report, "File Meanings", false);
    write_files(&report, "Plot Meanings", true);
    return true;
}

const struct report_writer report_markdown = {
    .name = "md",
    .summary = "A report in Markdown, in the shape of the runs' own summaries",
    .write = {[TOPIC_RUN] = write_run},
};
