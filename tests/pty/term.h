/*
 * A program in an emulated terminal (libvterm), driven by keys and looked at as cells.
 *
 *     struct term *term = term_start(argv, env, NULL, 24, 80, "xterm-256color");
 *     term_wait(term, "247 samples", 5000);
 *     term_keys(term, "j j <enter>");
 *     term_settle(term, 50, 5000);
 *     puts(term_screen(term));
 *     term_free(term);
 *
 * Rows and columns count from 0, times are in milliseconds (moments in monotonic seconds). The
 * terminal is read only inside these calls. It never answers a query unless term_answer asks it to,
 * and counts all of them (see scan.h). What libvterm 0.1 cannot tell is not told here: dim.
 *
 * Broken use (an unknown key name, no pty left) ends the test program with a message.
 */
#ifndef ASSAY_TESTS_PTY_TERM_H
#define ASSAY_TESTS_PTY_TERM_H

#include "job.h"
#include "scan.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct term;

enum { TERM_DEFAULT_COLOUR = -1, TERM_RGB = 1 << 24, TERM_ESCAPE_PAUSE = 60 };

struct term_cell {
    char text[40]; /* UTF-8; "" is blank, and the right half of a wide glyph with width 0 */
    int width;
    bool bold, underline, italic, blink, reverse, strike;
    int fg, bg; /* TERM_DEFAULT_COLOUR, 0..255, or TERM_RGB | 0xrrggbb */
};

/* A copy of the whole screen; cells row by row. */
struct term_cells {
    int rows, cols;
    struct term_cell *cells;
};

/*
 * argv[0] is searched in PATH. env: NULL, or entries that end with NULL, each NAME=value to add to
 * our own environment or NAME to take out of it; LINES and COLUMNS are always taken out. type is
 * TERM, NULL for none. folder: where it runs, NULL for here.
 */
struct term *term_start(const char *const *argv, const char *const *env, const char *folder,
                        int rows, int cols, const char *type);
/* Ends whatever still runs. NULL is fine. */
void term_free(struct term *term);

/* Send the terminal's answers from now on. */
void term_answer(struct term *term, bool answers);
/* Called for every piece that is read, before it is shown on the emulated screen. */
void term_watch(struct term *term, void (*seen)(void *user, double time, size_t bytes), void *user);

/* ---- doing ---- */

/* See keys.h. Pauses after <esc>, so that what follows is no part of it. */
void term_keys(struct term *term, const char *keys);
void term_type(struct term *term, const char *bytes, size_t length);
/* The program gets SIGWINCH from the system. */
void term_resize(struct term *term, int rows, int cols);
void term_signal(struct term *term, int signal);
/* What `fg` does, after a stop. */
void term_resume(struct term *term);

/* ---- waiting: false when the limit has passed first ---- */

/* Until no output for so long, or the program has ended or stopped. */
bool term_settle(struct term *term, int quiet, int limit);
/* Until the screen holds the text. Also false when the program ends without showing it. */
bool term_wait(struct term *term, const char *text, int limit);
bool term_wait_gone(struct term *term, const char *text, int limit);
bool term_wait_state(struct term *term, enum job_state state, int limit);
/* Reads what comes within so long; returns the bytes read. 0 takes what is there already. */
size_t term_read(struct term *term, int limit);
/* Waits for output or an end at most so long, takes all that is there, returns the bytes read. */
size_t term_take(struct term *term, int limit);

/* ---- looking ---- */

void term_size(const struct term *term, int *rows, int *cols);
struct term_cell term_cell(const struct term *term, int row, int col);
/* Text without trailing blanks; both valid until the next call of either. */
const char *term_line(struct term *term, int row);
const char *term_screen(struct term *term);
bool term_shows(struct term *term, const char *text);
/* Where the text begins, in the first line that has it; false when nowhere. */
bool term_find(struct term *term, const char *text, int *row, int *col);
void term_cursor(const struct term *term, int *row, int *col);

struct term_cells term_copy(const struct term *term);
void term_cells_free(struct term_cells *cells);
/* Writes the first difference in words; true when there is none. */
bool term_cells_equal(const struct term_cells *a, const struct term_cells *b, char *why,
                      size_t size);

const struct job *term_job(const struct term *term);
const struct scan *term_scan(const struct term *term);
uint64_t term_bytes(const struct term *term);
/* When the last byte came; 0 before the first. */
double term_last_byte(const struct term *term);
bool term_alternate(const struct term *term);
bool term_cursor_visible(const struct term *term);
/*
 * Is the terminal as it was before the program: its settings (tcgetattr), its modes, its pen, the
 * main screen? Writes what is not.
 */
bool term_restored(struct term *term, char *why, size_t size);

#endif
