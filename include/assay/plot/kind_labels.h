/*
 * What the plots of labels share: which confusion matrix they show and under which reading, and how
 * labels are named in them. The matrices are those of session/matrices.h.
 *
 * Texts live in the topic's arena. Nothing fails; *why is set where NULL is returned.
 */
#ifndef ASSAY_PLOT_KIND_LABELS_H
#define ASSAY_PLOT_KIND_LABELS_H

#include <assay/session/matrices.h>
#include <assay/session/topic.h>

/* The matrices with samples in them, `count` >= 1 of them, or NULL. */
const struct matrix_view *kind_labels_views(const struct topic *topic, size_t *count,
                                            const char **why);
/* A label as it is written: "(empty)" where there is nothing to see. */
const char *kind_labels_name(const char *label);
/*
 * How labels are cut that take more than so many columns: to head and end, as labels of one run
 * often differ in their last letters. Where that would make some of them alike, what all long ones
 * begin with is left out first.
 */
struct label_cut {
    size_t columns;
    size_t skipped; /* bytes */
};
struct label_cut kind_labels_cutting(const char *const *labels, size_t count, size_t columns,
                                     struct arena *arena);
/* A label as it is written and cut. */
const char *kind_labels_cut(const char *label, struct label_cut cut, struct arena *arena);
/* All of them, each cut; as many texts. */
const char *const *kind_labels_cut_all(const char *const *labels, size_t count, size_t columns,
                                       struct arena *arena);
/* "happy → sad", each cut; prediction NULL: outside the label set. */
const char *kind_labels_pair(const char *truth, const char *prediction, struct label_cut cut,
                             struct arena *arena);
/* "happy (166)", the label cut as above; alone when support is NAN. */
const char *kind_labels_counted(const char *label, struct label_cut cut, double support,
                                struct arena *arena);
/*
 * Subtitle: run, samples, reading with what it did; `shown` of `count` sets; `more` (may be NULL)
 * behind it.
 */
const char *kind_labels_subtitle(const struct topic *topic, const struct matrix_view *view,
                                 size_t shown, size_t count, const char *more);
/* A quantity of the matrix as people read it: ".9065". */
const char *kind_labels_figure(const struct topic *topic, const struct matrix_view *view,
                               const char *metric, const char *label);

#endif
