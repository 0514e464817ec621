#include "fuzz.h"

#include <assay/load/discover.h>
#include <assay/metrics/audit.h>
#include <assay/metrics/results.h>
#include <assay/session/suite_check.h>
#include <assay/session/suite_tables.h>

#include <string.h>
#include <unistd.h>

/*
 * The input is cut at bytes 0x1e into the files of a directory, in the order of `names`: what the
 * loaders see of them comes from disk, so they are written to one folder a process and found there.
 */
enum { FILES = 9 };

static const char *const names[FILES] = {
    "evaluation.json",
    "mbpp_results_final_test.json",
    "analysis_final_test.json",
    "run_metadata_test.json",
    "pivot.csv",
    "pivot.json",
    "pass@k.csv",
    "dataset_easy_heavy.csv",
    "summary.csv",
};

static const char *folder(void)
{
    static char path[96];
    const char *temp = getenv("TMPDIR");

    if (path[0] == '\0') {
        snprintf(path, sizeof(path), "%.70s/assay-fuzz-XXXXXX", temp ? temp : "/tmp");
        FUZZ_HOLDS(mkdtemp(path) != NULL);
    }
    return path;
}

static void write_file(const char *path, const uint8_t *data, size_t size)
{
    FILE *file = fopen(path, "wb");

    FUZZ_HOLDS(file != NULL);
    FUZZ_HOLDS(size == 0 || fwrite(data, 1, size, file) == size);
    fclose(file);
}

static void check_run(const struct run *run)
{
    struct arena *arena = arena_new();
    struct audit *audit = audit_run(results_new(run, NULL, arena), arena);
    struct suite *suite = suite_new(&run, 1, arena);
    struct buf out = {NULL, 0, 0};
    size_t sum = 0, count;

    for (int v = 0; v < VERDICT_COUNT; v++)
        sum += audit->tally[v];
    FUZZ_HOLDS(sum == audit->count);
    if (suite) {
        suite_write(suite, SUITE_DIFFICULTY, SUITE_JSON, NULL, 0, &out);
        suite_check(suite, run, arena, &count);
        for (size_t i = 0; i < suite->item_count; i++)
            FUZZ_HOLDS(suite_find_item(suite, suite->items[i].id) == i);
    }
    buf_release(&out);
    arena_free(arena);
}

static void load_all(void)
{
    static const struct run_hints hints = {.format = NULL};
    static const struct load_progress progress = {.threads = 1};
    struct arena *arena = arena_new();
    struct discovery found = {.count = 0};
    struct err err;

    FUZZ_HOLDS(discover(folder(), &hints, &progress, arena, &found, &err));
    for (size_t g = 0; g < found.count; g++) {
        struct run_list runs = {.runs = NULL};

        if (strncmp(found.groups[g].loader->name, "mbpp", 4) != 0)
            continue;
        err_clear(&err);
        if (discovered_load(&found.groups[g], &runs, &err))
            for (size_t i = 0; i < runs.count; i++)
                check_run(runs.runs[i]);
        else
            FUZZ_HOLDS(err.code != ERR_NONE);
        run_list_release(&runs);
    }
    arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char paths[FILES][128];
    size_t written = 0;

    for (size_t f = 0; f < FILES && size; f++) {
        const uint8_t *end = memchr(data, 0x1e, size);
        size_t length = end ? (size_t)(end - data) : size;

        if (length) {
            snprintf(paths[written], sizeof(paths[written]), "%s/%s", folder(), names[f]);
            write_file(paths[written++], data, length);
        }
        data += end ? length + 1 : length;
        size -= end ? length + 1 : length;
    }
    load_all();
    for (size_t i = 0; i < written; i++)
        unlink(paths[i]);
    return 0;
}
