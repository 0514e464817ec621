#include "behind.h"

#include <assay/base/err.h>

#include <stdlib.h>
#include <time.h>

enum { PATIENCE = 20000 }; /* milliseconds; sanitised builds on a busy machine are slow */

static long long now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (long long)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

struct behind *behind_new(void)
{
    struct behind *behind = xcalloc(1, sizeof(*behind));
    struct session_options options = {.progress = {.threads = 2},
                                      .metrics = metric_options_default()};

    behind->dir = temp_dir_new();
    behind->session = session_new(&options);
    behind->bg = background_new(behind->session);
    return behind;
}

void behind_free(struct behind *behind)
{
    background_free(behind->bg);
    session_free(behind->session);
    temp_dir_remove(&behind->dir);
    free(behind);
}

static bool collect(struct behind *behind)
{
    if (!background_collect(behind->bg, &behind->last))
        return false;
    behind->seen[behind->last.kind]++;
    return true;
}

bool behind_until(struct behind *behind, enum background_kind kind, size_t entry)
{
    long long end = now() + PATIENCE;

    while (now() < end) {
        while (collect(behind))
            if (behind->last.kind == kind && behind->last.entry == entry)
                return true;
        background_wait(behind->bg, 1000);
    }
    return false;
}

void behind_while(struct behind *behind, int milliseconds)
{
    long long end = now() + milliseconds, left;

    while ((left = end - now()) > 0)
        if (background_wait(behind->bg, (int)left))
            while (collect(behind))
                continue;
}

bool behind_open(struct behind *behind, const char *path)
{
    size_t first = session_entry_count(behind->session);

    background_open(behind->bg, temp_dir_path(&behind->dir, path));
    return behind_until(behind, BACKGROUND_DISCOVERED, first);
}

void behind_write(struct behind *behind, const char *path, const char *mode, const char *head,
                  behind_row *row, size_t from, size_t to)
{
    FILE *out;

    if (mode[0] == 'w')
        temp_dir_write(&behind->dir, path, STR(""));
    out = fopen(temp_dir_path(&behind->dir, path), mode);
    if (!out)
        die("cannot write %s", path);
    fputs(head, out);
    for (size_t i = from; i < to; i++)
        row(out, i);
    fclose(out);
}

static void table_row(FILE *out, size_t row)
{
    fprintf(out, "s%zu,%s,%s\n", row, row % 2 ? "joy" : "fear",
            row % 3 == 2 ? "odd"
            : row % 2    ? "joy"
                         : "fear");
}

void behind_table(struct behind *behind, const char *path, size_t rows)
{
    behind_write(behind, path, "w", "id,y_true,y_pred\n", table_row, 0, rows);
}

size_t behind_samples(const struct behind *behind, size_t entry)
{
    const struct samples *samples;

    if (session_run_count(behind->session, entry) == 0)
        return 0;
    samples = run_samples(session_run(behind->session, entry, 0), 0);
    return samples ? samples->count : 0;
}

size_t behind_notes(const struct behind *behind, size_t entry, enum note_kind kind)
{
    size_t count, found = 0;
    const struct note *notes = run_notes(session_run(behind->session, entry, 0), &count);

    for (size_t i = 0; i < count; i++)
        found += notes[i].kind == kind;
    return found;
}
