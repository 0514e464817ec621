/*
 * What term.c (starting, reading, doing) and term_look.c (looking) share.
 */
#ifndef ASSAY_TESTS_PTY_TERM_INTERNAL_H
#define ASSAY_TESTS_PTY_TERM_INTERNAL_H

#include "term.h"

#include <termios.h>
#include <vterm.h>

enum { HELD_MOST = 8 };

struct term {
    struct job job;
    struct scan scan;
    VTerm *emulator;
    VTermScreen *screen;
    struct termios before;
    char type[64];
    int rows, cols;
    bool answers;
    char last_glyph;      /* shown, for repetitions */
    char held[HELD_MOST]; /* a sequence whose rest was not read yet */
    size_t held_length;
    uint64_t bytes;
    double last_byte;
    void (*seen)(void *user, double time, size_t bytes);
    void *seen_user;
    char *text; /* for term_screen and term_line */
    size_t text_size;
};

/* Memory that is there, or the end of the program. */
void *term_checked(void *memory);

#endif
