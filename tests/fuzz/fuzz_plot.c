#include "../unit/made_plot.h"
#include "fuzz.h"

#include <assay/base/utf8.h>
#include <assay/plot/plot_draw.h>
#include <assay/tui/plot_text.h>

/* Lines of the width asked for at most, in ASCII where that was asked for. */
static void print(const struct plot *plot, unsigned byte)
{
    struct plot_text_options options = {20 + (int)byte % 100, 6 + (int)byte % 20,
                                        (enum glyph_set)(byte % 3)};
    struct buf out = {.ptr = NULL};
    struct str rest, line;

    plot_text(plot, &options, &out);
    rest = buf_str(&out);
    FUZZ_HOLDS(utf8_valid(rest));
    while (str_split(&rest, '\n', &line)) {
        FUZZ_HOLDS(utf8_width(line) <= (size_t)options.columns);
        for (size_t i = 0; options.glyphs == GLYPHS_ASCII && i < line.len; i++)
            FUZZ_HOLDS(line.ptr[i] >= ' ' && line.ptr[i] <= '~');
    }
    buf_release(&out);
}

/* Whatever plot the bytes are, its drawing has only finite places on the page, and text >= 6. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct made_bytes bytes = {.data = data, .size = size, .arena = arena};
    struct plot_size page = {.width = 8.0 * made_byte(&bytes), .height = 8.0 * made_byte(&bytes)};
    unsigned characters = made_byte(&bytes);
    const struct plot *plot = made_plot(&bytes);
    const struct drawing *drawing = plot_draw(plot, &page, arena);

    for (size_t i = 0; i < drawing->count; i++) {
        const struct shape *shape = &drawing->shapes[i];

        FUZZ_HOLDS(isfinite(shape->x + shape->y + shape->width + shape->height));
        FUZZ_HOLDS(shape->kind != DRAWN_TEXT || shape->style.size >= 6.0);
        for (size_t k = 0; k < shape->count; k++) {
            struct plot_point point = shape->points[k];

            FUZZ_HOLDS(isnan(point.x) == isnan(point.y));
            FUZZ_HOLDS(isnan(point.x) || (point.x >= 0.0 && point.x <= drawing->width &&
                                          point.y >= 0.0 && point.y <= drawing->height));
        }
    }
    print(plot, characters);
    arena_free(arena);
    return 0;
}
