/*
 * The file behind tags (tags.h): a log of JSON objects, one a line, each one word on one sample.
 *
 *   {"set":"prosody","id":"42","fold":0,"layer":7,"seen":"6f0c…","kind":"label-error","note":"…",
 *    "time":1763800000}
 *
 * set, attempt, fold, layer, n, note and time are left out where there is nothing to say; n is
 * which of several samples with the same key is meant, from 0. Taking a tag away is a line with an
 * empty kind. A line that is no such object (torn, or of a kind not known here) is none.
 *
 * tag_file_append writes in one write to the end of the file, under a lock (fcntl), so two
 * processes lose nothing of each other's; what a torn write left is ended by a line end first. The
 * file is made with mode 0600, missing folders with 0700. Fails with ERR_IO: what is no regular
 * file, no room, no right, a lock that is not had within two seconds.
 */
#ifndef ASSAY_SESSION_TAG_FILE_H
#define ASSAY_SESSION_TAG_FILE_H

#include <assay/base/arena.h>
#include <assay/base/err.h>
#include <assay/session/tags.h>

struct tag_line {
    struct str set, id, note;
    long long attempt, fold, layer; /* fold and layer -1: none */
    long long which, time;
    uint64_t seen;
    enum tag_kind kind; /* TAG_NONE: taken away */
};

/* Bytes of a line; longer ones are none. */
enum { TAG_LINE_MOST = 65536 };

/* Texts live in the arena. False when the line is none. */
bool tag_line_parse(struct str line, struct arena *arena, struct tag_line *out);
/* With its line end. */
void tag_line_add(struct buf *out, const struct tag_line *line);

/* before, after: bytes of the file without and with the line. */
bool tag_file_append(const char *path, const struct tag_line *line, uint64_t *before,
                     uint64_t *after, struct err *err);

#endif
