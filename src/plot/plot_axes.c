#include <assay/plot/plot_axes.h>

#include <assay/plot/plot_axes_marks.h>
#include <assay/plot/plot_bars.h>
#include <assay/plot/plot_direct.h>
#include <assay/plot/plot_fit.h>
#include <assay/plot/plot_head.h>
#include <assay/plot/plot_notes.h>
#include <assay/plot/plot_point_texts.h>
#include <assay/plot/plot_series.h>
#include <assay/plot/plot_ticks.h>
#include <assay/plot/text_width.h>

#include <math.h>

/* In text sizes. */
#define LABEL_GAP  0.6
#define TOP_GAP    1.0
#define TITLE_ROOM 1.6
/* From the labels to the base line of the title below them. */
#define TITLE_DOWN 1.35
/* Most that names of categories may take of a box. */
#define NAMES_BESIDE 0.38
#define NAMES_BELOW  0.35
/* More in a wide box: of it, as long as so much is left, in text sizes. */
#define NAMES_WIDE  0.55
#define NAMES_LEAVE 18.0

/* Least that a column of texts leaves the frame. */
#define FRAME_SHARE 0.25

#define GRID_PERCENT 22

/* All that follows from the place of the frame. */
struct view {
    struct plot_frame frame;
    const struct plot_axis *bottom_axis, *left_axis;
    struct axis_labels bottom, left;
};

/* What stands right of the frame needs room too. */
static double names_room(const struct pen *pen, const struct plot_axes *axes, double width)
{
    double usual = NAMES_BESIDE * width;

    if (point_texts_right(pen, axes, width) > 0.0)
        return usual;
    return fmax(usual, fmin(NAMES_WIDE * width, width - NAMES_LEAVE * pen->text));
}

static struct view view_of(const struct pen *pen, const struct plot_axes *axes,
                           struct plot_area box, struct plot_area area)
{
    struct view view = {.frame = {.area = area, .sideways = axes->sideways}};
    double length = axes->sideways ? area.width : area.height;
    struct plot_frame *frame = &view.frame;

    frame->x = plot_fit_x(axes);
    frame->y = plot_fit_y(axes, &frame->x, length, bars_text_room(pen, axes), pen->text);
    view.bottom_axis = axes->sideways ? &axes->y : &axes->x;
    view.left_axis = axes->sideways ? &axes->x : &axes->y;
    view.bottom = axis_labels_across(pen, view.bottom_axis, axes->sideways ? &frame->y : &frame->x,
                                     area.width, NAMES_BELOW * box.height);
    view.left = axis_labels_down(pen, view.left_axis, axes->sideways ? &frame->x : &frame->y,
                                 area.height, names_room(pen, axes, box.width));
    return view;
}

static struct legend legend_of(const struct pen *pen, const struct plot_panel *panel,
                               struct plot_area box)
{
    struct legend legend = {.count = 0};

    if (pen->spare || !plot_direct(pen, panel->axes, box))
        series_legend(panel->axes, &legend);
    legend_add_keys(&legend, panel);
    series_legend_band(panel->axes, &legend);
    return legend;
}

static bool has_title(const struct pen *pen, const struct plot_axis *axis)
{
    return axis->title && axis->title[0] && !pen->spare;
}

/* How far numbers below the frame reach beyond its sides. */
static struct plot_insets overhang_of(const struct view *view)
{
    const struct plot_frame *frame = &view->frame;
    struct plot_insets over = {.left = 0.0};

    for (size_t i = 0; i < view->bottom.count && !view->bottom.turned; i++) {
        double at = frame->sideways ? frame_y(frame, view->bottom.at[i])
                                    : frame_x(frame, view->bottom.at[i]);
        double half = text_width(view->bottom.texts[i], view->bottom.size, false) / 2.0;

        over.left = fmax(over.left, frame->area.x - (at - half));
        over.right = fmax(over.right, at + half - (frame->area.x + frame->area.width));
    }
    return over;
}

static struct plot_insets insets_of(const struct pen *pen, const struct plot_panel *panel,
                                    const struct view *view, struct plot_area box)
{
    struct legend legend = legend_of(pen, panel, box);
    struct plot_insets over = overhang_of(view);
    double text = pen->text;
    struct plot_insets insets = {
        .left = fmax(over.left, view->left.extent + LABEL_GAP * text +
                                    (has_title(pen, view->left_axis) ? TITLE_ROOM * text : 0.0)),
        .right = fmax(over.right, fmax(axes_marks_right(pen, panel->axes, box), 1.2 * text)),
        .top = plot_head_height(pen, panel, &legend, box.width) + axes_marks_top(pen, panel->axes) +
               TOP_GAP * text,
        .bottom = view->bottom.extent + LABEL_GAP * text +
                  (has_title(pen, view->bottom_axis) ? TITLE_ROOM * text : 0.3 * text)};

    insets.right = fmax(insets.right, fmin(point_texts_right(pen, panel->axes, box.width),
                                           (1.0 - FRAME_SHARE) * box.width - insets.left));
    return insets;
}

struct plot_insets plot_axes_needs(const struct pen *pen, const struct plot_panel *panel,
                                   struct plot_area box, struct plot_insets insets)
{
    struct view view = view_of(pen, panel->axes, box, plot_area_within(box, insets));

    return insets_of(pen, panel, &view, box);
}

/* ---- drawing ---- */

/* Lines at the ticks of values; the one at 0 is the stronger one where values go below. */
static void draw_grid(const struct pen *pen, const struct plot_frame *frame,
                      const struct axis_labels *ticks)
{
    struct plot_area area = frame->area;

    for (size_t i = 0; i < ticks->count; i++) {
        double at = frame_y(frame, ticks->at[i]);
        struct line_style line = pen_stroke(ink_faint(ROLE_AXIS, GRID_PERCENT), 0.6);

        if (frame->sideways)
            pen_segment(pen, at, area.y, at, area.y + area.height, line);
        else
            pen_segment(pen, area.x, at, area.x + area.width, at, line);
    }
}

/* The line that bars stand on and curves cross: at 0 where it is shown, else at the low end. */
static void draw_base(const struct pen *pen, const struct plot_frame *frame)
{
    bool zero = frame->y.kind == SCALE_LINEAR && frame_holds_y(frame, 0.0);
    double at = frame_y(frame, zero ? 0.0 : frame->y.low);
    struct plot_area area = frame->area;
    struct line_style line = pen_stroke(ink_of(ROLE_AXIS), 0.8);

    if (frame->sideways)
        pen_segment(pen, at, area.y, at, area.y + area.height, line);
    else
        pen_segment(pen, area.x, at, area.x + area.width, at, line);
}

static void draw_bottom(const struct pen *pen, const struct view *view, struct plot_area box)
{
    struct plot_area area = view->frame.area;
    double y = area.y + area.height + LABEL_GAP * pen->text;

    for (size_t i = 0; i < view->bottom.count; i++) {
        double at = view->frame.sideways ? frame_y(&view->frame, view->bottom.at[i])
                                         : frame_x(&view->frame, view->bottom.at[i]);

        axis_labels_write_below(pen, &view->bottom, i, at, y);
        if (!view->bottom_axis->names)
            pen_segment(pen, at, area.y + area.height, at, area.y + area.height + 0.3 * pen->text,
                        pen_stroke(ink_of(ROLE_AXIS), 0.6));
    }
    if (has_title(pen, view->bottom_axis))
        pen_text(pen, area.x + area.width / 2.0,
                 fmin(y + view->bottom.extent + TITLE_DOWN * pen->text,
                      box.y + box.height - PEN_DESCENT * pen->text),
                 pen_fit(pen, view->bottom_axis->title, pen->text, box.width),
                 pen_style(pen, ROLE_DIM, ANCHOR_MIDDLE));
}

static void draw_left(const struct pen *pen, const struct view *view, struct plot_area box)
{
    struct plot_area area = view->frame.area;
    double right = area.x - LABEL_GAP * pen->text;

    for (size_t i = 0; i < view->left.count; i++) {
        double at = view->frame.sideways ? frame_x(&view->frame, view->left.at[i])
                                         : frame_y(&view->frame, view->left.at[i]);

        axis_labels_write_left(pen, &view->left, i, right, at, right - box.x);
    }
    if (has_title(pen, view->left_axis))
        pen_title_beside(pen, view->left_axis->title, box.x + PEN_ASCENT * pen->text, area,
                         area.height + view->bottom.extent);
}

/* Ticks of an axis without values would be made up. */
static void draw_nothing(const struct pen *pen, const struct plot_frame *frame)
{
    struct plot_area area = frame->area;

    pen_segment(pen, area.x, area.y + area.height, area.x + area.width, area.y + area.height,
                pen_stroke(ink_of(ROLE_AXIS), 0.8));
    pen_text(pen, area.x + area.width / 2.0, area.y + area.height / 2.0, "no values",
             pen_style(pen, ROLE_DIM, ANCHOR_MIDDLE));
}

void plot_axes_draw(const struct pen *pen, const struct plot_panel *panel, struct plot_area box,
                    struct plot_insets insets)
{
    const struct plot_axes *axes = panel->axes;
    struct view view = view_of(pen, axes, box, plot_area_within(box, insets));
    struct legend legend = legend_of(pen, panel, box);
    struct label_boxes labels = {.count = 0};

    plot_head_draw(pen, panel, &legend, box);
    if (!plot_fit_any(axes)) {
        draw_nothing(pen, &view.frame);
        return;
    }
    axes_marks_below(pen, axes, &view.frame);
    draw_grid(pen, &view.frame, axes->sideways ? &view.bottom : &view.left);
    series_draw_bands(pen, axes, &view.frame);
    bars_draw(pen, axes, &view.frame);
    draw_base(pen, &view.frame);
    axes_marks_lines(pen, axes, &view.frame);
    bars_draw_beside(pen, axes, &view.frame, &labels);
    series_draw(pen, axes, &view.frame);
    draw_bottom(pen, &view, box);
    draw_left(pen, &view, box);
    axes_marks_text(pen, axes, &view.frame, box, &labels);
    point_texts_draw(pen, axes, &view.frame, box, &labels);
    plot_notes_draw(pen, axes, &view.frame, &labels);
}
