#include "check.h"
#include "sketched.h"

#include <assay/plot/plot_labels.h>
#include <assay/plot/plot_signs.h>

#include <math.h>
#include <string.h>

/* ---- signs ---- */

TEST(a_minus_is_a_minus_and_a_hyphen_stays)
{
    static const char *const texts[][2] = {
        {"layer 26, -.0414", "layer 26, −.0414"},
        {"-1.3009e-05", "−1.3009×10⁻⁵"},
        {"[-0.5, -2e+10]", "[−0.5, −2×10¹⁰]"},
        {"1e-4 nats per token", "10⁻⁴ nats per token"},
        {"delta -7.7e-05: not tested", "delta −7.7×10⁻⁵: not tested"},
        {"it is -8.0e-06.", "it is −8.0×10⁻⁶."},
        {"2026-01-22 14-15 a-1 cp-10 -x", "2026-01-22 14-15 a-1 cp-10 -x"},
        {"run 1e5b2f, 2e", "run 1e5b2f, 2e"},
        {"+.2146", "+.2146"},
        {"", ""},
    };
    struct arena *arena = arena_new();

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        CHECK_STR(plot_signs(texts[i][0], arena), texts[i][1]);
    CHECK(!plot_signs(NULL, arena));
    arena_free(arena);
}

TEST(signs_of_all_texts_of_a_plot_are_alike)
{
    static const double y[] = {-0.5, 0.25};
    static const char *const texts[] = {"-.5000", NULL};
    struct arena *arena = arena_new();
    struct plot_series series = {
        .role = ROLE_SERIES_A, .y = y, .count = 2, .name = "slope -1e-5", .texts = texts};
    struct plot_level level = {-0.25, "margin -.25", ROLE_AXIS};
    struct plot_axes axes = {AXES_FITTED,       .y.text = TICK_SHARE, .series = &series,
                             .series_count = 1, .levels = &level,     .level_count = 1};
    const struct drawing *drawing = sketch_axes(&axes, (struct plot_size){560, 340, 10}, arena);
    size_t minuses = 0;

    for (size_t i = 0; i < drawing->count; i++)
        if (drawing->shapes[i].kind == DRAWN_TEXT) {
            CHECK(!strchr(drawing->shapes[i].text, '-'));
            minuses += strstr(drawing->shapes[i].text, "−") != NULL;
        }
    CHECK(minuses > 3);
    arena_free(arena);
}

/* ---- axes ---- */

TEST(words_of_seven_crossings_all_stand_and_in_their_order)
{
    static const double x[] = {0, 35}, y[] = {-1, 1};
    static const char *const words[] = {"14.6", "19.3", "22.8", "23.3", "24.3", "28.5", "34.7"};
    static const double at[] = {14.6, 19.3, 22.8, 23.3, 24.3, 28.5, 34.7};
    struct arena *arena = arena_new();
    struct plot_mark marks[7];
    struct plot_series series = {.role = ROLE_SERIES_A, .x = x, .y = y, .count = 2};
    struct plot_axes axes = {AXES_FITTED, .series = &series, .series_count = 1, .marks = marks,
                             .mark_count = 7};
    const struct drawing *drawing;
    double before = 0.0;

    for (int i = 0; i < 7; i++)
        marks[i] = (struct plot_mark){at[i], words[i]};
    drawing = sketch_axes(&axes, (struct plot_size){560, 340, 10}, arena);
    for (int i = 0; i < 7; i++) {
        const struct shape *shape = sketch_text(drawing, words[i]);

        CHECK(shape);
        CHECK(shape && shape->x > before);
        before = shape ? shape->x : before;
    }
    CHECK_INT(sketch_overlaps(drawing), 0);
    arena_free(arena);
}

TEST(labels_are_moved_as_little_as_keeps_them_apart)
{
    struct arena *arena = arena_new();
    double same[] = {10, 10, 10}, edge[] = {0, 19}, apart[] = {2, 12};
    static const double sizes[] = {4, 4, 4};

    CHECK_INT(labels_push(same, sizes, 3, 0, 20, arena), 3);
    CHECK_NEAR(same[0], 6, 1e-9);
    CHECK_NEAR(same[1], 10, 1e-9);
    CHECK_NEAR(same[2], 14, 1e-9);
    labels_push(edge, sizes, 2, 0, 20, arena);
    CHECK_NEAR(edge[0], 2, 1e-9);
    CHECK_NEAR(edge[1], 18, 1e-9);
    labels_push(apart, sizes, 2, 0, 20, arena);
    CHECK_NEAR(apart[0], 2, 1e-9);
    CHECK_NEAR(apart[1], 12, 1e-9);
    CHECK_INT(labels_push(same, sizes, 3, 0, 9, arena), 2);
    arena_free(arena);
}

/* The lowest place of lines that are dashed, or are not. */
static double lowest_line(const struct drawing *drawing, bool dashed)
{
    double lowest = 0.0;

    for (size_t i = 0; i < drawing->count; i++)
        if (drawing->shapes[i].kind == DRAWN_LINE &&
            (drawing->shapes[i].line.dash != DASH_NONE) == dashed)
            for (size_t k = 0; k < drawing->shapes[i].count; k++)
                lowest = fmax(lowest, drawing->shapes[i].points[k].y);
    return lowest;
}

TEST(a_level_at_the_low_end_is_not_taken_for_the_axis)
{
    static const double y[] = {0.6, 0.9};
    struct arena *arena = arena_new();
    struct plot_series series = {.role = ROLE_SERIES_A, .y = y, .count = 2};
    struct plot_level level = {0.2, "chance 1/5", ROLE_AXIS};
    struct plot_axes axes = {AXES_FITTED, .series = &series, .series_count = 1, .levels = &level,
                             .level_count = 1};
    const struct drawing *drawing = sketch_axes(&axes, (struct plot_size){560, 340, 10}, arena);
    const struct shape *words = sketch_text(drawing, "chance 1/5");
    double line = lowest_line(drawing, true);

    CHECK(line + 5.0 < lowest_line(drawing, false));
    CHECK(words && fabs(words->y - line) < 10.0);
    arena_free(arena);
}

TEST(a_level_has_its_words_whole_at_any_size_of_text)
{
    static const double y[] = {0.6, 0.9};
    static const char *const names[] = {"sblimp", "swuggy"};

    for (int text = 6; text < 16; text++) {
        struct arena *arena = arena_new();
        struct plot_series series = {.form = PLOT_BARS, .role = ROLE_SERIES_A, .y = y, .count = 2};
        struct plot_level level = {0.5, "chance .5", ROLE_AXIS};
        struct plot_axes axes = {AXES_FITTED,      .x.names = names, .x.name_count = 2,
                                 .levels = &level, .level_count = 1, .series = &series,
                                 .series_count = 1};
        struct plot_panel panel = {.kind = PANEL_AXES, .axes = &axes};

        CHECK(sketch_text(sketch_panel(&panel, (struct plot_size){560, 340, text}, arena),
                          "chance .5"));
        arena_free(arena);
    }
}

TEST(an_axis_of_values_has_two_ticks_however_short)
{
    static const double y[] = {0.56, 0.85};

    for (int height = 110; height < 400; height += 30) {
        struct arena *arena = arena_new();
        struct plot_series series = {.role = ROLE_SERIES_A, .y = y, .count = 2};
        struct plot_axes axes = {AXES_FITTED, .y.text = TICK_SHARE, .series = &series,
                                 .series_count = 1};
        const struct drawing *drawing =
            sketch_axes(&axes, (struct plot_size){400, height, 10}, arena);
        size_t ticks = 0;

        for (size_t i = 0; i < drawing->count; i++)
            ticks += drawing->shapes[i].kind == DRAWN_TEXT && drawing->shapes[i].text[0] == '.' &&
                     drawing->shapes[i].style.anchor == ANCHOR_END;
        CHECK(ticks >= 2);
        arena_free(arena);
    }
}

TEST(tiny_and_huge_values_have_ticks_with_a_power_beside_the_title)
{
    static const double most[] = {2e-4, 1.5e300, 3e-280, 4e12};

    for (int i = 0; i < 4; i++) {
        struct arena *arena = arena_new();
        double y[] = {0.0, most[i]};
        struct plot_series series = {.role = ROLE_SERIES_A, .y = y, .count = 2};
        struct plot_axes axes = {AXES_FITTED, .y.title = "loss in nats per token",
                                 .series = &series, .series_count = 1};
        const struct drawing *drawing = sketch_axes(&axes, (struct plot_size){560, 340, 10}, arena);
        bool power = false;

        for (size_t k = 0; k < drawing->count; k++)
            power = power || (drawing->shapes[k].kind == DRAWN_TEXT &&
                              strstr(drawing->shapes[k].text, "×10"));
        CHECK(power);
        CHECK(sketch_text(drawing, "loss in nats per token"));
        CHECK_INT(sketch_overlaps(drawing), 0);
        arena_free(arena);
    }
}

TEST(numbers_below_a_panel_do_not_reach_into_the_next)
{
    static const double rising[] = {1.4e-4, 2e-5}, falling[] = {-5e-5, -4e-5};
    static const char *const names[] = {"early", "late"};

    for (int width = 300; width < 1700; width += 50) {
        struct arena *arena = arena_new();
        struct plot_series series[] = {
            {.form = PLOT_BARS, .role = ROLE_SERIES_A, .y = rising, .count = 2},
            {.form = PLOT_POINTS, .role = ROLE_SERIES_A, .y = falling, .count = 2}};
        struct plot_axes axes[2];
        struct plot_panel panels[2];
        struct plot plot = {.title = "Title", .panels = panels, .panel_count = 2};

        for (int i = 0; i < 2; i++) {
            axes[i] = (struct plot_axes){AXES_FITTED,          .x.names = names,  .x.name_count = 2,
                                         .series = &series[i], .series_count = 1, .sideways = true};
            panels[i] = (struct plot_panel){.kind = PANEL_AXES, .axes = &axes[i], .column = i};
        }
        CHECK_INT(sketch_overlaps(
                      plot_draw(&plot, &(struct plot_size){.width = width, .height = 300}, arena)),
                  0);
        arena_free(arena);
    }
}

TEST(a_bar_without_room_for_its_words_has_their_figure)
{
    static const double y[] = {10, 3};
    static const char *const names[] = {"happy → neutral", "angry → sad"};
    static const char *const texts[] = {"10, 6.0% of the label and of much more", "3, 1.8%"};
    struct arena *arena = arena_new();
    struct plot_series series = {
        .form = PLOT_BARS, .role = ROLE_SERIES_A, .y = y, .count = 2, .texts = texts};
    struct plot_axes axes = {AXES_FITTED,       .x.names = names,  .x.name_count = 2,
                             .series = &series, .series_count = 1, .sideways = true};

    CHECK(sketch_text(sketch_axes(&axes, (struct plot_size){700, 200, 10}, arena), texts[0]));
    CHECK(!sketch_text(sketch_axes(&axes, (struct plot_size){260, 200, 10}, arena), texts[0]));
    CHECK(sketch_text(sketch_axes(&axes, (struct plot_size){260, 200, 10}, arena), "10"));
    arena_free(arena);
}

/* ---- cells ---- */

static const char *const labels[] = {"neutral", "angry", "total"};
static const double values[] = {1.0, 0.0, NAN, 0.0, 1.0, NAN, NAN, NAN, NAN};
static const char *const longs[] = {"179 · 98%", "1 · 1%", "180", "2 · 1%", "154 · 91%",
                                    "156",       "181",    "155", "336"};
static const char *const shorts[] = {"179", "1", "180", "2", "154", "156", "181", "155", "336"};

static struct plot_cells matrix(void)
{
    return (struct plot_cells){.rows = labels,
                               .columns = labels,
                               .row_count = 3,
                               .column_count = 3,
                               .values = values,
                               .texts = longs,
                               .shorts = shorts,
                               .row_title = "truth",
                               .column_title = "prediction",
                               .high = 1.0,
                               .square = true,
                               .names_above = true};
}

TEST(a_cell_with_a_value_has_a_frame_and_one_without_has_none)
{
    struct arena *arena = arena_new();
    struct plot_cells cells = matrix();
    const struct drawing *drawing = sketch_cells(&cells, (struct plot_size){400, 400, 10}, arena);
    size_t framed = 0;

    for (size_t i = 0; i < drawing->count; i++)
        if (drawing->shapes[i].kind == DRAWN_BOX && drawing->shapes[i].fill.part == INK_BG)
            framed += drawing->shapes[i].line.width > 0.0;
    CHECK_INT(framed, 4);
    arena_free(arena);
}

TEST(names_of_columns_stand_above_where_asked_for)
{
    struct arena *arena = arena_new();
    struct plot_cells cells = matrix();
    const struct drawing *above = sketch_cells(&cells, (struct plot_size){400, 400, 10}, arena),
                         *below;

    cells.names_above = false;
    below = sketch_cells(&cells, (struct plot_size){400, 400, 10}, arena);
    CHECK(sketch_text(above, "prediction")->y < sketch_text(above, "336")->y);
    CHECK(sketch_text(above, "prediction")->y < sketch_text(above, "179 · 98%")->y);
    CHECK(sketch_text(below, "prediction")->y > sketch_text(below, "336")->y);
    CHECK_INT(sketch_overlaps(above), 0);
    CHECK_INT(sketch_overlaps(below), 0);
    arena_free(arena);
}

TEST(cells_have_all_their_long_texts_or_all_their_short_ones)
{
    struct arena *arena = arena_new();
    struct plot_cells cells = matrix();
    const struct drawing *large = sketch_cells(&cells, (struct plot_size){400, 400, 10}, arena);
    const struct drawing *small = sketch_cells(&cells, (struct plot_size){200, 200, 10}, arena);

    for (int i = 0; i < 9; i++) {
        CHECK(sketch_text(large, longs[i]));
        CHECK(sketch_text(small, shorts[i]));
    }
    arena_free(arena);
}

/* ---- facts and pages ---- */

TEST(names_of_facts_are_whole_where_the_values_are_short)
{
    static const struct plot_fact facts[] = {
        {"Average dominance on conflict samples", ".0596 ="},
        {"Layer of peak conflict dominance", "5"},
    };
    struct arena *arena = arena_new();
    struct plot_panel panel = {.kind = PANEL_FACTS, .facts = facts, .fact_count = 2};
    const struct drawing *drawing = sketch_panel(&panel, (struct plot_size){280, 120, 10.0}, arena);

    CHECK(sketch_text(drawing, facts[0].name));
    CHECK(sketch_text(drawing, facts[0].value));
    CHECK_INT(sketch_overlaps(drawing), 0);
    arena_free(arena);
}

TEST(text_is_smaller_on_a_small_page_unless_its_size_is_asked_for)
{
    struct arena *arena = arena_new();
    struct plot_panel panel = {.kind = PANEL_AXES};

    double usual = sketch_text(sketch_panel(&panel, (struct plot_size){0, 0, 0.0}, arena), "Title")
                       ->style.size;
    double small =
        sketch_text(sketch_panel(&panel, (struct plot_size){300, 200, 0.0}, arena), "Title")
            ->style.size;
    double wide =
        sketch_text(sketch_panel(&panel, (struct plot_size){2000, 800, 0.0}, arena), "Title")
            ->style.size;

    CHECK(small < usual);
    CHECK_NEAR(wide, usual, 1e-9);
    CHECK_NEAR(sketch_text(sketch_panel(&panel, (struct plot_size){300, 200, 10.0}, arena), "Title")
                   ->style.size,
               usual, 1e-9);
    arena_free(arena);
}
