#include <assay/report/text_matrix.h>

#include <assay/base/fmt.h>
#include <assay/base/utf8.h>
#include <assay/session/matrices.h>

#include <string.h>

enum {
    LABELS_MOST = 24, /* of a matrix that fits a page */
    NAME_WIDEST = 16,
    HEAD_LEAST = 3,
};

struct drawing {
    const struct matrix_view *view;
    struct arena *arena;
    struct buf *out;
    struct str *names; /* safe */
    size_t n, name_width, head_width, cell_width;
    bool invalid, unicode;
};

static struct str safe_name(struct arena *arena, const char *name)
{
    struct buf safe = {.ptr = NULL};
    struct str kept;

    utf8_make_safe(&safe, str_of(name));
    kept = utf8_cut(buf_str(&safe), NAME_WIDEST);
    kept.ptr = arena_strndup(arena, kept.len ? kept.ptr : "", kept.len);
    buf_release(&safe);
    return kept;
}

static bool heads_differ(const struct drawing *d, size_t width)
{
    for (size_t i = 0; i < d->n; i++)
        for (size_t j = 0; j < i; j++)
            if (str_eq(utf8_cut(d->names[i], width), utf8_cut(d->names[j], width)))
                return false;
    return true;
}

static size_t widest_count(const struct drawing *d)
{
    return strlen(fmt_count(d->arena, confusion_total(d->view->matrix)));
}

static void measure(struct drawing *d)
{
    d->name_width = strlen("Total");
    for (size_t i = 0; i < d->n; i++) {
        d->names[i] = safe_name(d->arena, d->view->labels.names[i]);
        if (utf8_width(d->names[i]) > d->name_width)
            d->name_width = utf8_width(d->names[i]);
    }
    for (d->head_width = HEAD_LEAST; d->head_width < NAME_WIDEST; d->head_width++)
        if (heads_differ(d, d->head_width))
            break;
    d->cell_width = widest_count(d) > d->head_width ? widest_count(d) : d->head_width;
}

static void right(struct buf *out, struct str text, size_t width)
{
    for (size_t at = utf8_width(text); at < width; at++)
        buf_add_char(out, ' ');
    buf_add_str(out, text);
}

static void cell(const struct drawing *d, uint64_t count)
{
    const char *text = count ? fmt_count(d->arena, count) : d->unicode ? "·" : ".";

    right(d->out, str_of(text), d->cell_width + 2);
}

static void name(const struct drawing *d, struct str text)
{
    buf_add_str(d->out, text);
    for (size_t at = utf8_width(text); at < d->name_width; at++)
        buf_add_char(d->out, ' ');
}

static void edge(const struct drawing *d, struct str text)
{
    buf_add_c(d->out, d->unicode ? " │" : " |");
    right(d->out, text, d->cell_width > strlen("Total") ? d->cell_width + 1 : strlen("Total") + 1);
    buf_add_char(d->out, '\n');
}

static void head(const struct drawing *d)
{
    name(d, STR(""));
    for (size_t i = 0; i < d->n; i++)
        right(d->out, utf8_cut(d->names[i], d->head_width), d->cell_width + 2);
    if (d->invalid)
        right(d->out, STR("(?)"), d->cell_width + 2);
    edge(d, STR("Total"));
}

static void total_row(const struct drawing *d)
{
    const struct confusion *cm = d->view->matrix;

    name(d, STR("Total"));
    for (size_t i = 0; i < d->n; i++)
        cell(d, confusion_predicted(cm, i));
    if (d->invalid)
        cell(d, confusion_invalid_total(cm));
    edge(d, str_of(fmt_count(d->arena, confusion_total(cm))));
}

static void draw(struct drawing *d)
{
    const struct confusion *cm = d->view->matrix;

    measure(d);
    if (d->view->set) {
        buf_add_str(d->out, safe_name(d->arena, d->view->set));
        buf_add_char(d->out, '\n');
    }
    head(d);
    for (size_t row = 0; row < d->n; row++) {
        name(d, d->names[row]);
        for (size_t column = 0; column < d->n; column++)
            cell(d, confusion_at(cm, row, column));
        if (d->invalid)
            cell(d, confusion_invalid(cm, row));
        edge(d, str_of(fmt_count(d->arena, confusion_support(cm, row))));
    }
    total_row(d);
    if (d->invalid)
        buf_add_c(d->out, "(?): answers outside the label set\n");
}

void text_matrices(const struct figures *figures, bool unicode, struct buf *out)
{
    size_t count;
    const struct matrix_view *views = matrices_of(figures, &count);

    for (size_t i = 0; i < count; i++) {
        struct drawing d = {
            .view = &views[i],
            .arena = figures->arena,
            .out = out,
            .n = views[i].labels.count,
            .invalid = confusion_invalid_total(views[i].matrix) > 0,
            .unicode = unicode,
        };

        if (d.n > LABELS_MOST) {
            buf_addf(out, "%zu labels, too many to draw; the confused pairs list them\n", d.n);
            continue;
        }
        d.names = arena_zalloc(figures->arena, d.n, sizeof(*d.names));
        if (i)
            buf_add_char(out, '\n');
        draw(&d);
    }
}
