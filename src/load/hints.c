#include <assay/load/hints.h>

#include <assay/load/yaml_in.h>

#include <string.h>

struct hint_key {
    const char *name;
    size_t offset; /* of the text in struct run_hints */
};

static const struct hint_key plain_keys[] = {
    {"format", offsetof(struct run_hints, format)},
    {"title", offsetof(struct run_hints, title)},
    {"fallback", offsetof(struct run_hints, fallback)},
    {"fallback_label", offsetof(struct run_hints, fallback)},
    {"baseline", offsetof(struct run_hints, baseline)},
    {NULL, 0},
};

static const struct hint_key column_keys[] = {
    {"truth", offsetof(struct run_hints, truth)},
    {"prediction", offsetof(struct run_hints, prediction)},
    {"pred", offsetof(struct run_hints, prediction)},
    {"raw", offsetof(struct run_hints, raw)},
    {"id", offsetof(struct run_hints, id)},
    {"score", offsetof(struct run_hints, score)},
    {"split", offsetof(struct run_hints, split)},
    {"group", offsetof(struct run_hints, group)},
    {NULL, 0},
};

static const char **find_hint(struct run_hints *hints, const struct hint_key *keys,
                              const char *name)
{
    for (; keys->name; keys++)
        if (strcmp(keys->name, name) == 0)
            return (const char **)(void *)((char *)hints + keys->offset);
    return NULL;
}

static bool fill(struct run_hints *hints, const struct hint_key *keys, const struct meta *node,
                 struct arena *arena, struct err *err)
{
    const char **hint = find_hint(hints, keys, node->key);

    if (!hint || node->kind == META_LIST || node->kind == META_MAP) {
        err_set(err, ERR_SYNTAX, hint ? "\"%s\" is to be a single value" : "unknown key \"%s\"",
                node->key);
        err_place(err, "line %u", (unsigned)node->line);
        return false;
    }
    if (!*hint && node->kind != META_NULL)
        *hint = arena_strdup(arena, meta_scalar(node).ptr);
    return true;
}

static bool is_list_of_values(const struct meta *list)
{
    for (const struct meta *node = list->first; node; node = node->next)
        if (node->kind == META_LIST || node->kind == META_MAP)
            return false;
    return list->kind == META_LIST;
}

static bool fill_labels(struct run_hints *hints, const struct meta *list, struct arena *arena,
                        struct err *err)
{
    const char **labels;

    if (list->kind == META_NULL)
        return true;
    if (!is_list_of_values(list)) {
        err_set(err, ERR_SYNTAX, "\"labels\" is to be a list of names");
        err_place(err, "line %u", (unsigned)list->line);
        return false;
    }
    if (hints->labels)
        return true;
    labels = arena_zalloc(arena, list->count, sizeof(*labels));
    for (const struct meta *label = list->first; label; label = label->next)
        labels[hints->label_count++] = arena_strdup(arena, meta_scalar(label).ptr);
    hints->labels = labels;
    return true;
}

static bool read_tree(const struct meta *root, struct arena *arena, struct run_hints *hints,
                      struct err *err)
{
    if (root->kind != META_MAP)
        return err_set(err, ERR_SYNTAX, "is to be a map of keys");
    for (const struct meta *node = root->first; node; node = node->next) {
        if (strcmp(node->key, "labels") == 0) {
            if (!fill_labels(hints, node, arena, err))
                return false;
        } else if (strcmp(node->key, "columns") == 0 && node->kind == META_MAP) {
            for (const struct meta *column = node->first; column; column = column->next)
                if (!fill(hints, column_keys, column, arena, err))
                    return false;
        } else if (!fill(hints, plain_keys, node, arena, err)) {
            return false;
        }
    }
    if (hints->format && !loader_find(hints->format))
        return err_set(err, ERR_USAGE, "names an unknown format \"%s\"", hints->format);
    return true;
}

bool hints_read(const char *path, struct arena *arena, struct run_hints *hints, struct err *err)
{
    struct arena *scratch = arena_new();
    const struct meta *root = yaml_read(scratch, path, err);
    bool done = root && read_tree(root, arena, hints, err);

    if (!done)
        err_in_file(err, path);
    arena_free(scratch);
    return done;
}

bool hints_map(const char *mapping, struct arena *arena, struct run_hints *hints, struct err *err)
{
    struct str rest = str_of(mapping), part;

    while (str_split(&rest, ',', &part)) {
        struct str column = part, role = part;
        const char **hint;

        if (!str_split(&column, '=', &role) || !column.ptr || column.len == 0)
            return err_set(err, ERR_USAGE, "--map wants truth=COLUMN,pred=COLUMN, not \"%.*s\"",
                           (int)part.len, part.ptr);
        hint = find_hint(hints, column_keys, arena_strndup(arena, role.ptr, role.len));
        if (!hint)
            return err_set(err, ERR_USAGE,
                           "--map knows truth, pred, raw, id, score, split and group, not \"%.*s\"",
                           (int)role.len, role.ptr);
        *hint = arena_strndup(arena, column.ptr, column.len);
    }
    return true;
}
