/*
 * The themes of themes/ as they are part of the program: themes.c in the build folder, made by
 * src/look/embed_themes.sh. Sorted by name; ends in a NULL name.
 */
#ifndef ASSAY_LOOK_THEME_EMBEDDED_H
#define ASSAY_LOOK_THEME_EMBEDDED_H

#include <stddef.h>

struct theme_embedded {
    const char *name;
    const unsigned char *text; /* the file, not ended by NUL */
    size_t length;
};

extern const struct theme_embedded theme_embedded[];

#endif
