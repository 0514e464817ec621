#include "check.h"

#include "temp_dir.h"

#include <assay/session/config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct configured {
    struct arena *arena;
    struct config config;
    struct err err;
    bool done;
};

/* What is loaded when the user's file holds `text` (NULL: none) and ASSAY_THREADS is `threads`. */
static struct configured configure(const char *text, const char *threads)
{
    struct configured c = {.arena = arena_new()};
    struct temp_dir dir = temp_dir_new();
    char *old = getenv("XDG_CONFIG_HOME");

    old = old ? arena_strdup(c.arena, old) : NULL;
    if (text)
        temp_dir_write(&dir, "assay/config.yaml", str_of(text));
    setenv("XDG_CONFIG_HOME", dir.root, 1);
    if (threads)
        setenv("ASSAY_THREADS", threads, 1);
    else
        unsetenv("ASSAY_THREADS");
    c.done = config_load(c.arena, &c.config, &c.err);
    unsetenv("ASSAY_THREADS");
    if (old)
        setenv("XDG_CONFIG_HOME", old, 1);
    else
        unsetenv("XDG_CONFIG_HOME");
    temp_dir_remove(&dir);
    return c;
}

static void configured_free(struct configured *c)
{
    arena_free(c->arena);
}

static void check_refused(const char *text, const char *words, const char *place)
{
    struct configured c = configure(text, NULL);

    CHECK(!c.done);
    if (!CHECK(strstr(c.err.text, words) != NULL))
        CHECK_STR(c.err.text, words);
    CHECK_STR(c.err.place, place);
    CHECK(strstr(c.err.file, "assay/config.yaml") != NULL);
    configured_free(&c);
}

TEST(settings_without_a_file_are_the_defaults)
{
    struct configured c = configure(NULL, NULL);

    CHECK(c.done && !c.config.file_found);
    CHECK(strstr(c.config.path, "/assay/config.yaml") != NULL);
    CHECK_NEAR(c.config.values[SETTING_THREADS].number, 0, 0);
    CHECK_NEAR(c.config.values[SETTING_EXCELLENT].number, 0.95, 0);
    CHECK_NEAR(c.config.values[SETTING_MODERATE].number, 0.6, 0);
    for (size_t i = 0; i < SETTING_COUNT; i++)
        CHECK_INT(c.config.values[i].origin, CONFIG_DEFAULT);
    configured_free(&c);
}

TEST(settings_of_the_file_know_their_line)
{
    struct configured c = configure("# mine\nthreads: 3\nrating:\n  excellent: 0.99\n", NULL);
    struct metric_options options;

    CHECK(c.done && c.config.file_found);
    CHECK_NEAR(c.config.values[SETTING_THREADS].number, 3, 0);
    CHECK_NEAR(c.config.values[SETTING_EXCELLENT].number, 0.99, 0);
    CHECK_INT(c.config.values[SETTING_EXCELLENT].origin, CONFIG_FILE);
    CHECK(strstr(c.config.values[SETTING_EXCELLENT].place, "config.yaml:4") != NULL);
    CHECK_INT(c.config.values[SETTING_GOOD].origin, CONFIG_DEFAULT);
    options = config_metric_options(&c.config);
    CHECK_NEAR(options.bands[0].least, 0.99, 0);
    CHECK_NEAR(options.bands[1].least, 0.90, 0);
    configured_free(&c);
}

TEST(environment_goes_before_the_file)
{
    struct configured c = configure("threads: 3\n", "5");

    CHECK(c.done);
    CHECK_NEAR(c.config.values[SETTING_THREADS].number, 5, 0);
    CHECK_INT(c.config.values[SETTING_THREADS].origin, CONFIG_ENVIRONMENT);
    CHECK_STR(c.config.values[SETTING_THREADS].place, "$ASSAY_THREADS");
    configured_free(&c);
    c = configure("threads: 3\n", "");
    CHECK(c.done);
    CHECK_NEAR(c.config.values[SETTING_THREADS].number, 3, 0);
    configured_free(&c);
}

TEST(settings_of_the_environment_are_checked_too)
{
    static const char *const wrong[] = {"many", "-1", "65", "nan", "2.5"};

    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        struct configured c = configure(NULL, wrong[i]);

        if (!CHECK(!c.done && c.err.code == ERR_USAGE && strstr(c.err.text, "threads wants")))
            CHECK_STR(wrong[i], "");
        configured_free(&c);
    }
}

TEST(mistakes_in_the_file_are_told_with_their_line)
{
    check_refused("threads: 1\nthread: 2\n", "unknown setting \"thread\"", "line 2");
    check_refused("rating:\n  excelent: 0.9\n", "unknown setting \"rating.excelent\"", "line 2");
    check_refused("rating: 0.9\n", "unknown setting \"rating\"", "line 1");
    check_refused("threads: 65\n", "threads wants a", "line 1");
    check_refused("threads: [1]\n", "threads wants a", "line 1");
    check_refused("rating:\n\n  good: 80\n", "rating.good wants a number from 0 to 1", "line 3");
    check_refused("- 1\n", "map of settings", "");
    check_refused("a: [\n", "not valid YAML", "line 2");
}

TEST(rating_bands_must_descend)
{
    struct configured c = configure("rating: {very_good: 0.97}\n", NULL);

    CHECK(!c.done);
    CHECK(strstr(c.err.text, "rating.excellent") && strstr(c.err.text, "rating.very_good"));
    configured_free(&c);
    c = configure("rating: {very_good: 0.97, excellent: 0.99}\n", NULL);
    CHECK(c.done);
    configured_free(&c);
}

TEST(settings_that_are_words_have_defaults_and_take_those_of_their_list)
{
    struct configured c = configure(NULL, NULL);

    CHECK_STR(config_text(&c.config, SETTING_THEME), "default");
    CHECK_STR(config_text(&c.config, SETTING_GLYPHS), "auto");
    CHECK(!config_is_on(&c.config, SETTING_MOUSE) && config_is_on(&c.config, SETTING_WRAP));
    configured_free(&c);
    c = configure("theme: light\nglyphs: block\nmouse: on\nwrap: no\nsidebar: off\n", NULL);
    CHECK(c.done);
    CHECK_STR(config_text(&c.config, SETTING_THEME), "light");
    CHECK_STR(config_text(&c.config, SETTING_GLYPHS), "block");
    CHECK_STR(config_text(&c.config, SETTING_SIDEBAR), "off");
    CHECK(config_is_on(&c.config, SETTING_MOUSE) && !config_is_on(&c.config, SETTING_WRAP));
    CHECK(strstr(c.config.values[SETTING_MOUSE].place, "config.yaml:3") != NULL);
    configured_free(&c);
    check_refused("glyphs: dots\n", "glyphs wants one of: auto braille", "line 1");
    check_refused("mouse: 1\n", "mouse wants one of: on off", "line 1");
    check_refused("theme: [light]\n", "theme wants", "line 1");
}

TEST(the_environment_chooses_theme_and_glyphs_over_the_file)
{
    struct configured c;

    setenv("ASSAY_THEME", "mono", 1);
    setenv("ASSAY_GLYPHS", "ascii", 1);
    c = configure("theme: light\n", NULL);
    unsetenv("ASSAY_THEME");
    unsetenv("ASSAY_GLYPHS");
    CHECK(c.done);
    CHECK_STR(config_text(&c.config, SETTING_THEME), "mono");
    CHECK_STR(config_text(&c.config, SETTING_GLYPHS), "ascii");
    CHECK_STR(c.config.values[SETTING_THEME].place, "$ASSAY_THEME");
    configured_free(&c);
}
