#include <assay/base/parallel.h>

#include <pthread.h>
#include <stdatomic.h>

struct shared {
    const struct parallel_job *job;
    atomic_size_t next;
};

struct thread {
    struct shared *shared;
    pthread_t id;
    unsigned number;
};

static void *work(void *arg)
{
    const struct thread *thread = arg;
    const struct parallel_job *job = thread->shared->job;
    size_t piece;

    while ((piece = atomic_fetch_add(&thread->shared->next, 1)) < job->pieces)
        job->work(job->arg, thread->number, piece);
    return NULL;
}

unsigned parallel_threads(const struct parallel_job *job)
{
    unsigned threads = job->threads < PARALLEL_THREADS_MOST ? job->threads : PARALLEL_THREADS_MOST;

    if (threads > job->pieces)
        threads = (unsigned)job->pieces;
    return threads ? threads : 1;
}

void parallel_run(const struct parallel_job *job)
{
    struct shared shared = {.job = job};
    struct thread threads[PARALLEL_THREADS_MOST] = {{.shared = &shared}};
    unsigned count = parallel_threads(job), started = 1;

    atomic_init(&shared.next, 0);
    for (; started < count; started++) {
        threads[started] = (struct thread){.shared = &shared, .number = started};
        if (pthread_create(&threads[started].id, NULL, work, &threads[started]) != 0)
            break;
    }
    work(&threads[0]);
    for (unsigned i = 1; i < started; i++)
        pthread_join(threads[i].id, NULL);
}
