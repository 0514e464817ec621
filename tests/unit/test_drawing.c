#include "check.h"

#include "xml_check.h"

#include <assay/plot/drawing_svg.h>
#include <assay/plot/picture.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const hostile[] = {
    "<script>alert(1)</script>",     "\" onload=\"alert(1)", "]]></text><g>",
    "&lt; &amp; &#x41; &unknown;",   "\x1b[31mred\x07\n\t",  "\xff\xfe broken \xc3",
    "\u202eltr \u200b\ufeff \uffff", "javascript:alert(1)",  "--></style>",
};
enum { HOSTILE = sizeof(hostile) / sizeof(hostile[0]) };

static const struct line_style thin = {{ROLE_AXIS, INK_FG, 100}, 0.5, DASH_NONE};
static const struct line_style none = {{0, INK_NONE, 0}, 0.0, DASH_NONE};

static void segment(struct drawing *drawing, double x1, double y1, double x2, double y2,
                    struct line_style line)
{
    drawing_line(drawing, (const struct plot_point[]){{x1, y1}, {x2, y2}}, 2, line, NULL);
}

/* Every shape, with gaps, and every text where a text can be. */
static struct drawing *all_shapes(struct arena *arena)
{
    struct drawing *drawing = drawing_new(400, 300, "Title <&> \x1b", "Says \"it\" & \xff", arena);
    const struct plot_point points[] = {{10, 10}, {20, 30}, {NAN, NAN}, {30, 10},
                                        {NAN, 1}, {40, 20}, {50, 25.25}};

    segment(drawing, 0, 0, 400, 0, thin);
    segment(drawing, 0, 10, 400, 10, thin);
    drawing_area(drawing, points, 2, ink_faint(ROLE_POSITIVE, 30), hostile[0]);
    drawing_line(drawing, points, 7, (struct line_style){ink_of(ROLE_SERIES_A), 1.5, DASH_LONG},
                 hostile[1]);
    drawing_box(drawing, 10, 50, 20, 20, ink_cell(ROLE_HEAT_3), none, NULL);
    drawing_box(drawing, 30, 50, 20, 20, ink_cell(ROLE_HEAT_3), none, NULL);
    drawing_box(drawing, 50, 50, 20, 20, ink_cell(ROLE_HEAT_7), thin, hostile[2]);
    drawing_disc(drawing, 100, 100, 3, ink_of(ROLE_SERIES_B), none, NULL);
    for (int i = 0; i < HOSTILE; i++) {
        drawing_open(drawing, hostile[i]);
        drawing_text(drawing, 10, 100 + 10 * i, hostile[i],
                     (struct text_style){ink_of(ROLE_TEXT), 10, ANCHOR_START, .halo = i % 2 == 0,
                                         .upwards = i == 3});
        drawing_close(drawing);
    }
    return drawing;
}

static struct palette palette_named(const char *theme, struct arena *arena)
{
    return palette_of_theme(theme_load(theme, arena, NULL));
}

static void write_svg(struct arena *arena, const struct drawing *drawing, struct buf *out)
{
    struct palette light = palette_named("light", arena), dark = palette_named("default", arena);

    drawing_svg(drawing, &(struct svg_options){.palette = &light, .dark = &dark}, out);
}

/* ---- SVG ---- */

TEST(svg_of_hostile_texts_is_xml_and_they_stay_text)
{
    struct arena *arena = arena_new();
    struct buf out = {.ptr = NULL};

    write_svg(arena, all_shapes(arena), &out);
    CHECK(xml_check_elements(buf_str(&out)) > 20);
    CHECK(!strstr(out.ptr, "<script"));
    CHECK(!strstr(out.ptr, "onload=\""));
    CHECK(!strchr(out.ptr, '\x1b'));
    CHECK(!strstr(out.ptr, "\u202e"));
    CHECK(strstr(out.ptr, "&lt;script&gt;alert(1)&lt;/script&gt;</text>"));
    buf_release(&out);
    arena_free(arena);
}

TEST(the_xml_check_finds_what_is_no_xml)
{
    CHECK_INT(xml_check_elements(STR("<a b=\"c\"><d/>e</a>")), 2);
    CHECK_INT(xml_check_elements(STR("<a><b></a></b>")), 0);
    CHECK_INT(xml_check_elements(STR("<a>&</a>")), 0);
    CHECK_INT(xml_check_elements(STR("<a b=\"<\"/>")), 0);
    CHECK_INT(xml_check_elements(STR("<a>\x1b</a>")), 0);
    CHECK_INT(xml_check_elements(STR("<a>\xff</a>")), 0);
}

TEST(svg_says_what_it_is_to_who_cannot_see_it)
{
    struct arena *arena = arena_new();
    struct buf out = {.ptr = NULL};

    write_svg(arena, all_shapes(arena), &out);
    CHECK(strstr(out.ptr, "role=\"img\""));
    CHECK(strstr(out.ptr, "aria-labelledby=\"plot-t plot-d\""));
    CHECK(strstr(out.ptr, "<title id=\"plot-t\">Title &lt;&amp;&gt; \\x1b</title>"));
    CHECK(strstr(out.ptr, "<desc id=\"plot-d\">"));
    buf_release(&out);
    arena_free(arena);
}

TEST(the_name_of_a_font_cannot_leave_its_attribute)
{
    struct arena *arena = arena_new();
    struct buf out = {.ptr = NULL};

    drawing_svg(all_shapes(arena), &(struct svg_options){.font = "a\" onload=\"x"}, &out);
    CHECK(strstr(out.ptr, "font-family=\"a&quot; onload=&quot;x\""));
    buf_release(&out);
    arena_free(arena);
}

static bool has_rule(const char *text, const char *class)
{
    char rule[64] = ".";

    strncat(rule, class, sizeof(rule) - 3);
    strcat(rule, "{");
    return strstr(text, rule) != NULL;
}

TEST(svg_of_a_file_has_the_rules_of_its_classes_and_no_other)
{
    struct arena *arena = arena_new();
    struct buf out = {.ptr = NULL};

    write_svg(arena, all_shapes(arena), &out);
    CHECK(has_rule(out.ptr, "l-series-a"));
    CHECK(has_rule(out.ptr, "b-heat-3"));
    CHECK(has_rule(out.ptr, "f-text"));
    CHECK(has_rule(out.ptr, "halo"));
    CHECK(!has_rule(out.ptr, "f-series-a"));
    CHECK(!has_rule(out.ptr, "b-heat-4"));
    CHECK(strstr(out.ptr, "prefers-color-scheme:dark"));
    buf_release(&out);
    arena_free(arena);
}

TEST(svg_for_a_page_has_no_rules_and_the_pages_rules_have_every_class)
{
    struct arena *arena = arena_new();
    struct palette palette = palette_named("light", arena);
    struct buf out = {.ptr = NULL}, rules = {.ptr = NULL};

    drawing_svg(all_shapes(arena), &(struct svg_options){.id = "p7"}, &out);
    drawing_svg_rules(&palette, "figure", &rules);
    CHECK(!strstr(out.ptr, "<style"));
    CHECK(strstr(out.ptr, "id=\"p7-t\""));
    CHECK(strstr(rules.ptr, "figure .halo{"));
    for (int role = 0; role < ROLE_COUNT; role++)
        for (const char *part = "fbl"; *part; part++)
            CHECK(strstr(rules.ptr,
                         arena_printf(arena, "figure .%c-%s{", *part, role_name((enum role)role))));
    buf_release(&out);
    buf_release(&rules);
    arena_free(arena);
}

/* The points of a path's d, as it is read: moves and lines, relative and absolute. */
static size_t read_path(const char *d, struct plot_point *points, size_t most)
{
    char command = '\0';
    double x = 0, y = 0;
    size_t count = 0;

    while (*d && *d != '"' && count < most) {
        char *end;
        double number;

        if (strchr("Mmlhvz", *d)) {
            command = *d++;
            continue;
        }
        number = strtod(d, &end);
        if (end == d)
            break;
        d = end;
        if (command == 'h' || command == 'v') {
            *(command == 'h' ? &x : &y) += number;
        } else {
            double second = strtod(d, &end);

            d = end;
            x = command == 'M' ? number : x + number;
            y = command == 'M' ? second : y + second;
            command = command == 'm' || command == 'M' ? 'l' : command;
        }
        points[count++] = (struct plot_point){x, y};
    }
    return count;
}

TEST(points_of_a_long_line_stay_within_a_twentieth_of_a_point)
{
    enum { COUNT = 500 };
    struct arena *arena = arena_new();
    struct plot_point points[COUNT], read[COUNT];
    struct drawing *drawing = drawing_new(600, 300, "A line", NULL, arena);
    struct buf out = {.ptr = NULL};

    for (int i = 0; i < COUNT; i++)
        points[i] = (struct plot_point){i * 1.137, 150.0 + 120.0 * sin(i * 0.07)};
    drawing_line(drawing, points, COUNT, thin, NULL);
    drawing_svg(drawing, &(struct svg_options){.palette = NULL}, &out);
    if (CHECK(strstr(out.ptr, " d=\"M")) &&
        CHECK_INT(read_path(strstr(out.ptr, " d=\"M") + 4, read, COUNT), COUNT))
        for (int i = 0; i < COUNT; i++) {
            CHECK_NEAR(read[i].x, points[i].x, 0.0501);
            CHECK_NEAR(read[i].y, points[i].y, 0.0501);
        }
    CHECK(out.len < COUNT * 12);
    buf_release(&out);
    arena_free(arena);
}

TEST(coordinates_that_are_far_off_or_tiny_are_written_as_numbers)
{
    struct arena *arena = arena_new();
    struct drawing *drawing = drawing_new(100, 100, "Odd", NULL, arena);
    struct buf out = {.ptr = NULL};

    segment(drawing, -1e300, 0.04, 1e300, -0.04, thin);
    drawing_box(drawing, -0.26, 0.26, 1e-9, 5, ink_of(ROLE_BAR), none, NULL);
    drawing_svg(drawing, &(struct svg_options){.palette = NULL}, &out);
    CHECK(strstr(out.ptr, "M-10000000 0h20000000"));
    CHECK(strstr(out.ptr, "M-.3 .3v"));
    CHECK(!strstr(out.ptr, "-0\"") && !strstr(out.ptr, "nan") && !strstr(out.ptr, "inf"));
    buf_release(&out);
    arena_free(arena);
}

/* ---- all formats ---- */

TEST(the_same_drawing_gives_the_same_bytes_in_every_format)
{
    struct arena *arena = arena_new();
    struct palette palette = palette_named("light", arena);
    const struct picture_options options = {.palette = &palette, .timestamp = -1};

    for (const struct picture_format *format = picture_formats; format->suffix; format++) {
        struct buf one = {.ptr = NULL}, two = {.ptr = NULL};
        struct err err = {.code = ERR_NONE};

        if (!format->write(all_shapes(arena), &options, &one, &err)) {
            CHECK_INT(err.code, ERR_UNSUPPORTED);
            CHECK_STR(err.text,
                      "this build cannot write PNG and PDF, because it was made without cairo");
            CHECK_INT(one.len, 0);
            continue;
        }
        CHECK(format->write(all_shapes(arena), &options, &two, &err));
        CHECK(one.len > 500);
        CHECK(str_eq(buf_str(&one), buf_str(&two)));
        buf_release(&one);
        buf_release(&two);
    }
    arena_free(arena);
}

static bool pdf_holds(int64_t timestamp, const char *text)
{
    struct arena *arena = arena_new();
    struct palette palette = palette_named("light", arena);
    const struct picture_options options = {.palette = &palette, .timestamp = timestamp};
    struct buf out = {.ptr = NULL};
    bool found = false;

    if (picture_find(STR("pdf"))->write(all_shapes(arena), &options, &out, NULL))
        for (size_t i = 0; i + strlen(text) <= out.len && !found; i++)
            found = memcmp(out.ptr + i, text, strlen(text)) == 0;
    buf_release(&out);
    arena_free(arena);
    return found;
}

TEST(a_pdf_has_the_date_it_is_given_and_else_none)
{
    if (!pdf_holds(-1, "%PDF-")) {
        SKIP("built without cairo");
        return;
    }
    CHECK(pdf_holds(1769096360, "20260122153920"));
    CHECK(pdf_holds(0, "19700101000000"));
    CHECK(!pdf_holds(-1, "CreationDate"));
    CHECK(!pdf_holds(-1, "ModDate"));
    CHECK(!pdf_holds(-1, "(D:"));
}

TEST(a_png_says_that_it_has_144_pixels_an_inch)
{
    /* 5669 a metre; the checksum is zlib's. */
    static const unsigned char chunk[] = {0,    0, 0, 9,    'p',  'H', 'Y',  's',  0,    0,   0x16,
                                          0x25, 0, 0, 0x16, 0x25, 1,   0x49, 0x52, 0x24, 0xf0};
    struct arena *arena = arena_new();
    struct palette palette = palette_named("light", arena);
    const struct picture_options options = {.palette = &palette, .timestamp = -1};
    struct buf out = {.ptr = NULL};

    if (!picture_find(STR("png"))->write(all_shapes(arena), &options, &out, NULL))
        SKIP("built without cairo");
    else
        CHECK(out.len > 100 && memcmp(out.ptr + 33, chunk, sizeof(chunk)) == 0);
    buf_release(&out);
    arena_free(arena);
}

TEST(a_png_that_is_too_large_is_refused_in_a_sentence)
{
    struct arena *arena = arena_new();
    struct palette palette = palette_named("light", arena);
    const struct picture_options options = {.palette = &palette, .dpi = 1200.0};
    struct drawing *drawing = drawing_new(7200, 7200, "Large", NULL, arena);
    struct buf out = {.ptr = NULL};
    struct err err = {.code = ERR_NONE};

    CHECK(!picture_find(STR("png"))->write(drawing, &options, &out, &err));
    CHECK(err.code == ERR_USAGE || err.code == ERR_UNSUPPORTED);
    CHECK_INT(out.len, 0);
    buf_release(&out);
    arena_free(arena);
}

TEST(formats_are_found_by_their_suffix_in_any_case)
{
    CHECK_STR(picture_find(STR("PNG"))->suffix, "png");
    CHECK(picture_find(STR("jpg")) == NULL);
    CHECK(picture_find(STR("")) == NULL);
}
