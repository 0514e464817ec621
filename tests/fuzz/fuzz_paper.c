#include "fuzz.h"

#include <assay/load/json_doc.h>
#include <assay/load/paper.h>
#include <assay/load/paper_compare.h>
#include <assay/load/paper_many.h>
#include <assay/load/paper_results.h>
#include <assay/load/paper_stamp.h>
#include <assay/load/paper_summary.h>
#include <assay/metrics/audit.h>
#include <assay/metrics/results.h>

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

static void load_single(struct arena *scratch, const struct meta *root, struct str text)
{
    struct run_builder *builder = run_builder_new("fuzz", ".", "paper-metrics");
    const struct meta *results = meta_get(root, "results");
    struct paper_place place = {
        .builder = builder,
        .scratch = scratch,
        .file = builder_file(builder, "results.json", "results", text.len),
        .root = root,
        .base = results ? results : root,
        .prefix = "",
        .root_prefix = "",
    };
    struct run *run;

    paper_keep_meta(&place);
    paper_push_variant(&place, (const char *const[]){"x_ttt", NULL});
    paper_push_results(&place);
    paper_check_stamps(&place, "run_20251003_143022_ttt");
    paper_push_comparison(&place);
    paper_push_summary(builder, text, place.file);
    run = run_builder_finish(builder);
    audit(run);
    run_free(run);
}

static void start(void *arg, struct run_builder *builder)
{
    (void)arg;
    builder_reason(builder, "fuzz");
}

static void load_many(struct arena *scratch, const struct meta *root)
{
    static const struct file_kind kind = {.name = "runs"};
    static const struct run_hints hints = {.format = NULL};
    struct group_file file = {.path = "a.json", .full = "a.json", .kind = &kind};
    struct group group = {.id = "g", .root = ".", .files = &file, .count = 1, .hints = &hints};
    struct paper_document document = {.file = &file, .root = root};
    struct paper_hooks hooks = {start, NULL};
    struct run_list runs = {.runs = NULL};

    paper_push_many(&group, &document, scratch, &runs, &hooks);
    for (size_t i = 0; i < runs.count; i++)
        audit(runs.runs[i]);
    run_list_release(&runs);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *scratch = arena_new();
    struct str text = {(const char *)data, size};
    struct meta *root = json_doc_parse(scratch, text, NULL);

    if (root && root->kind == META_MAP) {
        load_single(scratch, root, text);
        load_many(scratch, root);
    } else {
        struct run_builder *builder = run_builder_new("fuzz", ".", "paper-metrics");

        paper_push_summary(builder, text, 0);
        run_builder_free(builder);
    }
    arena_free(scratch);
    return 0;
}
