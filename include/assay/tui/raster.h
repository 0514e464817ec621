/*
 * Raster: dots finer than the cells of a terminal, in layers, and the characters that show them.
 *
 * A cell has 2 x 4 dots in Braille (U+2800), 1 x 2 in half blocks, 1 x 3 in ASCII (. - '). Dots
 * count from the top left. Layers are laid over each other: a cell shows the dots of all layers,
 * in the name of the layer that has most of them there (the later one of two).
 *
 *     struct raster *raster = raster_new(arena, GLYPHS_BRAILLE, rows, columns, layers);
 *     raster_line(raster, 0, x0, y0, x1, y1, NULL);
 *     code = raster_code(raster, row, column, &layer);
 *
 * Dots and lines outside are cut; nothing fails. Memory is the arena's.
 */
#ifndef ASSAY_TUI_RASTER_H
#define ASSAY_TUI_RASTER_H

#include <assay/base/arena.h>
#include <assay/tui/canvas.h>

#include <stdint.h>

struct raster {
    enum glyph_set glyphs;
    int rows, columns;          /* cells */
    int dots_across, dots_down; /* a cell */
    int width, height;          /* dots */
    int layers;
    uint8_t *dots; /* bits, [layer][row][column] */
};

/* Sizes below 0 count as 0. */
struct raster *raster_new(struct arena *arena, enum glyph_set glyphs, int rows, int columns,
                          int layers);
void raster_dot(struct raster *raster, int layer, int x, int y);
/*
 * A line between the centres of two dots, given in dots (fractions are places between them). It is
 * broken into dashes of `on` dots with `off` dots between them; off 0: solid. *phase counts on
 * from one line to the next; NULL: from 0.
 */
struct raster_dash {
    int on, off;
};
void raster_line(struct raster *raster, int layer, double x0, double y0, double x1, double y1,
                 struct raster_dash dash, int *phase);
/* The character of a cell, 0 when it has no dot; *layer (may be NULL) gets whose it is. */
uint32_t raster_code(const struct raster *raster, int row, int column, int *layer);

#endif
