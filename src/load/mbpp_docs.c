#include "mbpp_internal.h"

#include <assay/base/path.h>
#include <assay/load/json_doc.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- names of splits ---- */

static const struct {
    const char *word, *split;
} split_words[] = {
    {"test", "test"},      {"train", "train"},
    {"training", "train"}, {"validation", "validation"},
    {"val", "validation"}, {"valid", "validation"},
    {"dev", "validation"}, {"prompt", "prompt"},
};

const char *mbpp_split_of_name(const char *path, struct arena *arena)
{
    const char *stem = path_stem(arena, path), *word = stem;

    for (const char *p = stem; *p; p++)
        if (strchr("_-. ", *p))
            word = p + 1;
    for (size_t i = 0; i < sizeof(split_words) / sizeof(split_words[0]); i++)
        if (str_eq_nocase(str_of(word), str_of(split_words[i].word)))
            return split_words[i].split;
    return NULL;
}

/* ---- lists of ids ---- */

static int by_id(const void *a, const void *b)
{
    const struct str *x = a, *y = b;
    long long m, n;
    bool first = str_integer(*x, &m), second = str_integer(*y, &n);
    size_t shorter = x->len < y->len ? x->len : y->len;
    int order;

    if (first && second)
        return (m > n) - (m < n);
    if (first != second)
        return first ? -1 : 1;
    order = memcmp(x->ptr, y->ptr, shorter);
    return order ? order : (x->len > y->len) - (x->len < y->len);
}

static uint64_t checksum(const struct str *ids, size_t count)
{
    uint64_t hash = 0xcbf29ce484222325u;

    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < ids[i].len; j++)
            hash = (hash ^ (unsigned char)ids[i].ptr[j]) * 0x100000001b3u;
        hash = (hash ^ 0xff) * 0x100000001b3u;
    }
    return hash;
}

/* How many ids from `ids` on are whole numbers that follow one another. */
static size_t run_length(const struct str *ids, size_t count)
{
    long long first, next;
    size_t length = 1;

    if (!str_integer(ids[0], &first))
        return 1;
    while (length < count && str_integer(ids[length], &next) && next == first + (long long)length)
        length++;
    return length;
}

const char *mbpp_id_list(struct str *ids, size_t count, struct arena *arena)
{
    struct buf text = {NULL, 0, 0};
    const char *kept;

    if (count)
        qsort(ids, count, sizeof(*ids), by_id);
    for (size_t i = 0; i < count && text.len < 120;) {
        size_t length = run_length(ids + i, count - i);

        buf_addf(&text, "%s%.*s", i ? ", " : "", (int)(ids[i].len < 60 ? ids[i].len : 60),
                 ids[i].ptr);
        if (length > 1)
            buf_addf(&text, "%s%.*s", length > 2 ? "-" : ", ", (int)ids[i + length - 1].len,
                     ids[i + length - 1].ptr);
        i += length;
    }
    if (text.len >= 120) {
        text.len = 100;
        while (text.len && ((unsigned char)text.ptr[text.len] & 0xc0) == 0x80)
            text.len--;
        buf_addf(&text, "… (%zu ids, checksum %016llx)", count,
                 (unsigned long long)checksum(ids, count));
    }
    kept = text.len ? arena_strndup(arena, text.ptr, text.len) : "none";
    buf_release(&text);
    return kept;
}

/* ---- claims of an analysis file ---- */

static struct quantity of(const char *metric, const char *subject, const char *split)
{
    return (struct quantity){.metric = metric, .subject = subject, .split = split, .at = NAN};
}

static void claim_difficulties(struct run_builder *builder, const struct meta *breakdown,
                               const char *split, uint32_t file)
{
    static const char *const keys[][2] = {
        {"total", "problems"}, {"passed", "passed"}, {"pass_rate", "pass_rate"}};

    for (const struct meta *band = breakdown ? breakdown->first : NULL; band; band = band->next)
        for (size_t i = 0; band->key && i < 3; i++) {
            char name[160];

            snprintf(name, sizeof(name), "difficulty_breakdown.%.80s.%s", band->key, keys[i][0]);
            builder_claim_node(builder, name, of(keys[i][1], band->key, split),
                               meta_get(band, keys[i][0]), 1.0, file);
        }
}

/* One claim: the list as a whole. */
static void claim_ids(struct run_builder *builder, const struct meta *list, const char *split,
                      uint32_t file)
{
    struct claim claim = {.name = "mbpp_ids", .kind = CLAIM_TEXT, .value = NAN, .file = file};
    struct str *ids;
    size_t count = 0;

    if (!list || list->kind != META_LIST)
        return;
    ids = xcalloc(list->count, sizeof(*ids));
    for (const struct meta *id = list->first; id; id = id->next)
        ids[count++] = meta_scalar(id);
    claim.what = of("mbpp_ids", NULL, split);
    claim.line = list->line;
    claim.printed = mbpp_id_list(ids, count, builder_arena(builder));
    builder_claim(builder, &claim);
    free(ids);
}

static void read_analysis(struct run_builder *builder, const struct meta *doc, const char *split,
                          uint32_t file)
{
    static const char *const keys[][2] = {
        {"total_problems", "problems"},
        {"successful_responses", "responses"},
        {"failed_responses", "responses_failed"},
        {"success_rate", "response_rate"}, /* that the server answered, not that the code passed */
        {"average_tokens", "average_tokens"},
        {"total_tokens", "total_tokens"},
        {"passed_problems", "passed"},
        {"pass_rate", "pass_rate"},
    };

    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
        builder_claim_node(builder, keys[i][0], of(keys[i][1], NULL, split),
                           meta_get(doc, keys[i][0]), 1.0, file);
    claim_ids(builder, meta_get(doc, "mbpp_ids"), split, file);
    claim_difficulties(builder, meta_get(doc, "difficulty_breakdown"), split, file);
}

/* ---- settings ---- */

static const char *split_of_metadata(const struct meta *doc, const char *of_name)
{
    const char *split = meta_text(meta_find(doc, "run_config.split"), NULL);

    return split && split[0] && strcmp(split, "all") != 0 ? split : of_name;
}

/*
 * total_problems_loaded speaks of the data set; it is one figure with the problems evaluated only
 * when all that were loaded were to be processed.
 */
static void claim_sizes(struct run_builder *builder, const struct meta *doc, const char *split,
                        uint32_t file)
{
    const struct meta *loaded = meta_find(doc, "dataset_info.total_problems_loaded");
    const struct meta *chosen = meta_find(doc, "dataset_info.problems_to_process");
    bool all = !chosen || meta_number(chosen) == meta_number(loaded);

    builder_claim_node(builder, "dataset_info.total_problems_loaded",
                       of(all ? "problems" : "problems_loaded", NULL, split), loaded, 1.0, file);
    builder_claim_node(builder, "dataset_info.problems_to_process", of("problems", NULL, split),
                       chosen, 1.0, file);
}

static void read_metadata(struct mbpp_load *load, const struct meta *doc, const char *split,
                          uint32_t file, struct meta *all)
{
    struct arena *arena = builder_arena(load->builder);
    const char *of_doc = split_of_metadata(doc, split);
    struct meta *copy = meta_copy(arena, doc);

    copy->key = arena_strdup(arena, of_doc ? of_doc : "all");
    meta_adopt(all, copy);
    claim_sizes(load->builder, doc, of_doc, file);
}

/* The model's name, when all documents agree on it. */
static const char *model_of(const struct meta *all)
{
    const char *model = NULL;

    for (const struct meta *doc = all->first; doc; doc = doc->next) {
        const char *name = meta_text(meta_find(doc, "run_config.model_name"), NULL);

        if (!name)
            name = meta_text(meta_get(doc, "model_name"), NULL);
        if (name && model && strcmp(name, model) != 0)
            return NULL;
        model = name ? name : model;
    }
    return model;
}

static void push_metadata(struct mbpp_load *load, struct meta *all, const char *title)
{
    const char *model = model_of(all);

    if (model) {
        builder_meta_text(load->builder, "model", model);
        if (!title)
            builder_title(load->builder,
                          arena_printf(builder_arena(load->builder), "%s, run %s", model,
                                       path_base(builder_arena(load->builder), load->group->id)));
    }
    if (all->first)
        builder_meta(load->builder, "run_metadata", all);
}

/* ---- what the evaluation says of a split ---- */

static void push_id_fact(struct mbpp_load *load, const char *split)
{
    const uint16_t *splits = split ? sample_writer_split(load->writer) : NULL;
    struct run_builder *builder = load->builder;
    struct str *ids = xcalloc(load->rows->count, sizeof(*ids));
    uint16_t wanted = split ? builder_split(builder, str_of(split)) : 0;
    size_t count = 0;

    for (size_t i = 0; i < load->rows->count; i++)
        if (!split || splits[i] == wanted)
            ids[count++] = mbpp_rows_id(load->rows, i);
    if (count)
        builder_fact(builder, &(struct fact){
                                  .what = of("mbpp_ids", NULL, split),
                                  .kind = CLAIM_TEXT,
                                  .value = NAN,
                                  .text = mbpp_id_list(ids, count, builder_arena(builder)),
                                  .n = count,
                                  .how = "ids of the evaluated records",
                              });
    free(ids);
}

/* ---- all documents of a run ---- */

static void read_document(struct mbpp_load *load, const struct group_file *file, struct meta *all,
                          struct arena *arena)
{
    uint32_t number = builder_file(load->builder, file->path, file->kind->name, file->bytes);
    const char *split = mbpp_split_of_name(file->path, arena);
    struct err err;
    const struct meta *doc = json_doc_read(arena, file->full, group_control(load->group), &err);

    if (!doc) {
        builder_note(load->builder, NOTE_BROKEN, number, 0, "%s%s%s", err.place,
                     err.place[0] ? ": " : "", err.text);
        return;
    }
    if (file->kind == &mbpp_metadata) {
        read_metadata(load, doc, split, number, all);
        return;
    }
    read_analysis(load->builder, doc, split, number);
    if (meta_get(doc, "mbpp_ids") && (!split || load->split_origin != MBPP_SPLIT_NONE))
        push_id_fact(load, split);
}

void mbpp_read_documents(struct mbpp_load *load)
{
    struct arena *arena = arena_new();
    struct meta *all = meta_new(arena, META_MAP);

    for (size_t i = 0; i < load->group->count; i++) {
        const struct group_file *file = &load->group->files[i];

        if (file->kind == &mbpp_analysis || file->kind == &mbpp_metadata)
            read_document(load, file, all, arena);
    }
    push_metadata(load, all, load->group->hints->title);
    arena_free(arena);
}
