#include <assay/plot/pen.h>

#include <assay/plot/text_width.h>

#include <math.h>
#include <string.h>

static double between(double value, double low, double high)
{
    return fmax(low, fmin(value, high));
}

struct plot_area plot_area_within(struct plot_area area, struct plot_insets insets)
{
    return (struct plot_area){area.x + insets.left, area.y + insets.top,
                              fmax(area.width - insets.left - insets.right, 1.0),
                              fmax(area.height - insets.top - insets.bottom, 1.0)};
}

bool plot_area_overlaps(struct plot_area a, struct plot_area b, double apart)
{
    return a.x < b.x + b.width + apart && b.x < a.x + a.width + apart &&
           a.y < b.y + b.height + apart && b.y < a.y + a.height + apart;
}

bool plot_area_holds(struct plot_area area, struct plot_area part)
{
    return part.x >= area.x && part.y >= area.y && part.x + part.width <= area.x + area.width &&
           part.y + part.height <= area.y + area.height;
}

/* ---- text ---- */

struct text_style pen_style(const struct pen *pen, enum role role, enum text_anchor anchor)
{
    return (struct text_style){.ink = ink_of(role), .size = pen->text, .anchor = anchor};
}

/* From the text's start to where it is anchored. */
static double before_anchor(double width, enum text_anchor anchor)
{
    return anchor == ANCHOR_START ? 0.0 : anchor == ANCHOR_MIDDLE ? width / 2.0 : width;
}

struct plot_area pen_text_box(double x, double y, const char *text, struct text_style style)
{
    double width = text_width(text, style.size, style.bold);
    double before = before_anchor(width, style.anchor), height = style.size;

    if (style.upwards)
        return (struct plot_area){x - PEN_ASCENT * height, y - (width - before), height, width};
    return (struct plot_area){x - before, y - PEN_ASCENT * height, width, height};
}

void pen_text(const struct pen *pen, double x, double y, const char *text, struct text_style style)
{
    double width = pen->drawing->width, height = pen->drawing->height;
    struct plot_area box;

    if (!text || !text[0] || !isfinite(x) || !isfinite(y))
        return;
    style.size = fmax(style.size, TEXT_LEAST);
    text = text_fit(text, style.size, style.bold, style.upwards ? height : width, pen->arena);
    box = pen_text_box(x, y, text, style);
    x += between(box.x, 0.0, fmax(width - box.width, 0.0)) - box.x;
    y += between(box.y, 0.0, fmax(height - box.height, 0.0)) - box.y;
    drawing_text(pen->drawing, x, y, text, style);
}

const char *pen_fit(const struct pen *pen, const char *text, double size, double width)
{
    return text_fit(text, size, false, width + 0.25, pen->arena);
}

/* The longest part of the text that ends at a space and fits; the first word when none does. */
static size_t line_length(const struct pen *pen, const char *text, double size, bool bold,
                          double width)
{
    size_t length = strcspn(text, " "), next = length;

    while (text[next]) {
        size_t end = next + strspn(text + next, " ");

        end += strcspn(text + end, " ");
        if (text_width(arena_strndup(pen->arena, text, end), size, bold) > width)
            break;
        length = next = end;
    }
    return length;
}

struct text_lines pen_wrap(const struct pen *pen, const char *text, double size, bool bold,
                           double width, size_t most)
{
    struct text_lines lines = {.count = 0};

    most = most < LINES_MOST ? most : LINES_MOST;
    while (text && *text && lines.count < most) {
        size_t length =
            lines.count + 1 == most ? strlen(text) : line_length(pen, text, size, bold, width);
        const char *line = arena_strndup(pen->arena, text, length);

        lines.at[lines.count++] = text_fit(line, size, bold, width, pen->arena);
        text += length;
        text += strspn(text, " ");
    }
    return lines;
}

double pen_lines(const struct pen *pen, double x, double y, const struct text_lines *lines,
                 struct text_style style)
{
    for (size_t i = 0; i < lines->count; i++) {
        pen_text(pen, x, y + style.size, lines->at[i], style);
        y += PEN_LEADING * style.size;
    }
    return y;
}

/* Smallest size of a title, of that of the text. */
#define TITLE_LEAST 0.8

void pen_title_beside(const struct pen *pen, const char *title, double x, struct plot_area part,
                      double room)
{
    struct text_style style = pen_style(pen, ROLE_DIM, ANCHOR_MIDDLE);
    double width = text_width(title, 1.0, false), least = fmax(TITLE_LEAST * pen->text, TEXT_LEAST);

    style.upwards = true;
    style.size = between(width > 0.0 ? part.height / width : pen->text, least, pen->text);
    title = pen_fit(pen, title, style.size, room);
    width = text_width(title, style.size, false);
    pen_text(pen, x, part.y + fmax(part.height, width) / 2.0, title, style);
}

/* ---- shapes ---- */

/* Copies on the page; what is not finite stays a break. */
static struct plot_point *on_page(const struct pen *pen, const struct plot_point *points,
                                  size_t count)
{
    struct plot_point *kept = arena_zalloc(pen->arena, count ? count : 1, sizeof(*kept));

    for (size_t i = 0; i < count; i++)
        kept[i] = isfinite(points[i].x) && isfinite(points[i].y)
                      ? (struct plot_point){between(points[i].x, 0.0, pen->drawing->width),
                                            between(points[i].y, 0.0, pen->drawing->height)}
                      : (struct plot_point){NAN, NAN};
    return kept;
}

void pen_line(const struct pen *pen, const struct plot_point *points, size_t count,
              struct line_style line, const char *title)
{
    if (count)
        drawing_line(pen->drawing, on_page(pen, points, count), count, line, title);
}

void pen_segment(const struct pen *pen, double x1, double y1, double x2, double y2,
                 struct line_style line)
{
    if (isfinite(x1) && isfinite(y1) && isfinite(x2) && isfinite(y2))
        pen_line(pen, (const struct plot_point[]){{x1, y1}, {x2, y2}}, 2, line, NULL);
}

void pen_shape(const struct pen *pen, const struct plot_point *points, size_t count,
               struct ink fill, const char *title)
{
    if (count > 2)
        drawing_area(pen->drawing, on_page(pen, points, count), count, fill, title);
}

void pen_box(const struct pen *pen, struct plot_area box, struct ink fill, struct line_style line,
             const char *title)
{
    double width = pen->drawing->width, height = pen->drawing->height;
    double left = between(box.x, 0.0, width), top = between(box.y, 0.0, height);

    if (!isfinite(box.x + box.width) || !isfinite(box.y + box.height) || box.width < 0.0 ||
        box.height < 0.0)
        return;
    drawing_box(pen->drawing, left, top, between(box.x + box.width, 0.0, width) - left,
                between(box.y + box.height, 0.0, height) - top, fill, line, title);
}

void pen_marker(const struct pen *pen, double x, double y, double radius, enum marker marker,
                struct ink fill, const char *title)
{
    /* Corners in units of the radius; areas about that of the disc. */
    static const struct plot_point triangle[] = {{0.0, -1.35}, {1.2, 0.8}, {-1.2, 0.8}};
    static const struct plot_point diamond[] = {{0.0, -1.3}, {1.3, 0.0}, {0.0, 1.3}, {-1.3, 0.0}};
    const struct plot_point *corners = marker == MARKER_TRIANGLE ? triangle : diamond;
    struct plot_point points[4];
    size_t count = marker == MARKER_TRIANGLE ? 3 : 4;

    if (!isfinite(x) || !isfinite(y))
        return;
    x = between(x, radius, fmax(pen->drawing->width - radius, radius));
    y = between(y, radius, fmax(pen->drawing->height - radius, radius));
    if (marker == MARKER_DISC) {
        drawing_disc(pen->drawing, x, y, radius, fill, (struct line_style){.width = 0.0}, title);
    } else if (marker == MARKER_SQUARE) {
        double half = 0.9 * radius;

        pen_box(pen, (struct plot_area){x - half, y - half, 2.0 * half, 2.0 * half}, fill,
                (struct line_style){.width = 0.0}, title);
    } else {
        for (size_t i = 0; i < count; i++)
            points[i] = (struct plot_point){x + radius * corners[i].x, y + radius * corners[i].y};
        pen_shape(pen, points, count, fill, title);
    }
}
