/*
 * One run of the paper-metrics format: tasks, their averages, and what becomes of the curve.
 *
 * Tasks are all categories with an accuracy; accuracy, paper_metrics_avg and paper_metrics_f1 are
 * claims. Samples beyond a task's configured "<task>_max_pairs" are a claim that the configuration
 * refutes; a limit of the training configuration, under which the run was not evaluated, is a note.
 */
#ifndef ASSAY_LOAD_PAPER_RESULTS_H
#define ASSAY_LOAD_PAPER_RESULTS_H

#include <assay/load/paper_keys.h>

/* Push all figures of the place; returns how many tasks and curve figures there were. */
size_t paper_push_results(const struct paper_place *place);
/* The chance level of a task: 0.5 for the four pairwise ones, else NAN. */
double paper_chance(const char *task);

#endif
