#include <assay/cmd/report_watch.h>

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

struct report_watch {
    struct stage *stage;
    atomic_bool *stopped;
    atomic_bool done;
    sigset_t watched, before;
    pthread_t thread;
    bool runs;
};

static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
enum { SIGNALS = sizeof(signals) / sizeof(signals[0]) };

static bool is_ignored(int number)
{
    struct sigaction action;

    return sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

static void die_of(int number)
{
    sigset_t one;

    signal(number, SIG_DFL);
    sigemptyset(&one);
    sigaddset(&one, number);
    pthread_sigmask(SIG_UNBLOCK, &one, NULL);
    raise(number);
}

static void *wait_for_signals(void *arg)
{
    struct report_watch *watch = arg;
    int number = 0;

    while (sigwait(&watch->watched, &number) != 0)
        ;
    if (atomic_load(&watch->done))
        return NULL;
    atomic_store(watch->stopped, true);
    stage_abandon(watch->stage);
    die_of(number);
    return NULL;
}

struct report_watch *report_watch_new(struct stage *stage, atomic_bool *stopped)
{
    struct report_watch *watch = xcalloc(1, sizeof(*watch));

    watch->stage = stage;
    watch->stopped = stopped;
    sigemptyset(&watch->watched);
    for (int i = 0; i < SIGNALS; i++)
        if (!is_ignored(signals[i]))
            sigaddset(&watch->watched, signals[i]);
    /* Only sent to the watching thread, to end it. */
    sigaddset(&watch->watched, SIGUSR2);
    pthread_sigmask(SIG_BLOCK, &watch->watched, &watch->before);
    watch->runs = pthread_create(&watch->thread, NULL, wait_for_signals, watch) == 0;
    if (!watch->runs)
        pthread_sigmask(SIG_SETMASK, &watch->before, NULL);
    return watch;
}

void report_watch_free(struct report_watch *watch)
{
    if (watch->runs) {
        atomic_store(&watch->done, true);
        pthread_kill(watch->thread, SIGUSR2);
        pthread_join(watch->thread, NULL);
    }
    stage_close(watch->stage);
    if (watch->runs)
        pthread_sigmask(SIG_SETMASK, &watch->before, NULL);
    free(watch);
}
