#include <assay/tui/theme.h>

#include <assay/tui/canvas.h>

#include <string.h>

/* Stands in until the theme files are read. */
static struct colour rgb(unsigned value)
{
    return (struct colour){COLOUR_RGB, 0, (uint8_t)(value >> 16), (uint8_t)(value >> 8),
                           (uint8_t)value};
}

const struct theme *theme_load(const char *name, struct arena *arena, struct err *err)
{
    static const unsigned heat[9] = {0x1b2330, 0x1e2f45, 0x223d5c, 0x274c74, 0x2d5c8d,
                                     0x356ea6, 0x4582bd, 0x5c99d0, 0x7fb4e3};
    static const unsigned diverge[7] = {0xb35806, 0xd98a3a, 0x5c4020, 0x22262c,
                                        0x2b3a55, 0x4a78b8, 0x7fb4e3};
    struct theme *theme = arena_zalloc(arena, 1, sizeof(*theme));

    (void)err;
    theme->name = name;
    theme->summary = "";
    theme->dark = true;
    theme->styles[ROLE_HEAD].attributes = STYLE_BOLD;
    theme->styles[ROLE_TITLE].attributes = STYLE_BOLD;
    theme->styles[ROLE_BRAND].attributes = STYLE_BOLD;
    theme->styles[ROLE_TAB_CURRENT].attributes = STYLE_BOLD | STYLE_UNDERLINE;
    theme->styles[ROLE_CURSOR].attributes = STYLE_REVERSE;
    theme->styles[ROLE_CURSOR_AWAY].attributes = STYLE_BOLD;
    theme->styles[ROLE_DIM].fg = theme->styles[ROLE_RULE].fg = theme->styles[ROLE_HINT].fg =
        theme->styles[ROLE_AXIS].fg = theme->styles[ROLE_GHOST].fg = rgb(0x8a929c);
    theme->styles[ROLE_DISABLED].fg = rgb(0x5a6068);
    theme->styles[ROLE_TAB].fg = rgb(0x8a929c);
    theme->styles[ROLE_AGREES].fg = rgb(0x6fbf8f);
    theme->styles[ROLE_ALLOWED].fg = rgb(0x8fb8de);
    theme->styles[ROLE_DIFFERS] = (struct role_style){rgb(0xff7b5a), {0}, STYLE_BOLD};
    theme->styles[ROLE_NO_EVIDENCE].fg = rgb(0xc9b458);
    theme->styles[ROLE_RIGHT].fg = rgb(0x5fb3d9);
    theme->styles[ROLE_WRONG].fg = rgb(0xff9d5c);
    theme->styles[ROLE_POSITIVE].fg = theme->styles[ROLE_SERIES_A].fg = rgb(0x5fb3d9);
    theme->styles[ROLE_NEGATIVE].fg = theme->styles[ROLE_SERIES_B].fg = rgb(0xff9d5c);
    theme->styles[ROLE_SERIES_C].fg = rgb(0x8fd18f);
    theme->styles[ROLE_SERIES_D].fg = rgb(0xc9a0dc);
    theme->styles[ROLE_BAR].fg = rgb(0x5c86ad);
    theme->styles[ROLE_BAND].fg = rgb(0x4a5560);
    theme->styles[ROLE_CROSSHAIR].fg = theme->styles[ROLE_CROSSING].fg = rgb(0xc9b458);
    theme->styles[ROLE_ERROR] = (struct role_style){rgb(0xff7b5a), {0}, STYLE_BOLD};
    theme->styles[ROLE_WARNING].fg = rgb(0xc9b458);
    theme->styles[ROLE_ESCAPED].fg = rgb(0xc9a0dc);
    for (int i = 0; i < HEAT_STEPS; i++)
        theme->styles[ROLE_HEAT_0 + i] =
            (struct role_style){rgb(i > 5 ? 0x0c1016 : 0xe6ebf0), rgb(heat[i]), 0};
    for (int i = 0; i < DIVERGE_STEPS; i++)
        theme->styles[ROLE_DIVERGE_0 + i] =
            (struct role_style){rgb(i == 0 || i == 6 ? 0x0c1016 : 0xe6ebf0), rgb(diverge[i]), 0};
    return theme;
}

struct role_style theme_style(const struct theme *theme, unsigned style, enum colour_depth depth)
{
    struct role_style result = theme->styles[STYLE_ROLE(style)];

    result.attributes |= style & ~0xffu;
    if (depth == DEPTH_MONO)
        result.fg = result.bg = (struct colour){0};
    return result;
}

struct theme_list theme_names(struct arena *arena)
{
    static const char *const names[] = {"default"};

    (void)arena;
    return (struct theme_list){names, 1};
}
