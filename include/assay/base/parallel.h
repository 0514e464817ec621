/*
 * Pieces of work that need nothing of each other, done by several threads.
 *
 * Each thread takes the next piece until there is none, so who does which is not known beforehand:
 * what a piece yields must go to a place of its own, or to one of its thread that is added up
 * afterwards in an order that does not matter. With one thread all happens in the calling one,
 * piece after piece. A thread that cannot be started leaves its work to the others. Nothing fails
 * here.
 */
#ifndef ASSAY_BASE_PARALLEL_H
#define ASSAY_BASE_PARALLEL_H

#include <stddef.h>

#define PARALLEL_THREADS_MOST 64

struct parallel_job {
    size_t pieces;
    unsigned threads; /* 0 counts as 1, more than PARALLEL_THREADS_MOST as that */
    void *arg;
    /* thread is below parallel_threads(job); 0 is the calling one. */
    void (*work)(void *arg, unsigned thread, size_t piece);
};

/* As many threads as work at most: never more than pieces, at least 1. */
unsigned parallel_threads(const struct parallel_job *job);
/* Returns when all pieces are done. */
void parallel_run(const struct parallel_job *job);

#endif
