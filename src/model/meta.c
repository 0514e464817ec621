#include <assay/model/meta.h>

#include <assay/base/fmt.h>

#include <math.h>
#include <string.h>

struct meta *meta_new(struct arena *arena, enum meta_kind kind)
{
    struct meta *node = arena_zalloc(arena, 1, sizeof(*node));

    node->kind = kind;
    node->number = NAN;
    node->text = str_of("");
    return node;
}

void meta_adopt(struct meta *parent, struct meta *child)
{
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
    parent->count++;
}

struct meta *meta_add(struct arena *arena, struct meta *parent, const char *key,
                      enum meta_kind kind)
{
    struct meta *node = meta_new(arena, kind);

    node->key = key ? arena_strdup(arena, key) : NULL;
    meta_adopt(parent, node);
    return node;
}

void meta_set_text(struct arena *arena, struct meta *node, struct str text)
{
    node->kind = META_TEXT;
    node->text = (struct str){arena_strndup(arena, text.ptr, text.len), text.len};
}

void meta_add_text(struct arena *arena, struct meta *parent, const char *key, struct str text)
{
    meta_set_text(arena, meta_add(arena, parent, key, META_TEXT), text);
}

bool meta_set_number(struct arena *arena, struct meta *node, struct str printed)
{
    double number;

    if (!str_number(printed, &number, NULL))
        return false;
    node->kind = META_NUMBER;
    node->number = number;
    node->text = (struct str){arena_strndup(arena, printed.ptr, printed.len), printed.len};
    return true;
}

void meta_add_number(struct arena *arena, struct meta *parent, const char *key, double number)
{
    struct meta *node = meta_add(arena, parent, key, META_NUMBER);
    struct buf printed = {.ptr = NULL};

    fmt_shortest(&printed, number);
    meta_set_number(arena, node, buf_str(&printed));
    buf_release(&printed);
}

const struct meta *meta_get(const struct meta *node, const char *key)
{
    const struct meta *found = NULL;

    if (!node || node->kind != META_MAP)
        return NULL;
    for (const struct meta *child = node->first; child; child = child->next)
        if (strcmp(child->key, key) == 0)
            found = child;
    return found;
}

const struct meta *meta_at(const struct meta *node, size_t index)
{
    const struct meta *child = node && node->kind == META_LIST ? node->first : NULL;

    while (child && index--)
        child = child->next;
    return child;
}

static const struct meta *step(const struct meta *node, struct str part)
{
    char key[256];
    long long index;

    if (node && node->kind == META_LIST)
        return str_integer(part, &index) && index >= 0 ? meta_at(node, (size_t)index) : NULL;
    if (part.len >= sizeof(key))
        return NULL;
    memcpy(key, part.ptr, part.len);
    key[part.len] = '\0';
    return meta_get(node, key);
}

const struct meta *meta_find(const struct meta *node, const char *path)
{
    /* The longest key first, so that a key with dots of its own is found. */
    for (size_t length = strlen(path); node && length > 0; length--) {
        const struct meta *child;

        if (path[length] != '\0' && path[length] != '.')
            continue;
        child = step(node, (struct str){path, length});
        if (child && path[length] == '.')
            child = meta_find(child, path + length + 1);
        if (child)
            return child;
    }
    return NULL;
}

double meta_number(const struct meta *node)
{
    return node && node->kind == META_NUMBER ? node->number : NAN;
}

const char *meta_text(const struct meta *node, const char *otherwise)
{
    return node && node->kind == META_TEXT ? node->text.ptr : otherwise;
}

int meta_decimals(const struct meta *node)
{
    double number;
    int decimals = 0;

    if (node && node->kind == META_NUMBER)
        str_number(node->text, &number, &decimals);
    return decimals;
}

struct str meta_scalar(const struct meta *node)
{
    switch (node ? node->kind : META_NULL) {
    case META_BOOL: /* YAML keeps its own word (yes, on), JSON has none but these */
        if (node->text.len)
            return node->text;
        return node->truth ? STR("true") : STR("false");
    case META_NUMBER:
    case META_TEXT:
        return node->text;
    case META_LIST:
        return STR("[…]");
    case META_MAP:
        return STR("{…}");
    case META_NULL:
        break;
    }
    return STR("null");
}

struct meta *meta_copy(struct arena *arena, const struct meta *node)
{
    struct meta *copy = meta_new(arena, node->kind);

    copy->key = node->key ? arena_strdup(arena, node->key) : NULL;
    copy->truth = node->truth;
    copy->number = node->number;
    copy->text = (struct str){arena_strndup(arena, node->text.ptr, node->text.len), node->text.len};
    copy->line = node->line;
    for (const struct meta *child = node->first; child; child = child->next)
        meta_adopt(copy, meta_copy(arena, child));
    return copy;
}
