#include <assay/session/watch.h>

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/inotify.h>
#include <sys/vfs.h>
#endif

struct watch {
    struct watched *each;
    size_t count, capacity;
    int fd;
};

/* ---- what the system offers ---- */

#ifdef __linux__

/* Magic numbers of statfs(2): NFS, SMB, CIFS, SMB2, 9P, FUSE, AFS, Coda, Ceph, Lustre, GFS2. */
static const unsigned long remote[] = {0x6969,     0x517B,     0xFF534D42, 0xFE534D42,
                                       0x01021997, 0x65735546, 0x5346414F, 0x73757245,
                                       0x00C36400, 0x0BD00BD0, 0x01161970};

static bool is_remote(const char *folder)
{
    struct statfs status;

    if (statfs(folder, &status) != 0)
        return true;
    for (size_t i = 0; i < sizeof(remote) / sizeof(remote[0]); i++)
        if (((unsigned long)status.f_type & 0xFFFFFFFFUL) == remote[i])
            return true;
    return false;
}

static int open_events(void)
{
    return inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
}

/* Watching a folder again is the same watch; one that came back gets a new one. */
static bool watch_folder(int fd, const char *folder)
{
    const uint32_t what = IN_MODIFY | IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM |
                          IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;

    return fd >= 0 && !is_remote(folder) && inotify_add_watch(fd, folder, what) >= 0;
}

#else

static int open_events(void)
{
    return -1;
}

static bool watch_folder(int fd, const char *folder)
{
    (void)fd;
    (void)folder;
    return false;
}

#endif

/* ---- entries ---- */

static void touch(struct watched *watched, int64_t now)
{
    if (!watched->touched)
        watched->first = now;
    watched->last = now;
    watched->touched = true;
}

struct watch *watch_new(void)
{
    struct watch *watch = xcalloc(1, sizeof(*watch));

    watch->fd = -1;
    return watch;
}

static void release(struct watched *watched)
{
    stamp_release(&watched->stamp);
    catalogue_drop(watched->catalogue);
}

void watch_free(struct watch *watch)
{
    if (!watch)
        return;
    for (size_t i = 0; i < watch->count; i++)
        release(&watch->each[i]);
    if (watch->fd >= 0)
        close(watch->fd);
    free(watch->each);
    free(watch);
}

int watch_fd(const struct watch *watch)
{
    return watch->fd;
}

static struct watched *find(const struct watch *watch, size_t entry)
{
    for (size_t i = 0; i < watch->count; i++)
        if (watch->each[i].entry == entry)
            return &watch->each[i];
    return NULL;
}

const struct watched *watch_of(const struct watch *watch, size_t entry)
{
    return find(watch, entry);
}

/* What is written through another name does not show in the folder of the link. */
static bool has_links(const struct discovered *found)
{
    struct stat status;

    for (size_t i = 0; i < found->group.count; i++)
        if (lstat(found->group.files[i].full, &status) == 0 && S_ISLNK(status.st_mode))
            return true;
    return false;
}

static void arm(struct watch *watch, struct watched *watched, int64_t now)
{
    if (watch->fd < 0)
        watch->fd = open_events();
    watched->polled = has_links(&watched->discovered);
    for (size_t i = 0; i < watched->stamp.watched_count; i++)
        if (!watch_folder(watch->fd, watched->stamp.watched[i]))
            watched->polled = true;
    watched->next_poll = now + WATCH_POLL;
}

void watch_follow(struct watch *watch, size_t entry, struct catalogue *catalogue,
                  const struct discovered *found, int64_t now)
{
    struct watched *watched = find(watch, entry);
    bool again = watched != NULL;

    catalogue_keep(catalogue);
    if (again) {
        release(watched);
    } else {
        watch->each =
            array_grow(watch->each, &watch->capacity, watch->count + 1, sizeof(*watch->each));
        watched = &watch->each[watch->count++];
        *watched = (struct watched){.entry = entry};
    }
    watched->catalogue = catalogue;
    watched->discovered = *found;
    watched->stamp = stamp_take(found);
    arm(watch, watched, now);
    if (!again && stamp_differs_from(&watched->stamp, found)) {
        touch(watched, now);
        /* What is there now is not what was loaded. */
        watched->stamp.files[0].inode = 0;
    }
}

/* Without followed entries no inotify instance is held, and so no watch of any folder. */
void watch_forget(struct watch *watch, size_t entry)
{
    struct watched *watched = find(watch, entry);

    if (!watched)
        return;
    release(watched);
    *watched = watch->each[--watch->count];
    if (watch->count || watch->fd < 0)
        return;
    close(watch->fd);
    watch->fd = -1;
}

void watch_loaded(struct watch *watch, size_t entry, int64_t now, int64_t took, bool unfinished)
{
    struct watched *watched = find(watch, entry);

    if (!watched)
        return;
    watched->not_before = now + took;
    watched->settled = unfinished ? now + WATCH_SETTLED : 0;
}

/* ---- changes ---- */

/* Whose folder it was does not matter: the stamps tell, and there are few followed entries. */
void watch_read(struct watch *watch, int64_t now)
{
    char events[4096];
    bool any = false;

    while (watch->fd >= 0 && read(watch->fd, events, sizeof(events)) > 0)
        any = true;
    for (size_t i = 0; any && i < watch->count; i++)
        if (!watch->each[i].polled)
            touch(&watch->each[i], now);
}

static int64_t earlier(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* When what touched it is to be looked at. */
static int64_t deadline(const struct watched *watched)
{
    int64_t at = watched->polled
                     ? watched->first
                     : earlier(watched->last + WATCH_QUIET, watched->first + WATCH_MOST);

    return at < watched->not_before ? watched->not_before : at;
}

static enum watch_why ask(struct watch *watch, struct watched *watched, int64_t now)
{
    if (watched->polled && now >= watched->next_poll) {
        watched->next_poll = now + WATCH_POLL;
        if (stamp_has_changed(&watched->stamp))
            touch(watched, now);
    }
    if (watched->touched && now >= deadline(watched)) {
        watched->touched = false;
        arm(watch, watched, now);
        if (stamp_has_changed(&watched->stamp))
            return WATCH_CHANGED;
    }
    if (!watched->touched && watched->settled && now >= watched->settled) {
        watched->settled = 0;
        return WATCH_IS_QUIET;
    }
    return WATCH_NOTHING;
}

enum watch_why watch_due(struct watch *watch, int64_t now, size_t *entry)
{
    for (size_t i = 0; i < watch->count; i++) {
        enum watch_why why = ask(watch, &watch->each[i], now);

        *entry = watch->each[i].entry;
        if (why != WATCH_NOTHING)
            return why;
    }
    return WATCH_NOTHING;
}

int watch_timeout(const struct watch *watch, int64_t now)
{
    int64_t next = INT64_MAX;

    for (size_t i = 0; i < watch->count; i++) {
        const struct watched *watched = &watch->each[i];

        if (watched->touched)
            next = earlier(next, deadline(watched));
        if (watched->polled)
            next = earlier(next, watched->next_poll);
        if (watched->settled)
            next = earlier(next, watched->settled);
    }
    if (next == INT64_MAX)
        return -1;
    return next <= now ? 0 : (int)earlier(next - now, WATCH_SETTLED);
}
