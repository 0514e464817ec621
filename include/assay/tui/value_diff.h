/*
 * Two values of one setting, with the words that differ marked: underlined, in the colour of their
 * side. One side at a time, so that the two can stand in columns or one below the other.
 */
#ifndef ASSAY_TUI_VALUE_DIFF_H
#define ASSAY_TUI_VALUE_DIFF_H

#include <assay/base/word_diff.h>
#include <assay/tui/prose.h>

enum value_side { VALUE_A, VALUE_B };

struct value_diff {
    const char *text[2];          /* NULL where a side has not got it */
    const struct word_diff *diff; /* NULL unless both have it */
};

/* Lives in the arena with its diff; texts are not copied. */
struct value_diff value_diff(const char *a, const char *b, struct arena *arena);
/* The whole value from where the prose is, on several lines where it has some. */
void value_diff_prose(const struct value_diff *value, enum value_side side, struct prose *prose);
/* What fits of it in the first line of the surface, with the first difference in sight. */
void value_diff_draw(const struct value_diff *value, enum value_side side,
                     const struct surface *surface);

#endif
