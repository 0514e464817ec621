/*
 * A small run made by hand whose every text is hostile: a classification of five samples with a
 * given file, two claims (one holds, one does not), a note and metadata.
 *
 * HOSTILE is a label, id, key, claim and note at once: it holds an escape sequence, a right-to-left
 * override, a byte that is no UTF-8, a line end, table bars, HTML, backticks, quotes, a formula.
 */
#ifndef ASSAY_TESTS_BUILT_H
#define ASSAY_TESTS_BUILT_H

#include <assay/report/report.h>

#define HOSTILE "=cmd|'\033]0;x\007<b>&`\"\xe2\x80\xae\xff\n# [a](b) $x$ \x01\xef\xbf\xbf,_y_"

struct built {
    struct run *run;
    struct arena *arena;
    struct assessed input;
};

struct built built_hostile(void);
void built_free(struct built *built);
/* The text of the report's file of that name, NUL-ended, in the arena; NULL when there is none. */
const char *built_report(const struct built *built, const char *writer, const char *file);

#endif
