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
 *
 * What was read elsewhere (background.h reads in a thread of its own) is installed: a discovery
 * becomes entries, runs become those of their entry. Then the runs an entry had before stay alive
 * until session_release_replaced, since screens point into them. A session is used by one thread.
 */
#ifndef ASSAY_SESSION_SESSION_H
#define ASSAY_SESSION_SESSION_H

#include <assay/load/discover.h>
#include <assay/session/assessed.h>
#include <assay/session/catalogue.h>
#include <assay/session/computed.h>
#include <assay/session/digest.h>

struct session_options {
    struct run_hints hints;        /* of the command line */
    struct load_progress progress; /* threads 0 counts as 1 */
    struct metric_options metrics; /* its threads are those of progress */
};

/* How much of an entry is there. */
enum entry_state {
    ENTRY_UNREAD,
    ENTRY_PREVIEW, /* the first rows of its runs; no figure of them means anything */
    ENTRY_READY,
    ENTRY_FAILED, /* see session_error; runs of an earlier load stay */
};

struct session;

struct session *session_new(const struct session_options *options);
void session_free(struct session *session);
/* Discover what is under the path and append it. False when the path cannot be read. */
bool session_open(struct session *session, const char *path, struct err *err);

size_t session_entry_count(const struct session *session);
const struct discovered *session_entry(const struct session *session, size_t entry);
/* What the entry was found under: the path given to session_open. */
struct catalogue *session_catalogue(const struct session *session, size_t entry);
const struct session_options *session_options(const struct session *session);
enum entry_state session_state(const struct session *session, size_t entry);
/* Why the entry has failed; NULL when it has not. */
const struct err *session_error(const struct session *session, size_t entry);
/* Load once; again is cheap. False when nothing of the entry could be used. */
bool session_load(struct session *session, size_t entry, struct err *err);
void session_unload(struct session *session, size_t entry);
size_t session_run_count(const struct session *session, size_t entry);
const struct run *session_run(const struct session *session, size_t entry, size_t index);
const struct results *session_results(struct session *session, size_t entry, size_t index);
const struct audit *session_audit(struct session *session, size_t entry, size_t index);
/* The three of them together. */
struct assessed session_assessed(struct session *session, size_t entry, size_t index);

/* What is known of an entry's runs, loaded or let go of; count 0: nothing yet. */
const struct run_digest *session_digests(struct session *session, size_t entry, size_t *count);

/* ---- installing what was read elsewhere; each takes over what it is given ---- */

/* Append the entries of a discovery; returns the first. */
size_t session_adopt(struct session *session, struct catalogue *catalogue);
/* The entry's files have been looked at again; `found` lives in the catalogue. */
void session_relocate(struct session *session, size_t entry, struct catalogue *catalogue,
                      const struct discovered *found);
/* New runs of an entry, as a preview or ready; moved from *computed. */
void session_install(struct session *session, size_t entry, struct computed *computed,
                     enum entry_state state);
void session_install_digests(struct session *session, size_t entry, struct digest_list *digests);
/* The entry could not be loaded; its old runs, if any, stay, save those of a preview. */
void session_fail(struct session *session, size_t entry, const struct err *err);
/* Free what was replaced: nothing may point into it any more. */
void session_release_replaced(struct session *session);

/* What could not be read or is a format not read yet, in the order found. */
const struct err *session_problems(const struct session *session, size_t *count);

#endif
