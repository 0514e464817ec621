#include <assay/report/doc_tasks.h>

#include <assay/report/rest.h>

static void benchmarks(const struct doc_run *report)
{
    static const struct doc_metric averages[] = {
        {"tasks_mean", "paper_metrics_avg (mean)"},
        {"tasks_harmonic_mean", "paper_metrics_f1 (harmonic mean, no F1 score)"},
        {NULL, NULL},
    };
    const struct sheet *tasks = sheets_find(report->sheets, "tasks");

    if (!tasks)
        return;
    doc_heading(report->doc, 2, "Benchmark Accuracies");
    doc_sheet(report->doc, tasks, NULL);
    doc_plots(report->doc, report->plots, (const char *const[]){"tasks", NULL});
    doc_metrics(report, averages);
}

static void slopes(const struct doc_run *report)
{
    static const struct doc_metric names[] = {
        {"slope_end_point", "overall (end points)"},
        {"slope_early", "early (4k to 8k)"},
        {"slope_middle", "middle (8k to 16k)"},
        {"slope_late", "late (16k to 24k)"},
        {"slope_least_squares", "least squares over all points"},
        {NULL, NULL},
    };

    doc_heading(report->doc, 3, "Slopes (nats per token and token of position)");
    if (!doc_metrics(report, names))
        doc_paragraph(report->doc, "No slope can be had from the losses stored.");
}

static void curve(const struct doc_run *report)
{
    enum { ROWS_MOST = 40 };
    const struct sheet *points = sheets_find(report->sheets, "curve");
    size_t rows = points ? sheet_rows(points) : 0;
    size_t step = rows > ROWS_MOST ? (rows + ROWS_MOST - 1) / ROWS_MOST : 1;

    if (!points)
        return;
    doc_heading(report->doc, 2, "LibriLight: Loss by Position");
    if (step > 1)
        doc_paragraph(report->doc,
                      arena_printf(report->figures->arena, "Every %zu of %zu positions; %s.", step,
                                   rows, rest_in_table(report->input, "curve")));
    doc_every(report->doc, points, step);
    doc_plots(report->doc, report->plots, (const char *const[]){"loss-by-position", NULL});
    slopes(report);
    doc_plots(report->doc, report->plots, (const char *const[]){"slopes", NULL});
}

void doc_tasks(const struct doc_run *report)
{
    benchmarks(report);
    curve(report);
}
