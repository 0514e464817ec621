#include <assay/load/sniff.h>

#include <assay/base/path.h>
#include <assay/base/utf8.h>
#include <assay/load/csv_sniff.h>
#include <assay/load/json_value.h>
#include <assay/load/text_in.h>

#include <stdlib.h>
#include <string.h>

enum {
    KEY_LIMIT = 65536,             /* keys kept of one object */
    WHOLE_OBJECT_BYTES = 16 << 20, /* an object cut by the first bytes is read up to this */
};

static const char *const shape_names[] = {
    [SHAPE_EMPTY] = "an empty file",
    [SHAPE_BINARY] = "a binary file",
    [SHAPE_COMPRESSED] = "a compressed file",
    [SHAPE_TABLE] = "a table",
    [SHAPE_OBJECT] = "a JSON object",
    [SHAPE_RECORDS] = "a JSON array of records",
    [SHAPE_LINES] = "JSON records, one a line",
    [SHAPE_JSON] = "JSON without records",
    [SHAPE_YAML] = "YAML",
    [SHAPE_MARKDOWN] = "Markdown",
    [SHAPE_TEXT] = "text",
};

const char *shape_name(enum file_shape shape)
{
    return shape_names[shape];
}

static bool has_suffix(const struct sniff *sniff, const char *const *suffixes)
{
    for (; *suffixes; suffixes++)
        if (strcmp(sniff->suffix, *suffixes) == 0)
            return true;
    return false;
}

static bool is_compressed(struct str head)
{
    static const char *const magic[] = {"\x1f\x8b",
                                        "PK\x03\x04",
                                        "BZh",
                                        "\xfd"
                                        "7zXZ",
                                        "\x28\xb5\x2f\xfd",
                                        NULL};

    for (size_t i = 0; magic[i]; i++)
        if (str_starts(head, magic[i]))
            return true;
    return false;
}

/* ---- JSON ---- */

static struct str skip_blank(struct str text)
{
    while (text.len && json_is_blank(text.ptr[0]))
        text.ptr++, text.len--;
    return text;
}

/* The key at which the text broke off, when only its value is cut. */
static bool cut_key(const struct json_iter *it, struct json_value *key)
{
    const char *after = json_step(it->at, it->end, key);
    struct str rest = {after, after ? (size_t)(it->end - after) : 0};

    rest = skip_blank(rest);
    return rest.len && rest.ptr[0] == ':' && key->kind == JSON_STRING;
}

struct key_list {
    const char **keys;
    size_t count, capacity;
};

static void add_key(struct key_list *list, const struct json_value *key, struct arena *arena)
{
    struct buf name = {.ptr = NULL};

    json_value_text(key, &name);
    list->keys = array_grow(list->keys, &list->capacity, list->count + 1, sizeof(*list->keys));
    list->keys[list->count++] = arena_strndup(arena, buf_str(&name).ptr, name.len);
    buf_release(&name);
}

/* The keys of the object that `text` begins with. */
static void collect_keys(struct str text, struct arena *arena, struct sniff *sniff)
{
    struct json_iter it = json_object(text);
    struct json_value key, value;
    struct key_list list = {.keys = NULL};

    while (list.count < KEY_LIMIT && json_iter_next(&it, &key, &value))
        add_key(&list, &key, arena);
    if (list.count < KEY_LIMIT && it.broken && cut_key(&it, &key))
        add_key(&list, &key, arena);
    sniff->keys_cut = it.broken;
    sniff->keys = arena_copy(arena, list.keys, list.count, sizeof(*list.keys));
    sniff->key_count = list.count;
    free(list.keys);
}

/* True when another object begins after the first, which is whole. */
static bool object_follows(struct str text)
{
    struct json_value first;
    const char *end = text.ptr + text.len;
    const char *after = json_step(text.ptr, end, &first);
    struct str rest;

    if (!after)
        return false;
    rest = skip_blank((struct str){after, (size_t)(end - after)});
    return rest.len && rest.ptr[0] == '{';
}

static void sniff_json(struct str text, struct arena *arena, struct sniff *sniff)
{
    static const char *const line_suffixes[] = {"jsonl", "ndjson", NULL};

    if (text.ptr[0] == '[') {
        struct str first = skip_blank((struct str){text.ptr + 1, text.len - 1});

        sniff->shape = first.len && first.ptr[0] == '{' ? SHAPE_RECORDS : SHAPE_JSON;
        if (sniff->shape == SHAPE_RECORDS)
            collect_keys(first, arena, sniff);
        return;
    }
    sniff->shape =
        object_follows(text) || has_suffix(sniff, line_suffixes) ? SHAPE_LINES : SHAPE_OBJECT;
    collect_keys(text, arena, sniff);
}

/* An object longer than the first bytes shows its later keys only when read whole. */
static void sniff_whole_object(const char *full_path, struct arena *arena, struct sniff *sniff)
{
    struct arena *scratch = arena_new();
    struct str bytes;

    if (file_read(full_path, WHOLE_OBJECT_BYTES, scratch, &bytes, NULL)) {
        if (str_starts(bytes, "\xef\xbb\xbf"))
            bytes = (struct str){bytes.ptr + 3, bytes.len - 3};
        bytes = skip_blank(bytes);
        if (object_follows(bytes))
            sniff->shape = SHAPE_LINES;
        collect_keys(bytes, arena, sniff);
    }
    arena_free(scratch);
}

/* ---- tables and text ---- */

static bool sniff_table(struct str head, struct arena *arena, struct sniff *sniff)
{
    static const char *const suffixes[] = {"csv", "tsv", "tab", "psv", NULL};
    struct csv_dialect dialect;
    const char **keys;

    csv_sniff(head, arena, &dialect);
    if (!dialect.readable || (!dialect.table && !has_suffix(sniff, suffixes)))
        return false;
    keys = arena_zalloc(arena, dialect.column_count, sizeof(*keys));
    for (size_t i = 0; i < dialect.column_count; i++)
        keys[i] = arena_strndup(arena, dialect.header[i].ptr, dialect.header[i].len);
    sniff->shape = SHAPE_TABLE;
    sniff->keys = keys;
    sniff->key_count = dialect.column_count;
    return true;
}

static enum file_shape text_shape(const struct sniff *sniff, struct str head)
{
    static const char *const yaml[] = {"yaml", "yml", NULL};
    static const char *const markdown[] = {"md", "markdown", NULL};

    if (has_suffix(sniff, yaml))
        return SHAPE_YAML;
    if (has_suffix(sniff, markdown) || str_starts(head, "# "))
        return SHAPE_MARKDOWN;
    return SHAPE_TEXT;
}

static void sniff_text(struct str head, struct arena *arena, struct sniff *sniff)
{
    static const char *const never_tables[] = {"yaml", "yml",  "md", "markdown",
                                               "txt",  "json", NULL};

    sniff->shape = text_shape(sniff, head);
    if (!has_suffix(sniff, never_tables) && sniff->shape == SHAPE_TEXT)
        sniff_table(head, arena, sniff);
}

static bool is_json_start(struct str text, const struct sniff *sniff)
{
    static const char *const other[] = {"csv", "tsv", "md", "yaml", "yml", "txt", NULL};

    return text.len && (text.ptr[0] == '{' || text.ptr[0] == '[') && !has_suffix(sniff, other);
}

/* NUL bytes at the very start mean a binary file; later ones are damage that a reader reports. */
static bool is_binary(struct str head)
{
    struct str start = {head.ptr, head.len < 512 ? head.len : 512};
    size_t zeros = 0;

    for (size_t i = 0; i < start.len; i++)
        zeros += start.ptr[i] == '\0';
    return zeros > start.len / 8;
}

bool sniff_file(const char *full_path, const char *path, struct arena *arena, struct sniff *sniff,
                struct err *err)
{
    struct str text;

    *sniff = (struct sniff){
        .path = path, .name = path_base(arena, path), .suffix = path_suffix(arena, path)};
    if (!file_read_start(full_path, SNIFF_BYTES, arena, &sniff->head, err))
        return false;
    text = sniff->head;
    if (str_starts(text, "\xef\xbb\xbf"))
        text = (struct str){text.ptr + 3, text.len - 3};
    text = skip_blank(text);
    if (text.len == 0)
        sniff->shape = SHAPE_EMPTY;
    else if (is_compressed(sniff->head))
        sniff->shape = SHAPE_COMPRESSED;
    else if (is_binary(sniff->head))
        sniff->shape = SHAPE_BINARY;
    else if (is_json_start(text, sniff))
        sniff_json(text, arena, sniff);
    else
        sniff_text(sniff->head, arena, sniff);
    if (sniff->shape == SHAPE_OBJECT && sniff->keys_cut && sniff->head.len == SNIFF_BYTES)
        sniff_whole_object(full_path, arena, sniff);
    return true;
}

bool sniff_has(const struct sniff *sniff, const char *key)
{
    for (size_t i = 0; i < sniff->key_count; i++)
        if (strcmp(sniff->keys[i], key) == 0)
            return true;
    return false;
}

const char *sniff_has_any(const struct sniff *sniff, const char *const *names)
{
    for (; *names; names++)
        for (size_t i = 0; i < sniff->key_count; i++)
            if (str_eq_nocase(str_of(sniff->keys[i]), str_of(*names)))
                return sniff->keys[i];
    return NULL;
}

size_t sniff_count_suffix(const struct sniff *sniff, const char *suffix)
{
    size_t count = 0;

    for (size_t i = 0; i < sniff->key_count; i++)
        count +=
            str_ends(str_of(sniff->keys[i]), suffix) && strlen(sniff->keys[i]) > strlen(suffix);
    return count;
}
