/*
 * The terminal: drives a frame by the keys of a user until it quits.
 *
 * The loop sleeps in poll on the terminal, on signals, and on what the frame waits for; while
 * nothing happens it neither wakes nor writes. All keys that wait are taken before the screen is
 * drawn once. INT reaches the frame as the key ^C. TERM and HUP end the loop. SIGPIPE is expected
 * to be ignored.
 *
 * The mouse is off until it is asked for, so that the terminal's own selection works.
 */
#ifndef ASSAY_TUI_TERMINAL_H
#define ASSAY_TUI_TERMINAL_H

#include <assay/tui/frame.h>

enum terminal_mouse { TERMINAL_MOUSE_OFF, TERMINAL_MOUSE_ON };

/*
 * False and one sentence when stdin or stdout is no terminal, or one that cannot place its cursor.
 * An unknown terminal counts as xterm. path: what the sentence proposes to show instead.
 */
bool terminal_usable(const char *path, struct err *err);
/* "auto", "braille", "block" or "ascii" as this terminal and locale can show it. */
enum glyph_set terminal_glyphs(const char *choice);
/*
 * Show the frame until it or a signal quits; the terminal is then as it was. ended_by: that signal,
 * for signals_raise when all is put away; else 0. False when the terminal cannot be had.
 */
bool terminal_run(struct frame *frame, enum terminal_mouse mouse, int *ended_by, struct err *err);

#endif
