/*
 * Line pairs: which line of one text stands beside which of the other, for showing a word diff in
 * two columns.
 *
 * Lines that share most (glyphs of stretches that are the same) stand beside each other, when that
 * is at least a quarter of the shorter one; between such pairs the others stand beside each other
 * one by one, and what is left over stands alone. Lines never cross. A line is what stands between
 * two line ends, without them; a line end at the very end begins no further line, and an empty text
 * is one empty line. O(bytes). Lives in the arena. Nothing fails.
 */
#ifndef ASSAY_BASE_LINE_PAIRS_H
#define ASSAY_BASE_LINE_PAIRS_H

#include <assay/base/word_diff.h>

#include <stdint.h>

#define LINE_NONE UINT32_MAX

struct line_pair {
    uint32_t a, b; /* numbers of lines, LINE_NONE where a side has none */
    bool changed;  /* something in them differs */
};

struct line_pairs {
    const struct line_pair *pairs;
    size_t count;
};

struct line_pairs line_pairs_new(struct str a, struct str b, const struct word_diff *diff,
                                 struct arena *arena);

#endif
