#include "frame_internal.h"

#include <assay/base/fmt.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* So long the first frame waits for its data: less than an eye sees. */
enum { FIRST_WAIT = 30 };

/* Ask for the digest of everything that was found, for the list of runs. */
static void digest_all(struct frame *frame, size_t from, size_t count)
{
    for (size_t i = 0; i < count; i++)
        background_digest(frame->background, from + i, BACKGROUND_LATER);
}

static int64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* One entry alone is opened at once; when others follow, the list of runs comes back. */
static void begin(struct frame *frame)
{
    bool alone = session_entry_count(frame->session) == 1;
    struct opening opening = {.view = view_find(alone ? STR("overview") : STR("runs")),
                              .row = SIZE_MAX};

    if (frame->untouched && opening.view && frame_place(frame)->view != opening.view &&
        frame_place(frame)->view->scope == (alone ? VIEW_OF_SESSION : VIEW_OF_RUN))
        frame_go(frame, &opening, PLACE_ROOT);
}

static void replaced(struct frame *frame, size_t entry)
{
    frame_forget_entry(frame, entry);
    session_release_replaced(frame->session);
}

static void take(struct frame *frame, const struct background_event *event)
{
    switch (event->kind) {
    case BACKGROUND_DISCOVERED:
        begin(frame);
        frame_find_baseline(frame);
        /* Keys were faster than the disk: a run is looked at that was not there yet. */
        frame_want_place(frame);
        frame_grant_wish(frame);
        if (session_entry_count(frame->session) > 1)
            digest_all(frame, event->entry, event->count);
        if (event->count == 0)
            frame_fail(frame, "no evaluation run that is known was found here");
        break;
    case BACKGROUND_PREVIEW:
        frame->previewed = true;
        /* fall through */
    case BACKGROUND_LOADED:
        replaced(frame, event->entry);
        frame_grant_wish(frame);
        break;
    case BACKGROUND_FAILED:
    case BACKGROUND_GONE:
        replaced(frame, event->entry);
        frame_fail(frame, "%s%s%s", event->err.file, event->err.file[0] ? ": " : "",
                   event->err.text);
        break;
    case BACKGROUND_CANCELLED:
        frame_say(frame, "cancelled; r reads again");
        break;
    default:
        break;
    }
}

bool frame_load_collect(struct frame *frame)
{
    struct background_event event;
    bool news = false;

    while (frame->background && background_collect(frame->background, &event)) {
        take(frame, &event);
        news = true;
    }
    return news;
}

/* There is nothing to wait for, or it has come. */
static bool is_there(const struct frame *frame)
{
    struct session *session = frame->session;
    bool of_run = frame->wished || (frame->current >= 0 && session_entry_count(session) &&
                                    frame->history[frame->current].view->scope != VIEW_OF_SESSION);

    if (frame->message[0])
        return true;
    return session_entry_count(session) && (!of_run || session_state(session, 0) != ENTRY_UNREAD);
}

void frame_await(struct frame *frame)
{
    int64_t end = now_ms() + FIRST_WAIT, now;

    while (frame->background && !is_there(frame) && (now = now_ms()) < end)
        if (background_wait(frame->background, (int)(end - now)))
            frame_load_collect(frame);
    frame_prepare(frame);
}

void frame_shown(struct frame *frame)
{
    /* Not if what was collected is no more than where the runs are. */
    if (frame->background && frame->previewed)
        background_shown(frame->background);
    frame->previewed = false;
}

void frame_load_progress(const struct frame *frame, struct buf *out)
{
    struct background_progress progress;
    struct run_pair pair;
    struct arena *arena;

    if (!frame->background || !background_progress(frame->background, &progress)) {
        if (comparisons_busy(frame->comparisons, &pair))
            buf_add_c(out, "comparing");
        return;
    }
    arena = arena_new();
    if (progress.entry == BACKGROUND_NO_ENTRY) {
        buf_add_c(out, "looking for runs");
    } else {
        const char *name = strrchr(progress.file, '/');

        buf_addf(out, "reading %s", name ? name + 1 : progress.file);
        if (progress.total)
            buf_addf(out, " %.0f %%", 100.0 * (double)progress.done / (double)progress.total);
        if (isfinite(progress.seconds_left) && progress.seconds_left >= 1.0)
            buf_addf(out, ", %s left", fmt_duration(arena, ceil(progress.seconds_left)));
    }
    if (progress.waiting)
        buf_addf(out, ", %zu more", progress.waiting);
    arena_free(arena);
}

void frame_load_cancel(struct frame *frame)
{
    struct background_progress progress;
    struct run_pair pair;

    if (frame->cancel_again)
        frame_ask(frame, REQUEST_QUIT, STR(""));
    else if (comparisons_busy(frame->comparisons, &pair))
        comparisons_cancel(frame->comparisons);
    else if (frame->background && background_progress(frame->background, &progress))
        background_cancel(frame->background);
    else
        frame_say(frame, "nothing to cancel; ^C again quits, and so does Q");
    frame->cancel_again = true;
}

bool frame_load_follows(const struct frame *frame, size_t entry)
{
    return entry < frame->followed_count && frame->followed[entry];
}

void frame_load_follow(struct frame *frame, size_t entry)
{
    bool follow = !frame_load_follows(frame, entry);
    size_t count = session_entry_count(frame->session);

    if (!frame->background || entry >= count) {
        frame_fail(frame, "nothing is there to follow");
        return;
    }
    if (frame->followed_count < count) {
        frame->followed = xreallocarray(frame->followed, count, sizeof(*frame->followed));
        memset(frame->followed + frame->followed_count, 0,
               (count - frame->followed_count) * sizeof(*frame->followed));
        frame->followed_count = count;
    }
    frame->followed[entry] = follow;
    background_follow(frame->background, entry, follow);
    frame_say(frame, follow ? "following: what grows is read again" : "no longer following");
}
