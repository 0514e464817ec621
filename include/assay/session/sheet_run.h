/*
 * Sheets that every run has: its claims with their verdicts, the metrics that can be computed of
 * it, its notes and its files. NULL when there is not one row.
 */
#ifndef ASSAY_SESSION_SHEET_RUN_H
#define ASSAY_SESSION_SHEET_RUN_H

#include <assay/session/figures.h>

const struct sheet *sheet_claims(const struct figures *figures);
const struct sheet *sheet_metrics(const struct figures *figures);
const struct sheet *sheet_notes(const struct figures *figures);
const struct sheet *sheet_files(const struct figures *figures);

/* The path of a run's file, "" for FILE_NONE. */
const char *run_file_path(const struct run *run, uint32_t file);
const char *note_kind_name(enum note_kind kind);
const char *metric_unit_name(enum metric_unit unit);

#endif
