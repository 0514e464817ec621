/*
 * The lines of a list of runs in groups, as session/run_groups.h names them, and what stands out
 * in each: from the digests alone, nothing is read.
 *
 * A group's figure is the headline metric that most of its runs have. Mean, best and median are
 * over the runs that have it, scores (trend.h) and the trend (timeline.h) too. The baseline's group
 * comes first, the others in the order of their first runs; what was not read comes last, as a
 * group that has no figure. O(lines log lines); a trend is O(runs^2).
 */
#ifndef ASSAY_TUI_RUN_LIST_GROUPS_H
#define ASSAY_TUI_RUN_LIST_GROUPS_H

#include <assay/metrics/timeline.h>
#include <assay/tui/run_list.h>

struct run_list_group {
    const char *name;            /* "ttt"; "other" for runs without the key */
    size_t first, count;         /* lines */
    const struct metric *metric; /* NULL: no figure */
    size_t n;                    /* lines that have it */
    double mean, best, median;
};

struct run_list_groups {
    const struct run_list_group *groups; /* NULL: the lines are not grouped */
    size_t count;
    const size_t *of;     /* group of each line */
    const double *scores; /* of each line; NAN: none */
    bool waiting;         /* some lines were not read yet */
    bool any_outlier;
};

/* Puts the lines in groups by a key and gives runs the shortest names that tell them apart. */
struct run_list_groups run_list_group(struct run_list_lines *list, const char *by,
                                      struct arena *arena);
/* '^' or 'v' for an outlier above or below the others, else '\0'. */
char run_list_outlier(const struct run_list_groups *groups, size_t line);
/* "ttt  24 runs · Mean task accuracy: mean .6434, best .6773" */
const char *run_list_group_head(const struct run_list_group *group, struct arena *arena);
/* Of the group's figure; `runs` are numbers of lines. */
struct timeline run_list_trend(const struct run_list_lines *list,
                               const struct run_list_group *group, struct arena *arena);

#endif
