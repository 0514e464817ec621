#include <assay/base/wrap.h>

#include <assay/base/err.h>
#include <assay/base/utf8.h>

#include <stdlib.h>
#include <string.h>

enum { TAB = 8, MARK_EVERY = 4096 };

/* Where a cell begins, and in which column of its source line. */
struct mark {
    size_t offset, column;
};

struct places {
    size_t *at;
    size_t count, capacity;
};

struct wrap {
    struct buf text;
    struct places sources, lines; /* where they begin */
    struct mark *marks;           /* ascending; for lines longer than MARK_EVERY bytes */
    size_t mark_count, mark_capacity;
    size_t columns, widest;
    enum wrap_mode mode;
};

static void add_place(struct places *places, size_t offset)
{
    places->at = array_grow(places->at, &places->capacity, places->count + 1, sizeof(*places->at));
    places->at[places->count++] = offset;
}

/* The last place at or before the offset; the first is 0. */
static size_t place_before(const struct places *places, size_t offset)
{
    size_t low = 0, high = places->count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (places->at[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* ---- the text ---- */

/* Bytes of the cell that begins a text: a character and the marks on it; *width its columns. */
static size_t next_cell(struct str text, size_t *width)
{
    uint32_t code = ' ';
    size_t length, next;

    if (text.ptr[0] >= 0x20 && text.ptr[0] < 0x7f &&
        (text.len == 1 || (unsigned char)text.ptr[1] < 0x80)) {
        *width = 1;
        return 1;
    }
    length = utf8_decode(text, &code);
    length = length ? length : 1;
    *width = (size_t)utf8_code_width(code);
    while (length < text.len && (unsigned char)text.ptr[length] >= 0x80) {
        next = utf8_decode((struct str){text.ptr + length, text.len - length}, &code);
        if (next == 0 || utf8_code_width(code) > 0)
            break;
        length += next;
    }
    return length;
}

static struct str rest_of(struct str text, size_t from)
{
    return (struct str){text.ptr + from, text.len - from};
}

static void drop_returns(struct buf *text)
{
    size_t to = 0;

    for (size_t i = 0; i < text->len; i++)
        if (text->ptr[i] != '\r' || i + 1 == text->len || text->ptr[i + 1] != '\n')
            text->ptr[to++] = text->ptr[i];
    text->len = to;
}

static void expand_tabs(struct buf *out, struct str text)
{
    size_t column = 0, width;

    while (text.len) {
        size_t length = next_cell(text, &width);

        if (text.ptr[0] == '\t') {
            buf_add(out, "        ", TAB - column % TAB);
            column += TAB - column % TAB;
            length = 1;
        } else {
            buf_add(out, text.ptr, length);
            column = text.ptr[0] == '\n' ? 0 : column + width;
        }
        text = rest_of(text, length);
    }
}

static void make_text(struct wrap *wrap, struct str text)
{
    struct buf plain = {.ptr = NULL}, safe = {.ptr = NULL};

    buf_add_str(&plain, text);
    if (text.len && memchr(text.ptr, '\r', text.len))
        drop_returns(&plain);
    if (plain.len)
        utf8_make_safe_lines(&safe, buf_str(&plain));
    buf_release(&plain);
    if (!safe.len || !memchr(safe.ptr, '\t', safe.len)) {
        wrap->text = safe;
        return;
    }
    expand_tabs(&wrap->text, buf_str(&safe));
    buf_release(&safe);
}

/* Note a mark every few KiB of a line, and give its columns. */
static size_t mark_line(struct wrap *wrap, size_t start, struct str line)
{
    size_t column = 0, width, next = MARK_EVERY;

    for (size_t at = 0; at < line.len;) {
        if (at >= next) {
            wrap->marks = array_grow(wrap->marks, &wrap->mark_capacity, wrap->mark_count + 1,
                                     sizeof(*wrap->marks));
            wrap->marks[wrap->mark_count++] = (struct mark){start + at, column};
            next = at + MARK_EVERY;
        }
        at += next_cell(rest_of(line, at), &width);
        column += width;
    }
    return column;
}

static void find_sources(struct wrap *wrap)
{
    struct str text = wrap_text(wrap);

    for (size_t at = 0; at == 0 || at < text.len;) {
        const char *end = text.len ? memchr(text.ptr + at, '\n', text.len - at) : NULL;
        size_t length = end ? (size_t)(end - text.ptr) - at : text.len - at;
        size_t width = mark_line(wrap, at, (struct str){text.ptr + at, length});

        add_place(&wrap->sources, at);
        wrap->widest = width > wrap->widest ? width : wrap->widest;
        at += length + 1;
    }
}

struct wrap *wrap_new(struct str text)
{
    struct wrap *wrap = xcalloc(1, sizeof(*wrap));

    make_text(wrap, text);
    find_sources(wrap);
    return wrap;
}

void wrap_free(struct wrap *wrap)
{
    if (!wrap)
        return;
    buf_release(&wrap->text);
    free(wrap->sources.at);
    free(wrap->lines.at);
    free(wrap->marks);
    free(wrap);
}

/* ---- screen lines ---- */

/* Where the screen line that begins at `at` of a source line ends and the next begins. */
static size_t break_of(struct str line, size_t at, size_t columns)
{
    size_t column = 0, width, begin = at, after_blank = 0;
    bool inked = false;

    while (at < line.len) {
        size_t length = next_cell(rest_of(line, at), &width);
        bool blank = length == 1 && line.ptr[at] == ' ';

        if (column + width > columns) {
            if (blank && inked)
                return at + 1;
            if (after_blank)
                return after_blank;
            return at == begin ? at + length : at;
        }
        at += length;
        column += width;
        inked = inked || !blank;
        if (blank && inked)
            after_blank = at;
    }
    return line.len;
}

static void wrap_words(struct wrap *wrap)
{
    for (size_t s = 0; s < wrap->sources.count; s++) {
        struct str line = wrap_source_line(wrap, s);
        size_t at = 0;

        do {
            add_place(&wrap->lines, wrap->sources.at[s] + at);
            at = break_of(line, at, wrap->columns);
        } while (at < line.len);
    }
}

void wrap_set(struct wrap *wrap, size_t columns, enum wrap_mode mode)
{
    columns = columns ? columns : 1;
    if (mode == wrap->mode && (mode == WRAP_NONE || columns == wrap->columns))
        return;
    wrap->mode = mode;
    wrap->columns = columns;
    wrap->lines.count = 0;
    if (mode == WRAP_WORDS)
        wrap_words(wrap);
}

static const struct places *screen_lines(const struct wrap *wrap)
{
    return wrap->mode == WRAP_WORDS ? &wrap->lines : &wrap->sources;
}

/* Between two places, without the line end. */
static struct str slice(const struct wrap *wrap, const struct places *places, size_t index)
{
    size_t start, end;

    if (index >= places->count || wrap->text.len == 0)
        return STR("");
    start = places->at[index];
    end = index + 1 < places->count ? places->at[index + 1] : wrap->text.len;
    end -= end > start && wrap->text.ptr[end - 1] == '\n';
    return (struct str){wrap->text.ptr + start, end - start};
}

size_t wrap_count(const struct wrap *wrap)
{
    return screen_lines(wrap)->count;
}

struct str wrap_line(const struct wrap *wrap, size_t line)
{
    struct str text = slice(wrap, screen_lines(wrap), line);

    /* It may stand behind the edge, and cannot be seen anyway. */
    if (wrap->mode == WRAP_WORDS && text.len && text.ptr[text.len - 1] == ' ')
        text.len--;
    return text;
}

size_t wrap_start(const struct wrap *wrap, size_t line)
{
    const struct places *places = screen_lines(wrap);

    return line < places->count ? places->at[line] : wrap->text.len;
}

size_t wrap_line_at(const struct wrap *wrap, size_t offset)
{
    return place_before(screen_lines(wrap), offset);
}

struct str wrap_text(const struct wrap *wrap)
{
    return wrap->text.len ? buf_str(&wrap->text) : STR("");
}

/* ---- source lines ---- */

size_t wrap_source_count(const struct wrap *wrap)
{
    return wrap->sources.count;
}

size_t wrap_source(const struct wrap *wrap, size_t line)
{
    return place_before(&wrap->sources, wrap_start(wrap, line));
}

struct str wrap_source_line(const struct wrap *wrap, size_t source)
{
    return slice(wrap, &wrap->sources, source);
}

size_t wrap_source_start(const struct wrap *wrap, size_t source)
{
    return source < wrap->sources.count ? wrap->sources.at[source] : wrap->text.len;
}

size_t wrap_widest(const struct wrap *wrap)
{
    return wrap->widest;
}

/* The last mark of the line at or before the column, or the line's begin. */
static struct mark mark_before(const struct wrap *wrap, size_t start, size_t length, size_t column)
{
    struct mark best = {start, 0};
    size_t low = 0, high = wrap->mark_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct mark *mark = &wrap->marks[middle];
        bool before =
            mark->offset <= start || (mark->offset < start + length && mark->column <= column);

        if (before)
            low = middle + 1;
        else
            high = middle;
    }
    if (low && wrap->marks[low - 1].offset > start)
        best = wrap->marks[low - 1];
    return best;
}

size_t wrap_source_width(const struct wrap *wrap, size_t source)
{
    struct str line = wrap_source_line(wrap, source);
    size_t start = wrap_source_start(wrap, source);
    struct mark mark = mark_before(wrap, start, line.len, SIZE_MAX);

    return mark.column + utf8_width(rest_of(line, mark.offset - start));
}

struct wrap_part wrap_columns(const struct wrap *wrap, size_t source, size_t from, size_t columns)
{
    struct str line = wrap_source_line(wrap, source);
    size_t start = wrap_source_start(wrap, source), at, begin, column, width, length;
    struct mark mark = mark_before(wrap, start, line.len, from);

    at = mark.offset - start;
    column = mark.column;
    for (; at < line.len && column < from; at += length) {
        length = next_cell(rest_of(line, at), &width);
        column += width;
    }
    if (column < from || column - from > columns)
        return (struct wrap_part){STR(""), 0};
    begin = at;
    from = column - from;
    for (size_t used = from; at < line.len; at += length) {
        length = next_cell(rest_of(line, at), &width);
        used += width;
        if (used > columns)
            break;
    }
    return (struct wrap_part){{line.ptr + begin, at - begin}, at > begin ? from : 0};
}
