/*
 * Short forms of labels for the heads of narrow columns, all different.
 *
 * A label that fits stands in full. Of the others those that begin alike are shortened alike: by
 * their first characters where these tell them apart ("neu", "ang"); else by the first character
 * and what follows where they part ("lung_aca", "lung_scc": "laca", "lscc"); else by what follows
 * alone, or by their ends; and what nothing tells apart ends in the label's number. So two labels
 * never share a form, though a number may make one wider than asked when there are very many.
 *
 * Widths are columns of the screen, at least 1; forms are safe to print. Pure; the array of
 * labels->count texts lives in the arena. O(n log n).
 */
#ifndef ASSAY_TUI_LABEL_ABBREVIATE_H
#define ASSAY_TUI_LABEL_ABBREVIATE_H

#include <assay/base/arena.h>
#include <assay/base/str.h>
#include <assay/model/labels.h>

const struct str *label_abbreviate(const struct label_set *labels, int width, struct arena *arena);

#endif
