/*
 * The samples behind a cell of a confusion matrix, or behind a whole row or column of it, found by
 * a pass over the two columns of codes that stops as soon as enough were found.
 *
 * truth and prediction are label codes; CELL_ANY takes every label. A prediction of LABEL_INVALID
 * is the column of answers outside the label set. What counts where is told by the reading, as in
 * metrics/confusion.h: unscored samples and those with a truth outside the set are in no cell.
 *
 * Pure; allocates nothing. O(samples), about 4 bytes read a sample.
 */
#ifndef ASSAY_SESSION_CELL_SAMPLES_H
#define ASSAY_SESSION_CELL_SAMPLES_H

#include <assay/base/str.h>
#include <assay/metrics/confusion.h>
#include <assay/model/samples.h>

#define CELL_ANY LABEL_MISSING

/* UINT16_MAX: all splits, all layers. */
struct cell_query {
    const struct samples *samples; /* with truth and prediction */
    struct reading reading;
    uint16_t truth, prediction;
    uint16_t split, layer;
};

/* The rows of the first `most` such samples from row `from` on, ascending; returns how many. */
size_t cell_samples(const struct cell_query *query, size_t from, size_t *rows, size_t most);
/*
 * The same samples in the filter language, appended: `truth=happy pred="very sad"`. split is the
 * name of query->split and is left out when NULL.
 */
void cell_filter(const struct cell_query *query, const char *split, struct buf *out);
/* Of that only the split and the layer. */
void cell_filter_part(const struct cell_query *query, const char *split, struct buf *out);

#endif
