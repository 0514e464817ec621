#include <assay/report/md_code.h>

#include <assay/report/md_out.h>

static void section(const struct md_report *report, const char *name, const char *const *hidden)
{
    const struct sheet *sheet = sheets_find(&report->sheets, name);

    if (!sheet)
        return;
    md_heading(report->out, 2, sheet->title);
    md_sheet(report->out, sheet, hidden);
}

void md_code(const struct md_report *report)
{
    static const struct md_metric costs[] = {
        {"total_tokens", NULL},       {"average_tokens", NULL},
        {"response_seconds", NULL},   {"finish_length", NULL},
        {"stopped_early", NULL},      {"unscored_problems", NULL},
        {"duplicate_problems", NULL}, {NULL, NULL},
    };

    if (!sheets_find(&report->sheets, "splits"))
        return;
    md_heading(report->out, 2, "Performance Metrics");
    md_metrics(report,
               (const struct md_metric[]){
                   {"problems", NULL}, {"passed", NULL}, {"pass_rate", NULL}, {NULL, NULL}});
    section(report, "splits", (const char *const[]){"difficulty", NULL});
    section(report, "difficulties", NULL);
    section(report, "pass_at_k", NULL);
    section(report, "errors", NULL);
    md_heading(report->out, 2, "Tokens and Time");
    if (!md_metrics(report, costs))
        buf_add_c(report->out, "No responses are stored.\n");
}
