/*
 * Tours: what a user does and then must see, as text files. One tour:
 *
 *     tour help_opens_and_closes
 *     size 80x24 120x40          columns x rows; each is a run of its own, with each
 *     term xterm-256color vt100  TERM and each
 *     locale C.UTF-8 C           LC_ALL (defaults: 80x24, xterm-256color, C.UTF-8)
 *     env NAME=value             beside what is pinned for all
 *     first COMMAND              for the shell, in the folder of the run, before the program starts
 *     seldom                     only when all are taken (`make check-terminal`)
 *     program tests/pty/x.sh     instead of the interface, to test what tests it
 *     run sample_runs            arguments of the program; blanks part them
 *     see 247 samples
 *     keys ?                     notation in keys.h
 *     ...
 *
 * A line is a word and its text. `#` opens a comment at the start of a line. Lines after `run` are
 * steps, taken in order; table in tour_steps.c:
 *
 *     see TEXT, unseen TEXT      on the screen, soon (blanks at the ends of TEXT do not count)
 *     line N TEXT                the same in line N, from 1, or from the end when negative
 *     bold TEXT, plain TEXT, reverse TEXT    how its first character looks
 *     coloured TEXT, uncoloured TEXT         its first character, soon
 *     cursor TEXT                somewhere it is written in reverse, soon
 *     keys KEYS                  then waits until the screen rests
 *     press KEYS                 does not wait
 *     settle [MS]                until nothing was written for so long
 *     redraws                    ^L leaves every cell as it is
 *     random COUNT SEED          random events (events.h), each hundred of them `redraws`
 *     storm COUNT SEED           resizes without waiting between them, then back to the first size
 *     resize WxH
 *     title TEXT                 in the window's title
 *     copied BASE64, copies TEXT what was copied by OSC 52; what is in it
 *     sh COMMAND                 for the shell, in the folder of the run; must end with 0
 *     signal NAME                TERM, HUP, ...
 *     stops, resume              suspended; continued, as `fg` does
 *     exit N, killed NAME, ends  how the program ends: with a code, by a signal, somehow
 *     restored                   screen, cursor, modes, settings are as before the program
 *     leaves TEXT                not restored, and this is why
 *     asks TEXT                  a query was sent, shown with ^[ for ESC; it is forgiven then
 *     silent                     no escape sequence was written
 *     file NAME TEXT             a file in the folder of the run holds the text, soon
 *     when WORD STEP             the step, if the size, TERM or locale of the run is WORD
 *     not WORD STEP              the step, if none of them is
 *
 * After every tour: no query was sent (scan.h), no control character written that no terminal
 * needs.
 */
#ifndef ASSAY_TESTS_PTY_TOUR_H
#define ASSAY_TESTS_PTY_TOUR_H

#include "term.h"

#include <stdbool.h>
#include <stdio.h>

enum { TOUR_STEPS = 300, TOUR_CHOICES = 16, TOUR_WHY = 600 };

struct tour_run;

struct tour_verb {
    const char *name;
    bool (*act)(struct tour_run *run, const char *text);
};

struct tour_step {
    const struct tour_verb *verb;
    char *text;
    char *only; /* a size, TERM or locale, NULL for all */
    bool otherwise;
    int line;
};

/* Texts are the reader's buffer. */
struct tour {
    char *name, *program, *arguments;
    bool seldom;
    int line;
    char *sizes[TOUR_CHOICES + 1], *types[TOUR_CHOICES + 1], *locales[TOUR_CHOICES + 1];
    char *env[TOUR_CHOICES + 1], *first[TOUR_CHOICES + 1];
    struct tour_step steps[TOUR_STEPS];
    int step_count;
};

/* One tour with one choice of size, terminal and locale. */
struct tour_run {
    struct term *term;
    int rows, cols;     /* at the start */
    const char *folder; /* where the program runs */
    int patience;       /* ms for anything that should be soon */
    bool may_ask;       /* queries are no fault */
    char why[TOUR_WHY];
};

/* Runs a shell command in the folder; its exit code, what it says goes to stderr. */
int tour_shell(const char *folder, const char *command);
const struct tour_verb *tour_verb_find(const char *name);
/* Reads the next tour; false at the end. A broken file ends the test program with its line. */
bool tour_read(FILE *file, const char *path, struct tour *tour);
void tour_release(struct tour *tour);

#endif
