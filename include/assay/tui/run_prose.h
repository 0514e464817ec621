/*
 * A run of the list in words, for the pane beside it, and what could not be read of the session.
 */
#ifndef ASSAY_TUI_RUN_PROSE_H
#define ASSAY_TUI_RUN_PROSE_H

#include <assay/tui/prose.h>
#include <assay/tui/run_list_groups.h>

/* A line's place in its group. */
struct run_standing {
    const struct run_list_group *group;
    double score; /* of the line; NAN */
    bool is_outlier;
    const struct timeline
        *trend;   /* of the group; NULL: not computed, some runs were not read yet */
    bool unicode; /* of the sparkline */
};

/*
 * Metadata, the run's group, headline figures, verdicts and the first notes, as far as they are
 * known. standing: NULL where runs are not grouped.
 */
struct prose *run_line_prose(struct session *session, const struct run_line *line,
                             const struct run_standing *standing, int width, struct arena *arena);
/* The line's group: its figure, why the line is an outlier, and the trend over time. */
void run_group_prose(struct prose *prose, const struct run_line *line,
                     const struct run_standing *standing, struct arena *arena);
/* Adds runs that could not be read and formats that are not. */
void run_list_problems(struct prose *prose, const struct session *session,
                       const struct run_list_lines *list);

#endif
