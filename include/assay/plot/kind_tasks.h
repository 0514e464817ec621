/*
 * tasks: accuracy of every benchmark task with its 95% Wilson interval, from 0, beside what
 * guessing gives. Bars are recomputed accuracies; one that is stated without right answers is shown
 * in another role, with the mark of its verdict. Many tasks lie on their side.
 */
#ifndef ASSAY_PLOT_KIND_TASKS_H
#define ASSAY_PLOT_KIND_TASKS_H

#include <assay/plot/plot_kind.h>

extern const struct plot_kind kind_tasks;

#endif
