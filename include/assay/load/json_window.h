/*
 * A sliding window over a file or a piece of memory, with the marks of its structure
 * (json_index.h).
 *
 * Places are counted from text[0], the first byte that must stay. They keep their meaning while the
 * window moves or grows underneath, which any call that may read can do: pointers into text do not
 * outlive such a call. Asking for the next mark gives them in order; text up to a mark is always
 * read.
 *
 *     buf            text = buf + keep        scan            end      capacity
 *      | let go       | must stay, marked      | read, no marks | free   |
 *
 * The window grows only when the bytes from keep on do not fit, up to `limit` and a few blocks, and
 * then reading stops with JSON_STOP_FULL; with `drop` set it lets go of marked text instead.
 */
#ifndef ASSAY_LOAD_JSON_WINDOW_H
#define ASSAY_LOAD_JSON_WINDOW_H

#include <assay/base/err.h>
#include <assay/base/str.h>
#include <assay/load/control.h>
#include <assay/load/json_index.h>

#include <stdbool.h>
#include <stdint.h>

/* Bytes behind the end of the window that may be looked at (not: relied on). */
#define JSON_PAD 64

enum json_stop {
    JSON_STOP_NONE,
    JSON_STOP_END,   /* no more bytes */
    JSON_STOP_FULL,  /* more than limit bytes would have to stay */
    JSON_STOP_WATCH, /* the watch said so */
    JSON_STOP_IO,    /* read failed; `error` is the errno, ECANCELED for a cancel */
};

/* Asked each time the text that must stay has doubled, from JSON_WATCH_FROM on. */
#define JSON_WATCH_FROM ((size_t)64 << 10)
typedef bool json_watch_fn(void *arg, struct str text);

struct json_window {
    const uint32_t *next; /* marks not yet taken */
    const uint32_t *last;
    size_t origin; /* place of the text the marks count from; wraps below zero */
    const char *text;

    char *buf;
    size_t keep;
    size_t scan;
    size_t end;
    size_t capacity;
    size_t limit;
    uint64_t base; /* offset in the file of buf[0] */
    uint32_t *marks;
    json_index_fn *index;
    struct json_carry carry;

    json_watch_fn *watch; /* may be NULL */
    void *watch_arg;
    size_t watched;

    int fd;            /* -1: memory */
    struct str memory; /* what is not yet copied in */
    bool eof;
    bool drop;
    const struct load_control *control; /* may be NULL; set after opening */
    int error;
    enum json_stop stop;
};

/* size and limit in bytes, at least a block; path must exist on this processor. */
void json_window_open(struct json_window *w, int fd, struct str memory, size_t size, size_t limit,
                      json_index_fn *index);
/* Frees; does not close fd. */
void json_window_close(struct json_window *w);

/* Make more marks. False when there are none left: see stop. */
bool json_window_refill(struct json_window *w);

/* The place of the next mark. False when there is none: see stop. */
static inline bool json_window_mark(struct json_window *w, size_t *place)
{
    if (__builtin_expect(w->next == w->last, 0) && !json_window_refill(w))
        return false;
    *place = w->origin + *w->next++;
    return true;
}

/* Undo the last json_window_mark; no other call may lie between. */
static inline void json_window_unmark(struct json_window *w)
{
    w->next--;
}

/* Let go of everything before `place`, which becomes place 0. */
static inline void json_window_advance(struct json_window *w, size_t place)
{
    w->keep += place;
    w->text += place;
    w->origin -= place;
    w->watched = JSON_WATCH_FROM;
}

/* Bytes from text[0] on that are read. */
static inline size_t json_window_have(const struct json_window *w)
{
    return w->end - w->keep;
}

static inline uint64_t json_window_offset(const struct json_window *w, size_t place)
{
    return w->base + w->keep + place;
}

/* Read on, whatever marks there are. False when nothing came: see stop. */
bool json_window_read(struct json_window *w);
/* Forget all marks; the next ones begin at `place`, taken to be outside of any string. */
void json_window_restart(struct json_window *w, size_t place);

#endif
