#include <assay/tui/prose.h>

#include <assay/tui/glyph.h>

#include <string.h>

enum { LEAST_WIDTH = 8, LEAST_VALUE = 12 };

/* A part of a line in one style; parts of a line are linked in order. */
struct span {
    struct str text;
    struct span *next;
    int column;
    unsigned style;
};

struct line {
    struct span *first, *last;
    int used; /* columns */
};

struct prose {
    struct arena *arena;
    struct line *lines;
    int count, capacity, width;
    int indent; /* of the lines that a wrapped text goes on with */
};

struct prose *prose_new(struct arena *arena, int width)
{
    struct prose *prose = arena_zalloc(arena, 1, sizeof(*prose));

    prose->arena = arena;
    prose->width = width < LEAST_WIDTH ? LEAST_WIDTH : width;
    return prose;
}

int prose_width(const struct prose *prose)
{
    return prose->width;
}

int prose_height(const struct prose *prose)
{
    return prose->count;
}

static struct line *last_line(struct prose *prose)
{
    return prose->count ? &prose->lines[prose->count - 1] : NULL;
}

static struct line *new_line(struct prose *prose, int used)
{
    if (prose->count == prose->capacity) {
        int capacity = prose->capacity ? 2 * prose->capacity : 16;
        struct line *lines = arena_zalloc(prose->arena, (size_t)capacity, sizeof(*lines));

        if (prose->count)
            memcpy(lines, prose->lines, (size_t)prose->count * sizeof(*lines));
        prose->lines = lines;
        prose->capacity = capacity;
    }
    prose->lines[prose->count] = (struct line){.used = used};
    return &prose->lines[prose->count++];
}

static void add_span(struct prose *prose, struct line *line, unsigned style, struct str text,
                     int columns)
{
    struct span *span = arena_zalloc(prose->arena, 1, sizeof(*span));

    *span = (struct span){text, NULL, line->used, style};
    if (line->last)
        line->last->next = span;
    else
        line->first = span;
    line->last = span;
    line->used += columns;
}

void prose_hang(struct prose *prose, int indent)
{
    prose->indent = indent < prose->width / 2 ? indent : prose->width / 2;
}

void prose_line(struct prose *prose, int indent)
{
    prose_hang(prose, indent);
    new_line(prose, prose->indent);
}

void prose_blank(struct prose *prose)
{
    if (prose->count && last_line(prose)->first)
        prose_line(prose, 0);
}

/* Bytes of the longest front of a word that takes at most so many columns; at least one glyph. */
static size_t front_of(struct str word, int room, int *columns)
{
    struct str rest = word;
    struct glyph glyph;
    size_t bytes = 0;

    *columns = 0;
    while (glyph_next(&rest, &glyph)) {
        if (bytes && *columns + glyph.width > room)
            break;
        *columns += glyph.width;
        bytes = word.len - rest.len;
    }
    return bytes;
}

/* Behind the last mark of a path or a name in the second half of a front, else all of it. */
static size_t fair_break(struct str word, size_t front)
{
    for (size_t at = front; at > front / 2; at--)
        if (strchr("/_-.,:;=", word.ptr[at - 1]) && word.ptr[at - 1])
            return at;
    return front;
}

/* A word that no line holds. */
static void add_long(struct prose *prose, unsigned style, struct str word)
{
    while (word.len) {
        struct line *line = last_line(prose);
        int columns;
        size_t front = front_of(word, prose->width - line->used, &columns);

        if (line->used > prose->indent && line->used + columns > prose->width) {
            new_line(prose, prose->indent);
            continue;
        }
        if (front < word.len) {
            front = fair_break(word, front);
            columns = text_columns((struct str){word.ptr, front});
        }
        add_span(prose, line, style, (struct str){word.ptr, front}, columns);
        if (front < word.len)
            new_line(prose, prose->indent);
        word = (struct str){word.ptr + front, word.len - front};
    }
}

/* The blanks before a word, unless it begins a line. */
static void add_word(struct prose *prose, unsigned style, struct str blanks, struct str word)
{
    struct line *line = last_line(prose);
    int columns = text_columns(word), gap = (int)blanks.len;

    if (line->used + gap + columns > prose->width && line->used > prose->indent) {
        line = new_line(prose, prose->indent);
        gap = 0;
    }
    if (gap && line->used + gap <= prose->width)
        add_span(prose, line, style, blanks, gap);
    if (line->used + columns <= prose->width)
        add_span(prose, line, style, word, columns);
    else
        add_long(prose, style, word);
}

static size_t run_of(struct str text, bool blank)
{
    size_t length = 0;

    while (length < text.len && (text.ptr[length] == ' ') == blank)
        length++;
    return length;
}

static struct str limited(struct str text, bool *cut)
{
    *cut = text.len > PROSE_TEXT_MOST;
    if (!*cut)
        return text;
    text.len = PROSE_TEXT_MOST;
    while (text.len && ((unsigned char)text.ptr[text.len] & 0xc0) == 0x80)
        text.len--;
    return text;
}

void prose_add(struct prose *prose, unsigned style, struct str text)
{
    bool cut;

    text = limited(text, &cut);
    if (!prose->count)
        prose_line(prose, 0);
    while (text.len) {
        struct str blanks = {text.ptr, run_of(text, true)};
        struct str rest = {text.ptr + blanks.len, text.len - blanks.len};
        struct str word = {rest.ptr, run_of(rest, false)};

        if (word.len)
            add_word(prose, style, blanks, word);
        else if (last_line(prose)->used + (int)blanks.len <= prose->width)
            add_span(prose, last_line(prose), style, blanks, (int)blanks.len);
        text = (struct str){word.ptr + word.len, rest.len - word.len};
    }
    if (cut)
        add_word(prose, ROLE_DIM, STR(""), STR("…"));
}

void prose_addf(struct prose *prose, unsigned style, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    prose_add(prose, style, str_of(arena_vprintf(prose->arena, format, args)));
    va_end(args);
}

void prose_text(struct prose *prose, int indent, unsigned style, struct str text)
{
    prose_line(prose, indent);
    prose_add(prose, style, text);
}

void prose_head(struct prose *prose, const char *title)
{
    prose_blank(prose);
    prose_text(prose, 0, ROLE_HEAD, str_of(title));
}

void prose_pair(struct prose *prose, const char *key, int room, unsigned style, struct str value)
{
    int used;

    prose_line(prose, 0);
    prose->indent =
        prose->width - room >= LEAST_VALUE || text_columns(value) <= prose->width - room ? room : 2;
    prose_add(prose, ROLE_DIM, str_of(key));
    used = last_line(prose)->used;
    if (used >= prose->indent)
        prose_line(prose, prose->indent);
    else
        last_line(prose)->used = prose->indent;
    prose_add(prose, style, value);
}

const char *prose_line_text(const struct prose *prose, int line)
{
    struct buf out = {.ptr = NULL};
    int column = 0;
    const char *text;

    for (const struct span *span = prose->lines[line].first; span; span = span->next) {
        while (column < span->column) {
            buf_add_char(&out, ' ');
            column++;
        }
        buf_add_str(&out, span->text);
        column += text_columns(span->text);
    }
    text = arena_strndup(prose->arena, out.ptr ? out.ptr : "", out.len);
    buf_release(&out);
    return text;
}

int prose_clamp(const struct prose *prose, int scroll, int height)
{
    int last = prose->count > height ? prose->count - height : 0;

    if (scroll > last)
        scroll = last;
    return scroll < 0 ? 0 : scroll;
}

void prose_draw(const struct prose *prose, const struct surface *surface, int scroll)
{
    int height = surface->rect.height, width = surface->rect.width;

    for (int row = 0; row < height && scroll + row < prose->count; row++)
        for (const struct span *span = prose->lines[scroll + row].first; span; span = span->next)
            draw_text(surface, row, span->column, width - span->column, span->style, span->text);
    if (scroll + height < prose->count && height > 0 && width > 0)
        draw_code(surface, height - 1, width - 1, 1, ROLE_DIM, 0x2193);
}

void prose_mark_focus(const struct prose *prose, const struct surface *surface, int scroll)
{
    if (scroll < prose->count && prose->lines[scroll].first)
        draw_mark(surface, 0, prose->lines[scroll].first->column,
                  prose->lines[scroll].used - prose->lines[scroll].first->column, STYLE_UNDERLINE);
}
