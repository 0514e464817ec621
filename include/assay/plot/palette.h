/*
 * Palettes: the colours of a plot, red, green and blue for every role, from a theme.
 *
 * Themes are made for terminals and may leave colours to them (`default`); on a page these are near
 * black on white or near white on near black, as the theme is light or dark. Every foreground has a
 * contrast of at least 3 with what it stands on: the page, or the background of its own role.
 */
#ifndef ASSAY_PLOT_PALETTE_H
#define ASSAY_PLOT_PALETTE_H

#include <assay/look/theme.h>

struct palette {
    bool dark;
    struct colour page;           /* all are COLOUR_RGB */
    struct colour fg[ROLE_COUNT]; /* lines, text, and fills without a background */
    struct colour bg[ROLE_COUNT]; /* cells: heat-0 …; the page where the role has none */
};

struct palette palette_of_theme(const struct theme *theme);

#endif
