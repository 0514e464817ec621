#include "check.h"

#include <assay/load/discover.h>
#include <assay/model/samples.h>

#include <stdlib.h>
#include <string.h>

/* Columns in use and a number id; texts of ids and raw answers are counted by nobody. */
static size_t bytes_of_sample(const struct samples *samples)
{
    size_t bytes = samples_have_ids(samples) ? sizeof(int64_t) : 0;

#define COLUMN_BYTES(name, type, none, help) bytes += samples->name ? sizeof(type) : 0;
    SAMPLE_COLUMNS(COLUMN_BYTES)
#undef COLUMN_BYTES
    return bytes;
}

TEST(no_loader_fills_more_than_64_bytes_a_sample)
{
    static const struct run_hints no_hints = {.format = NULL};
    static const struct load_progress quiet = {.threads = 1};
    struct arena *arena = arena_new();
    struct discovery found;
    struct err err;
    size_t with_samples = 0;

    if (!discover("sample_runs", &no_hints, &quiet, arena, &found, &err)) {
        SKIP("not started in the folder of the sources");
        arena_free(arena);
        return;
    }
    for (size_t g = 0; g < found.count; g++) {
        struct run_list runs = {.runs = NULL};

        if (!CHECK(discovered_load(&found.groups[g], &runs, &err)))
            CHECK_STR(found.groups[g].group.id, err.text);
        for (size_t r = 0; r < runs.count; r++)
            for (size_t s = 0; s < run_samples_count(runs.runs[r]); s++) {
                size_t bytes = bytes_of_sample(run_samples(runs.runs[r], s));

                if (!CHECK(bytes > 0 && bytes <= 64))
                    CHECK_STR(run_id(runs.runs[r]), "");
                with_samples++;
            }
        run_list_release(&runs);
    }
    CHECK(with_samples >= 10);
    arena_free(arena);
}
