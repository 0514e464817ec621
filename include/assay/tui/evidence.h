/*
 * The evidence of one figure (V anywhere): what is claimed and where, what was recomputed and how,
 * by which formula, and which rows it was taken from.
 *
 * The view "evidence" (view_evidence.h) shows it as text to scroll.
 */
#ifndef ASSAY_TUI_EVIDENCE_H
#define ASSAY_TUI_EVIDENCE_H

#include <assay/session/evidence_text.h>
#include <assay/tui/prose.h>
#include <assay/tui/view.h>

/* What the panel says, as lines of this width in the arena. Reads only. */
struct prose *evidence_prose(const struct assessed *input, const struct evidence_of *of, int width,
                             struct arena *arena);
/*
 * The samples behind a figure (session/evidence_rows.h): set and filter of the opening are set, the
 * rest is left. False when there are none.
 */
bool evidence_rows_opening(const struct assessed *input, const struct quantity *what,
                           struct opening *opening);
/*
 * Where V leads from what is under the cursor: the view "evidence" of this run. False when there is
 * no figure under the cursor, or its name is too long to keep.
 */
bool evidence_opening(const struct view_context *context, const struct subject *subject,
                      struct opening *opening);
/* The same as an action of a view: opens it, or says that there is no figure. */
enum effect evidence_open(const struct view_context *context, const struct subject *subject,
                          struct view_reply *reply);
/* The same for a finding of the context's run. */
bool evidence_of_finding(const struct view_context *context, const struct finding *finding,
                         struct opening *opening);

/* What stands under the cursor when it is a finding. */
void evidence_subject(const struct view_context *context, const struct finding *finding,
                      struct subject *subject);

#endif
