/*
 * What the views of labels share: opening the samples view with a filter, and the slice to begin
 * with.
 */
#ifndef ASSAY_TUI_CLASSES_OPEN_H
#define ASSAY_TUI_CLASSES_OPEN_H

#include <assay/session/matrix_slices.h>
#include <assay/tui/view.h>

/* EFFECT_OPEN with a reply for the samples view, or EFFECT_SAID and why not. */
enum effect open_samples(struct view_reply *reply, size_t set, struct str filter, size_t row);
/*
 * The first slice of that set of samples, or of its layers the one with the highest accuracy; 0
 * when it has none.
 */
size_t slice_best(const struct matrix_slice *slices, size_t count, size_t set);

#endif
