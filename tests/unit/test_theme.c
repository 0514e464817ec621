#include "check.h"

#include "temp_dir.h"

#include <assay/look/theme.h>
#include <assay/look/theme_embedded.h>
#include <assay/session/config.h>
#include <assay/tui/canvas.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- every theme of the program ---- */

typedef void (*theme_check)(const struct theme *theme);

static void check_all(theme_check check)
{
    struct arena *arena = arena_new();
    struct theme_list list = theme_names(arena);

    CHECK(list.count >= 6);
    for (size_t i = 0; i < list.count; i++) {
        struct err err = {.code = ERR_NONE};
        const struct theme *theme = theme_load(list.names[i], arena, &err);

        if (!CHECK(theme != NULL)) {
            CHECK_STR(err.text, "");
            continue;
        }
        CHECK_STR(theme->name, list.names[i]);
        CHECK(theme->summary[0]);
        check(theme);
    }
    arena_free(arena);
}

/* A check of two colours, told with theme and role when it fails. */
static void check_above(const struct theme *theme, const char *what, double value, double bound)
{
    struct buf text = {.ptr = NULL};

    if (!(value >= bound)) {
        buf_addf(&text, "%s: %s has %.2f, not %.2f", theme->name, what, value, bound);
        CHECK_STR(text.ptr, "");
    }
    buf_release(&text);
    CHECK(value >= bound);
}

/* Backgrounds that people have where a theme leaves it to the terminal. */
static size_t backgrounds(const struct theme *theme, struct colour bg, struct colour *out)
{
    uint8_t near = theme->dark ? 0x26 : 0xf5, far = theme->dark ? 0 : 255;

    if (bg.kind != COLOUR_DEFAULT) {
        out[0] = bg;
        return 1;
    }
    out[0] = colour_of_rgb(far, far, far);
    out[1] = colour_of_rgb(near, near, near);
    return 2;
}

/* Lines and what a run cannot show: WCAG 1.4.11 asks for 3. */
static bool is_decoration(int role)
{
    return role == ROLE_RULE || role == ROLE_DISABLED || role == ROLE_AXIS || role == ROLE_BAND;
}

static void check_contrast(const struct theme *theme)
{
    for (int role = 0; role < ROLE_COUNT; role++) {
        struct role_style style = theme_style(theme, (unsigned)role, DEPTH_RGB);
        struct colour behind[2];
        size_t count = backgrounds(theme, style.bg, behind);

        for (size_t i = 0; style.fg.kind != COLOUR_DEFAULT && i < count; i++)
            check_above(theme, role_name((enum role)role), colour_contrast(style.fg, behind[i]),
                        is_decoration(role) ? 3.0 : 4.5);
    }
}

TEST(text_of_every_theme_can_be_read)
{
    check_all(check_contrast);
}

static void check_reduced_contrast(const struct theme *theme)
{
    for (int depth = DEPTH_8; depth <= DEPTH_256; depth++)
        for (int role = 0; role < ROLE_COUNT; role++) {
            struct role_style style = theme_style(theme, (unsigned)role, (enum colour_depth)depth);
            struct colour behind[2];

            backgrounds(theme, style.bg, behind);
            if (style.fg.kind != COLOUR_DEFAULT)
                check_above(theme, role_name((enum role)role), colour_contrast(style.fg, behind[0]),
                            3.0);
            else
                CHECK(style.bg.kind == COLOUR_DEFAULT);
        }
}

TEST(reduced_themes_can_still_be_read)
{
    check_all(check_reduced_contrast);
}

/* ---- colour vision ---- */

/*
 * Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision
 * Deficiency", IEEE TVCG 15 (2009), severity 1.0, on linear RGB.
 */
static const double visions[][3][3] = {
    {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    {{0.152286, 1.052583, -0.204868},
     {0.114503, 0.786281, 0.099216},
     {-0.003882, -0.048116, 1.051998}},
    {{0.367322, 0.860646, -0.227968},
     {0.280085, 0.672501, 0.047413},
     {-0.011820, 0.042940, 0.968881}},
};

static double to_linear(uint8_t part)
{
    double v = part / 255.0;

    return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static uint8_t from_linear(double v)
{
    v = v < 0 ? 0 : v > 1 ? 1 : v;
    v = v <= 0.0031308 ? 12.92 * v : 1.055 * pow(v, 1 / 2.4) - 0.055;
    return (uint8_t)lround(255 * v);
}

static struct colour seen_as(struct colour colour, const double matrix[3][3])
{
    double in[3] = {to_linear(colour.red), to_linear(colour.green), to_linear(colour.blue)};
    uint8_t out[3];

    for (int i = 0; i < 3; i++)
        out[i] = from_linear(matrix[i][0] * in[0] + matrix[i][1] * in[1] + matrix[i][2] * in[2]);
    return colour_of_rgb(out[0], out[1], out[2]);
}

static void check_apart(const struct theme *theme, enum role a, enum role b, double bound)
{
    struct colour of_a = theme->styles[a].fg, of_b = theme->styles[b].fg;

    if (of_a.kind == COLOUR_DEFAULT && of_b.kind == COLOUR_DEFAULT) {
        CHECK(theme->mono[a] != theme->mono[b]); /* told by attributes */
        return;
    }
    CHECK(of_a.kind != COLOUR_DEFAULT && of_b.kind != COLOUR_DEFAULT);
    for (size_t i = 0; i < sizeof(visions) / sizeof(visions[0]); i++)
        check_above(theme, role_name(a),
                    colour_distance(seen_as(of_a, visions[i]), seen_as(of_b, visions[i])), bound);
}

/* A CIE76 distance of 2.3 is just seen; 20 is told at a glance in thin text. */
static void check_colour_blind(const struct theme *theme)
{
    check_apart(theme, ROLE_RIGHT, ROLE_WRONG, 40);
    check_apart(theme, ROLE_POSITIVE, ROLE_NEGATIVE, 40);
    check_apart(theme, ROLE_AGREES, ROLE_DIFFERS, 40);
    check_apart(theme, ROLE_ALLOWED, ROLE_DIFFERS, 20);
    check_apart(theme, ROLE_NO_EVIDENCE, ROLE_DIFFERS, 20);
    for (int a = ROLE_SERIES_A; a < ROLE_SERIES_D; a++)
        for (int b = a + 1; b <= ROLE_SERIES_D; b++)
            check_apart(theme, (enum role)a, (enum role)b, 15);
}

TEST(meaning_survives_colour_blindness)
{
    check_all(check_colour_blind);
}

static void check_few_colours(const struct theme *theme)
{
    for (int depth = DEPTH_MONO; depth <= DEPTH_256; depth++) {
        struct role_style right = theme_style(theme, ROLE_RIGHT, (enum colour_depth)depth);
        struct role_style wrong = theme_style(theme, ROLE_WRONG, (enum colour_depth)depth);

        CHECK(right.attributes != wrong.attributes || right.fg.index != wrong.fg.index);
    }
}

TEST(right_and_wrong_differ_at_every_depth)
{
    check_all(check_few_colours);
}

/* ---- heat ---- */

static void check_heat(const struct theme *theme)
{
    double last = NAN, sign = 0;

    for (int step = 0; step < HEAT_STEPS; step++) {
        struct colour bg = theme->styles[ROLE_HEAT_0 + step].bg;
        double light = colour_lab(bg).l;

        if (bg.kind == COLOUR_DEFAULT)
            continue;
        if (!isnan(last)) {
            CHECK(fabs(light - last) > 0.5);
            CHECK(sign == 0 || (light > last) == (sign > 0));
            sign = light - last;
        }
        last = light;
    }
    CHECK(sign == 0 || (sign > 0) == theme->dark);
}

TEST(heat_leaves_the_background_step_by_step)
{
    check_all(check_heat);
}

/* ---- diverging ---- */

/* Away from the middle each step is further from the background than the one before. */
static void check_side(const struct theme *theme, int direction)
{
    double last = colour_lab(theme->styles[ROLE_TEXT].bg).l;

    if (theme->styles[ROLE_TEXT].bg.kind == COLOUR_DEFAULT)
        last = theme->dark ? 0 : 100;
    for (int step = 1; step <= DIVERGE_STEPS / 2; step++) {
        struct colour bg = theme->styles[ROLE_DIVERGE_4 + direction * step].bg;
        double light = colour_lab(bg).l;

        if (bg.kind == COLOUR_DEFAULT)
            continue;
        check_above(theme, role_name((enum role)(ROLE_DIVERGE_4 + direction * step)),
                    theme->dark ? light - last : last - light, 5);
        last = light;
    }
}

static void check_diverging(const struct theme *theme)
{
    check_side(theme, -1);
    check_side(theme, 1);
}

TEST(diverging_steps_leave_the_middle_on_both_sides)
{
    check_all(check_diverging);
}

/* Worse and better of the same size, as backgrounds; in thin text it would be the same 20. */
static void check_sides(const struct theme *theme)
{
    for (int step = 1; step <= DIVERGE_STEPS / 2; step++) {
        struct colour worse = theme->styles[ROLE_DIVERGE_4 - step].bg;
        struct colour better = theme->styles[ROLE_DIVERGE_4 + step].bg;

        CHECK(worse.kind == better.kind);
        for (size_t i = 0; worse.kind != COLOUR_DEFAULT && i < sizeof(visions) / sizeof(visions[0]);
             i++)
            check_above(theme, role_name((enum role)(ROLE_DIVERGE_4 - step)),
                        colour_distance(seen_as(worse, visions[i]), seen_as(better, visions[i])),
                        20);
    }
}

TEST(worse_and_better_survive_colour_blindness)
{
    check_all(check_sides);
}

static void check_sides_reduced(const struct theme *theme)
{
    for (int depth = DEPTH_MONO; depth <= DEPTH_256; depth++)
        for (int step = 1; step <= DIVERGE_STEPS / 2; step++) {
            struct role_style worse =
                theme_style(theme, (unsigned)(ROLE_DIVERGE_4 - step), (enum colour_depth)depth);
            struct role_style better =
                theme_style(theme, (unsigned)(ROLE_DIVERGE_4 + step), (enum colour_depth)depth);

            if (!CHECK(worse.attributes != better.attributes || worse.bg.index != better.bg.index))
                CHECK_STR(theme->name, role_name((enum role)(ROLE_DIVERGE_4 - step)));
        }
}

TEST(worse_and_better_differ_at_every_depth)
{
    check_all(check_sides_reduced);
}

TEST(any_change_is_off_the_middle_and_the_largest_are_at_the_ends)
{
    CHECK_INT(role_diverge(0), ROLE_DIVERGE_4);
    CHECK_INT(role_diverge(NAN), ROLE_DIVERGE_4);
    CHECK_INT(role_diverge(1e-9), ROLE_DIVERGE_5);
    CHECK_INT(role_diverge(-1e-9), ROLE_DIVERGE_3);
    CHECK_INT(role_diverge(.5), ROLE_DIVERGE_7);
    CHECK_INT(role_diverge(-.5), ROLE_DIVERGE_1);
    CHECK_INT(role_diverge(1), ROLE_DIVERGE_8);
    CHECK_INT(role_diverge(-2), ROLE_DIVERGE_0);
}

TEST(the_help_of_the_setting_names_every_theme)
{
    struct arena *arena = arena_new();
    struct config config;

    CHECK(config_load(arena, &config, NULL));
    for (size_t i = 0; theme_embedded[i].name; i++)
        if (!CHECK(strstr(config.values[SETTING_THEME].help, theme_embedded[i].name) != NULL))
            CHECK_STR(theme_embedded[i].name, "");
    arena_free(arena);
}

/* ---- without colours ---- */

TEST(roles_told_by_colour_alone_have_attributes_without_it)
{
    struct arena *arena = arena_new();
    const struct theme *theme = theme_load("default", arena, NULL);
    struct role_style wrong = theme_style(theme, ROLE_WRONG, DEPTH_MONO);
    struct role_style text = theme_style(theme, ROLE_TEXT | STYLE_REVERSE, DEPTH_MONO);

    CHECK(theme->styles[ROLE_WRONG].attributes == 0);
    CHECK(wrong.attributes == STYLE_BOLD);
    CHECK(wrong.fg.kind == COLOUR_DEFAULT && wrong.bg.kind == COLOUR_DEFAULT);
    CHECK(text.attributes == STYLE_REVERSE);
    arena_free(arena);
}

/* ---- parsing ---- */

/* The default theme with one piece of text replaced. */
static void check_refused(const char *from, const char *to, const char *words, const char *place)
{
    struct arena *arena = arena_new();
    struct buf text = {.ptr = NULL};
    struct err err = {.code = ERR_NONE};
    const char *begin = "name: x\nsummary: y\nbackground: dark\nroles:\n";
    const char *at;

    buf_add_c(&text, begin);
    for (int role = 0; role < ROLE_COUNT; role++)
        buf_addf(&text, "  %s: {}\n", role_name((enum role)role));
    at = strstr(text.ptr, from);
    if (CHECK(at != NULL)) {
        struct buf changed = {.ptr = NULL};

        buf_add(&changed, text.ptr, (size_t)(at - text.ptr));
        buf_add_c(&changed, to);
        buf_add_c(&changed, at + strlen(from));
        CHECK(theme_parse(changed.ptr, changed.len, "x.yaml", arena, &err) == NULL);
        if (!CHECK(strstr(err.text, words) != NULL))
            CHECK_STR(err.text, words);
        CHECK_STR(err.place, place);
        CHECK_STR(err.file, "x.yaml");
        buf_release(&changed);
    }
    buf_release(&text);
    arena_free(arena);
}

TEST(mistakes_in_a_theme_are_told_with_their_line)
{
    check_refused("  dim: {}\n", "", "the role dim is missing", "line 5");
    check_refused("  dim: {}", "  dimm: {}", "unknown role \"dimm\"", "line 6");
    check_refused("  dim: {}", "  dim: {}\n  dim: {}", "dim stands there twice", "line 7");
    check_refused("  dim: {}", "  dim: {fg: pink}", "fg of dim is no colour", "line 6");
    check_refused("  dim: {}", "  dim: {fg: 256}", "fg of dim is no colour", "line 6");
    check_refused("  dim: {}", "  dim: {bg: red}", "background and no foreground", "line 6");
    check_refused("  dim: {}", "  dim: {colour: red}", "unknown key \"colour\"", "line 6");
    check_refused("  dim: {}", "  dim: {attributes: bold}", "is to be a list", "line 6");
    check_refused("  dim: {}", "  dim: {attributes: [loud]}", "attribute \"loud\"", "line 6");
    check_refused("  dim: {}", "  dim: red", "dim is to be a map", "line 6");
    check_refused("background: dark", "background: grey", "dark or light", "line 3");
    check_refused("summary: y\n", "", "lacks name", "");
    check_refused("summary: y", "summary: [y", "not valid YAML", "line 3");
}

TEST(roles_take_from_text_what_they_leave_out)
{
    struct arena *arena = arena_new();
    const struct theme *theme = theme_load("solarized", arena, NULL);

    if (CHECK(theme != NULL)) {
        CHECK_INT(theme->styles[ROLE_HEAD].bg.green, 0x2b);
        CHECK_INT(theme->styles[ROLE_HEAD].bg.kind, COLOUR_RGB);
    }
    arena_free(arena);
}

/* ---- the user's own ---- */

TEST(themes_of_the_user_come_first_and_their_names_lead_nowhere_else)
{
    struct arena *arena = arena_new();
    struct temp_dir dir = temp_dir_new();
    const char *old = getenv("XDG_CONFIG_HOME");
    char *kept = old ? arena_strdup(arena, old) : NULL;
    struct err err = {.code = ERR_NONE};
    struct theme_list list;

    temp_dir_write(&dir, "assay/themes/mine.yaml", STR("name: mine\n"));
    temp_dir_write(&dir, "assay/themes/light.yaml", STR("- 1\n"));
    temp_dir_write(&dir, "assay/secret.yaml", STR("name: secret\n"));
    setenv("XDG_CONFIG_HOME", dir.root, 1);
    list = theme_names(arena);
    CHECK(list.count >= 7);
    CHECK_STR(list.names[0], "light");
    CHECK_STR(list.names[1], "mine");
    CHECK(theme_load("light", arena, &err) == NULL && strstr(err.file, "themes/light.yaml"));
    CHECK(theme_load("mine", arena, &err) == NULL && strstr(err.text, "lacks"));
    CHECK(theme_load("../secret", arena, &err) == NULL && strstr(err.text, "no theme"));
    CHECK(theme_load("", arena, &err) == NULL);
    CHECK(theme_load("default", arena, &err) != NULL);
    if (kept)
        setenv("XDG_CONFIG_HOME", kept, 1);
    else
        unsetenv("XDG_CONFIG_HOME");
    temp_dir_remove(&dir);
    arena_free(arena);
}
