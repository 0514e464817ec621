#include <assay/plot/drawing.h>

#include <string.h>

enum { SHAPES_FIRST = 64 };

struct drawing *drawing_new(double width, double height, const char *title, const char *description,
                            struct arena *arena)
{
    struct drawing *drawing = arena_zalloc(arena, 1, sizeof(*drawing));

    drawing->arena = arena;
    drawing->width = width;
    drawing->height = height;
    drawing->title = arena_strdup(arena, title);
    drawing->description = description ? arena_strdup(arena, description) : NULL;
    return drawing;
}

struct dash_lengths drawing_dash(enum line_dash dash)
{
    static const struct dash_lengths lengths[] = {
        [DASH_NONE] = {0, 0}, [DASH_LONG] = {5, 3}, [DASH_DOTS] = {1.5, 2}};

    return lengths[dash];
}

static void add(struct drawing *drawing, struct shape shape)
{
    if (drawing->count == drawing->capacity) {
        size_t wanted = drawing->capacity ? 2 * drawing->capacity : SHAPES_FIRST;
        struct shape *shapes = arena_zalloc(drawing->arena, wanted, sizeof(*shapes));

        if (drawing->count)
            memcpy(shapes, drawing->shapes, drawing->count * sizeof(*shapes));
        drawing->shapes = shapes;
        drawing->capacity = wanted;
    }
    if (shape.title)
        shape.title = arena_strdup(drawing->arena, shape.title);
    drawing->shapes[drawing->count++] = shape;
}

static const struct plot_point *copy(struct arena *arena, const struct plot_point *points,
                                     size_t count)
{
    struct plot_point *copied = arena_zalloc(arena, count ? count : 1, sizeof(*copied));

    if (count)
        memcpy(copied, points, count * sizeof(*copied));
    return copied;
}

void drawing_line(struct drawing *drawing, const struct plot_point *points, size_t count,
                  struct line_style line, const char *title)
{
    add(drawing, (struct shape){.kind = DRAWN_LINE,
                                .points = copy(drawing->arena, points, count),
                                .count = count,
                                .line = line,
                                .title = title});
}

void drawing_area(struct drawing *drawing, const struct plot_point *points, size_t count,
                  struct ink fill, const char *title)
{
    add(drawing, (struct shape){.kind = DRAWN_AREA,
                                .points = copy(drawing->arena, points, count),
                                .count = count,
                                .fill = fill,
                                .title = title});
}

void drawing_box(struct drawing *drawing, double x, double y, double width, double height,
                 struct ink fill, struct line_style line, const char *title)
{
    add(drawing, (struct shape){.kind = DRAWN_BOX,
                                .x = x,
                                .y = y,
                                .width = width,
                                .height = height,
                                .fill = fill,
                                .line = line,
                                .title = title});
}

void drawing_disc(struct drawing *drawing, double x, double y, double radius, struct ink fill,
                  struct line_style line, const char *title)
{
    add(drawing, (struct shape){.kind = DRAWN_DISC,
                                .x = x,
                                .y = y,
                                .width = radius,
                                .fill = fill,
                                .line = line,
                                .title = title});
}

void drawing_text(struct drawing *drawing, double x, double y, const char *text,
                  struct text_style style)
{
    add(drawing, (struct shape){.kind = DRAWN_TEXT,
                                .x = x,
                                .y = y,
                                .text = arena_strdup(drawing->arena, text),
                                .style = style});
}

void drawing_open(struct drawing *drawing, const char *title)
{
    add(drawing, (struct shape){.kind = DRAWN_OPEN, .title = title});
}

void drawing_close(struct drawing *drawing)
{
    add(drawing, (struct shape){.kind = DRAWN_CLOSE});
}
