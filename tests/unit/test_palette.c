#include "check.h"

#include <assay/plot/palette.h>

typedef void (*palette_check)(const char *theme, const struct palette *palette);

static void check_all(palette_check check)
{
    struct arena *arena = arena_new();
    struct theme_list list = theme_names(arena);

    CHECK(list.count >= 6);
    for (size_t i = 0; i < list.count; i++) {
        const struct theme *theme = theme_load(list.names[i], arena, NULL);
        struct palette palette;

        if (!CHECK(theme != NULL))
            continue;
        palette = palette_of_theme(theme);
        check(list.names[i], &palette);
    }
    arena_free(arena);
}

/* One failed check a role, that names theme and role. */
static void check_role(const char *theme, int role, bool holds)
{
    if (holds)
        return;
    CHECK_STR(theme, "a theme whose palette holds");
    CHECK_STR(role_name((enum role)role), "a role that holds");
}

static void check_contrast(const char *theme, const struct palette *palette)
{
    for (int role = 0; role < ROLE_COUNT; role++) {
        check_role(theme, role, palette->fg[role].kind == COLOUR_RGB);
        check_role(theme, role, palette->bg[role].kind == COLOUR_RGB);
        check_role(theme, role, colour_contrast(palette->fg[role], palette->bg[role]) >= 3.0);
    }
}

TEST(every_foreground_of_every_theme_can_be_seen_on_its_background)
{
    check_all(check_contrast);
}

static void check_lines(const char *theme, const struct palette *palette)
{
    static const enum role roles[] = {ROLE_TEXT,     ROLE_DIM,      ROLE_SERIES_A, ROLE_SERIES_B,
                                      ROLE_SERIES_C, ROLE_SERIES_D, ROLE_POSITIVE, ROLE_NEGATIVE,
                                      ROLE_RIGHT,    ROLE_WRONG,    ROLE_BAR,      ROLE_BAND,
                                      ROLE_AXIS,     ROLE_CROSSING, ROLE_MARKED};

    for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
        check_role(theme, roles[i], colour_contrast(palette->fg[roles[i]], palette->page) >= 3.0);
}

TEST(lines_and_bars_of_every_theme_can_be_seen_on_the_page)
{
    check_all(check_lines);
}

static void check_steps(const char *theme, const struct palette *palette)
{
    for (int i = 1; i < HEAT_STEPS; i++)
        check_role(theme, ROLE_HEAT_0 + i,
                   colour_distance(palette->bg[ROLE_HEAT_0 + i], palette->bg[ROLE_HEAT_0 + i - 1]) >
                       2.0);
    for (int i = 1; i < DIVERGE_STEPS; i++)
        check_role(theme, ROLE_DIVERGE_0 + i,
                   colour_distance(palette->bg[ROLE_DIVERGE_0 + i],
                                   palette->bg[ROLE_DIVERGE_0 + i - 1]) > 2.0);
}

TEST(neighbouring_steps_of_heat_differ_in_every_theme_also_in_one_without_colours)
{
    check_all(check_steps);
}

static void check_order(const char *theme, const struct palette *palette)
{
    double last = 1.0;

    for (int i = 0; i < HEAT_STEPS; i++) {
        double contrast = colour_contrast(palette->bg[ROLE_HEAT_0 + i], palette->page);

        check_role(theme, ROLE_HEAT_0 + i, contrast >= last - 1e-9);
        last = contrast;
    }
}

TEST(heat_goes_away_from_the_page_step_by_step_so_that_it_is_told_in_greys)
{
    check_all(check_order);
}

static void check_page(const char *theme, const struct palette *palette)
{
    double of_white = colour_contrast(palette->page, colour_of_rgb(255, 255, 255));
    double of_black = colour_contrast(palette->page, colour_of_rgb(0, 0, 0));

    check_role(theme, ROLE_TEXT, palette->dark ? of_black < of_white : of_white < of_black);
    check_role(theme, ROLE_TEXT, colour_contrast(palette->fg[ROLE_TEXT], palette->page) >= 4.5);
}

TEST(the_page_is_dark_where_the_theme_says_so_and_text_is_easily_read)
{
    check_all(check_page);
}

TEST(the_theme_light_has_white_paper)
{
    struct arena *arena = arena_new();
    struct palette palette = palette_of_theme(theme_load("light", arena, NULL));

    CHECK_INT(palette.page.red + palette.page.green + palette.page.blue, 3 * 255);
    arena_free(arena);
}
