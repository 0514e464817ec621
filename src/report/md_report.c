#include <assay/report/md_report.h>

#include <assay/report/md_out.h>

bool md_metrics(const struct md_report *report, const struct md_metric *metrics)
{
    bool any = false;

    for (size_t i = 0; metrics[i].name; i++) {
        struct quantity what = QUANTITY(metrics[i].name);
        const struct metric *metric = metric_find(metrics[i].name);
        const char *title = metrics[i].title;

        if (!title)
            title = metric ? metric->title : metrics[i].name;
        any = md_item(report->out, report->figures, title, &what) || any;
    }
    return any;
}
