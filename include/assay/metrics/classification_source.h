/*
 * Where a figure of a classification comes from, and how that is said; shared by the metrics of
 * labels. Order of evidence: samples (or one split of them), the given matrix, class rows.
 */
#ifndef ASSAY_METRICS_CLASSIFICATION_SOURCE_H
#define ASSAY_METRICS_CLASSIFICATION_SOURCE_H

#include <assay/metrics/class_rows.h>
#include <assay/metrics/metric.h>
#include <assay/metrics/results.h>
#include <assay/metrics/set_results.h>

/* At most one of the two is set. */
struct label_source {
    const struct set_results *set;
    const struct class_rows *rows; /* also where the claim's own file is theirs */
};

/*
 * The evidence for a quantity; not_file keeps a matrix from being held against itself (FILE_NONE:
 * it may). With neither, out->how says what is missing.
 */
struct label_source label_source_of(const struct results *results, const struct quantity *what,
                                    uint32_t not_file, struct arena *arena, struct figure *out);
/* A share, count or ratio known from a matrix. */
void figure_from_set(struct figure *out, const struct set_results *set, double value,
                     const char *how);
/* The same known from class rows, within an allowance. */
void figure_from_rows(struct figure *out, const struct class_rows *rows, struct bounded value,
                      struct arena *arena, const char *how);
/* No figure; why. */
void figure_missing(struct figure *out, const char *why);
/* ", 1 answer outside the set read as neutral, 3 unscored": what else must be said; "" for nothing.
 */
const char *reading_words(const struct set_results *set, const struct confusion *cm,
                          struct arena *arena);
/*
 * Two labels of "truth>prediction"; names may hold ">" themselves. False when it is no such pair.
 * The prediction may be "(invalid)": LABEL_INVALID.
 */
bool label_pair(const struct set_results *set, struct str pair, struct arena *arena,
                uint16_t *truth, uint16_t *prediction);
const char *label_name(const struct set_results *set, uint16_t code);

#endif
