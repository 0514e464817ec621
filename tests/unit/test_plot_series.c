#include "check.h"
#include "sketched.h"

#include <assay/plot/plot_series.h>

#include <string.h>

TEST(every_series_with_a_value_gets_ink_in_the_frame)
{
    static const double y[] = {NAN, 0.5, NAN, 0.0, 0.25}, one[] = {0.75};

    for (int form = PLOT_LINE; form <= PLOT_STACK; form++)
        for (int sideways = 0; sideways < 2; sideways++) {
            struct arena *arena = arena_new();
            struct plot_series series[] = {
                {.form = (enum plot_form)form, .role = ROLE_SERIES_A, .y = y, .count = 5},
                {.form = (enum plot_form)form, .role = ROLE_SERIES_B, .y = one, .count = 1},
                {.form = (enum plot_form)form, .role = ROLE_SERIES_C, .y = one, .count = 0}};
            struct plot_axes axes = {AXES_FITTED, .series = series, .series_count = 3,
                                     .sideways = sideways};
            const struct drawing *drawing =
                sketch_axes(&axes, (struct plot_size){400, 300, 0}, arena);

            CHECK(sketch_inked(drawing, ROLE_SERIES_A) > 0);
            CHECK(sketch_inked(drawing, ROLE_SERIES_B) > 0);
            CHECK_INT(sketch_inked(drawing, ROLE_SERIES_C), 0);
            arena_free(arena);
        }
}

TEST(an_axis_that_was_not_filled_in_is_fitted_to_the_data)
{
    static const double x[] = {100, 200}, y[] = {40, 90};
    struct arena *arena = arena_new();
    struct plot_series series = {.role = ROLE_SERIES_A, .x = x, .y = y, .count = 2};
    struct plot_axes axes = {.series = &series, .series_count = 1};
    const struct drawing *drawing = sketch_axes(&axes, (struct plot_size){400, 300, 0}, arena);

    CHECK(sketch_text(drawing, "0"));
    CHECK(sketch_text(drawing, "200"));
    arena_free(arena);
}

TEST(shading_is_positive_above_zero_and_negative_below)
{
    static const double y[] = {1.0, -1.0};
    struct arena *arena = arena_new();
    struct plot_series series = {.role = ROLE_SERIES_A, .y = y, .count = 2, .shaded = true};
    struct plot_axes axes = {AXES_FITTED, .series = &series, .series_count = 1};
    const struct drawing *drawing = sketch_axes(&axes, (struct plot_size){400, 300, 0}, arena);
    double lowest = 0.0, highest = 1e9;

    for (size_t i = 0; i < drawing->count; i++)
        for (size_t k = 0; drawing->shapes[i].kind == DRAWN_AREA && k < drawing->shapes[i].count;
             k++) {
            double at = drawing->shapes[i].points[k].y;

            if (drawing->shapes[i].fill.role == ROLE_POSITIVE)
                lowest = fmax(lowest, at);
            if (drawing->shapes[i].fill.role == ROLE_NEGATIVE)
                highest = fmin(highest, at);
        }
    CHECK(lowest > 0.0);
    CHECK_NEAR(lowest, highest, 1e-6);
    arena_free(arena);
}

TEST(small_numbers_are_not_rows_of_zeros)
{
    struct arena *arena = arena_new();
    static const double y[] = {-8e-6, 1.01e-4};
    static const struct plot_series series = {.form = PLOT_BARS, .y = y, .count = 2};
    struct plot_axes axes = {AXES_FITTED, .series = &series, .series_count = 1};
    struct plot_panel panel = {.kind = PANEL_AXES, .axes = &axes};
    struct plot plot = {.title = "Slopes", .panels = &panel, .panel_count = 1};
    const struct drawing *drawing = plot_draw(&plot, &(struct plot_size){.width = 0}, arena);

    CHECK(sketch_text(drawing, "0"));
    CHECK(sketch_text(drawing, "1.0×10⁻⁴") || sketch_text(drawing, "1×10⁻⁴") ||
          sketch_text(drawing, "10⁻⁴"));
    CHECK(!sketch_text(drawing, "0.0000") && !sketch_text(drawing, "0.00010"));
    arena_free(arena);
}

/* Where one panel's lines end too close for names at them, the other has a legend too. */
TEST(panels_of_a_page_name_their_lines_in_one_way)
{
    struct arena *arena = arena_new();
    static const double x[] = {0.0, 1.0}, low[] = {0.1, 0.2}, high[] = {0.9, 0.8},
                        near[] = {0.1, 0.2001};
    const struct plot_series apart[] = {{.name = "A", .x = x, .y = low, .count = 2},
                                        {.name = "B", .x = x, .y = high, .count = 2}};
    const struct plot_series close[] = {{.name = "A", .x = x, .y = low, .count = 2},
                                        {.name = "B", .x = x, .y = near, .count = 2},
                                        {.name = "C", .x = x, .y = low, .count = 2},
                                        {.name = "D", .x = x, .y = near, .count = 2}};
    struct plot_axes axes[] = {{AXES_FITTED, .series = apart, .series_count = 2},
                               {AXES_FITTED, .series = close, .series_count = 4}};
    struct plot_panel panels[] = {{.kind = PANEL_AXES, .axes = &axes[0]},
                                  {.kind = PANEL_AXES, .axes = &axes[1], .column = 1}};
    struct plot plot = {.title = "Two", .panels = panels, .panel_count = 2};
    struct plot_size size = {.width = 760.0, .height = 300.0};
    const struct drawing *drawing = plot_draw(&plot, &size, arena);
    double y[2] = {NAN, NAN};
    size_t n = 0;

    CHECK_INT(sketch_texts(drawing, "A"), 2);
    for (size_t i = 0; i < drawing->count && n < 2; i++)
        if (drawing->shapes[i].kind == DRAWN_TEXT && strcmp(drawing->shapes[i].text, "A") == 0)
            y[n++] = drawing->shapes[i].y;
    CHECK_NEAR(y[0], y[1], 0.01);
    arena_free(arena);
}

/* Thirty-six points close together, as of a run of thirty-six layers. */
TEST(signs_stand_on_the_whiskers_of_their_own_points)
{
    enum { COUNT = 36 };
    struct arena *arena = arena_new();
    double x[COUNT], y[COUNT], low[COUNT], high[COUNT];
    const char *texts[COUNT];

    for (int i = 0; i < COUNT; i++) {
        x[i] = i;
        y[i] = (i * 7 % 11) / 10.0;
        low[i] = y[i] - 0.2;
        high[i] = y[i] + 0.2;
        texts[i] = "*";
    }
    struct plot_series series = {.form = PLOT_POINTS,
                                 .x = x,
                                 .y = y,
                                 .low = low,
                                 .high = high,
                                 .texts = texts,
                                 .count = COUNT};
    struct plot_axes axes = {AXES_FITTED, .series = &series, .series_count = 1};
    struct plot_panel panel = {.kind = PANEL_AXES, .axes = &axes};
    struct plot plot = {.title = "Signs", .panels = &panel, .panel_count = 1};
    const struct drawing *drawing =
        plot_draw(&plot, &(struct plot_size){.width = 480.0, .height = 240.0}, arena);

    CHECK_INT(sketch_texts(drawing, "*"), COUNT);
    arena_free(arena);
}

TEST(lines_that_end_close_together_are_all_named)
{
    struct arena *arena = arena_new();
    static const double x[] = {0.0, 1.0}, a[] = {0.1, 0.2};

    for (int i = 0; i < 40; i++) {
        double b[] = {0.3, 0.2 + i / 400.0};
        const struct plot_series series[] = {{.name = "A", .x = x, .y = a, .count = 2},
                                             {.name = "B", .x = x, .y = b, .count = 2}};
        struct plot_axes axes = {AXES_FITTED, .series = series, .series_count = 2};
        struct plot_panel panel = {.kind = PANEL_AXES, .axes = &axes};
        struct plot plot = {.title = "Close", .panels = &panel, .panel_count = 1};
        const struct drawing *drawing =
            plot_draw(&plot, &(struct plot_size){.width = 400.0 + i}, arena);

        CHECK_INT(sketch_texts(drawing, "A"), 1);
        CHECK_INT(sketch_texts(drawing, "B"), 1);
    }
    arena_free(arena);
}

TEST(dashed_lines_are_dashed_each_in_its_way_and_lines_are_not)
{
    static const double a[] = {0.1, 0.2}, b[] = {0.4, 0.5}, c[] = {0.8, 0.9};
    struct arena *arena = arena_new();
    struct plot_series series[] = {
        {.form = PLOT_LINE, .role = ROLE_SERIES_A, .y = a, .count = 2},
        {.form = PLOT_DASHED, .role = ROLE_SERIES_B, .y = b, .count = 2},
        {.form = PLOT_DASHED, .role = ROLE_SERIES_C, .y = c, .count = 2}};
    struct plot_axes axes = {AXES_FITTED, .series = series, .series_count = 3};
    const struct drawing *drawing = sketch_axes(&axes, (struct plot_size){400, 300, 0}, arena);
    enum line_dash first = sketch_shape(drawing, DRAWN_LINE, ROLE_SERIES_B, 0)->line.dash;
    enum line_dash second = sketch_shape(drawing, DRAWN_LINE, ROLE_SERIES_C, 0)->line.dash;

    CHECK_INT(sketch_shape(drawing, DRAWN_LINE, ROLE_SERIES_A, 0)->line.dash, DASH_NONE);
    CHECK(first != DASH_NONE && second != DASH_NONE && first != second);
    arena_free(arena);
}

/* Highest and lowest point of a shape on the page. */
static struct plot_area around(const struct shape *shape)
{
    double top = INFINITY, bottom = -INFINITY;

    for (size_t i = 0; i < shape->count; i++) {
        top = fmin(top, shape->points[i].y);
        bottom = fmax(bottom, shape->points[i].y);
    }
    return (struct plot_area){0.0, top, 0.0, bottom - top};
}

TEST(a_band_reaches_from_low_to_high_and_the_axis_holds_it)
{
    static const double y[] = {0.5, 0.5, 0.5}, low[] = {0.4, -0.1, 0.4}, high[] = {0.6, 0.9, 0.6};
    struct arena *arena = arena_new();
    struct plot_series series = {
        .form = PLOT_LINE, .role = ROLE_SERIES_A, .y = y, .low = low, .high = high, .count = 3};
    struct plot_axes axes = {AXES_FITTED, .series = &series, .series_count = 1};
    const struct drawing *drawing = sketch_axes(&axes, (struct plot_size){400, 300, 0}, arena);
    const struct shape *band = sketch_shape(drawing, DRAWN_AREA, ROLE_SERIES_A, 0);
    const struct shape *line = sketch_shape(drawing, DRAWN_LINE, ROLE_SERIES_A, 0);

    if (CHECK(band && line)) {
        struct plot_area box = around(band);
        double middle = line->points[1].y;

        /* 0.4 above the line, 0.6 below it. */
        CHECK_NEAR((middle - box.y) / box.height, 0.4, 1e-6);
    }
    arena_free(arena);
}

TEST(points_have_whiskers_from_low_to_high)
{
    static const double y[] = {0.5, 0.7}, low[] = {0.4, NAN}, high[] = {0.8, NAN};
    struct arena *arena = arena_new();
    struct plot_series series = {
        .form = PLOT_POINTS, .role = ROLE_SERIES_A, .y = y, .low = low, .high = high, .count = 2};
    struct plot_axes axes = {AXES_FITTED, .series = &series, .series_count = 1};
    const struct drawing *drawing = sketch_axes(&axes, (struct plot_size){400, 300, 0}, arena);
    const struct shape *whisker = sketch_shape(drawing, DRAWN_LINE, ROLE_SERIES_A, 0);
    const struct shape *point = sketch_shape(drawing, DRAWN_DISC, ROLE_SERIES_A, 0);

    if (CHECK(whisker && point)) {
        struct plot_area box = around(whisker);

        CHECK_NEAR((point->y - box.y) / box.height, 0.75, 1e-6);
    }
    arena_free(arena);
}

TEST(a_pointing_device_is_told_a_value_with_its_interval)
{
    static const double y[] = {0.5}, low[] = {0.4}, high[] = {0.8};
    static const char *const names[] = {"happy"};
    struct arena *arena = arena_new();
    struct plot_series series = {.name = "recall",
                                 .form = PLOT_BARS,
                                 .role = ROLE_SERIES_A,
                                 .y = y,
                                 .low = low,
                                 .high = high,
                                 .count = 1};
    struct plot_axes axes = {AXES_FITTED,       .y.text = TICK_SHARE, .x.names = names,
                             .x.name_count = 1, .series = &series,    .series_count = 1};
    const struct drawing *drawing = sketch_axes(&axes, (struct plot_size){400, 300, 0}, arena);

    /* The first box is the legend's. */
    CHECK_STR(sketch_shape(drawing, DRAWN_BOX, ROLE_SERIES_A, 1)->title,
              "recall, happy: .5000 [.4000, .8000]");
    arena_free(arena);
}

TEST(a_deviation_is_told_as_one_and_not_as_an_interval)
{
    static const double y[] = {0.5}, low[] = {0.375}, high[] = {0.625};
    struct arena *arena = arena_new();
    struct plot_series series = {.name = "mean", .y = y, .low = low, .high = high, .count = 1};
    struct plot_axes axes = {
        .y.text = TICK_SHARE, .series = &series, .series_count = 1, .band = "± std over runs"};

    CHECK_STR(series_reading(&axes, &series, 0, arena), "mean, 0: .5000 ± .1250");
    arena_free(arena);
}

TEST(a_shaded_line_has_0_on_its_axis)
{
    static const double x[] = {5.0, 6.0}, y[] = {0.80, 0.85};
    struct arena *arena = arena_new();
    struct plot_series series = {.role = ROLE_SERIES_A, .x = x, .y = y, .count = 2};
    struct plot_axes axes = {AXES_FITTED, .series = &series, .series_count = 1};

    axes.y.text = TICK_SHARE;
    CHECK(!sketch_text(sketch_axes(&axes, (struct plot_size){400, 300, 0}, arena), "0"));
    series.shaded = true;
    CHECK(sketch_text(sketch_axes(&axes, (struct plot_size){400, 300, 0}, arena), "0"));
    arena_free(arena);
}

TEST(a_note_has_a_dot_at_its_point_and_none_is_beyond_the_frame)
{
    static const double y[] = {0.0, 1.0};
    static const struct plot_note notes[] = {{1.0, 1.0, "the peak"}, {5.0, 0.5, "beyond"}};
    struct arena *arena = arena_new();
    struct plot_series series = {.role = ROLE_SERIES_A, .y = y, .count = 2};
    struct plot_axes axes = {.x = {.low = 0, .high = 2},
                             .series = &series,
                             .series_count = 1,
                             .notes = notes,
                             .note_count = 2};
    const struct drawing *drawing = sketch_axes(&axes, (struct plot_size){400, 300, 0}, arena);
    const struct shape *dot = sketch_shape(drawing, DRAWN_DISC, ROLE_TEXT, 0);
    const struct shape *line = sketch_shape(drawing, DRAWN_LINE, ROLE_SERIES_A, 0);

    if (CHECK(dot && line)) {
        CHECK_NEAR(dot->x, line->points[1].x, 1e-6);
        CHECK_NEAR(dot->y, line->points[1].y, 1e-6);
        CHECK_STR(dot->title, "the peak");
    }
    CHECK(sketch_text(drawing, "the peak"));
    CHECK(!sketch_shape(drawing, DRAWN_DISC, ROLE_TEXT, 1));
    arena_free(arena);
}
