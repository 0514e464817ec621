#include "check.h"

#include <assay/base/crew.h>

#include <stdatomic.h>
#include <time.h>

enum { OUTER = 40, INNER = 25 };

struct nested {
    struct crew *crew;
    atomic_int inner[OUTER][INNER];
    atomic_int outer[OUTER];
    atomic_int under_way, most_under_way;
    atomic_bool early; /* an outer piece went on before its inner ones were done */
};

struct inner {
    struct nested *all;
    size_t outer;
};

static void inner_piece(void *arg, size_t piece)
{
    struct inner *inner = arg;

    atomic_fetch_add(&inner->all->inner[inner->outer][piece], 1);
}

static void outer_piece(void *arg, size_t piece)
{
    struct nested *all = arg;
    struct inner inner = {all, piece};
    int under_way = atomic_fetch_add(&all->under_way, 1) + 1;

    if (under_way > atomic_load(&all->most_under_way))
        atomic_store(&all->most_under_way, under_way);
    crew_do(all->crew, INNER, inner_piece, &inner);
    for (size_t i = 0; i < INNER; i++)
        if (atomic_load(&all->inner[piece][i]) != 1)
            atomic_store(&all->early, true);
    atomic_fetch_add(&all->outer[piece], 1);
    atomic_fetch_sub(&all->under_way, 1);
}

TEST(every_piece_of_nested_work_is_done_once_and_before_it_is_gone_on)
{
    static const unsigned threads[] = {0, 1, 2, 3, 8};

    for (size_t t = 0; t < sizeof(threads) / sizeof(threads[0]); t++) {
        struct nested all = {.crew = crew_new(threads[t])};
        size_t once = 0;

        crew_do(all.crew, OUTER, outer_piece, &all);
        for (size_t i = 0; i < OUTER; i++)
            once += atomic_load(&all.outer[i]) == 1;
        CHECK_INT(once, OUTER);
        CHECK(!atomic_load(&all.early));
        CHECK(atomic_load(&all.most_under_way) <= (int)(threads[t] ? threads[t] : 1));
        crew_free(all.crew);
    }
}

/* ---- helping ---- */

struct meeting {
    struct crew *crew;
    atomic_int present;
    atomic_bool met;
};

static void nap(void)
{
    nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
}

/* Each waits for the other: they only meet when two threads are at it. */
static void meet(void *arg, size_t piece)
{
    struct meeting *meeting = arg;

    (void)piece;
    atomic_fetch_add(&meeting->present, 1);
    for (int i = 0; i < 5000 && atomic_load(&meeting->present) < 2; i++)
        nap();
    if (atomic_load(&meeting->present) == 2)
        atomic_store(&meeting->met, true);
}

static void one_of_two(void *arg, size_t piece)
{
    struct meeting *meeting = arg;

    if (piece == 0)
        crew_do(meeting->crew, 2, meet, meeting);
}

TEST(who_has_nothing_to_do_helps_with_what_another_has_posted)
{
    struct meeting meeting = {.crew = crew_new(2)};

    crew_do(meeting.crew, 2, one_of_two, &meeting);
    CHECK(atomic_load(&meeting.met));
    crew_free(meeting.crew);
}

TEST(no_pieces_are_done_at_once)
{
    struct meeting meeting = {.crew = crew_new(2)};

    crew_do(meeting.crew, 0, meet, &meeting);
    CHECK_INT(atomic_load(&meeting.present), 0);
    crew_free(meeting.crew);
}
