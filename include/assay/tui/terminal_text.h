/*
 * What is said to terminals, and heard from them, beyond what terminfo knows: titles, reports of
 * the mouse, the sequences of keys that some terminals send other than terminfo says. And the
 * command lines of editors.
 *
 * Pure functions and tables, save terminal_write. Nothing here asks a terminal anything: an answer
 * would end up in the shell when the program is gone.
 */
#ifndef ASSAY_TUI_TERMINAL_TEXT_H
#define ASSAY_TUI_TERMINAL_TEXT_H

#include <assay/base/str.h>
#include <assay/tui/frame.h>
#include <assay/tui/key.h>

/* Write to standard output, all of it; what cannot be written is dropped. */
void terminal_write(struct str text);

/* Titles: kept and given back by the terminal (XTWINOPS 22 and 23), set by OSC 2. */
#define TITLE_PUSH "\033[22;2t"
#define TITLE_POP  "\033[23;2t"
/* True when a terminal of that name has a title; NULL has none. */
bool terminal_has_title(const char *term);
/* The sequence that sets it; what is unsafe is spelt out, beyond ASCII only with utf8. */
void terminal_title(struct buf *out, struct str title, bool utf8);

/* Mouse: press, release, drag and wheel, as ESC [ < BUTTON ; COLUMN ; ROW M (m: release). */
#define MOUSE_ON    "\033[?1002h\033[?1006h"
#define MOUSE_OFF   "\033[?1006l\033[?1002l"
#define MOUSE_START "\033[<"
/*
 * Read what follows MOUSE_START; row and column count from 0. False for buttons and forms that mean
 * nothing here.
 */
bool mouse_report(struct str text, enum mouse_kind *kind, int *row, int *column);

/* Sequences of keys that terminals send whatever their terminfo says; ends in a NULL sequence. */
struct key_sequence {
    const char *sequence;
    uint32_t key;
};
extern const struct key_sequence key_sequences[];
/* A character that was typed as a key: both codes of Backspace and of Enter are one. */
uint32_t key_of_character(uint32_t code);

/*
 * A shell command that opens an editor with the path as its "$1", at a line (0: none) in the way
 * this editor takes one. The editor may carry options of its own ("code -w").
 */
void editor_command(struct buf *out, const char *editor, uint64_t line);
/* A pager of that command line waits for a key itself before it ends. */
bool pager_waits(const char *pager);

#endif
