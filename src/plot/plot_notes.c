#include <assay/plot/plot_notes.h>

#include <assay/plot/plot_point_texts.h>
#include <assay/plot/plot_series.h>

#include <math.h>

/* Points of lines and whiskers on the page, close enough that no text slips between two of them. */
struct trail {
    struct plot_point *at;
    size_t count;
};
enum { TRAIL_MOST = 6000 };
#define TRAIL_STEP 4.0

/* Directions from a point, best first, and how its text is anchored there. */
struct direction {
    double x, y;
    enum text_anchor anchor;
};
static const struct direction directions[] = {
    {0.0, -0.7, ANCHOR_MIDDLE}, {0.6, -0.6, ANCHOR_START}, {-0.6, -0.6, ANCHOR_END},
    {0.0, 1.4, ANCHOR_MIDDLE},  {0.6, 1.2, ANCHOR_START},  {-0.6, 1.2, ANCHOR_END},
    {0.9, 0.35, ANCHOR_START},  {-0.9, 0.35, ANCHOR_END},
};
enum { DIRECTIONS = sizeof(directions) / sizeof(directions[0]), RINGS = 5 };
/* What a ring further out is worth in points of lines below the text. */
#define RING_COST 4.0
/* Below the point rather than above, in the same. */
#define BELOW_COST 3.0

static void trail_add(struct trail *trail, struct plot_point a, struct plot_point b)
{
    double length = hypot(b.x - a.x, b.y - a.y);
    int steps = isfinite(length) ? (int)fmin(ceil(length / TRAIL_STEP), 400.0) : 0;

    for (int i = 0; i < steps && trail->count < TRAIL_MOST; i++) {
        double t = (double)i / steps;

        trail->at[trail->count++] =
            (struct plot_point){a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
    }
}

/* Lines across the frame: words over them are harder to read. */
static void trail_lines(struct trail *trail, const struct plot_axes *axes,
                        const struct plot_frame *frame)
{
    for (size_t i = 0; i < axes->mark_count; i++)
        trail_add(trail, frame_point(frame, axes->marks[i].x, frame->y.low),
                  frame_point(frame, axes->marks[i].x, frame->y.high));
    for (size_t i = 0; i < axes->level_count; i++)
        trail_add(trail, frame_point(frame, frame->x.low, axes->levels[i].y),
                  frame_point(frame, frame->x.high, axes->levels[i].y));
}

static struct trail trail_of(const struct pen *pen, const struct plot_axes *axes,
                             const struct plot_frame *frame)
{
    struct trail trail = {.at = arena_alloc(pen->arena, TRAIL_MOST * sizeof(struct plot_point))};

    for (size_t n = 0; n < axes->series_count; n++) {
        const struct plot_series *series = &axes->series[n];

        for (size_t i = 0; !series_is_bars(series) && i < series->count; i++)
            if (series->form == PLOT_POINTS)
                trail_add(&trail, frame_point(frame, series_x(series, i), series_low(series, i)),
                          frame_point(frame, series_x(series, i), series_high(series, i)));
            else if (i > 0)
                trail_add(&trail, frame_point(frame, series_x(series, i - 1), series->y[i - 1]),
                          frame_point(frame, series_x(series, i), series->y[i]));
    }
    trail_lines(&trail, axes, frame);
    return trail;
}

static double hits(const struct trail *trail, struct plot_area box)
{
    size_t count = 0;

    for (size_t i = 0; i < trail->count; i++)
        count += trail->at[i].x > box.x - 1.0 && trail->at[i].x < box.x + box.width + 1.0 &&
                 trail->at[i].y > box.y - 1.0 && trail->at[i].y < box.y + box.height + 1.0;
    return (double)count;
}

/* The best free place for a text around a point; false when there is none. */
static bool find_place(const struct pen *pen, const struct plot_frame *frame, struct plot_point at,
                       const char *text, struct text_style *style, const struct trail *trail,
                       const struct label_boxes *labels, struct plot_point *best, int *best_ring)
{
    double least = INFINITY;

    for (int ring = 0; ring < RINGS && ring * RING_COST < least; ring++)
        for (int i = 0; i < DIRECTIONS; i++) {
            double far = pen->text * (1.0 + 0.9 * ring), cost;
            struct plot_point place = {at.x + directions[i].x * far, at.y + directions[i].y * far};
            struct text_style tried = *style;
            struct plot_area box;

            tried.anchor = directions[i].anchor;
            box = pen_text_box(place.x, place.y, text, tried);
            cost = ring * RING_COST + hits(trail, box) +
                   (directions[i].y > 0.5 ? BELOW_COST : 0.1 * i);
            if (cost >= least || !plot_area_holds(frame->area, box) ||
                !label_boxes_free(labels, box))
                continue;
            least = cost;
            *best = place;
            *best_ring = ring;
            style->anchor = tried.anchor;
        }
    return isfinite(least);
}

static void write_beside(const struct pen *pen, const struct plot_frame *frame,
                         struct plot_point at, const char *text, const struct trail *trail,
                         struct label_boxes *labels)
{
    struct text_style style = pen_style(pen, ROLE_TEXT, ANCHOR_START);
    struct plot_point place = at;
    int ring = 0;

    style.halo = true;
    style.size = fmax(0.9 * pen->text, TEXT_LEAST);
    if (!find_place(pen, frame, at, text, &style, trail, labels, &place, &ring))
        return;
    if (ring)
        pen_segment(pen, at.x, at.y, place.x,
                    place.y - (place.y > at.y ? PEN_ASCENT * style.size : 0.0),
                    pen_stroke(ink_of(ROLE_AXIS), 0.6));
    label_boxes_text(labels, pen, frame->area, place.x, place.y, text, style);
}

static bool is_within(const struct plot_frame *frame, double x, double y)
{
    return frame_holds_x(frame, x) && frame_holds_y(frame, y);
}

/* A sign of one letter stands on its whisker, where it is not taken for that of another point. */
static void write_above(const struct pen *pen, const struct plot_frame *frame,
                        struct plot_point top, const char *text, struct label_boxes *labels)
{
    struct text_style style = pen_style(pen, ROLE_TEXT, ANCHOR_MIDDLE);
    struct plot_area page = plot_area_within(
        frame->area, (struct plot_insets){-pen->text, -pen->text, -pen->text, 0.0});

    label_boxes_text(labels, pen, page, top.x, top.y - 0.05 * pen->text, text, style);
}

static bool is_sign(const struct plot_series *series, size_t i)
{
    return series->form == PLOT_POINTS && series->high && series->texts[i][0] &&
           !series->texts[i][1];
}

static void draw_texts(const struct pen *pen, const struct plot_series *series,
                       const struct plot_frame *frame, const struct trail *trail,
                       struct label_boxes *labels)
{
    for (size_t i = 0; series->texts && i < series->count; i++) {
        double x = series_x(series, i), y = series->y[i];

        if (!series->texts[i] || !series->texts[i][0] || !is_within(frame, x, y))
            continue;
        if (is_sign(series, i))
            write_above(pen, frame, frame_point(frame, x, series_high(series, i)), series->texts[i],
                        labels);
        else
            write_beside(pen, frame, frame_point(frame, x, y), series->texts[i], trail, labels);
    }
}

void plot_notes_draw(const struct pen *pen, const struct plot_axes *axes,
                     const struct plot_frame *frame, struct label_boxes *labels)
{
    struct trail trail = trail_of(pen, axes, frame);

    for (size_t i = 0; i < axes->note_count; i++) {
        const struct plot_note *note = &axes->notes[i];
        struct plot_point at = frame_point(frame, note->x, note->y);

        if (!note->text || !note->text[0] || !is_within(frame, note->x, note->y))
            continue;
        pen_marker(pen, at.x, at.y, 0.26 * pen->text, MARKER_DISC, ink_of(ROLE_TEXT), note->text);
        write_beside(pen, frame, at, note->text, &trail, labels);
    }
    for (size_t n = 0; n < axes->series_count; n++)
        if (!series_is_bars(&axes->series[n]) && !point_texts_apart(axes, n))
            draw_texts(pen, &axes->series[n], frame, &trail, labels);
}
