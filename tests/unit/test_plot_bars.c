#include "check.h"
#include "sketched.h"

TEST(bars_of_a_stack_stand_on_each_other)
{
    static const double first[] = {2.0}, second[] = {1.0}, below[] = {-1.0};
    struct arena *arena = arena_new();
    struct plot_series series[] = {
        {.form = PLOT_BARS, .role = ROLE_SERIES_A, .y = first, .count = 1},
        {.form = PLOT_STACK, .role = ROLE_SERIES_B, .y = second, .count = 1},
        {.form = PLOT_STACK, .role = ROLE_SERIES_C, .y = below, .count = 1}};
    struct plot_axes axes = {AXES_FITTED, .series = series, .series_count = 3};
    const struct drawing *drawing = sketch_axes(&axes, (struct plot_size){400, 300, 0}, arena);
    const struct shape *a = sketch_shape(drawing, DRAWN_BOX, ROLE_SERIES_A, 0),
                       *b = sketch_shape(drawing, DRAWN_BOX, ROLE_SERIES_B, 0);
    const struct shape *c = sketch_shape(drawing, DRAWN_BOX, ROLE_SERIES_C, 0);

    CHECK_NEAR(b->y + b->height, a->y, 1e-6);
    CHECK_NEAR(c->y, a->y + a->height, 1e-6);
    CHECK_NEAR(a->height, 2.0 * b->height, 1e-6);
    CHECK_NEAR(c->height, b->height, 1e-6);
    CHECK_NEAR(a->x, b->x, 1e-6);
    arena_free(arena);
}

TEST(bars_of_two_series_stand_side_by_side)
{
    static const double y[] = {1.0, 2.0};
    struct arena *arena = arena_new();
    struct plot_series series[] = {{.form = PLOT_BARS, .role = ROLE_SERIES_A, .y = y, .count = 2},
                                   {.form = PLOT_BARS, .role = ROLE_SERIES_B, .y = y, .count = 2}};
    struct plot_axes axes = {AXES_FITTED, .series = series, .series_count = 2};
    const struct drawing *drawing = sketch_axes(&axes, (struct plot_size){400, 300, 0}, arena);
    const struct shape *a = sketch_shape(drawing, DRAWN_BOX, ROLE_SERIES_A, 0),
                       *b = sketch_shape(drawing, DRAWN_BOX, ROLE_SERIES_B, 0);

    CHECK(a->x + a->width <= b->x);
    CHECK_NEAR(a->height, b->height, 1e-6);
    CHECK_NEAR(a[1].height, 2.0 * a->height, 1e-6);
    arena_free(arena);
}
