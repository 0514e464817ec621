/*
 * The view "audit": every claim of the run by the file it stands in, with what the evidence gives
 * and the verdict. Wide screens show the evidence of the claim under the cursor at the right.
 *
 * opening.filter narrows it, as from the view of files to one file.
 */
#ifndef ASSAY_TUI_VIEW_AUDIT_H
#define ASSAY_TUI_VIEW_AUDIT_H

#include <assay/tui/view.h>

extern const struct view view_audit;

#endif
