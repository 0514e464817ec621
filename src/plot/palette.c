#include <assay/plot/palette.h>

/* WCAG's bound for graphics and large text. */
static const double least_contrast = 3.0;

static const struct colour white = {.kind = COLOUR_RGB, .red = 255, .green = 255, .blue = 255};
static const struct colour near_white = {.kind = COLOUR_RGB, .red = 230, .green = 230, .blue = 230};
static const struct colour near_black = {.kind = COLOUR_RGB, .red = 26, .green = 26, .blue = 26};
static const struct colour night = {.kind = COLOUR_RGB, .red = 18, .green = 18, .blue = 18};

static struct colour rgb_or(struct colour colour, struct colour otherwise)
{
    if (colour.kind == COLOUR_DEFAULT)
        return otherwise;
    return colour_of_rgb(colour.red, colour.green, colour.blue);
}

static bool same(struct colour a, struct colour b)
{
    return a.red == b.red && a.green == b.green && a.blue == b.blue;
}

static uint8_t mix_part(uint8_t from, uint8_t to, int step, int steps)
{
    return (uint8_t)((from * (steps - step) + to * step + steps / 2) / steps);
}

static struct colour mix(struct colour from, struct colour to, int step, int steps)
{
    return colour_of_rgb(mix_part(from.red, to.red, step, steps),
                         mix_part(from.green, to.green, step, steps),
                         mix_part(from.blue, to.blue, step, steps));
}

/* The colour, or the nearest one on its way to black or white that can be seen on `on`. */
static struct colour readable(struct colour colour, struct colour on)
{
    enum { STEPS = 32 };
    const struct colour black = colour_of_rgb(0, 0, 0);
    struct colour end = colour_contrast(white, on) > colour_contrast(black, on) ? white : black;

    for (int step = 0; step < STEPS; step++)
        if (colour_contrast(mix(colour, end, step, STEPS), on) >= least_contrast)
            return mix(colour, end, step, STEPS);
    return end;
}

/* A theme without colours tells steps by attributes; on paper they are greys. */
static bool has_steps(const struct palette *palette, enum role first, int count)
{
    for (int i = 0; i < count; i++)
        if (!same(palette->bg[(int)first + i], palette->page))
            return true;
    return false;
}

/* From the page's colour to the text's; diverging ones too, since the order must be told. */
static void add_greys(struct palette *palette, enum role first, int count)
{
    for (int i = 0; i < count; i++)
        palette->bg[(int)first + i] = mix(palette->page, palette->fg[ROLE_TEXT], i, count - 1);
}

static void set_role(struct palette *palette, const struct theme *theme, enum role role,
                     struct colour text)
{
    const struct role_style *style = &theme->styles[role];
    struct colour fg = rgb_or(style->fg, text), bg = rgb_or(style->bg, palette->page);
    bool turned = (style->attributes & STYLE_REVERSE) != 0;

    palette->fg[role] = turned ? bg : fg;
    palette->bg[role] = turned ? fg : bg;
}

struct palette palette_of_theme(const struct theme *theme)
{
    const struct role_style *base = &theme->styles[ROLE_TEXT];
    struct palette palette = {.dark = theme->dark};
    struct colour text = rgb_or(base->fg, theme->dark ? near_white : near_black);

    palette.page = rgb_or(base->bg, theme->dark ? night : white);
    for (int role = 0; role < ROLE_COUNT; role++)
        set_role(&palette, theme, (enum role)role, text);
    if (!has_steps(&palette, ROLE_HEAT_0, HEAT_STEPS - 3))
        add_greys(&palette, ROLE_HEAT_0, HEAT_STEPS);
    if (!has_steps(&palette, ROLE_DIVERGE_2, DIVERGE_STEPS - 2))
        add_greys(&palette, ROLE_DIVERGE_0, DIVERGE_STEPS);
    for (int role = 0; role < ROLE_COUNT; role++)
        palette.fg[role] = readable(palette.fg[role], palette.bg[role]);
    return palette;
}
