#include <assay/base/crew.h>

#include <assay/base/err.h>

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

/* Work that was posted; it lies on the stack of who did. */
struct task {
    size_t pieces, begun, done;
    void (*work)(void *arg, size_t piece);
    void *arg;
    struct task *earlier, *later;
};

struct crew {
    pthread_mutex_t mutex;
    pthread_cond_t changed; /* work was posted, or finished, or all is over */
    struct task *first, *last;
    bool over;
    unsigned helper_count;
    pthread_t helpers[];
};

/* The first task with a piece that nobody has begun. */
static struct task *next_from(struct task *task)
{
    while (task && task->begun == task->pieces)
        task = task->later;
    return task;
}

/* The mutex is held before and after, not while the piece is done. */
static void do_piece(struct crew *crew, struct task *task)
{
    size_t piece = task->begun++;

    pthread_mutex_unlock(&crew->mutex);
    task->work(task->arg, piece);
    pthread_mutex_lock(&crew->mutex);
    if (++task->done == task->pieces)
        pthread_cond_broadcast(&crew->changed);
}

static void *help(void *arg)
{
    struct crew *crew = arg;

    pthread_mutex_lock(&crew->mutex);
    while (!crew->over) {
        struct task *task = next_from(crew->first);

        if (task)
            do_piece(crew, task);
        else
            pthread_cond_wait(&crew->changed, &crew->mutex);
    }
    pthread_mutex_unlock(&crew->mutex);
    return NULL;
}

struct crew *crew_new(unsigned threads)
{
    unsigned helpers = threads ? threads - 1 : 0;
    struct crew *crew = xcalloc(1, sizeof(*crew) + helpers * sizeof(crew->helpers[0]));

    pthread_mutex_init(&crew->mutex, NULL);
    pthread_cond_init(&crew->changed, NULL);
    while (crew->helper_count < helpers &&
           pthread_create(&crew->helpers[crew->helper_count], NULL, help, crew) == 0)
        crew->helper_count++;
    return crew;
}

void crew_free(struct crew *crew)
{
    pthread_mutex_lock(&crew->mutex);
    crew->over = true;
    pthread_cond_broadcast(&crew->changed);
    pthread_mutex_unlock(&crew->mutex);
    for (unsigned i = 0; i < crew->helper_count; i++)
        pthread_join(crew->helpers[i], NULL);
    pthread_cond_destroy(&crew->changed);
    pthread_mutex_destroy(&crew->mutex);
    free(crew);
}

static void post(struct crew *crew, struct task *task)
{
    task->earlier = crew->last;
    if (crew->last)
        crew->last->later = task;
    else
        crew->first = task;
    crew->last = task;
    pthread_cond_broadcast(&crew->changed);
}

static void take_away(struct crew *crew, struct task *task)
{
    if (task->earlier)
        task->earlier->later = task->later;
    else
        crew->first = task->later;
    if (task->later)
        task->later->earlier = task->earlier;
    else
        crew->last = task->earlier;
}

void crew_do(struct crew *crew, size_t pieces, void (*work)(void *arg, size_t piece), void *arg)
{
    struct task task = {.pieces = pieces, .work = work, .arg = arg};

    pthread_mutex_lock(&crew->mutex);
    post(crew, &task);
    while (task.done < task.pieces) {
        struct task *next = next_from(&task);

        if (next)
            do_piece(crew, next);
        else
            pthread_cond_wait(&crew->changed, &crew->mutex);
    }
    take_away(crew, &task);
    pthread_mutex_unlock(&crew->mutex);
}
