#include "fuzz.h"

#include <assay/load/classification_md_tables.h>
#include <assay/load/markdown_in.h>
#include <assay/load/markdown_matrix.h>
#include <assay/load/text_in.h>

static void check_matrix(const struct markdown_block *fence, struct arena *arena)
{
    struct printed_matrix printed;

    if (!markdown_matrix_parse(fence->lines, fence->line_count, arena, &printed))
        return;
    FUZZ_HOLDS(printed.row_count >= 2 && printed.column_count >= 2);
    for (size_t i = 0; i < printed.row_count * printed.column_count; i++)
        FUZZ_HOLDS(printed.cells[i].len > 0);
}

/* A summary as it comes from disk: text made UTF-8, blocks, claims, a run that can be freed. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct run_hints no_hints = {.format = NULL};
    static const struct load_progress quiet = {.threads = 1};
    struct group group = {.id = "f", .root = "f", .hints = &no_hints, .progress = &quiet};
    struct evaluation evaluation = {.group = &group, .arena = arena_new()};
    enum text_encoding encoding;
    struct str bytes = {arena_strndup(evaluation.arena, (const char *)data, size), size};
    struct markdown md =
        markdown_parse(text_to_utf8(evaluation.arena, bytes, &encoding), evaluation.arena);
    struct str heading = STR("Top confusion matrix");

    evaluation.builder = run_builder_new("f", "f", "classification");
    for (size_t i = 0; i < md.count; i++) {
        if (md.blocks[i].kind == MARKDOWN_FENCE)
            check_matrix(&md.blocks[i], evaluation.arena);
        if (md.blocks[i].kind == MARKDOWN_TABLE)
            md_table_push(&evaluation, &md.blocks[i], md_table_kind(&md.blocks[i], heading), 0,
                          heading);
    }
    evaluation_settle_models(&evaluation);
    run_free(run_builder_finish(evaluation.builder));
    free(evaluation.models);
    arena_free(evaluation.arena);
    return 0;
}
