#include "check.h"
#include "made_plot.h"

#include <assay/base/utf8.h>
#include <assay/metrics/random.h>
#include <assay/tui/plot_chart.h>
#include <assay/tui/plot_text.h>

#include <string.h>

static struct buf printed(const struct plot_panel *panels, size_t count, int columns,
                          enum glyph_set glyphs)
{
    struct plot plot = {.title = "Title", .panels = panels, .panel_count = count};
    struct plot_text_options options = {columns, 12, glyphs};
    struct buf out = {.ptr = NULL};

    plot_text(&plot, &options, &out);
    return out;
}

static struct buf printed_axes(const struct plot_axes *axes, enum glyph_set glyphs)
{
    struct plot_panel panel = {.kind = PANEL_AXES, .axes = axes};

    return printed(&panel, 1, 80, glyphs);
}

static bool holds(struct buf *text, const char *part)
{
    return text->ptr && strstr(text->ptr, part);
}

TEST(no_line_of_a_plot_in_characters_is_too_wide)
{
    struct random random = random_new(3, 0);

    for (int i = 0; i < 200; i++) {
        struct arena *arena = arena_new();
        struct made_bytes bytes = {.size = 4000, .arena = arena};
        uint8_t *data = arena_alloc(arena, bytes.size);
        int columns = 20 + i % 90;
        struct buf out;
        struct str rest, line;

        for (size_t k = 0; k < bytes.size; k++)
            data[k] = (uint8_t)random_next(&random);
        bytes.data = data;
        out = printed(made_plot(&bytes)->panels, 1, columns, (enum glyph_set)(i % 3));
        rest = buf_str(&out);
        while (str_split(&rest, '\n', &line))
            CHECK(utf8_width(line) <= (size_t)columns);
        buf_release(&out);
        arena_free(arena);
    }
}

TEST(bars_become_rows_with_their_figures)
{
    static const char *const names[] = {"sad", "happy"};
    static const double y[] = {0.5, 1.0}, low[] = {0.4, 0.9}, high[] = {0.6, 1.0};
    struct plot_series series = {.form = PLOT_BARS, .y = y, .count = 2, .low = low, .high = high};
    struct plot_axes axes = {.x.names = names,
                             .x.name_count = 2,
                             .y.text = TICK_SHARE,
                             .series = &series,
                             .series_count = 1,
                             .band = "95% interval"};
    struct buf out = printed_axes(&axes, GLYPHS_ASCII);

    CHECK(holds(&out, "sad    ==="));
    CHECK(holds(&out, ".5000 [.4000, .6000]"));
    CHECK(holds(&out, "[ ] 95% interval"));
    buf_release(&out);
}

TEST(points_beside_their_category_stand_under_its_name)
{
    static const char *const names[] = {"left", "right"};
    static const double x[] = {-0.3, 0.3, 0.8, 1.2}, y[] = {1, 2, 3, 4}, at[] = {0, 1};
    static const double means[] = {1.5, 3.5};
    static const char *const texts[] = {"one", "two", "three", "four"};
    struct plot_series series[] = {
        {.name = "runs", .form = PLOT_POINTS, .x = x, .y = y, .count = 4, .texts = texts},
        {.name = "mean", .form = PLOT_POINTS, .x = at, .y = means, .count = 2}};
    struct plot_axes axes = {
        .x.names = names, .x.name_count = 2, .series = series, .series_count = 2, .sideways = true};
    static const char *const order[] = {"left",  "one",   "two",  "mean",
                                        "right", "three", "four", "mean"};
    struct buf out = printed_axes(&axes, GLYPHS_ASCII);
    const char *rest = out.ptr;

    for (size_t i = 0; rest && i < 8; i++) {
        rest = strstr(rest, order[i]);
        CHECK(rest);
    }
    CHECK(!holds(&out, "0.3"));
    buf_release(&out);
}

TEST(rows_say_what_their_figures_are)
{
    static const char *const names[] = {"early"};
    static const double y[] = {0.5};
    struct plot_series series = {.form = PLOT_BARS, .y = y, .count = 1};
    struct plot_axes axes = {.x.names = names,
                             .x.name_count = 1,
                             .y.title = "nats per token",
                             .series = &series,
                             .series_count = 1,
                             .sideways = true};
    struct buf out = printed_axes(&axes, GLYPHS_ASCII);

    CHECK(holds(&out, "across: nats per token"));
    buf_release(&out);
}

TEST(a_legend_names_every_line_and_every_line_has_its_sign)
{
    static const double x[] = {0, 1, 2, 3, 4, 5, 6, 7}, y[] = {1, 1, 1, 1, 1, 1, 1, 1};
    static const double low[] = {2, 2, 2, 2, 2, 2, 2, 2}, last[] = {3, 3, 3, 3, 3, 3, 3, 3};
    struct plot_series series[] = {
        {.name = "the first of three long names", .x = x, .y = y, .count = 8},
        {.name = "the second of three long names", .x = x, .y = low, .count = 8},
        {.name = "the third of three long names", .x = x, .y = last, .count = 8}};
    struct plot_axes axes = {.series = series,
                             .series_count = 3,
                             .y.hold = {NAN, NAN},
                             .x.hold = {NAN, NAN},
                             .x.low = NAN,
                             .x.high = NAN,
                             .y.low = NAN,
                             .y.high = NAN};
    static const char *const signs[] = {"●", "○", "▲"};
    struct buf out = printed_axes(&axes, GLYPHS_BRAILLE);

    for (size_t i = 0; i < 3; i++) {
        const char *first = out.ptr ? strstr(out.ptr, signs[i]) : NULL;

        CHECK(holds(&out, series[i].name));
        CHECK(first && strstr(first + 1, signs[i]));
    }
    buf_release(&out);
}

TEST(rows_without_names_take_those_of_the_panel_before)
{
    static const char *const names[] = {"sad", "happy"}, *const none[] = {"", NULL};
    static const double y[] = {0.5, 1.0};
    struct plot_series series = {.form = PLOT_BARS, .y = y, .count = 2};
    struct plot_axes axes = {
        .x.names = names, .x.name_count = 2, .series = &series, .series_count = 1};
    struct plot_axes beside = axes;
    struct plot_panel panels[] = {{.kind = PANEL_AXES, .axes = &axes},
                                  {.kind = PANEL_AXES, .axes = &beside, .title = "beside"}};
    struct buf out;

    beside.x.names = none;
    out = printed(panels, 2, 60, GLYPHS_BRAILLE);
    CHECK(holds(&out, "beside"));
    CHECK(out.ptr && strstr(strstr(out.ptr, "beside"), "happy"));
    buf_release(&out);
}

TEST(a_chart_keeps_levels_and_bands_of_its_plot)
{
    static const double x[] = {0, 1, 2}, y[] = {0.6, 0.7, 0.8};
    static const double low[] = {0.5, 0.6, 0.7}, high[] = {0.7, 0.8, 0.9}, far[] = {0.7, 0.9, 0.9};
    struct arena *arena = arena_new();
    struct plot_series series = {.name = "a", .x = x, .y = y, .count = 3, .low = low, .high = high};
    struct plot_level level = {0.2, "chance", ROLE_CROSSING};
    struct plot_axes axes = {.series = &series,
                             .series_count = 1,
                             .levels = &level,
                             .level_count = 1,
                             .y.hold = {NAN, NAN},
                             .x.hold = {NAN, NAN}};
    struct plot_panel panel = {.kind = PANEL_AXES, .axes = &axes};
    struct chart chart = plot_chart_of(&panel, arena);

    CHECK(plot_chart_can(&panel));
    CHECK_INT(chart.series_count, 2);
    CHECK_NEAR(chart.series[0].spread[1], 0.1, 1e-12);
    CHECK(chart_area_of(&chart, 20, 80, arena).y.low <= 0.2);
    /* A band that is wider above than below is told by its ends. */
    series.high = far;
    chart = plot_chart_of(&panel, arena);
    CHECK(!chart.series[0].spread);
    CHECK_INT(chart.series_count, 4);
    CHECK_NEAR(chart.series[2].y[1], 0.9, 0);
    arena_free(arena);
}

TEST(categories_and_several_bars_are_no_chart)
{
    static const char *const names[] = {"a"};
    static const double y[] = {1};
    struct plot_series bars[] = {{.form = PLOT_BARS, .y = y, .count = 1},
                                 {.form = PLOT_STACK, .y = y, .count = 1}};
    struct plot_axes axes = {.series = bars, .series_count = 1};
    struct plot_panel panel = {.kind = PANEL_AXES, .axes = &axes};

    CHECK(plot_chart_can(&panel));
    axes.series_count = 2;
    CHECK(!plot_chart_can(&panel));
    axes.series_count = 1;
    axes.x.names = names;
    axes.x.name_count = 1;
    CHECK(!plot_chart_can(&panel));
}

TEST(a_table_has_all_columns_in_blocks)
{
    static const char *columns[60], *const rows[] = {"row"};
    static const char *texts[60];
    static char names[60][8];
    struct plot_cells cells = {.rows = rows,
                               .columns = columns,
                               .row_count = 1,
                               .column_count = 60,
                               .colours = CELLS_ROLES,
                               .texts = texts};
    struct plot_panel panel = {.kind = PANEL_CELLS, .cells = &cells};
    struct buf out;

    for (int i = 0; i < 60; i++) {
        names[i][0] = 'c';
        names[i][1] = (char)('0' + i / 10);
        names[i][2] = (char)('0' + i % 10);
        columns[i] = texts[i] = names[i];
    }
    out = printed(&panel, 1, 50, GLYPHS_BRAILLE);
    for (int i = 0; i < 60; i++)
        CHECK(holds(&out, names[i]));
    buf_release(&out);
}
