#include <assay/tui/present_text.h>

#include <assay/base/utf8.h>
#include <assay/base/xml.h>

#include <string.h>

/* What stands in a cell, as UTF-8; a blank for nothing. */
static void add_cell(struct buf *out, const struct canvas_cell *cell)
{
    if (cell->width == 0)
        return;
    if (!cell->codes[0])
        buf_add_char(out, ' ');
    for (int i = 0; i < CELL_CODES && cell->codes[i]; i++)
        utf8_encode(out, cell->codes[i]);
}

static bool is_blank(const struct canvas_cell *cell)
{
    return cell->codes[0] == 0 || (cell->codes[0] == ' ' && cell->codes[1] == 0);
}

/* Columns up to the last cell that shows something without colours. */
static int text_end(const struct canvas *canvas, int row)
{
    int end = canvas_width(canvas);

    while (end > 0) {
        const struct canvas_cell *cell = canvas_at(canvas, row, end - 1);

        if (cell->width == 0 || !is_blank(cell))
            break;
        end--;
    }
    return end;
}

void present_txt(const struct canvas *canvas, struct buf *out)
{
    for (int row = 0; row < canvas_height(canvas); row++) {
        int end = text_end(canvas, row);

        for (int column = 0; column < end; column++)
            add_cell(out, canvas_at(canvas, row, column));
        buf_add_char(out, '\n');
    }
}

/* ---- ANSI ---- */

static void add_colour(struct buf *out, struct colour colour, bool background)
{
    int base = background ? 48 : 38;

    if (colour.kind == COLOUR_RGB)
        buf_addf(out, ";%d;2;%d;%d;%d", base, colour.red, colour.green, colour.blue);
    else if (colour.kind == COLOUR_INDEX && colour.index < 8)
        buf_addf(out, ";%d", base - 8 + colour.index);
    else if (colour.kind == COLOUR_INDEX && colour.index < 16)
        buf_addf(out, ";%d", (background ? 100 : 90) + colour.index - 8);
    else if (colour.kind == COLOUR_INDEX)
        buf_addf(out, ";%d;5;%d", base, colour.index);
}

static void add_sgr(struct buf *out, const struct role_style *style)
{
    static const struct {
        unsigned attribute;
        const char *code;
    } codes[] = {
        {STYLE_BOLD, ";1"}, {STYLE_DIM, ";2"}, {STYLE_UNDERLINE, ";4"}, {STYLE_REVERSE, ";7"}};

    buf_add_c(out, "\x1b[0");
    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
        if (style->attributes & codes[i].attribute)
            buf_add_c(out, codes[i].code);
    add_colour(out, style->fg, false);
    add_colour(out, style->bg, true);
    buf_add_char(out, 'm');
}

/* A blank that its style makes visible. */
static bool shows(const struct canvas_cell *cell, const struct theme *theme)
{
    struct role_style style = theme_style(theme, cell->style, DEPTH_RGB);

    return cell->width == 0 || !is_blank(cell) || style.bg.kind != COLOUR_DEFAULT ||
           (style.attributes & (STYLE_REVERSE | STYLE_UNDERLINE)) != 0;
}

static int shown_end(const struct canvas *canvas, const struct theme *theme, int row)
{
    int end = canvas_width(canvas);

    while (end > 0 && !shows(canvas_at(canvas, row, end - 1), theme))
        end--;
    return end;
}

void present_ansi(const struct canvas *canvas, const struct theme *theme, enum colour_depth depth,
                  struct buf *out)
{
    for (int row = 0; row < canvas_height(canvas); row++) {
        int end = shown_end(canvas, theme, row);
        unsigned last = ROLE_TEXT;

        for (int column = 0; column < end; column++) {
            const struct canvas_cell *cell = canvas_at(canvas, row, column);

            if (cell->width != 0 && (column == 0 || cell->style != last)) {
                struct role_style style = theme_style(theme, cell->style, depth);

                add_sgr(out, &style);
                last = cell->style;
            }
            add_cell(out, cell);
        }
        buf_add_c(out, end ? "\x1b[0m\n" : "\n");
    }
}

/* ---- SVG ---- */

enum { CELL_WIDTH_TENTHS = 84, CELL_HEIGHT = 19, BASELINE = 14, MARGIN = 12 };

static double x_of(int column)
{
    return MARGIN + column * CELL_WIDTH_TENTHS / 10.0;
}

static void add_xml(struct buf *out, uint32_t code)
{
    const char *entity = xml_entity(code);

    if (entity)
        buf_add_c(out, entity);
    else /* No XML document may hold the last two of the first plane. */
        utf8_encode(out, code == 0xfffe || code == 0xffff ? 0xfffd : code);
}

static void add_xml_cell(struct buf *out, const struct canvas_cell *cell)
{
    add_xml(out, cell->codes[0]);
    for (int i = 1; i < CELL_CODES && cell->codes[i]; i++)
        add_xml(out, cell->codes[i]);
}

static struct colour fallback(struct colour colour, struct colour otherwise)
{
    return colour.kind == COLOUR_DEFAULT ? otherwise : colour;
}

struct page {
    const struct canvas *canvas;
    const struct theme *theme;
    struct colour fg, bg; /* of the page */
    struct buf *out;
};

/* One word, of cells [from, end): renderers differ in what they make of blanks. */
static void add_word(const struct page *page, const struct role_style *style, struct colour fg,
                     int row, int from, int end)
{
    buf_addf(page->out,
             "<text x=\"%.1f\" y=\"%d\" textLength=\"%.1f\" fill=\"#%02x%02x%02x\"%s%s%s>",
             x_of(from), MARGIN + row * CELL_HEIGHT + BASELINE, x_of(end) - x_of(from), fg.red,
             fg.green, fg.blue, style->attributes & STYLE_BOLD ? " font-weight=\"bold\"" : "",
             style->attributes & STYLE_DIM ? " opacity=\".65\"" : "",
             style->attributes & STYLE_UNDERLINE ? " text-decoration=\"underline\"" : "");
    for (int column = from; column < end; column++)
        if (canvas_at(page->canvas, row, column)->width)
            add_xml_cell(page->out, canvas_at(page->canvas, row, column));
    buf_add_c(page->out, "</text>\n");
}

/* Cells [from, end) of one row and style. */
static void add_run(const struct page *page, int row, int from, int end)
{
    struct role_style style =
        theme_style(page->theme, canvas_at(page->canvas, row, from)->style, DEPTH_RGB);
    struct colour fg = fallback(style.fg, page->fg), bg = fallback(style.bg, page->bg);

    if (style.attributes & STYLE_REVERSE) {
        struct colour swap = fg;

        fg = bg;
        bg = swap;
    }
    if (memcmp(&bg, &page->bg, sizeof(bg)) != 0)
        buf_addf(page->out,
                 "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" "
                 "fill=\"#%02x%02x%02x\"/>\n",
                 x_of(from), MARGIN + row * CELL_HEIGHT, x_of(end) - x_of(from), CELL_HEIGHT,
                 bg.red, bg.green, bg.blue);
    while (from < end) {
        int to = from;

        while (to < end && !is_blank(canvas_at(page->canvas, row, to)))
            to++;
        if (to > from)
            add_word(page, &style, fg, row, from, to);
        from = to + 1;
    }
}

/* What is drawn by itself, since fonts differ in its width: all that is no letter, but rules. */
static bool stands_alone(const struct canvas_cell *cell)
{
    return cell->codes[0] >= 0x2000 && cell->codes[0] != 0x2500 && cell->codes[0] != 0x2588;
}

static void add_row(const struct page *page, int row)
{
    int end = shown_end(page->canvas, page->theme, row), from = 0;

    for (int column = 1; column <= end; column++) {
        const struct canvas_cell *last = canvas_at(page->canvas, row, column - 1);
        const struct canvas_cell *cell = column < end ? canvas_at(page->canvas, row, column) : NULL;

        if (cell && cell->width == 0)
            continue;
        if (cell && cell->style == last->style && !stands_alone(cell) && !stands_alone(last) &&
            cell->width == 1 && last->width == 1)
            continue;
        add_run(page, row, from, column);
        from = column;
    }
}

void present_svg(const struct canvas *canvas, const struct theme *theme, const char *title,
                 struct buf *out)
{
    struct page page = {
        canvas, theme, {COLOUR_RGB, 0, 0x1f, 0x23, 0x28}, {COLOUR_RGB, 0, 0xff, 0xff, 0xff}, out};
    double width = x_of(canvas_width(canvas)) + MARGIN;
    int height = 2 * MARGIN + canvas_height(canvas) * CELL_HEIGHT;

    if (theme->dark) {
        page.fg = (struct colour){COLOUR_RGB, 0, 0xd8, 0xde, 0xe4};
        page.bg = (struct colour){COLOUR_RGB, 0, 0x14, 0x17, 0x1c};
    }
    buf_addf(out,
             "<svg xmlns=\"http://www.w3.org/2000/svg\" xml:space=\"preserve\" viewBox=\"0 0 %.1f "
             "%d\" width=\"%.1f\" "
             "height=\"%d\" font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" "
             "font-size=\"14\" role=\"img\">\n<title>",
             width, height, width, height);
    xml_escape(out, title); /* it comes from files */
    buf_addf(out,
             "</title>\n<rect width=\"100%%\" height=\"100%%\" rx=\"6\" "
             "fill=\"#%02x%02x%02x\"/>\n",
             page.bg.red, page.bg.green, page.bg.blue);
    for (int row = 0; row < canvas_height(canvas); row++)
        add_row(&page, row);
    buf_add_c(out, "</svg>\n");
}
