/*
 * The headline figures of some samples of a set: what the whole set's are, over those rows alone.
 *
 * Pass rate: passed / scored, with the Wilson interval of 95 percent. Accuracy and F1 averages are
 * those of metrics/classification.h under the strict reading, over the labels that occur in the
 * rows. What is of nothing is NAN.
 */
#ifndef ASSAY_SESSION_SELECTION_H
#define ASSAY_SESSION_SELECTION_H

#include <assay/metrics/interval.h>
#include <assay/model/samples.h>
#include <assay/session/row_list.h>

struct selection {
    uint64_t selected, scored, passed;
    double rate;
    struct interval interval;
    double macro_f1, weighted_f1; /* NAN without labels */
};

void selection_measure(const struct samples *samples, const struct row_list *rows,
                       struct selection *selection);

#endif
