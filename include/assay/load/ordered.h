/*
 * Pieces of work done by several threads whose results are joined in order.
 *
 * Every thread takes the next piece, prepares it on its own, waits for its turn, joins it, and
 * finishes it on its own:
 *
 *     prepare   any thread, several at once
 *     join      one thread at a time, piece after piece; false: neither this nor a later one is
 *     finish    any thread, several at once, after its join gave true; may be NULL
 *
 * So what join builds does not hang on the number of threads. With one thread all happens in the
 * calling one. A thread that cannot be started leaves its work to the others. Nothing fails here.
 */
#ifndef ASSAY_LOAD_ORDERED_H
#define ASSAY_LOAD_ORDERED_H

#include <stdbool.h>
#include <stddef.h>

struct ordered;

struct ordered_job {
    size_t count;     /* pieces */
    unsigned threads; /* at least 1 */
    void *arg;
    void *(*begin)(void *arg); /* what one thread works with */
    void (*end)(void *worker);
    void (*prepare)(void *worker, size_t which);
    bool (*join)(void *worker, size_t which, struct ordered *ordered);
    void (*finish)(void *worker, size_t which);
    void (*progress)(void *arg, size_t which); /* in the calling thread only; may be NULL */
};

/* True when every piece was joined. */
bool ordered_run(const struct ordered_job *job);
/* For join: wait until no other piece is being finished. */
void ordered_wait(struct ordered *ordered);

#endif
