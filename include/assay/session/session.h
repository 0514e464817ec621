/*
 * Session: the runs under some paths, and all that was computed of them.
 *
 * session_open only discovers (a walk and one short read a file); a run's evidence is read by
 * session_load, entry by entry, and its results and audit are computed when first asked for. An
 * entry is one group of files; it yields one run or, for a file that holds many, several.
 *
 *     struct session *session = session_new(&options);
 *     session_open(session, "results", &err);
 *     for (size_t e = 0; e < session_entry_count(session); e++)
 *         if (session_load(session, e, &err))
 *             for (size_t r = 0; r < session_run_count(session, e); r++)
 *                 … session_run(session, e, r), session_results(…), session_audit(…)
 *         session_unload(session, e);     // when memory shall stay flat
 *
 * Everything handed out is owned by the session and lives until the entry is unloaded.
 */
#ifndef ASSAY_SESSION_SESSION_H
#define ASSAY_SESSION_SESSION_H

#include <assay/load/discover.h>
#include <assay/session/assessed.h>

struct session_options {
    struct run_hints hints;        /* of the command line */
    struct load_progress progress; /* threads 0 counts as 1 */
    struct metric_options metrics; /* its threads are those of progress */
};

struct session;

struct session *session_new(const struct session_options *options);
void session_free(struct session *session);
/* Discover what is under the path and append it. False when the path cannot be read. */
bool session_open(struct session *session, const char *path, struct err *err);

size_t session_entry_count(const struct session *session);
const struct discovered *session_entry(const struct session *session, size_t entry);
/* Load once; again is cheap. False when nothing of the entry could be used. */
bool session_load(struct session *session, size_t entry, struct err *err);
void session_unload(struct session *session, size_t entry);
size_t session_run_count(const struct session *session, size_t entry);
const struct run *session_run(const struct session *session, size_t entry, size_t index);
const struct results *session_results(struct session *session, size_t entry, size_t index);
const struct audit *session_audit(struct session *session, size_t entry, size_t index);
/* The three of them together. */
struct assessed session_assessed(struct session *session, size_t entry, size_t index);

/* What could not be read or is a format not read yet, in the order found. */
const struct err *session_problems(const struct session *session, size_t *count);

#endif
