/*
 * What is done on the plain terminal while the interface is away from it: an editor, a pager or
 * other command, a text to be copied by hand. The caller gives the terminal back before and takes
 * it again after.
 *
 * said gets the message for the last line, nothing when all went as it should.
 */
#ifndef ASSAY_TUI_AWAY_H
#define ASSAY_TUI_AWAY_H

#include <assay/base/str.h>

#include <stdint.h>

/* $VISUAL, $EDITOR or vi on a file, at a line (0: none). */
void away_edit(const char *path, uint64_t line, struct buf *said);
/* A text to a shell command; "" is $PAGER or less. Waits for Enter unless the pager has waited. */
void away_pipe(const char *command, struct str text, struct buf *said);
/* Print a text with what is unsafe spelt out, and wait for Enter. */
void away_print(struct str text);

#endif
