/*
 * The screen through curses: shows a canvas and reads keys. The only module that includes curses.
 *
 * Only cells that changed since the canvas shown before are handed to curses, which sends what
 * differs. Pairs of colours are made when first needed. No colour of the terminal's palette is
 * changed, and the terminal is never asked anything.
 *
 * There is one screen at a time, since curses has but one. TERM unknown to terminfo counts as
 * xterm-256color.
 */
#ifndef ASSAY_TUI_PRESENT_CURSES_H
#define ASSAY_TUI_PRESENT_CURSES_H

#include <assay/tui/frame.h>

struct curses_screen;

/* False when the terminal (TERM) cannot place its cursor, or terminfo is missing. */
bool curses_possible(void);
/* NULL when curses cannot start. Signals and environment are the caller's (terminal.c). */
struct curses_screen *curses_open(void);
/* Give the terminal back for good. */
void curses_close(struct curses_screen *screen);

/* Give the terminal back for a while, and take it again. */
void curses_leave(struct curses_screen *screen);
void curses_return(struct curses_screen *screen);
/* Only the modes of its line: another program may have changed them. */
void curses_take_modes(struct curses_screen *screen);
/* Whether the terminal keeps the title while the screen is shown, and sets it again. */
bool curses_keeps_title(void);
/* Append what gives the screen back without curses, as large as it is now: for signal handlers. */
void curses_restoring(struct curses_screen *screen, struct buf *out);

void curses_size(const struct curses_screen *screen, int *height, int *width);
/* Take the size the terminal has now. */
void curses_resize(struct curses_screen *screen);
/* The theme is another: all colours are looked up anew. */
void curses_restyle(struct curses_screen *screen);

/* Show `next`. shown: what was shown before; NULL: not known, everything is sent. */
void curses_show(struct curses_screen *screen, const struct theme *theme, const struct canvas *next,
                 const struct canvas *shown);

enum curses_event_kind { CURSES_NOTHING, CURSES_KEY, CURSES_MOUSE, CURSES_OTHER };

struct curses_event {
    enum curses_event_kind kind;
    uint32_t key;
    enum mouse_kind mouse;
    int row, column;
};

/* The next key or report of the mouse that waits; CURSES_OTHER is neither, yet more may wait. */
struct curses_event curses_read(struct curses_screen *screen);

#endif
