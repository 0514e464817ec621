#include "check.h"
#include "sketched.h"

#include <stdio.h>
#include <string.h>

/* ---- cells ---- */

TEST(equal_neighbours_of_a_mosaic_are_one_box)
{
    static enum role roles[50 * 400];
    struct arena *arena = arena_new();
    struct plot_cells cells = {
        .row_count = 50, .column_count = 400, .roles = roles, .colours = CELLS_ROLES};
    struct plot_panel panel = {.kind = PANEL_CELLS, .cells = &cells};
    size_t boxes = 0;
    double area = 0.0;
    const struct drawing *drawing;

    for (int i = 0; i < 50 * 400; i++)
        roles[i] = i % 400 < 100 ? ROLE_RIGHT : ROLE_WRONG;
    drawing = sketch_panel(&panel, (struct plot_size){500, 300, 0}, arena);
    for (size_t i = 0; i < drawing->count; i++)
        if (drawing->shapes[i].kind == DRAWN_BOX) {
            boxes++;
            area += drawing->shapes[i].fill.role == ROLE_RIGHT ? 3.0 * drawing->shapes[i].width
                                                               : -drawing->shapes[i].width;
        }
    CHECK_INT(boxes, 2);
    CHECK_NEAR(area, 0.0, 1e-6);
    arena_free(arena);
}

TEST(texts_of_cells_are_left_out_where_they_do_not_fit)
{
    static const char *const texts[] = {"1", "a text much wider than its cell is", "3", "4"};
    static const double values[] = {0.0, 0.5, 1.0, NAN};
    struct arena *arena = arena_new();
    struct plot_cells cells = {
        .row_count = 2, .column_count = 2, .values = values, .texts = texts, .low = 0, .high = 1};
    struct plot_panel panel = {.kind = PANEL_CELLS, .cells = &cells};
    const struct drawing *drawing = sketch_panel(&panel, (struct plot_size){200, 150, 0}, arena);

    CHECK(sketch_text(drawing, "1"));
    CHECK(sketch_text(drawing, "3"));
    CHECK(!sketch_text(drawing, texts[1]));
    arena_free(arena);
}

TEST(a_key_of_colours_says_its_ends)
{
    static const double values[] = {0.1, 0.5};
    struct arena *arena = arena_new();
    struct plot_cells cells = {.row_count = 1,
                               .column_count = 2,
                               .values = values,
                               .low = 0,
                               .high = 1,
                               .key = "share of the row",
                               .key_text = TICK_SHARE};
    struct plot_panel panel = {.kind = PANEL_CELLS, .cells = &cells};
    const struct drawing *drawing = sketch_panel(&panel, (struct plot_size){400, 200, 0}, arena);

    CHECK(sketch_text(drawing, "share of the row"));
    CHECK(sketch_text(drawing, "0"));
    CHECK(sketch_text(drawing, "1.0"));
    arena_free(arena);
}

/* ---- colours ---- */

/* The role of a cell's box: filled with the background of a role, and large. */
static int role_of(const struct drawing *drawing, size_t n)
{
    for (size_t i = 0; i < drawing->count; i++)
        if (drawing->shapes[i].kind == DRAWN_BOX && drawing->shapes[i].fill.part == INK_BG &&
            drawing->shapes[i].width > 20.0 && n-- == 0)
            return drawing->shapes[i].fill.role;
    return -1;
}

TEST(colours_of_heat_go_from_the_least_to_the_largest_value)
{
    static const double values[] = {0.5, 0.7, 0.9, NAN};
    struct arena *arena = arena_new();
    struct plot_cells cells = {.row_count = 1, .column_count = 4, .values = values};
    const struct drawing *drawing = sketch_cells(&cells, (struct plot_size){400, 200, 0}, arena);

    CHECK_INT(role_of(drawing, 0), ROLE_HEAT_0);
    CHECK(role_of(drawing, 1) > ROLE_HEAT_0 && role_of(drawing, 1) < role_of(drawing, 2));
    CHECK_INT(role_of(drawing, 2), ROLE_HEAT_0 + HEAT_STEPS - 1);
    CHECK_INT(role_of(drawing, 3), -1);
    arena_free(arena);
}

TEST(diverging_colours_are_as_strong_on_either_side_of_0)
{
    static const double values[] = {-0.2, 0.0, 0.2, 0.8};
    struct arena *arena = arena_new();
    struct plot_cells cells = {.row_count = 1,
                               .column_count = 4,
                               .values = values,
                               .colours = CELLS_DIVERGE,
                               .key = "difference",
                               .key_text = TICK_DELTA};
    const struct drawing *drawing = sketch_cells(&cells, (struct plot_size){400, 200, 0}, arena);
    int middle = ROLE_DIVERGE_0 + DIVERGE_STEPS / 2;

    CHECK_INT(role_of(drawing, 1), middle);
    CHECK_INT(middle - role_of(drawing, 0), role_of(drawing, 2) - middle);
    CHECK(role_of(drawing, 2) > middle);
    CHECK_INT(role_of(drawing, 3), ROLE_DIVERGE_0 + DIVERGE_STEPS - 1);
    CHECK(sketch_text(drawing, "−.80") || sketch_text(drawing, "−0.80"));
    arena_free(arena);
}

TEST(rows_with_a_scale_of_their_own_have_their_own_colours)
{
    static const double values[] = {0.0, 0.1, 0.0, 10.0}, high[] = {0.1, 10.0};
    struct arena *arena = arena_new();
    struct plot_cells cells = {
        .row_count = 2, .column_count = 2, .values = values, .row_high = high};
    const struct drawing *drawing = sketch_cells(&cells, (struct plot_size){400, 200, 0}, arena);

    CHECK_INT(role_of(drawing, 1), role_of(drawing, 3));
    CHECK_INT(role_of(drawing, 1), ROLE_HEAT_0 + HEAT_STEPS - 1);
    arena_free(arena);
}

TEST(a_block_of_a_mosaic_ends_where_the_row_below_differs)
{
    enum role roles[4 * 100];
    struct arena *arena = arena_new();
    struct plot_cells cells = {
        .row_count = 4, .column_count = 100, .roles = roles, .colours = CELLS_ROLES};
    const struct drawing *drawing;
    double right = 0.0, wrong = 0.0;

    for (int i = 0; i < 400; i++)
        roles[i] = i < 200 || i % 100 < 50 ? ROLE_RIGHT : ROLE_WRONG;
    drawing = sketch_cells(&cells, (struct plot_size){300, 200, 0}, arena);
    for (size_t i = 0; i < drawing->count; i++) {
        const struct shape *shape = &drawing->shapes[i];

        if (shape->kind == DRAWN_BOX)
            *(shape->fill.role == ROLE_RIGHT ? &right : &wrong) += shape->width * shape->height;
    }
    CHECK_NEAR(right, 3.0 * wrong, 1e-3);
    arena_free(arena);
}

TEST(a_matrix_says_what_its_rows_and_columns_are)
{
    static const double values[] = {1.0};
    static const char *const names[] = {"a"};
    struct arena *arena = arena_new();
    struct plot_cells cells = {.row_count = 1,
                               .column_count = 1,
                               .rows = names,
                               .columns = names,
                               .values = values,
                               .row_title = "truth",
                               .column_title = "prediction"};
    const struct drawing *drawing = sketch_cells(&cells, (struct plot_size){300, 200, 0}, arena);

    CHECK(sketch_text(drawing, "truth") && sketch_text(drawing, "truth")->style.upwards);
    CHECK(sketch_text(drawing, "prediction") && !sketch_text(drawing, "prediction")->style.upwards);
    arena_free(arena);
}

/* ---- flows and facts ---- */

TEST(ribbons_are_as_wide_as_their_counts)
{
    static const char *const left[] = {"right", "wrong"}, *const right[] = {"right", "wrong"};
    static const struct plot_flow flows[] = {{0, 0, 60, ROLE_SERIES_A, NULL},
                                             {0, 1, 20, ROLE_SERIES_B, NULL},
                                             {1, 1, 20, ROLE_SERIES_C, NULL}};
    struct arena *arena = arena_new();
    struct plot_flows all = {"A", "B", left, right, 2, 2, flows, 3};
    struct plot_panel panel = {.kind = PANEL_FLOWS, .flows = &all};
    const struct drawing *drawing = sketch_panel(&panel, (struct plot_size){400, 300, 0}, arena);
    double heights[3] = {0.0, 0.0, 0.0};

    for (size_t i = 0; i < drawing->count; i++) {
        const struct shape *shape = &drawing->shapes[i];

        if (shape->kind == DRAWN_AREA)
            heights[shape->fill.role - ROLE_SERIES_A] =
                shape->points[shape->count - 1].y - shape->points[0].y;
    }
    CHECK(heights[1] > 0.0);
    CHECK_NEAR(heights[0], 3.0 * heights[1], 1e-6);
    CHECK_NEAR(heights[2], heights[1], 1e-6);
    CHECK(sketch_text(drawing, "right  80"));
    arena_free(arena);
}

/* What comes to a part lies below what came before: ribbons neither overlap nor leave its bar. */
TEST(ribbons_of_a_part_lie_below_one_another_on_both_sides)
{
    static const char *const left[] = {"a", "b"}, *const right[] = {"c", "d", "e"};
    static const struct plot_flow flows[] = {{0, 0, 30, ROLE_SERIES_A, NULL},
                                             {0, 1, 10, ROLE_SERIES_B, NULL},
                                             {1, 1, 20, ROLE_SERIES_C, NULL},
                                             {1, 2, 40, ROLE_SERIES_D, NULL}};
    struct arena *arena = arena_new();
    struct plot_flows all = {"A", "B", left, right, 2, 3, flows, 4};
    struct plot_panel panel = {.kind = PANEL_FLOWS, .flows = &all};
    const struct drawing *drawing = sketch_panel(&panel, (struct plot_size){400, 300, 0}, arena);
    double tops[4][2], bottoms[4][2];

    for (size_t i = 0; i < 4; i++) {
        const struct shape *ribbon =
            sketch_shape(drawing, DRAWN_AREA, (enum role)(ROLE_SERIES_A + i), 0);
        size_t half;

        if (!CHECK(ribbon != NULL)) {
            arena_free(arena);
            return;
        }
        half = ribbon->count / 2;
        tops[i][0] = ribbon->points[0].y;
        bottoms[i][0] = ribbon->points[ribbon->count - 1].y;
        tops[i][1] = ribbon->points[half - 1].y;
        bottoms[i][1] = ribbon->points[half].y;
    }
    CHECK_NEAR(bottoms[0][0], tops[1][0], 1e-6);
    CHECK_NEAR(bottoms[2][0], tops[3][0], 1e-6);
    CHECK_NEAR(bottoms[1][1], tops[2][1], 1e-6);
    CHECK(bottoms[0][1] < tops[1][1] && bottoms[2][1] < tops[3][1]);
    /* Three parts share the height of two and a gap more: a count is less high there. */
    CHECK(bottoms[3][1] - tops[3][1] < bottoms[3][0] - tops[3][0]);
    arena_free(arena);
}

TEST(facts_that_do_not_fit_are_counted)
{
    static struct plot_fact facts[100];
    struct arena *arena = arena_new();
    struct plot_panel panel = {.kind = PANEL_FACTS, .facts = facts, .fact_count = 100};
    const struct drawing *drawing;
    size_t texts = 0, more = 0;

    for (int i = 0; i < 100; i++)
        facts[i] = (struct plot_fact){"name", "value"};
    drawing = sketch_panel(&panel, (struct plot_size){300, 200, 0}, arena);
    for (size_t i = 0; i < drawing->count; i++)
        if (drawing->shapes[i].kind == DRAWN_TEXT) {
            texts += strcmp(drawing->shapes[i].text, "value") == 0;
            sscanf(drawing->shapes[i].text, "\u2026 and %zu more", &more);
        }
    CHECK(texts > 5);
    CHECK_INT(texts + more, 100);
    arena_free(arena);
}
