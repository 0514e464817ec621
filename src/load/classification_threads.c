#include <assay/load/classification_threads.h>

#include <assay/load/csv_split.h>

#include <pthread.h>
#include <stdlib.h>

enum { THREADS_MOST = 64, REST_ROWS = 1 << 16 };

/* What the threads share; all under the lock, save what does not change while they run. */
struct shared {
    struct table_reading *reading;
    uint64_t *offsets; /* of the sections; one more for the end */
    size_t section_count;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    size_t next;    /* section to be read */
    size_t turn;    /* section to be taken over */
    size_t copying; /* threads that write into the whole's arrays */
    bool stopped;   /* nothing more is taken over: a quote, or an error */
    bool failed;
    uint64_t rest; /* first byte of the section that met a quote */
    uint64_t line; /* of the next section's first row */
    uint64_t row;  /* rows before it, broken ones included */
    struct err err;
};

struct worker {
    struct shared *shared;
    pthread_t thread;
    bool calling; /* the thread that called table_read */
};

static void tell_faults(struct shared *shared, const struct section *section, bool from_start)
{
    struct table_reading *reading = shared->reading;

    for (size_t i = 0; i < section->fault_count && i < SECTION_FAULTS; i++) {
        struct csv_fault fault = section->faults[i];

        /* Lines count from the section's start as line 1, save in the first section. */
        fault.row += shared->row;
        fault.line += from_start ? 0 : shared->line - 1;
        if (fault.quote_line)
            fault.quote_line += from_start ? 0 : shared->line - 1;
        if (reading->faults + i < SECTION_FAULTS)
            reading->on_fault(reading->arg, &fault);
    }
    reading->faults += section->fault_count;
    reading->recoded += section->recoded;
}

/* From the first rows and their bytes: about how many there will be. A guess too low costs a move.
 */
static void reserve(struct shared *shared, size_t rows, uint64_t bytes)
{
    uint64_t all = shared->offsets[shared->section_count] - shared->offsets[0];

    if (rows && bytes && all > bytes)
        prediction_rows_reserve(shared->reading->rows,
                                (size_t)((double)all / (double)bytes * (double)rows * 1.02) + 64);
}

/* Under the lock, in turn: the section becomes part of the whole. */
static void take_over(struct shared *shared, struct section *section)
{
    struct prediction_rows *rows = shared->reading->rows;

    section_name_texts(section, rows);
    if (prediction_rows_overflow(rows) || prediction_rows_room(rows) < section->count) {
        while (shared->copying)
            pthread_cond_wait(&shared->changed, &shared->lock);
        if (prediction_rows_overflow(rows))
            prediction_rows_fit(rows);
    }
    section_join(section, rows);
}

/* Waits for the section's turn. True: it was taken over and must be copied. */
static bool join_in_turn(struct shared *shared, struct section *section, size_t which,
                         const struct err *err)
{
    bool take;

    while (shared->turn != which && !shared->stopped)
        pthread_cond_wait(&shared->changed, &shared->lock);
    take = !shared->stopped && !err && !section->met_quote;
    if (!shared->stopped && err) {
        shared->failed = true;
        shared->err = *err;
    }
    if (!shared->stopped && section->met_quote)
        shared->rest = shared->offsets[which];
    shared->stopped = shared->stopped || !take;
    if (take) {
        tell_faults(shared, section, which == 0);
        if (which == 0)
            reserve(shared, section->count, shared->offsets[1] - shared->offsets[0]);
        take_over(shared, section);
        shared->line += section->lines;
        shared->row += section->count + section->fault_count;
        shared->copying++;
        shared->turn++;
    }
    pthread_cond_broadcast(&shared->changed);
    return take;
}

static bool read_one(struct shared *shared, struct section *section, size_t which, struct err *err)
{
    uint64_t from = shared->offsets[which], to = shared->offsets[which + 1];

    section_clear(section);
    /* from = 0 is the first row; an empty section must not be opened (csv_split.h). */
    if (which > 0 && from == to)
        return true;
    return section_read(section, which ? from : 0, to, err);
}

static void report(const struct worker *worker, uint64_t bytes)
{
    const struct table_reading *reading = worker->shared->reading;

    if (worker->calling && reading->on_progress)
        reading->on_progress(reading->arg, bytes);
}

static void *work(void *arg)
{
    struct worker *worker = arg;
    struct shared *shared = worker->shared;
    struct section *section = section_new(shared->reading->layout);

    pthread_mutex_lock(&shared->lock);
    while (!shared->stopped && shared->next < shared->section_count) {
        size_t which = shared->next++;
        struct err err;
        bool read, take;

        pthread_mutex_unlock(&shared->lock);
        read = read_one(shared, section, which, &err);
        pthread_mutex_lock(&shared->lock);
        take = join_in_turn(shared, section, which, read ? NULL : &err);
        if (!take)
            break;
        pthread_mutex_unlock(&shared->lock);
        section_copy(section);
        report(worker, shared->offsets[which + 1]);
        pthread_mutex_lock(&shared->lock);
        shared->copying--;
        pthread_cond_broadcast(&shared->changed);
    }
    pthread_mutex_unlock(&shared->lock);
    section_free(section);
    return NULL;
}

static void run_workers(struct shared *shared)
{
    struct worker workers[THREADS_MOST] = {{.shared = shared, .calling = true}};
    size_t count = shared->reading->threads, started = 1;

    if (count > THREADS_MOST)
        count = THREADS_MOST;
    if (count > shared->section_count)
        count = shared->section_count;
    /* A thread that cannot be started leaves its work to the others. */
    for (; started < count; started++) {
        workers[started] = (struct worker){.shared = shared};
        if (pthread_create(&workers[started].thread, NULL, work, &workers[started]) != 0)
            break;
    }
    work(&workers[0]);
    for (size_t i = 1; i < started; i++)
        pthread_join(workers[i].thread, NULL);
}

/* ---- from the first quote on ---- */

static void take_rest(struct shared *shared, struct section *section)
{
    if (section->count)
        take_over(shared, section);
    section_copy(section);
    section_clear(section);
}

static bool read_rest(struct shared *shared, struct err *err)
{
    struct table_reading *reading = shared->reading;
    const struct table_layout *layout = reading->layout;
    bool from_start = shared->rest == shared->offsets[0], read;
    struct csv_spec spec = {.columns = layout->wanted,
                            .column_count = layout->wanted_count,
                            .from = from_start ? 0 : shared->rest};
    struct csv_reader *reader = csv_reader_open(layout->path, layout->dialect, &spec, err);
    struct section *section;
    struct csv_batch batch;

    if (!reader)
        return false;
    section = section_new(layout);
    while ((read = csv_reader_next(reader, &batch, err)) && !batch.done) {
        section_add(section, &batch);
        tell_faults(shared, section, from_start);
        section->fault_count = section->recoded = 0;
        if (section->count < REST_ROWS)
            continue;
        if (reading->rows->count == 0)
            reserve(shared, section->count, csv_reader_bytes(reader));
        take_rest(shared, section);
        if (reading->on_progress)
            reading->on_progress(reading->arg, shared->rest + csv_reader_bytes(reader));
    }
    take_rest(shared, section);
    section_free(section);
    csv_reader_close(reader);
    return read;
}

/* ---- all of it ---- */

static bool cut_sections(struct shared *shared, struct err *err)
{
    const struct table_reading *reading = shared->reading;
    const struct table_layout *layout = reading->layout;
    uint64_t bytes = reading->section_bytes ? reading->section_bytes : TABLE_SECTION_BYTES;
    uint64_t ends[2];

    if (!csv_split(layout->path, layout->dialect, 1, ends, err))
        return false;
    shared->section_count = (size_t)((ends[1] - ends[0]) / bytes) + 1;
    shared->offsets = xcalloc(shared->section_count + 1, sizeof(*shared->offsets));
    return csv_split(layout->path, layout->dialect, shared->section_count, shared->offsets, err);
}

bool table_read(struct table_reading *reading, struct err *err)
{
    struct shared shared = {.reading = reading, .line = reading->layout->dialect->data_line};
    bool fine = cut_sections(&shared, err);

    if (fine) {
        pthread_mutex_init(&shared.lock, NULL);
        pthread_cond_init(&shared.changed, NULL);
        run_workers(&shared);
        pthread_cond_destroy(&shared.changed);
        pthread_mutex_destroy(&shared.lock);
        if (shared.failed && err)
            *err = shared.err;
        fine = !shared.failed;
    }
    if (fine && shared.stopped)
        fine = read_rest(&shared, err);
    free(shared.offsets);
    return fine;
}
