#include <assay/load/text_in.h>

#include <assay/base/utf8.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *type_name(mode_t mode)
{
    if (S_ISDIR(mode))
        return "a directory";
    if (S_ISFIFO(mode))
        return "a FIFO";
    if (S_ISSOCK(mode))
        return "a socket";
    return "a device";
}

static int open_regular(const char *path, uint64_t *size, struct err *err)
{
    struct stat status;
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);

    if (fd < 0) {
        err_set_file(err, ERR_IO, path, "cannot be opened: %s", strerror(errno));
        return -1;
    }
    if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
        err_set_file(err, ERR_IO, path, "is %s, not a file", type_name(status.st_mode));
        close(fd);
        return -1;
    }
    *size = (uint64_t)status.st_size;
    return fd;
}

/* Read until `wanted` bytes are there or the file ends; returns what there is, or -1. */
static ssize_t read_up_to(int fd, char *to, size_t wanted, uint64_t offset)
{
    size_t have = 0;

    while (have < wanted) {
        ssize_t got = pread(fd, to + have, wanted - have, (off_t)(offset + have));

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        have += (size_t)got;
    }
    return (ssize_t)have;
}

static bool read_into(int fd, const char *path, uint64_t offset, size_t length, struct arena *arena,
                      struct str *bytes, struct err *err)
{
    char *text = arena_alloc(arena, length + 1);
    ssize_t got = read_up_to(fd, text, length, offset);
    int error = errno;

    close(fd);
    if (got < 0)
        return err_set_file(err, ERR_IO, path, "cannot be read: %s", strerror(error));
    text[got] = '\0';
    *bytes = (struct str){text, (size_t)got};
    return true;
}

bool file_read(const char *path, uint64_t limit, struct arena *arena, struct str *bytes,
               struct err *err)
{
    uint64_t size;
    int fd = open_regular(path, &size, err);

    if (fd < 0)
        return false;
    if (size > limit) {
        close(fd);
        return err_set_file(err, ERR_UNSUPPORTED, path,
                            "has %llu bytes; a document of this kind is read up to %llu",
                            (unsigned long long)size, (unsigned long long)limit);
    }
    return read_into(fd, path, 0, (size_t)size, arena, bytes, err);
}

bool file_read_start(const char *path, size_t limit, struct arena *arena, struct str *bytes,
                     struct err *err)
{
    uint64_t size;
    int fd = open_regular(path, &size, err);

    if (fd < 0)
        return false;
    return read_into(fd, path, 0, size < limit ? (size_t)size : limit, arena, bytes, err);
}

bool file_read_range(const char *path, uint64_t offset, size_t length, struct arena *arena,
                     struct str *bytes, struct err *err)
{
    uint64_t size;
    int fd = open_regular(path, &size, err);

    if (fd < 0)
        return false;
    if (offset > size || length > size - offset) {
        close(fd);
        return err_set_file(err, ERR_IO, path, "has become shorter since it was loaded");
    }
    if (!read_into(fd, path, offset, length, arena, bytes, err))
        return false;
    return bytes->len == length ||
           err_set_file(err, ERR_IO, path, "has become shorter while it was read");
}

static struct str without_carriage_returns(struct arena *arena, struct str text)
{
    char *out;
    size_t used = 0;

    if (text.len == 0 || !memchr(text.ptr, '\r', text.len))
        return text;
    out = arena_alloc(arena, text.len + 1);
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\r' && i + 1 < text.len && text.ptr[i + 1] == '\n')
            continue;
        out[used++] = text.ptr[i] == '\r' ? '\n' : text.ptr[i];
    }
    out[used] = '\0';
    return (struct str){out, used};
}

struct str text_to_utf8(struct arena *arena, struct str bytes, enum text_encoding *encoding)
{
    struct buf turned = {.ptr = NULL};
    struct str text = bytes;

    *encoding = TEXT_UTF8;
    if (str_starts(text, "\xef\xbb\xbf"))
        text = (struct str){text.ptr + 3, text.len - 3};
    if (!utf8_valid(text)) {
        *encoding = TEXT_CP1252;
        utf8_from_cp1252(&turned, text);
    } else if (utf8_undo_mojibake(&turned, text)) {
        *encoding = TEXT_MOJIBAKE;
    }
    if (turned.ptr)
        text = (struct str){arena_strndup(arena, turned.ptr, turned.len), turned.len};
    buf_release(&turned);
    return without_carriage_returns(arena, text);
}
