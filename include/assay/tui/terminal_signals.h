/*
 * Signals while the interface has the terminal, and the way back to a plain terminal that works
 * from a signal handler. The only module besides die() that keeps writable globals: a handler can
 * reach nothing else.
 *
 * WINCH, TERM, HUP, INT, TSTP and CONT are told through a pipe, one byte each, its value the
 * signal's number, so that poll wakes and none is lost. SEGV, BUS, ABRT, QUIT, ILL, FPE and die()
 * restore the terminal by plain writes and go on their way. A second INT while the one before has
 * not been looked at for half a second ends the program: something hangs. What was ignored when the
 * program began (by nohup, say) stays ignored, but for WINCH and CONT.
 */
#ifndef ASSAY_TUI_TERMINAL_SIGNALS_H
#define ASSAY_TUI_TERMINAL_SIGNALS_H

#include <assay/base/err.h>

#include <stddef.h>

/* Remember the modes of the terminal and take the signals, before anything else touches them. */
bool signals_begin(struct err *err);
/* All as it was before: modes and signals. */
void signals_end(void);
/* Readable when a signal has come. */
int signals_fd(void);
/* The numbers of those that came, at most `most`. */
size_t signals_take(unsigned char *numbers, size_t most);

/* What gives the screen back; used from now on. */
void signals_on_screen(const char *restoring, size_t length);
/* The screen was given back in the ordinary way. */
void signals_off_screen(void);

/* End by the signal, so that the parent is told of it; the terminal is given back already. */
void signals_raise(int number);

/* Stop as ^Z does and come back when continued; nothing where TSTP is ignored. */
enum stop_whom { STOP_SELF, STOP_GROUP };
void signals_stop(enum stop_whom whom);

#endif
