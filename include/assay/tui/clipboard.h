/*
 * The clipboard of the user's terminal, by OSC 52: ESC ] 52 ; c ; BASE64 BEL (xterm control
 * sequences, "Manipulate Selection Data"). Text goes out and no answer is asked for, so nothing can
 * leak back; base64 (RFC 4648, 4) lets no byte of the text act as a command.
 *
 * Programs between us and the terminal keep the sequence to themselves unless it is wrapped: tmux
 * passes on ESC P tmux; … ESC \ with each ESC doubled where it allows that, and takes the bare
 * sequence where it may set the clipboard itself, so it gets both; GNU screen passes on ESC P … ESC
 * \ in pieces, since it drops long ones.
 *
 * Pure functions; nothing here writes to a terminal.
 */
#ifndef ASSAY_TUI_CLIPBOARD_H
#define ASSAY_TUI_CLIPBOARD_H

#include <assay/base/str.h>

#include <stdbool.h>

/* Terminals drop longer ones; base64 characters. */
enum { CLIPBOARD_MOST = 74994 };

enum clipboard_way {
    CLIPBOARD_NONE, /* the terminal has none */
    CLIPBOARD_PLAIN,
    CLIPBOARD_TMUX,
    CLIPBOARD_SCREEN,
};

/* From the values of $TERM, $TMUX and $STY; each may be NULL. */
enum clipboard_way clipboard_way(const char *term, const char *tmux, const char *screen);
void base64_add(struct buf *out, struct str bytes);
/* Append the sequence; false, and nothing appended, when it is too long or there is no way. */
bool clipboard_sequence(struct buf *out, struct str text, enum clipboard_way way);

#endif
