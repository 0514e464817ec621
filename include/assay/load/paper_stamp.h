/*
 * Time stamps of a run, and whether it is a TTT run or a baseline.
 *
 * A stamp is any text with a date in it: "20251003_143022", "2025-01-03T14:30:22",
 * "run_20251003_143022_ttt". Only days are compared: two clocks read one after the other may differ
 * by seconds. The first stamp is the claim, every other one evidence for it (metric
 * "timestamp_consistent", subject: where the other stands); when the days differ the evidence is
 * the other's day.
 *
 * The variant ("ttt", "baseline", "lora") is told from metadata.model_type, else from a name that
 * ends in _ttt or _baseline, else from the training configuration; it becomes metadata "variant".
 */
#ifndef ASSAY_LOAD_PAPER_STAMP_H
#define ASSAY_LOAD_PAPER_STAMP_H

#include <assay/load/paper_keys.h>

struct paper_day {
    int year, month, day;
};

/* The first date in a text; false when there is none. */
bool paper_day_find(const char *text, struct paper_day *day);
/* folder: the name of the run's directory, or NULL. */
void paper_check_stamps(const struct paper_place *place, const char *folder);
/* names: of directory and file, NULL-ended. */
void paper_push_variant(const struct paper_place *place, const char *const *names);

#endif
