#include <assay/load/paper.h>

#include <assay/base/path.h>
#include <assay/load/json_doc.h>
#include <assay/load/paper_compare.h>
#include <assay/load/paper_many.h>
#include <assay/load/paper_results.h>
#include <assay/load/paper_stamp.h>
#include <assay/load/paper_summary.h>
#include <assay/load/text_in.h>

#include <string.h>

static const struct file_kind kind_results = {
    .name = "results",
    .role = ROLE_EVIDENCE,
    .reason = "has accuracies of speech tasks or losses over positions",
};
static const struct file_kind kind_many = {
    .name = "runs",
    .role = ROLE_EVIDENCE,
    .reason = "lists runs with their metrics",
};
static const struct file_kind kind_comparison = {
    .name = "comparison",
    .role = ROLE_EVIDENCE,
    .reason = "compares losses of TTT and baseline",
};
static const struct file_kind kind_generation = {
    .name = "generation",
    .role = ROLE_EVIDENCE,
    .reason = "is generator output",
};
static const struct file_kind kind_registry = {
    .name = "registry",
    .role = ROLE_SUPPORT,
    .reason = "lists results files",
};
static const struct file_kind kind_summary = {
    .name = "summary",
    .role = ROLE_SUPPORT,
    .reason = "is a summary in text",
};

/* ---- telling the kinds apart ---- */

static bool speaks_of_tasks(const struct sniff *sniff)
{
    static const char *const words[] = {"sblimp",     "swuggy",        "tstory", "sstory",
                                        "librilight", "paper_metrics", NULL};

    for (size_t i = 0; words[i]; i++)
        if (str_contains_nocase(sniff->head, words[i]))
            return true;
    return false;
}

static bool has_start(const struct sniff *sniff, const char *start)
{
    for (size_t i = 0; i < sniff->key_count; i++)
        if (strncmp(sniff->keys[i], start, strlen(start)) == 0)
            return true;
    return false;
}

static bool is_results(const struct sniff *sniff)
{
    if (!speaks_of_tasks(sniff))
        return false;
    return sniff_has(sniff, "results") || sniff_has(sniff, "librilight_detailed") ||
           sniff_has(sniff, "paper_metrics_avg") || sniff_has(sniff, "librilight") ||
           has_start(sniff, "librilight_") || sniff_count_suffix(sniff, "_accuracy");
}

static bool is_many(const struct sniff *sniff)
{
    return (sniff_has(sniff, "runs") || sniff_has(sniff, "baseline")) &&
           (sniff_has(sniff, "schema_version") || sniff_has(sniff, "metadata") ||
            sniff_has(sniff, "baseline")) &&
           speaks_of_tasks(sniff);
}

static bool is_registry(const struct sniff *sniff)
{
    return sniff_has(sniff, "runs") && str_contains_nocase(sniff->head, "\"results_file\"");
}

static bool is_generation(const struct sniff *sniff)
{
    return strcmp(sniff->name, "results.json") == 0 && sniff_has(sniff, "checkpoint") &&
           str_contains_nocase(sniff->head, "\"generation_method\"");
}

static const struct file_kind *classify(const struct sniff *sniff, const struct run_hints *hints)
{
    if (strcmp(sniff->name, "summary.txt") == 0)
        return &kind_summary;
    if (sniff->shape != SHAPE_OBJECT)
        return NULL;
    if (sniff_has(sniff, "ttt_advantage"))
        return &kind_comparison;
    if (is_many(sniff))
        return &kind_many;
    if (is_registry(sniff))
        return &kind_registry;
    if (is_generation(sniff))
        return &kind_generation;
    if (is_results(sniff))
        return &kind_results;
    if (hints->format && strcmp(hints->format, loader_paper_metrics.name) == 0)
        return &kind_results;
    return NULL;
}

/* ---- loading ---- */

struct load {
    const struct group *group;
    struct arena *scratch;
    struct run_list *runs;
    struct paper_document *documents; /* one a file; the summary has none */
    const char *const *names;         /* of directory and file, for the variant */
    const struct paper_document *current;
    size_t evidence;
    size_t first; /* runs in the list before this group */
};

static bool is_document(const struct group_file *file)
{
    return file->kind != &kind_summary;
}

static void read_documents(struct load *load)
{
    for (size_t i = 0; i < load->group->count; i++) {
        const struct group_file *file = &load->group->files[i];
        struct paper_document *document = &load->documents[i];
        struct meta *root;

        document->file = file;
        load->evidence += file->kind->role == ROLE_EVIDENCE;
        if (!is_document(file))
            continue;
        group_progress(load->group, file->path, 0, file->bytes);
        root = json_doc_read(load->scratch, file->full, group_control(load->group), &document->err);
        if (root && root->kind != META_MAP)
            err_set_file(&document->err, ERR_SYNTAX, file->full, "is no JSON object");
        else
            document->root = root;
        group_progress(load->group, file->path, file->bytes, file->bytes);
    }
}

static uint32_t add_file(struct run_builder *builder, const struct group_file *file)
{
    return builder_file(builder, file->path, file->kind->name, file->bytes);
}

static void push_summary(struct load *load, struct run_builder *builder,
                         const struct group_file *file)
{
    uint32_t number = add_file(builder, file);
    enum text_encoding encoding;
    struct str bytes;
    struct err err;

    if (!file_read(file->full, DOCUMENT_LIMIT, load->scratch, &bytes, &err)) {
        builder_note(builder, NOTE_BROKEN, number, 0, "%s", err.text);
        return;
    }
    if (paper_push_summary(builder, text_to_utf8(load->scratch, bytes, &encoding), number) == 0)
        builder_note(builder, NOTE_SKIPPED, number, 0, "no figure was recognised in it");
}

static size_t runs_listed(const struct load *load)
{
    for (size_t i = 0; i < load->group->count; i++)
        if (load->group->files[i].kind == &kind_many) {
            const struct meta *runs = meta_get(load->documents[i].root, "runs");

            return runs ? runs->count : 0;
        }
    return 0;
}

/* What the group says beside its evidence: with its first run. */
static void push_support(struct load *load, struct run_builder *builder)
{
    for (size_t i = 0; i < load->group->count; i++) {
        const struct paper_document *document = &load->documents[i];

        if (document->file->kind == &kind_summary)
            push_summary(load, builder, document->file);
        else if (!document->root)
            builder_note(builder, NOTE_BROKEN, add_file(builder, document->file), 0, "%s%s%s",
                         document->err.place, document->err.place[0] ? ": " : "",
                         document->err.text);
        else if (document->file->kind == &kind_registry)
            paper_note_registry(builder, document, load->scratch, runs_listed(load));
    }
}

static void start_run(void *arg, struct run_builder *builder)
{
    struct load *load = arg;
    const struct run_hints *hints = load->group->hints;
    const struct group_file *file = load->current->file;

    builder_reason(builder, arena_printf(load->scratch, "%s %s", file->path, file->kind->reason));
    if (hints->title && load->evidence == 1 && load->runs->count == load->first)
        builder_title(builder, hints->title);
    if (hints->baseline)
        builder_baseline(builder, hints->baseline);
    if (load->runs->count == load->first)
        push_support(load, builder);
}

/* The object that holds the categories, and its path. */
static const struct meta *results_base(const struct meta *root, const char **prefix)
{
    const struct meta *results = meta_get(root, "results");

    *prefix = "results.";
    if (results && results->kind == META_MAP)
        return results;
    *prefix = "";
    return root;
}

static void push_results(struct load *load, const struct paper_place *place)
{
    struct run_builder *builder = place->builder;

    builder_dialect(builder, place->prefix[0] ? "nested" : "flat");
    paper_push_variant(place, load->names);
    if (paper_push_results(place) == 0)
        builder_note(builder, NOTE_ODD, place->file, 0, "no metric was found in it");
    paper_check_stamps(place, load->names[0]);
}

static void push_single(struct load *load, const struct paper_document *document)
{
    const struct file_kind *kind = document->file->kind;
    const char *id = load->group->id;
    struct paper_place place = {.scratch = load->scratch, .root = document->root};

    if (load->evidence > 1 && kind != &kind_results)
        id = arena_printf(load->scratch, "%s#%s", id, kind->name);
    place.builder = run_builder_new(id, load->group->root, loader_paper_metrics.name);
    place.file = add_file(place.builder, document->file);
    place.base = results_base(document->root, &place.prefix);
    place.root_prefix = "";
    start_run(load, place.builder);
    paper_keep_meta(&place);
    if (kind == &kind_results) {
        push_results(load, &place);
    } else if (kind == &kind_comparison) {
        builder_dialect(place.builder, "comparison");
        paper_push_comparison(&place);
    } else {
        builder_dialect(place.builder, "generation");
        builder_note(place.builder, NOTE_ODD, place.file, 0, "generator output without a metric");
    }
    run_list_add(load->runs, run_builder_finish(place.builder));
}

static void push_documents(struct load *load)
{
    const struct paper_hooks hooks = {start_run, load};

    for (size_t i = 0; i < load->group->count; i++) {
        const struct paper_document *document = &load->documents[i];

        if (!document->root || document->file->kind->role != ROLE_EVIDENCE)
            continue;
        load->current = document;
        if (document->file->kind == &kind_many)
            paper_push_many(load->group, document, load->scratch, load->runs, &hooks);
        else
            push_single(load, document);
    }
}

/* Directory and file names, which may end in _ttt or _baseline. */
static const char *const *run_names(const struct group *group, struct arena *arena)
{
    const char **names = arena_zalloc(arena, group->count + 2, sizeof(*names));
    size_t count = 0;
    const char *full = group->count ? group->files[0].full : group->root;

    names[count++] = path_base(arena, path_dir(arena, full));
    for (size_t i = 0; i < group->count; i++)
        if (group->files[i].kind == &kind_results)
            names[count++] = path_stem(arena, group->files[i].path);
    return names;
}

static bool load_paper(const struct group *group, struct run_list *runs, struct err *err)
{
    struct load load = {.group = group, .runs = runs, .first = runs->count};

    load.scratch = arena_new();
    load.documents = arena_zalloc(load.scratch, group->count, sizeof(*load.documents));
    load.names = run_names(group, load.scratch);
    read_documents(&load);
    push_documents(&load);
    if (runs->count == load.first) {
        err_set_file(err, ERR_NO_EVIDENCE, group->root, "holds no paper metrics");
        for (size_t i = 0; i < group->count; i++)
            if (group->files[i].kind->role == ROLE_EVIDENCE && load.documents[i].err.code && err)
                *err = load.documents[i].err;
    }
    arena_free(load.scratch);
    return runs->count > load.first;
}

const struct loader loader_paper_metrics = {
    .name = "paper-metrics",
    .summary = "results of speech tasks and long-context losses, one run or many in a file",
    .classify = classify,
    .load = load_paper,
};
