/*
 * Word diff: what two texts share and where they differ, in stretches that read well.
 *
 *     const struct word_diff *diff = word_diff(a, b, arena);
 *     for (size_t i = 0; i < diff->count; i++)
 *         … diff->parts[i] …        // one after the other they are all of a, and all of b
 *
 * Lines are compared first, then the words (text_tokens.h) within stretches of changed lines. Then
 * short islands are given up: what is the same between two changes counts as changed when it is no
 * longer than either (the mean of its sides), or than half of either where there are words in it,
 * and than WORD_ISLAND_MOST bytes; never when a whole line that says something is in it. The rule
 * is after the semantic clean-up of N. Fraser, Diff Strategies, 2006; it is applied until nothing
 * changes.
 *
 * Of large texts that differ much the search is broken off after a fixed number of steps (some 50
 * ms); `coarse` says so, and stretches that were not compared count as changed. Texts of a
 * gigabyte and more are not compared at all.
 *
 * Exchanging a and b exchanges the sides of the result and nothing else. Equal texts are one part
 * that is the same, two empty ones are none. Everything lives in the arena. Nothing fails.
 */
#ifndef ASSAY_BASE_WORD_DIFF_H
#define ASSAY_BASE_WORD_DIFF_H

#include <assay/base/arena.h>
#include <assay/base/str.h>

#include <stdbool.h>

enum { WORD_ISLAND_MOST = 40 };

/* Bytes [a, a + a_length) of one text beside [b, b + b_length) of the other. */
struct diff_part {
    size_t a, a_length, b, b_length;
    bool changed; /* else both are the same, and not empty; changed and same take turns */
};

struct word_diff {
    const struct diff_part *parts;
    size_t count;
    bool coarse;
};

const struct word_diff *word_diff(struct str a, struct str b, struct arena *arena);

#endif
