#include "check.h"

#include <assay/base/path.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TEST(path_join_puts_one_slash)
{
    struct arena *arena = arena_new();

    CHECK_STR(path_join(arena, "a", "b"), "a/b");
    CHECK_STR(path_join(arena, "a/", "b"), "a/b");
    CHECK_STR(path_join(arena, "a//", "/b"), "a/b");
    CHECK_STR(path_join(arena, "/", "b"), "/b");
    CHECK_STR(path_join(arena, "", "b"), "b");
    CHECK_STR(path_join(arena, ".", "b/c"), "b/c");
    CHECK_STR(path_join(arena, "a", ""), "a");
    arena_free(arena);
}

/* Expected values are those of basename(1) and dirname(1). */
TEST(path_base_and_dir_agree_with_the_system_tools)
{
    struct arena *arena = arena_new();

    CHECK_STR(path_base(arena, "x/run_01/"), "run_01");
    CHECK_STR(path_base(arena, "run_01"), "run_01");
    CHECK_STR(path_base(arena, "/run"), "run");
    CHECK_STR(path_base(arena, ""), ".");
    CHECK_STR(path_base(arena, "."), ".");
    CHECK_STR(path_base(arena, "/"), "/");
    CHECK_STR(path_base(arena, "//"), "/");
    CHECK_STR(path_dir(arena, "a/b"), "a");
    CHECK_STR(path_dir(arena, "a/b/"), "a");
    CHECK_STR(path_dir(arena, "a//b"), "a");
    CHECK_STR(path_dir(arena, "a"), ".");
    CHECK_STR(path_dir(arena, ""), ".");
    CHECK_STR(path_dir(arena, "/a"), "/");
    CHECK_STR(path_dir(arena, "/"), "/");
    arena_free(arena);
}

TEST(path_suffix_and_stem_part_at_the_last_dot)
{
    struct arena *arena = arena_new();

    CHECK_STR(path_suffix(arena, "d.x/results.JSON"), "json");
    CHECK_STR(path_suffix(arena, "a.tar.gz"), "gz");
    CHECK_STR(path_suffix(arena, "d.x/README"), "");
    CHECK_STR(path_suffix(arena, ".bashrc"), "");
    CHECK_STR(path_suffix(arena, "x."), "");
    CHECK_STR(path_suffix(arena, ".."), "");
    CHECK_STR(path_suffix(arena, "run.d/"), "d");
    CHECK_STR(path_stem(arena, "d.x/results.JSON"), "results");
    CHECK_STR(path_stem(arena, "a.tar.gz"), "a.tar");
    CHECK_STR(path_stem(arena, ".bashrc"), ".bashrc");
    CHECK_STR(path_stem(arena, "d.x/README"), "README");
    arena_free(arena);
}

TEST(path_match_knows_star_question_mark_and_sets)
{
    CHECK(path_match("*.json", "metrics.json"));
    CHECK(path_match("*metrics_per_layer.csv", "a_metrics_per_layer.csv"));
    CHECK(path_match("run_??", "run_01"));
    CHECK(path_match("a*b*c", "aXbbXc"));
    CHECK(path_match("*", ""));
    CHECK(path_match("run_[0-9]", "run_7"));
    CHECK(path_match("[!a]x", "bx"));
    CHECK(path_match("[]x]", "]"));
    CHECK(path_match("a[b", "a[b"));
    CHECK(path_match("[a-]", "-"));
    CHECK(!path_match("*.json", "metrics.jsonl"));
    CHECK(!path_match("*.json", "METRICS.JSON"));
    CHECK(!path_match("run_??", "run_1"));
    CHECK(!path_match("run_[0-9]", "run_x"));
    CHECK(!path_match("[!a]x", "ax"));
    CHECK(!path_match("", "x"));
    CHECK(!path_match("x", ""));
}

TEST(path_match_star_stays_in_its_component)
{
    CHECK(path_match("*/b", "a/b"));
    CHECK(path_match("*a/*.csv", "aa/x.csv"));
    CHECK(!path_match("*", "a/b"));
    CHECK(!path_match("*b", "a/b"));
    CHECK(!path_match("a?b", "a/b"));
    CHECK(!path_match("a[!x]b", "a/b"));
}

TEST(path_match_counts_characters_not_bytes)
{
    CHECK(path_match("?", "é"));
    CHECK(path_match("[à-ü]*", "été"));
    CHECK(!path_match("??", "é"));
    CHECK(!path_match("*??", "€"));
    CHECK(path_match("?", "\xff"));
}

TEST(path_match_is_quick_on_patterns_made_to_be_slow)
{
    char name[4001];

    memset(name, 'a', sizeof(name) - 1);
    name[sizeof(name) - 1] = '\0';
    CHECK(!path_match("*a*a*a*a*a*a*a*a*a*a*a*a*b", name));
}

TEST(path_exists_sees_the_root_and_no_invention)
{
    CHECK(path_exists("/"));
    CHECK(!path_exists("/there is no such file/at all"));
}

TEST(path_xdg_takes_absolute_settings_and_falls_back_to_home)
{
    struct arena *arena = arena_new();

    setenv("HOME", "/home/u", 1);
    setenv("XDG_CONFIG_HOME", "/conf", 1);
    CHECK_STR(path_xdg(arena, "CONFIG"), "/conf/assay");
    setenv("XDG_CONFIG_HOME", "relative", 1);
    CHECK_STR(path_xdg(arena, "CONFIG"), "/home/u/.config/assay");
    unsetenv("XDG_STATE_HOME");
    CHECK_STR(path_xdg(arena, "STATE"), "/home/u/.local/state/assay");
    unsetenv("HOME");
    CHECK_STR(path_xdg(arena, "STATE"), NULL);
    CHECK_STR(path_xdg(arena, "NONSENSE"), NULL);
    arena_free(arena);
}
