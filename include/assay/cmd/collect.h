/*
 * All runs under the paths of a command at once, for the jobs that look across runs.
 */
#ifndef ASSAY_CMD_COLLECT_H
#define ASSAY_CMD_COLLECT_H

#include <assay/cmd/command.h>
#include <assay/session/assessed.h>
#include <assay/session/session.h>

struct collection {
    struct session *session; /* owns the runs */
    const struct run *const *runs;
    const struct assessed *inputs; /* of the same runs; results and audit are NULL */
    size_t count;
};

/* Runs that cannot be loaded are complained of; the rest is there. EXIT_USAGE: nothing to release.
 */
enum exit_code collect_runs(const struct arguments *arguments, struct arena *arena,
                            struct collection *runs);
void collection_release(struct collection *runs);

#endif
