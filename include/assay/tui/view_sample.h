/*
 * One sample: what the columns say, the texts of its record, its tests. Opened from a table of
 * samples it keeps that table's filter and order, and e, E, }, { go from sample to sample in it.
 */
#ifndef ASSAY_TUI_VIEW_SAMPLE_H
#define ASSAY_TUI_VIEW_SAMPLE_H

#include <assay/tui/view.h>

extern const struct view view_sample;

#endif
