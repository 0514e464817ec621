#include <assay/load/ordered.h>

#include <pthread.h>

enum { THREADS_MOST = 64 };

/* All under the lock, save the job. */
struct ordered {
    const struct ordered_job *job;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    size_t next;      /* to be prepared */
    size_t turn;      /* to be joined */
    size_t finishing; /* pieces */
    bool stopped;     /* a join said no */
};

struct thread {
    struct ordered *ordered;
    pthread_t id;
    bool calling;
};

void ordered_wait(struct ordered *ordered)
{
    while (ordered->finishing)
        pthread_cond_wait(&ordered->changed, &ordered->lock);
}

/* True when the piece was joined and is to be finished. */
static bool join_in_turn(struct ordered *ordered, void *worker, size_t which)
{
    while (ordered->turn != which && !ordered->stopped)
        pthread_cond_wait(&ordered->changed, &ordered->lock);
    if (!ordered->stopped && ordered->job->join(worker, which, ordered)) {
        ordered->finishing++;
        ordered->turn++;
    } else {
        ordered->stopped = true;
    }
    pthread_cond_broadcast(&ordered->changed);
    return !ordered->stopped;
}

static void finish(const struct thread *thread, void *worker, size_t which)
{
    const struct ordered_job *job = thread->ordered->job;

    if (job->finish)
        job->finish(worker, which);
    if (thread->calling && job->progress)
        job->progress(job->arg, which);
}

static void *work(void *arg)
{
    struct thread *thread = arg;
    struct ordered *ordered = thread->ordered;
    const struct ordered_job *job = ordered->job;
    void *worker = job->begin(job->arg);

    pthread_mutex_lock(&ordered->lock);
    while (!ordered->stopped && ordered->next < job->count) {
        size_t which = ordered->next++;

        pthread_mutex_unlock(&ordered->lock);
        job->prepare(worker, which);
        pthread_mutex_lock(&ordered->lock);
        if (!join_in_turn(ordered, worker, which))
            break;
        pthread_mutex_unlock(&ordered->lock);
        finish(thread, worker, which);
        pthread_mutex_lock(&ordered->lock);
        ordered->finishing--;
        pthread_cond_broadcast(&ordered->changed);
    }
    pthread_mutex_unlock(&ordered->lock);
    job->end(worker);
    return NULL;
}

static size_t thread_count(const struct ordered_job *job)
{
    size_t count = job->threads < THREADS_MOST ? job->threads : THREADS_MOST;

    return count < job->count ? count : job->count;
}

bool ordered_run(const struct ordered_job *job)
{
    struct ordered ordered = {.job = job};
    struct thread threads[THREADS_MOST] = {{.ordered = &ordered, .calling = true}};
    size_t started = 1;

    pthread_mutex_init(&ordered.lock, NULL);
    pthread_cond_init(&ordered.changed, NULL);
    for (; started < thread_count(job); started++) {
        threads[started] = (struct thread){.ordered = &ordered};
        if (pthread_create(&threads[started].id, NULL, work, &threads[started]) != 0)
            break;
    }
    work(&threads[0]);
    for (size_t i = 1; i < started; i++)
        pthread_join(threads[i].id, NULL);
    pthread_cond_destroy(&ordered.changed);
    pthread_mutex_destroy(&ordered.lock);
    return ordered.turn == job->count;
}
