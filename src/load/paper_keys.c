#include <assay/load/paper_keys.h>

#include <math.h>
#include <string.h>

static const char *joined(const struct paper_place *place, const char *a, const char *b,
                          const char *c)
{
    return arena_printf(place->scratch, "%s%s%s", a, b, c);
}

/* The rest of `key` behind "category_", or NULL. */
static const char *behind(const char *key, const char *category)
{
    size_t length = strlen(category);

    if (strncmp(key, category, length) != 0 || key[length] != '_' || key[length + 1] == '\0')
        return NULL;
    return key + length + 1;
}

const struct meta *paper_find(const struct paper_place *place, const char *category,
                              const char *key, const char **name)
{
    const char *long_key = joined(place, category, "_", key);
    const struct meta *map = meta_get(place->base, category);
    const struct meta *found = meta_get(map, key);
    const char *folder = joined(place, place->prefix, category, ".");
    const char *path = joined(place, folder, key, "");

    if (!found) {
        found = meta_get(map, long_key);
        path = joined(place, folder, long_key, "");
    }
    if (!found) {
        found = meta_get(place->base, long_key);
        path = joined(place, place->prefix, long_key, "");
    }
    if (found && name)
        *name = path;
    return found;
}

struct paper_entry *paper_entries(const struct paper_place *place, const char *category,
                                  size_t *count)
{
    const struct meta *map = meta_get(place->base, category);
    size_t most = (place->base ? place->base->count : 0) + (map ? map->count : 0);
    struct paper_entry *entries = arena_zalloc(place->scratch, most, sizeof(*entries));
    const char *folder = joined(place, place->prefix, category, ".");

    *count = 0;
    if (map && map->kind == META_MAP)
        for (const struct meta *node = map->first; node; node = node->next) {
            const char *rest = behind(node->key, category);

            entries[(*count)++] = (struct paper_entry){rest ? rest : node->key,
                                                       joined(place, folder, node->key, ""), node};
        }
    if (place->base && place->base->kind == META_MAP)
        for (const struct meta *node = place->base->first; node; node = node->next) {
            const char *rest = behind(node->key, category);

            if (rest)
                entries[(*count)++] =
                    (struct paper_entry){rest, joined(place, place->prefix, node->key, ""), node};
        }
    return entries;
}

const struct meta *paper_member(const struct paper_place *place, const char *key, const char **name)
{
    *name = joined(place, place->root_prefix, key, "");
    return meta_get(place->root, key);
}

double paper_position(const char *text, bool *thousands)
{
    struct str digits = str_of(text);
    long long whole;

    *thousands = str_ends(digits, "k");
    if (*thousands)
        digits.len--;
    if (digits.len == 0 || digits.ptr[0] < '0' || digits.ptr[0] > '9' ||
        !str_integer(digits, &whole))
        return NAN;
    return *thousands ? 1000.0 * (double)whole : (double)whole;
}

static bool is_curve_key(const char *key)
{
    return strncmp(key, "librilight_progression", 22) == 0 || strcmp(key, "progression") == 0 ||
           strcmp(key, "librilight_detailed") == 0;
}

static struct meta *without_curves(struct arena *arena, const struct meta *map)
{
    struct meta *copy = meta_new(arena, META_MAP);

    for (const struct meta *node = map->first; node; node = node->next) {
        struct meta *child;

        if (is_curve_key(node->key) && (node->kind == META_LIST || node->kind == META_MAP))
            continue;
        child = node->kind == META_MAP ? without_curves(arena, node) : meta_copy(arena, node);
        child->key = node->key;
        child->line = node->line;
        meta_adopt(copy, child);
    }
    return copy;
}

void paper_keep_meta(const struct paper_place *place)
{
    if (place->root->kind == META_MAP)
        builder_meta(place->builder, NULL, without_curves(place->scratch, place->root));
}
