#include "background_internal.h"

#include <errno.h>
#include <math.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { NICENESS = 10 };

/* One request being served. */
struct job {
    struct background *bg;
    struct request *request;
    struct load_progress progress;
    atomic_bool unfinished;
    struct err err;
    struct product *last; /* to be told at the end; NULL: nothing */
    bool loaded;          /* all of it was to be read, whatever came of it */
    bool moved;           /* the entry's files were looked for again: the catalogue is a new one */
};

static void name(const struct job *job, enum background_kind kind, struct product *product)
{
    product->event.kind = kind;
    product->event.entry = job->request->entry;
    product->event.err = job->err;
}

/* On the way: more is to come of the request. */
static void post(struct job *job, enum background_kind kind, struct product *product)
{
    name(job, kind, product);
    pthread_mutex_lock(&job->bg->lock);
    product_post(job->bg, product);
    pthread_mutex_unlock(&job->bg->lock);
}

/* The last of the request: told when it is no longer under way, so that no screen shows both. */
static void conclude(struct job *job, enum background_kind kind, struct product *product)
{
    name(job, kind, product);
    job->last = product;
}

static struct product *new_product(void)
{
    return xcalloc(1, sizeof(struct product));
}

/* How a request ended that brought nothing. */
static void post_failure(struct job *job, enum background_kind kind)
{
    struct product *product = new_product();

    if (kind == BACKGROUND_FAILED && job->request->kind != REQUEST_OPEN &&
        job->request->kind != REQUEST_RELOAD)
        product->digests = digest_failure(&job->request->discovered, &job->err);
    conclude(job, kind, product);
}

static void tell_where(struct job *job, struct product *product)
{
    if (!job->moved)
        return;
    product->catalogue = catalogue_keep(job->request->catalogue);
    product->discovered = job->request->discovered;
}

/* ---- discovering ---- */

static bool open_path(struct job *job)
{
    struct catalogue *catalogue = job->request->catalogue;
    struct product *product;

    if (!discover(catalogue->path, &job->bg->options->hints, &job->progress, catalogue->arena,
                  &catalogue->found, &job->err))
        return false;
    product = new_product();
    product->catalogue = catalogue_keep(catalogue);
    conclude(job, BACKGROUND_DISCOVERED, product);
    return true;
}

/* False when the group is there no longer, or could not be looked at. */
static bool look_again(struct job *job)
{
    struct request *request = job->request;
    struct catalogue *catalogue = catalogue_new(request->catalogue->path);
    struct discovered found;

    if (!discover_again(catalogue->path, &request->discovered, &job->bg->options->hints,
                        &job->progress, catalogue->arena, &found, &job->err)) {
        catalogue_drop(catalogue);
        return false;
    }
    catalogue_drop(request->catalogue);
    request->catalogue = catalogue;
    request->discovered = found;
    job->moved = true;
    return true;
}

/* ---- loading ---- */

static uint64_t bytes_of(const struct discovered *found)
{
    uint64_t bytes = 0;

    for (size_t i = 0; i < found->group.count; i++)
        bytes += found->group.files[i].bytes;
    return bytes;
}

static size_t rows_of(const struct computed *computed)
{
    size_t rows = 0;
    const struct samples *samples;

    for (size_t i = 0; i < computed->runs.count; i++)
        for (size_t s = 0; (samples = run_samples(computed->runs.runs[i], s)); s++)
            rows += samples->count;
    return rows;
}

/* Until the preview is shown; not for long, there may be nobody to show it. */
static void wait_until_shown(struct background *bg)
{
    struct timespec end;

    clock_gettime(CLOCK_MONOTONIC, &end);
    end.tv_nsec += BACKGROUND_HELD * 1000000L;
    end.tv_sec += end.tv_nsec / 1000000000L;
    end.tv_nsec %= 1000000000L;
    pthread_mutex_lock(&bg->lock);
    while (bg->held && !atomic_load(&bg->cancel) &&
           pthread_cond_timedwait(&bg->shown, &bg->lock, &end) == 0)
        continue;
    bg->held = false;
    pthread_mutex_unlock(&bg->lock);
}

static void post_preview(struct job *job, struct product *product)
{
    pthread_mutex_lock(&job->bg->lock);
    job->bg->held = true;
    pthread_mutex_unlock(&job->bg->lock);
    post(job, BACKGROUND_PREVIEW, product);
    wait_until_shown(job->bg);
}

/* The first rows. Whatever goes wrong, the whole load will tell. */
static void load_preview(struct job *job)
{
    struct load_progress progress = {.threads = 1, .control = job->progress.control};
    struct discovered found = job->request->discovered;
    struct product *product = new_product();
    struct err err;

    progress.control.limit = BACKGROUND_PREVIEW_BYTES;
    progress.control.unfinished = NULL;
    found.group.progress = &progress;
    if (computed_load(&product->computed, &found, &err) && rows_of(&product->computed))
        post_preview(job, product);
    else
        product_free(product);
    job->request->preview = false;
}

/*
 * Keys go before reading: where threads have priorities of their own, the worker's is lowered, and
 * that of the threads it starts with it. Not before the preview, for which the first frame waits.
 */
static void give_way(struct background *bg)
{
#ifdef __linux__
    if (!bg->gives_way)
        bg->gives_way = nice(NICENESS) != -1;
#else
    bg->gives_way = true;
#endif
}

static bool load_whole(struct job *job)
{
    struct discovered found = job->request->discovered;
    const struct metric_options *options = &job->bg->options->metrics;
    const struct load_control *control = &job->progress.control;
    struct product *product;
    struct computed computed;
    struct digest_list digests;

    job->loaded = true;
    give_way(job->bg);
    found.group.progress = &job->progress;
    if (!computed_load(&computed, &found, &job->err))
        return false;
    computed_all(&computed, options, control);
    if (control_cancelled(control)) {
        computed_release(&computed);
        return control_fail(&job->err, found.group.root);
    }
    digests = digest_runs(&computed, options);
    if (job->request->kind == REQUEST_DIGEST)
        computed_release(&computed);
    product = new_product();
    product->computed = computed;
    product->digests = digests;
    tell_where(job, product);
    conclude(job, job->request->kind == REQUEST_DIGEST ? BACKGROUND_DIGESTED : BACKGROUND_LOADED,
             product);
    return true;
}

/* ---- followed entries ---- */

/*
 * True when the entry is to be loaded: always, save when it is followed and it was not its own
 * files that changed. The stamp is taken before reading, so that nothing written meanwhile is
 * missed.
 */
static bool is_to_be_loaded(struct job *job)
{
    struct background *bg = job->bg;
    const struct request *request = job->request;
    const struct watched *watched = watch_of(bg->watch, request->entry);
    struct stamp now;
    bool same;

    if (!watched)
        return true;
    now = stamp_take(&request->discovered);
    same = stamp_same_files(&now, &watched->stamp);
    stamp_release(&now);
    watch_follow(bg->watch, request->entry, request->catalogue, &request->discovered,
                 background_now());
    if (request->followed != WATCH_CHANGED)
        return true;
    if (!same)
        post(job, BACKGROUND_CHANGED, new_product());
    return !same;
}

static bool is_gone(const struct err *err)
{
    return err->code == ERR_NO_EVIDENCE || err->code == ERR_IO;
}

/* Nothing of the entry is there. It may come back while it is followed. */
static void lose(struct job *job)
{
    struct background *bg = job->bg;
    const struct watched *watched = watch_of(bg->watch, job->request->entry);

    if (watched)
        watch_follow(bg->watch, job->request->entry, job->request->catalogue,
                     &job->request->discovered, background_now());
    post_failure(job, is_gone(&job->err) ? BACKGROUND_GONE : BACKGROUND_FAILED);
}

/* ---- one request ---- */

/* False when it ended early and job->err says why; what has failed otherwise is told here. */
static bool load_entry(struct job *job)
{
    struct request *request = job->request;

    if (request->kind == REQUEST_RELOAD) {
        if (!look_again(job)) {
            if (job->err.code == ERR_CANCELLED)
                return false;
            lose(job);
            return true;
        }
        if (!is_to_be_loaded(job))
            return true;
    }
    if (request->kind == REQUEST_LOAD && request->preview &&
        bytes_of(&request->discovered) > BACKGROUND_PREVIEW_FROM)
        load_preview(job);
    if (load_whole(job))
        return true;
    if (job->err.code == ERR_CANCELLED)
        return false;
    post_failure(job, BACKGROUND_FAILED);
    return true;
}

static bool serve(struct job *job)
{
    if (job->request->kind != REQUEST_OPEN)
        return load_entry(job);
    if (open_path(job))
        return true;
    if (job->err.code == ERR_CANCELLED)
        return false;
    post_failure(job, BACKGROUND_FAILED);
    return true;
}

/* Under the lock. */
static void begin(struct background *bg, const struct request *request)
{
    bg->running = true;
    bg->current = *request;
    bg->stop = STOP_NOT;
    atomic_store(&bg->cancel, bg->quit);
    bg->progress = (struct background_progress){.entry = request->entry, .seconds_left = NAN};
    if (request->entry != BACKGROUND_NO_ENTRY)
        bg->progress.total = bytes_of(&request->discovered);
    bg->base = bg->file_total = 0;
    bg->started = bg->told = background_now();
}

/* What was put off waits again, with the urgency it has by now. */
static void wait_again(struct background *bg, struct request *request)
{
    request->urgency = bg->current.urgency;
    request->followed = WATCH_NOTHING; /* its stamp is that of the files as they are */
    queue_request(bg, request);
    request->catalogue = NULL;
}

static void end(struct job *job, bool done)
{
    struct background *bg = job->bg;

    pthread_mutex_lock(&bg->lock);
    bg->running = false;
    if (!done && bg->stop == STOP_CANCELLED)
        post_failure(job, BACKGROUND_CANCELLED);
    if (!done && bg->stop == STOP_PUT_OFF && !bg->quit)
        wait_again(bg, job->request);
    bg->progress_due = bg->seen && !job->last;
    bg->seen = false;
    if (job->last)
        product_post(bg, job->last);
    else if (bg->progress_due)
        bell_ring(&bg->collect);
    else if (!bg->first)
        bell_quiet(&bg->collect);
    pthread_mutex_unlock(&bg->lock);
}

/* The files of a followed entry may be in the middle of being written. */
static bool is_growing(const struct background *bg, const struct request *request)
{
    return request->kind == REQUEST_RELOAD && request->followed != WATCH_IS_QUIET &&
           watch_of(bg->watch, request->entry);
}

static void run(struct background *bg, struct request *request)
{
    struct job job = {.bg = bg, .request = request};
    int64_t from = background_now();
    size_t entry = request->entry;
    bool done;

    err_clear(&job.err);
    atomic_init(&job.unfinished, false);
    job.progress = (struct load_progress){
        .report = background_report,
        .arg = bg,
        .threads = bg->options->progress.threads,
        .control = {.cancel = &bg->cancel,
                    .growing = is_growing(bg, request),
                    .unfinished = &job.unfinished},
    };
    done = serve(&job);
    if (job.loaded)
        watch_loaded(bg->watch, entry, background_now(), background_now() - from,
                     done && atomic_load(&job.unfinished));
    end(&job, done);
    request_release(request);
}

static void follow(struct background *bg, struct request *request)
{
    if (request->kind == REQUEST_FOLLOW)
        watch_follow(bg->watch, request->entry, request->catalogue, &request->discovered,
                     background_now());
    else
        watch_forget(bg->watch, request->entry);
    request_release(request);
}

/* ---- the thread ---- */

/* A followed entry whose files have changed goes before what is merely wanted: it is looked at. */
static bool take_changed(struct background *bg, struct request *request)
{
    size_t entry;
    int64_t now = background_now();
    enum watch_why why;
    const struct watched *watched;

    watch_read(bg->watch, now);
    why = watch_due(bg->watch, now, &entry);
    if (why == WATCH_NOTHING)
        return false;
    watched = watch_of(bg->watch, entry);
    *request = (struct request){
        .kind = REQUEST_RELOAD,
        .urgency = BACKGROUND_SOON,
        .entry = entry,
        .catalogue = catalogue_keep(watched->catalogue),
        .discovered = watched->discovered,
        .followed = why,
    };
    return true;
}

static bool is_work(const struct request *request)
{
    return request->kind != REQUEST_FOLLOW && request->kind != REQUEST_UNFOLLOW;
}

/* The next thing to do. False when there is none; *quit when there shall be none. */
static bool take(struct background *bg, struct request *request, bool *quit)
{
    bool changed = take_changed(bg, request), taken;

    pthread_mutex_lock(&bg->lock);
    *quit = bg->quit;
    taken = changed || queue_take(bg, request);
    if (bg->request_count == 0)
        bell_quiet(&bg->work);
    if (taken && is_work(request))
        begin(bg, request);
    pthread_mutex_unlock(&bg->lock);
    return taken;
}

static void sleep_until_asked(struct background *bg)
{
    struct pollfd fds[2] = {{.fd = bg->work.fds[0], .events = POLLIN},
                            {.fd = watch_fd(bg->watch), .events = POLLIN}};

    poll(fds, watch_fd(bg->watch) >= 0 ? 2 : 1, watch_timeout(bg->watch, background_now()));
}

void *background_work(void *arg)
{
    struct background *bg = arg;
    struct request request;
    bool quit = false;

    while (!quit) {
        bool taken = take(bg, &request, &quit);

        if (taken && is_work(&request))
            run(bg, &request);
        else if (taken)
            follow(bg, &request);
        else if (!quit)
            sleep_until_asked(bg);
    }
    return NULL;
}
