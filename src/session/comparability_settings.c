#include "comparability_internal.h"

#include <assay/base/err.h>
#include <assay/base/intern.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- a tree as paths ---- */

struct entry {
    const char *path, *leaf; /* "config.probe.C", "C" */
    const struct meta *node;
    const char *value;
    struct path_kind is;
    size_t partner; /* of the other tree, SIZE_MAX: none */
};

struct entries {
    struct arena *arena;
    const struct intern *claims; /* names of the run's claims */
    struct entry *entries;
    size_t count, capacity;
};

/* The keys from the root to a node. */
struct trail {
    const char *parts[PATH_DEPTH];
    size_t depth;
};

static bool is_nested(const struct meta *node)
{
    return node->kind == META_MAP || node->kind == META_LIST;
}

static bool is_flat_list(const struct meta *node)
{
    if (node->kind != META_LIST)
        return false;
    for (const struct meta *child = node->first; child; child = child->next)
        if (is_nested(child))
            return false;
    return true;
}

static bool is_numeric(const struct meta *node)
{
    if (node->kind == META_LIST && node->first)
        node = node->first;
    return node->kind == META_NUMBER;
}

static const char *list_text(const struct meta *node, struct arena *arena)
{
    struct buf line = {.ptr = NULL};
    const char *text;

    for (const struct meta *child = node->first; child; child = child->next) {
        buf_add_str(&line, meta_scalar(child));
        buf_add_c(&line, child->next ? ", " : "");
    }
    text = arena_strndup(arena, line.ptr ? line.ptr : "", line.len);
    buf_release(&line);
    return text;
}

static const char *value_text(const struct meta *node, struct arena *arena)
{
    struct str text = meta_scalar(node);

    if (node->kind == META_MAP)
        return "{}";
    return node->kind == META_LIST ? list_text(node, arena)
                                   : arena_strndup(arena, text.ptr, text.len);
}

/* A claim is named by the path or by its end. */
static bool is_claimed(const struct entries *entries, const char *path)
{
    for (; path; path = strchr(path, '.') ? strchr(path, '.') + 1 : NULL)
        if (intern_find(entries->claims, str_of(path)) != INTERN_NONE)
            return true;
    return false;
}

static void add_entry(struct entries *entries, const struct meta *node, const char *path,
                      const struct trail *trail)
{
    struct path_kind is = path_kind_of(trail->parts, trail->depth, is_numeric(node));

    if (is.use == PATH_RESULT || is_claimed(entries, path))
        return;
    entries->entries = array_grow(entries->entries, &entries->capacity, entries->count + 1,
                                  sizeof(*entries->entries));
    entries->entries[entries->count++] =
        (struct entry){path, trail->depth ? trail->parts[trail->depth - 1] : path,
                       node, value_text(node, entries->arena),
                       is,   SIZE_MAX};
}

static void add_tree(struct entries *entries, const struct meta *node, const char *path,
                     struct trail *trail)
{
    size_t index = 0;

    if (!is_nested(node) || is_flat_list(node) || !node->first || trail->depth == PATH_DEPTH) {
        add_entry(entries, node, path, trail);
        return;
    }
    for (const struct meta *child = node->first; child; child = child->next, index++) {
        const char *part = child->key ? child->key : arena_printf(entries->arena, "%zu", index);

        trail->parts[trail->depth++] = part;
        add_tree(entries, child, path[0] ? arena_printf(entries->arena, "%s.%s", path, part) : part,
                 trail);
        trail->depth--;
    }
}

/* Of a path that occurs twice the last counts, as in meta_get. */
static void drop_repeated(struct entries *entries, struct arena *scratch)
{
    struct intern *paths = intern_new(scratch);
    size_t kept = entries->count;

    for (size_t i = entries->count; i > 0; i--) {
        uint32_t known = intern_count(paths);

        if (intern_add(paths, str_of(entries->entries[i - 1].path)) == known)
            entries->entries[--kept] = entries->entries[i - 1];
    }
    entries->count -= kept;
    if (kept)
        memmove(entries->entries, entries->entries + kept,
                entries->count * sizeof(*entries->entries));
    intern_free(paths);
}

static struct entries entries_of(const struct run *run, struct arena *arena, struct arena *scratch)
{
    struct intern *names = intern_new(scratch);
    struct entries entries = {.arena = arena, .claims = names};
    struct trail trail = {.depth = 0};
    size_t count;
    const struct claim *claims = run_claims(run, &count);

    for (size_t i = 0; i < count; i++)
        intern_add(names, str_of(claims[i].name));
    if (run_meta(run)->first)
        add_tree(&entries, run_meta(run), "", &trail);
    intern_free(names);
    entries.claims = NULL;
    drop_repeated(&entries, scratch);
    return entries;
}

/* ---- which value is which ---- */

static void join_two(struct entries *a, size_t i, struct entries *b, size_t j)
{
    a->entries[i].partner = j;
    b->entries[j].partner = i;
}

static void join_paths(struct entries *a, struct entries *b, struct arena *scratch)
{
    struct intern *paths = intern_new(scratch); /* number i is A's entry i */

    for (size_t i = 0; i < a->count; i++)
        intern_add(paths, str_of(a->entries[i].path));
    for (size_t i = 0; i < b->count; i++) {
        uint32_t number = intern_find(paths, str_of(b->entries[i].path));

        if (number != INTERN_NONE)
            join_two(a, number, b, i);
    }
    intern_free(paths);
}

/* The entry without partner that ends in each leaf, SIZE_MAX where several do. */
static size_t *only_leaves(const struct entries *entries, struct intern *leaves, size_t room,
                           struct arena *scratch)
{
    size_t *only = arena_zalloc(scratch, room + 1, sizeof(*only)); /* from 1, 0: none */

    for (size_t i = 0; i < entries->count; i++) {
        const struct entry *entry = &entries->entries[i];
        uint32_t leaf;

        if (entry->partner != SIZE_MAX || entry->is.use != PATH_SETTING ||
            entry->is.kind == DIFFERS_SETTING)
            continue;
        leaf = intern_add(leaves, str_of(path_word(entry->leaf, scratch)));
        only[leaf] = only[leaf] ? SIZE_MAX : i + 1;
    }
    return only;
}

/* A seed is a seed wherever the file keeps it, where each side has one of that name. */
static void join_leaves(struct entries *a, struct entries *b, struct arena *scratch)
{
    struct intern *leaves = intern_new(scratch);
    size_t room = a->count + b->count;
    const size_t *of_a = only_leaves(a, leaves, room, scratch);
    const size_t *of_b = only_leaves(b, leaves, room, scratch);

    for (uint32_t leaf = 0; leaf < intern_count(leaves); leaf++)
        if (of_a[leaf] && of_a[leaf] != SIZE_MAX && of_b[leaf] && of_b[leaf] != SIZE_MAX)
            join_two(a, of_a[leaf] - 1, b, of_b[leaf] - 1);
    intern_free(leaves);
}

static bool values_equal(const struct entry *a, const struct entry *b)
{
    if (a->node->kind == META_NUMBER && b->node->kind == META_NUMBER)
        return a->node->number == b->node->number ||
               (isnan(a->node->number) && isnan(b->node->number));
    if (a->node->kind == META_BOOL && b->node->kind == META_BOOL)
        return a->node->truth == b->node->truth;
    return strcmp(a->value, b->value) == 0;
}

static void add_setting(struct comparability *out, struct setting *settings, const struct entry *a,
                        const struct entry *b)
{
    bool differs = !a || !b || !values_equal(a, b);

    settings[out->setting_count++] =
        (struct setting){a ? a->path : b->path,       a ? a->value : NULL,
                         b ? b->value : NULL,         differs,
                         a ? a->is.kind : b->is.kind, (a ? a : b)->is.use == PATH_OTHER};
    out->differing_count += differs;
}

static void list_settings(const struct entries *a, const struct entries *b, struct arena *arena,
                          struct comparability *out)
{
    struct setting *settings = arena_zalloc(arena, a->count + b->count, sizeof(*settings));

    for (size_t i = 0; i < a->count; i++) {
        size_t partner = a->entries[i].partner;

        add_setting(out, settings, &a->entries[i],
                    partner == SIZE_MAX ? NULL : &b->entries[partner]);
    }
    for (size_t i = 0; i < b->count; i++)
        if (b->entries[i].partner == SIZE_MAX)
            add_setting(out, settings, NULL, &b->entries[i]);
    out->settings = settings;
}

/* ---- findings ---- */

enum { VALUE_LONGEST = 40, SETTINGS_SINGLE = 3 };

static bool is_short(const char *value)
{
    return strlen(value) <= VALUE_LONGEST && !strpbrk(value, "\r\n");
}

static void add_finding(struct finding_list *list, const struct entry *a, const struct entry *b)
{
    const char *name = a->is.kind == DIFFERS_SETTING ? a->path : a->leaf;
    const char *text =
        is_short(a->value) && is_short(b->value)
            ? arena_printf(list->arena, "%s %s in A, %s in B", name, a->value, b->value)
            : arena_printf(list->arena, "%s differs", name);

    finding_add(list, (struct differing){a->is.kind, a->path, a->value, b->value, text, 0});
}

/*
 * The same change under another path is told once: a setting of several splits, a model named
 * twice.
 */
static bool is_new(struct intern *told, const struct entry *a, const struct entry *b)
{
    uint32_t known = intern_count(told);
    struct buf key = {.ptr = NULL};
    bool is;

    buf_addf(&key, "%u\n%s\n%s\n%s", (unsigned)a->is.kind,
             a->is.kind == DIFFERS_MODEL ? "" : a->leaf, a->value, b->value);
    is = intern_add(told, buf_str(&key)) == known;
    buf_release(&key);
    return is;
}

/* A's entries that differ from B's, each change once; numbers of entries. */
static size_t *changed_of(const struct entries *a, const struct entries *b, struct arena *scratch,
                          size_t *count)
{
    struct intern *told = intern_new(scratch);
    size_t *changed = arena_zalloc(scratch, a->count, sizeof(*changed));

    *count = 0;
    for (size_t i = 0; i < a->count; i++) {
        const struct entry *entry = &a->entries[i];

        if (entry->partner == SIZE_MAX || entry->is.use != PATH_SETTING)
            continue;
        if (!values_equal(entry, &b->entries[entry->partner]) &&
            is_new(told, entry, &b->entries[entry->partner]))
            changed[(*count)++] = i;
    }
    intern_free(told);
    return changed;
}

/* Settings that no rule knows are named together when they are many. */
static void add_changed(struct finding_list *list, const struct entries *a, const struct entries *b,
                        struct arena *scratch)
{
    size_t count, other_count = 0;
    const size_t *changed = changed_of(a, b, scratch, &count);
    const char **others = arena_zalloc(scratch, count, sizeof(*others));

    for (size_t i = 0; i < count; i++)
        if (a->entries[changed[i]].is.kind == DIFFERS_SETTING)
            others[other_count++] = a->entries[changed[i]].path;
    for (size_t i = 0; i < count; i++) {
        const struct entry *entry = &a->entries[changed[i]];

        if (entry->is.kind != DIFFERS_SETTING || other_count <= SETTINGS_SINGLE)
            add_finding(list, entry, &b->entries[entry->partner]);
    }
    if (other_count > SETTINGS_SINGLE)
        finding_add(list,
                    (struct differing){DIFFERS_SETTING, "settings", "", "",
                                       arena_printf(list->arena, "%zu other settings differ: %s",
                                                    other_count,
                                                    names_text(others, other_count, list->arena)),
                                       0});
}

/* What only one side states, the weightiest named first. */
static void add_lonely(struct finding_list *list, const struct entries *of, const char *side,
                       struct arena *scratch)
{
    const char **names = arena_zalloc(scratch, of->count, sizeof(*names));
    size_t count = 0;

    for (unsigned kind = 0; kind < DIFFERING_KINDS; kind++)
        for (size_t i = 0; i < of->count; i++)
            if (of->entries[i].partner == SIZE_MAX && of->entries[i].is.use == PATH_SETTING &&
                of->entries[i].is.kind == kind)
                names[count++] = of->entries[i].path;
    if (count)
        finding_add(list, (struct differing){DIFFERS_SETTING, "settings", "", "",
                                             arena_printf(list->arena,
                                                          "%zu setting%s stated in %s only: %s",
                                                          count, count == 1 ? " is" : "s are", side,
                                                          names_text(names, count, list->arena)),
                                             0});
}

void differing_settings(struct finding_list *list, const struct run *a, const struct run *b,
                        struct comparability *out)
{
    struct arena *scratch = arena_new();
    struct entries x = entries_of(a, list->arena, scratch), y = entries_of(b, list->arena, scratch);

    join_paths(&x, &y, scratch);
    join_leaves(&x, &y, scratch);
    list_settings(&x, &y, list->arena, out);
    add_changed(list, &x, &y, scratch);
    add_lonely(list, &x, "A", scratch);
    add_lonely(list, &y, "B", scratch);
    free(x.entries);
    free(y.entries);
    arena_free(scratch);
}
