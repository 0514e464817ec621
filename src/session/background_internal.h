/*
 * What the two threads of a background share, and how they pass it.
 *
 *     background.c         the interface's side: asks, collects, installs
 *     background_queue.c   requests and products under the lock, and the bells (pipes)
 *     background_work.c    the worker's side: serves requests, follows files
 *
 * Everything in struct background is under the lock, save what is constant after background_new,
 * the cancel flag, and what belongs to the worker alone. Requests and products are owned by whoever
 * has taken them out.
 */
#ifndef ASSAY_BACKGROUND_INTERNAL_H
#define ASSAY_BACKGROUND_INTERNAL_H

#include <assay/session/background.h>
#include <assay/session/watch.h>

#include <pthread.h>

/* In the order of what they bring: of two for one entry the later kind is kept. */
enum request_kind {
    REQUEST_OPEN,
    REQUEST_DIGEST,
    REQUEST_LOAD,
    REQUEST_RELOAD,
    REQUEST_FOLLOW,
    REQUEST_UNFOLLOW,
};

struct request {
    enum request_kind kind;
    enum background_urgency urgency;
    uint64_t number;             /* in the order of asking */
    size_t entry;                /* BACKGROUND_NO_ENTRY for REQUEST_OPEN */
    struct catalogue *catalogue; /* of discovered; for REQUEST_OPEN to be filled */
    struct discovered discovered;
    bool preview;
    enum watch_why followed; /* why a followed entry is loaded again */
};

/* An event and what is to be installed with it. */
struct product {
    struct product *next;
    struct background_event event;
    struct catalogue *catalogue; /* a discovery; of a reload: where the entry is now; or NULL */
    struct discovered discovered;
    struct computed computed;
    struct digest_list digests;
};

/* Why the request that runs is to end. */
enum stop { STOP_NOT, STOP_CANCELLED, STOP_PUT_OFF };

struct bell {
    int fds[2]; /* to read, to write */
    bool rung;
};

struct background {
    struct session *session;               /* the interface's thread only */
    const struct session_options *options; /* the session's, never written */
    pthread_t worker;
    pthread_mutex_t lock;
    struct bell collect, work;

    struct request *requests;
    size_t request_count, request_capacity;
    uint64_t asked;
    struct product *first, **end; /* to be collected */
    bool quit;
    bool held; /* the preview that was posted last is not shown yet */
    pthread_cond_t shown;

    bool running;
    struct request current; /* its pointers are the worker's */
    enum stop stop;
    atomic_bool cancel; /* read by the readers */

    struct background_progress progress;
    uint64_t base;       /* bytes of the files already done with */
    uint64_t file_total; /* of the one in progress.file */
    int64_t started, told;
    bool progress_due;
    bool seen; /* the interface was told that something is under way */

    /* What the interface was told last: its thread only. */
    struct background_progress shown_progress;
    bool shown_running;

    struct watch *watch; /* the worker only, and so is the next */
    bool gives_way;      /* it runs with a lower priority by now */
};

int64_t background_now(void);

bool bell_open(struct bell *bell);
void bell_close(struct bell *bell);
/* Both under the lock. */
void bell_ring(struct bell *bell);
void bell_quiet(struct bell *bell);

/* Takes the request over; under the lock. */
void queue_request(struct background *bg, struct request *request);
/* The next one, most urgent first; false when there is none. Under the lock. */
bool queue_take(struct background *bg, struct request *request);
void queue_clear(struct background *bg);
void request_release(struct request *request);

/* Takes the product over; under the lock. */
void product_post(struct background *bg, struct product *product);
void product_free(struct product *product);

/* Of load_progress: arg is the background. */
void background_report(void *arg, const char *file, uint64_t done, uint64_t total);
void *background_work(void *bg);

#endif
