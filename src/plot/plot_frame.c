#include <assay/plot/plot_frame.h>

#include <math.h>
#include <string.h>

/* Places beyond this many lengths of the axis are all the same to the eye. */
#define FAR        1e4
#define EDGE_SLACK 1e-9

static double place_of(const struct scale *scale, double value)
{
    double place = scale_place(scale, value);

    return isnan(place) ? NAN : fmax(-FAR, fmin(place, FAR));
}

double frame_x(const struct plot_frame *frame, double x)
{
    double place = place_of(&frame->x, x);

    return frame->sideways ? frame->area.y + place * frame->area.height
                           : frame->area.x + place * frame->area.width;
}

double frame_y(const struct plot_frame *frame, double y)
{
    double place = place_of(&frame->y, y);

    return frame->sideways ? frame->area.x + place * frame->area.width
                           : frame->area.y + frame->area.height - place * frame->area.height;
}

struct plot_point frame_point(const struct plot_frame *frame, double x, double y)
{
    double along = frame_x(frame, x), up = frame_y(frame, y);

    if (isnan(along) || isnan(up))
        return (struct plot_point){NAN, NAN};
    return frame->sideways ? (struct plot_point){up, along} : (struct plot_point){along, up};
}

static bool holds(const struct scale *scale, double value)
{
    double place = scale_place(scale, value);

    return place >= -EDGE_SLACK && place <= 1.0 + EDGE_SLACK;
}

bool frame_holds_x(const struct plot_frame *frame, double x)
{
    return holds(&frame->x, x);
}

bool frame_holds_y(const struct plot_frame *frame, double y)
{
    return holds(&frame->y, y);
}

/* ---- cutting ---- */

/*
 * The part of a segment within an area, after Y.-D. Liang and B. Barsky, A new concept and method
 * for line clipping, ACM Transactions on Graphics 3 (1984), 1-22. False when there is none.
 */
static bool cut_segment(struct plot_area area, struct plot_point *a, struct plot_point *b)
{
    double dx = b->x - a->x, dy = b->y - a->y, from = 0.0, to = 1.0;
    double p[4] = {-dx, dx, -dy, dy};
    double q[4] = {a->x - area.x, area.x + area.width - a->x, a->y - area.y,
                   area.y + area.height - a->y};
    struct plot_point start = *a;

    for (int i = 0; i < 4; i++) {
        if (p[i] == 0.0 && q[i] < 0.0)
            return false;
        if (p[i] < 0.0)
            from = fmax(from, q[i] / p[i]);
        if (p[i] > 0.0)
            to = fmin(to, q[i] / p[i]);
    }
    if (!(from <= to))
        return false;
    *a = (struct plot_point){start.x + from * dx, start.y + from * dy};
    *b = (struct plot_point){start.x + to * dx, start.y + to * dy};
    return true;
}

static bool same(struct plot_point a, struct plot_point b)
{
    return a.x == b.x && a.y == b.y;
}

void frame_line(const struct pen *pen, const struct plot_frame *frame,
                const struct plot_point *points, size_t count, struct line_style line,
                const char *title)
{
    struct plot_point *kept = arena_zalloc(pen->arena, 3 * count + 1, sizeof(*kept));
    size_t n = 0;

    for (size_t i = 1; i < count; i++) {
        struct plot_point a = points[i - 1], b = points[i];

        if (isnan(a.x) || isnan(b.x) || !cut_segment(frame->area, &a, &b))
            continue;
        if (!n || !same(kept[n - 1], a)) {
            if (n)
                kept[n++] = (struct plot_point){NAN, NAN};
            kept[n++] = a;
        }
        kept[n++] = b;
    }
    pen_line(pen, kept, n, line, title);
}

/* How far a point is inside of an edge of the area: left, right, top, bottom. */
static double inside(struct plot_area area, int edge, struct plot_point point)
{
    switch (edge) {
    case 0:
        return point.x - area.x;
    case 1:
        return area.x + area.width - point.x;
    case 2:
        return point.y - area.y;
    default:
        return area.y + area.height - point.y;
    }
}

/* One edge of I. Sutherland and G. Hodgman, Reentrant polygon clipping, CACM 17 (1974), 32-42. */
static size_t cut_edge(struct plot_area area, int edge, const struct plot_point *in, size_t count,
                       struct plot_point *out)
{
    size_t n = 0;

    for (size_t i = 0; i < count; i++) {
        struct plot_point a = in[i], b = in[(i + 1) % count];
        double da = inside(area, edge, a), db = inside(area, edge, b);

        if (da >= 0.0)
            out[n++] = a;
        if ((da >= 0.0) != (db >= 0.0)) {
            double t = da / (da - db);

            out[n++] = (struct plot_point){a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
        }
    }
    return n;
}

void frame_area(const struct pen *pen, struct plot_area part, const struct plot_point *points,
                size_t count, struct ink fill, const char *title)
{
    /* An edge adds at most one point for every two that there are. */
    size_t room = 6 * count + 8;
    struct plot_point *from = arena_zalloc(pen->arena, room, sizeof(*from));
    struct plot_point *to = arena_zalloc(pen->arena, room, sizeof(*to));

    if (count < 3)
        return;
    memcpy(from, points, count * sizeof(*from));
    for (int edge = 0; edge < 4 && count; edge++) {
        struct plot_point *swap = from;

        count = cut_edge(part, edge, from, count, to);
        from = to;
        to = swap;
    }
    pen_shape(pen, from, count, fill, title);
}
