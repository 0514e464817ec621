/*
 * A run of the list in words, for the pane beside it, and what could not be read of the session.
 */
#ifndef ASSAY_TUI_RUN_PROSE_H
#define ASSAY_TUI_RUN_PROSE_H

#include <assay/tui/prose.h>
#include <assay/tui/run_list.h>

/* Metadata, headline figures, verdicts and the first notes, as far as they are known. */
struct prose *run_line_prose(struct session *session, const struct run_line *line, int width,
                             struct arena *arena);
/* Runs that could not be read and formats that are not; NULL when there are none. */
struct prose *run_list_problems(const struct session *session, const struct run_list_lines *list,
                                int width, struct arena *arena);

#endif
