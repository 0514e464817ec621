#include "fuzz.h"

#include <assay/load/known.h>
#include <assay/load/loader.h>
#include <assay/load/sniff.h>

#include <string.h>
#include <unistd.h>

/* The first byte chooses the name, since a file is judged by its suffix too. */
static const char *const names[] = {
    "a.csv",
    "a.json",
    "a.jsonl",
    "a.md",
    "a.txt",
    "a.yaml",
    "a.tsv",
    "a",
    "results.json",
    "a_metrics_per_layer.csv",
    "summary.json",
    "a.eval",
    "metrics.csv",
    "metrics.json",
    "confusion_matrix.csv",
    "pass@k.csv",
    "README.md",
    "summary.txt",
    "confusion_matrix.json",
    "classification_report.txt",
};

static void check_sniff(const struct sniff *sniff)
{
    static const struct run_hints no_hints = {.format = NULL};

    FUZZ_HOLDS(shape_name(sniff->shape)[0] != '\0');
    for (size_t i = 0; i < sniff->key_count; i++)
        FUZZ_HOLDS(sniff->keys[i] != NULL && sniff_has(sniff, sniff->keys[i]));
    known_format(sniff);
    for (size_t i = 0; loader_registry[i]; i++) {
        struct run_hints forced = {.format = loader_registry[i]->name};
        const struct file_kind *kind = loader_registry[i]->classify(sniff, &no_hints);

        FUZZ_HOLDS(!kind || (kind->name[0] && kind->reason[0]));
        FUZZ_HOLDS(kind == loader_registry[i]->classify(sniff, &no_hints));
        loader_registry[i]->classify(sniff, &forced);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[] = "/tmp/assay-fuzz-sniff-XXXXXX";
    const char *name = names[size ? data[0] % (sizeof(names) / sizeof(names[0])) : 0];
    struct arena *arena = arena_new();
    struct err err = {.code = ERR_NONE};
    struct sniff sniff;
    int fd = mkstemp(path);

    FUZZ_HOLDS(fd >= 0);
    FUZZ_HOLDS(size < 2 || write(fd, data + 1, size - 1) == (ssize_t)size - 1);
    close(fd);
    FUZZ_HOLDS(sniff_file(path, name, arena, &sniff, &err));
    check_sniff(&sniff);
    unlink(path);
    arena_free(arena);
    return 0;
}
