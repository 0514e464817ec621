/*
 * The view "files": the files of a run, what each was read as, and what is known of it: claims that
 * stand in it with their verdicts, notes about it. Enter opens the audit of the file's claims.
 */
#ifndef ASSAY_TUI_VIEW_FILES_H
#define ASSAY_TUI_VIEW_FILES_H

#include <assay/tui/view.h>

extern const struct view view_files;

#endif
