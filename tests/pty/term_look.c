#include "term.h"

#include "term_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void term_size(const struct term *term, int *rows, int *cols)
{
    *rows = term->rows;
    *cols = term->cols;
}

static int colour_of(const VTermColor *colour)
{
    if (VTERM_COLOR_IS_DEFAULT_FG(colour) || VTERM_COLOR_IS_DEFAULT_BG(colour))
        return TERM_DEFAULT_COLOUR;
    if (VTERM_COLOR_IS_INDEXED(colour))
        return colour->indexed.idx;
    return TERM_RGB | colour->rgb.red << 16 | colour->rgb.green << 8 | colour->rgb.blue;
}

static size_t put_utf8(char *out, uint32_t c)
{
    size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char heads[] = {0, 0, 0xc0, 0xe0, 0xf0};

    for (size_t i = n; i-- > 1; c >>= 6)
        out[i] = (char)(0x80 | (c & 0x3f));
    out[0] = (char)(heads[n] | c);
    return n;
}

/* The emulator marks the right half of a wide glyph so. */
static bool is_right_half(const VTermScreenCell *cell)
{
    return cell->chars[0] == UINT32_MAX;
}

static size_t put_glyph(char *out, const VTermScreenCell *cell)
{
    size_t n = 0;

    if (!is_right_half(cell))
        for (size_t i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++)
            n += put_utf8(out + n, cell->chars[i]);
    out[n] = '\0';
    return n;
}

struct term_cell term_cell(const struct term *term, int row, int col)
{
    struct term_cell cell = {.fg = TERM_DEFAULT_COLOUR, .bg = TERM_DEFAULT_COLOUR, .width = 1};
    VTermScreenCell from;

    if (!vterm_screen_get_cell(term->screen, (VTermPos){row, col}, &from))
        return cell;
    put_glyph(cell.text, &from);
    if (strcmp(cell.text, " ") == 0)
        cell.text[0] = '\0';
    cell.width = is_right_half(&from) ? 0 : from.width;
    cell.bold = from.attrs.bold;
    cell.underline = from.attrs.underline;
    cell.italic = from.attrs.italic;
    cell.blink = from.attrs.blink;
    cell.reverse = from.attrs.reverse;
    cell.strike = from.attrs.strike;
    cell.fg = colour_of(&from.fg);
    cell.bg = colour_of(&from.bg);
    return cell;
}

/* Appends one line to out (room is made by the caller); returns its length without blanks. */
static size_t put_line(const struct term *term, int row, char *out)
{
    size_t used = 0, solid = 0;

    for (int col = 0; col < term->cols; col++) {
        VTermScreenCell cell;

        if (!vterm_screen_get_cell(term->screen, (VTermPos){row, col}, &cell) ||
            is_right_half(&cell))
            continue;
        if (cell.chars[0] && cell.chars[0] != ' ') {
            used += put_glyph(out + used, &cell);
            solid = used;
        } else {
            out[used++] = ' ';
        }
    }
    out[solid] = '\0';
    return solid;
}

static char *text_room(struct term *term, int rows)
{
    size_t size = (size_t)rows * ((size_t)term->cols * VTERM_MAX_CHARS_PER_CELL * 4 + 2) + 1;

    if (size > term->text_size) {
        free(term->text);
        term->text = term_checked(malloc(size));
        term->text_size = size;
    }
    return term->text;
}

const char *term_line(struct term *term, int row)
{
    char *text = text_room(term, 1);

    put_line(term, row, text);
    return text;
}

const char *term_screen(struct term *term)
{
    char *text = text_room(term, term->rows);
    size_t used = 0;

    for (int row = 0; row < term->rows; row++) {
        used += put_line(term, row, text + used);
        text[used++] = '\n';
    }
    text[used] = '\0';
    return text;
}

bool term_shows(struct term *term, const char *text)
{
    return strstr(term_screen(term), text) != NULL;
}

bool term_find(struct term *term, const char *text, int *row, int *col)
{
    for (*row = 0; *row < term->rows; (*row)++) {
        const char *line = term_line(term, *row), *place = strstr(line, text);
        size_t used = 0, wanted = place ? (size_t)(place - line) : 0;

        for (*col = 0; place && *col < term->cols; (*col)++) {
            struct term_cell cell = term_cell(term, *row, *col);

            if (used >= wanted)
                return true;
            used += cell.text[0] ? strlen(cell.text) : (size_t)(cell.width > 0);
        }
    }
    return false;
}

void term_cursor(const struct term *term, int *row, int *col)
{
    VTermPos at;

    vterm_state_get_cursorpos(vterm_obtain_state(term->emulator), &at);
    *row = at.row;
    *col = at.col;
}

/* ---- copies ---- */

struct term_cells term_copy(const struct term *term)
{
    struct term_cells copy = {.rows = term->rows, .cols = term->cols};

    copy.cells = term_checked(calloc((size_t)(term->rows * term->cols), sizeof(*copy.cells)));
    for (int row = 0; row < term->rows; row++)
        for (int col = 0; col < term->cols; col++)
            copy.cells[row * term->cols + col] = term_cell(term, row, col);
    return copy;
}

void term_cells_free(struct term_cells *cells)
{
    free(cells->cells);
    cells->cells = NULL;
}

static bool same_cell(const struct term_cell *a, const struct term_cell *b)
{
    bool bare = a->text[0] == '\0' && !a->underline && !a->strike;

    /* Ink does not matter where there is none, unless reversal makes it the ground. */
    return strcmp(a->text, b->text) == 0 && a->width == b->width && a->bg == b->bg &&
           a->reverse == b->reverse && a->underline == b->underline && a->strike == b->strike &&
           ((bare && !a->reverse) ||
            (a->fg == b->fg && a->bold == b->bold && a->italic == b->italic));
}

bool term_cells_equal(const struct term_cells *a, const struct term_cells *b, char *why,
                      size_t size)
{
    if (a->rows != b->rows || a->cols != b->cols) {
        snprintf(why, size, "the sizes differ");
        return false;
    }
    for (int i = 0; i < a->rows * a->cols; i++) {
        const struct term_cell *p = &a->cells[i], *q = &b->cells[i];

        if (same_cell(p, q))
            continue;
        snprintf(why, size,
                 "row %d column %d: \"%s\" (fg %d bg %d%s%s) became \"%s\" (fg %d bg %d%s%s)",
                 i / a->cols, i % a->cols, p->text, p->fg, p->bg, p->bold ? " bold" : "",
                 p->reverse ? " reverse" : "", q->text, q->fg, q->bg, q->bold ? " bold" : "",
                 q->reverse ? " reverse" : "");
        return false;
    }
    return true;
}

/* ---- facts ---- */

const struct job *term_job(const struct term *term)
{
    return &term->job;
}

const struct scan *term_scan(const struct term *term)
{
    return &term->scan;
}

uint64_t term_bytes(const struct term *term)
{
    return term->bytes;
}

double term_last_byte(const struct term *term)
{
    return term->last_byte;
}

bool term_alternate(const struct term *term)
{
    return scan_mode(&term->scan, 1049) || scan_mode(&term->scan, 1047) ||
           scan_mode(&term->scan, 47);
}

bool term_cursor_visible(const struct term *term)
{
    return scan_mode(&term->scan, 25);
}

static bool same_settings(const struct termios *a, const struct termios *b)
{
    return a->c_iflag == b->c_iflag && a->c_oflag == b->c_oflag && a->c_cflag == b->c_cflag &&
           a->c_lflag == b->c_lflag && memcmp(a->c_cc, b->c_cc, sizeof(a->c_cc)) == 0;
}

static bool pen_is_plain(const struct term *term)
{
    static const VTermAttr attributes[] = {VTERM_ATTR_BOLD, VTERM_ATTR_UNDERLINE, VTERM_ATTR_BLINK,
                                           VTERM_ATTR_REVERSE};
    const VTermState *state = vterm_obtain_state(term->emulator);
    VTermValue value;

    for (size_t i = 0; i < sizeof(attributes) / sizeof(attributes[0]); i++)
        if (vterm_state_get_penattr(state, attributes[i], &value) && value.boolean)
            return false;
    return vterm_state_get_penattr(state, VTERM_ATTR_FOREGROUND, &value) &&
           VTERM_COLOR_IS_DEFAULT_FG(&value.color) &&
           vterm_state_get_penattr(state, VTERM_ATTR_BACKGROUND, &value) &&
           VTERM_COLOR_IS_DEFAULT_BG(&value.color);
}

bool term_restored(struct term *term, char *why, size_t size)
{
    struct termios now;

    term_read(term, 20);
    scan_left(&term->scan, term->rows, why, size);
    if (why[0] == '\0' && !pen_is_plain(term))
        snprintf(why, size, "colours or attributes are still on");
    if (why[0] == '\0' && tcgetattr(term->job.master, &now) == 0 &&
        !same_settings(&now, &term->before))
        snprintf(why, size, "the terminal's settings (stty) are not as before");
    return why[0] == '\0';
}
