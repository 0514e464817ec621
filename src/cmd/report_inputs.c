#include <assay/cmd/report_inputs.h>

#include <assay/load/source.h>

static bool add_file(struct checksum *sum, const char *path, const char *full, uint64_t bytes)
{
    checksum_text(sum, path);
    checksum_number(sum, (double)bytes);
    return checksum_file(sum, full, NULL);
}

static void add_hints(struct checksum *sum, const struct run_hints *hints)
{
    const char *const texts[] = {
        hints->format, hints->title,      hints->fallback, hints->baseline,
        hints->truth,  hints->prediction, hints->raw,      hints->id,
        hints->score,  hints->split,      hints->group,
    };

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        checksum_text(sum, texts[i]);
    for (size_t i = 0; i < hints->label_count; i++)
        checksum_text(sum, hints->labels[i]);
}

bool report_inputs_of(const struct discovered *found, uint64_t *inputs)
{
    const struct group *group = &found->group;
    struct checksum sum = checksum_new();
    bool done = true;

    checksum_text(&sum, found->loader->name);
    checksum_text(&sum, group->id);
    add_hints(&sum, group->hints);
    for (size_t i = 0; i < group->count && done; i++)
        done = add_file(&sum, group->files[i].path, group->files[i].full, group->files[i].bytes);
    *inputs = checksum_value(&sum);
    return done;
}

bool report_inputs_add_path(struct checksum *sum, const char *path)
{
    struct arena *arena = arena_new();
    struct source source;
    bool done = source_open(path, arena, &source, NULL);

    for (size_t i = 0; done && i < source.count; i++)
        done = add_file(sum, source.files[i].path, source.files[i].full, source.files[i].bytes);
    checksum_text(sum, NULL);
    arena_free(arena);
    return done;
}
