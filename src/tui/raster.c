#include <assay/tui/raster.h>

#include <math.h>

/* ---- dots ---- */

static const struct {
    int across, down;
} dots_of[] = {
    [GLYPHS_ASCII] = {1, 3},
    [GLYPHS_BLOCK] = {1, 2},
    [GLYPHS_BRAILLE] = {2, 4},
};

struct raster *raster_new(struct arena *arena, enum glyph_set glyphs, int rows, int columns,
                          int layers)
{
    struct raster *raster = arena_zalloc(arena, 1, sizeof(*raster));

    raster->glyphs = glyphs;
    raster->rows = rows > 0 ? rows : 0;
    raster->columns = columns > 0 ? columns : 0;
    raster->dots_across = dots_of[glyphs].across;
    raster->dots_down = dots_of[glyphs].down;
    raster->width = raster->columns * raster->dots_across;
    raster->height = raster->rows * raster->dots_down;
    raster->layers = layers > 0 ? layers : 0;
    raster->dots = arena_zalloc(
        arena, (size_t)raster->layers * (size_t)raster->rows * (size_t)raster->columns + 1, 1);
    return raster;
}

static uint8_t *cell_of(const struct raster *raster, int layer, int row, int column)
{
    size_t at = (size_t)layer * (size_t)raster->rows + (size_t)row;

    return &raster->dots[at * (size_t)raster->columns + (size_t)column];
}

/* Bits of a cell, row by row; the Braille pattern's own order is made when it is shown. */
void raster_dot(struct raster *raster, int layer, int x, int y)
{
    int bit;

    if (x < 0 || y < 0 || x >= raster->width || y >= raster->height || layer < 0 ||
        layer >= raster->layers)
        return;
    bit = (y % raster->dots_down) * raster->dots_across + x % raster->dots_across;
    *cell_of(raster, layer, y / raster->dots_down, x / raster->dots_across) |= (uint8_t)(1 << bit);
}

/* ---- lines ---- */

/* One edge of Liang and Barsky, A new concept and method for line clipping, ACM TOG 3 (1984). */
static bool clip_edge(double direction, double distance, double *from, double *to)
{
    double at;

    if (direction == 0.0)
        return distance >= 0.0;
    at = distance / direction;
    if (direction < 0.0)
        *from = fmax(*from, at);
    else
        *to = fmin(*to, at);
    return *from <= *to;
}

static bool clip(const struct raster *raster, double *x0, double *y0, double *x1, double *y1)
{
    double dx = *x1 - *x0, dy = *y1 - *y0, from = 0.0, to = 1.0, x = *x0, y = *y0;

    if (!isfinite(dx) || !isfinite(dy) || !isfinite(x) || !isfinite(y))
        return false;
    if (!clip_edge(-dx, x + 0.5, &from, &to) || !clip_edge(dx, raster->width - 0.5 - x, &from, &to))
        return false;
    if (!clip_edge(-dy, y + 0.5, &from, &to) ||
        !clip_edge(dy, raster->height - 0.5 - y, &from, &to))
        return false;
    *x0 = x + from * dx;
    *y0 = y + from * dy;
    *x1 = x + to * dx;
    *y1 = y + to * dy;
    return true;
}

static bool is_on(struct raster_dash dash, int phase)
{
    return dash.off <= 0 || phase % (dash.on + dash.off) < dash.on;
}

void raster_line(struct raster *raster, int layer, double x0, double y0, double x1, double y1,
                 struct raster_dash dash, int *phase)
{
    int steps, own = 0;

    if (!phase)
        phase = &own;
    if (!clip(raster, &x0, &y0, &x1, &y1))
        return;
    steps = (int)ceil(fmax(fabs(x1 - x0), fabs(y1 - y0)));
    for (int i = 0; i <= steps; i++) {
        double part = steps ? (double)i / steps : 0.0;

        if (is_on(dash, *phase))
            raster_dot(raster, layer, (int)lround(x0 + part * (x1 - x0)),
                       (int)lround(y0 + part * (y1 - y0)));
        /* The end is the start of the next line. */
        if (i < steps)
            *phase = (*phase + 1) % (1 << 20);
    }
}

/* ---- characters ---- */

static uint32_t braille_code(unsigned bits)
{
    /* Row by row to the order of U+2800: 1 4, 2 5, 3 6, 7 8. */
    static const unsigned char order[8] = {0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80};
    uint32_t pattern = 0;

    for (int i = 0; i < 8; i++)
        if (bits & (1u << i))
            pattern |= order[i];
    return 0x2800 + pattern;
}

static uint32_t code_of(enum glyph_set glyphs, unsigned bits)
{
    static const uint32_t blocks[4] = {' ', 0x2580, 0x2584, 0x2588};
    static const char ascii[8] = {' ', '\'', '-', '"', '.', ':', '=', '|'};

    switch (glyphs) {
    case GLYPHS_BRAILLE:
        return braille_code(bits);
    case GLYPHS_BLOCK:
        return blocks[bits & 3u];
    case GLYPHS_ASCII:
        break;
    }
    return (uint32_t)(unsigned char)ascii[bits & 7u];
}

static int count_bits(unsigned bits)
{
    int count = 0;

    for (; bits; bits &= bits - 1)
        count++;
    return count;
}

uint32_t raster_code(const struct raster *raster, int row, int column, int *layer)
{
    unsigned all = 0;
    int most = 0;

    for (int i = 0; i < raster->layers; i++) {
        unsigned bits = *cell_of(raster, i, row, column);

        if (bits && count_bits(bits) >= most) {
            most = count_bits(bits);
            if (layer)
                *layer = i;
        }
        all |= bits;
    }
    return all ? code_of(raster->glyphs, all) : 0;
}
