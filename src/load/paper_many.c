#include <assay/load/paper_many.h>

#include <assay/base/intern.h>
#include <assay/base/path.h>
#include <assay/load/paper.h>
#include <assay/load/paper_results.h>
#include <assay/load/paper_stamp.h>

#include <math.h>
#include <string.h>

/* A run costs memory of its own; beyond this a file is no list of runs. */
enum { RUNS_MAX = 10000 };

struct many {
    const struct group *group;
    const struct paper_document *document;
    const struct meta *runs, *baseline;
    struct arena *scratch;
    struct run_list *list;
    const struct paper_hooks *hooks;
    struct intern *ids, *names;
    unsigned *id_next;   /* of every id given: the number a repeated one gets */
    size_t *name_counts; /* of every name */
    bool begun;
};

static const char *entry_text(const struct meta *entry, const char *key)
{
    const struct meta *node = meta_get(entry, key);

    return node && (node->kind == META_TEXT || node->kind == META_NUMBER) ? meta_scalar(node).ptr
                                                                          : NULL;
}

/* An id that no run of the file has had so far. */
static const char *unique_id(struct many *many, const char *id)
{
    uint32_t number = intern_find(many->ids, str_of(id));
    const char *tried = id;

    while (number != INTERN_NONE && intern_find(many->ids, str_of(tried)) != INTERN_NONE)
        tried = arena_printf(many->scratch, "%s~%u", id, 2 + many->id_next[number]++);
    intern_add(many->ids, str_of(tried));
    return tried;
}

static void count_names(struct many *many)
{
    many->name_counts = arena_zalloc(many->scratch, many->runs->count + 1, sizeof(size_t));
    for (const struct meta *entry = many->runs->first; entry; entry = entry->next) {
        const char *name = entry_text(entry, "name");

        if (name)
            many->name_counts[intern_add(many->names, str_of(name))]++;
    }
}

static void note_name(struct many *many, struct run_builder *builder, uint32_t file,
                      const char *name)
{
    uint32_t number = intern_find(many->names, str_of(name));

    if (number != INTERN_NONE && many->name_counts[number] > 1)
        builder_note_count(builder, NOTE_ODD, file, 0, many->name_counts[number],
                           "%zu runs of this file are named \"%s\"", many->name_counts[number],
                           name);
}

static void push_file_figures(struct many *many, struct run_builder *builder, uint32_t file)
{
    const struct meta *total = meta_find(many->document->root, "metadata.total_runs");

    if (many->runs->count > RUNS_MAX)
        builder_note(builder, NOTE_SKIPPED, file, 0, "of %zu entries only %d are read as runs",
                     many->runs->count, (int)RUNS_MAX);
    if (!total)
        return;
    builder_claim_node(builder, "metadata.total_runs", QUANTITY("runs_listed"), total, 1.0, file);
    builder_fact(builder, &(struct fact){
                              .what = QUANTITY("runs_listed"),
                              .value = (double)many->runs->count,
                              .n = many->runs->count,
                              .how = "entries of runs",
                          });
}

static void push_baseline_link(struct many *many, struct run_builder *builder)
{
    if (many->baseline && !many->group->hints->baseline)
        builder_baseline(builder, arena_printf(many->scratch, "%s#baseline", many->group->id));
}

/* variant_name: "baseline" for the baseline's own entry, else "". */
static void push_run(struct many *many, const struct meta *entry, const char *id,
                     const char *prefix, const char *variant_name)
{
    const struct group_file *from = many->document->file;
    struct run_builder *builder =
        run_builder_new(arena_printf(many->scratch, "%s#%s", many->group->id, id),
                        many->group->root, loader_paper_metrics.name);
    uint32_t file = builder_file(builder, from->path, from->kind->name, from->bytes);
    const struct meta *metrics = meta_get(entry, "metrics");
    struct paper_place place = {
        .builder = builder,
        .scratch = many->scratch,
        .file = file,
        .root = entry,
        .base = metrics ? metrics : entry,
        .prefix = metrics ? arena_printf(many->scratch, "%smetrics.", prefix) : prefix,
        .root_prefix = prefix,
    };
    const char *name = entry_text(entry, "name");

    builder_dialect(builder, "many runs");
    if (name)
        builder_title(builder, name);
    many->hooks->start(many->hooks->arg, builder);
    if (!many->begun)
        push_file_figures(many, builder, file);
    many->begun = true;
    paper_keep_meta(&place);
    paper_push_variant(&place, (const char *const[]){variant_name, NULL});
    if (variant_name[0] == '\0')
        push_baseline_link(many, builder);
    if (paper_push_results(&place) == 0)
        builder_note(builder, NOTE_ODD, file, entry->line, "no metric in %s", prefix);
    paper_check_stamps(&place, NULL);
    if (name && variant_name[0] == '\0')
        note_name(many, builder, file, name);
    run_list_add(many->list, run_builder_finish(builder));
}

static bool is_run(const struct meta *entry)
{
    return meta_get(entry, "metrics") || meta_get(entry, "id") || meta_get(entry, "name");
}

static void push_runs(struct many *many)
{
    size_t index = 0, pushed = 0;

    if (many->baseline)
        push_run(many, many->baseline, unique_id(many, "baseline"), "baseline.", "baseline");
    for (const struct meta *entry = many->runs->first; entry; entry = entry->next, index++) {
        const char *id = entry_text(entry, "id");

        if (!is_run(entry) || pushed++ >= RUNS_MAX)
            continue;
        if (!id)
            id = arena_printf(many->scratch, "%zu", index + 1);
        push_run(many, entry, unique_id(many, id), arena_printf(many->scratch, "runs.%zu.", index),
                 "");
    }
}

void paper_push_many(const struct group *group, const struct paper_document *document,
                     struct arena *scratch, struct run_list *runs, const struct paper_hooks *hooks)
{
    struct many many = {
        .group = group,
        .document = document,
        .runs = meta_get(document->root, "runs"),
        .baseline = meta_get(document->root, "baseline"),
        .scratch = scratch,
        .list = runs,
        .hooks = hooks,
    };

    if (!many.runs || many.runs->kind != META_LIST)
        many.runs = meta_new(scratch, META_LIST);
    if (many.baseline && many.baseline->kind != META_MAP)
        many.baseline = NULL;
    many.id_next = arena_zalloc(scratch, many.runs->count + 2, sizeof(unsigned));
    many.ids = intern_new(scratch);
    many.names = intern_new(scratch);
    count_names(&many);
    push_runs(&many);
    intern_free(many.ids);
    intern_free(many.names);
}

void paper_note_registry(struct run_builder *builder, const struct paper_document *registry,
                         struct arena *scratch, size_t present)
{
    const struct meta *listed = meta_get(registry->root, "runs");
    uint32_t file = builder_file(builder, registry->file->path, registry->file->kind->name,
                                 registry->file->bytes);
    const char *folder = path_dir(scratch, registry->file->full);
    size_t gone = 0;

    if (!listed)
        return;
    for (const struct meta *entry = listed->first; entry; entry = entry->next) {
        const char *path = meta_text(meta_get(entry, "results_file"), NULL);

        gone += path && !path_exists(path[0] == '/' ? path : path_join(scratch, folder, path));
    }
    if (present && listed->count != present)
        builder_note(builder, NOTE_ODD, file, 0,
                     "the registry lists %zu runs where %zu are in the file of runs", listed->count,
                     present);
    if (gone)
        builder_note_count(builder, NOTE_ODD, file, 0, gone,
                           "%zu of %zu results files that the registry names are gone", gone,
                           listed->count);
}
