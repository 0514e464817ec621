/*
 * The sheets of a comparison. Rows of all families have the same columns, so that one reader reads
 * them all:
 *
 *     metric title subject set split at   what the row is about
 *     a b delta low high error            delta = b - a and its interval of level 1 - alpha
 *     p p_mid p_holm p_unpaired p_sign p_folds   of `test`; p_holm within the family
 *     test interval                       names of both methods
 *     n both_right fixed broken both_wrong clusters
 *     detectable needed                   least effect found with the power asked for; pairs wanted
 *     outcome bound why doubtful          doubtful: "yes" where a claim of it does not hold
 *     whole_a whole_b                     the runs' own figures, with the mark of a claim
 *
 * Everything lives in the arena of the caller; texts are copied or live with the comparison. NULL
 * where a sheet would have no rows.
 */
#ifndef ASSAY_SESSION_SHEET_COMPARE_H
#define ASSAY_SESSION_SHEET_COMPARE_H

#include <assay/session/comparison.h>
#include <assay/session/sheet.h>

/* "metrics", "parts", "labels", "layers", "tasks", "curve" */
const struct sheet *sheet_compare_rows(const struct comparison *comparison,
                                       enum compare_family family, struct arena *arena);
/* "comparability": what differs that could explain a difference, heaviest first. */
const struct sheet *sheet_compare_findings(const struct comparison *comparison,
                                           struct arena *arena);
/*
 * "settings": every value of the metadata, or those that differ, or of these what somebody chose:
 * without the time stamps and places that differ between any two runs.
 */
enum compare_extent { COMPARE_CHOSEN, COMPARE_DIFFERING, COMPARE_ALL };
const struct sheet *sheet_compare_settings(const struct comparison *comparison,
                                           enum compare_extent extent, struct arena *arena);
/* "sets": how the samples pair, and the 2x2 of those scored. */
const struct sheet *sheet_compare_sets(const struct comparison *comparison, struct arena *arena);
/* "flips": at most `most` of them in A's order, broken and fixed together. */
const struct sheet *sheet_compare_flips(const struct comparison *comparison, size_t most,
                                        struct arena *arena);
/* Flips of all sets. */
uint64_t sheet_compare_flip_count(const struct comparison *comparison);
/* "unmatched": at most `most` samples of either side without a partner. */
const struct sheet *sheet_compare_unmatched(const struct comparison *comparison, size_t most,
                                            struct arena *arena);

#endif
