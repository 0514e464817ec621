/*
 * View "classes": a row a label with support, precision, recall, F1, their 95% Wilson intervals,
 * rating and suggested class weights; averages below. From a given table of classes where there is
 * nothing else, which then has no intervals.
 */
#ifndef ASSAY_TUI_VIEW_CLASSES_H
#define ASSAY_TUI_VIEW_CLASSES_H

#include <assay/tui/view.h>

extern const struct view view_classes;

#endif
