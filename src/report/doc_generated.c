#include <assay/report/doc_generated.h>

#include <assay/metrics/code_results.h>

static void section(const struct doc_run *report, const char *name, const char *const *hidden)
{
    const struct sheet *sheet = sheets_find(report->sheets, name);

    if (!sheet)
        return;
    doc_heading(report->doc, 2, sheet->title);
    doc_sheet(report->doc, sheet, hidden);
}

void doc_generated(const struct doc_run *report)
{
    static const struct doc_metric costs[] = {
        {"total_tokens", NULL},       {"average_tokens", NULL},
        {"response_seconds", NULL},   {"finish_length", NULL},
        {"stopped_early", NULL},      {"unscored_problems", NULL},
        {"duplicate_problems", NULL}, {NULL, NULL},
    };

    const struct code_results *code = report->figures->input->results->code;

    if (!code || !sheets_find(report->sheets, "splits"))
        return;
    doc_heading(report->doc, 2, "Performance Metrics");
    /* Of several runs every record is an attempt at a problem. */
    doc_metrics(report, (const struct doc_metric[]){
                            {"problems", code->most_attempts > 1 ? "Attempts" : NULL},
                            {"passed", NULL},
                            {"pass_rate", NULL},
                            {NULL, NULL},
                        });
    section(report, "splits", (const char *const[]){"difficulty", NULL});
    section(report, "difficulties", NULL);
    doc_plots(report->doc, report->plots, (const char *const[]){"difficulty", NULL});
    section(report, "pass_at_k", NULL);
    doc_plots(report->doc, report->plots, (const char *const[]){"pass-at-k", NULL});
    section(report, "errors", NULL);
    doc_plots(report->doc, report->plots, (const char *const[]){"error-kinds", NULL});
    doc_heading(report->doc, 2, "Tokens and Time");
    if (!doc_metrics(report, costs))
        doc_paragraph(report->doc, "No responses are stored.");
}
