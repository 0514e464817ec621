#include "sketched.h"

#include <string.h>

const struct drawing *sketch_panel(const struct plot_panel *panel, struct plot_size size,
                                   struct arena *arena)
{
    struct plot plot = {.title = "Title", .panels = panel, .panel_count = 1};

    return plot_draw(&plot, &size, arena);
}

const struct drawing *sketch_axes(const struct plot_axes *axes, struct plot_size size,
                                  struct arena *arena)
{
    return sketch_panel(&(struct plot_panel){.kind = PANEL_AXES, .axes = axes}, size, arena);
}

const struct drawing *sketch_cells(const struct plot_cells *cells, struct plot_size size,
                                   struct arena *arena)
{
    return sketch_panel(&(struct plot_panel){.kind = PANEL_CELLS, .cells = cells}, size, arena);
}

/* ---- texts ---- */

static bool reads(const struct shape *shape, const char *text)
{
    return shape->kind == DRAWN_TEXT && strcmp(shape->text, text) == 0;
}

const struct shape *sketch_text(const struct drawing *drawing, const char *text)
{
    for (size_t i = 0; i < drawing->count; i++)
        if (reads(&drawing->shapes[i], text))
            return &drawing->shapes[i];
    return NULL;
}

size_t sketch_texts(const struct drawing *drawing, const char *text)
{
    size_t count = 0;

    for (size_t i = 0; i < drawing->count; i++)
        count += reads(&drawing->shapes[i], text);
    return count;
}

struct plot_area sketch_text_box(const struct shape *text)
{
    return pen_text_box(text->x, text->y, text->text, text->style);
}

size_t sketch_overlaps(const struct drawing *drawing)
{
    size_t count = 0;

    for (size_t i = 0; i < drawing->count; i++)
        for (size_t k = 0; k < i; k++) {
            const struct shape *a = &drawing->shapes[i], *b = &drawing->shapes[k];

            if (a->kind == DRAWN_TEXT && b->kind == DRAWN_TEXT)
                count += plot_area_overlaps(sketch_text_box(a), sketch_text_box(b), -0.3);
        }
    return count;
}

/* ---- ink ---- */

static bool is_in(const struct shape *shape, enum role role)
{
    bool fills = shape->fill.part != INK_NONE && shape->fill.role == role;
    bool strokes = shape->line.width > 0.0 && shape->line.ink.role == role;

    if (shape->kind == DRAWN_LINE)
        return strokes && shape->count > 1;
    return shape->kind != DRAWN_TEXT && (fills || strokes);
}

const struct shape *sketch_shape(const struct drawing *drawing, enum shape_kind kind,
                                 enum role role, size_t n)
{
    for (size_t i = 0; i < drawing->count; i++)
        if (drawing->shapes[i].kind == kind && is_in(&drawing->shapes[i], role) && n-- == 0)
            return &drawing->shapes[i];
    return NULL;
}

size_t sketch_inked(const struct drawing *drawing, enum role role)
{
    size_t count = 0;

    for (size_t i = 0; i < drawing->count; i++)
        count += is_in(&drawing->shapes[i], role);
    return count;
}
