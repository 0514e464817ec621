/*
 * One problem of a suite in words: its figures and what became of it in every run.
 */
#ifndef ASSAY_TUI_SUITE_PROSE_H
#define ASSAY_TUI_SUITE_PROSE_H

#include <assay/session/suite.h>
#include <assay/tui/prose.h>

/* run: the one to stress. */
struct prose *suite_problem_prose(const struct suite *suite, size_t row, size_t run, int width,
                                  struct arena *arena);
/* The same in one line: "17   passed by 01 03   failed by 02". */
struct prose *suite_problem_line(const struct suite *suite, size_t row, int width,
                                 struct arena *arena);

#endif
