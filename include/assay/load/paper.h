/*
 * Paper metrics: results of pairwise speech tasks and of a long-context loss curve.
 *
 * Kinds of files, told apart by the keys of the object:
 *   results      nested (metadata, results, librilight_detailed) or flat (sblimp_accuracy, …)
 *   runs         many runs: {schema_version, metadata, baseline, runs[]}; one run an entry, named
 *                "<group>#<id>", and "<group>#baseline"
 *   comparison   ttt_advantage with losses and improvements; a run of its own
 *   generation   results.json without metrics; a run of metadata only
 *   registry     {runs: [{checkpoint_path, results_file, added_at}]}, joins a run
 *   summary      summary.txt, joins a run; its figures are claims
 *
 * A group with several evidence files yields a run each: the results keep the group's id, others
 * append "#comparison" or "#generation". Each document is read whole (DOCUMENT_LIMIT).
 */
#ifndef ASSAY_LOAD_PAPER_H
#define ASSAY_LOAD_PAPER_H

#include <assay/load/loader.h>

extern const struct loader loader_paper_metrics;

#endif
