#include <assay/session/background.h>

#include "background_internal.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

enum { PATIENCE = 1000 /* microseconds */ };

/* ---- beginning and ending ---- */

/*
 * The worker inherits the mask, and so do the threads it starts. A fault of its own stays open: one
 * that is blocked ends the process without its handler, and the terminal is left as it is.
 */
static bool start_worker(struct background *bg)
{
    static const int faults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
    sigset_t all, before;
    bool started;

    sigfillset(&all);
    for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++)
        sigdelset(&all, faults[i]);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    started = pthread_create(&bg->worker, NULL, background_work, bg) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

static void open_condition(pthread_cond_t *condition)
{
    pthread_condattr_t attributes;

    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(condition, &attributes);
    pthread_condattr_destroy(&attributes);
}

struct background *background_new(struct session *session)
{
    struct background *bg = xcalloc(1, sizeof(*bg));

    bg->session = session;
    bg->options = session_options(session);
    bg->end = &bg->first;
    bg->watch = watch_new();
    atomic_init(&bg->cancel, false);
    pthread_mutex_init(&bg->lock, NULL);
    open_condition(&bg->shown);
    if (!bell_open(&bg->collect) || !bell_open(&bg->work) || !start_worker(bg))
        die("cannot start a thread for loading");
    return bg;
}

void background_free(struct background *bg)
{
    if (!bg)
        return;
    pthread_mutex_lock(&bg->lock);
    bg->quit = true;
    atomic_store(&bg->cancel, true);
    bell_ring(&bg->work);
    pthread_cond_signal(&bg->shown);
    pthread_mutex_unlock(&bg->lock);
    pthread_join(bg->worker, NULL);
    for (size_t i = 0; i < bg->request_count; i++)
        request_release(&bg->requests[i]);
    while (bg->first) {
        struct product *product = bg->first;

        bg->first = product->next;
        product_free(product);
    }
    watch_free(bg->watch);
    bell_close(&bg->collect);
    bell_close(&bg->work);
    pthread_mutex_destroy(&bg->lock);
    pthread_cond_destroy(&bg->shown);
    free(bg->requests);
    free(bg);
}

/* ---- collecting ---- */

int background_fd(const struct background *bg)
{
    return bg->collect.fds[0];
}

bool background_wait(struct background *bg, int milliseconds)
{
    struct pollfd fd = {.fd = background_fd(bg), .events = POLLIN};

    return poll(&fd, 1, milliseconds) > 0;
}

/*
 * For what can as well be done later. The worker gives way to other programs, also while it holds
 * the lock, and no key shall wait for that.
 */
static bool lock_soon(struct background *bg)
{
    struct timespec end;

    if (pthread_mutex_trylock(&bg->lock) == 0)
        return true;
    clock_gettime(CLOCK_REALTIME, &end);
    end.tv_nsec += PATIENCE * 1000L;
    end.tv_sec += end.tv_nsec / 1000000000L;
    end.tv_nsec %= 1000000000L;
    return pthread_mutex_timedlock(&bg->lock, &end) == 0;
}

static struct product *take_product(struct background *bg, bool *progress)
{
    struct product *product;

    *progress = false;
    if (!background_wait(bg, 0) || !lock_soon(bg))
        return NULL;
    product = bg->first;
    if (product) {
        bg->first = product->next;
        if (!bg->first)
            bg->end = &bg->first;
    }
    *progress = !product && bg->progress_due;
    if (!product)
        bg->progress_due = false;
    if (!bg->first && !bg->progress_due)
        bell_quiet(&bg->collect);
    pthread_mutex_unlock(&bg->lock);
    return product;
}

static void install_discovery(struct session *session, struct product *product)
{
    product->event.count = product->catalogue->found.count;
    product->event.entry = session_adopt(session, product->catalogue);
    product->catalogue = NULL;
}

/* A digest of what was let go of long ago must not take the place of a newer one. */
static void install(struct session *session, struct product *product)
{
    const struct background_event *event = &product->event;
    size_t entry = event->entry;

    if (product->catalogue) {
        session_relocate(session, entry, product->catalogue, &product->discovered);
        product->catalogue = NULL;
    }
    if (event->kind == BACKGROUND_PREVIEW && session_state(session, entry) != ENTRY_READY)
        session_install(session, entry, &product->computed, ENTRY_PREVIEW);
    if (event->kind == BACKGROUND_LOADED)
        session_install(session, entry, &product->computed, ENTRY_READY);
    if (event->kind == BACKGROUND_FAILED || event->kind == BACKGROUND_GONE)
        session_fail(session, entry, &event->err);
    if (product->digests.count)
        session_install_digests(session, entry, &product->digests);
}

bool background_collect(struct background *bg, struct background_event *event)
{
    bool progress;
    struct product *product = take_product(bg, &progress);

    if (!product) {
        *event =
            (struct background_event){.kind = BACKGROUND_PROGRESS, .entry = BACKGROUND_NO_ENTRY};
        return progress;
    }
    if (product->event.kind == BACKGROUND_DISCOVERED)
        install_discovery(bg->session, product);
    else if (product->event.entry != BACKGROUND_NO_ENTRY)
        install(bg->session, product);
    *event = product->event;
    product_free(product);
    return true;
}

void background_shown(struct background *bg)
{
    pthread_mutex_lock(&bg->lock);
    if (bg->held)
        pthread_cond_signal(&bg->shown);
    bg->held = false;
    pthread_mutex_unlock(&bg->lock);
}

bool background_progress(struct background *bg, struct background_progress *out)
{
    if (lock_soon(bg)) {
        bg->shown_progress = bg->progress;
        bg->shown_progress.waiting = bg->request_count;
        bg->shown_running = bg->running;
        bg->seen = bg->seen || bg->running;
        pthread_mutex_unlock(&bg->lock);
    }
    *out = bg->shown_progress;
    return bg->shown_running;
}

/* ---- asking ---- */

static struct request request_of(const struct background *bg, enum request_kind kind, size_t entry,
                                 enum background_urgency urgency)
{
    return (struct request){
        .kind = kind,
        .urgency = urgency,
        .entry = entry,
        .catalogue = catalogue_keep(session_catalogue(bg->session, entry)),
        .discovered = *session_entry(bg->session, entry),
    };
}

static void ask(struct background *bg, struct request *request)
{
    pthread_mutex_lock(&bg->lock);
    queue_request(bg, request);
    pthread_mutex_unlock(&bg->lock);
}

void background_open(struct background *bg, const char *path)
{
    struct request request = {
        .kind = REQUEST_OPEN,
        .urgency = BACKGROUND_NOW,
        .entry = BACKGROUND_NO_ENTRY,
        .catalogue = catalogue_new(path),
    };

    ask(bg, &request);
}

/* What runs already, or is done and waits to be collected, is not asked for twice. */
static bool on_its_way(const struct background *bg, size_t entry, enum request_kind kind)
{
    if (bg->running && bg->stop == STOP_NOT && bg->current.entry == entry &&
        bg->current.kind >= kind && bg->current.kind <= REQUEST_RELOAD)
        return true;
    for (const struct product *product = bg->first; product; product = product->next)
        if (product->event.entry == entry &&
            (product->event.kind == BACKGROUND_LOADED ||
             (product->event.kind == BACKGROUND_DIGESTED && kind == REQUEST_DIGEST)))
            return true;
    return false;
}

static void ask_once(struct background *bg, struct request *request)
{
    pthread_mutex_lock(&bg->lock);
    if (on_its_way(bg, request->entry, request->kind)) {
        if (bg->running && bg->current.entry == request->entry &&
            bg->current.urgency < request->urgency)
            bg->current.urgency = request->urgency;
        request_release(request);
    } else {
        queue_request(bg, request);
    }
    pthread_mutex_unlock(&bg->lock);
}

void background_want(struct background *bg, size_t entry, enum background_urgency urgency)
{
    enum entry_state state = session_state(bg->session, entry);
    struct request request;

    if (state == ENTRY_READY || state == ENTRY_FAILED)
        return;
    request = request_of(bg, REQUEST_LOAD, entry, urgency);
    request.preview = state == ENTRY_UNREAD;
    ask_once(bg, &request);
}

void background_digest(struct background *bg, size_t entry, enum background_urgency urgency)
{
    struct request request;
    size_t count;

    session_digests(bg->session, entry, &count);
    if (count || session_state(bg->session, entry) == ENTRY_FAILED)
        return;
    request = request_of(bg, REQUEST_DIGEST, entry, urgency);
    ask_once(bg, &request);
}

void background_reload(struct background *bg, size_t entry)
{
    struct request request = request_of(bg, REQUEST_RELOAD, entry, BACKGROUND_NOW);

    ask(bg, &request);
}

void background_cancel(struct background *bg)
{
    pthread_mutex_lock(&bg->lock);
    queue_clear(bg);
    if (bg->running) {
        bg->stop = STOP_CANCELLED;
        atomic_store(&bg->cancel, true);
    }
    pthread_mutex_unlock(&bg->lock);
}

void background_follow(struct background *bg, size_t entry, bool follow)
{
    struct request request =
        request_of(bg, follow ? REQUEST_FOLLOW : REQUEST_UNFOLLOW, entry, BACKGROUND_NOW);

    ask(bg, &request);
}
