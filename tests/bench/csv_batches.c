/*
 * Times the reader alone: csv_batches FILE [auto|avx512|avx2|sse2|portable] [threads] [columns...]
 *
 * Prints rows, cells, the sum of the cells' lengths (which makes sure that every slice was made),
 * seconds and GB/s.
 */
#include <assay/load/csv_in.h>
#include <assay/load/csv_split.h>

#include <assay/base/arena.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { THREADS_MAX = 16, COLUMNS_MAX = 64 };

struct job {
    const char *path;
    const struct csv_dialect *dialect;
    struct csv_spec spec;
    uint64_t rows, faults, bytes;
    bool fine, quote;
};

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void *work(void *argument)
{
    struct job *job = argument;
    struct err err = {.code = ERR_NONE};
    struct csv_reader *reader = csv_reader_open(job->path, job->dialect, &job->spec, &err);
    struct csv_batch batch = {.done = false};

    while (reader && csv_reader_next(reader, &batch, &err) && !batch.done) {
        job->rows += batch.row_count;
        job->faults += batch.fault_count;
        for (size_t i = 0; i < batch.row_count * batch.column_count; i++)
            job->bytes += batch.cells[i].len;
    }
    job->fine = batch.done;
    if (!job->fine)
        fprintf(stderr, "%s: %s\n", job->path, err.text);
    if (reader)
        job->quote = csv_reader_met_quote(reader);
    csv_reader_close(reader);
    return NULL;
}

static enum csv_path path_named(const char *name)
{
    static const char *const names[] = {"auto", "portable", "sse2", "avx2", "avx512"};

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (strcmp(name, names[i]) == 0)
            return (enum csv_path)i;
    fprintf(stderr, "no path %s\n", name);
    exit(2);
}

int main(int argc, char **argv)
{
    struct job jobs[THREADS_MAX] = {{.path = NULL}};
    size_t columns[COLUMNS_MAX], count = 0;
    uint64_t offsets[THREADS_MAX + 1], rows = 0, bytes = 0, faults = 0;
    size_t threads = argc > 3 ? (size_t)atoi(argv[3]) : 1;
    pthread_t ids[THREADS_MAX];
    struct err err = {.code = ERR_NONE};
    struct csv_reader *first;
    double started = now(), took, megabytes;
    bool quote = false;

    if (argc < 2 || threads < 1 || threads > THREADS_MAX)
        return 2;
    for (int i = 4; i < argc && count < COLUMNS_MAX; i++)
        columns[count++] = (size_t)atoi(argv[i]);
    first = csv_reader_open(argv[1], NULL, NULL, &err);
    if (!first || !csv_split(argv[1], csv_reader_dialect(first), threads, offsets, &err)) {
        fprintf(stderr, "%s: %s\n", argv[1], err.text);
        return 1;
    }
    for (size_t i = 0; i < threads; i++) {
        jobs[i] = (struct job){.path = argv[1], .dialect = csv_reader_dialect(first)};
        jobs[i].spec.path = path_named(argc > 2 ? argv[2] : "auto");
        jobs[i].spec.columns = count ? columns : NULL;
        jobs[i].spec.column_count = count;
        jobs[i].spec.from = threads > 1 ? offsets[i] : 0;
        jobs[i].spec.to = offsets[i + 1];
        if (i && pthread_create(&ids[i], NULL, work, &jobs[i]) != 0)
            return 1;
    }
    work(&jobs[0]);
    for (size_t i = 1; i < threads; i++)
        pthread_join(ids[i], NULL);
    for (size_t i = 0; i < threads; i++) {
        rows += jobs[i].rows;
        bytes += jobs[i].bytes;
        faults += jobs[i].faults;
        quote |= jobs[i].quote;
    }
    took = now() - started;
    megabytes = (double)offsets[threads] * 1e-6;
    printf("rows %llu faults %llu cell bytes %llu quote %d: %.4f s, %.2f GB/s\n",
           (unsigned long long)rows, (unsigned long long)faults, (unsigned long long)bytes, quote,
           took, megabytes / took * 1e-3);
    csv_reader_close(first);
    return 0;
}
