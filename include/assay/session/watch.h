/*
 * Watch: which followed entries have changed on disk, and until when nothing needs to be asked.
 *
 * Folders of local file systems are watched by inotify, which says that something happened in one
 * of them; a stamp then says whether it was the entry's. Where there is no inotify, where it
 * refuses, or where the file system is a network's (NFS, CIFS, 9P, FUSE, …) and would be silent
 * about what others write, and where a file is a link to elsewhere, the stamp is taken once a
 * second. With no followed entry, or only quiet ones under inotify, watch_timeout is -1 and nothing
 * runs.
 *
 * A change is due when it has been quiet for WATCH_QUIET, and after WATCH_MOST at the latest, but
 * not before as much time has passed since the last reload as that took. Times are milliseconds
 * of a clock that never goes back. For one thread; nothing fails.
 */
#ifndef ASSAY_SESSION_WATCH_H
#define ASSAY_SESSION_WATCH_H

#include <assay/session/catalogue.h>
#include <assay/session/stamp.h>

enum { WATCH_QUIET = 200, WATCH_MOST = 1000, WATCH_POLL = 1000, WATCH_SETTLED = 2000 };

struct watched {
    size_t entry;
    struct catalogue *catalogue;
    struct discovered discovered;
    struct stamp stamp; /* as of the last load */
    bool polled, touched;
    int64_t first, last; /* of what touched it */
    int64_t not_before, next_poll, settled;
};

enum watch_why {
    WATCH_NOTHING,
    WATCH_CHANGED, /* its files may be in the middle of being written */
    WATCH_IS_QUIET /* a record left unfinished has stayed so: it will not grow any more */
};

struct watch;

struct watch *watch_new(void);
void watch_free(struct watch *watch);
/* To poll for reading; -1: none. */
int watch_fd(const struct watch *watch);
/*
 * Follow an entry, or go on with what was discovered of it anew; keeps the catalogue. A file that
 * has another size than when it was discovered is a change at once, the first time.
 */
void watch_follow(struct watch *watch, size_t entry, struct catalogue *catalogue,
                  const struct discovered *found, int64_t now);
void watch_forget(struct watch *watch, size_t entry);
/* NULL when the entry is not followed. */
const struct watched *watch_of(const struct watch *watch, size_t entry);
/* A load of it has ended: how long it took, and whether it left out the end of a file. */
void watch_loaded(struct watch *watch, size_t entry, int64_t now, int64_t took, bool unfinished);
/* Take what inotify has to say. */
void watch_read(struct watch *watch, int64_t now);
/* An entry to load again, once; WATCH_NOTHING when there is none now. */
enum watch_why watch_due(struct watch *watch, int64_t now, size_t *entry);
/* Milliseconds until watch_due should be asked; -1: not before watch_fd can be read. */
int watch_timeout(const struct watch *watch, int64_t now);

#endif
