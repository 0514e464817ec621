/*
 * Background: discovery and loading in a thread of its own, for an interface that must not wait.
 *
 *     struct background *bg = background_new(session);
 *     background_open(bg, "results");
 *     background_wait(bg, 30);                        // perhaps it is there before the first frame
 *     for (;;) {
 *         while (background_collect(bg, &event))      // touches the session
 *             … event.kind, event.entry
 *         draw(session);
 *         poll(terminal and background_fd(bg), without a time limit);
 *     }
 *     background_free(bg);                            // before session_free
 *
 * One worker thread reads; what it makes is its own until background_collect installs it. Every
 * function here is for the thread that owns the session, and none of them waits for the worker,
 * save background_wait and background_free. All signals but those of faults are blocked in the
 * worker.
 *
 * background_fd can be read exactly while there is something to collect. When nothing is asked for,
 * nothing is under way and no followed file changes, both threads sleep without timers; only
 * entries followed over a network file system are looked at once a second (watch.h).
 *
 * Requests are served by urgency, then in their order. A request of BACKGROUND_NOW puts off a less
 * urgent one that is running; that is begun again afterwards. Of several requests for one entry the
 * one that asks for most is kept. An entry of more than BACKGROUND_PREVIEW_FROM bytes is loaded in
 * two steps: the first BACKGROUND_PREVIEW_BYTES of each file, then all.
 *
 * A reload looks for the entry's files anew. Its runs are replaced when the new ones are complete;
 * the old ones live until session_release_replaced. What has become of the entry's index is
 * nothing: entries are never removed or moved. Files that are cut, replaced or gone while they are
 * read give notes or a failure, as damaged files do.
 */
#ifndef ASSAY_SESSION_BACKGROUND_H
#define ASSAY_SESSION_BACKGROUND_H

#include <assay/session/session.h>

#define BACKGROUND_PREVIEW_FROM  ((uint64_t)4 << 20)
#define BACKGROUND_PREVIEW_BYTES ((uint64_t)256 << 10)
#define BACKGROUND_HELD          25
#define BACKGROUND_NO_ENTRY      SIZE_MAX

enum background_urgency {
    BACKGROUND_LATER, /* nobody waits for it */
    BACKGROUND_SOON,  /* it is next to what is looked at */
    BACKGROUND_NOW,   /* it is looked at */
};

enum background_kind {
    BACKGROUND_DISCOVERED, /* count new entries from entry on (none: count 0) */
    BACKGROUND_PREVIEW,    /* the first rows of the entry can be shown */
    BACKGROUND_LOADED,     /* the entry is ready, with results, audits and digests */
    BACKGROUND_DIGESTED,   /* the entry's digests are there, its runs are not kept */
    BACKGROUND_FAILED,     /* err says why; of a path that could not be opened: no entry */
    BACKGROUND_CANCELLED,  /* what was under way was given up; no entry: a discovery */
    BACKGROUND_CHANGED,    /* a followed entry's files changed: it is being loaded again */
    BACKGROUND_GONE,       /* an entry's files are no longer there; its old runs stay */
    BACKGROUND_PROGRESS,   /* background_progress has moved; at most ten times a second */
};

struct background_event {
    enum background_kind kind;
    size_t entry;   /* BACKGROUND_NO_ENTRY where none is meant */
    size_t count;   /* BACKGROUND_DISCOVERED */
    struct err err; /* FAILED, GONE, CANCELLED */
};

/* What is under way. Bytes are those of all files of the entry. */
struct background_progress {
    size_t entry;   /* BACKGROUND_NO_ENTRY: discovering */
    char file[256]; /* being read, relative to the entry's root; cut to fit; may be "" */
    uint64_t done, total;
    double seconds_left; /* NAN while unknown */
    size_t waiting;      /* further requests */
};

struct background;

/* The session outlives it; its options are read now and must stay as they are. */
struct background *background_new(struct session *session);
/* Gives up what is under way and drops what was not collected. NULL is fine. */
void background_free(struct background *bg);

int background_fd(const struct background *bg);
/* Wait until there is something to collect; false when there is not in that time. */
bool background_wait(struct background *bg, int milliseconds);
/*
 * Install the next thing and tell of it; false when there is none now, or the worker is in the way
 * for more than a millisecond: background_fd can then still be read.
 */
bool background_collect(struct background *bg, struct background_event *event);
/*
 * What was collected has been shown. After a preview the worker waits for that, up to
 * BACKGROUND_HELD ms, since the first frame shall not share the processors with reading.
 */
void background_shown(struct background *bg);
/* False when nothing is under way; at worst what was told before, since it never waits long. */
bool background_progress(struct background *bg, struct background_progress *out);

/* Discover what is under the path. */
void background_open(struct background *bg, const char *path);
/*
 * Load an entry that is unread or a preview; of one that waits already the urgency is renewed. For
 * when the user goes there, not for every frame: what was cancelled would begin again.
 */
void background_want(struct background *bg, size_t entry, enum background_urgency urgency);
/* Only its digests, unless they are there. */
void background_digest(struct background *bg, size_t entry, enum background_urgency urgency);
/* Load an entry again, whatever its state: the only way to try again what has failed. */
void background_reload(struct background *bg, size_t entry);
/* Give up what is under way and forget what waits. */
void background_cancel(struct background *bg);
/* Watch the entry's files and load it again when they change. */
void background_follow(struct background *bg, size_t entry, bool follow);

#endif
