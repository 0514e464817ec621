#include "check.h"

#include <assay/tui/raster.h>

#include <math.h>
#include <stdlib.h>

static const struct raster_dash solid = {0, 0};

TEST(braille_dots_stand_where_unicode_has_them)
{
    static const struct {
        int x, y;
        uint32_t code;
    } rows[] = {{0, 0, 0x2801}, {1, 0, 0x2808}, {0, 1, 0x2802}, {1, 1, 0x2810},
                {0, 2, 0x2804}, {1, 2, 0x2820}, {0, 3, 0x2840}, {1, 3, 0x2880}};
    struct arena *arena = arena_new();

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct raster *raster = raster_new(arena, GLYPHS_BRAILLE, 2, 3, 1);

        raster_dot(raster, 0, 2 + rows[i].x, 4 + rows[i].y);
        CHECK_INT(raster_code(raster, 1, 1, NULL), rows[i].code);
        CHECK_INT(raster_code(raster, 0, 0, NULL), 0);
    }
    arena_free(arena);
}

TEST(half_blocks_and_ascii_show_the_same_dots)
{
    struct arena *arena = arena_new();
    struct raster *block = raster_new(arena, GLYPHS_BLOCK, 1, 3, 1);
    struct raster *ascii = raster_new(arena, GLYPHS_ASCII, 1, 3, 1);

    raster_dot(block, 0, 0, 0);
    raster_dot(block, 0, 1, 1);
    CHECK_INT(raster_code(block, 0, 0, NULL), 0x2580);
    CHECK_INT(raster_code(block, 0, 1, NULL), 0x2584);
    for (int i = 0; i < 3; i++)
        raster_dot(ascii, 0, i, i);
    CHECK_INT(raster_code(ascii, 0, 0, NULL), '\'');
    CHECK_INT(raster_code(ascii, 0, 1, NULL), '-');
    CHECK_INT(raster_code(ascii, 0, 2, NULL), '.');
    arena_free(arena);
}

TEST(cell_belongs_to_the_layer_with_most_dots_and_to_the_later_of_two)
{
    struct arena *arena = arena_new();
    struct raster *raster = raster_new(arena, GLYPHS_BRAILLE, 1, 1, 2);
    int layer = -1;

    raster_dot(raster, 0, 0, 0);
    raster_dot(raster, 1, 1, 3);
    CHECK_INT(raster_code(raster, 0, 0, &layer), 0x2881);
    CHECK_INT(layer, 1);
    raster_dot(raster, 0, 0, 1);
    raster_code(raster, 0, 0, &layer);
    CHECK_INT(layer, 0);
    arena_free(arena);
}

/* Dots of a layer in a column of dots. */
static int dots_in(const struct raster *raster, int x)
{
    int count = 0;

    for (int y = 0; y < raster->height; y++) {
        int bit = (y % raster->dots_down) * raster->dots_across + x % raster->dots_across;
        int cell = (y / raster->dots_down) * raster->columns + x / raster->dots_across;

        count += (raster->dots[cell] >> bit) & 1;
    }
    return count;
}

TEST(flat_line_has_one_dot_a_column_whatever_lies_outside)
{
    struct arena *arena = arena_new();
    struct raster *raster = raster_new(arena, GLYPHS_BRAILLE, 5, 20, 1);

    raster_line(raster, 0, -1e9, 7.0, 1e9, 7.0, solid, NULL);
    for (int x = 0; x < raster->width; x++)
        CHECK_INT(dots_in(raster, x), 1);
    raster_line(raster, 0, 0.0, -50.0, 40.0, -1.0, solid, NULL);
    raster_line(raster, 0, NAN, 0.0, 3.0, 3.0, solid, NULL);
    raster_line(raster, 0, 0.0, 0.0, INFINITY, 3.0, solid, NULL);
    for (int x = 0; x < raster->width; x++)
        CHECK_INT(dots_in(raster, x), 1);
    arena_free(arena);
}

TEST(dashes_go_on_from_line_to_line)
{
    static const struct raster_dash dash = {2, 2};
    struct arena *arena = arena_new();
    struct raster *raster = raster_new(arena, GLYPHS_BLOCK, 1, 12, 1);
    int phase = 0;

    raster_line(raster, 0, 0.0, 0.0, 5.0, 0.0, dash, &phase);
    raster_line(raster, 0, 5.0, 0.0, 11.0, 0.0, dash, &phase);
    for (int x = 0; x < 12; x++)
        CHECK_INT(dots_in(raster, x), x % 4 < 2);
    arena_free(arena);
}

/* The arena's block would be overrun: the sanitised build sees what these checks cannot. */
TEST(random_lines_stay_inside)
{
    struct arena *arena = arena_new();
    unsigned seed = 7;

    for (int i = 0; i < 3000; i++) {
        struct raster *raster;
        double at[4];

        seed = seed * 1103515245u + 12345u;
        raster = raster_new(arena, (enum glyph_set)((seed >> 8) % 3), (int)(seed >> 10) % 9,
                            (int)(seed >> 14) % 17, 2);
        for (int k = 0; k < 4; k++) {
            seed = seed * 1103515245u + 12345u;
            at[k] = ((double)(seed >> 8) / 16777216.0 - 0.5) * 200.0;
        }
        raster_line(raster, i % 2, at[0], at[1], at[2], at[3], solid, NULL);
        raster_dot(raster, 2, 0, 0);
        raster_dot(raster, -1, 0, 0);
        arena_reset(arena);
    }
    CHECK(true);
    arena_free(arena);
}
