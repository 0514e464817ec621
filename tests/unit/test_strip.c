#include "check.h"

#include <assay/tui/present_text.h>
#include <assay/tui/strip.h>

#include <math.h>
#include <string.h>

/* What stands in the first row after drawing. */
static const char *row_of(struct canvas *canvas, struct arena *arena)
{
    struct buf out = {.ptr = NULL};
    char *text;

    present_txt(canvas, &out);
    text = arena_strndup(arena, out.ptr, strcspn(out.ptr, "\n"));
    buf_release(&out);
    return text;
}

static const char *bar(double share, int width, enum glyph_set glyphs, struct arena *arena)
{
    struct canvas *canvas = canvas_new(1, width);
    struct surface surface = canvas_surface(canvas, glyphs);
    const char *text;

    strip_bar(&surface, share, ROLE_BAR);
    text = row_of(canvas, arena);
    canvas_free(canvas);
    return text;
}

TEST(a_bar_is_as_long_as_its_share_in_eighths)
{
    struct arena *arena = arena_new();

    CHECK_STR(bar(0.5, 8, GLYPHS_BRAILLE, arena), "████");
    CHECK_STR(bar(1.0, 3, GLYPHS_BRAILLE, arena), "███");
    CHECK_STR(bar(0.0, 3, GLYPHS_BRAILLE, arena), "");
    CHECK_STR(bar(0.3125, 2, GLYPHS_BRAILLE, arena), "▋");
    CHECK_STR(bar(NAN, 3, GLYPHS_BRAILLE, arena), "");
    CHECK_STR(bar(7.0, 3, GLYPHS_BRAILLE, arena), "███");
    CHECK_STR(bar(0.5, 8, GLYPHS_ASCII, arena), "####");
    arena_free(arena);
}

TEST(an_interval_has_its_value_between_its_ends)
{
    struct arena *arena = arena_new();
    struct canvas *canvas = canvas_new(1, 10);
    struct surface surface = canvas_surface(canvas, GLYPHS_BRAILLE);

    strip_interval(&surface, 0.2, 0.45, 0.69, ROLE_SERIES_A);
    CHECK_STR(row_of(canvas, arena), "  ──●──");
    canvas_free(canvas);
    arena_free(arena);
}

TEST(tallies_of_several_runs_stand_in_columns)
{
    static const size_t first[VERDICT_COUNT] = {393, 0, 4, 0, 0};
    static const size_t second[VERDICT_COUNT] = {5, 18, 0, 0, 0};
    int widths[VERDICT_COUNT] = {0}, width;
    struct arena *arena = arena_new();
    struct canvas *canvas;
    struct surface surface;

    strip_tally_fit(widths, first);
    width = strip_tally_fit(widths, second);
    CHECK_INT(width, (int)strlen("393= 18~ 4!"));
    canvas = canvas_new(1, width);
    surface = canvas_surface(canvas, GLYPHS_BRAILLE);
    strip_tally(&surface, first, widths);
    CHECK_STR(row_of(canvas, arena), "393=     4!");
    canvas_reset(canvas, 1, width);
    strip_tally(&surface, second, widths);
    CHECK_STR(row_of(canvas, arena), "  5= 18~");
    canvas_free(canvas);
    arena_free(arena);
}
