/*
 * Metrics of benchmark tasks and of comparisons, entries of the registry that metrics_curve lists.
 *
 * A task states its accuracy, its samples and maybe how many were right. Right answers and samples
 * are evidence for the accuracy; an accuracy alone is only bound to be a whole number of right
 * answers: the figure is then the nearest share that some count gives, and there is none (the
 * verdict is "no evidence") as long as the stated accuracy can be such a share as it is printed.
 *
 * The entries without a formula of their own (improvements, time stamps, runs listed) are computed
 * by the loader as facts.
 */
#ifndef ASSAY_METRICS_METRICS_TASKS_H
#define ASSAY_METRICS_METRICS_TASKS_H

#include <assay/metrics/metric.h>

extern const struct metric metric_task_accuracy;
extern const struct metric metric_task_correct;
extern const struct metric metric_task_samples;
extern const struct metric metric_tasks_mean;
extern const struct metric metric_tasks_harmonic_mean;
extern const struct metric metric_loss_improvement;
extern const struct metric metric_loss_improvement_share;
extern const struct metric metric_improvement_mean;
extern const struct metric metric_improvement_most;
extern const struct metric metric_positions_improved;
extern const struct metric metric_positions_compared;
extern const struct metric metric_improvement_shown;
extern const struct metric metric_timestamp_consistent;
extern const struct metric metric_runs_listed;
extern const struct metric metric_curve_tokens;

/*
 * Right answers of a task: as counted, else the whole number that gives the stated accuracy
 * exactly, else the only one that gives it as printed. False when there is none.
 */
bool task_right_answers(const struct task *task, uint64_t *right);

#endif
