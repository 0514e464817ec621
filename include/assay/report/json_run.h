/*
 * Parts of a run's JSON object that more than one document holds, as described by
 * share/schemas/run.schema.json.
 */
#ifndef ASSAY_REPORT_JSON_RUN_H
#define ASSAY_REPORT_JSON_RUN_H

#include <assay/report/json_out.h>
#include <assay/session/figures.h>

/* Members of the open object: id, title, format, dialect, reason, root, model, time, content. */
void json_identity(struct json_out *json, const struct run *run);
/* "tally": counts by verdict. */
void json_tally(struct json_out *json, const struct audit *audit);
/* "claims": an array of findings, in the order of the claims. */
void json_claims(struct json_out *json, const struct audit *audit);
/* "headline": {metric, title, value}, or null. */
void json_headline(struct json_out *json, const struct assessed *input);
/* An array of objects under the sheet's name; empty cells and NaN are null. */
void json_sheet(struct json_out *json, const struct sheet *sheet);

#endif
