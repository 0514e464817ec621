/*
 * Colours as terminals have them: the terminal's own default, an entry of the xterm palette, or
 * red, green and blue; and how they are reduced to what a terminal can show.
 *
 * The palette is xterm's: 16 named colours, a cube of 6 x 6 x 6 (levels 0, 95, 135, 175, 215, 255),
 * and 24 greys (8, 18, … 238). Users set the first 16 as they like; their values here are xterm's
 * own. Distances are CIE76 in L*a*b* of D65 (CIE 15:2004, 8.2.1), from sRGB (IEC 61966-2-1).
 * Contrast is (L1 + .05) / (L2 + .05) of relative luminances, 1 to 21 (WCAG 2.1, 1.4.3).
 * Nothing fails. Where a luminance is wanted, COLOUR_DEFAULT counts as the values it carries.
 */
#ifndef ASSAY_LOOK_COLOUR_H
#define ASSAY_LOOK_COLOUR_H

#include <assay/base/str.h>

#include <stdbool.h>
#include <stdint.h>

enum colour_kind { COLOUR_DEFAULT, COLOUR_INDEX, COLOUR_RGB };

struct colour {
    uint8_t kind;             /* enum colour_kind */
    uint8_t index;            /* COLOUR_INDEX: of the xterm palette */
    uint8_t red, green, blue; /* COLOUR_RGB; of an index, its usual values */
};

/* CIE L*a*b*: lightness 0 to 100, a and b about -128 to 127. */
struct colour_lab {
    double l, a, b;
};

/* Red, green and blue of an xterm palette entry. */
struct colour colour_of_index(uint8_t index);
struct colour colour_of_rgb(uint8_t red, uint8_t green, uint8_t blue);
/*
 * "#rrggbb", a name ("red", "bright-blue", … "default") or a number 0 to 255; false for any other.
 */
bool colour_parse(struct str text, struct colour *colour);

struct colour_lab colour_lab(struct colour colour);
double colour_distance(struct colour a, struct colour b);
bool colour_is_grey(struct colour colour);
double colour_contrast(struct colour a, struct colour b);

/*
 * The palette's entry nearest to a colour, among the first `count` (8, 16 or 256). Of 256 the first
 * 16 are left out, since users set them, unless the colour is one of them by number. The lowest of
 * several equally near.
 */
uint8_t colour_nearest(struct colour colour, int count);
/*
 * The same for a background whose hue is its meaning: of the coloured entries the one of the
 * nearest hue, however light; a grey is reduced as above. For counts of 8 and 16.
 */
uint8_t colour_nearest_hue(struct colour colour, int count);
/*
 * The same for what is read on a background: among those that have a contrast of at least 3 with
 * it. Of 8 or 16 the hue decides and no colour becomes a grey, so that it keeps its meaning.
 */
uint8_t colour_nearest_on(struct colour colour, struct colour background, int count);

#endif
