/*
 * Many runs as one topic: what is kept of runs that are seen one after another. Of each run only
 * figures and outcomes stay, so the run may be let go of.
 */
#ifndef ASSAY_CMD_TOPICS_H
#define ASSAY_CMD_TOPICS_H

#include <assay/session/topic.h>

struct gathered_runs {
    struct arena *arena;
    struct run_groups *groups;
    struct run_boards *boards;
};

/* key: of the metadata, to group by; NULL: what the formats say of the kind of run. */
struct gathered_runs gathered_runs_new(const char *key, struct arena *arena);
void gathered_runs_add(struct gathered_runs *gathered, const struct assessed *run);
/* Nothing can be added afterwards. Lives in the arena. */
struct many_runs *gathered_runs_finish(struct gathered_runs *gathered, double alpha);
/* For runs that nobody wants as one; harmless when finished, or when nothing was ever gathered. */
void gathered_runs_drop(struct gathered_runs *gathered);

#endif
