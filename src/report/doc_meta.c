#include <assay/report/doc_meta.h>

#include <assay/base/utf8.h>

#include <string.h>

enum {
    DEPTH_MOST = 6,     /* deeper levels are summed up */
    LIST_MOST = 12,     /* entries of a list */
    KEYS_MOST = 60,     /* keys of a map */
    COLUMNS_MOST = 400, /* of one text */
};

static void scalar(struct doc *doc, const struct meta *node)
{
    struct str text = meta_scalar(node), part;
    struct buf safe = {.ptr = NULL};

    utf8_make_safe(&safe, text);
    part = utf8_cut(buf_str(&safe), COLUMNS_MOST);
    doc_text(doc, arena_strndup(doc->arena, part.ptr, part.len));
    if (part.len < safe.len)
        doc_textf(doc, " … (%zu bytes)", text.len);
    buf_release(&safe);
}

static bool is_flat(const struct meta *node)
{
    for (const struct meta *child = node->first; child; child = child->next)
        if (child->count || child->kind == META_MAP || child->kind == META_LIST)
            return false;
    return node->count <= LIST_MOST;
}

static void flat_list(struct doc *doc, const struct meta *node)
{
    for (const struct meta *child = node->first; child; child = child->next) {
        scalar(doc, child);
        if (child->next)
            doc_text(doc, ", ");
    }
}

static void children(struct doc *doc, const struct meta *node, int depth,
                     const char *const *hidden);

static void value(struct doc *doc, const struct meta *node, int depth)
{
    const char *space = doc->blocks[doc->count - 1].spans ? " " : "";

    if (node->kind != META_MAP && node->kind != META_LIST) {
        doc_text(doc, space);
        scalar(doc, node);
    } else if (node->count == 0) {
        doc_textf(doc, "%s(empty)", space);
    } else if (node->kind == META_LIST && is_flat(node)) {
        doc_text(doc, space);
        flat_list(doc, node);
    } else if (depth >= DEPTH_MOST) {
        doc_textf(doc, "%s(%zu entries)", space, node->count);
    } else {
        children(doc, node, depth + 1, NULL);
    }
}

static bool is_left_out(const char *key, const char *const *hidden)
{
    for (; key && hidden && *hidden; hidden++)
        if (strcmp(key, *hidden) == 0)
            return true;
    return false;
}

static void children(struct doc *doc, const struct meta *node, int depth, const char *const *hidden)
{
    size_t most = node->kind == META_LIST ? LIST_MOST : KEYS_MOST, n = 0;

    for (const struct meta *child = node->first; child; child = child->next, n++) {
        if (is_left_out(child->key, hidden))
            continue;
        doc_open(doc, BLOCK_ITEM, depth);
        if (n == most) {
            doc_textf(doc, "… %zu more", node->count - most);
            return;
        }
        if (child->key)
            doc_textf(doc, "%s:", child->key);
        value(doc, child, depth);
    }
}

void doc_meta(struct doc *doc, const struct meta *node, const char *const *hidden)
{
    children(doc, node, 0, hidden);
}
