/*
 * The denominators of a run (session/denominators.h) as text and as JSON.
 */
#ifndef ASSAY_REPORT_DENOMINATORS_H
#define ASSAY_REPORT_DENOMINATORS_H

#include <assay/report/json_out.h>
#include <assay/session/denominators.h>

/* One line a set: "  counted: samples 834, invalid answers 1, unscored 0, duplicate ids 0". */
void denominators_text(const struct assessed *input, struct buf *out);
/* The array "denominators". */
void denominators_json(struct json_out *json, const struct assessed *input);

#endif
