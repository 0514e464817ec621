#include <assay/tui/canvas.h>

#include <assay/base/err.h>
#include <assay/base/utf8.h>
#include <assay/tui/glyph.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct canvas {
    struct canvas_cell *cells;
    int height, width;
    int cursor_row, cursor_column; /* -1: hidden */
    struct canvas_area *areas;
    size_t area_count, area_capacity;
};

struct canvas *canvas_new(int height, int width)
{
    struct canvas *canvas = xcalloc(1, sizeof(*canvas));

    canvas_reset(canvas, height, width);
    return canvas;
}

void canvas_free(struct canvas *canvas)
{
    if (!canvas)
        return;
    free(canvas->cells);
    free(canvas->areas);
    free(canvas);
}

void canvas_reset(struct canvas *canvas, int height, int width)
{
    size_t count;

    height = height < 1 ? 1 : height;
    width = width < 1 ? 1 : width;
    count = (size_t)height * (size_t)width;
    if (!canvas->cells || height != canvas->height || width != canvas->width)
        canvas->cells = xreallocarray(canvas->cells, count, sizeof(*canvas->cells));
    memset(canvas->cells, 0, count * sizeof(*canvas->cells));
    for (size_t i = 0; i < count; i++)
        canvas->cells[i].width = 1;
    canvas->height = height;
    canvas->width = width;
    canvas->cursor_row = canvas->cursor_column = -1;
    canvas->area_count = 0;
}

int canvas_height(const struct canvas *canvas)
{
    return canvas->height;
}

int canvas_width(const struct canvas *canvas)
{
    return canvas->width;
}

const struct canvas_cell *canvas_at(const struct canvas *canvas, int row, int column)
{
    return &canvas->cells[(size_t)row * (size_t)canvas->width + (size_t)column];
}

bool canvas_cursor(const struct canvas *canvas, int *row, int *column)
{
    *row = canvas->cursor_row;
    *column = canvas->cursor_column;
    return canvas->cursor_row >= 0;
}

const struct canvas_area *canvas_area_at(const struct canvas *canvas, int row, int column)
{
    for (size_t i = canvas->area_count; i > 0; i--) {
        const struct rect *rect = &canvas->areas[i - 1].rect;

        if (row >= rect->row && row < rect->row + rect->height && column >= rect->column &&
            column < rect->column + rect->width)
            return &canvas->areas[i - 1];
    }
    return NULL;
}

/* ---- surfaces ---- */

struct surface canvas_surface(struct canvas *canvas, enum glyph_set glyphs)
{
    return (struct surface){canvas, {0, 0, canvas->height, canvas->width}, glyphs};
}

static int at_most(int value, int most)
{
    return value < 0 ? 0 : value > most ? most : value;
}

struct surface surface_part(const struct surface *surface, int row, int column, int height,
                            int width)
{
    struct surface part = *surface;

    height += row < 0 ? row : 0;
    width += column < 0 ? column : 0;
    row = at_most(row, surface->rect.height);
    column = at_most(column, surface->rect.width);
    part.rect.row += row;
    part.rect.column += column;
    part.rect.height = at_most(height, surface->rect.height - row);
    part.rect.width = at_most(width, surface->rect.width - column);
    return part;
}

struct surface surface_take_top(struct surface *surface, int height, enum surface_rule rule)
{
    int all = surface->rect.height, width = surface->rect.width;
    struct surface part = surface_part(surface, 0, 0, height, width);
    int gap = rule == SURFACE_RULED ? 1 : 0, used = part.rect.height;

    if (gap)
        draw_code(surface, used, 0, width, ROLE_RULE, 0x2500);
    *surface = surface_part(surface, used + gap, 0, all, width);
    return part;
}

struct surface surface_take_bottom(struct surface *surface, int height, enum surface_rule rule)
{
    int all = surface->rect.height, width = surface->rect.width;
    int used = at_most(height, all), gap = rule == SURFACE_RULED ? 1 : 0;
    struct surface part = surface_part(surface, all - used, 0, used, width);

    if (gap)
        draw_code(surface, all - used - 1, 0, width, ROLE_RULE, 0x2500);
    *surface = surface_part(surface, 0, 0, all - used - gap, width);
    return part;
}

struct surface surface_take_left(struct surface *surface, int width, enum surface_rule rule)
{
    int all = surface->rect.width, height = surface->rect.height;
    struct surface part = surface_part(surface, 0, 0, height, width);
    int used = part.rect.width;

    if (rule == SURFACE_RULED)
        draw_column(surface, 0, used, height, ROLE_RULE, 0x2502);
    *surface = surface_part(surface, 0, used + (rule == SURFACE_RULED ? 2 : 0), height, all);
    return part;
}

struct surface surface_take_right(struct surface *surface, int width, enum surface_rule rule)
{
    int all = surface->rect.width, height = surface->rect.height;
    int used = at_most(width, all);
    struct surface part = surface_part(surface, 0, all - used, height, used);

    if (rule == SURFACE_RULED)
        draw_column(surface, 0, all - used - 2, height, ROLE_RULE, 0x2502);
    *surface = surface_part(surface, 0, 0, height, all - used - (rule == SURFACE_RULED ? 2 : 0));
    return part;
}

/* ---- cells ---- */

static struct canvas_cell *cell_at(const struct surface *surface, int row, int column)
{
    struct canvas *canvas = surface->canvas;

    return &canvas->cells[(size_t)(surface->rect.row + row) * (size_t)canvas->width +
                          (size_t)(surface->rect.column + column)];
}

static bool inside(const struct surface *surface, int row, int column)
{
    return row >= 0 && row < surface->rect.height && column >= 0 && column < surface->rect.width;
}

static void blank(struct canvas_cell *cell)
{
    memset(cell->codes, 0, sizeof(cell->codes));
    cell->width = 1;
}

/* What is left of a wide character when one half of it is overwritten is a blank. */
static void unhalve(struct canvas *canvas, struct canvas_cell *cell)
{
    size_t column = (size_t)(cell - canvas->cells) % (size_t)canvas->width;

    if (cell->width == 0 && column > 0)
        blank(cell - 1);
    if (cell->width == 2 && column + 1 < (size_t)canvas->width)
        blank(cell + 1);
}

static void put(const struct surface *surface, int row, int column, unsigned style,
                const uint32_t *codes, int width)
{
    struct canvas_cell *cell;

    if (!inside(surface, row, column) || !inside(surface, row, column + width - 1))
        return;
    cell = cell_at(surface, row, column);
    for (int i = 0; i < width; i++) {
        unhalve(surface->canvas, cell + i);
        blank(cell + i);
        cell[i].style = (uint16_t)style;
    }
    memcpy(cell->codes, codes, sizeof(cell->codes));
    if (surface->glyphs == GLYPHS_ASCII) {
        memset(cell->codes, 0, sizeof(cell->codes));
        for (int i = 0; i < width; i++)
            cell[i].codes[0] = (uint32_t)glyph_ascii(codes[0]);
    } else if (width == 2) {
        cell[0].width = 2;
        cell[1].width = 0;
    }
}

static void put_code(const struct surface *surface, int row, int column, unsigned style,
                     uint32_t code)
{
    uint32_t codes[CELL_CODES] = {code};

    put(surface, row, column, style, codes, 1);
}

/* ---- text ---- */

static void put_spelt(const struct surface *surface, int row, int column, int width, unsigned style,
                      const char *text)
{
    unsigned spelt = (style & ~0xffu) | ROLE_ESCAPED;

    for (int i = 0; text[i] && i < width; i++)
        put_code(surface, row, column + i, spelt, (unsigned char)text[i]);
}

/* Characters of ASCII that take a column each, in front; the last may have marks over it. */
static int plain_start(struct str text, int most)
{
    size_t length = 0;

    while (length < text.len && length <= (size_t)most && text.ptr[length] >= ' ' &&
           text.ptr[length] < 0x7f)
        length++;
    return (int)length;
}

/* Columns of the text, or anything above `most` as soon as that is passed. */
static int columns_until(struct str text, int most)
{
    struct glyph glyph;
    int used = plain_start(text, most);

    if ((size_t)used == text.len)
        return used;
    for (used = 0; used <= most && glyph_next(&text, &glyph);)
        used += glyph.width;
    return used;
}

int text_columns(struct str text)
{
    return columns_until(text, INT32_MAX / 2);
}

int draw_text(const struct surface *surface, int row, int column, int width, unsigned style,
              struct str text)
{
    struct glyph glyph;
    int used = 0, room = width;
    bool cut;

    if (width <= 0 || row < 0 || row >= surface->rect.height)
        return 0;
    cut = columns_until(text, width) > width;
    room -= cut;
    while (glyph_next(&text, &glyph) && used < room) {
        if (glyph.spelt)
            put_spelt(surface, row, column + used, room - used, style, glyph.text);
        else if (glyph.width <= room - used)
            put(surface, row, column + used, style, glyph.codes, glyph.width);
        else
            break;
        used += glyph.width < room - used ? glyph.width : room - used;
    }
    if (cut)
        put_code(surface, row, column + used++, style, 0x2026);
    return used;
}

/* The longest end of at most `columns` columns; never empty while the text is wider. */
static struct str end_of(struct str text, int columns)
{
    struct glyph glyph;
    int over = text_columns(text) - columns;

    while (over > 0) {
        struct str rest = text;

        if (!glyph_next(&rest, &glyph))
            break;
        over -= glyph.width;
        text = rest;
    }
    return text;
}

int draw_middle(const struct surface *surface, int row, int column, int width, unsigned style,
                struct str text)
{
    enum { WIDTH_LEAST = 5, BYTES_MOST = 4096 };
    int used;

    if (width < WIDTH_LEAST || text.len > BYTES_MOST || columns_until(text, width) <= width)
        return draw_text(surface, row, column, width, style, text);
    used = draw_text(surface, row, column, width / 2, style, text);
    text = end_of(text, width - used);
    return used + draw_text(surface, row, column + used, width - used, style, text);
}

int draw_c(const struct surface *surface, int row, int column, unsigned style, const char *text)
{
    return draw_text(surface, row, column, surface->rect.width - column, style, str_of(text));
}

int draw_f(const struct surface *surface, int row, int column, unsigned style, const char *format,
           ...)
{
    struct buf text = {0};
    va_list args;
    int used;

    va_start(args, format);
    buf_vaddf(&text, format, args);
    va_end(args);
    used = draw_text(surface, row, column, surface->rect.width - column, style, buf_str(&text));
    buf_release(&text);
    return used;
}

int draw_right(const struct surface *surface, int row, int end, int width, unsigned style,
               struct str text)
{
    int columns = columns_until(text, width);

    columns = columns < width ? columns : width;
    return draw_text(surface, row, end - columns, columns, style, text);
}

void draw_code(const struct surface *surface, int row, int column, int count, unsigned style,
               uint32_t code)
{
    for (int i = 0; i < count && column + i < surface->rect.width; i++)
        put_code(surface, row, column + i, style, code);
}

void draw_column(const struct surface *surface, int row, int column, int count, unsigned style,
                 uint32_t code)
{
    for (int i = 0; i < count && row + i < surface->rect.height; i++)
        put_code(surface, row + i, column, style, code);
}

void draw_pane_rules(const struct surface *surface, const struct rect *panes, int count, int height)
{
    for (const struct rect *pane = panes; pane < panes + count; pane++) {
        if (pane->height && pane->row > 0)
            draw_code(surface, pane->row - 1, pane->column, pane->width, ROLE_RULE, 0x2500);
        if (pane->height && pane->column > 0)
            draw_column(surface, 0, pane->column - 2, height, ROLE_RULE, 0x2502);
    }
}

void draw_fill(const struct surface *surface, int row, int column, int height, int width,
               unsigned style)
{
    for (int i = 0; i < height; i++)
        draw_code(surface, row + i, column, width, style, 0);
}

void draw_mark(const struct surface *surface, int row, int column, int width, unsigned attributes)
{
    for (int i = 0; i < width; i++)
        if (inside(surface, row, column + i)) {
            struct canvas_cell *cell = cell_at(surface, row, column + i);

            cell->style = (uint16_t)(cell->style | attributes);
        }
}

void draw_role(const struct surface *surface, int row, int column, int width, enum role role)
{
    for (int i = 0; i < width; i++)
        if (inside(surface, row, column + i)) {
            struct canvas_cell *cell = cell_at(surface, row, column + i);

            cell->style = (uint16_t)((cell->style & ~0xffu) | role);
        }
}

static uint32_t folded(uint32_t code, bool exact)
{
    return !exact && code >= 'A' && code <= 'Z' ? code | 0x20 : code;
}

/* Does the text begin with what the cell shows? Takes it off then. */
static bool takes_cell(const struct canvas_cell *cell, struct str *text, bool exact)
{
    for (int i = 0; i < CELL_CODES && (i == 0 || cell->codes[i]); i++) {
        uint32_t shown = cell->codes[i] ? cell->codes[i] : ' ', wanted;
        size_t length = text->len ? utf8_decode(*text, &wanted) : 0;

        if (length == 0 || folded(shown, exact) != folded(wanted, exact))
            return false;
        *text = (struct str){text->ptr + length, text->len - length};
    }
    return true;
}

/* Columns that the text takes from here on; 0 when something else stands there. */
static int columns_saying(const struct surface *surface, int row, int column, int end,
                          struct str text, bool exact)
{
    int at = column;

    while (text.len && at < end && inside(surface, row, at)) {
        const struct canvas_cell *cell = cell_at(surface, row, at);

        if (cell->width == 0 || !takes_cell(cell, &text, exact))
            return 0;
        at += cell->width;
    }
    return text.len ? 0 : at - column;
}

/* The cursor stays one whole thing. */
static void mark_match(const struct surface *surface, int row, int column, int columns)
{
    enum role role = STYLE_ROLE(cell_at(surface, row, column)->style);

    if (role == ROLE_CURSOR || role == ROLE_CURSOR_AWAY)
        draw_mark(surface, row, column, columns, STYLE_BOLD | STYLE_UNDERLINE);
    else
        draw_role(surface, row, column, columns, ROLE_MATCH);
}

void draw_matches(const struct surface *surface, int row, int column, int width, struct str text,
                  bool exact)
{
    int end = column + width;

    while (column < end) {
        int columns = columns_saying(surface, row, column, end, text, exact);

        if (columns)
            mark_match(surface, row, column, columns);
        column += columns ? columns : 1;
    }
}

void draw_cursor(const struct surface *surface, int row, int column)
{
    if (!inside(surface, row, column))
        return;
    surface->canvas->cursor_row = surface->rect.row + row;
    surface->canvas->cursor_column = surface->rect.column + column;
}

void draw_area(const struct surface *surface, const void *what)
{
    struct canvas *canvas = surface->canvas;

    canvas->areas = array_grow(canvas->areas, &canvas->area_capacity, canvas->area_count + 1,
                               sizeof(*canvas->areas));
    canvas->areas[canvas->area_count++] = (struct canvas_area){surface->rect, what};
}
