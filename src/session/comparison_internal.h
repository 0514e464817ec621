/*
 * Shared by the files that make a comparison:
 *
 *     comparison.c           life, order of work, lookups
 *     comparison_rows.c      rows from pairs, counts and values
 *     comparison_sets.c      which samples pair, and how each pair stands
 *     compare_label_sets.c   which labels of A and B are one
 *     comparison_decide.c    outcome, Holm, detectable effects
 *     comparison_text.c      names and sentences
 *     compare_metrics.c      FAMILY_METRICS
 *     compare_resampled.c    rows from resamples
 *     compare_calibration.c  the calibration error among them
 *     compare_attempts.c     pass@k among them
 *     compare_parts.c        FAMILY_PARTS
 *     compare_labels.c       FAMILY_LABELS
 *     compare_layers.c       FAMILY_LAYERS
 *     compare_tasks.c        FAMILY_TASKS
 *     compare_curve.c        FAMILY_CURVE
 *
 * A family's function adds rows with everything but p_holm, detectable, needed, outcome and bound,
 * which comparison_decide fills for all rows alike.
 */
#ifndef ASSAY_SESSION_COMPARISON_INTERNAL_H
#define ASSAY_SESSION_COMPARISON_INTERNAL_H

#include <assay/metrics/bootstrap.h>
#include <assay/session/comparison.h>
#include <assay/session/figures.h>

/* A row that is had from resamples of the set's joint cells. */
struct compare_resampled {
    const struct compare_set *set;
    struct bootstrap_statistic statistic;
    size_t row;
};

struct compare_builder {
    struct comparison *comparison;
    struct arena *arena; /* the comparison's */
    struct arena *scratch;
    const struct figures *figures_a, *figures_b;
    uint32_t *cluster_place; /* room for compare_row_pairs, all 0 between calls */
    struct compare_row *rows;
    size_t row_count, row_capacity;
    struct compare_resampled *resampled;
    size_t resampled_count, resampled_capacity;
};

/*
 * A new row of a family: names given, all figures NAN, no test, whole figures and marks filled from
 * both runs' figures of that quantity. Valid until the next one is added. title may be NULL: the
 * metric's.
 */
struct compare_row *compare_row_add(struct compare_builder *builder, enum compare_family family,
                                    const struct quantity *what, const char *title);
/* p, p_mid, interval, error, delta of a row of right and wrong pairs, from its counts. */
void compare_row_counts(const struct compare_builder *builder, struct compare_row *row,
                        const struct paired_counts *counts);
/* p and interval of two shares without pairs. */
void compare_row_unpaired(const struct compare_builder *builder, struct compare_row *row,
                          struct share_counts a, struct share_counts b);

/*
 * Everything of a row that is about right and wrong, from these pairs of a set: counts and all that
 * compare_row_counts gives, or the clustered error where the set has clusters. Pairs that do not
 * count (compare_pair_counts) must not be among them.
 */
void compare_row_pairs(struct compare_builder *builder, struct compare_row *row,
                       const struct compare_set *set, const uint32_t *pairs, size_t count);
/* Counts of the pairs of each code below `codes`, where a set has no clusters. In the scratch. */
const struct paired_counts *compare_counts_by_code(struct compare_builder *builder,
                                                   const struct compare_set *set,
                                                   const uint16_t *code_of_pair, size_t codes);

/* Values of pairs as they are gathered; pairs with one that is not finite are left out. */
struct compare_means {
    const struct compare_set *set;
    uint32_t *pairs;     /* NULL without clusters, and where the values are of no pairs */
    double *differences; /* b - a */
    double sum_a, sum_b;
    size_t n;
};

/* Room for all pairs of the set, in the scratch arena. */
struct compare_means compare_means_of(struct compare_builder *builder,
                                      const struct compare_set *set);
void compare_means_add(struct compare_means *means, const uint32_t *pairs, size_t count,
                       const double *a, const double *b);
/* As compare_row_pairs, of the means of these values. */
void compare_row_means(struct compare_builder *builder, struct compare_row *row,
                       const struct compare_means *means);
/*
 * Pairs of a set that count, sorted by a code below `codes` (stable): those of code k are
 * [first[k], first[k + 1]). Codes from `codes` on are left out. In the scratch arena.
 */
const uint32_t *compare_pairs_by_code(struct compare_builder *builder,
                                      const struct compare_set *set, const uint16_t *code_of_pair,
                                      size_t codes, const size_t **first);
/* The next pairs from *next on that count, at most `room`; their count. */
size_t compare_pairs_next(const struct compare_set *set, size_t *next, uint32_t *pairs,
                          size_t room);
/* The row that was added last is a function of the set's joint cells: compare_rows_bootstrap. */
void compare_row_later(struct compare_builder *builder, const struct compare_set *set,
                       struct bootstrap_statistic statistic);
/*
 * Figures, interval and p of all such rows, once all rows are there: drawing takes far longer than
 * what is made of a draw, so all rows of a set share their resamples.
 */
void compare_rows_bootstrap(struct compare_builder *builder);
/*
 * The options of the comparison as those of a bootstrap, with fewer resamples where one takes so
 * many steps that all would take too long.
 */
struct bootstrap_options compare_bootstrap_options(const struct compare_builder *builder,
                                                   size_t steps);
struct compare_resamples {
    struct bootstrap_result result;
    uint64_t pairs;
    uint64_t clusters;  /* 0: pairs were drawn singly */
    unsigned resamples; /* that were made */
};
/* Figures, interval and p of a row. */
void compare_row_resampled(const struct compare_builder *builder, struct compare_row *row,
                           const struct compare_resamples *made);
/* Why a row counts single pairs though the set has clusters. */
extern const char compare_one_cluster[];
/* The clusters of some pairs of a set that has them, numbered from 0 as they occur. Scratch. */
uint32_t *compare_clusters_of(struct compare_builder *builder, const struct compare_set *set,
                              const uint32_t *pairs, size_t count, size_t *different);
/* All of a row of the calibration error. */
void compare_row_calibration(struct compare_builder *builder, struct compare_row *row,
                             const struct compare_set *set);
/* pass@k of items with several attempts, a row for each k that most items have attempts for. */
void compare_add_attempts(struct compare_builder *builder, const struct compare_set *set);
/* A metric of single labels, which FAMILY_LABELS shows. */
bool compare_is_label_metric(const char *name);
/* False, and a sentence, when samples cannot be parted by that field. NULL is the split. */
bool compare_parts_known(const char *field, struct err *err);
/* False only when the filter is wrong or it was cancelled; runs without pairs are no failure. */
bool comparison_make_sets(struct compare_builder *builder, struct err *err);
bool compare_cancelled(const struct compare_builder *builder);
/* labels and code_of_b of a set whose sides both have labels. */
void compare_unite_labels(struct compare_set *set, struct arena *arena, struct arena *scratch);

void compare_add_metrics(struct compare_builder *builder);
void compare_add_parts(struct compare_builder *builder);
void compare_add_labels(struct compare_builder *builder);
void compare_add_layers(struct compare_builder *builder);
void compare_add_tasks(struct compare_builder *builder);
void compare_add_curve(struct compare_builder *builder);
/* Error, interval and p of a row that holds both runs' tasks_mean. */
void compare_row_task_mean(const struct compare_builder *builder, struct compare_row *row);

/* Holm within each family, outcomes, bounds, detectable effects. */
void comparison_decide(struct compare_builder *builder);

#endif
