#include <assay/session/comparisons.h>

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

/* What became of a pair: a comparison, or the reason why there is none. */
struct slot {
    struct run_pair pair;
    struct comparison *comparison; /* NULL: see err */
    struct err err;
    uint64_t asked; /* when it was last asked for */
};

struct job {
    struct run_pair pair;
    struct assessed a, b;
    struct compare_options options;
    atomic_bool cancel, finished;
    bool unwanted; /* the result is dropped */
    int wake_fd;
    pthread_t thread;
    struct comparison *result;
    struct err err;
};

struct comparisons {
    struct session *session;
    struct compare_options options;
    int wake_fd;
    struct slot slots[COMPARISONS_KEPT];
    size_t count;
    uint64_t clock;
    struct job *job; /* NULL: nothing is under way */
};

struct comparisons *comparisons_new(struct session *session, const struct compare_options *options,
                                    int wake_fd)
{
    struct comparisons *comparisons = xcalloc(1, sizeof(*comparisons));

    comparisons->session = session;
    comparisons->options = *options;
    comparisons->wake_fd = wake_fd;
    return comparisons;
}

static bool same_pair(const struct run_pair *x, const struct run_pair *y)
{
    return x->base_entry == y->base_entry && x->base_run == y->base_run && x->entry == y->entry &&
           x->run == y->run;
}

static bool concerns(const struct run_pair *pair, size_t entry)
{
    return pair->base_entry == entry || pair->entry == entry;
}

/* ---- what is kept ---- */

static void drop(struct comparisons *comparisons, size_t at)
{
    comparison_free(comparisons->slots[at].comparison);
    comparisons->slots[at] = comparisons->slots[--comparisons->count];
}

static void keep(struct comparisons *comparisons, const struct slot *slot)
{
    size_t oldest = 0;

    for (size_t i = 1; i < comparisons->count; i++)
        if (comparisons->slots[i].asked < comparisons->slots[oldest].asked)
            oldest = i;
    if (comparisons->count == COMPARISONS_KEPT)
        drop(comparisons, oldest);
    comparisons->slots[comparisons->count] = *slot;
    comparisons->slots[comparisons->count++].asked = ++comparisons->clock;
}

static struct slot *slot_of(struct comparisons *comparisons, const struct run_pair *pair)
{
    for (size_t i = 0; i < comparisons->count; i++)
        if (same_pair(&comparisons->slots[i].pair, pair))
            return &comparisons->slots[i];
    return NULL;
}

/* ---- what is under way ---- */

static void make(struct job *job)
{
    job->result = comparison_new(&job->a, &job->b, &job->options, &job->err);
    if (job->result)
        job->result->options.cancel = NULL;
}

static void *job_thread(void *arg)
{
    struct job *job = arg;
    int wake_fd = job->wake_fd;

    make(job);
    atomic_store_explicit(&job->finished, true, memory_order_release);
    /* A full pipe has been written to already: the reader will wake. */
    if (write(wake_fd, "c", 1) < 0)
        return NULL;
    return NULL;
}

/* Take the result of a job whose thread has ended, or never was one. */
static void settle(struct comparisons *comparisons, struct job *job)
{
    struct slot slot = {.pair = job->pair, .comparison = job->result, .err = job->err};

    if (job->unwanted)
        comparison_free(job->result);
    else
        keep(comparisons, &slot);
    free(job);
}

static void join(struct comparisons *comparisons)
{
    struct job *job = comparisons->job;

    pthread_join(job->thread, NULL);
    comparisons->job = NULL;
    settle(comparisons, job);
}

bool comparisons_collect(struct comparisons *comparisons)
{
    if (!comparisons->job ||
        !atomic_load_explicit(&comparisons->job->finished, memory_order_acquire))
        return false;
    join(comparisons);
    return true;
}

bool comparisons_busy(const struct comparisons *comparisons, struct run_pair *pair)
{
    if (!comparisons->job || comparisons->job->unwanted)
        return false;
    *pair = comparisons->job->pair;
    return true;
}

void comparisons_give_up(struct comparisons *comparisons)
{
    struct job *job = comparisons->job;

    if (!job)
        return;
    job->unwanted = true;
    atomic_store_explicit(&job->cancel, true, memory_order_relaxed);
}

void comparisons_cancel(struct comparisons *comparisons)
{
    struct slot slot = {.comparison = NULL};

    if (!comparisons->job || comparisons->job->unwanted)
        return;
    slot.pair = comparisons->job->pair;
    err_set(&slot.err, ERR_CANCELLED, "cancelled; r reads the run and compares again");
    keep(comparisons, &slot);
    comparisons_give_up(comparisons);
}

void comparisons_forget(struct comparisons *comparisons, size_t entry)
{
    if (comparisons->job && concerns(&comparisons->job->pair, entry)) {
        comparisons_give_up(comparisons);
        join(comparisons);
    }
    for (size_t i = comparisons->count; i-- > 0;)
        if (concerns(&comparisons->slots[i].pair, entry))
            drop(comparisons, i);
}

void comparisons_free(struct comparisons *comparisons)
{
    if (!comparisons)
        return;
    if (comparisons->job) {
        comparisons_give_up(comparisons);
        join(comparisons);
    }
    while (comparisons->count)
        drop(comparisons, comparisons->count - 1);
    free(comparisons);
}

/* ---- asking ---- */

/* All of it was read; after a failed reading again, the runs before stay. */
static bool is_ready(struct comparisons *comparisons, size_t entry, size_t run)
{
    enum entry_state state;

    if (entry >= session_entry_count(comparisons->session) ||
        run >= session_run_count(comparisons->session, entry))
        return false;
    state = session_state(comparisons->session, entry);
    return state == ENTRY_READY || state == ENTRY_FAILED;
}

static struct job *job_new(struct comparisons *comparisons, const struct run_pair *pair)
{
    struct job *job = xcalloc(1, sizeof(*job));

    job->pair = *pair;
    job->a = session_assessed(comparisons->session, pair->base_entry, pair->base_run);
    job->b = session_assessed(comparisons->session, pair->entry, pair->run);
    job->options = comparisons->options;
    job->options.cancel = &job->cancel;
    job->wake_fd = comparisons->wake_fd;
    atomic_init(&job->cancel, false);
    atomic_init(&job->finished, false);
    return job;
}

static void start(struct comparisons *comparisons, const struct run_pair *pair)
{
    struct job *job = job_new(comparisons, pair);

    if (job->wake_fd >= 0 && pthread_create(&job->thread, NULL, job_thread, job) == 0) {
        comparisons->job = job;
        return;
    }
    make(job);
    settle(comparisons, job);
}

const struct comparison *comparisons_get(struct comparisons *comparisons,
                                         const struct run_pair *pair, struct err *err)
{
    struct slot *slot;

    err_clear(err);
    slot = slot_of(comparisons, pair);
    if (!slot && !comparisons->job && is_ready(comparisons, pair->base_entry, pair->base_run) &&
        is_ready(comparisons, pair->entry, pair->run)) {
        start(comparisons, pair);
        slot = slot_of(comparisons, pair);
    }
    if (!slot)
        return NULL;
    slot->asked = ++comparisons->clock;
    if (!slot->comparison)
        *err = slot->err;
    return slot->comparison;
}
