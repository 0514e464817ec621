#include "check.h"

#include <assay/tui/chart.h>
#include <assay/tui/present_text.h>

#include <math.h>
#include <string.h>

enum { POINTS = 11 };

/* A line from (0, 0) to (10, 1). */
struct fixture {
    struct arena *arena;
    struct canvas *canvas;
    double x[POINTS], y[POINTS], spread[POINTS];
    struct chart_series series;
    struct chart chart;
};

static struct fixture fixture_new(int height, int width)
{
    struct fixture fixture = {.arena = arena_new(), .canvas = canvas_new(height, width)};

    for (int i = 0; i < POINTS; i++) {
        fixture.x[i] = i;
        fixture.y[i] = i / 10.0;
        fixture.spread[i] = 0.1;
    }
    fixture.series = (struct chart_series){
        .name = "probe", .count = POINTS, .role = ROLE_SERIES_A, .sign = 0x25cf};
    fixture.chart = (struct chart){.title = "Accuracy",
                                   .x_name = "layer",
                                   .series_count = 1,
                                   .x = {0.0, 10.0, SCALE_LINEAR},
                                   .x_values = TICKS_WHOLE,
                                   .y_text = TICK_SHARE,
                                   .crosshair = NAN};
    return fixture;
}

static void fixture_free(struct fixture *fixture)
{
    canvas_free(fixture->canvas);
    arena_free(fixture->arena);
}

/* Pointers into the fixture are set here, since it was returned by value. */
static struct chart_area draw(struct fixture *fixture, struct surface surface)
{
    fixture->series.x = fixture->x;
    fixture->series.y = fixture->y;
    fixture->chart.series = &fixture->series;
    canvas_reset(fixture->canvas, canvas_height(fixture->canvas), canvas_width(fixture->canvas));
    chart_draw(&fixture->chart, &surface, fixture->arena);
    return chart_area_of(&fixture->chart, surface.rect.height, surface.rect.width, fixture->arena);
}

static struct surface whole(const struct fixture *fixture, enum glyph_set glyphs)
{
    return canvas_surface(fixture->canvas, glyphs);
}

static uint32_t code_at(const struct fixture *fixture, int row, int column)
{
    return canvas_at(fixture->canvas, row, column)->codes[0];
}

static bool is_dots(uint32_t code)
{
    return code > 0x2800 && code <= 0x28ff;
}

TEST(line_runs_from_the_first_point_to_the_last)
{
    struct fixture fixture = fixture_new(20, 60);
    struct chart_area area = draw(&fixture, whole(&fixture, GLYPHS_BRAILLE));
    int first_row = chart_row(&area, 0.0), last_row = chart_row(&area, 1.0);

    CHECK_INT(chart_column(&area, 0.0), area.plot.column);
    CHECK_INT(chart_column(&area, 10.0), area.plot.column + area.plot.width - 1);
    CHECK(first_row > last_row);
    CHECK(is_dots(code_at(&fixture, first_row, area.plot.column)));
    CHECK(is_dots(code_at(&fixture, last_row, area.plot.column + area.plot.width - 1)));
    /* A slope of one cell in three columns: every column has dots. */
    for (int column = 0; column < area.plot.width; column++) {
        int found = 0;

        for (int row = 0; row < area.plot.height; row++)
            found += is_dots(code_at(&fixture, area.plot.row + row, area.plot.column + column));
        CHECK(found >= 1);
    }
    fixture_free(&fixture);
}

TEST(missing_point_breaks_the_line)
{
    struct fixture fixture = fixture_new(20, 60);
    struct chart_area area;

    fixture.y[5] = NAN;
    area = draw(&fixture, whole(&fixture, GLYPHS_BRAILLE));
    for (int row = 0; row < area.plot.height; row++)
        CHECK(!is_dots(code_at(&fixture, area.plot.row + row, chart_column(&area, 5.0))));
    fixture_free(&fixture);
}

TEST(ticks_of_y_stand_on_the_rows_of_their_values)
{
    struct fixture fixture = fixture_new(20, 60);
    struct chart_area area = draw(&fixture, whole(&fixture, GLYPHS_BRAILLE));

    CHECK(area.y_ticks.count >= 3);
    for (size_t i = 0; i < area.y_ticks.count; i++)
        CHECK_INT(code_at(&fixture, chart_row(&area, area.y_ticks.at[i]), area.plot.column - 1),
                  0x2524);
    fixture_free(&fixture);
}

TEST(zoom_keeps_every_point_that_it_shows_in_place)
{
    struct fixture fixture = fixture_new(16, 50);
    unsigned seed = 3;

    fixture.series.form = CHART_POINTS;
    for (int round = 0; round < 300; round++) {
        struct chart_area area;
        double low, width;

        seed = seed * 1103515245u + 12345u;
        low = (double)(seed >> 16 & 0x3ff) / 110.0;
        seed = seed * 1103515245u + 12345u;
        width = 0.5 + (double)(seed >> 16 & 0x3ff) / 110.0;
        fixture.chart.x = (struct scale){low, low + width, SCALE_LINEAR};
        area = draw(&fixture, whole(&fixture, GLYPHS_BRAILLE));
        for (int i = 0; i < POINTS; i++) {
            int column = chart_column(&area, i), row = chart_row(&area, i / 10.0);

            if (i >= low && i <= low + width)
                CHECK(column >= 0 && row >= 0 && is_dots(code_at(&fixture, row, column)));
            else
                CHECK_INT(column, -1);
        }
        arena_reset(fixture.arena);
    }
    fixture_free(&fixture);
}

TEST(nothing_is_drawn_outside_the_surface)
{
    struct fixture fixture = fixture_new(30, 70);
    struct chart_phase phases[] = {{-1.0, 4.0, "early"}, {4.0, 99.0, "late"}};
    struct chart_level levels[] = {{0.5, "chance"}};
    double crossings[] = {3.3, 7.0, -5.0};

    fixture.chart.phases = phases;
    fixture.chart.phase_count = 2;
    fixture.chart.levels = levels;
    fixture.chart.level_count = 1;
    fixture.chart.crossings = crossings;
    fixture.chart.crossing_count = 3;
    fixture.chart.crosshair = 4.0;
    for (int size = 0; size < 20 * 40; size += 3) {
        struct surface all = whole(&fixture, (enum glyph_set)(size % 3));
        struct surface part = surface_part(&all, 5, 7, size / 40, size % 40);

        fixture.series.spread = size % 2 ? fixture.spread : NULL;
        fixture.series.form = (enum chart_form)(size % 4);
        fixture.chart.x = (struct scale){size % 5, size % 5 + 3.7, SCALE_LINEAR};
        draw(&fixture, part);
        for (int row = 0; row < 30; row++)
            for (int column = 0; column < 70; column++)
                if (row < 5 || row >= 5 + size / 40 || column < 7 || column >= 7 + size % 40)
                    if (!CHECK_INT(code_at(&fixture, row, column), 0))
                        size = 20 * 40;
        arena_reset(fixture.arena);
    }
    fixture_free(&fixture);
}

TEST(crosshair_stands_in_the_column_of_its_place_and_the_legend_reads_it)
{
    struct fixture fixture = fixture_new(20, 60);
    char marks[POINTS] = {0};
    struct chart_area area;
    struct buf text = {0};
    int column;

    marks[4] = '!';
    fixture.series.marks = marks;
    fixture.series.spread = fixture.spread;
    fixture.chart.crosshair = 4.0;
    area = draw(&fixture, whole(&fixture, GLYPHS_BRAILLE));
    column = chart_column(&area, 4.0);
    CHECK_INT(code_at(&fixture, area.plot.row, column), 0x2502);
    CHECK_INT(code_at(&fixture, chart_row(&area, 0.4), column), 0x25cf);
    present_txt(fixture.canvas, &text);
    CHECK(strstr(text.ptr, "layer 4   ● probe .4000! ±.100") != NULL);
    buf_release(&text);
    fixture_free(&fixture);
}

TEST(bars_have_the_colour_of_their_sign)
{
    struct fixture fixture = fixture_new(20, 80);
    struct chart_area area;

    for (int i = 0; i < POINTS; i++)
        fixture.y[i] = i < 5 ? 0.3 : -0.3;
    fixture.series.form = CHART_BARS;
    fixture.chart.x = (struct scale){-0.5, 10.5, SCALE_LINEAR};
    area = draw(&fixture, whole(&fixture, GLYPHS_BRAILLE));
    CHECK_INT(
        STYLE_ROLE(
            canvas_at(fixture.canvas, chart_row(&area, 0.2), chart_column(&area, 2.0))->style),
        ROLE_POSITIVE);
    CHECK_INT(
        STYLE_ROLE(
            canvas_at(fixture.canvas, chart_row(&area, -0.2), chart_column(&area, 8.0))->style),
        ROLE_NEGATIVE);
    CHECK_INT(code_at(&fixture, chart_row(&area, -0.2), chart_column(&area, 2.0)), 0);
    fixture_free(&fixture);
}

TEST(ascii_charts_hold_no_other_character)
{
    struct fixture fixture = fixture_new(20, 60);
    struct buf text = {0};

    fixture.series.spread = fixture.spread;
    fixture.chart.crosshair = 3.0;
    draw(&fixture, whole(&fixture, GLYPHS_ASCII));
    present_txt(fixture.canvas, &text);
    for (size_t i = 0; i < text.len; i++)
        if (!CHECK(text.ptr[i] == '\n' || (text.ptr[i] >= ' ' && text.ptr[i] < 0x7f)))
            break;
    buf_release(&text);
    fixture_free(&fixture);
}

TEST(log_scale_of_x_puts_powers_of_ten_evenly)
{
    struct fixture fixture = fixture_new(20, 80);
    struct chart_area area;

    for (int i = 0; i < POINTS; i++)
        fixture.x[i] = pow(10.0, i);
    fixture.chart.x = scale_over(1.0, 1e10, SCALE_LOG);
    area = draw(&fixture, whole(&fixture, GLYPHS_BRAILLE));
    for (int i = 1; i + 1 < POINTS; i++)
        CHECK_NEAR(chart_column(&area, fixture.x[i]) - area.plot.column, area.plot.width * i / 10.0,
                   1.0);
    fixture_free(&fixture);
}

TEST(hostile_values_are_drawn_without_harm)
{
    static const double odd[] = {NAN, INFINITY, -INFINITY, 1e308, -1e308, 5e-324, 0.0};
    struct fixture fixture = fixture_new(12, 40);

    for (int form = CHART_LINE; form <= CHART_BARS; form++)
        for (size_t at = 0; at < sizeof(odd) / sizeof(odd[0]); at++) {
            for (int i = 0; i < POINTS; i++)
                fixture.y[i] = odd[((size_t)i + at) % (1 + at)];
            fixture.series.form = (enum chart_form)form;
            fixture.series.spread = fixture.y;
            fixture.chart.crosshair = odd[at];
            draw(&fixture, whole(&fixture, GLYPHS_BRAILLE));
        }
    CHECK(true);
    fixture_free(&fixture);
}

TEST(log_scale_of_y_leaves_out_what_has_no_logarithm)
{
    struct fixture fixture = fixture_new(23, 60);
    struct chart_area area;

    for (int i = 0; i < POINTS; i++)
        fixture.y[i] = i < 2 ? -1.0 * i : pow(10.0, i - 2);
    fixture.series.form = CHART_POINTS;
    fixture.chart.y_kind = SCALE_LOG;
    fixture.chart.y_text = TICK_PLAIN;
    area = draw(&fixture, whole(&fixture, GLYPHS_BRAILLE));
    CHECK_INT(area.y.kind, SCALE_LOG);
    CHECK_INT(chart_row(&area, -1.0), -1);
    /* 1 to 10^8 over 20 rows: each decade 2.5 rows up. */
    CHECK_NEAR(chart_row(&area, 1.0) - chart_row(&area, 1e4), 10.0, 1.0);
    CHECK(is_dots(code_at(&fixture, chart_row(&area, 1e4), chart_column(&area, 6.0))));
    fixture_free(&fixture);
}
