#include <assay/tui/matrix_draw.h>

#include <string.h>

enum { RATING_AT = 3 };

struct matrix_sheet matrix_sheet(const struct surface *surface, const struct matrix_shape *shape,
                                 const struct matrix_axes *axes, const struct matrix_cursor *cursor,
                                 bool focused)
{
    struct matrix_sheet sheet = {
        .surface = surface,
        .shape = shape,
        .axes = axes,
        .cursor = cursor,
        .focused = focused,
        .head = shape->info ? 2 : 0,
        .cells = MATRIX_CARET + shape->label_width + 1,
    };
    size_t left = axes->row_count - cursor->top;

    sheet.edge = sheet.cells + shape->columns * shape->cell_width;
    sheet.lines = left < (size_t)shape->rows ? (int)left : shape->rows;
    return sheet;
}

bool matrix_is_cursor(const struct matrix_sheet *sheet, uint16_t truth, uint16_t prediction)
{
    return sheet->cursor->truth == truth && sheet->cursor->prediction == prediction;
}

static unsigned cursor_style(const struct matrix_sheet *sheet)
{
    return sheet->focused ? ROLE_CURSOR : ROLE_CURSOR_AWAY;
}

uint16_t matrix_column_shown(const struct matrix_sheet *sheet, int column)
{
    return matrix_column_at(sheet->axes, sheet->cursor->left + (size_t)column);
}

uint16_t matrix_row_shown(const struct matrix_sheet *sheet, int row)
{
    return matrix_row_at(sheet->axes, sheet->cursor->top + (size_t)row);
}

/* ---- the line above ---- */

int matrix_draw_part(const struct matrix_sheet *sheet, int line, int at, unsigned style,
                     const char *text)
{
    int columns = text_columns(str_of(text));

    if (at + columns > sheet->surface->rect.width)
        return at;
    draw_c(sheet->surface, line, at, style, text);
    return at + columns + 3;
}

const char *matrix_window_words(const struct matrix_sheet *sheet, struct arena *arena)
{
    const struct matrix_axes *axes = sheet->axes;
    const struct matrix_cursor *cursor = sheet->cursor;
    size_t rows = (size_t)sheet->shape->rows, columns = (size_t)sheet->shape->columns;

    if (rows >= axes->row_count && columns >= axes->column_count)
        return NULL;
    return arena_printf(
        arena, "rows %zu–%zu, columns %zu–%zu of %zu", cursor->top + 1,
        cursor->top + (rows < axes->row_count ? rows : axes->row_count), cursor->left + 1,
        cursor->left + (columns < axes->column_count ? columns : axes->column_count),
        axes->row_count);
}

/* ---- heads ---- */

static void draw_cell_head(const struct matrix_sheet *sheet, int column, const struct str *heads)
{
    int width = sheet->shape->cell_width, end = sheet->cells + (column + 1) * width - 1;
    uint16_t code = matrix_column_shown(sheet, column);
    unsigned style = code == LABEL_INVALID ? ROLE_INVALID : ROLE_HEAD;
    struct str text;

    if (sheet->cursor->prediction == code)
        style |= STYLE_UNDERLINE;
    if (code == LABEL_INVALID)
        text = width > 7 ? STR("invalid") : width > 4 ? STR("inv") : STR("?");
    else
        text = heads[code];
    draw_right(sheet->surface, sheet->head, end, width - 1, style, text);
}

static int total_end(const struct matrix_sheet *sheet)
{
    return sheet->edge + sheet->shape->total_width;
}

static int rate_end(const struct matrix_sheet *sheet)
{
    return total_end(sheet) + MATRIX_RATE_AT + MATRIX_RATE;
}

static void draw_edge_head(const struct matrix_sheet *sheet, int end, int width, uint16_t edge,
                           const char *text)
{
    unsigned style = ROLE_HEAD | (sheet->cursor->prediction == edge ? STYLE_UNDERLINE : 0);

    draw_right(sheet->surface, sheet->head, end, width, style, str_of(text));
}

void matrix_draw_heads(const struct matrix_sheet *sheet, const struct str *heads, const char *total,
                       const char *rate, const char *rating)
{
    const struct matrix_shape *shape = sheet->shape;
    const char *corner = shape->label_width >= 14 ? "truth ↓ pred →" : "truth ↓";

    draw_text(sheet->surface, sheet->head, MATRIX_CARET, shape->label_width, ROLE_DIM,
              str_of(corner));
    for (int i = 0; i < shape->columns; i++)
        draw_cell_head(sheet, i, heads);
    if (shape->total)
        draw_edge_head(sheet, total_end(sheet), shape->total_width - 2, EDGE_TOTAL, total);
    if (shape->rate)
        draw_edge_head(sheet, rate_end(sheet), MATRIX_RATE, EDGE_RATE, rate);
    if (shape->rating)
        draw_c(sheet->surface, sheet->head, rate_end(sheet) + RATING_AT, ROLE_HEAD, rating);
}

void matrix_draw_name(const struct matrix_sheet *sheet, int line, uint16_t truth, struct str name)
{
    bool current = sheet->cursor->truth == truth, edge = truth == EDGE_TOTAL || truth == EDGE_RATE;
    unsigned style = edge ? ROLE_HEAD : ROLE_TEXT;
    unsigned caret = sheet->focused || edge ? ROLE_TEXT | STYLE_BOLD : ROLE_DIM;

    if (current)
        draw_code(sheet->surface, line, 0, 1, caret, 0x203a);
    draw_text(sheet->surface, line, MATRIX_CARET, sheet->shape->label_width,
              current ? style | STYLE_BOLD : style, name);
}

/* ---- cells and figures ---- */

void matrix_draw_mark(const struct matrix_sheet *sheet, int line, int column, char mark)
{
    if (mark)
        draw_code(sheet->surface, line, column, 1, role_verdict(mark), (unsigned char)mark);
}

void matrix_draw_cell(const struct matrix_sheet *sheet, int line, int column, uint16_t truth,
                      bool blank, unsigned style, struct str text)
{
    int width = sheet->shape->cell_width, at = sheet->cells + column * width;
    bool cursor = matrix_is_cursor(sheet, truth, matrix_column_shown(sheet, column));

    if (cursor)
        style = cursor_style(sheet);
    if (!blank || cursor)
        draw_fill(sheet->surface, line, at, 1, width, style);
    draw_right(sheet->surface, line, at + width - 1, width - 2, style, text);
    if (cursor) {
        draw_code(sheet->surface, line, at, 1, style, '[');
        draw_code(sheet->surface, line, at + width - 1, 1, style, ']');
    }
}

static void draw_figure(const struct matrix_sheet *sheet, int line, int end, int width,
                        unsigned style, const char *text, char mark, bool cursor)
{
    style = cursor ? cursor_style(sheet) : style;
    draw_right(sheet->surface, line, end, width, style, str_of(text));
    if (cursor) {
        draw_code(sheet->surface, line, end - text_columns(str_of(text)) - 1, 1, style, '[');
        draw_code(sheet->surface, line, end, 1, style, ']');
    } else {
        /* The mark makes way for no bracket: the cell's pane shows it too. */
        matrix_draw_mark(sheet, line, end, mark);
    }
}

void matrix_draw_below(const struct matrix_sheet *sheet, int line, int column, uint16_t row,
                       unsigned style, const char *text, char mark)
{
    int width = sheet->shape->cell_width;

    draw_figure(sheet, line, sheet->cells + (column + 1) * width - 1, width - 1, style, text, mark,
                matrix_is_cursor(sheet, row, matrix_column_shown(sheet, column)));
}

void matrix_draw_total(const struct matrix_sheet *sheet, int line, uint16_t row, unsigned style,
                       const char *text, char mark)
{
    if (sheet->shape->total)
        draw_figure(sheet, line, total_end(sheet), sheet->shape->total_width - 2, style, text, mark,
                    matrix_is_cursor(sheet, row, EDGE_TOTAL));
}

void matrix_draw_rate(const struct matrix_sheet *sheet, int line, uint16_t row, unsigned style,
                      const char *text, char mark)
{
    if (sheet->shape->rate)
        draw_figure(sheet, line, rate_end(sheet), MATRIX_RATE, style, text, mark,
                    matrix_is_cursor(sheet, row, EDGE_RATE));
}

void matrix_draw_rating(const struct matrix_sheet *sheet, int line, const char *text)
{
    if (sheet->shape->rating)
        draw_c(sheet->surface, line, rate_end(sheet) + RATING_AT, ROLE_DIM, text);
}

/* ---- rules ---- */

/* There are more labels that way. */
static void draw_more(const struct matrix_sheet *sheet)
{
    const struct matrix_cursor *cursor = sheet->cursor;
    int first = sheet->head + 1, last = first + sheet->lines - 1;

    if (cursor->left > 0)
        draw_code(sheet->surface, sheet->head, sheet->cells - 1, 1, ROLE_KEY, 0x2039);
    if (cursor->left + (size_t)sheet->shape->columns < sheet->axes->column_count)
        draw_code(sheet->surface, sheet->head, sheet->edge, 1, ROLE_KEY, 0x203a);
    if (sheet->lines > 0 && cursor->top > 0)
        draw_code(sheet->surface, first, 1, 1, ROLE_KEY, 0x2191);
    if (sheet->lines > 0 && cursor->top + (size_t)sheet->lines < sheet->axes->row_count)
        draw_code(sheet->surface, last, 1, 1, ROLE_KEY, 0x2193);
}

void matrix_draw_rules(const struct matrix_sheet *sheet)
{
    const struct matrix_shape *shape = sheet->shape;
    int line = sheet->head + 1 + sheet->lines;
    int width = sheet->edge + (shape->total ? shape->total_width + 1 : 0) +
                (shape->rate ? MATRIX_RATE_AT + MATRIX_RATE : 0) +
                (shape->rating ? shape->rating_width : 0);

    if (shape->rule)
        draw_code(sheet->surface, line, MATRIX_CARET, width - MATRIX_CARET, ROLE_RULE, 0x2500);
    if (shape->total) {
        draw_column(sheet->surface, sheet->head + 1, sheet->edge, sheet->lines, ROLE_RULE, 0x2502);
        if (shape->rule)
            draw_code(sheet->surface, line, sheet->edge, 1, ROLE_RULE, 0x253c);
        draw_column(sheet->surface, line + shape->rule, sheet->edge, shape->totals + shape->rates,
                    ROLE_RULE, 0x2502);
    }
    draw_more(sheet);
}
