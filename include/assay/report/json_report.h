/*
 * Runs and audits as JSON, as described by the files in share/schemas. The writer "json" gives
 * "report.json": of a run by report.schema.json, of a pair by compare.schema.json, of many runs by
 * groups.schema.json, as the member "schema" says.
 */
#ifndef ASSAY_REPORT_JSON_REPORT_H
#define ASSAY_REPORT_JSON_REPORT_H

#include <assay/report/json_out.h>
#include <assay/report/report.h>

extern const struct report_writer report_json;

/* {"schema": "assay/<name>/1", "runs": [ … ]}: the runs go between. */
void json_begin_document(struct json_out *json, const char *name);
void json_end_document(struct json_out *json);
/* One run as an object: identity, content, metadata, results, claims with verdicts, notes. */
void json_run(struct json_out *json, const struct assessed *input);
/* One run's audit as an object: identity, tally, findings. */
void json_audit(struct json_out *json, const struct assessed *input);
/* One run as an object of a list: id, format, model, time, samples, headline, tally. */
void json_list_entry(struct json_out *json, const struct assessed *input);

#endif
