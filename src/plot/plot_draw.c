#include <assay/plot/plot_draw.h>

#include <assay/plot/pen.h>
#include <assay/plot/plot_axes.h>
#include <assay/plot/plot_cells.h>
#include <assay/plot/plot_direct.h>
#include <assay/plot/plot_facts.h>
#include <assay/plot/plot_flows.h>
#include <assay/plot/plot_signs.h>

#include <math.h>
#include <string.h>

#define WIDTH  560.0
#define HEIGHT 340.0
#define TEXT   10.0
/* Least share of TEXT that labels have on a small page. */
#define USUAL_LEAST 0.75
/* Sizes that make sense. */
#define SIDE_LEAST 60.0
#define SIDE_MOST  20000.0
#define TEXT_MOST  72.0

/* In text sizes. */
#define MARGIN     1.2
#define TITLE_SIZE 1.3
#define PANEL_GAP  2.0
/* How much more than it needs a panel may get at an edge to be in line with its neighbours. */
#define ALIGN_MOST 5.0
/*
 * Share of a panel that its edges take at most, and the size of a frame that is large enough in any
 * case; beyond it the text becomes smaller.
 */
#define WIDE_ENOUGH 12.0
#define HIGH_ENOUGH 2.2
#define EDGES_MOST  0.62
/* More of a box than this is never taken by its edges. */
#define SQUEEZED  0.8
#define TEXT_STEP 0.92

enum { TITLE_LINES = 2, SUBTITLE_LINES = 3, SPARE_MOST = 2, MEASURED_AGAIN = 2, ALIGNED_AGAIN = 2 };

/* ---- the grid ---- */

struct grid {
    double starts[PLOT_GRID_MOST], sizes[PLOT_GRID_MOST];
    int count;
};

static int first_of(int index)
{
    return index < 0 ? 0 : index >= PLOT_GRID_MOST ? PLOT_GRID_MOST - 1 : index;
}

/* One behind the last row or column that a panel spans. */
static int end_of(int index, int span)
{
    int end = first_of(index) + (span < 1 ? 1 : span > PLOT_GRID_MOST ? PLOT_GRID_MOST : span);

    return end > PLOT_GRID_MOST ? PLOT_GRID_MOST : end;
}

static struct grid grid_of(const double *weights, int count, double start, double size, double gap)
{
    struct grid grid = {.count = count};
    double total = 0.0;

    gap = fmin(gap, size / (3.0 * count));
    for (int i = 0; i < count; i++)
        total += isfinite(weights[i]) && weights[i] > 0.0 ? weights[i] : 1.0;
    for (int i = 0; i < count; i++) {
        double weight = isfinite(weights[i]) && weights[i] > 0.0 ? weights[i] : 1.0;

        grid.starts[i] = start;
        grid.sizes[i] = (size - gap * (count - 1)) * weight / total;
        start += grid.sizes[i] + gap;
    }
    return grid;
}

static struct plot_area box_of(const struct plot_panel *panel, const struct grid *rows,
                               const struct grid *columns)
{
    int row = first_of(panel->row), column = first_of(panel->column);
    int bottom = end_of(panel->row, panel->rows) - 1;
    int right = end_of(panel->column, panel->columns) - 1;

    return (struct plot_area){columns->starts[column], rows->starts[row],
                              columns->starts[right] + columns->sizes[right] -
                                  columns->starts[column],
                              rows->starts[bottom] + rows->sizes[bottom] - rows->starts[row]};
}

/* ---- panels ---- */

static bool is_whole(const struct plot_panel *panel)
{
    switch (panel->kind) {
    case PANEL_AXES:
        return panel->axes;
    case PANEL_CELLS:
        return panel->cells;
    case PANEL_FLOWS:
        return panel->flows;
    case PANEL_FACTS:
        return panel->facts || !panel->fact_count;
    }
    return false;
}

static bool has_insets(const struct plot_panel *panel)
{
    return is_whole(panel) && (panel->kind == PANEL_AXES || panel->kind == PANEL_CELLS);
}

/* What a panel's edges need; they get more where labels need more in the room that is left. */
static struct plot_insets needs_of(const struct pen *pen, const struct plot_panel *panel,
                                   struct plot_area box, struct plot_insets insets)
{
    return panel->kind == PANEL_AXES ? plot_axes_needs(pen, panel, box, insets)
                                     : plot_cells_needs(pen, panel, box, insets);
}

static struct plot_insets larger(struct plot_insets a, struct plot_insets b)
{
    return (struct plot_insets){fmax(a.left, b.left), fmax(a.right, b.right), fmax(a.top, b.top),
                                fmax(a.bottom, b.bottom)};
}

static bool same_insets(struct plot_insets a, struct plot_insets b)
{
    return a.left == b.left && a.right == b.right && a.top == b.top && a.bottom == b.bottom;
}

static struct plot_insets measure(const struct pen *pen, const struct plot_panel *panel,
                                  struct plot_area box)
{
    struct plot_insets insets = {4.0 * pen->text, pen->text, 2.0 * pen->text, 3.0 * pen->text};

    insets = needs_of(pen, panel, box, insets);
    for (int i = 0; i < MEASURED_AGAIN; i++) {
        struct plot_insets before = insets;

        insets = larger(insets, needs_of(pen, panel, box, insets));
        if (same_insets(insets, before))
            break;
    }
    return insets;
}

static bool is_roomy(const struct pen *pen, struct plot_insets needs, struct plot_area box)
{
    double across = needs.left + needs.right, down = needs.top + needs.bottom;

    return across <= fmax(EDGES_MOST * box.width, box.width - WIDE_ENOUGH * pen->text) &&
           down <= fmax(EDGES_MOST * box.height, box.height - HIGH_ENOUGH * pen->text);
}

static bool is_squeezed(const struct pen *pen, struct plot_insets insets, struct plot_area box)
{
    return !is_roomy(pen, insets, box) && (insets.left + insets.right > SQUEEZED * box.width ||
                                           insets.top + insets.bottom > SQUEEZED * box.height);
}

/* Something of the data is always seen. */
static struct plot_insets limited(const struct pen *pen, struct plot_insets insets,
                                  struct plot_area box)
{
    double across = insets.left + insets.right, down = insets.top + insets.bottom;

    if (!is_squeezed(pen, insets, box))
        return insets;
    if (across > SQUEEZED * box.width) {
        insets.left *= SQUEEZED * box.width / across;
        insets.right *= SQUEEZED * box.width / across;
    }
    if (down > SQUEEZED * box.height) {
        insets.top *= SQUEEZED * box.height / down;
        insets.bottom *= SQUEEZED * box.height / down;
    }
    return insets;
}

static void align(double *a, double b, double most)
{
    if (b > *a && b - *a <= most)
        *a = b;
}

static void align_to(const struct plot_panel *a, struct plot_insets *insets,
                     const struct plot_panel *b, struct plot_insets other, double most)
{
    if (first_of(a->column) == first_of(b->column))
        align(&insets->left, other.left, most);
    if (end_of(a->column, a->columns) == end_of(b->column, b->columns))
        align(&insets->right, other.right, most);
    if (first_of(a->row) == first_of(b->row))
        align(&insets->top, other.top, most);
    if (end_of(a->row, a->rows) == end_of(b->row, b->rows))
        align(&insets->bottom, other.bottom, most);
}

/*
 * Frames of panels above each other get the same sides, of those beside each other the same top and
 * bottom; what is left may need other labels.
 */
static void line_up(const struct pen *pen, const struct plot *plot, const struct grid *rows,
                    const struct grid *columns, struct plot_insets *insets)
{
    for (size_t i = 0; i < plot->panel_count; i++) {
        const struct plot_panel *panel = &plot->panels[i];
        struct plot_area box = box_of(panel, rows, columns);

        for (size_t k = 0; has_insets(panel) && k < plot->panel_count; k++)
            if (has_insets(&plot->panels[k]))
                align_to(panel, &insets[i], &plot->panels[k], insets[k], ALIGN_MOST * pen->text);
        if (has_insets(panel))
            insets[i] = larger(insets[i], needs_of(pen, panel, box, insets[i]));
    }
}

/* Being lined up with others, and legends, may leave a panel less than it had when measured. */
static struct plot_insets spare_more(struct pen *pen, const struct plot_panel *panel,
                                     struct plot_area box, struct plot_insets insets)
{
    while (has_insets(panel) && is_squeezed(pen, insets, box) && pen->spare < SPARE_MOST) {
        pen->spare++;
        insets = measure(pen, panel, box);
    }
    return limited(pen, insets, box);
}

static void draw_panel(const struct pen *shared, const struct plot_panel *panel,
                       struct plot_area box, struct plot_insets insets)
{
    struct pen own = *shared, *pen = &own;

    if (!is_whole(panel))
        return;
    insets = spare_more(pen, panel, box, insets);
    drawing_open(pen->drawing, panel->title);
    switch (panel->kind) {
    case PANEL_AXES:
        plot_axes_draw(pen, panel, box, insets);
        break;
    case PANEL_CELLS:
        plot_cells_draw(pen, panel, box, insets);
        break;
    case PANEL_FLOWS:
        plot_flows_draw(pen, panel, box);
        break;
    case PANEL_FACTS:
        plot_facts_draw(pen, panel, box);
        break;
    }
    drawing_close(pen->drawing);
}

/* False when one is not roomy. */
static bool measure_all(const struct pen *pen, const struct plot *plot, const struct grid *rows,
                        const struct grid *columns, struct plot_insets *insets)
{
    bool roomy = true;

    for (size_t i = 0; i < plot->panel_count; i++) {
        struct plot_area box = box_of(&plot->panels[i], rows, columns);

        if (!has_insets(&plot->panels[i]))
            continue;
        insets[i] = measure(pen, &plot->panels[i], box);
        roomy = roomy && is_roomy(pen, insets[i], box);
    }
    return roomy;
}

/* Smaller text where panels are small, and then without what can be spared. */
static struct pen pen_for(const struct pen *pen, const struct plot *plot, const struct grid *rows,
                          const struct grid *columns, struct plot_insets *insets)
{
    struct pen fine = *pen;

    while (!measure_all(&fine, plot, rows, columns, insets)) {
        if (fine.text * TEXT_STEP >= TEXT_LEAST)
            fine.text *= TEXT_STEP;
        else if (fine.spare < SPARE_MOST)
            fine.spare++;
        else
            break;
    }
    return fine;
}

static void grids_of(const struct pen *pen, const struct plot *plot, struct plot_area area,
                     struct grid *rows, struct grid *columns)
{
    int row_count = 1, column_count = 1;

    for (size_t i = 0; i < plot->panel_count; i++) {
        int bottom = end_of(plot->panels[i].row, plot->panels[i].rows);
        int right = end_of(plot->panels[i].column, plot->panels[i].columns);

        row_count = bottom > row_count ? bottom : row_count;
        column_count = right > column_count ? right : column_count;
    }
    *rows = grid_of(plot->row_weight, row_count, area.y, area.height, PANEL_GAP * pen->text);
    *columns =
        grid_of(plot->column_weight, column_count, area.x, area.width, PANEL_GAP * pen->text);
}

/* Names stand in legends in all panels, or at the lines in all. */
static bool any_keyed(const struct pen *pen, const struct plot *plot, const struct grid *rows,
                      const struct grid *columns)
{
    for (size_t i = 0; i < plot->panel_count; i++) {
        const struct plot_panel *panel = &plot->panels[i];

        if (panel->kind == PANEL_AXES && is_whole(panel) && plot_direct_wanted(panel->axes) &&
            !plot_direct(pen, panel->axes, box_of(panel, rows, columns)))
            return true;
    }
    return false;
}

static void draw_panels(const struct pen *pen, const struct plot *plot, struct plot_area area)
{
    struct plot_insets *insets = arena_zalloc(pen->arena, plot->panel_count + 1, sizeof(*insets));
    struct grid rows, columns;
    struct pen fine;

    grids_of(pen, plot, area, &rows, &columns);
    fine = pen_for(pen, plot, &rows, &columns, insets);
    fine.keyed = any_keyed(&fine, plot, &rows, &columns);
    for (size_t i = 0; fine.keyed && i < plot->panel_count; i++)
        if (has_insets(&plot->panels[i]))
            insets[i] = measure(&fine, &plot->panels[i], box_of(&plot->panels[i], &rows, &columns));
    for (int i = 0; i < ALIGNED_AGAIN; i++)
        line_up(&fine, plot, &rows, &columns, insets);
    for (size_t i = 0; i < plot->panel_count; i++) {
        struct plot_area box = box_of(&plot->panels[i], &rows, &columns);

        draw_panel(&fine, &plot->panels[i], box, insets[i]);
    }
}

/* ---- the page ---- */

/* Signs of print in what follows the names of the runs, which stand first. */
static const char *with_signs(const struct pen *pen, const char *subtitle)
{
    const char *figures = subtitle ? strstr(subtitle, " · ") : NULL;

    if (!figures)
        return subtitle;
    return arena_printf(pen->arena, "%.*s%s", (int)(figures - subtitle), subtitle,
                        plot_signs(figures, pen->arena));
}

/* Title and subtitle; returns where they end. */
static double draw_head(const struct pen *pen, const struct plot *plot, struct plot_area area)
{
    struct text_style title = pen_style(pen, ROLE_TEXT, ANCHOR_START);
    struct text_style subtitle = pen_style(pen, ROLE_DIM, ANCHOR_START);
    struct text_lines lines;
    double y = area.y;

    title.size = TITLE_SIZE * pen->text;
    title.bold = true;
    lines = pen_wrap(pen, plot->title, title.size, true, area.width, TITLE_LINES);
    y = pen_lines(pen, area.x, y, &lines, title);
    lines = pen_wrap(pen, with_signs(pen, plot->subtitle), subtitle.size, false, area.width,
                     SUBTITLE_LINES);
    /* The data come first where there is little room. */
    if ((double)lines.count * PEN_LEADING * pen->text < 0.15 * area.height)
        y = pen_lines(pen, area.x, y, &lines, subtitle);
    return y > area.y ? y + 0.8 * pen->text : y;
}

static double length_of(double asked, double own, double usual)
{
    double length = isfinite(asked) && asked > 0.0 ? asked
                    : isfinite(own) && own > 0.0   ? own
                                                   : usual;

    return fmax(SIDE_LEAST, fmin(length, SIDE_MOST));
}

/* Smaller where a page is smaller than what the plot is best seen on. */
static double usual_text(const struct plot *plot, double width, double height)
{
    double across = width / length_of(plot->width, NAN, WIDTH);
    double down = height / length_of(plot->height, NAN, HEIGHT);

    return TEXT * fmax(USUAL_LEAST, fmin(sqrt(fmin(across, down)), 1.0));
}

const struct drawing *plot_draw(const struct plot *plot, const struct plot_size *size,
                                struct arena *arena)
{
    double width = length_of(size->width, plot->width, WIDTH);
    double height = length_of(size->height, plot->height, HEIGHT);
    double text =
        isfinite(size->text) && size->text > 0.0 ? size->text : usual_text(plot, width, height);
    struct pen pen = {.arena = arena};
    struct plot_area area;
    double top;

    plot = plot_with_signs(plot, arena);
    text = fmax(TEXT_LEAST, fmin(text, fmin(TEXT_MOST, fmin(width, height) / 8.0)));
    pen.text = text;
    pen.drawing =
        drawing_new(width, height, plot->title ? plot->title : "", plot->description, arena);
    area = plot_area_within(
        (struct plot_area){0.0, 0.0, width, height},
        (struct plot_insets){MARGIN * text, MARGIN * text, MARGIN * text, MARGIN * text});
    top = draw_head(&pen, plot, area) - area.y;
    draw_panels(&pen, plot, plot_area_within(area, (struct plot_insets){0.0, 0.0, top, 0.0}));
    return pen.drawing;
}
