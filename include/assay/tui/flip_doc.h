/*
 * A row of a pair_scope.h as a pair_doc.h: both samples read from their records, with what is said
 * of either side in a line.
 *
 * The texts live in the arena, which must outlive the doc. flip_head is that line by itself:
 * "✓ passed 3 of 3", "✗ angry, not happy  .7100"; in the arena or the run.
 */
#ifndef ASSAY_TUI_FLIP_DOC_H
#define ASSAY_TUI_FLIP_DOC_H

#include <assay/session/pair_scope.h>
#include <assay/tui/pair_doc.h>
#include <assay/tui/view.h>

enum flip_part { FLIP_READ, FLIP_RAW };

struct pair_doc *flip_doc_new(const struct comparison *comparison, const struct pair_scope *scope,
                              size_t row, enum flip_part part, struct arena *arena);
struct pair_head flip_head(const struct comparison *comparison, const struct pair_scope *scope,
                           size_t row, enum pair_side side, struct arena *arena);

struct str flip_glyph(enum outcome outcome);
/* What is right needs no colour in a table. */
unsigned flip_style(enum outcome outcome);
/* The id, of whichever side has the sample; room as samples_id wants it. */
struct str flip_id(const struct pair_scope *scope, size_t row, char *room);
/* The sample of a side for the actions that mean the same everywhere; nothing when it has none. */
void flip_subject(const struct pair_scope *scope, size_t row, enum pair_side side,
                  struct subject *subject);
/* Of the words broken, fixed, …; a flip is coloured by its way. */
unsigned flip_kind_style(enum pair_kind kind);

#endif
