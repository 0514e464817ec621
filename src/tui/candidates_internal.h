/*
 * Shared by the files of the view of candidates: rows that any of the comparisons has
 * (candidates_lines.c), the view (view_candidates.c).
 */
#ifndef ASSAY_TUI_CANDIDATES_INTERNAL_H
#define ASSAY_TUI_CANDIDATES_INTERNAL_H

#include <assay/session/comparison.h>
#include <assay/tui/frame.h>

/* One figure: the row of every candidate's comparison. */
struct candidates_line {
    const struct compare_row *first;            /* of the first that has it */
    const struct compare_row *rows[MARKS_MOST]; /* NULL: it has none */
};

struct candidates_lines {
    const struct candidates_line *lines;
    size_t count, level; /* level: left out since no candidate differs */
};

/*
 * The figures of whole runs, parts, labels and tasks, in the order of the first comparison that has
 * them; layers and positions have views of their own. NULLs among the comparisons are passed over.
 * Lives in the arena.
 */
struct candidates_lines candidates_lines_of(const struct comparison *const *comparisons,
                                            size_t count, bool only_differing, struct arena *arena);
/* "↑" improved, "↓" regressed, "↕" changed, "=" level, "·" undecided, "" untested. */
const char *candidates_sign(enum compare_outcome outcome);

#endif
