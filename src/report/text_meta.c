#include <assay/report/text_meta.h>

#include <assay/base/utf8.h>

enum {
    WIDTH = 78,
    DEPTH_MOST = 3,
    LINES_MOST = 24,
    LIST_MOST = 8,
};

struct printer {
    struct buf *out;
    bool all;
    size_t lines;
};

static size_t columns_since_line(const struct buf *out)
{
    size_t start = out->len;

    while (start && out->ptr[start - 1] != '\n')
        start--;
    return utf8_width((struct str){out->ptr + start, out->len - start});
}

static void add_cut(struct printer *p, struct str text)
{
    struct buf safe = {.ptr = NULL};
    size_t used = columns_since_line(p->out);
    size_t room = used < WIDTH ? WIDTH - used : 1;

    utf8_make_safe(&safe, text);
    if (p->all || utf8_width(buf_str(&safe)) <= room) {
        buf_add_str(p->out, buf_str(&safe));
    } else {
        buf_add_str(p->out, utf8_cut(buf_str(&safe), room - 1));
        buf_add_c(p->out, "…");
    }
    buf_release(&safe);
}

static bool is_nested(const struct meta *node)
{
    return node->kind == META_MAP || node->kind == META_LIST;
}

/* A short list of scalars, or a map or list that is not opened. */
static bool add_in_line(struct printer *p, const struct meta *node, int depth)
{
    struct buf line = {.ptr = NULL};
    bool flat = node->kind == META_LIST && (p->all || node->count <= LIST_MOST);

    for (const struct meta *child = node->first; child; child = child->next)
        flat = flat && !is_nested(child);
    if (!flat && node->count && (p->all || depth < DEPTH_MOST))
        if (node->kind == META_MAP || node->count <= LIST_MOST || p->all)
            return false;
    for (const struct meta *child = node->first; child && flat; child = child->next) {
        buf_add_str(&line, meta_scalar(child));
        buf_add_c(&line, child->next ? ", " : "");
    }
    if (!flat)
        buf_addf(&line, "(%zu %s)", node->count, node->kind == META_MAP ? "keys" : "entries");
    add_cut(p, buf_str(&line));
    buf_release(&line);
    return true;
}

static void children(struct printer *p, const struct meta *node, int depth);

static void member(struct printer *p, const struct meta *node, int depth)
{
    for (int i = 0; i <= depth; i++)
        buf_add_c(p->out, "  ");
    if (node->key)
        add_cut(p, str_of(node->key));
    else
        buf_add_char(p->out, '-');
    buf_add_c(p->out, node->key ? ": " : " ");
    p->lines++;
    if (!is_nested(node))
        add_cut(p, meta_scalar(node));
    else if (!add_in_line(p, node, depth)) {
        p->out->len--;
        buf_add_char(p->out, '\n');
        children(p, node, depth + 1);
        return;
    }
    buf_add_char(p->out, '\n');
}

static void children(struct printer *p, const struct meta *node, int depth)
{
    size_t left = node->count;

    for (const struct meta *child = node->first; child; child = child->next, left--) {
        if (!p->all && p->lines >= LINES_MOST) {
            for (int i = 0; i <= depth; i++)
                buf_add_c(p->out, "  ");
            buf_addf(p->out, "… %zu more (--all lists them)\n", left);
            return;
        }
        member(p, child, depth);
    }
}

void text_meta(const struct meta *node, bool all, struct buf *out)
{
    struct printer p = {.out = out, .all = all};

    children(&p, node, 0);
}
