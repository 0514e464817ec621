/*
 * Run groups: many runs in a few groups, and each group's mean, best, worst and deviation of every
 * figure that its runs have.
 *
 *     struct run_groups *groups = run_groups_new(NULL, arena);
 *     … run_groups_add(groups, &assessed); …          // the run may be let go of afterwards
 *     run_groups_finish(groups);
 *
 * A run's group is the value of one metadata key: the one asked for, or what the format says of the
 * kind of run ("variant": ttt, baseline, lora; from model_type, else the folder's suffix, else the
 * config, see assay-formats(5)). Where that is not there, it is the first of the words ttt and
 * baseline that stands in the last part of the run's id. Runs without either are one group, named
 * "". Of the key "model" it is what run_model finds where the metadata has no such key itself, of
 * "format" the loader's name. Groups come in the order of their first run; the baseline's is first.
 *
 * Figures are those the registry recomputes for each run: one for every task, probe and metric of
 * the run as a whole. Best and worst go by the metric's better direction; where it has none, best
 * is the largest. std is the sample deviation over runs (n - 1), NAN for one run. It says how far
 * runs of a group lie apart, and is no interval: checkpoints of one training are not independent.
 *
 * Everything lives in the arena; texts are copied, nothing of a run is kept.
 */
#ifndef ASSAY_SESSION_RUN_GROUPS_H
#define ASSAY_SESSION_RUN_GROUPS_H

#include <assay/session/assessed.h>
#include <assay/session/group_curve.h>

#include <stdbool.h>

struct grouped_run {
    const char *id, *title;
    const char *time;     /* run_time; NULL */
    double day;           /* the same as calendar.h has it; NAN: no time */
    size_t group;         /* of run_groups.groups */
    const double *values; /* one a row, NAN where the run has none */
};

struct run_group {
    const char *name;
    bool is_baseline; /* its name says so */
    size_t count;     /* runs */
    struct group_curve losses;
};

struct group_figure {
    size_t n; /* runs that have it; 0: all below is NAN */
    double mean, std, best, worst;
    size_t best_run, worst_run; /* the first of several */
};

struct group_row {
    const struct metric *metric;
    struct quantity what;               /* metric and subject */
    const char *title;                  /* "sblimp", "Mean task accuracy" */
    double chance;                      /* of a task: accuracy of guessing, as its first run has it;
                                           NAN */
    const struct group_figure *figures; /* one a group */
};

struct run_groups {
    const char *by; /* "variant", or the key asked for */
    const struct grouped_run *runs;
    size_t run_count;
    const struct run_group *groups;
    size_t group_count;
    const struct group_row *rows;
    size_t row_count;
    struct arena *arena;
    struct run_group_work *work; /* until finished */
};

/* by: path of a metadata key ("training_config.lora.rank"); NULL as above. */
struct run_groups *run_groups_new(const char *by, struct arena *arena);
/* Tables across runs (suite_is_tables) are left out. */
void run_groups_add(struct run_groups *groups, const struct assessed *run);
void run_groups_finish(struct run_groups *groups);
/* What is only needed until finished is let go of; for groups that nobody wants. */
void run_groups_drop(struct run_groups *groups);
/* The group's name for people: "ttt", or "other" for those without one. */
const char *run_group_title(const struct run_group *group);
/*
 * The name of a run's group. by: the key, NULL: as for "variant"; found: its value in the metadata,
 * empty where it is not there; model and format may be NULL.
 */
struct str run_group_name(const char *by, struct str found, const char *id, const char *model,
                          const char *format);

#endif
