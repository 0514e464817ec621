/*
 * A window that slides over a file: what is in it is contiguous, followed by CSV_SCAN_PAD zero
 * bytes.
 *
 *     buf[pos .. have)   not yet consumed; the owner moves pos
 *     base + i           the place in the file of buf[i]
 *
 * Moving or growing the window (csv_window_fill) makes all pointers into it stale. At the end of
 * the file `last` is set and a missing final line end is supplied: then `extra` is 1 and have
 * counts it. Under a partial control (control.h) nothing is supplied: what follows the last line
 * end is not there.
 *
 * Fails: what cannot be opened or read (ERR_IO), what is no regular file (ERR_UNSUPPORTED), a
 * cancel (ERR_CANCELLED).
 */
#ifndef ASSAY_LOAD_CSV_WINDOW_H
#define ASSAY_LOAD_CSV_WINDOW_H

#include <assay/base/err.h>
#include <assay/load/control.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct csv_window {
    int fd;
    char *buf;
    size_t capacity; /* without the pad */
    size_t pos, have;
    uint64_t base;
    uint64_t to;                        /* where reading ends, UINT64_MAX: the end of the file */
    const struct load_control *control; /* may be NULL */
    size_t extra;
    bool last;
};

/* Open a regular file for reading; *size may be NULL. Returns -1 on failure. */
int csv_file_open(const char *path, uint64_t *size, struct err *err);
/* Up to `want` bytes at `from`, fewer only at the end of the file; -1 on failure. */
long long csv_file_read(int fd, char *to, size_t want, uint64_t from, struct err *err);

/* Takes the file descriptor over. */
void csv_window_init(struct csv_window *window, int fd, size_t capacity, uint64_t from, uint64_t to,
                     const struct load_control *control);
/* Begin again at another place of the same file. */
void csv_window_restart(struct csv_window *window, uint64_t from, uint64_t to);
void csv_window_release(struct csv_window *window);
/* Drop what was consumed and read on, growing when all of a full window is still wanted. */
bool csv_window_fill(struct csv_window *window, struct err *err);

#endif
