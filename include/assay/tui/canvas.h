/*
 * Canvas: a grid of cells that views draw on, and that present_text and present_curses show.
 *
 * A cell holds one character with up to four combining marks, the columns it takes (2 for a wide
 * one, whose right half is a cell of width 0), and a style: a role of the theme plus attributes.
 * Colours are no business of whoever draws.
 *
 * Drawing goes through a surface: a rectangle of the canvas with its own origin. Whatever falls
 * outside is cut. All text is made safe here (see utf8_make_safe), so views pass texts of files
 * as they are: this is the only door to the screen. With ASCII glyphs every character is folded to
 * one ASCII character a column, so layout never hangs on the terminal.
 *
 *     struct surface s = canvas_surface(canvas, GLYPHS_BRAILLE);
 *     draw_text(&s, 0, 0, 20, ROLE_HEAD, str_of("Layer"));
 *
 * Rows and columns count from 0. Functions that draw text return the columns used. Nothing fails.
 */
#ifndef ASSAY_TUI_CANVAS_H
#define ASSAY_TUI_CANVAS_H

#include <assay/base/str.h>
#include <assay/look/role.h>

#include <stdbool.h>
#include <stdint.h>

/* What a terminal can show: charts pick their dots by it. */
enum glyph_set { GLYPHS_ASCII, GLYPHS_BLOCK, GLYPHS_BRAILLE };

/* A style is a role, with attributes or-ed to it. */

enum { CELL_CODES = 5 };

struct canvas_cell {
    uint32_t codes[CELL_CODES]; /* the character, then its marks; all 0: a blank */
    uint16_t style;
    uint8_t width; /* 1, 2, or 0 for the right half of a wide character */
};

struct rect {
    int row, column, height, width;
};

struct canvas;

/* A part of the screen that answers to the mouse, named by the address of what was drawn there. */
struct canvas_area {
    struct rect rect; /* of the canvas */
    const void *what;
};

struct surface {
    struct canvas *canvas;
    struct rect rect; /* within the canvas; height and width are never negative */
    enum glyph_set glyphs;
};

/* Sizes below 1 count as 1. */
struct canvas *canvas_new(int height, int width);
void canvas_free(struct canvas *canvas);
/* Blank all, at a new size or the old one; the text cursor is hidden. */
void canvas_reset(struct canvas *canvas, int height, int width);
int canvas_height(const struct canvas *canvas);
int canvas_width(const struct canvas *canvas);
const struct canvas_cell *canvas_at(const struct canvas *canvas, int row, int column);
/* Where the terminal's cursor stands (in a prompt); false when it is hidden. */
bool canvas_cursor(const struct canvas *canvas, int *row, int *column);

/* The area of the mouse drawn last at this place, or NULL. */
const struct canvas_area *canvas_area_at(const struct canvas *canvas, int row, int column);

struct surface canvas_surface(struct canvas *canvas, enum glyph_set glyphs);
/* A part of a surface, cut to it. */
struct surface surface_part(const struct surface *surface, int row, int column, int height,
                            int width);
/*
 * Cut off a part: `surface` keeps the rest. A size too large takes all there is. With a rule, one
 * column (or row) of it parts the two, and a blank column stands beside a vertical one.
 */
enum surface_rule { SURFACE_PLAIN, SURFACE_RULED };
struct surface surface_take_top(struct surface *surface, int height, enum surface_rule rule);
struct surface surface_take_bottom(struct surface *surface, int height, enum surface_rule rule);
struct surface surface_take_left(struct surface *surface, int width, enum surface_rule rule);
struct surface surface_take_right(struct surface *surface, int width, enum surface_rule rule);

/* At most `width` columns; what is longer ends in "…". */
int draw_text(const struct surface *surface, int row, int column, int width, unsigned style,
              struct str text);
int draw_c(const struct surface *surface, int row, int column, unsigned style, const char *text);
int draw_f(const struct surface *surface, int row, int column, unsigned style, const char *format,
           ...) __attribute__((format(printf, 5, 6)));
/* The same, but what is longer keeps its beginning and its end around "…": for names. */
int draw_middle(const struct surface *surface, int row, int column, int width, unsigned style,
                struct str text);
/* Ending before column `end`; what is longer than `width` is cut as above. */
int draw_right(const struct surface *surface, int row, int end, int width, unsigned style,
               struct str text);
/* One character of our own, `count` times to the right. */
void draw_code(const struct surface *surface, int row, int column, int count, unsigned style,
               uint32_t code);
void draw_column(const struct surface *surface, int row, int column, int count, unsigned style,
                 uint32_t code);
/*
 * The rules of panes below or beside others: above each that is not at the top, and left of each
 * that is not at the left, `height` long. Panes of no height are not shown.
 */
void draw_pane_rules(const struct surface *surface, const struct rect *panes, int count,
                     int height);
/* Blank the rectangle with this style (heat cells, the head of a popup). */
void draw_fill(const struct surface *surface, int row, int column, int height, int width,
               unsigned style);
/* Change the style of what is drawn already: add attributes, keep the role. */
void draw_mark(const struct surface *surface, int row, int column, int width, unsigned attributes);
/* Change the role of what is drawn already, keep the attributes. */
void draw_role(const struct surface *surface, int row, int column, int width, enum role role);
/*
 * The role match for all that is drawn there and says the text, any case of ASCII unless `exact`;
 * on the cursor it is bold and underlined.
 */
void draw_matches(const struct surface *surface, int row, int column, int width, struct str text,
                  bool exact);
void draw_cursor(const struct surface *surface, int row, int column);
/* Say what stands on this surface, for the mouse. */
void draw_area(const struct surface *surface, const void *what);
/* Columns a text takes when drawn, with what is unsafe spelt out. */
int text_columns(struct str text);

#endif
