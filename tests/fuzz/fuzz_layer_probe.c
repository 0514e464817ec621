#include "fuzz.h"

#include <assay/load/layer_probe.h>
#include <assay/load/layer_probe_parts.h>
#include <assay/metrics/audit.h>
#include <assay/metrics/results.h>

#include <unistd.h>

/* The first byte chooses the reader; the rest is the file. */
static bool read_as(struct layer_load *load, unsigned kind, const struct group_file *file)
{
    switch (kind % 5) {
    case 0:
        return layer_read_table(load, file, NULL);
    case 1:
        return layer_read_predictions(load, file, NULL);
    case 2:
        return layer_read_summary(load, file, NULL);
    case 3:
        return layer_read_dataset(load, file, NULL);
    default:
        return layer_read_text(load, file, NULL);
    }
}

static void audit(const struct run *run)
{
    struct arena *arena = arena_new();
    struct audit *audit = audit_run(results_new(run, NULL, arena), arena);
    size_t sum = 0;

    for (int v = 0; v < VERDICT_COUNT; v++)
        sum += audit->tally[v];
    FUZZ_HOLDS(sum == audit->count);
    arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct file_kind kind = {.name = "fuzz"};
    static const struct run_hints hints = {.format = NULL};
    static const struct load_progress quiet = {.threads = 1};
    const char *temp = getenv("TMPDIR");
    char path[256];
    struct group_file file = {.path = "input", .full = path, .bytes = size, .kind = &kind};
    struct group group = {
        .id = "g", .root = ".", .files = &file, .count = 1, .hints = &hints, .progress = &quiet};
    struct layer_load load = {.group = &group, .has_predictions = size > 0 && data[0] & 1};
    int fd;
    struct run *run;

    snprintf(path, sizeof(path), "%s/assay-fuzz-XXXXXX", temp ? temp : "/tmp");
    fd = mkstemp(path);
    if (fd < 0 || (size > 1 && write(fd, data + 1, size - 1) < 0))
        abort();
    close(fd);
    load.scratch = arena_new();
    load.builder = run_builder_new("fuzz", ".", "layer-probe");
    read_as(&load, size ? data[0] : 0, &file);
    run = run_builder_finish(load.builder);
    audit(run);
    run_free(run);
    arena_free(load.scratch);
    unlink(path);
    return 0;
}
