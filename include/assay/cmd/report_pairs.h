/*
 * The comparisons of assay report --baseline: each candidate against the baseline, as assay compare
 * pairs them (compare_runs.h). One comparison is the report; several have a folder each, called by
 * the candidate's id, below what is said of baseline and candidates together.
 */
#ifndef ASSAY_CMD_REPORT_PAIRS_H
#define ASSAY_CMD_REPORT_PAIRS_H

#include <assay/cmd/report_job.h>

/* The baseline and the paths, as assay compare takes them; in the arena. */
struct arguments report_pairs_sides(const struct arguments *arguments, const char *baseline,
                                    struct arena *arena);
/* Checksum of all files under the sides; false when they cannot be read. */
bool report_pairs_inputs(const struct arguments *sides, struct arena *arena, uint64_t *inputs);
/* Write them into the stage. threads: of one comparison. */
void report_pairs_write(struct report_job *job, const struct arguments *sides, unsigned threads);

#endif
