#include "check.h"
#include "sketched.h"

#include <string.h>

/* Points at both ends of an axis of x, with that text of ticks. */
static const struct drawing *axis_from_to(double low, double high, enum tick_text text,
                                          double width, struct arena *arena)
{
    const double x[] = {low, high}, y[] = {0.0, 1.0};
    struct plot_series series = {.form = PLOT_POINTS, .x = x, .y = y, .count = 2};
    struct plot_axes axes = {
        .x = {.low = low, .high = high, .text = text}, .series = &series, .series_count = 1};

    return sketch_axes(&axes, (struct plot_size){width, 300, 10}, arena);
}

TEST(shares_lose_the_0_before_the_point_on_either_side_of_0)
{
    struct arena *arena = arena_new();
    const struct drawing *drawing = axis_from_to(-0.5, 0.5, TICK_SHARE, 500, arena);

    CHECK(sketch_text(drawing, "−.4") || sketch_text(drawing, "−.5"));
    CHECK(sketch_text(drawing, "0"));
    CHECK(!sketch_text(drawing, "−0.4") && !sketch_text(drawing, "−0.5"));
    arena_free(arena);
}

/* Texts of four digits, without a comma. */
static size_t bare_thousands(const struct drawing *drawing)
{
    size_t count = 0;

    for (size_t i = 0; i < drawing->count; i++)
        count += drawing->shapes[i].kind == DRAWN_TEXT && strlen(drawing->shapes[i].text) == 4 &&
                 strspn(drawing->shapes[i].text, "0123456789") == 4;
    return count;
}

TEST(thousands_have_commas_where_ten_thousands_do)
{
    struct arena *arena = arena_new();

    CHECK(bare_thousands(axis_from_to(0, 8000, TICK_PLAIN, 500, arena)) > 2);
    CHECK_INT(bare_thousands(axis_from_to(0, 20000, TICK_PLAIN, 800, arena)), 0);
    CHECK(sketch_text(axis_from_to(0, 20000, TICK_PLAIN, 800, arena), "10,000"));
    arena_free(arena);
}

TEST(ticks_along_a_narrow_axis_are_fewer_and_all_apart)
{
    for (double width = 120; width < 600; width += 60) {
        struct arena *arena = arena_new();
        const struct drawing *drawing = axis_from_to(0, 1e6, TICK_PLAIN, width, arena);
        double end = -INFINITY;

        for (size_t i = 0; i < drawing->count; i++) {
            const struct shape *shape = &drawing->shapes[i];
            struct plot_area box;

            if (shape->kind != DRAWN_TEXT || !strstr(shape->text, "000"))
                continue;
            box = sketch_text_box(shape);
            CHECK(box.x > end);
            end = box.x + box.width;
        }
        CHECK(isfinite(end));
        arena_free(arena);
    }
}

/* Bars of as many names, in a frame of 300 points. */
static const struct drawing *bars_named(const char *const *names, size_t count, struct arena *arena)
{
    static const double y[40] = {1.0};
    struct plot_series series = {.form = PLOT_BARS, .y = y, .count = count};
    struct plot_axes axes = {AXES_FITTED, .x.names = names, .x.name_count = count,
                             .series = &series, .series_count = 1};

    return sketch_axes(&axes, (struct plot_size){300, 300, 10}, arena);
}

TEST(names_that_are_numbers_are_thinned_out_and_words_are_turned)
{
    static char room[40][4];
    const char *numbers[40], *words[12];
    struct arena *arena = arena_new();
    const struct drawing *drawing;

    for (int i = 0; i < 40; i++) {
        room[i][0] = (char)('1' + i / 10);
        room[i][1] = (char)('0' + i % 10);
        numbers[i] = room[i];
    }
    for (int i = 0; i < 12; i++)
        words[i] = "surprised";
    drawing = bars_named(numbers, 40, arena);
    CHECK(sketch_text(drawing, "10") && !sketch_text(drawing, "10")->style.upwards);
    CHECK(!sketch_text(drawing, "11"));
    drawing = bars_named(words, 12, arena);
    CHECK_INT(sketch_texts(drawing, "surprised"), 12);
    CHECK(sketch_text(drawing, "surprised")->style.upwards);
    arena_free(arena);
}

TEST(names_that_nearly_fit_are_smaller_instead_of_turned)
{
    static const char *const names[] = {"neutral", "surprise", "sadness", "happiness", "disgust"};
    struct arena *arena = arena_new();
    bool smaller = false;

    for (double width = 220; width < 340; width += 4) {
        static const double y[5] = {1.0};
        struct plot_series series = {.form = PLOT_BARS, .y = y, .count = 5};
        struct plot_axes axes = {AXES_FITTED, .x.names = names, .x.name_count = 5,
                                 .series = &series, .series_count = 1};
        const struct shape *name =
            sketch_text(sketch_axes(&axes, (struct plot_size){width, 300, 10}, arena), "happiness");

        smaller = smaller || (name && !name->style.upwards && name->style.size < 10.0);
    }
    CHECK(smaller);
    arena_free(arena);
}
