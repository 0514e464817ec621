#include <assay/plot/plot_cells.h>

#include <assay/plot/plot_cells_key.h>
#include <assay/plot/plot_head.h>
#include <assay/plot/plot_ticks.h>
#include <assay/plot/text_width.h>

#include <math.h>

/* In text sizes. */
#define LABEL_GAP  0.6
#define TITLE_ROOM 1.6
/* Most that names may take of a box. */
#define ROWS_MOST    0.38
#define COLUMNS_MOST 0.35
/* Cells at least this large have a gap to the next ones, and are not joined with them. */
#define GAP_FROM      5.0
#define GAP           0.8
#define FRAME_WIDTH   0.5
#define FRAME_PERCENT 45
/* Left and right of a text in a cell. */
#define CELL_PAD 1.5

/* All that follows from the place of the cells. */
struct view {
    struct plot_area area; /* of the cells, shrunk to squares where asked for */
    struct axis_labels rows, columns;
    double width, height; /* of a cell */
};

static struct plot_axis axis_of(const char *const *names, size_t count)
{
    return (struct plot_axis){.names = names, .name_count = names ? count : 0};
}

static struct plot_area squared(const struct plot_cells *cells, struct plot_area area)
{
    double side =
        fmin(area.width / (double)cells->column_count, area.height / (double)cells->row_count);

    area.width = side * (double)cells->column_count;
    area.height = side * (double)cells->row_count;
    return area;
}

static struct view view_of(const struct pen *pen, const struct plot_cells *cells,
                           struct plot_area box, struct plot_area area)
{
    struct plot_axis rows = axis_of(cells->rows, cells->row_count);
    struct plot_axis columns = axis_of(cells->columns, cells->column_count);
    struct scale down = {-0.5, (double)cells->row_count - 0.5, SCALE_LINEAR};
    struct scale across = {-0.5, (double)cells->column_count - 0.5, SCALE_LINEAR};
    struct view view = {.area = area};

    if (!cells->row_count || !cells->column_count)
        return view;
    if (cells->square)
        view.area = squared(cells, area);
    view.width = view.area.width / (double)cells->column_count;
    view.height = view.area.height / (double)cells->row_count;
    if (cells->rows)
        view.rows = axis_labels_down(pen, &rows, &down, view.area.height, ROWS_MOST * box.width);
    if (cells->columns)
        view.columns =
            axis_labels_across(pen, &columns, &across, view.area.width, COLUMNS_MOST * box.height);
    return view;
}

static double head_height(const struct pen *pen, const struct plot_panel *panel, double width)
{
    struct legend legend = {.count = 0};

    legend_add_keys(&legend, panel);
    return plot_head_height(pen, panel, &legend, width) + plot_cells_key_height(pen, panel->cells) +
           0.4 * pen->text;
}

static double beside(const struct pen *pen, double extent, const char *title)
{
    return (extent > 0.0 ? extent + LABEL_GAP * pen->text : 0.0) +
           (title && !pen->spare ? TITLE_ROOM * pen->text : 0.0);
}

struct plot_insets plot_cells_needs(const struct pen *pen, const struct plot_panel *panel,
                                    struct plot_area box, struct plot_insets insets)
{
    const struct plot_cells *cells = panel->cells;
    struct view view = view_of(pen, cells, box, plot_area_within(box, insets));

    double columns = beside(pen, view.columns.extent, cells->column_title);

    return (struct plot_insets){beside(pen, view.rows.extent, cells->row_title), 0.5 * pen->text,
                                head_height(pen, panel, box.width) +
                                    (cells->names_above ? columns : 0.0),
                                cells->names_above ? 0.5 * pen->text : columns};
}

/* ---- cells ---- */

static const char *cell_value(const char *const *texts, const struct plot_cells *cells, size_t row,
                              size_t column)
{
    return texts ? texts[row * cells->column_count + column] : NULL;
}

/* Boxes of cells that are one: so many to the right and down. */
struct block {
    size_t rows, columns;
};

static enum role role_at(const enum role *roles, const struct plot_cells *cells, size_t row,
                         size_t column)
{
    return roles[row * cells->column_count + column];
}

/* Equal, not yet drawn neighbours: first to the right, then as many whole rows below. */
static struct block block_at(const struct plot_cells *cells, const enum role *roles,
                             const bool *done, size_t row, size_t column)
{
    enum role role = role_at(roles, cells, row, column);
    struct block block = {1, 1};

    while (column + block.columns < cells->column_count &&
           !done[row * cells->column_count + column + block.columns] &&
           role_at(roles, cells, row, column + block.columns) == role)
        block.columns++;
    for (; row + block.rows < cells->row_count; block.rows++)
        for (size_t i = 0; i < block.columns; i++) {
            size_t at = (row + block.rows) * cells->column_count + column + i;

            if (done[at] || roles[at] != role)
                return block;
        }
    return block;
}

static void draw_box(const struct pen *pen, const struct view *view, enum role role, size_t row,
                     size_t column, struct block block, double gap, double line, const char *title)
{
    struct plot_area box = {
        view->area.x + (double)column * view->width, view->area.y + (double)row * view->height,
        (double)block.columns * view->width - gap, (double)block.rows * view->height - gap};

    /* A hairline, so that a cell in the page's colour is told from one without a value. */
    pen_box(pen, box, ink_cell(role), pen_stroke(ink_faint(ROLE_AXIS, FRAME_PERCENT), line), title);
}

static void draw_boxes(const struct pen *pen, const struct plot_cells *cells,
                       const struct view *view)
{
    size_t count = cells->row_count * cells->column_count;
    struct cell_range range = plot_cells_range(cells);
    enum role *roles = arena_zalloc(pen->arena, count + 1, sizeof(*roles));
    bool *done = arena_zalloc(pen->arena, count + 1, sizeof(*done));
    bool large = view->width >= GAP_FROM && view->height >= GAP_FROM;

    for (size_t row = 0; row < cells->row_count; row++)
        for (size_t column = 0; column < cells->column_count; column++)
            roles[row * cells->column_count + column] = plot_cell_role(cells, &range, row, column);
    for (size_t row = 0; row < cells->row_count; row++)
        for (size_t column = 0; column < cells->column_count; column++) {
            enum role role = role_at(roles, cells, row, column);
            struct block block = {1, 1};

            if (role >= ROLE_COUNT || done[row * cells->column_count + column])
                continue;
            if (!large)
                block = block_at(cells, roles, done, row, column);
            for (size_t r = 0; r < block.rows; r++)
                for (size_t c = 0; c < block.columns; c++)
                    done[(row + r) * cells->column_count + column + c] = true;
            draw_box(pen, view, role, row, column, block, large ? GAP : 0.0,
                     large && cells->colours != CELLS_ROLES ? FRAME_WIDTH : 0.0,
                     large ? cell_value(cells->titles, cells, row, column) : NULL);
        }
}

static double widest(const struct plot_cells *cells, const char *const *texts)
{
    double most = 0.0;

    for (size_t i = 0; i < cells->row_count * cells->column_count; i++)
        if (texts[i])
            most = fmax(most, text_width(texts[i], 1.0, false));
    return most;
}

/* The largest size at which every text fits; below TEXT_LEAST when some do not. */
static double text_size(const struct pen *pen, const struct plot_cells *cells,
                        const char *const *texts, const struct view *view)
{
    double width = widest(cells, texts), size = fmin(pen->text, view->height / 1.15);

    return width > 0.0 ? fmin(size, (view->width - 2.0 * CELL_PAD) / width) : size;
}

static void draw_texts(const struct pen *pen, const struct plot_cells *cells,
                       const struct view *view)
{
    struct cell_range range = plot_cells_range(cells);
    const char *const *texts = cells->texts;
    double size = text_size(pen, cells, texts, view);

    if (size < TEXT_LEAST && cells->shorts) {
        texts = cells->shorts;
        size = text_size(pen, cells, texts, view);
    }
    size = fmax(size, TEXT_LEAST);
    if (view->height < size)
        return;
    for (size_t row = 0; row < cells->row_count; row++)
        for (size_t column = 0; column < cells->column_count; column++) {
            const char *text = cell_value(texts, cells, row, column);
            enum role role = plot_cell_role(cells, &range, row, column);
            struct text_style style = {.ink = ink_of(role < ROLE_COUNT ? role : ROLE_DIM),
                                       .size = size,
                                       .anchor = ANCHOR_MIDDLE};

            if (!text || text_width(text, size, false) > view->width - CELL_PAD)
                continue;
            pen_text(pen, view->area.x + ((double)column + 0.5) * view->width - GAP / 2.0,
                     view->area.y + ((double)row + 0.5) * view->height + 0.35 * size - GAP / 2.0,
                     text, style);
        }
}

/* ---- names ---- */

static void draw_rows(const struct pen *pen, const struct plot_cells *cells,
                      const struct view *view, struct plot_area box)
{
    double right = view->area.x - LABEL_GAP * pen->text;
    for (size_t i = 0; i < view->rows.count; i++)
        axis_labels_write_left(pen, &view->rows, i, right,
                               view->area.y + (view->rows.at[i] + 0.5) * view->height,
                               right - box.x);
    if (cells->row_title && !pen->spare)
        pen_title_beside(pen, cells->row_title, right - view->rows.extent - 0.8 * pen->text,
                         view->area, view->area.height + view->columns.extent);
}

static void draw_columns(const struct pen *pen, const struct plot_cells *cells,
                         const struct view *view, struct plot_area box)
{
    double gap = LABEL_GAP * pen->text, extent = view->columns.extent;
    double y =
        cells->names_above ? view->area.y - gap - extent : view->area.y + view->area.height + gap;
    double title = cells->names_above ? y - 0.6 * pen->text : y + extent + 1.3 * pen->text;

    for (size_t i = 0; i < view->columns.count; i++) {
        double at = view->area.x + (view->columns.at[i] + 0.5) * view->width;

        if (cells->names_above)
            axis_labels_write_above(pen, &view->columns, i, at, view->area.y - gap);
        else
            axis_labels_write_below(pen, &view->columns, i, at, y);
    }
    if (cells->column_title && !pen->spare)
        pen_text(pen, view->area.x + view->area.width / 2.0, title,
                 pen_fit(pen, cells->column_title, pen->text, box.width),
                 pen_style(pen, ROLE_DIM, ANCHOR_MIDDLE));
}

void plot_cells_draw(const struct pen *pen, const struct plot_panel *panel, struct plot_area box,
                     struct plot_insets insets)
{
    const struct plot_cells *cells = panel->cells;
    struct view view = view_of(pen, cells, box, plot_area_within(box, insets));
    struct legend legend = {.count = 0};

    legend_add_keys(&legend, panel);
    plot_head_draw(pen, panel, &legend, box);
    plot_cells_key_draw(pen, cells, box.x, box.y + plot_head_height(pen, panel, &legend, box.width),
                        box.width);
    if (!cells->row_count || !cells->column_count)
        return;
    draw_boxes(pen, cells, &view);
    if (cells->texts)
        draw_texts(pen, cells, &view);
    draw_rows(pen, cells, &view, box);
    draw_columns(pen, cells, &view, box);
}
