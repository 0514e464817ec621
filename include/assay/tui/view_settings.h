/*
 * View "settings" of a comparison: what differs between the two runs beside their answers. First
 * the findings that could explain a difference, the heaviest first; then every setting by path with
 * the value of A and of B, at first only those that differ, the words that differ marked; beside or
 * below the table both values of the setting under the cursor.
 *
 * Enter shows these two whole, side by side.
 */
#ifndef ASSAY_TUI_VIEW_SETTINGS_H
#define ASSAY_TUI_VIEW_SETTINGS_H

#include <assay/tui/view.h>

extern const struct view view_settings;

#endif
