/*
 * What the metrics of generated code share, and those that are defined apart from the table of
 * metrics_code.c: what the answers cost (metrics_code_cost.c). Only these files include this.
 */
#ifndef ASSAY_METRICS_METRICS_CODE_INTERNAL_H
#define ASSAY_METRICS_METRICS_CODE_INTERNAL_H

#include <assay/metrics/code_results.h>
#include <assay/metrics/metric.h>
#include <assay/metrics/results.h>

extern const struct metric metric_total_tokens, metric_average_tokens, metric_response_seconds,
    metric_finish_length, metric_responses, metric_responses_failed, metric_response_rate;

/* Say why there is no figure. */
void code_no_evidence(struct figure *out, const char *how);
/*
 * The samples a quantity speaks of: its split, and the difficulty that its subject names. NULL, and
 * *out says why, when there are none.
 */
const struct code_part *code_part_of_quantity(const struct results *results,
                                              const struct quantity *what, struct arena *arena,
                                              struct figure *out);
/* The same where the subject means something else. */
const struct code_part *code_part_of_split(const struct results *results,
                                           const struct quantity *what, struct arena *arena,
                                           struct figure *out);
/* A figure from samples. */
void code_give(struct figure *out, double value, uint64_t n, const char *how);
/* "438 of 964 scored records" */
const char *code_k_of_n(struct arena *arena, uint64_t k, uint64_t n, const char *of);

#endif
