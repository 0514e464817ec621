/* renameat2, syncfs */
#define _GNU_SOURCE
#include <assay/base/directory.h>

#include <assay/base/path.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { COPY_WINDOW = 1 << 16 };

/* ---- making ---- */

static bool make_one(const char *path, struct err *err)
{
    struct stat status;

    if (mkdir(path, 0777) == 0)
        return true;
    if (errno == EEXIST && stat(path, &status) == 0 && S_ISDIR(status.st_mode))
        return true;
    return err_set_file(err, ERR_IO, path, "cannot be made a directory: %s", strerror(errno));
}

/* Every prefix of the path that ends before a slash at `from` or behind. */
static bool make_prefixes(char *path, size_t from, struct err *err)
{
    for (size_t i = from; path[i]; i++) {
        bool made;

        if (path[i] != '/' || i == 0 || path[i - 1] == '/')
            continue;
        path[i] = '\0';
        made = make_one(path, err);
        path[i] = '/';
        if (!made)
            return false;
    }
    return true;
}

bool directory_make(const char *path, struct err *err)
{
    struct buf copy = {.ptr = NULL};
    bool made;

    buf_addf(&copy, "%s/", path);
    made = make_prefixes(copy.ptr, 0, err);
    buf_release(&copy);
    return made;
}

bool directory_make_for(const char *root, const char *name, struct err *err)
{
    struct buf path = {.ptr = NULL};
    bool made;

    buf_addf(&path, "%s/%s", root, name);
    made = make_prefixes(path.ptr, strlen(root) + 1, err);
    buf_release(&path);
    return made;
}

/* ---- files ---- */

bool directory_write_all(int fd, const char *text, size_t length)
{
    while (length) {
        ssize_t done = write(fd, text, length);

        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return false;
        text += done;
        length -= (size_t)done;
    }
    return true;
}

static bool cannot_write(const char *path, struct err *err)
{
    return err_set_file(err, ERR_IO, path, "cannot be written: %s", strerror(errno));
}

/* Close, keeping the errno of what went wrong before. */
static bool close_written(int fd, bool done)
{
    int cause = errno;

    if (close(fd) != 0 && done)
        return false;
    errno = cause;
    return done;
}

bool directory_write(const char *path, struct str text, struct err *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);

    if (fd < 0 || !close_written(fd, directory_write_all(fd, text.ptr, text.len)))
        return cannot_write(path, err);
    return true;
}

static bool copy_bytes(int from, int to)
{
    char window[COPY_WINDOW];
    ssize_t got;

    while ((got = read(from, window, sizeof(window))) > 0 || (got < 0 && errno == EINTR))
        if (got > 0 && !directory_write_all(to, window, (size_t)got))
            return false;
    return got == 0;
}

static bool copy_file(const char *from, const char *to, struct err *err)
{
    int in = open(from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    int out = in < 0 ? -1 : open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
    bool done = out >= 0 && close_written(out, copy_bytes(in, out));

    if (!done)
        cannot_write(to, err);
    if (in >= 0)
        close(in);
    return done;
}

bool directory_link(const char *from, const char *to, struct err *err)
{
    return link(from, to) == 0 || copy_file(from, to, err);
}

/* Beside the place where it will be, so that the last step is a rename. */
static bool move_by_copy(const char *from, const char *to, struct err *err)
{
    struct buf hidden = {.ptr = NULL};
    bool done;

    buf_addf(&hidden, "%s.new", to);
    done =
        copy_file(from, hidden.ptr, err) && (rename(hidden.ptr, to) == 0 || cannot_write(to, err));
    unlink(done ? from : hidden.ptr);
    buf_release(&hidden);
    return done;
}

bool directory_move(const char *from, const char *to, struct err *err)
{
    if (rename(from, to) == 0)
        return true;
    return errno == EXDEV ? move_by_copy(from, to, err) : cannot_write(to, err);
}

bool directory_exchange(const char *a, const char *b)
{
#ifdef RENAME_EXCHANGE
    return renameat2(AT_FDCWD, a, AT_FDCWD, b, RENAME_EXCHANGE) == 0;
#else
    (void)a;
    (void)b;
    errno = ENOSYS;
    return false;
#endif
}

bool directory_sync(const char *path, struct err *err)
{
#ifdef __linux__
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool done = fd >= 0 && syncfs(fd) == 0;

    if (!done)
        cannot_write(path, err);
    if (fd >= 0)
        close(fd);
    return done;
#else
    (void)path;
    (void)err;
    sync();
    return true;
#endif
}

/* ---- walking ---- */

struct walk {
    struct buf path;
    size_t root; /* where names begin in it */
    directory_function each;
    void *arg;
};

static bool walk_folder(struct walk *walk);

static bool walk_entry(struct walk *walk)
{
    struct stat status;
    bool is_folder;

    if (lstat(walk->path.ptr, &status) != 0)
        return true;
    is_folder = S_ISDIR(status.st_mode);
    return (!is_folder || walk_folder(walk)) &&
           walk->each(walk->path.ptr + walk->root, is_folder, walk->arg);
}

static bool walk_folder(struct walk *walk)
{
    DIR *directory = opendir(walk->path.ptr);
    size_t length = walk->path.len;
    struct dirent *entry;
    bool goes_on = true;

    while (directory && goes_on && (entry = readdir(directory))) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        buf_addf(&walk->path, "/%s", entry->d_name);
        goes_on = walk_entry(walk);
        walk->path.len = length;
        walk->path.ptr[length] = '\0';
    }
    if (directory)
        closedir(directory);
    return goes_on;
}

bool directory_walk(const char *path, directory_function each, void *arg)
{
    struct walk walk = {.root = strlen(path) + 1, .each = each, .arg = arg};
    struct stat status;
    bool done = stat(path, &status) == 0 && S_ISDIR(status.st_mode);

    buf_add_c(&walk.path, path);
    done = done && walk_folder(&walk);
    buf_release(&walk.path);
    return done;
}

/* ---- removing ---- */

static bool remove_entry(const char *name, bool is_directory, void *root)
{
    struct buf path = {.ptr = NULL};

    buf_addf(&path, "%s/%s", (const char *)root, name);
    if (is_directory)
        rmdir(path.ptr);
    else
        unlink(path.ptr);
    buf_release(&path);
    return true;
}

bool directory_remove(const char *path)
{
    struct buf root = {.ptr = NULL};

    buf_add_c(&root, path);
    directory_walk(path, remove_entry, root.ptr);
    buf_release(&root);
    return rmdir(path) == 0 || errno == ENOENT;
}
