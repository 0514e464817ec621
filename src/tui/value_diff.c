#include <assay/tui/value_diff.h>

#include <string.h>

enum { BEFORE = 12, PIECE = 2048 };

struct value_diff value_diff(const char *a, const char *b, struct arena *arena)
{
    struct value_diff value = {{a, b}, NULL};

    if (a && b)
        value.diff = word_diff(str_of(a), str_of(b), arena);
    return value;
}

/* Underlined are words among others that are the same; a value that is another one stands out by
 * its colour and by standing beside the other. */
static unsigned style_of(const struct value_diff *value, enum value_side side, bool changed)
{
    unsigned role = side == VALUE_A ? ROLE_SERIES_A : ROLE_SERIES_B;

    if (!changed)
        return ROLE_TEXT;
    return value->diff && value->diff->count > 1 ? role | STYLE_UNDERLINE : role;
}

/* What part number i is of this side; of a value without its like, all of it. */
static struct str part_of(const struct value_diff *value, enum value_side side, size_t i)
{
    const struct diff_part *part = &value->diff->parts[i];

    return side == VALUE_A ? (struct str){value->text[side] + part->a, part->a_length}
                           : (struct str){value->text[side] + part->b, part->b_length};
}

/* ---- whole ---- */

/* Bytes up to a limit that do not cut a character. */
static size_t whole_bytes(struct str text, size_t most)
{
    size_t length = most;

    if (text.len <= most)
        return text.len;
    while (length > 0 && ((unsigned char)text.ptr[length] & 0xc0u) == 0x80)
        length--;
    return length ? length : most;
}

/* Lines stay lines, and what is longer than a prose takes at once goes in pieces. */
static void add_text(struct prose *prose, unsigned style, struct str text)
{
    while (text.len) {
        const char *end = memchr(text.ptr, '\n', text.len);
        size_t length = end ? (size_t)(end - text.ptr) : text.len;
        size_t piece = whole_bytes((struct str){text.ptr, length}, PIECE);

        prose_add(prose, style, (struct str){text.ptr, piece});
        if (piece == length && end) {
            prose_line(prose, 0);
            piece++;
        }
        text.ptr += piece;
        text.len -= piece;
    }
}

void value_diff_prose(const struct value_diff *value, enum value_side side, struct prose *prose)
{
    if (!value->text[side]) {
        prose_add(prose, ROLE_DIM, STR("not there"));
    } else if (!value->text[side][0]) {
        prose_add(prose, ROLE_DIM, STR("empty"));
    } else if (!value->diff) {
        add_text(prose, style_of(value, side, true), str_of(value->text[side]));
    } else {
        for (size_t i = 0; i < value->diff->count; i++)
            add_text(prose, style_of(value, side, value->diff->parts[i].changed),
                     part_of(value, side, i));
    }
}

/* ---- one line ---- */

/* The first byte to show: 0 where the first difference is in sight anyway. */
static size_t first_byte(const struct value_diff *value, enum value_side side, int width)
{
    struct str text = str_of(value->text[side]), same;
    size_t first;

    if (text_columns(text) <= width || !value->diff->count || value->diff->parts[0].changed)
        return 0;
    same = part_of(value, side, 0);
    if (text_columns(same) + BEFORE < width)
        return 0;
    first = same.len > BEFORE ? same.len - BEFORE : 0;
    while (first > 0 && ((unsigned char)text.ptr[first] & 0xc0u) == 0x80)
        first--;
    return first;
}

void value_diff_draw(const struct value_diff *value, enum value_side side,
                     const struct surface *surface)
{
    int width = surface->rect.width, at = 0;
    size_t skip;

    if (!value->text[side] || !value->text[side][0]) {
        draw_text(surface, 0, 0, width, ROLE_DIM,
                  value->text[side] ? STR("empty") : STR("not there"));
        return;
    }
    if (!value->diff) {
        draw_text(surface, 0, 0, width, style_of(value, side, true), str_of(value->text[side]));
        return;
    }
    skip = first_byte(value, side, width);
    if (skip)
        at += draw_c(surface, 0, 0, ROLE_DIM, "…");
    for (size_t i = 0; i < value->diff->count && at < width; i++) {
        struct str text = part_of(value, side, i);
        size_t gone = skip < text.len ? skip : text.len;

        text = (struct str){text.ptr + gone, text.len - gone};
        skip -= gone;
        at += draw_text(surface, 0, at, width - at,
                        style_of(value, side, value->diff->parts[i].changed), text);
    }
}
