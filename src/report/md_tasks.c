#include <assay/report/md_tasks.h>

#include <assay/report/md_out.h>

static void benchmarks(const struct md_report *report)
{
    static const struct md_metric averages[] = {
        {"tasks_mean", "paper_metrics_avg (mean)"},
        {"tasks_harmonic_mean", "paper_metrics_f1 (harmonic mean, no F1 score)"},
        {NULL, NULL},
    };
    const struct sheet *tasks = sheets_find(&report->sheets, "tasks");

    if (!tasks)
        return;
    md_heading(report->out, 2, "Benchmark Accuracies");
    md_sheet(report->out, tasks, NULL);
    buf_add_char(report->out, '\n');
    md_metrics(report, averages);
}

static void slopes(const struct md_report *report)
{
    static const struct md_metric names[] = {
        {"slope_end_point", "overall (end points)"},
        {"slope_early", "early (4k to 8k)"},
        {"slope_middle", "middle (8k to 16k)"},
        {"slope_late", "late (16k to 24k)"},
        {"slope_least_squares", "least squares over all points"},
        {NULL, NULL},
    };

    md_heading(report->out, 3, "Slopes (nats per token and token of position)");
    if (!md_metrics(report, names))
        buf_add_c(report->out, "No slope can be had from the losses stored.\n");
}

static void curve(const struct md_report *report)
{
    enum { ROWS_MOST = 40 };
    const struct sheet *points = sheets_find(&report->sheets, "curve");
    size_t rows = points ? sheet_rows(points) : 0;
    size_t step = rows > ROWS_MOST ? (rows + ROWS_MOST - 1) / ROWS_MOST : 1;

    if (!points)
        return;
    md_heading(report->out, 2, "LibriLight: Loss by Position");
    if (step > 1)
        buf_addf(report->out, "Every %zu of %zu positions; tables/curve.csv has all.\n\n", step,
                 rows);
    md_every(report->out, points, step);
    slopes(report);
}

void md_tasks(const struct md_report *report)
{
    benchmarks(report);
    curve(report);
}
