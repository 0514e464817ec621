/*
 * What could stand at the cursor of a filter that is being typed.
 *
 *     "is:f|"         fail
 *     "sc|"           score<, …
 *     "truth:sad,h|"  happy
 *
 * Names of fields come with the sign after them, values in quotes where a filter wants them so.
 * Candidates are those that begin with what is typed, in any case, then those that hold it; without
 * repeats, at most FILTER_COMPLETIONS. Values are those of a text field's first rows (all labels,
 * splits and states are found in practice), so the vocabulary must be one to match with, or have
 * row_count 0.
 */
#ifndef ASSAY_SESSION_FILTER_COMPLETE_H
#define ASSAY_SESSION_FILTER_COMPLETE_H

#include <assay/base/arena.h>
#include <assay/session/filter.h>

enum { FILTER_COMPLETIONS = 64, FILTER_COMPLETE_ROWS = 20000 };

struct filter_completion {
    const char *text; /* replaces bytes [from, cursor) */
    const char *help; /* "" for values */
};

struct filter_completions {
    size_t from;
    struct filter_completion items[FILTER_COMPLETIONS];
    size_t count;
};

/* Texts live in the arena or the vocabulary. cursor is a byte of the text, or its length. */
void filter_complete(const struct filter_vocabulary *vocabulary, size_t row_count, struct str text,
                     size_t cursor, struct arena *arena, struct filter_completions *out);

#endif
