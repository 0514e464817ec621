#include <assay/tui/plot_table.h>

#include <assay/base/utf8.h>
#include <assay/plot/plot_cells_key.h>
#include <assay/plot/plot_series.h>

#include <math.h>
#include <stdlib.h>

enum { INDENT = 2, NAMES_PART = 3, CELL_MOST = 14, SHADE = 2, DENSE = 1, STEPS = 9 };

/* Of the nine steps, from nothing to full. */
static const uint32_t shades[STEPS] = {0xb7,   0x2591, 0x2591, 0x2592, 0x2592,
                                       0x2592, 0x2593, 0x2593, 0x2588};
static const char ascii_shades[STEPS] = {'.', ':', ':', '-', '=', '+', '*', '#', '@'};
/* Of cells by role, in the order of the panel's keys. */
static const uint32_t marks[] = {0x2588, 0xb7, 0x2592, 0x2591, 0x2593, 0x25cb, 0x25cf};
static const char ascii_marks[] = {'#', '.', '+', ':', '*', 'o', 'x'};
enum { MARKS = sizeof(marks) / sizeof(marks[0]) };

struct layout {
    int names, cell;  /* columns */
    int per_block;    /* cells beside each other */
    int blocks, head; /* rows of column names above a block */
};

static bool is_dense(const struct plot_cells *cells)
{
    return !cells->texts && cells->colours == CELLS_ROLES;
}

static int cell_width(const struct plot_cells *cells)
{
    int width = is_dense(cells) ? DENSE : SHADE;

    for (size_t i = 0; cells->texts && i < cells->row_count * cells->column_count; i++) {
        int columns = cells->texts[i] ? text_columns(str_of(cells->texts[i])) + 1 : 0;

        width = columns > width ? columns : width;
    }
    for (size_t i = 0; cells->columns && !is_dense(cells) && i < cells->column_count; i++) {
        int columns = cells->columns[i] ? text_columns(str_of(cells->columns[i])) + 1 : 0;

        /* Names widen cells with texts only. */
        width = cells->texts && columns > width ? columns : width;
    }
    return width > CELL_MOST ? CELL_MOST : width;
}

static struct layout lay_out(const struct plot_cells *cells, int width)
{
    struct layout layout = {.cell = cell_width(cells)};
    int room;

    for (size_t i = 0; cells->rows && i < cells->row_count; i++) {
        int columns = cells->rows[i] ? text_columns(str_of(cells->rows[i])) : 0;

        layout.names = columns > layout.names ? columns : layout.names;
    }
    layout.names = layout.names > width / NAMES_PART ? width / NAMES_PART : layout.names;
    room = width - INDENT - layout.names - 1;
    layout.per_block = room / layout.cell < 1 ? 1 : room / layout.cell;
    layout.blocks =
        (int)((cells->column_count + (size_t)layout.per_block - 1) / (size_t)layout.per_block);
    layout.head = cells->columns && !is_dense(cells);
    return layout;
}

int plot_table_height(const struct plot_panel *panel, int width)
{
    const struct plot_cells *cells = panel->cells;
    struct layout layout = lay_out(cells, width);

    if (!cells->row_count || !cells->column_count)
        return 0;
    return layout.blocks * (layout.head + (int)cells->row_count) + layout.blocks - 1;
}

/* ---- cells ---- */

static int key_index(const struct plot_panel *panel, enum role role)
{
    for (size_t i = 0; i < panel->key_count; i++)
        if (panel->keys[i].role == role)
            return (int)(i % MARKS);
    return MARKS - 1;
}

static uint32_t sign_of(const struct plot_panel *panel, enum role role, enum glyph_set glyphs)
{
    bool ascii = glyphs == GLYPHS_ASCII;
    int step = (int)role - (int)ROLE_HEAT_0, mark = key_index(panel, role);

    if (panel->cells->colours == CELLS_ROLES)
        return ascii ? (uint32_t)ascii_marks[mark] : marks[mark];
    step = step < 0 ? 0 : step >= STEPS ? STEPS - 1 : step;
    return ascii ? (uint32_t)ascii_shades[step] : shades[step];
}

/* "+3", "-1", " 0": quarters of the largest there is. */
static void draw_digit(const struct surface *surface, int row, int column, enum role role)
{
    int step = (int)role - (int)ROLE_DIVERGE_4;

    draw_f(surface, row, column, ROLE_TEXT, "%c%d",
           step < 0   ? '-'
           : step > 0 ? '+'
                      : ' ',
           abs(step));
}

static void draw_cell(const struct plot_panel *panel, const struct cell_range *range,
                      const struct layout *layout, const struct surface *surface, int row,
                      int column, size_t i, size_t k)
{
    const struct plot_cells *cells = panel->cells;
    enum role role = plot_cell_role(cells, range, i, k);

    if (cells->texts) {
        const char *text = cells->texts[i * cells->column_count + k];

        draw_right(surface, row, column + layout->cell, layout->cell - 1, ROLE_TEXT, str_of(text));
    } else if (role < ROLE_COUNT && cells->colours == CELLS_DIVERGE) {
        draw_digit(surface, row, column, role);
    } else if (role < ROLE_COUNT) {
        draw_code(surface, row, column, layout->cell, ROLE_TEXT,
                  sign_of(panel, role, surface->glyphs));
    }
}

/* A name above every column, or above each so many where they are wider than that. */
static void draw_head(const struct plot_cells *cells, const struct layout *layout,
                      const struct surface *surface, int row, size_t from, size_t to)
{
    int widest = 0, every;

    for (size_t k = from; k < to; k++) {
        int columns = cells->columns[k] ? text_columns(str_of(cells->columns[k])) + 1 : 0;

        widest = columns > widest ? columns : widest;
    }
    every = cells->texts ? 1 : (widest + layout->cell - 1) / layout->cell;
    every = every < 1 ? 1 : every;
    for (size_t k = from; k < to; k += (size_t)every) {
        int column = INDENT + layout->names + 1 + (int)(k - from) * layout->cell;

        if (!cells->columns[k])
            continue;
        if (cells->texts)
            draw_right(surface, row, column + layout->cell, layout->cell - 1, ROLE_DIM,
                       str_of(cells->columns[k]));
        else
            draw_text(surface, row, column, every * layout->cell - 1, ROLE_DIM,
                      str_of(cells->columns[k]));
    }
}

void plot_table_draw(const struct plot_panel *panel, const struct surface *surface,
                     struct arena *scratch)
{
    const struct plot_cells *cells = panel->cells;
    struct layout layout = lay_out(cells, surface->rect.width);
    struct cell_range range = plot_cells_range(cells);
    int row = 0;

    (void)scratch;
    for (size_t from = 0; from < cells->column_count; from += (size_t)layout.per_block, row++) {
        size_t to = from + (size_t)layout.per_block;

        to = to < cells->column_count ? to : cells->column_count;
        if (layout.head)
            draw_head(cells, &layout, surface, row++, from, to);
        for (size_t i = 0; i < cells->row_count; i++, row++) {
            if (cells->rows && cells->rows[i])
                draw_middle(surface, row, INDENT, layout.names, ROLE_TEXT, str_of(cells->rows[i]));
            for (size_t k = from; k < to; k++)
                draw_cell(panel, &range, &layout, surface, row,
                          INDENT + layout.names + 1 + (int)(k - from) * layout.cell, i, k);
        }
    }
}

/* ---- the key ---- */

static void add_sign(struct buf *out, uint32_t code)
{
    utf8_encode(out, code);
    buf_add_char(out, ' ');
}

const char *plot_table_key(const struct plot_panel *panel, enum glyph_set glyphs,
                           struct arena *arena)
{
    const struct plot_cells *cells = panel->cells;
    struct cell_range range = plot_cells_range(cells);
    struct buf out = {.ptr = NULL};
    const char *text;

    if (cells->colours == CELLS_ROLES) {
        for (size_t i = 0; i < panel->key_count && !cells->texts; i++) {
            buf_add_c(&out, i ? "   " : "");
            add_sign(&out, sign_of(panel, panel->keys[i].role, glyphs));
            buf_add_c(&out, panel->keys[i].name ? panel->keys[i].name : "");
        }
    } else if (cells->key && cells->colours == CELLS_DIVERGE && !cells->texts) {
        buf_addf(&out, "%s: quarters of %s", cells->key,
                 cells->row_high ? "the row's most" : series_figure(range.high, TICK_PLAIN, arena));
    } else if (cells->key && !cells->texts) {
        buf_addf(&out, "%s: ", cells->key);
        add_sign(&out, sign_of(panel, ROLE_HEAT_0, glyphs));
        buf_addf(&out, "%s to ", series_figure(range.low, cells->key_text, arena));
        add_sign(&out, sign_of(panel, ROLE_HEAT_8, glyphs));
        buf_add_c(&out, cells->row_high ? "the row's most"
                                        : series_figure(range.high, cells->key_text, arena));
    }
    text = out.len ? arena_strndup(arena, out.ptr, out.len) : NULL;
    buf_release(&out);
    return text;
}
