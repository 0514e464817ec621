#include "fuzz.h"

#include "../unit/xml_check.h"

#include <assay/plot/drawing_svg.h>

#include <math.h>

/* Two bytes of the input as a coordinate, also a far one and none. */
static double coordinate(const uint8_t *data, size_t size, size_t at)
{
    int value = size ? data[at % size] * 256 + data[(at + 1) % size] : 0;

    return value == 0xffff ? NAN : value == 0xfffe ? 1e300 : (value - 32768) / 32.0;
}

static void add_shapes(struct drawing *drawing, const char *text, const uint8_t *data, size_t size)
{
    struct plot_point points[8];
    struct ink ink = {size ? data[0] % ROLE_COUNT : 0, size ? data[size - 1] % 4 : 0, 50};
    struct line_style line = {ink, 1.0, size % 3};

    for (size_t i = 0; i < 8; i++)
        points[i] =
            (struct plot_point){coordinate(data, size, 4 * i), coordinate(data, size, 4 * i + 2)};
    drawing_open(drawing, text);
    drawing_line(drawing, points, 8, line, NULL);
    drawing_area(drawing, points, 8, ink, text);
    drawing_text(drawing, 1, 2, text, (struct text_style){ink, 10, size % 3, .halo = size % 2});
    drawing_close(drawing);
    drawing_close(drawing);
    drawing_open(drawing, NULL);
    drawing_box(drawing, 1, 2, 3, 4, ink, line, text);
}

/* Whatever the texts and points are: XML, with the elements that were drawn and no other. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct palette palette;
    struct arena *arena = arena_new();
    const char *text = arena_strndup(arena, (const char *)data, size);
    struct drawing *drawing = drawing_new(100, 100, text, text, arena);
    struct drawing *plain = drawing_new(100, 100, "a", "a", arena);
    struct buf of_text = {.ptr = NULL}, of_plain = {.ptr = NULL};
    size_t elements;

    add_shapes(drawing, text, data, size);
    add_shapes(plain, "a", data, size);
    drawing_svg(drawing, &(struct svg_options){.palette = &palette, .font = text}, &of_text);
    drawing_svg(plain, &(struct svg_options){.palette = &palette}, &of_plain);
    elements = xml_check_elements(buf_str(&of_text));
    FUZZ_HOLDS(elements > 0);
    FUZZ_HOLDS(elements == xml_check_elements(buf_str(&of_plain)));
    buf_release(&of_text);
    buf_release(&of_plain);
    arena_free(arena);
    return 0;
}
