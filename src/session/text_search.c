#include <assay/session/text_search.h>

#include <assay/load/csv_window.h>
#include <assay/session/text_records.h>

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    CHUNK_ROWS = 8192,
    WINDOW = 1 << 20,
    GAP = 1 << 16, /* bytes between two records that are sooner read than skipped */
    PIECE = 16 << 20,
    OVERLAP = 4096
};

/* Rows found since the last collect; the only thing that two threads write. */
struct mailbox {
    pthread_mutex_t lock;
    struct row_list found;
};

struct text_search {
    struct text_search_job job;
    struct row_list rows;
    struct text_matcher matcher;
    char *text;
    const atomic_bool *cancel; /* own_cancel, or the caller's */
    atomic_bool own_cancel, finished;
    atomic_size_t rows_done;
    atomic_uint_least64_t bytes;
    struct mailbox mail;
    pthread_t thread;
    bool failed;
    struct err err;

    struct text_records *sources[TEXT_SOURCES];
    char *window;
    size_t window_size;
};

/* The records of some rows of a chunk that are read together. */
struct batch {
    struct text_item items[CHUNK_ROWS];
    uint8_t found[CHUNK_ROWS];
    size_t count;
    uint64_t from, to; /* bytes of the file */
    uint32_t file;
};

/* ---- reading ---- */

static bool is_cancelled(const struct text_search *search)
{
    return atomic_load_explicit(search->cancel, memory_order_relaxed);
}

static bool read_bytes(struct text_search *search, struct text_records *records, uint32_t file,
                       uint64_t from, size_t length)
{
    int fd = text_records_file(records, file, &search->err);
    long long done;

    if (fd < 0)
        return false;
    if (length > search->window_size) {
        free(search->window);
        search->window = xmalloc(length);
        search->window_size = length;
    }
    done = csv_file_read(fd, search->window, length, from, &search->err);
    if (done >= 0 && (size_t)done < length)
        return err_set(&search->err, ERR_IO, "the file is shorter than when it was loaded");
    atomic_fetch_add_explicit(&search->bytes, length, memory_order_relaxed);
    return done >= 0;
}

/* One record too long for memory, piece by piece. */
static bool search_pieces(struct text_search *search, struct text_records *records,
                          struct batch *batch)
{
    uint64_t step = PIECE - OVERLAP;

    for (uint64_t at = batch->from; at < batch->to && !batch->found[0]; at += step) {
        size_t length = batch->to - at < PIECE ? (size_t)(batch->to - at) : PIECE;
        struct text_item piece = {0, length, 0};

        if (is_cancelled(search))
            return true;
        if (!read_bytes(search, records, batch->file, at, length))
            return false;
        text_matcher_search(&search->matcher, search->window, &piece, 1, batch->found);
    }
    return true;
}

static bool search_batch(struct text_search *search, struct text_records *records,
                         struct batch *batch, uint8_t *found)
{
    bool read = true;

    if (batch->count == 0)
        return true;
    memset(batch->found, 0, batch->count);
    if (batch->to - batch->from > PIECE)
        read = search_pieces(search, records, batch);
    else if ((read = read_bytes(search, records, batch->file, batch->from,
                                (size_t)(batch->to - batch->from))))
        text_matcher_search(&search->matcher, search->window, batch->items, batch->count,
                            batch->found);
    for (size_t i = 0; i < batch->count; i++)
        found[batch->items[i].row] |= batch->found[i];
    batch->count = 0;
    return read;
}

static bool joins(const struct batch *batch, const struct record_ref *ref)
{
    return batch->count && batch->count < CHUNK_ROWS && ref->file == batch->file &&
           ref->offset >= batch->to && ref->offset - batch->to <= GAP &&
           ref->offset + ref->length - batch->from <= WINDOW;
}

static void add_item(struct batch *batch, const struct record_ref *ref, uint32_t row)
{
    if (batch->count == 0) {
        batch->from = ref->offset;
        batch->file = ref->file;
    }
    batch->to = ref->offset + ref->length;
    batch->items[batch->count++] =
        (struct text_item){(size_t)(ref->offset - batch->from), ref->length, row};
}

/* ---- rows ---- */

static uint32_t row_at(const struct text_search *search, size_t index)
{
    return search->job.rows ? search->rows.rows[index] : (uint32_t)index;
}

static size_t row_count(const struct text_search *search)
{
    return search->job.rows ? search->rows.count : search->job.samples->count;
}

static bool search_source(struct text_search *search, struct text_records *records,
                          struct batch *batch, size_t from, size_t count, uint8_t *found)
{
    /* A user waits for the end of what was cancelled: a chunk may hold gigabytes. */
    for (size_t i = 0; i < count && !is_cancelled(search); i++) {
        struct record_ref ref;

        if (found[i])
            continue;
        if (!text_records_find(records, row_at(search, from + i), &ref, &search->err))
            return false;
        if (ref.length == 0)
            continue;
        if (!joins(batch, &ref) && !search_batch(search, records, batch, found))
            return false;
        add_item(batch, &ref, (uint32_t)i);
    }
    return search_batch(search, records, batch, found);
}

static void deliver(struct text_search *search, size_t from, size_t count, const uint8_t *found)
{
    bool any = false;

    pthread_mutex_lock(&search->mail.lock);
    for (size_t i = 0; i < count; i++)
        if (found[i]) {
            row_list_add(&search->mail.found, row_at(search, from + i));
            any = true;
        }
    pthread_mutex_unlock(&search->mail.lock);
    atomic_store_explicit(&search->rows_done, from + count, memory_order_relaxed);
    /* A full pipe has been written to already: the reader will wake. */
    if (any && search->job.wake_fd >= 0 && write(search->job.wake_fd, "s", 1) < 0)
        return;
}

static bool search_rows(struct text_search *search)
{
    struct batch *batch = xcalloc(1, sizeof(*batch));
    uint8_t *found = xmalloc(CHUNK_ROWS);
    size_t rows = row_count(search);
    bool read = true;

    for (size_t from = 0; read && from < rows; from += CHUNK_ROWS) {
        size_t count = rows - from < CHUNK_ROWS ? rows - from : CHUNK_ROWS;

        if (is_cancelled(search))
            break;
        memset(found, 0, CHUNK_ROWS);
        for (enum text_source s = 0; read && s < TEXT_SOURCES; s++)
            if (text_records_any(search->sources[s]))
                read = search_source(search, search->sources[s], batch, from, count, found);
        deliver(search, from, count, found);
    }
    free(batch);
    free(found);
    return read;
}

static void *search_thread(void *arg)
{
    struct text_search *search = arg;

    search->failed = !search_rows(search);
    atomic_store_explicit(&search->finished, true, memory_order_release);
    if (search->job.wake_fd >= 0 && write(search->job.wake_fd, "s", 1) < 0)
        return NULL;
    return NULL;
}

/* ---- life ---- */

static void release(struct text_search *search)
{
    for (enum text_source s = 0; s < TEXT_SOURCES; s++)
        text_records_free(search->sources[s]);
    text_matcher_release(&search->matcher);
    row_list_release(&search->rows);
    row_list_release(&search->mail.found);
    pthread_mutex_destroy(&search->mail.lock);
    free(search->window);
    free(search->text);
    free(search);
}

static struct text_search *search_new(const struct text_search_job *job, struct err *err)
{
    struct text_search *search = xcalloc(1, sizeof(*search));

    search->job = *job;
    search->cancel = &search->own_cancel;
    search->text = xmalloc(job->text.len + 1);
    if (job->text.len)
        memcpy(search->text, job->text.ptr, job->text.len);
    if (job->rows)
        row_list_copy(&search->rows, job->rows);
    pthread_mutex_init(&search->mail.lock, NULL);
    for (enum text_source s = 0; s < TEXT_SOURCES; s++)
        search->sources[s] = text_records_new(job->run, job->samples, s);
    if (text_matcher_init(&search->matcher, job->kind, (struct str){search->text, job->text.len},
                          err))
        return search;
    release(search);
    return NULL;
}

struct text_search *text_search_start(const struct text_search_job *job, struct err *err)
{
    struct text_search *search = search_new(job, err);

    if (!search || pthread_create(&search->thread, NULL, search_thread, search) == 0)
        return search;
    release(search);
    err_set(err, ERR_IO, "no thread could be started for the search");
    return NULL;
}

void text_search_cancel(struct text_search *search)
{
    atomic_store_explicit(&search->own_cancel, true, memory_order_relaxed);
}

void text_search_free(struct text_search *search)
{
    if (!search)
        return;
    text_search_cancel(search);
    pthread_join(search->thread, NULL);
    release(search);
}

void text_search_progress(struct text_search *search, struct text_search_progress *progress)
{
    progress->finished = atomic_load_explicit(&search->finished, memory_order_acquire);
    progress->rows_done = atomic_load_explicit(&search->rows_done, memory_order_relaxed);
    progress->bytes = atomic_load_explicit(&search->bytes, memory_order_relaxed);
    progress->rows = row_count(search);
}

void text_search_collect(struct text_search *search, struct row_list *rows)
{
    pthread_mutex_lock(&search->mail.lock);
    for (size_t i = 0; i < search->mail.found.count; i++)
        row_list_add(rows, search->mail.found.rows[i]);
    search->mail.found.count = 0;
    pthread_mutex_unlock(&search->mail.lock);
}

bool text_search_failed(struct text_search *search, struct err *err)
{
    if (!atomic_load_explicit(&search->finished, memory_order_acquire) || !search->failed)
        return false;
    if (err)
        *err = search->err;
    return true;
}

bool text_search_run(const struct text_search_job *job, const atomic_bool *cancel,
                     struct row_list *rows, struct err *err)
{
    struct text_search *search;
    bool done;

    err_clear(err);
    rows->count = 0;
    search = search_new(job, err);
    if (!search)
        return false;
    search->job.wake_fd = -1;
    if (cancel)
        search->cancel = cancel;
    done = search_rows(search);
    if (!done && err)
        *err = search->err;
    done = done && !is_cancelled(search);
    text_search_collect(search, rows);
    release(search);
    return done;
}
