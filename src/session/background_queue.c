#include "background_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { TELL_EVERY = 100, GUESS_FROM = 200 }; /* milliseconds */

int64_t background_now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* ---- bells ---- */

bool bell_open(struct bell *bell)
{
    *bell = (struct bell){.fds = {-1, -1}};
    if (pipe(bell->fds) != 0)
        return false;
    for (int i = 0; i < 2; i++) {
        fcntl(bell->fds[i], F_SETFL, O_NONBLOCK);
        fcntl(bell->fds[i], F_SETFD, FD_CLOEXEC);
    }
    return true;
}

void bell_close(struct bell *bell)
{
    for (int i = 0; i < 2; i++)
        if (bell->fds[i] >= 0)
            close(bell->fds[i]);
}

/* At most one byte is ever in the pipe, so the write finds room. */
void bell_ring(struct bell *bell)
{
    ssize_t wrote;

    if (bell->rung)
        return;
    do
        wrote = write(bell->fds[1], "", 1);
    while (wrote < 0 && errno == EINTR);
    bell->rung = wrote == 1;
}

void bell_quiet(struct bell *bell)
{
    char byte;
    ssize_t got;

    if (!bell->rung)
        return;
    do
        got = read(bell->fds[0], &byte, 1);
    while (got < 0 && errno == EINTR);
    bell->rung = false;
}

/* ---- requests ---- */

void request_release(struct request *request)
{
    catalogue_drop(request->catalogue);
    request->catalogue = NULL;
}

static bool is_follow(const struct request *request)
{
    return request->kind == REQUEST_FOLLOW || request->kind == REQUEST_UNFOLLOW;
}

/* The waiting request that another of the same entry is to be one with. */
static struct request *find_like(struct background *bg, const struct request *request)
{
    for (size_t i = 0; i < bg->request_count; i++) {
        struct request *waiting = &bg->requests[i];

        if (request->kind != REQUEST_OPEN && waiting->entry == request->entry &&
            is_follow(waiting) == is_follow(request))
            return waiting;
    }
    return NULL;
}

/* Following is no work: it goes before. */
static bool goes_before(const struct request *a, const struct request *b)
{
    if (is_follow(a) != is_follow(b))
        return is_follow(a);
    if (a->urgency != b->urgency)
        return a->urgency > b->urgency;
    return a->number < b->number;
}

static void put_off_current(struct background *bg, const struct request *request)
{
    if (!bg->running || bg->stop != STOP_NOT || is_follow(request) ||
        request->urgency != BACKGROUND_NOW || bg->current.urgency == BACKGROUND_NOW)
        return;
    bg->stop = STOP_PUT_OFF;
    atomic_store(&bg->cancel, true);
}

/* The later word counts, save that less does not take the place of more. */
static void join(struct request *request, const struct request *waiting)
{
    request->preview = request->preview || waiting->preview;
    if (waiting->kind <= request->kind)
        return;
    request->kind = waiting->kind;
    if (request->urgency < waiting->urgency)
        request->urgency = waiting->urgency;
}

void queue_request(struct background *bg, struct request *request)
{
    struct request *waiting = find_like(bg, request);

    request->number = ++bg->asked;
    if (waiting) {
        if (!is_follow(request))
            join(request, waiting);
        request_release(waiting);
        *waiting = *request;
    } else {
        bg->requests = array_grow(bg->requests, &bg->request_capacity, bg->request_count + 1,
                                  sizeof(*bg->requests));
        bg->requests[bg->request_count++] = *request;
    }
    put_off_current(bg, request);
    bell_ring(&bg->work);
}

bool queue_take(struct background *bg, struct request *request)
{
    size_t best = 0;

    if (bg->request_count == 0)
        return false;
    for (size_t i = 1; i < bg->request_count; i++)
        if (goes_before(&bg->requests[i], &bg->requests[best]))
            best = i;
    *request = bg->requests[best];
    bg->requests[best] = bg->requests[--bg->request_count];
    return true;
}

void queue_clear(struct background *bg)
{
    size_t kept = 0;

    for (size_t i = 0; i < bg->request_count; i++)
        if (is_follow(&bg->requests[i]))
            bg->requests[kept++] = bg->requests[i];
        else
            request_release(&bg->requests[i]);
    bg->request_count = kept;
}

/* ---- products ---- */

void product_post(struct background *bg, struct product *product)
{
    product->next = NULL;
    *bg->end = product;
    bg->end = &product->next;
    bell_ring(&bg->collect);
}

void product_free(struct product *product)
{
    computed_release(&product->computed);
    digest_release(&product->digests);
    catalogue_drop(product->catalogue);
    free(product);
}

/* ---- progress ---- */

static void begin_file(struct background *bg, const char *file)
{
    struct background_progress *progress = &bg->progress;

    bg->base += bg->file_total;
    strncpy(progress->file, file, sizeof(progress->file) - 1);
    progress->file[sizeof(progress->file) - 1] = '\0';
}

static double seconds_left(const struct background *bg, int64_t now)
{
    const struct background_progress *progress = &bg->progress;
    int64_t took = now - bg->started;

    if (took < GUESS_FROM || progress->done == 0 || progress->done > progress->total)
        return NAN;
    return (double)took / 1000.0 * (double)(progress->total - progress->done) /
           (double)progress->done;
}

void background_report(void *arg, const char *file, uint64_t done, uint64_t total)
{
    struct background *bg = arg;
    int64_t now = background_now();

    pthread_mutex_lock(&bg->lock);
    if (strncmp(bg->progress.file, file, sizeof(bg->progress.file) - 1) != 0)
        begin_file(bg, file);
    bg->file_total = total;
    bg->progress.done = bg->base + (done < total ? done : total);
    bg->progress.seconds_left = seconds_left(bg, now);
    if (now - bg->told >= TELL_EVERY) {
        bg->told = now;
        bg->progress_due = true;
        bell_ring(&bg->collect);
    }
    pthread_mutex_unlock(&bg->lock);
}
