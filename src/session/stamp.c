#include <assay/session/stamp.h>

#include <assay/base/path.h>

#include <string.h>
#include <sys/stat.h>

static struct stamp_of ask(const char *path)
{
    struct stamp_of is = {.path = path};
    struct stat status;

    if (stat(path, &status) != 0)
        return is;
    is.device = (uint64_t)status.st_dev;
    is.inode = (uint64_t)status.st_ino;
    is.bytes = S_ISREG(status.st_mode) ? (uint64_t)status.st_size : 0;
    is.seconds = (int64_t)status.st_mtim.tv_sec;
    is.nanoseconds = (int64_t)status.st_mtim.tv_nsec;
    return is;
}

static bool same(const struct stamp_of *a, const struct stamp_of *b)
{
    return a->device == b->device && a->inode == b->inode && a->bytes == b->bytes &&
           a->seconds == b->seconds && a->nanoseconds == b->nanoseconds;
}

static void add_folder(const char **folders, size_t *count, const char *folder)
{
    for (size_t i = 0; i < *count; i++)
        if (strcmp(folders[i], folder) == 0)
            return;
    folders[(*count)++] = folder;
}

struct stamp stamp_take(const struct discovered *of)
{
    const struct group *group = &of->group;
    struct stamp stamp = {.arena = arena_new(), .file_count = group->count};
    bool lone = group->count == 1 && strcmp(group->root, group->files[0].full) == 0;
    const char **folders = arena_zalloc(stamp.arena, group->count + 1, sizeof(*folders));

    stamp.files = arena_zalloc(stamp.arena, group->count, sizeof(*stamp.files));
    stamp.folders = arena_zalloc(stamp.arena, group->count + 1, sizeof(*stamp.folders));
    if (!lone)
        add_folder(folders, &stamp.watched_count, arena_strdup(stamp.arena, group->root));
    for (size_t i = 0; i < group->count; i++) {
        stamp.files[i] = ask(arena_strdup(stamp.arena, group->files[i].full));
        add_folder(folders, &stamp.watched_count, path_dir(stamp.arena, group->files[i].full));
    }
    stamp.watched = folders;
    stamp.folder_count = lone ? 0 : stamp.watched_count;
    for (size_t i = 0; i < stamp.folder_count; i++)
        stamp.folders[i] = ask(folders[i]);
    return stamp;
}

void stamp_release(struct stamp *stamp)
{
    arena_free(stamp->arena);
    *stamp = (struct stamp){.arena = NULL};
}

static bool any_changed(const struct stamp_of *old, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct stamp_of is = ask(old[i].path);

        if (!same(&old[i], &is))
            return true;
    }
    return false;
}

bool stamp_has_changed(const struct stamp *stamp)
{
    return any_changed(stamp->files, stamp->file_count) ||
           any_changed(stamp->folders, stamp->folder_count);
}

bool stamp_same_files(const struct stamp *a, const struct stamp *b)
{
    if (a->file_count != b->file_count)
        return false;
    for (size_t i = 0; i < a->file_count; i++)
        if (strcmp(a->files[i].path, b->files[i].path) != 0 || !same(&a->files[i], &b->files[i]))
            return false;
    return true;
}

bool stamp_differs_from(const struct stamp *stamp, const struct discovered *of)
{
    for (size_t i = 0; i < stamp->file_count; i++)
        if (stamp->files[i].bytes != of->group.files[i].bytes)
            return true;
    return false;
}
