#include "check.h"

#include <assay/look/colour.h>

static struct colour rgb(uint8_t red, uint8_t green, uint8_t blue)
{
    return colour_of_rgb(red, green, blue);
}

TEST(palette_entries_have_the_values_of_xterm)
{
    /* xterm's 256colres.h: 16 + 36 r + 6 g + b, levels 0 95 135 175 215 255; greys 8 + 10 i. */
    struct colour orange = colour_of_index(208), grey = colour_of_index(244);

    CHECK(orange.red == 255 && orange.green == 135 && orange.blue == 0);
    CHECK(grey.red == 128 && grey.green == 128 && grey.blue == 128);
    CHECK(colour_of_index(231).red == 255 && colour_of_index(231).blue == 255);
    CHECK(colour_of_index(9).red == 255 && colour_of_index(9).green == 0);
}

TEST(contrast_is_that_of_wcag)
{
    CHECK_NEAR(colour_contrast(rgb(0, 0, 0), rgb(255, 255, 255)), 21.0, 1e-9);
    /* #767676 is the lightest grey that passes 4.5 on white (WebAIM). */
    CHECK_NEAR(colour_contrast(rgb(0x76, 0x76, 0x76), rgb(255, 255, 255)), 4.54, 0.005);
    CHECK_NEAR(colour_contrast(rgb(255, 0, 0), rgb(255, 255, 255)), 4.0, 0.005);
}

TEST(lab_is_that_of_published_conversions)
{
    /* Lindbloom's calculator, sRGB and D65: red 53.24 80.09 67.20, blue 32.30 79.19 -107.86. */
    struct colour_lab red = colour_lab(rgb(255, 0, 0)), blue = colour_lab(rgb(0, 0, 255));

    CHECK_NEAR(red.l, 53.24, 0.05);
    CHECK_NEAR(red.a, 80.09, 0.1);
    CHECK_NEAR(red.b, 67.20, 0.1);
    CHECK_NEAR(blue.l, 32.30, 0.05);
    CHECK_NEAR(blue.a, 79.19, 0.1);
    CHECK_NEAR(blue.b, -107.86, 0.1);
    CHECK_NEAR(colour_lab(rgb(255, 255, 255)).l, 100.0, 0.01);
}

static int kind_of(const char *text)
{
    struct colour colour;

    return colour_parse(str_of(text), &colour) ? colour.kind : -1;
}

TEST(colours_are_read_in_four_forms_and_no_other)
{
    static const char *const wrong[] = {"",    "#12345",     "#1234567", "#12345g",
                                        "256", "-1",         "1.5",      "redd",
                                        "RED", "bright red", "0x1",      "default "};
    struct colour colour;

    CHECK_INT(kind_of("default"), COLOUR_DEFAULT);
    CHECK_INT(kind_of("bright-blue"), COLOUR_INDEX);
    CHECK_INT(kind_of("255"), COLOUR_INDEX);
    CHECK(colour_parse(STR("#fD8000"), &colour));
    CHECK(colour.kind == COLOUR_RGB && colour.red == 253 && colour.green == 128 &&
          colour.blue == 0);
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
        if (!CHECK(kind_of(wrong[i]) == -1))
            CHECK_STR(wrong[i], "");
}

TEST(every_palette_entry_above_sixteen_is_nearest_to_itself)
{
    for (int i = 16; i < 256; i++) {
        struct colour entry = colour_of_index((uint8_t)i), found;

        entry.kind = COLOUR_RGB;
        found = colour_of_index(colour_nearest(entry, 256));
        CHECK(found.red == entry.red && found.green == entry.green && found.blue == entry.blue);
    }
}

TEST(reduction_never_takes_a_colour_that_users_set_or_the_terminal_lacks)
{
    for (int value = 0; value < 256; value += 5) {
        struct colour colour = rgb((uint8_t)value, (uint8_t)(255 - value), 90);

        CHECK(colour_nearest(colour, 256) >= 16);
        CHECK(colour_nearest(colour, 16) < 16);
        CHECK(colour_nearest(colour, 8) < 8);
    }
    CHECK_INT(colour_nearest(colour_of_index(3), 256), 3);
}

TEST(what_is_read_keeps_its_hue_and_a_contrast_on_few_colours)
{
    struct colour black = rgb(0, 0, 0), white = rgb(255, 255, 255);

    /* Light blue: blue itself is too dark on black, white would say nothing. */
    CHECK_INT(colour_nearest_on(rgb(0x5f, 0xaf, 0xff), black, 8), 6);
    CHECK_INT(colour_nearest_on(rgb(0xff, 0x87, 0x5f), black, 8), 1);
    CHECK_INT(colour_nearest_on(rgb(0, 0x5f, 0xaf), white, 8), 4);
    for (int value = 0; value < 256; value += 15) {
        struct colour colour = rgb((uint8_t)value, (uint8_t)value, 255);

        CHECK(colour_contrast(colour_of_index(colour_nearest_on(colour, black, 8)), black) >= 3);
        CHECK(colour_contrast(colour_of_index(colour_nearest_on(colour, white, 16)), white) >= 3);
    }
}

TEST(backgrounds_that_mean_something_keep_their_hue_on_few_colours)
{
    /* Dark and light blue, orange, green and violet, of 8: 4 blue, 1 red, 2 green, 5 magenta. */
    CHECK_INT(colour_nearest_hue(rgb(0x17, 0x39, 0x5e), 8), 4);
    CHECK_INT(colour_nearest_hue(rgb(0x78, 0xbf, 0xff), 8), 4);
    CHECK_INT(colour_nearest_hue(rgb(0x5a, 0x2d, 0x18), 8), 1);
    CHECK_INT(colour_nearest_hue(rgb(0xff, 0xd9, 0xbf), 8), 1);
    CHECK_INT(colour_nearest_hue(rgb(0x1d, 0x4a, 0x2c), 8), 2);
    CHECK_INT(colour_nearest_hue(rgb(0xe0, 0xa0, 0xff), 8), 5);
    CHECK_INT(colour_nearest_hue(rgb(0, 0, 0), 8), 0);
}
