#include <assay/cmd/report_target.h>

#include <assay/base/directory.h>
#include <assay/base/path.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool find_missing(struct report_target *target, const char *path, struct arena *arena,
                         struct err *err)
{
    const char *parent = path_dir(arena, path);
    char *resolved;

    if (!directory_make(parent, err))
        return false;
    resolved = realpath(parent, NULL);
    if (!resolved)
        return err_set_file(err, ERR_IO, parent, "cannot be reached: %s", strerror(errno));
    target->parent = arena_strdup(arena, resolved);
    target->path = path_join(arena, resolved, path_base(arena, path));
    free(resolved);
    return true;
}

/* Ends in "." or "..": no name that something could be made by. */
static bool is_elsewhere(const char *path, struct arena *arena)
{
    const char *name = path_base(arena, path);

    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

bool report_target_find(struct report_target *target, const char *path, struct arena *arena,
                        struct err *err)
{
    struct stat status;
    char *resolved;

    if (lstat(path, &status) != 0 && errno == ENOENT && !is_elsewhere(path, arena))
        return find_missing(target, path, arena, err);
    resolved = realpath(path, NULL);
    if (!resolved || stat(resolved, &status) != 0) {
        free(resolved);
        return err_set_file(err, ERR_IO, path, "cannot be reached: %s", strerror(errno));
    }
    target->path = arena_strdup(arena, resolved);
    target->parent = path_dir(arena, target->path);
    target->mode = status.st_mode & 07777;
    target->exists = true;
    free(resolved);
    return S_ISDIR(status.st_mode) ||
           err_set_file(err, ERR_IO, path, "is no directory; a report is one");
}

/* The directory itself or one above the current one. */
static bool holds_current(const struct report_target *target)
{
    char *current = realpath(".", NULL);
    size_t length = strlen(target->path);
    bool holds = current && strncmp(current, target->path, length) == 0 &&
                 (current[length] == '/' || current[length] == '\0');

    free(current);
    return holds;
}

static bool is_mount_point(const struct report_target *target)
{
    struct stat status, parent;

    return stat(target->path, &status) == 0 && stat(target->parent, &parent) == 0 &&
           (status.st_dev != parent.st_dev || status.st_ino == parent.st_ino);
}

bool report_target_stays(const struct report_target *target)
{
    return holds_current(target) || is_mount_point(target);
}
