/*
 * A canvas as a document: plain text, text with ANSI colours, or SVG. Rows end where their last
 * drawn cell does; every row ends in a newline. The same canvas gives the same bytes.
 *
 * SVG: one text element a run of cells of one style, on a background of the theme, in a monospaced
 * font; wide characters keep their two columns.
 */
#ifndef ASSAY_TUI_PRESENT_TEXT_H
#define ASSAY_TUI_PRESENT_TEXT_H

#include <assay/look/theme.h>
#include <assay/tui/canvas.h>

void present_txt(const struct canvas *canvas, struct buf *out);
void present_ansi(const struct canvas *canvas, const struct theme *theme, enum colour_depth depth,
                  struct buf *out);
void present_svg(const struct canvas *canvas, const struct theme *theme, const char *title,
                 struct buf *out);

#endif
