#include "check.h"
#include "sketched.h"

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
