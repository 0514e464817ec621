#include <assay/load/csv_window.h>

#include <assay/load/csv_scan.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int csv_file_open(const char *path, uint64_t *size, struct err *err)
{
    /* O_NONBLOCK: opening a named pipe must fail below, not wait for a writer. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat status;

    if (fd < 0 || fstat(fd, &status) != 0) {
        err_set_file(err, ERR_IO, path, "cannot be opened: %s", strerror(errno));
    } else if (!S_ISREG(status.st_mode)) {
        err_set_file(err, ERR_UNSUPPORTED, path, "is not a regular file");
    } else {
        if (size)
            *size = (uint64_t)status.st_size;
        return fd;
    }
    if (fd >= 0)
        close(fd);
    return -1;
}

long long csv_file_read(int fd, char *to, size_t want, uint64_t from, struct err *err)
{
    size_t got = 0;

    while (got < want) {
        ssize_t part = pread(fd, to + got, want - got, (off_t)(from + got));

        if (part < 0 && errno == EINTR)
            continue;
        if (part < 0) {
            err_set(err, ERR_IO, "cannot be read: %s", strerror(errno));
            err_place(err, "byte %llu", (unsigned long long)(from + got));
            return -1;
        }
        if (part == 0)
            break;
        got += (size_t)part;
    }
    return (long long)got;
}

static uint64_t nearer(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

void csv_window_init(struct csv_window *window, int fd, size_t capacity, uint64_t from, uint64_t to,
                     const struct load_control *control)
{
    to = nearer(to, control_end(control));
    *window = (struct csv_window){
        .fd = fd,
        .buf = xmalloc(capacity + CSV_SCAN_PAD),
        .capacity = capacity,
        .base = from,
        .to = to,
        .control = control,
        .last = from >= to,
    };
}

void csv_window_restart(struct csv_window *window, uint64_t from, uint64_t to)
{
    to = nearer(to, control_end(window->control));
    window->base = from;
    window->to = to;
    window->pos = window->have = window->extra = 0;
    window->last = from >= to;
}

void csv_window_release(struct csv_window *window)
{
    if (window->fd >= 0)
        close(window->fd);
    free(window->buf);
    *window = (struct csv_window){.fd = -1};
}

static void make_room(struct csv_window *window)
{
    size_t left = window->have - window->pos;

    if (window->pos == 0 && left == window->capacity) {
        window->capacity *= 2;
        window->buf = xreallocarray(window->buf, window->capacity + CSV_SCAN_PAD, 1);
    }
    memmove(window->buf, window->buf + window->pos, left);
    window->base += window->pos;
    window->pos = 0;
    window->have = left;
}

static bool ends_line(char c)
{
    return c == '\n' || c == '\r';
}

/* The file ends in a line that has no end: supply it, or leave the line out. */
static void end_last_line(struct csv_window *window)
{
    if (!control_partial(window->control)) {
        window->buf[window->have++] = '\n';
        window->extra = 1;
        return;
    }
    control_left_out(window->control);
    while (window->have && !ends_line(window->buf[window->have - 1]))
        window->have--;
    memset(window->buf + window->have, 0, CSV_SCAN_PAD);
}

bool csv_window_fill(struct csv_window *window, struct err *err)
{
    uint64_t at;
    size_t want;
    long long got;

    if (window->last)
        return true;
    if (control_cancelled(window->control))
        return control_fail(err, NULL);
    make_room(window);
    at = window->base + window->have;
    want = window->capacity - window->have;
    if (want >= window->to - at)
        want = (size_t)(window->to - at);
    got = csv_file_read(window->fd, window->buf + window->have, want, at, err);
    if (got < 0)
        return false;
    window->have += (size_t)got;
    window->last = (size_t)got < window->capacity - (size_t)(at - window->base) ||
                   at + (uint64_t)got >= window->to;
    memset(window->buf + window->have, 0, CSV_SCAN_PAD);
    if (window->last && window->have && !ends_line(window->buf[window->have - 1]))
        end_last_line(window);
    return true;
}
