#include <assay/cmd/report_stage.h>

#include <assay/base/arena.h>
#include <assay/base/directory.h>
#include <assay/base/path.h>
#include <assay/cmd/report_record.h>
#include <assay/cmd/report_target.h>

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { RANDOM_LETTERS = 6, FOREIGN_NAMED = 3, STAGE_TRIES = 100, NAME_SHOWN = 200 };
/* What is in a stage: the lock, the report, its record on the way there. */
static const char owner_name[] = "owner", new_name[] = "new", record_name[] = "record";
static const char name_pattern[] = "XXXXXX";

enum stage_place { STAGE_BESIDE, STAGE_INSIDE };

struct stage {
    struct arena *arena;
    struct report_target target;
    const char *prefix;              /* of stages of this target: ".assay-NAME-" */
    const struct report_record *old; /* NULL: none was there */
    enum stage_place place;
    const char *path, *directory; /* of the stage, and "new" in it */
    int lock;
    pthread_mutex_t mutex; /* held while the report is put in its place, and by stage_abandon */
};

/* ---- what is in it ---- */

static bool is_stage_name(const struct stage *stage, const char *name)
{
    size_t length = strlen(stage->prefix);

    if (strncmp(name, stage->prefix, length) != 0 || strlen(name) != length + RANDOM_LETTERS)
        return false;
    for (const char *at = name + length; *at; at++)
        if (!isalnum((unsigned char)*at))
            return false;
    return true;
}

struct foreign {
    const struct stage *stage;
    struct buf names;
    size_t count;
    const char *closed; /* a directory that could not be looked into or emptied, or NULL */
};

static bool is_open(const char *directory)
{
    return faccessat(AT_FDCWD, directory, R_OK | W_OK | X_OK, AT_EACCESS) == 0;
}

static bool take_foreign(struct foreign *foreign, const char *name)
{
    if (foreign->count < FOREIGN_NAMED)
        buf_addf(&foreign->names, "%s%s", foreign->count ? ", " : "", name);
    foreign->count++;
    return foreign->count <= FOREIGN_NAMED;
}

/* In an old report: files that it did not write, save in stages, which lie at the top. */
static bool check_file(const char *name, bool is_directory, void *arg)
{
    struct foreign *foreign = arg;
    struct arena *arena = foreign->stage->arena;
    struct str rest = str_of(name), top;

    if (is_directory) {
        const char *path = path_join(arena, foreign->stage->target.path, name);

        foreign->closed = is_open(path) ? NULL : path;
        return !foreign->closed;
    }
    if (report_record_lists(foreign->stage->old, name))
        return true;
    str_split(&rest, '/', &top);
    if (rest.ptr && is_stage_name(foreign->stage, arena_strndup(arena, top.ptr, top.len)))
        return true;
    return take_foreign(foreign, name);
}

/* Without an old report anything is foreign; what is below is not looked at. */
static void check_top(struct foreign *foreign)
{
    DIR *directory = opendir(foreign->stage->target.path);
    struct dirent *entry;

    while (directory && (entry = readdir(directory)))
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
            !is_stage_name(foreign->stage, entry->d_name) && !take_foreign(foreign, entry->d_name))
            break;
    if (directory)
        closedir(directory);
}

static bool check_foreign(const struct stage *stage, const char *target, struct err *err)
{
    struct foreign foreign = {.stage = stage};

    if (stage->target.exists && !is_open(stage->target.path))
        return err_set_file(err, ERR_IO, target, "cannot be replaced: %s", strerror(errno));
    if (stage->old)
        directory_walk(stage->target.path, check_file, &foreign);
    else
        check_top(&foreign);
    if (foreign.count)
        err_set_file(
            err, ERR_USAGE, target,
            "holds files that no report wrote (%s%s); name a directory of the report's own",
            foreign.names.ptr, foreign.count > FOREIGN_NAMED ? ", …" : "");
    else if (foreign.closed)
        err_set_file(err, ERR_IO, foreign.closed, "cannot be replaced: %s", strerror(EACCES));
    buf_release(&foreign.names);
    return foreign.count == 0 && !foreign.closed;
}

/* ---- stages that were left ---- */

struct rescue {
    const struct stage *stage;
    const char *from;
};

/* A file that came into the old report while the new one was being built goes on being there. */
static bool rescue_file(const char *name, bool is_directory, void *arg)
{
    const struct rescue *rescue = arg;
    struct arena *arena = rescue->stage->arena;
    const char *to = path_join(arena, rescue->stage->target.path, name);
    struct stat status;

    if (!is_directory && strcmp(name, DIRECTORY_RECORD) != 0 && lstat(to, &status) != 0 &&
        directory_make_for(rescue->stage->target.path, name, NULL))
        directory_move(path_join(arena, rescue->from, name), to, NULL);
    return true;
}

static bool find_file(const char *name, bool is_directory, void *arg)
{
    (void)arg;
    return is_directory || strcmp(name, DIRECTORY_RECORD) == 0;
}

/*
 * What was being built, or the old report that came to lie here: of that only what its record
 * lists. The record goes last, when nothing else is left.
 */
static void remove_built(const struct stage *stage, const char *directory)
{
    const struct report_record *record = report_record_read(directory, stage->arena);

    if (!record) {
        directory_remove(directory);
        return;
    }
    report_record_remove_files(record, NULL, directory);
    directory_walk(directory, rescue_file, &(struct rescue){stage, directory});
    if (directory_walk(directory, find_file, NULL))
        directory_remove(directory);
}

/* Where something foreign is left the stage stays. */
static void remove_stage(const struct stage *stage, const char *path)
{
    const char *directory = path_join(stage->arena, path, new_name);

    remove_built(stage, directory);
    if (path_exists(directory))
        return;
    unlink(path_join(stage->arena, path, record_name));
    unlink(path_join(stage->arena, path, owner_name));
    rmdir(path);
}

/* Ours, and nobody's any more: no process holds the lock, or it died before there was one. */
static void clean_stage(const struct stage *stage, const char *folder, const char *name)
{
    const char *path = path_join(stage->arena, folder, name);
    struct stat status;
    int lock;

    if (lstat(path, &status) != 0 || !S_ISDIR(status.st_mode) || status.st_uid != geteuid())
        return;
    lock = open(path_join(stage->arena, path, owner_name), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (lock < 0) {
        rmdir(path);
        return;
    }
    if (flock(lock, LOCK_EX | LOCK_NB) == 0)
        remove_stage(stage, path);
    close(lock);
}

static void clean_stages(const struct stage *stage, const char *folder)
{
    DIR *directory = opendir(folder);
    struct dirent *entry;

    while (directory && (entry = readdir(directory)))
        if (is_stage_name(stage, entry->d_name))
            clean_stage(stage, folder, entry->d_name);
    if (directory)
        closedir(directory);
}

/* ---- opening ---- */

/* Made, locked and not taken away by another process's cleaning in between. */
static bool make_locked(struct stage *stage, const char *folder)
{
    for (int i = 0; i < STAGE_TRIES; i++) {
        char *path = arena_printf(stage->arena, "%s/%s%s", folder, stage->prefix, name_pattern);

        if (!mkdtemp(path))
            return false;
        stage->lock = open(path_join(stage->arena, path, owner_name),
                           O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (stage->lock < 0 && errno != ENOENT) {
            rmdir(path);
            return false;
        }
        if (stage->lock < 0)
            continue;
        if (flock(stage->lock, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
            close(stage->lock);
            continue;
        }
        stage->path = path;
        return true;
    }
    errno = EAGAIN;
    return false;
}

static bool make_stage(struct stage *stage, struct err *err)
{
    stage->place =
        stage->target.exists && report_target_stays(&stage->target) ? STAGE_INSIDE : STAGE_BESIDE;
    if (stage->place == STAGE_BESIDE && make_locked(stage, stage->target.parent))
        return true;
    if (stage->place == STAGE_BESIDE && stage->target.exists &&
        (errno == EACCES || errno == EPERM || errno == EROFS))
        stage->place = STAGE_INSIDE;
    if (stage->place == STAGE_INSIDE && make_locked(stage, stage->target.path))
        return true;
    return err_set_file(err, ERR_IO,
                        stage->place == STAGE_INSIDE ? stage->target.path : stage->target.parent,
                        "cannot be written in: %s", strerror(errno));
}

static bool make_directory(struct stage *stage, struct err *err)
{
    stage->directory = path_join(stage->arena, stage->path, new_name);
    return directory_make_for(stage->path, "new/", err);
}

static bool open_stage(struct stage *stage, const char *target, struct err *err)
{
    if (!report_target_find(&stage->target, target, stage->arena, err))
        return false;
    stage->prefix = arena_printf(stage->arena, ".assay-%.*s-", NAME_SHOWN,
                                 path_base(stage->arena, stage->target.path));
    clean_stages(stage, stage->target.parent);
    if (stage->target.exists) {
        clean_stages(stage, stage->target.path);
        stage->old = report_record_read(stage->target.path, stage->arena);
        if (!check_foreign(stage, target, err))
            return false;
    }
    return make_stage(stage, err) && make_directory(stage, err);
}

struct stage *stage_open(const char *target, struct err *err)
{
    struct stage *stage = xcalloc(1, sizeof(*stage));

    stage->arena = arena_new();
    stage->lock = -1;
    pthread_mutex_init(&stage->mutex, NULL);
    if (open_stage(stage, target, err))
        return stage;
    stage_close(stage);
    return NULL;
}

const char *stage_directory(const struct stage *stage)
{
    return stage->directory;
}

const char *stage_target(const struct stage *stage)
{
    return stage->target.path;
}

/* ---- file by file ---- */

static bool write_record(const struct stage *stage, const char *directory, struct str text,
                         struct err *err)
{
    const char *hidden = path_join(stage->arena, stage->path, record_name);

    return directory_write(hidden, text, err) &&
           directory_move(hidden, path_join(stage->arena, directory, DIRECTORY_RECORD), err);
}

/*
 * While files of both lie there, the record lists both and fits neither, so that after a kill
 * nothing looks foreign or finished.
 */
static bool write_both(const struct stage *stage, const struct report_record *new, struct err *err)
{
    struct buf text = {.ptr = NULL};
    bool done;

    report_record_begin(&text, 0);
    report_record_add_top(&text);
    for (size_t i = 0; stage->old && i < stage->old->file_count; i++)
        report_record_add_file(&text, stage->old->files[i].name, 0);
    for (size_t i = 0; i < new->file_count; i++)
        report_record_add_file(&text, new->files[i].name, 0);
    done = write_record(stage, stage->target.path, buf_str(&text), err);
    buf_release(&text);
    return done;
}

/* Pages that lead to the others. */
static bool is_index(const char *name)
{
    return strcmp(name, "index.html") == 0 || strcmp(name, "report.md") == 0;
}

static bool move_files(const struct stage *stage, const struct report_record *record, bool indexes,
                       struct err *err)
{
    for (size_t i = 0; i < record->file_count; i++) {
        const char *name = record->files[i].name;

        if (is_index(name) == indexes &&
            !(directory_make_for(stage->target.path, name, err) &&
              directory_move(path_join(stage->arena, stage->directory, name),
                             path_join(stage->arena, stage->target.path, name), err)))
            return false;
    }
    return true;
}

static bool place_files(const struct stage *stage, struct str text, struct err *err)
{
    const struct report_record *new = report_record_parse(text, stage->arena);

    if (!directory_make(stage->target.path, err) || !write_both(stage, new, err) ||
        !move_files(stage, new, false, err) || !move_files(stage, new, true, err))
        return false;
    if (stage->old)
        report_record_remove_files(stage->old, new, stage->target.path);
    return write_record(stage, stage->target.path, text, err);
}

/* ---- in one step ---- */

/* The file system has no such step, or not for these two; anything else is a failure. */
static bool wants_files(int cause)
{
    static const int causes[] = {EINVAL, ENOSYS, EOPNOTSUPP, EBUSY,     EXDEV, EPERM,
                                 EACCES, ENOENT, EEXIST,     ENOTEMPTY, EROFS};

    for (size_t i = 0; i < sizeof(causes) / sizeof(causes[0]); i++)
        if (causes[i] == cause)
            return true;
    return false;
}

/* A target that is missing or empty is replaced by rename, which refuses one that is not. */
static bool swap(const struct stage *stage, stage_exchange_function exchange)
{
    if (stage->old)
        return exchange(stage->directory, stage->target.path);
    return rename(stage->directory, stage->target.path) == 0;
}

/* In the meantime another process may have put its report there, or somebody anything. */
static bool look_again(struct stage *stage, struct err *err)
{
    const struct report_record *old = report_record_read(stage->target.path, stage->arena);

    if (old)
        stage->old = old;
    return stage->old || check_foreign(stage, stage->target.path, err);
}

static bool place(struct stage *stage, struct str record, stage_exchange_function exchange,
                  struct err *err)
{
    if (!look_again(stage, err))
        return false;
    if (stage->place == STAGE_BESIDE && !write_record(stage, stage->directory, record, err))
        return false;
    if (stage->target.exists)
        chmod(stage->directory, stage->target.mode);
    if (!directory_sync(stage->directory, err))
        return false;
    if (stage->place == STAGE_INSIDE)
        return place_files(stage, record, err);
    if (swap(stage, exchange))
        return true;
    if (wants_files(errno))
        return place_files(stage, record, err);
    return err_set_file(err, ERR_IO, stage->target.path, "cannot be replaced: %s", strerror(errno));
}

bool stage_place(struct stage *stage, struct str record, stage_exchange_function exchange,
                 struct err *err)
{
    bool done;

    pthread_mutex_lock(&stage->mutex);
    done = place(stage, record, exchange, err);
    pthread_mutex_unlock(&stage->mutex);
    return done;
}

/* ---- closing ---- */

/*
 * Moved to another name first, so that nothing more can be written into it by its paths. The mutex
 * is never given back: who waits for it has nothing left to put anywhere.
 */
void stage_abandon(struct stage *stage)
{
    struct buf gone = {.ptr = NULL};

    pthread_mutex_lock(&stage->mutex);
    buf_addf(&gone, "%s/%s%s", path_dir(stage->arena, stage->path), stage->prefix, name_pattern);
    if (mkdtemp(gone.ptr) && rename(stage->path, gone.ptr) == 0)
        remove_stage(stage, gone.ptr);
    else
        remove_stage(stage, stage->path);
    buf_release(&gone);
}

void stage_close(struct stage *stage)
{
    if (stage->path)
        remove_stage(stage, stage->path);
    if (stage->lock >= 0)
        close(stage->lock);
    pthread_mutex_destroy(&stage->mutex);
    arena_free(stage->arena);
    free(stage);
}
