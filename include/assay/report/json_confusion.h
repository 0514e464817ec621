/*
 * "confusion" of a run's JSON object: every matrix with its reading, dense where it is small.
 */
#ifndef ASSAY_REPORT_JSON_CONFUSION_H
#define ASSAY_REPORT_JSON_CONFUSION_H

#include <assay/report/json_out.h>
#include <assay/session/figures.h>

void json_confusion(struct json_out *json, const struct figures *figures);

#endif
