#include <assay/report/doc_run.h>

bool doc_metrics(const struct doc_run *report, const struct doc_metric *metrics)
{
    bool any = false;

    for (size_t i = 0; metrics[i].name; i++) {
        struct quantity what = QUANTITY(metrics[i].name);
        const struct metric *metric = metric_find(metrics[i].name);
        const char *title = metrics[i].title;

        if (!title)
            title = metric ? metric->title : metrics[i].name;
        any = doc_figure_item(report->doc, 0, report->figures, title, &what) || any;
    }
    return any;
}
