#include "check.h"
#include "made_plot.h"

#include <assay/metrics/random.h>
#include <assay/plot/pen.h>
#include <assay/plot/plot_draw.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SLACK 0.01
#define AXES_FITTED                                                                                \
    .x.low = NAN, .x.high = NAN, .y.low = NAN, .y.high = NAN, .x.hold = {NAN, NAN},                \
    .y.hold = {NAN, NAN}

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

static struct plot_area text_box(const struct shape *shape)
{
    return pen_text_box(shape->x, shape->y, shape->text, shape->style);
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
        return shape->style.size >= TEXT_LEAST && is_box_on_page(drawing, text_box(shape));
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

/* Number of pairs of texts that lie over each other. */
static size_t overlaps_of(const struct drawing *drawing)
{
    size_t count = 0;

    for (size_t i = 0; i < drawing->count; i++)
        for (size_t k = 0; k < i; k++)
            if (drawing->shapes[i].kind == DRAWN_TEXT && drawing->shapes[k].kind == DRAWN_TEXT &&
                plot_area_overlaps(text_box(&drawing->shapes[i]), text_box(&drawing->shapes[k]),
                                   -0.3)) {
                if (getenv("PLOT_DEBUG"))
                    printf("'%s' (%.0f,%.0f) over '%s' (%.0f,%.0f)\n", drawing->shapes[i].text,
                           drawing->shapes[i].x, drawing->shapes[i].y, drawing->shapes[k].text,
                           drawing->shapes[k].x, drawing->shapes[k].y);
                count++;
            }
    return count;
}

static bool has_text(const struct drawing *drawing, const char *text)
{
    for (size_t i = 0; i < drawing->count; i++)
        if (drawing->shapes[i].kind == DRAWN_TEXT && strcmp(drawing->shapes[i].text, text) == 0)
            return true;
    return false;
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

static const struct drawing *draw_panel(const struct plot_panel *panel, double width, double height,
                                        struct arena *arena)
{
    struct plot plot = {.title = "Title", .panels = panel, .panel_count = 1};

    return draw(&plot, width, height, arena);
}

static const struct drawing *draw_axes(const struct plot_axes *axes, double width, double height,
                                       struct arena *arena)
{
    struct plot_panel panel = {.kind = PANEL_AXES, .axes = axes};

    return draw_panel(&panel, width, height, arena);
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
        size_t found;

        plot.panel_count = 1;
        found = overlaps_of(draw_panel(plot.panels, 700, 500, arena));
        if (found && getenv("PLOT_DEBUG"))
            printf("^ plot %d kind %d\n", i, (int)plot.panels[0].kind);
        overlaps += found;
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

/* ---- axes ---- */

/* Shapes in the ink of a role, other than texts. */
static size_t inked(const struct drawing *drawing, enum role role)
{
    size_t count = 0;

    for (size_t i = 0; i < drawing->count; i++) {
        const struct shape *shape = &drawing->shapes[i];
        bool fills = shape->fill.part != INK_NONE && shape->fill.role == role;
        bool strokes = shape->line.width > 0.0 && shape->line.ink.role == role;

        count += (shape->kind == DRAWN_LINE && strokes && shape->count > 1) ||
                 (shape->kind != DRAWN_LINE && shape->kind != DRAWN_TEXT && (fills || strokes));
    }
    return count;
}

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
            const struct drawing *drawing = draw_axes(&axes, 400, 300, arena);

            CHECK(inked(drawing, ROLE_SERIES_A) > 0);
            CHECK(inked(drawing, ROLE_SERIES_B) > 0);
            CHECK_INT(inked(drawing, ROLE_SERIES_C), 0);
            arena_free(arena);
        }
}

TEST(an_axis_that_was_not_filled_in_is_fitted_to_the_data)
{
    static const double x[] = {100, 200}, y[] = {40, 90};
    struct arena *arena = arena_new();
    struct plot_series series = {.role = ROLE_SERIES_A, .x = x, .y = y, .count = 2};
    struct plot_axes axes = {.series = &series, .series_count = 1};
    const struct drawing *drawing = draw_axes(&axes, 400, 300, arena);

    CHECK(has_text(drawing, "0"));
    CHECK(has_text(drawing, "200"));
    arena_free(arena);
}

static const struct shape *box_in(const struct drawing *drawing, enum role role)
{
    for (size_t i = 0; i < drawing->count; i++)
        if (drawing->shapes[i].kind == DRAWN_BOX && drawing->shapes[i].fill.role == role)
            return &drawing->shapes[i];
    return NULL;
}

TEST(bars_of_a_stack_stand_on_each_other)
{
    static const double first[] = {2.0}, second[] = {1.0}, below[] = {-1.0};
    struct arena *arena = arena_new();
    struct plot_series series[] = {
        {.form = PLOT_BARS, .role = ROLE_SERIES_A, .y = first, .count = 1},
        {.form = PLOT_STACK, .role = ROLE_SERIES_B, .y = second, .count = 1},
        {.form = PLOT_STACK, .role = ROLE_SERIES_C, .y = below, .count = 1}};
    struct plot_axes axes = {AXES_FITTED, .series = series, .series_count = 3};
    const struct drawing *drawing = draw_axes(&axes, 400, 300, arena);
    const struct shape *a = box_in(drawing, ROLE_SERIES_A), *b = box_in(drawing, ROLE_SERIES_B);
    const struct shape *c = box_in(drawing, ROLE_SERIES_C);

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
    const struct drawing *drawing = draw_axes(&axes, 400, 300, arena);
    const struct shape *a = box_in(drawing, ROLE_SERIES_A), *b = box_in(drawing, ROLE_SERIES_B);

    CHECK(a->x + a->width <= b->x);
    CHECK_NEAR(a->height, b->height, 1e-6);
    CHECK_NEAR(a[1].height, 2.0 * a->height, 1e-6);
    arena_free(arena);
}

TEST(shading_is_positive_above_zero_and_negative_below)
{
    static const double y[] = {1.0, -1.0};
    struct arena *arena = arena_new();
    struct plot_series series = {.role = ROLE_SERIES_A, .y = y, .count = 2, .shaded = true};
    struct plot_axes axes = {AXES_FITTED, .series = &series, .series_count = 1};
    const struct drawing *drawing = draw_axes(&axes, 400, 300, arena);
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
            const struct drawing *drawing = draw_axes(&axes, width, 400, arena);

            CHECK(!fault_of(drawing));
            CHECK_INT(overlaps_of(drawing), 0);
            CHECK_INT(inked(drawing, ROLE_SERIES_A), 200);
            arena_free(arena);
        }
}

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
    drawing = draw_panel(&panel, 500, 300, arena);
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
    const struct drawing *drawing = draw_panel(&panel, 200, 150, arena);

    CHECK(has_text(drawing, "1"));
    CHECK(has_text(drawing, "3"));
    CHECK(!has_text(drawing, texts[1]));
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
    const struct drawing *drawing = draw_panel(&panel, 400, 200, arena);

    CHECK(has_text(drawing, "share of the row"));
    CHECK(has_text(drawing, "0"));
    CHECK(has_text(drawing, "1.0"));
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
    const struct drawing *drawing = draw_panel(&panel, 400, 300, arena);
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
    CHECK(has_text(drawing, "right  80"));
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
    drawing = draw_panel(&panel, 300, 200, arena);
    for (size_t i = 0; i < drawing->count; i++)
        if (drawing->shapes[i].kind == DRAWN_TEXT) {
            texts += strcmp(drawing->shapes[i].text, "value") == 0;
            sscanf(drawing->shapes[i].text, "\u2026 and %zu more", &more);
        }
    CHECK(texts > 5);
    CHECK_INT(texts + more, 100);
    arena_free(arena);
}

static bool draws(const struct drawing *drawing, const char *text)
{
    for (size_t i = 0; i < drawing->count; i++)
        if (drawing->shapes[i].kind == DRAWN_TEXT && strcmp(drawing->shapes[i].text, text) == 0)
            return true;
    return false;
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

    CHECK(draws(drawing, "0"));
    CHECK(draws(drawing, "1.0×10⁻⁴") || draws(drawing, "1×10⁻⁴") || draws(drawing, "10⁻⁴"));
    CHECK(!draws(drawing, "0.0000") && !draws(drawing, "0.00010"));
    arena_free(arena);
}

static size_t count_texts(const struct drawing *drawing, const char *text)
{
    size_t count = 0;

    for (size_t i = 0; i < drawing->count; i++)
        count +=
            drawing->shapes[i].kind == DRAWN_TEXT && strcmp(drawing->shapes[i].text, text) == 0;
    return count;
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

    CHECK_INT(count_texts(drawing, "A"), 2);
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

    CHECK_INT(count_texts(drawing, "*"), COUNT);
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

        CHECK_INT(count_texts(drawing, "A"), 1);
        CHECK_INT(count_texts(drawing, "B"), 1);
    }
    arena_free(arena);
}
