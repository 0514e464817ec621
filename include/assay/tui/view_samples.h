/*
 * Samples: a table of the samples of one set, filtered, sorted and searched by columns; and one
 * sample with everything that is known of it, from which the failures are walked.
 */
#ifndef ASSAY_TUI_VIEW_SAMPLES_H
#define ASSAY_TUI_VIEW_SAMPLES_H

#include <assay/tui/view.h>

extern const struct view view_samples;

#endif
