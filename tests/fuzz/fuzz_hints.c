#include "fuzz.h"

#include <assay/load/folder_hints.h>
#include <assay/load/hints.h>

#include <string.h>
#include <unistd.h>

/* The input as an assay.yaml, as what stands after --map, and as the path of a file of hints. */
static void read_as_file(const uint8_t *data, size_t size, struct arena *arena)
{
    char path[] = "/tmp/assay-fuzz-hints-XXXXXX";
    struct run_hints hints = {.truth = "given"};
    struct err err = {.code = ERR_NONE};
    int fd = mkstemp(path);

    FUZZ_HOLDS(fd >= 0 && write(fd, data, size) == (ssize_t)size);
    close(fd);
    if (!hints_read(path, arena, &hints, &err))
        FUZZ_HOLDS(err.code != ERR_NONE && err.text[0] && strcmp(err.file, path) == 0);
    else
        FUZZ_HOLDS(!hints.format || loader_find(hints.format));
    FUZZ_HOLDS(strcmp(hints.truth, "given") == 0);
    for (size_t i = 0; i < hints.label_count; i++)
        FUZZ_HOLDS(hints.labels[i] != NULL);
    unlink(path);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct run_hints hints = {.format = NULL};
    const char *text = arena_strndup(arena, (const char *)data, size);
    const char *target = folder_hints_target(arena, text);
    struct err err = {.code = ERR_NONE};

    read_as_file(data, size, arena);
    if (!hints_map(text, arena, &hints, &err))
        FUZZ_HOLDS(err.code == ERR_USAGE);
    FUZZ_HOLDS(!target || strncmp(target, text, strlen(target)) == 0);
    arena_free(arena);
    return 0;
}
