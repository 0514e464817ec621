/*
 * Sheets of benchmark tasks and of loss curves over positions. NULL when the run has none.
 *
 * tasks   one row a task: accuracy with its 95% Wilson interval, chance level
 * curve   one row a position: points stored there, mean, deviation and median of their losses
 */
#ifndef ASSAY_SESSION_SHEET_TASKS_H
#define ASSAY_SESSION_SHEET_TASKS_H

#include <assay/session/figures.h>

const struct sheet *sheet_tasks(const struct figures *figures);
const struct sheet *sheet_curve(const struct figures *figures);

#endif
