/*
 * Glyphs: a text as the characters a screen shows, one after the other, with what is unsafe spelt
 * out, and the one ASCII character that stands for any other one.
 */
#ifndef ASSAY_TUI_GLYPH_H
#define ASSAY_TUI_GLYPH_H

#include <assay/base/str.h>
#include <assay/tui/canvas.h>

struct glyph {
    uint32_t codes[CELL_CODES]; /* the character and its marks; 0 ends */
    int width;                  /* columns */
    bool spelt;                 /* unsafe: text stands for it, width is its length */
    char text[16];
};

/* Take the next glyph from the front of the text; false at its end. */
bool glyph_next(struct str *text, struct glyph *glyph);
/* The ASCII character for one code point: itself, a look-alike, or '?'. Never a control. */
char glyph_ascii(uint32_t code);

#endif
