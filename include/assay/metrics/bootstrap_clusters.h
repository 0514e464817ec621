/*
 * Paired bootstrap of figures of the confusion matrix where pairs come in clusters that may have
 * much in common: samples of one dialogue, attempts at one problem. Drawing pairs singly would take
 * them for more than they tell. What is drawn and swapped are whole clusters, as bootstrap_weights
 * has it; all statistics are taken of the same resamples, and conventions are those of bootstrap.h.
 *
 * How well intervals do is measured by tests/bench/coverage_clusters.c, whose table is in
 * coverage.md beside it. O(cells + labels) a resample. Nothing fails but by being cancelled; NAN
 * with fewer than two clusters, but a, b and delta.
 */
#ifndef ASSAY_METRICS_BOOTSTRAP_CLUSTERS_H
#define ASSAY_METRICS_BOOTSTRAP_CLUSTERS_H

#include <assay/metrics/bootstrap.h>

bool bootstrap_clusters(const struct joint_clusters *joint,
                        const struct bootstrap_statistic *statistics, size_t count,
                        const struct bootstrap_options *options, struct bootstrap_result *results);

#endif
