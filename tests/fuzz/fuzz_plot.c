#include "../unit/made_plot.h"
#include "fuzz.h"

#include <assay/plot/plot_draw.h>

/* Whatever plot the bytes are, its drawing has the page's size and only finite places. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct made_bytes bytes = {.data = data, .size = size, .arena = arena};
    struct plot_size page = {.width = 8.0 * made_byte(&bytes), .height = 8.0 * made_byte(&bytes)};
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
    arena_free(arena);
    return 0;
}
