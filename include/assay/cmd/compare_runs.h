/*
 * Which runs assay compare holds against each other.
 *
 * The first path is the baseline, all others are candidates. A path may name one of its runs,
 * PATH#ID; an id may be cut to what stands behind its last "/" or "#". Then:
 *
 *     one run in the baseline       every run of each candidate is compared with it, but itself
 *     several, several in the       those of one id and format; whatever has no partner on the
 *     candidate                     other side is a failure
 *     several, one in the           nobody can know: an error (ERR_USAGE) that names the ids
 *     candidate
 *
 * Of the candidates one is in memory at a time, beside the run it is compared with.
 */
#ifndef ASSAY_CMD_COMPARE_RUNS_H
#define ASSAY_CMD_COMPARE_RUNS_H

#include <assay/cmd/command.h>
#include <assay/session/assessed.h>

struct compare_visitor {
    void (*pair)(const struct assessed *a, const struct assessed *b, void *arg);
    /* Something that was to be compared and cannot be; already complained of. */
    void (*failure)(const char *path, const char *text, void *arg);
    void *arg;
};

/* PATH of PATH#ID. */
const char *compare_path_of(const char *word, struct arena *arena);

/* EXIT_USAGE when the paths or options make no sense, else EXIT_DONE or EXIT_NO_EVIDENCE. */
enum exit_code compare_visit(const struct arguments *arguments, struct arena *arena,
                             const struct compare_visitor *visitor);

#endif
