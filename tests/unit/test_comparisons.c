#include "check.h"

#include <assay/session/comparisons.h>

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

struct fixture {
    struct session_options options;
    struct session *session;
    struct comparisons *comparisons;
    int wake[2];
};

enum making { AT_ONCE, IN_A_THREAD };

static struct fixture *fixture_new(const char *path, enum making making)
{
    struct fixture *f = xcalloc(1, sizeof(*f));
    struct compare_options options = compare_options_default();
    struct err err;

    options.resamples = 200;
    f->options.metrics = metric_options_default();
    f->session = session_new(&f->options);
    CHECK(session_open(f->session, path, &err));
    for (size_t e = 0; e < session_entry_count(f->session); e++)
        CHECK(session_load(f->session, e, &err));
    CHECK_INT(pipe(f->wake), 0);
    fcntl(f->wake[0], F_SETFL, O_NONBLOCK);
    f->comparisons = comparisons_new(f->session, &options, making == AT_ONCE ? -1 : f->wake[1]);
    return f;
}

static void fixture_free(struct fixture *f)
{
    comparisons_free(f->comparisons);
    session_free(f->session);
    close(f->wake[0]);
    close(f->wake[1]);
    free(f);
}

static const struct comparison *get(struct fixture *f, size_t base, size_t candidate,
                                    struct err *err)
{
    return comparisons_get(f->comparisons, &(struct run_pair){base, 0, candidate, 0}, err);
}

/* Wait for the byte that says something is done. */
static bool woken(struct fixture *f)
{
    struct pollfd polled = {.fd = f->wake[0], .events = POLLIN};
    char drained[16];

    return poll(&polled, 1, 30000) == 1 && read(f->wake[0], drained, sizeof(drained)) > 0;
}

#define MBPP "sample_runs/mbpp/ModelRuns"

TEST(a_pair_is_compared_once_and_kept)
{
    struct fixture *f = fixture_new(MBPP, AT_ONCE);
    struct err err;
    const struct comparison *one = get(f, 1, 2, &err), *other = get(f, 2, 1, &err);

    CHECK(one != NULL && other != NULL && one != other);
    CHECK(get(f, 1, 2, &err) == one);
    CHECK_NEAR(one->headline->delta, -other->headline->delta, 1e-12);
    fixture_free(f);
}

TEST(a_pair_that_shares_nothing_has_a_reason)
{
    struct fixture *f = fixture_new("sample_runs", AT_ONCE);
    struct err err;
    size_t code = SIZE_MAX, layers = SIZE_MAX;

    for (size_t e = 0; e < session_entry_count(f->session); e++) {
        unsigned content = run_content(session_run(f->session, e, 0));

        if (content & RUN_HAS_LAYERS)
            layers = e;
        else if (content & RUN_HAS_OUTCOMES)
            code = e;
    }
    CHECK(!get(f, code, layers, &err));
    CHECK(err.code != ERR_NONE && err.text[0]);
    fixture_free(f);
}

TEST(a_thread_compares_and_wakes)
{
    struct fixture *f = fixture_new(MBPP, IN_A_THREAD);
    struct run_pair pair;
    struct err err;

    CHECK(!get(f, 1, 2, &err));
    CHECK_INT(err.code, ERR_NONE);
    CHECK(comparisons_busy(f->comparisons, &pair));
    CHECK_INT(pair.entry, 2);
    CHECK(woken(f));
    CHECK(comparisons_collect(f->comparisons));
    CHECK(get(f, 1, 2, &err) != NULL);
    CHECK(!comparisons_busy(f->comparisons, &pair));
    fixture_free(f);
}

TEST(what_was_given_up_begins_again_when_it_is_asked_for)
{
    struct fixture *f = fixture_new(MBPP, IN_A_THREAD);
    struct run_pair pair;
    struct err err;

    CHECK(!get(f, 1, 2, &err));
    comparisons_give_up(f->comparisons);
    CHECK(!comparisons_busy(f->comparisons, &pair));
    CHECK(!get(f, 1, 3, &err));
    CHECK(woken(f));
    comparisons_collect(f->comparisons);
    CHECK(!get(f, 1, 2, &err));
    CHECK_INT(err.code, ERR_NONE);
    CHECK(woken(f));
    CHECK(comparisons_collect(f->comparisons));
    CHECK(get(f, 1, 2, &err) != NULL);
    fixture_free(f);
}

TEST(what_the_user_cancelled_stays_so_until_a_run_is_forgotten)
{
    struct fixture *f = fixture_new(MBPP, IN_A_THREAD);
    struct err err;

    CHECK(!get(f, 1, 2, &err));
    comparisons_cancel(f->comparisons);
    CHECK(!get(f, 1, 2, &err));
    CHECK_INT(err.code, ERR_CANCELLED);
    CHECK(woken(f));
    comparisons_collect(f->comparisons);
    CHECK(!get(f, 1, 2, &err));
    CHECK_INT(err.code, ERR_CANCELLED);
    comparisons_forget(f->comparisons, 2);
    CHECK(!get(f, 1, 2, &err));
    CHECK_INT(err.code, ERR_NONE);
    fixture_free(f);
}

TEST(a_run_that_is_forgotten_can_be_let_go_of_at_once)
{
    struct fixture *f = fixture_new(MBPP, IN_A_THREAD);
    struct err err;

    CHECK(!get(f, 1, 2, &err));
    comparisons_forget(f->comparisons, 1);
    session_unload(f->session, 1);
    CHECK(!get(f, 1, 2, &err));
    CHECK_INT(err.code, ERR_NONE); /* it waits for the run */
    CHECK(session_load(f->session, 1, &err));
    comparisons_collect(f->comparisons);
    CHECK(!get(f, 1, 2, &err));
    CHECK(woken(f));
    fixture_free(f);
}

TEST(of_many_pairs_those_asked_for_last_are_kept)
{
    struct fixture *f = fixture_new("sample_runs/classification", AT_ONCE);
    size_t entries = session_entry_count(f->session), asked = 0;
    const struct comparison *first;
    struct err err;

    first = get(f, 0, 1, &err);
    for (size_t a = 0; a < entries; a++)
        for (size_t b = 0; b < entries && asked < 3 * COMPARISONS_KEPT; b++, asked++) {
            get(f, a, b, &err);
            CHECK(get(f, 0, 1, &err) == first);
        }
    fixture_free(f);
}
