/*
 * The evidence of the figure under the cursor, below a table that leaves the room for it: what V
 * shows, without leaving the table. Nothing is drawn without a figure or where it is too low.
 */
#ifndef ASSAY_TUI_EVIDENCE_PANEL_H
#define ASSAY_TUI_EVIDENCE_PANEL_H

#include <assay/tui/view.h>

/* The surface is what the table left, its first line stays blank above a rule. */
void evidence_panel_draw(const struct view_context *context, const struct subject *subject,
                         const struct surface *surface);

#endif
