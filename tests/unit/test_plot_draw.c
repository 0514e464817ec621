#include "check.h"
#include "made_plot.h"
#include "sketched.h"

#include <assay/metrics/random.h>

#include <stdio.h>

#define SLACK 0.01

static bool is_on_page(const struct drawing *drawing, double x, double y)
{
    return x >= -SLACK && y >= -SLACK && x <= drawing->width + SLACK &&
           y <= drawing->height + SLACK;
}

static bool is_box_on_page(const struct drawing *drawing, struct plot_area box)
{
    return is_on_page(drawing, box.x, box.y) &&
           is_on_page(drawing, box.x + box.width, box.y + box.height);
}

static bool is_shape_on_page(const struct drawing *drawing, const struct shape *shape)
{
    switch (shape->kind) {
    case DRAWN_LINE:
    case DRAWN_AREA:
        for (size_t i = 0; i < shape->count; i++)
            if (!isnan(shape->points[i].x) &&
                !is_on_page(drawing, shape->points[i].x, shape->points[i].y))
                return false;
        return true;
    case DRAWN_BOX:
        return shape->width >= 0.0 && shape->height >= 0.0 &&
               is_box_on_page(drawing,
                              (struct plot_area){shape->x, shape->y, shape->width, shape->height});
    case DRAWN_DISC:
        return is_on_page(drawing, shape->x - shape->width, shape->y - shape->width) &&
               is_on_page(drawing, shape->x + shape->width, shape->y + shape->width);
    case DRAWN_TEXT:
        return shape->style.size >= TEXT_LEAST && is_box_on_page(drawing, sketch_text_box(shape));
    case DRAWN_OPEN:
    case DRAWN_CLOSE:
        return true;
    }
    return false;
}

/* The first shape that breaks the rules of a page, or NULL. */
static const struct shape *fault_of(const struct drawing *drawing)
{
    for (size_t i = 0; i < drawing->count; i++)
        if (!is_shape_on_page(drawing, &drawing->shapes[i]))
            return &drawing->shapes[i];
    return NULL;
}

static const struct plot *random_plot(struct random *random, struct arena *arena)
{
    struct made_bytes bytes = {.size = 6000, .arena = arena};
    uint8_t *data = arena_alloc(arena, bytes.size);

    for (size_t i = 0; i < bytes.size; i++)
        data[i] = (uint8_t)random_next(random);
    bytes.data = data;
    return made_plot(&bytes);
}

static const struct drawing *draw(const struct plot *plot, double width, double height,
                                  struct arena *arena)
{
    return plot_draw(plot, &(struct plot_size){.width = width, .height = height}, arena);
}

/* ---- whatever is plotted ---- */

TEST(every_shape_of_any_plot_is_on_the_page)
{
    static const double sizes[][2] = {{560, 340}, {200, 150}, {2000, 400}, {60, 60}, {300, 1200}};
    struct random random = random_new(5, 0);

    for (int i = 0; i < 400; i++) {
        struct arena *arena = arena_new();
        const double *size = sizes[i % 5];
        const struct drawing *drawing = draw(random_plot(&random, arena), size[0], size[1], arena);
        const struct shape *fault = fault_of(drawing);

        CHECK(!fault);
        if (fault)
            printf("plot %d: shape of kind %d, %s\n", i, (int)fault->kind,
                   fault->text ? fault->text : "");
        arena_free(arena);
    }
}

TEST(no_two_texts_of_a_panel_overlap)
{
    struct random random = random_new(11, 0);
    size_t overlaps = 0;

    for (int i = 0; i < 300; i++) {
        struct arena *arena = arena_new();
        struct plot plot = *random_plot(&random, arena);

        plot.panel_count = 1;
        overlaps +=
            sketch_overlaps(sketch_panel(plot.panels, (struct plot_size){700, 500, 0}, arena));
        arena_free(arena);
    }
    CHECK_INT(overlaps, 0);
}

TEST(a_page_has_the_size_that_was_asked_for)
{
    struct arena *arena = arena_new();
    struct plot plot = {.title = "t", .width = 700, .height = 300};
    const struct drawing *own = draw(&plot, 0, 0, arena), *asked = draw(&plot, 320, 0, arena);

    CHECK_NEAR(own->width, 700, 0);
    CHECK_NEAR(own->height, 300, 0);
    CHECK_NEAR(asked->width, 320, 0);
    CHECK_NEAR(asked->height, 300, 0);
    arena_free(arena);
}

TEST(two_hundred_long_names_are_thinned_out_and_do_not_overlap)
{
    static const char *names[200];
    static double y[200];

    for (int i = 0; i < 200; i++) {
        names[i] = i % 3 ? "a rather long name of a task" : "\u65e5\u672c\u8a9e\u306e\u540d";
        y[i] = i / 200.0;
    }
    for (int width = 200; width <= 2000; width += 300)
        for (int sideways = 0; sideways < 2; sideways++) {
            struct arena *arena = arena_new();
            struct plot_series series = {
                .form = PLOT_BARS, .role = ROLE_SERIES_A, .y = y, .count = 200};
            struct plot_axes axes = {AXES_FITTED,       .x.names = names,  .x.name_count = 200,
                                     .series = &series, .series_count = 1, .sideways = sideways};
            const struct drawing *drawing =
                sketch_axes(&axes, (struct plot_size){width, 400, 0}, arena);

            CHECK(!fault_of(drawing));
            CHECK_INT(sketch_overlaps(drawing), 0);
            CHECK_INT(sketch_inked(drawing, ROLE_SERIES_A), 200);
            arena_free(arena);
        }
}
