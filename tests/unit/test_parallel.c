#include "check.h"

#include <assay/base/parallel.h>

#include <stdbool.h>
#include <string.h>

enum { PIECES = 1000 };

struct tally {
    unsigned done[PIECES]; /* a piece belongs to one thread */
    unsigned limit;
    bool beyond[PARALLEL_THREADS_MOST];
};

static void count_piece(void *arg, unsigned thread, size_t piece)
{
    struct tally *tally = arg;

    tally->done[piece]++;
    if (thread >= tally->limit)
        tally->beyond[thread % PARALLEL_THREADS_MOST] = true;
}

TEST(every_piece_is_done_once_by_however_many_threads)
{
    static const unsigned threads[] = {0, 1, 2, 7, 1000};

    for (size_t t = 0; t < sizeof(threads) / sizeof(threads[0]); t++) {
        struct tally tally = {.limit = 0};
        struct parallel_job job = {PIECES, threads[t], &tally, count_piece};
        size_t once = 0, beyond = 0;

        tally.limit = parallel_threads(&job);
        parallel_run(&job);
        for (size_t i = 0; i < PIECES; i++)
            once += tally.done[i] == 1;
        for (size_t i = 0; i < PARALLEL_THREADS_MOST; i++)
            beyond += tally.beyond[i];
        CHECK_INT(once, PIECES);
        CHECK_INT(beyond, 0);
    }
}

TEST(no_more_threads_work_than_there_are_pieces)
{
    struct tally tally = {.limit = 1};
    struct parallel_job none = {0, 4, &tally, count_piece}, two = {2, 4, &tally, count_piece};

    CHECK_INT(parallel_threads(&none), 1);
    CHECK_INT(parallel_threads(&two), 2);
    parallel_run(&none);
    CHECK_INT(tally.done[0], 0);
}
