#include "fuzz.h"

#include <assay/load/mbpp_parts.h>
#include <assay/load/mbpp_suite_parts.h>
#include <assay/metrics/audit.h>
#include <assay/metrics/results.h>
#include <assay/session/suite.h>

#include <string.h>
#include <unistd.h>

/*
 * The input is cut at bytes 0x1e into the files of a directory, in the order of `kinds`: what the
 * loaders see of them comes from disk, so they are written to one folder a process.
 */
extern const struct loader loader_mbpp, loader_mbpp_suite;

enum { FILES = 9, MBPP_FILES = 4 };

static const struct file_kind *const kinds[FILES] = {
    &mbpp_evaluation,      &mbpp_responses,       &mbpp_analysis,
    &mbpp_metadata,        &suite_kind_pivot_csv, &suite_kind_pivot_json,
    &suite_kind_pass_at_k, &suite_kind_set_csv,   &suite_kind_summary,
};
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
    static char path[64];

    if (path[0] == '\0') {
        snprintf(path, sizeof(path), "/tmp/assay-fuzz-XXXXXX");
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

static void load(const struct loader *loader, const struct group_file *files, size_t count)
{
    static const struct run_hints hints = {.format = NULL};
    static const struct load_progress progress = {.threads = 1};
    struct group group = {.id = "run",
                          .root = folder(),
                          .files = files,
                          .count = count,
                          .hints = &hints,
                          .progress = &progress};
    struct run_list runs = {.runs = NULL};
    struct err err = {.code = ERR_NONE};

    if (loader->load(&group, &runs, &err))
        for (size_t i = 0; i < runs.count; i++)
            check_run(runs.runs[i]);
    else
        FUZZ_HOLDS(err.code != ERR_NONE);
    run_list_release(&runs);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct group_file files[FILES];
    char paths[FILES][128];
    size_t first_of_suite = 0, count = 0;

    for (size_t f = 0; f < FILES && size; f++) {
        const uint8_t *end = memchr(data, 0x1e, size);
        size_t length = end ? (size_t)(end - data) : size;

        if (f < MBPP_FILES)
            first_of_suite = count + (length > 0);
        if (length) {
            snprintf(paths[count], sizeof(paths[count]), "%s/%s", folder(), names[f]);
            write_file(paths[count], data, length);
            files[count] = (struct group_file){names[f], paths[count], length, kinds[f]};
            count++;
        }
        data += end ? length + 1 : length;
        size -= end ? length + 1 : length;
    }
    if (first_of_suite)
        load(&loader_mbpp, files, first_of_suite);
    if (count > first_of_suite)
        load(&loader_mbpp_suite, files + first_of_suite, count - first_of_suite);
    for (size_t i = 0; i < count; i++)
        unlink(paths[i]);
    return 0;
}
