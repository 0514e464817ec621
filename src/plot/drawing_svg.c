#include <assay/plot/drawing_svg.h>

#include "drawing_svg_internal.h"

#include <assay/base/xml.h>

#include <math.h>
#include <string.h>

struct svg {
    struct buf *out;
    const struct drawing *drawing;
    struct buf look, next; /* attributes of the shape at hand and of one that may share them */
};

/* ---- numbers: tenths of a point ---- */

enum { TENTHS_MOST = 100000000 };

static long tenths(double points)
{
    double scaled = round(points * 10.0);

    return scaled > TENTHS_MOST ? TENTHS_MOST : scaled < -TENTHS_MOST ? -TENTHS_MOST : (long)scaled;
}

/* Without what SVG does not need: "-.5", "12", "3.1". */
static void add_tenths(struct buf *out, long value)
{
    char digits[24];
    size_t at = sizeof(digits);
    unsigned long rest = value < 0 ? 0ul - (unsigned long)value : (unsigned long)value;

    if (rest % 10) {
        digits[--at] = (char)('0' + rest % 10);
        digits[--at] = '.';
    }
    rest /= 10;
    if (rest == 0 && at == sizeof(digits))
        digits[--at] = '0';
    for (; rest; rest /= 10)
        digits[--at] = (char)('0' + rest % 10);
    if (value < 0)
        digits[--at] = '-';
    buf_add(out, digits + at, sizeof(digits) - at);
}

/* One more number of a path: a sign parts it from the one before. */
static void add_next(struct buf *out, long value)
{
    if (value >= 0)
        buf_add_char(out, ' ');
    add_tenths(out, value);
}

static void add_attribute(struct buf *out, const char *name, double points)
{
    buf_add_char(out, ' ');
    buf_add_c(out, name);
    buf_add_c(out, "=\"");
    add_tenths(out, tenths(points));
    buf_add_char(out, '"');
}

/* ---- looks: attributes that neighbours may share ---- */

static const char *ink_class(struct ink ink)
{
    return ink.part == INK_PAGE ? "page" : role_name((enum role)ink.role);
}

static char ink_letter(struct ink ink)
{
    return ink.part == INK_BG ? 'b' : 'f';
}

static void add_class(struct buf *out, char part, struct ink ink)
{
    buf_add_char(out, part);
    buf_add_char(out, '-');
    buf_add_c(out, ink_class(ink));
}

static bool is_solid(struct ink ink)
{
    return ink.percent == 0 || ink.percent >= 100;
}

static void add_opacity(struct buf *out, const char *name, struct ink ink)
{
    if (!is_solid(ink))
        buf_addf(out, " %s=\".%0*u\"", name, ink.percent % 10 ? 2 : 1,
                 ink.percent % 10 ? ink.percent : ink.percent / 10u);
}

static void add_line_look(struct buf *out, const struct line_style *line)
{
    struct dash_lengths dash = drawing_dash(line->dash);

    add_attribute(out, "stroke-width", line->width);
    if (dash.on > 0.0) {
        buf_add_c(out, " stroke-dasharray=\"");
        add_tenths(out, tenths(dash.on));
        add_next(out, tenths(dash.off));
        buf_add_char(out, '"');
    }
    add_opacity(out, "stroke-opacity", line->ink);
}

static void add_shape_look(struct buf *out, const struct shape *shape)
{
    bool filled = shape_has_fill(shape), lined = shape_has_line(shape);

    if (filled || lined) {
        buf_add_c(out, " class=\"");
        if (filled)
            add_class(out, ink_letter(shape->fill), shape->fill);
        if (filled && lined)
            buf_add_char(out, ' ');
        if (lined)
            add_class(out, 'l', shape->line.ink);
        buf_add_char(out, '"');
    }
    if (filled)
        add_opacity(out, "fill-opacity", shape->fill);
    else
        buf_add_c(out, " fill=\"none\"");
    /* Cells that touch leave no hairline between them. */
    if (filled && !lined && shape->fill.part == INK_BG)
        buf_add_c(out, " shape-rendering=\"crispEdges\"");
    if (lined)
        add_line_look(out, &shape->line);
}

static void add_text_look(struct buf *out, const struct text_style *style)
{
    static const char *const anchors[] = {
        [ANCHOR_START] = "", [ANCHOR_MIDDLE] = "middle", [ANCHOR_END] = "end"};

    buf_add_c(out, " class=\"");
    add_class(out, ink_letter(style->ink), style->ink);
    buf_add_c(out, style->halo ? " halo\"" : "\"");
    add_opacity(out, "fill-opacity", style->ink);
    add_attribute(out, "font-size", style->size);
    if (style->anchor != ANCHOR_START)
        buf_addf(out, " text-anchor=\"%s\"", anchors[style->anchor]);
    if (style->bold)
        buf_add_c(out, " font-weight=\"bold\"");
}

static void set_look(struct buf *look, const struct shape *shape)
{
    buf_clear(look);
    if (shape->kind == DRAWN_TEXT)
        add_text_look(look, &shape->style);
    else
        add_shape_look(look, shape);
}

/* ---- paths ---- */

struct path {
    struct buf *out;
    long x, y;
    bool any;  /* something was drawn, so that the next point is a step from it */
    char last; /* command, which is not repeated; a line's is meant after a move's */
};

/* The command, where it is not meant anyway, and its first number. */
static void path_command(struct path *path, char command, long number)
{
    bool meant = path->last == command || (path->last == 'm' && command == 'l');

    if (!meant)
        buf_add_char(path->out, command);
    if (meant)
        add_next(path->out, number);
    else
        add_tenths(path->out, number);
    path->last = command;
}

static void path_move(struct path *path, long x, long y)
{
    path->last = '\0';
    path_command(path, path->any ? 'm' : 'M', path->any ? x - path->x : x);
    add_next(path->out, path->any ? y - path->y : y);
    path->x = x;
    path->y = y;
    path->any = true;
}

static void path_line(struct path *path, long x, long y)
{
    long across = x - path->x, down = y - path->y;

    if (across == 0 && down == 0)
        return;
    if (down == 0) {
        path_command(path, 'h', across);
    } else if (across == 0) {
        path_command(path, 'v', down);
    } else {
        path_command(path, 'l', across);
        add_next(path->out, down);
    }
    path->x = x;
    path->y = y;
}

static void path_end(struct path *path)
{
    buf_add_char(path->out, 'z');
    path->last = 'z';
}

static bool is_gap(const struct plot_point *point)
{
    return isnan(point->x) || isnan(point->y);
}

/* One part of a line, between gaps. */
static void path_part(struct path *path, const struct shape *shape, size_t from, size_t to)
{
    const struct plot_point *points = shape->points;

    if (to - from == 1 && shape->kind == DRAWN_LINE) {
        double half = shape->line.width / 2.0;

        path_move(path, tenths(points[from].x - half), tenths(points[from].y));
        path_line(path, tenths(points[from].x + half), tenths(points[from].y));
        return;
    }
    path_move(path, tenths(points[from].x), tenths(points[from].y));
    for (size_t i = from + 1; i < to; i++)
        path_line(path, tenths(points[i].x), tenths(points[i].y));
    if (shape->kind == DRAWN_AREA) {
        path_end(path);
        path->x = tenths(points[from].x);
        path->y = tenths(points[from].y);
    }
}

static void path_points(struct path *path, const struct shape *shape)
{
    for (size_t from = 0, to; from < shape->count; from = to) {
        to = from;
        while (to < shape->count && !is_gap(&shape->points[to]))
            to++;
        if (to > from)
            path_part(path, shape, from, to);
        else
            to++;
    }
}

/* By its corners, so that boxes that touch have the same edge. */
static void path_box(struct path *path, const struct shape *shape)
{
    long left = tenths(shape->x), top = tenths(shape->y);
    long right = tenths(shape->x + shape->width), bottom = tenths(shape->y + shape->height);

    path_move(path, left, top);
    path_line(path, right, top);
    path_line(path, right, bottom);
    path_line(path, left, bottom);
    path_end(path);
    path->x = left;
    path->y = top;
}

/*
 * Shapes that one path can hold: of one look, without titles, and none that would look different
 * where two of them meet.
 */
static bool joins(const struct shape *shape)
{
    if (shape->title)
        return false;
    if (shape->kind == DRAWN_LINE)
        return is_solid(shape->line.ink);
    return shape->kind == DRAWN_BOX && !shape_has_line(shape) && is_solid(shape->fill);
}

/* ---- elements ---- */

static void end_element(struct svg *svg, const char *name, const char *title)
{
    if (!title) {
        buf_add_c(svg->out, "/>");
        return;
    }
    buf_add_c(svg->out, "><title>");
    xml_escape(svg->out, title);
    buf_addf(svg->out, "</title></%s>", name);
}

static void add_path(struct svg *svg, const struct shape *shapes, size_t count, const char *look)
{
    struct path path = {.out = svg->out};

    buf_add_c(svg->out, "<path");
    buf_add_c(svg->out, look);
    buf_add_c(svg->out, " d=\"");
    for (size_t i = 0; i < count; i++)
        if (shapes[i].kind == DRAWN_BOX)
            path_box(&path, &shapes[i]);
        else
            path_points(&path, &shapes[i]);
    buf_add_char(svg->out, '"');
    end_element(svg, "path", shapes->title);
}

static void add_disc(struct svg *svg, const struct shape *shape, const char *look)
{
    buf_addf(svg->out, "<circle%s", look);
    add_attribute(svg->out, "cx", shape->x);
    add_attribute(svg->out, "cy", shape->y);
    add_attribute(svg->out, "r", shape->width);
    end_element(svg, "circle", shape->title);
}

static void add_text(struct svg *svg, const struct shape *shape, const char *look)
{
    buf_add_c(svg->out, "<text");
    buf_add_c(svg->out, look);
    if (shape->style.upwards) {
        buf_add_c(svg->out, " transform=\"translate(");
        add_tenths(svg->out, tenths(shape->x));
        add_next(svg->out, tenths(shape->y));
        buf_add_c(svg->out, ")rotate(-90)\">");
    } else {
        add_attribute(svg->out, "x", shape->x);
        add_attribute(svg->out, "y", shape->y);
        buf_add_char(svg->out, '>');
    }
    xml_escape(svg->out, shape->text);
    buf_add_c(svg->out, "</text>");
}

/* Shapes of one look; returns how many the element holds. */
static size_t add_element(struct svg *svg, const struct shape *shapes, size_t count,
                          const char *look)
{
    size_t joined = 1;

    switch (shapes->kind) {
    case DRAWN_DISC:
        add_disc(svg, shapes, look);
        return 1;
    case DRAWN_TEXT:
        add_text(svg, shapes, look);
        return 1;
    default:
        while (joins(shapes) && joined < count && shapes[joined].kind == shapes->kind &&
               joins(&shapes[joined]))
            joined++;
        add_path(svg, shapes, joined, look);
        return joined;
    }
}

/* From `at` on, how many shapes have the look of the first, which is set. */
static size_t run_of_look(struct svg *svg, size_t at)
{
    const struct drawing *drawing = svg->drawing;
    size_t end = at + 1;

    set_look(&svg->look, &drawing->shapes[at]);
    for (; end < drawing->count && !shape_is_mark(&drawing->shapes[end]); end++) {
        set_look(&svg->next, &drawing->shapes[end]);
        if (svg->next.len != svg->look.len ||
            memcmp(svg->next.ptr, svg->look.ptr, svg->look.len) != 0)
            break;
    }
    return end - at;
}

static bool is_one_path(const struct shape *shapes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!joins(&shapes[i]) || shapes[i].kind != shapes->kind)
            return false;
    return true;
}

static void add_run(struct svg *svg, size_t at, size_t count)
{
    const struct shape *shapes = svg->drawing->shapes + at;
    bool grouped = count > 1 && !is_one_path(shapes, count);

    if (grouped)
        buf_addf(svg->out, "<g%s>", svg->look.ptr);
    for (size_t done = 0; done < count;)
        done += add_element(svg, shapes + done, count - done, grouped ? "" : svg->look.ptr);
    if (grouped)
        buf_add_c(svg->out, "</g>");
    buf_add_char(svg->out, '\n');
}

static void add_open(struct svg *svg, const struct shape *shape)
{
    buf_add_c(svg->out, "<g>");
    if (shape->title) {
        buf_add_c(svg->out, "<title>");
        xml_escape(svg->out, shape->title);
        buf_add_c(svg->out, "</title>");
    }
    buf_add_char(svg->out, '\n');
}

static void add_shapes(struct svg *svg)
{
    const struct drawing *drawing = svg->drawing;
    size_t depth = 0, count;

    for (size_t i = 0; i < drawing->count; i += count) {
        const struct shape *shape = &drawing->shapes[i];

        count = 1;
        if (shape->kind == DRAWN_OPEN) {
            add_open(svg, shape);
            depth++;
        } else if (shape->kind == DRAWN_CLOSE) {
            if (depth)
                buf_add_c(svg->out, "</g>\n"), depth--;
        } else {
            count = run_of_look(svg, i);
            add_run(svg, i, count);
        }
    }
    for (; depth; depth--)
        buf_add_c(svg->out, "</g>\n");
}

/* ---- the document ---- */

static void add_named(struct buf *out, const char *element, const char *id, char suffix,
                      const char *text)
{
    buf_addf(out, "<%s id=\"%s-%c\">", element, id, suffix);
    xml_escape(out, text);
    buf_addf(out, "</%s>\n", element);
}

static void add_head(struct buf *out, const struct drawing *drawing,
                     const struct svg_options *options)
{
    const char *id = options->id ? options->id : "plot";
    long width = tenths(drawing->width), height = tenths(drawing->height);

    buf_add_c(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"");
    add_tenths(out, width);
    buf_add_c(out, "pt\" height=\"");
    add_tenths(out, height);
    buf_add_c(out, "pt\" viewBox=\"0 0 ");
    add_tenths(out, width);
    add_next(out, height);
    buf_addf(out, "\" role=\"img\" aria-labelledby=\"%s-t%s%s%s\" font-family=\"", id,
             drawing->description ? " " : "", drawing->description ? id : "",
             drawing->description ? "-d" : "");
    xml_escape(out, options->font ? options->font : "sans-serif");
    buf_add_c(out, "\" stroke-linejoin=\"round\">\n");
    add_named(out, "title", id, 't', drawing->title);
    if (drawing->description)
        add_named(out, "desc", id, 'd', drawing->description);
}

void drawing_svg(const struct drawing *drawing, const struct svg_options *options, struct buf *out)
{
    struct svg svg = {.out = out, .drawing = drawing};

    add_head(out, drawing, options);
    if (options->palette) {
        svg_add_style(drawing, options->palette, options->dark, out);
        buf_add_c(out, "<rect class=\"f-page\" width=\"100%\" height=\"100%\"/>\n");
    }
    add_shapes(&svg);
    buf_add_c(out, "</svg>\n");
    buf_release(&svg.look);
    buf_release(&svg.next);
}
