/*
 * Another program on the terminal, while the interface is away from it: an editor, a pager, a
 * command that the user typed. It runs in this program's process group with all signals as they
 * were before this program changed them, so that ^C and ^Z reach it; ^Z then stops both.
 *
 * The caller has given the terminal back before and takes it again after.
 */
#ifndef ASSAY_TUI_SPAWN_H
#define ASSAY_TUI_SPAWN_H

#include <assay/base/err.h>
#include <assay/base/str.h>

/*
 * Run a shell command with `argument` as its $1 (NULL: none) and `input` on its standard input
 * (ptr NULL: the terminal), and wait. *status is its exit code, 128 and the signal's number when
 * one ended it. False when it could not be started at all.
 */
bool spawn_shell(const char *command, const char *argument, struct str input, int *status,
                 struct err *err);

#endif
