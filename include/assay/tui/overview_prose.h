/*
 * What a run is, in words: its metadata, what its figures are counted over, its notes.
 */
#ifndef ASSAY_TUI_OVERVIEW_PROSE_H
#define ASSAY_TUI_OVERVIEW_PROSE_H

#include <assay/session/assessed.h>
#include <assay/session/tags.h>
#include <assay/tui/prose.h>

/*
 * Title, format, model, time, counts, then the metadata of the files as a tree. what_if: one a set
 * of samples, NULL without tags.
 */
void overview_metadata(struct prose *prose, const struct assessed *input,
                       const struct tags_what_if *what_if, struct arena *arena);
/* One paragraph a note, with its place; nothing when there are none. */
void overview_notes(struct prose *prose, const struct run *run, struct arena *arena);

#endif
