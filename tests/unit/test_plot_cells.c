#include "check.h"
#include "sketched.h"

#include <stdio.h>
#include <string.h>

/* ---- cells, flows, facts ---- */

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
