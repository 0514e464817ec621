#include <assay/tui/name_pair.h>

#include <assay/base/utf8.h>
#include <assay/tui/canvas.h>

static bool parts_words(char c)
{
    return c == '_' || c == '-' || c == '.' || c == '/' || c == ' ';
}

/* Where the word begins in which the two names part. */
static size_t parting(struct str name, struct str other)
{
    size_t at = 0;

    while (at < name.len && at < other.len && name.ptr[at] == other.ptr[at])
        at++;
    while (at > 0 && !(parts_words(name.ptr[at - 1]) && at < name.len))
        at--;
    return at;
}

/* Whether they end with the same word. */
static bool same_end(struct str name, struct str other)
{
    size_t back = 1;

    for (; back <= name.len && back <= other.len; back++) {
        if (name.ptr[name.len - back] != other.ptr[other.len - back])
            return false;
        if (parts_words(name.ptr[name.len - back]))
            return true;
    }
    return false;
}

/* The longest end that takes at most so many columns. */
static struct str end_of(struct str text, int width)
{
    struct str end = text;

    while (end.len && text_columns(end) > width)
        do {
            end.ptr++;
            end.len--;
        } while (end.len && ((unsigned char)*end.ptr & 0xc0) == 0x80);
    return end;
}

static void add_cut(struct buf *out, struct str head, int width, struct str tail)
{
    int room = width - 1 - text_columns(tail);

    buf_add_str(out, utf8_cut(head, (size_t)(room > 0 ? room : 0)));
    buf_add_c(out, "…");
    buf_add_str(out, tail);
}

void name_apart(struct buf *out, struct str name, struct str other, int width)
{
    size_t at = parting(name, other);
    struct str tail = {name.ptr + at, name.len - at};
    int least = width / 4;

    if (text_columns(name) <= width) {
        buf_add_str(out, name);
        return;
    }
    if (width < 3) {
        buf_add_c(out, "…");
        return;
    }
    if (str_eq(name, other)) {
        add_cut(out, name, width, end_of(name, (width - 1) / 2));
        return;
    }
    if (same_end(name, other) && width > 4) {
        /* What stands between the two "…" tells them apart. */
        if (at)
            buf_add_c(out, "…");
        buf_add_str(out, utf8_cut(tail, (size_t)(width - (at ? 2 : 1))));
        buf_add_c(out, "…");
        return;
    }
    if (at == 0)
        tail = end_of(name, (width - 1) / 2);
    else if (text_columns(tail) + 1 + least > width)
        tail = end_of(tail, width - 1 - least);
    add_cut(out, name, width, tail);
}

void name_pair_write(struct buf *out, struct str a, struct str b, int width)
{
    const struct str between = STR(" ↔ ");
    int room = width - text_columns(between), whole_a = text_columns(a), whole_b = text_columns(b);
    int half = room / 2, room_a = half, room_b = room - half;

    if (whole_a < half)
        room_b = room - whole_a;
    else if (whole_b < room - half)
        room_a = room - whole_b;
    name_apart(out, a, b, room_a);
    buf_add_str(out, between);
    name_apart(out, b, a, room_b);
}
