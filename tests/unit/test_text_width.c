#include "check.h"

#include <assay/plot/text_width.h>

#include <string.h>

#ifdef ASSAY_CAIRO
#include <cairo.h>
#endif

TEST(width_grows_with_the_size_and_adds_up)
{
    CHECK_NEAR(text_width("layer", 20.0, false), 2.0 * text_width("layer", 10.0, false), 1e-9);
    CHECK_NEAR(text_width("layer 12", 10.0, false),
               text_width("layer", 10.0, false) + text_width(" 12", 10.0, false), 1e-9);
    CHECK(text_width("layer", 10.0, true) > text_width("layer", 10.0, false));
    CHECK_NEAR(text_width("", 10.0, false), 0.0, 0.0);
}

TEST(wide_characters_are_one_em_and_marks_nothing)
{
    CHECK_NEAR(text_width("漢字", 12.0, false), 24.0, 1e-9);
    CHECK_NEAR(text_width("e\u0301", 12.0, false), text_width("e", 12.0, false), 1e-9);
}

TEST(digits_are_alike_so_that_columns_of_figures_stand_below_each_other)
{
    for (char digit = '1'; digit <= '9'; digit++)
        CHECK_NEAR(text_width((char[]){digit, '\0'}, 10.0, false), text_width("0", 10.0, false),
                   1e-9);
}

TEST(an_unsafe_text_is_as_wide_as_what_is_shown_of_it)
{
    CHECK_NEAR(text_width("\x1b[31m", 10.0, false), text_width("\\x1b[31m", 10.0, false), 1e-9);
    CHECK_NEAR(text_width("\xff", 10.0, false), text_width("\\xff", 10.0, false), 1e-9);
}

TEST(a_text_that_fits_stays_and_another_ends_in_an_ellipsis_and_fits)
{
    static const char *const texts[] = {"semantic, conflict", "Überraschung und Ärger",
                                        "漢字漢字漢字漢字", "e\u0301e\u0301e\u0301e\u0301",
                                        "\x1b[31m hidden \xff"};
    struct arena *arena = arena_new();

    CHECK_STR(text_fit("sad", 10.0, false, 100.0, arena), "sad");
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        for (double width = 12.0; width < 120.0; width += 7.0) {
            const char *fit = text_fit(texts[i], 10.0, true, width, arena);

            CHECK(text_width(fit, 10.0, true) <= width);
            CHECK(strcmp(fit, texts[i]) == 0 || strstr(fit, "…"));
        }
    arena_free(arena);
}

#ifdef ASSAY_CAIRO

static double measured(cairo_t *cairo, const char *text)
{
    cairo_text_extents_t extents;

    cairo_text_extents(cairo, text, &extents);
    return extents.x_advance;
}

/* Whether the face is the one the table is of, and not what stands in for it. */
static bool is_the_face(cairo_t *cairo)
{
    return measured(cairo, "m") > 97.3 && measured(cairo, "m") < 97.5 &&
           measured(cairo, "i") > 27.7 && measured(cairo, "i") < 27.9;
}

static void check_measured(cairo_t *cairo)
{
    static const char *const texts[] = {
        "The quick brown fox jumps over the lazy dog, 0123456789.",
        "accuracy +.2146 (95% interval) [a/b] {c} <d> = \"e\" & f_g~h|i^j`k",
        "Äpfel, Öl, Übung, groß, ça, naïve, Łódź, žluťoučký",
        "αβγδεζηθικλμνξοπρστυφχψω ΑΒΓΔΩ",
        "абвгдежзийклмнопрстуфхцчшщъыьэюя АБВГДЕЖЗ",
        "− – — … “x” ← → ≤ ≥ × ± ·",
    };

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        CHECK_NEAR(text_width(texts[i], 100.0, false) / measured(cairo, texts[i]), 1.0, 0.002);
}

TEST(widths_are_those_that_cairo_measures_of_the_face)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1);
    cairo_t *cairo = cairo_create(surface);
    cairo_font_options_t *options = cairo_font_options_create();

    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_set_font_options(cairo, options);
    cairo_font_options_destroy(options);
    cairo_select_font_face(cairo, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(cairo, 100.0);
    if (is_the_face(cairo))
        check_measured(cairo);
    else
        SKIP("DejaVu Sans is not installed");
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
}

#endif
