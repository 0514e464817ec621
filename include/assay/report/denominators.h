/*
 * Denominators: what a run's figures are counted over. Rows there, rows scored, answers outside the
 * label set, rows without a score, ids that come more than once; a set of samples at a time.
 */
#ifndef ASSAY_REPORT_DENOMINATORS_H
#define ASSAY_REPORT_DENOMINATORS_H

#include <assay/report/json_out.h>
#include <assay/report/report.h>

struct denominator {
    const char *set; /* name of the set of samples, "" for the only one */
    const struct metric *metric;
    struct figure figure; /* a count; n is what it is a count of */
};

/* In the arena; NULL and 0 when the run has no samples. */
const struct denominator *denominators_of(const struct report_input *input, struct arena *arena,
                                          size_t *count);
/* One line a set: "  counted: samples 834, invalid answers 1, unscored 0, duplicate ids 0". */
void denominators_text(const struct report_input *input, struct buf *out);
/* The array "denominators". */
void denominators_json(struct json_out *json, const struct report_input *input);

#endif
