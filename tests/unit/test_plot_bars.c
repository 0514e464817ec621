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

TEST(a_value_near_0_is_a_bar_that_is_seen)
{
    static const double y[] = {1e-6, 1.0};
    struct arena *arena = arena_new();
    struct plot_series series = {.form = PLOT_BARS, .role = ROLE_SERIES_A, .y = y, .count = 2};
    struct plot_axes axes = {AXES_FITTED, .series = &series, .series_count = 1};
    const struct drawing *drawing = sketch_axes(&axes, (struct plot_size){400, 300, 0}, arena);

    CHECK(sketch_shape(drawing, DRAWN_BOX, ROLE_SERIES_A, 0)->height >= 0.5);
    arena_free(arena);
}

TEST(bars_stand_on_0_also_where_all_are_far_from_it)
{
    static const double y[] = {100.0, 50.0};
    struct arena *arena = arena_new();
    struct plot_series series = {.form = PLOT_BARS, .role = ROLE_SERIES_A, .y = y, .count = 2};
    struct plot_axes axes = {AXES_FITTED, .series = &series, .series_count = 1};
    const struct drawing *drawing;
    const struct shape *bar;

    axes.y.hold[0] = axes.y.hold[1] = 100.0;
    drawing = sketch_axes(&axes, (struct plot_size){400, 300, 0}, arena);
    bar = sketch_shape(drawing, DRAWN_BOX, ROLE_SERIES_A, 0);
    CHECK(sketch_text(drawing, "0"));
    CHECK_NEAR(bar[0].height, 2.0 * bar[1].height, 1e-6);
    arena_free(arena);
}

/* At x = 2, 4, 6: the first and the last have their whole width within the frame. */
TEST(bars_at_numbers_are_as_wide_as_these_are_apart)
{
    static const double y[] = {1.0, 1.0, 1.0}, near[] = {2.0, 4.0, 6.0}, far[] = {20.0, 40.0, 60.0};
    struct arena *arena = arena_new();
    const struct shape *bars[2];

    for (int i = 0; i < 2; i++) {
        struct plot_series series = {
            .form = PLOT_BARS, .role = ROLE_SERIES_A, .x = i ? far : near, .y = y, .count = 3};
        struct plot_axes axes = {AXES_FITTED, .series = &series, .series_count = 1};
        const struct drawing *drawing = sketch_axes(&axes, (struct plot_size){300, 300, 0}, arena);

        bars[i] = sketch_shape(drawing, DRAWN_BOX, ROLE_SERIES_A, 0);
        CHECK(bars[i][0].width > 20.0);
        CHECK_NEAR(bars[i][0].width, bars[i][1].width, 1e-6);
        CHECK_NEAR(bars[i][2].width, bars[i][1].width, 1e-6);
    }
    CHECK_NEAR(bars[0]->width, bars[1]->width, 1.0);
    arena_free(arena);
}

TEST(whiskers_of_bars_go_from_low_to_high)
{
    static const double y[] = {1.0, 2.0}, low[] = {0.5, NAN}, high[] = {1.5, NAN};
    struct arena *arena = arena_new();
    struct plot_series series = {
        .form = PLOT_BARS, .role = ROLE_SERIES_A, .y = y, .low = low, .high = high, .count = 2};
    struct plot_axes axes = {AXES_FITTED, .series = &series, .series_count = 1};
    const struct drawing *drawing = sketch_axes(&axes, (struct plot_size){400, 300, 0}, arena);
    const struct shape *bar = sketch_shape(drawing, DRAWN_BOX, ROLE_SERIES_A, 0);
    const struct shape *whisker = sketch_shape(drawing, DRAWN_LINE, ROLE_TEXT, 1);

    /* The halo below it comes first. */
    if (CHECK(whisker && whisker->count == 2)) {
        double length = fabs(whisker->points[0].y - whisker->points[1].y);

        CHECK_NEAR(length, bar->height, 1e-6);
        CHECK_NEAR(whisker->points[0].x, bar->x + bar->width / 2.0, 1e-6);
    }
    /* Halo, whisker and two caps; the bar without an interval has none. */
    CHECK(sketch_shape(drawing, DRAWN_LINE, ROLE_TEXT, 3));
    CHECK(!sketch_shape(drawing, DRAWN_LINE, ROLE_TEXT, 4));
    arena_free(arena);
}

TEST(words_of_bars_to_the_left_of_0_end_at_the_bar)
{
    static const double y[] = {-1.0, 1.0};
    static const char *const texts[] = {"worse", "better"};
    struct arena *arena = arena_new();
    struct plot_series series = {
        .form = PLOT_BARS, .role = ROLE_SERIES_A, .y = y, .texts = texts, .count = 2};
    struct plot_axes axes = {AXES_FITTED, .series = &series, .series_count = 1, .sideways = true};
    const struct drawing *drawing = sketch_axes(&axes, (struct plot_size){400, 200, 0}, arena);
    const struct shape *bar = sketch_shape(drawing, DRAWN_BOX, ROLE_SERIES_A, 0);
    const struct shape *worse = sketch_text(drawing, "worse"),
                       *better = sketch_text(drawing, "better");

    if (CHECK(worse && better)) {
        struct plot_area left = sketch_text_box(worse), right = sketch_text_box(better);

        CHECK(left.x + left.width <= bar[0].x);
        CHECK(right.x >= bar[1].x + bar[1].width);
    }
    arena_free(arena);
}

TEST(bars_of_series_are_told_apart_without_their_colours)
{
    static const double y[] = {1.0};
    struct arena *arena = arena_new();
    struct plot_series series[] = {{.form = PLOT_BARS, .role = ROLE_SERIES_A, .y = y, .count = 1},
                                   {.form = PLOT_BARS, .role = ROLE_SERIES_B, .y = y, .count = 1},
                                   {.form = PLOT_BARS, .role = ROLE_SERIES_C, .y = y, .count = 1}};
    struct plot_axes axes = {AXES_FITTED, .series = series, .series_count = 3};
    const struct drawing *drawing = sketch_axes(&axes, (struct plot_size){400, 300, 0}, arena);
    int a = sketch_shape(drawing, DRAWN_BOX, ROLE_SERIES_A, 0)->fill.percent;
    int b = sketch_shape(drawing, DRAWN_BOX, ROLE_SERIES_B, 0)->fill.percent;
    int c = sketch_shape(drawing, DRAWN_BOX, ROLE_SERIES_C, 0)->fill.percent;

    CHECK(a != b && b != c && a != c);
    arena_free(arena);
}
