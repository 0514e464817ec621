#include <assay/load/json_window.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Bytes marked at a time: text and marks of one stretch stay in the first-level cache. */
#define STRETCH ((size_t)8 << 10)
/* A text of `limit` bytes fits whole, with the blocks it ends in, wherever it begins. */
#define LIMIT_SLACK ((size_t)4 * JSON_BLOCK)

void json_window_open(struct json_window *w, int fd, struct str memory, size_t size, size_t limit,
                      json_index_fn *index)
{
    memset(w, 0, sizeof(*w));
    w->capacity = size < JSON_BLOCK ? JSON_BLOCK : size;
    w->limit = limit;
    w->buf = xmalloc(w->capacity + JSON_PAD);
    w->marks = xreallocarray(NULL, STRETCH + JSON_MARK_SLACK, sizeof(*w->marks));
    w->text = w->buf;
    w->index = index;
    w->fd = fd;
    w->memory = memory;
    w->watched = JSON_WATCH_FROM;
}

void json_window_close(struct json_window *w)
{
    free(w->buf);
    free(w->marks);
    w->buf = NULL;
    w->marks = NULL;
}

static void slide(struct json_window *w)
{
    memmove(w->buf, w->buf + w->keep, w->end - w->keep);
    w->base += w->keep;
    w->scan -= w->keep;
    w->end -= w->keep;
    w->keep = 0;
    w->text = w->buf;
}

static bool grow(struct json_window *w)
{
    size_t most = w->limit + LIMIT_SLACK;

    if (w->capacity >= most)
        return false;
    w->capacity = w->capacity < most / 2 ? w->capacity * 2 : most;
    w->buf = xreallocarray(w->buf, w->capacity + JSON_PAD, 1);
    w->text = w->buf;
    return true;
}

/* Room at the end, by letting go of what may go, then by growing. */
static bool make_room(struct json_window *w)
{
    if (w->drop)
        json_window_advance(w, w->scan - w->keep);
    if (w->keep > 0)
        slide(w);
    if (w->end < w->capacity || grow(w))
        return true;
    w->stop = JSON_STOP_FULL;
    return false;
}

static ssize_t read_bytes(struct json_window *w, char *to, size_t most)
{
    uint64_t at = w->base + w->end, end = control_end(w->control);
    ssize_t got;

    if (at >= end)
        return 0;
    if (most > end - at)
        most = (size_t)(end - at);
    if (w->fd < 0) {
        got = (ssize_t)(most < w->memory.len ? most : w->memory.len);
        if (got)
            memcpy(to, w->memory.ptr, (size_t)got);
        w->memory.ptr += got;
        w->memory.len -= (size_t)got;
        return got;
    }
    do
        got = read(w->fd, to, most);
    while (got < 0 && errno == EINTR);
    return got;
}

bool json_window_read(struct json_window *w)
{
    ssize_t got;

    if (w->eof) {
        w->stop = JSON_STOP_END;
        return false;
    }
    if (w->end == w->capacity && !make_room(w))
        return false;
    if (control_cancelled(w->control)) {
        w->error = ECANCELED;
        w->stop = JSON_STOP_IO;
        return false;
    }
    got = read_bytes(w, w->buf + w->end, w->capacity - w->end);
    if (got < 0) {
        w->error = errno;
        w->stop = JSON_STOP_IO;
        return false;
    }
    w->eof = got == 0;
    w->end += (size_t)got;
    return true;
}

static bool watch_says_stop(struct json_window *w)
{
    size_t length = w->scan - w->keep;

    if (length < w->watched || !w->watch || w->drop)
        return false;
    w->watched = 2 * length;
    if (!w->watch(w->watch_arg, (struct str){w->text, length}))
        return false;
    w->stop = JSON_STOP_WATCH;
    return true;
}

/* Whole blocks; at the end of the file the last one is filled up with blanks. */
static size_t next_blocks(struct json_window *w)
{
    size_t bytes = w->end - w->scan;

    if (bytes >= JSON_BLOCK)
        return (bytes < STRETCH ? bytes : STRETCH) / JSON_BLOCK;
    memset(w->buf + w->end, ' ', JSON_BLOCK - bytes);
    return 1;
}

bool json_window_refill(struct json_window *w)
{
    struct json_marks made;
    size_t left;

    do {
        if (watch_says_stop(w))
            return false;
        while (w->end - w->scan < JSON_BLOCK && !w->eof)
            if (!json_window_read(w))
                return false;
        left = w->end - w->scan;
        if (left == 0) {
            w->stop = JSON_STOP_END;
            return false;
        }
        made = w->index(w->buf + w->scan, next_blocks(w), &w->carry, w->marks);
        w->next = w->marks;
        w->last = w->marks + made.count;
        w->origin = w->scan - w->keep;
        w->scan += made.bytes < left ? made.bytes : left;
    } while (made.count == 0);
    return true;
}

void json_window_restart(struct json_window *w, size_t place)
{
    w->scan = w->keep + place;
    w->next = w->last = w->marks;
    w->carry = (struct json_carry){0, 0};
    w->stop = JSON_STOP_NONE;
}
