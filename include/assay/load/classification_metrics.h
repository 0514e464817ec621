/*
 * Files that state figures and hold no evidence: metrics.json, and metrics.csv with one row a
 * model. Figures whose name means a metric of the registry are claims; all else is metadata.
 *
 * A JSON file may nest its figures ({"test": {"accuracy": …}}): one level of maps is looked
 * through when it is called after a split or by a plain word like "metrics" or "overall".
 */
#ifndef ASSAY_LOAD_CLASSIFICATION_METRICS_H
#define ASSAY_LOAD_CLASSIFICATION_METRICS_H

#include <assay/load/classification_parts.h>

bool classification_metrics_json(struct evaluation *evaluation, const struct group_file *file,
                                 struct err *err);
bool classification_metrics_csv(struct evaluation *evaluation, const struct group_file *file,
                                struct err *err);

#endif
