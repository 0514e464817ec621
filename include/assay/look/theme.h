/*
 * Themes: colours and attributes for every role, read from YAML.
 *
 * Theme files hold `name`, `summary`, `background` (dark or light) and a map `roles` with every
 * role of role.h: {fg, bg, attributes}. A colour is "#rrggbb", one of the 16 names ("red",
 * "bright-blue", …), a number 0 to 255 of the xterm palette, or "default". Attributes is a list of
 * bold, dim, reverse, underline. What a role leaves out of its colours it has from the role `text`;
 * one with a background of its own must say its foreground. A missing role, an unknown one or a
 * broken value is an error with its line.
 *
 * The themes of themes/ are part of the program, so that one copied file works on any host; those
 * of $XDG_CONFIG_HOME/assay/themes/NAME.yaml come before them.
 *
 * Colours are kept as written and reduced when shown: to 256, 16 or 8 colours by the nearest one in
 * CIE L*a*b* (colour.h), to none for mono terminals and NO_COLOR. A foreground never falls
 * together with its background: only colours that can be read on it are chosen from. Where a role
 * is told by colour alone and none is left, it has the attributes of the theme `mono`, so no role
 * loses its meaning; so has a grey on 8 colours, which is none there.
 */
#ifndef ASSAY_LOOK_THEME_H
#define ASSAY_LOOK_THEME_H

#include <assay/base/arena.h>
#include <assay/base/err.h>
#include <assay/look/colour.h>
#include <assay/look/role.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct role_style {
    struct colour fg, bg;
    unsigned attributes; /* STYLE_ bits of role.h */
};

enum colour_depth { DEPTH_MONO, DEPTH_8, DEPTH_16, DEPTH_256, DEPTH_RGB };

struct theme {
    const char *name, *summary;
    bool dark;
    struct role_style styles[ROLE_COUNT];
    unsigned mono[ROLE_COUNT]; /* attributes when there are no colours */
};

struct theme_list {
    const char *const *names; /* those of the user first, each name once */
    size_t count;
};

/* NULL and err when there is none of that name or it is broken. Owned by the arena. */
const struct theme *theme_load(const char *name, struct arena *arena, struct err *err);
/* The same, but where the user's own is broken the program's of that name takes its place. */
const struct theme *theme_load_sound(const char *name, struct arena *arena);
/* Parse a theme's text; file is for errors. */
const struct theme *theme_parse(const char *text, size_t length, const char *file,
                                struct arena *arena, struct err *err);
struct theme_list theme_names(struct arena *arena);

/*
 * A style as this depth can show it: attributes of style added to those of its role, colours
 * reduced (kind INDEX below DEPTH_RGB, DEFAULT for DEPTH_MONO).
 */
struct role_style theme_style(const struct theme *theme, unsigned style, enum colour_depth depth);

#endif
