#include <assay/tui/view.h>

#include <assay/tui/view_audit.h>
#include <assay/tui/view_candidates.h>
#include <assay/tui/view_classes.h>
#include <assay/tui/view_compare.h>
#include <assay/tui/view_confusion.h>
#include <assay/tui/view_curve.h>
#include <assay/tui/view_delta_confusion.h>
#include <assay/tui/view_delta_curve.h>
#include <assay/tui/view_delta_layers.h>
#include <assay/tui/view_delta_tasks.h>
#include <assay/tui/view_errors.h>
#include <assay/tui/view_evidence.h>
#include <assay/tui/view_files.h>
#include <assay/tui/view_flip.h>
#include <assay/tui/view_flips.h>
#include <assay/tui/view_help.h>
#include <assay/tui/view_layers.h>
#include <assay/tui/view_overview.h>
#include <assay/tui/view_runs.h>
#include <assay/tui/view_sample.h>
#include <assay/tui/view_samples.h>
#include <assay/tui/view_settings.h>
#include <assay/tui/view_statistics.h>
#include <assay/tui/view_suite.h>
#include <assay/tui/view_tasks.h>

/* In the order of their numbers; where several share one, the first that the run can show. */
const struct view *const view_registry[] = {
    &view_runs,
    &view_overview,
    &view_layers,
    &view_curve,
    &view_tasks,
    &view_confusion,
    &view_classes,
    &view_errors,
    &view_samples,
    &view_suite,
    &view_audit,
    &view_sample,
    &view_evidence,
    &view_files,
    &view_help,
    /* Of pairs and more. */
    &view_compare,
    &view_delta_layers,
    &view_delta_curve,
    &view_delta_tasks,
    &view_delta_confusion,
    &view_flips,
    &view_settings,
    &view_flip,
    &view_statistics,
    &view_candidates,
    NULL,
};

const struct view *view_find(struct str name)
{
    for (size_t i = 0; view_registry[i]; i++)
        if (str_eq_c(name, view_registry[i]->name))
            return view_registry[i];
    return NULL;
}

const char *view_lacks(const struct view *view, const struct run *run)
{
    if (!run || view->needs_any == 0)
        return NULL;
    if ((run_content(run) & view->needs_any) && !(run_content(run) & view->unless))
        return NULL;
    return view->lacks;
}
