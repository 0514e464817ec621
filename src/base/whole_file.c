/* For O_TMPFILE. */
#define _GNU_SOURCE
#include <assay/base/whole_file.h>

#include <assay/base/directory.h>
#include <assay/base/str.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { NAME_TRIES = 1000 };

/* Beside the file, and short enough wherever that is. Another's file keeps its name. */
static void name_beside(const char *path, int number, struct buf *name)
{
    const char *slash = strrchr(path, '/');

    buf_clear(name);
    buf_addf(name, "%.*s.assay-%ld-%d", slash ? (int)(slash + 1 - path) : 0, path, (long)getpid(),
             number);
}

static int create_beside(const char *path, struct buf *name)
{
    int fd = -1;

    for (int i = 0; i < NAME_TRIES && fd < 0 && (i == 0 || errno == EEXIST); i++) {
        name_beside(path, i, name);
        fd = open(name->ptr, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    }
    return fd;
}

static bool write_synced(int fd, const char *text, size_t length)
{
    return directory_write_all(fd, text, length) && fsync(fd) == 0;
}

static bool write_named(const char *path, const char *text, size_t length)
{
    struct buf name = {.ptr = NULL};
    int fd = create_beside(path, &name), cause;
    bool done = fd >= 0 && write_synced(fd, text, length);

    if (fd >= 0 && close(fd) != 0)
        done = false;
    done = done && rename(name.ptr, path) == 0;
    cause = errno;
    if (fd >= 0 && !done)
        unlink(name.ptr);
    buf_release(&name);
    errno = cause;
    return done;
}

#ifdef O_TMPFILE
static bool link_beside(int fd, const char *path, struct buf *name)
{
    char open_file[sizeof("/proc/self/fd/") + 3 * sizeof(fd)];
    bool done = false;

    snprintf(open_file, sizeof(open_file), "/proc/self/fd/%d", fd);
    for (int i = 0; i < NAME_TRIES && !done && (i == 0 || errno == EEXIST); i++) {
        name_beside(path, i, name);
        done = linkat(AT_FDCWD, open_file, AT_FDCWD, name->ptr, AT_SYMLINK_FOLLOW) == 0;
    }
    return done;
}

/* Has a name only once it is whole, so that a program that is ended leaves nothing behind. */
static bool write_nameless(const char *path, const char *text, size_t length)
{
    struct buf name = {.ptr = NULL};
    const char *slash = strrchr(path, '/');
    bool done = false;
    int fd;

    buf_addf(&name, "%.*s", slash ? (int)(slash + 1 - path) : 1, slash ? path : ".");
    fd = open(name.ptr, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
    if (fd >= 0 && write_synced(fd, text, length) && link_beside(fd, path, &name)) {
        done = rename(name.ptr, path) == 0;
        if (!done)
            unlink(name.ptr);
    }
    if (fd >= 0)
        close(fd);
    buf_release(&name);
    return done;
}
#else
static bool write_nameless(const char *path, const char *text, size_t length)
{
    (void)path, (void)text, (void)length;
    return false;
}
#endif

bool whole_file_write(const char *path, const char *text, size_t length)
{
    /* Not every file system has files without a name; why the other way fails is told. */
    return write_nameless(path, text, length) || write_named(path, text, length);
}
