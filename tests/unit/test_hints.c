#include "check.h"

#include "temp_dir.h"

#include <assay/load/folder_hints.h>
#include <assay/load/hints.h>

#include <string.h>

/* hints_read of a file with this text. */
static bool read_text(struct arena *arena, const char *text, struct run_hints *hints,
                      struct err *err)
{
    struct temp_dir dir = temp_dir_new();
    bool done;

    err_clear(err);
    temp_dir_write(&dir, "assay.yaml", str_of(text));
    done = hints_read(temp_dir_path(&dir, "assay.yaml"), arena, hints, err);
    temp_dir_remove(&dir);
    return done;
}

static void check_refused(const char *text, const char *words, const char *place)
{
    struct arena *arena = arena_new();
    struct run_hints hints = {.format = NULL};
    struct err err;

    if (!CHECK(!read_text(arena, text, &hints, &err) && strstr(err.text, words) != NULL))
        CHECK_STR(err.text, words);
    CHECK(strstr(err.file, "assay.yaml") != NULL);
    if (place)
        CHECK_STR(err.place, place);
    arena_free(arena);
}

TEST(hints_are_read_from_every_key)
{
    struct arena *arena = arena_new();
    struct run_hints hints = {.format = NULL};
    struct err err;

    CHECK(read_text(arena,
                    "format: classification\ntitle: MER2023 test 3\n"
                    "columns: {id: name, truth: label, prediction: answer, raw: text, score: p,\n"
                    "          split: part, group: 7}\n"
                    "fallback: neutral\nbaseline: run_01\n",
                    &hints, &err));
    CHECK_STR(hints.format, "classification");
    CHECK_STR(hints.title, "MER2023 test 3");
    CHECK_STR(hints.id, "name");
    CHECK_STR(hints.truth, "label");
    CHECK_STR(hints.prediction, "answer");
    CHECK_STR(hints.raw, "text");
    CHECK_STR(hints.score, "p");
    CHECK_STR(hints.split, "part");
    CHECK_STR(hints.group, "7");
    CHECK_STR(hints.fallback, "neutral");
    CHECK_STR(hints.baseline, "run_01");
    arena_free(arena);
}

TEST(hints_labels_may_be_words_that_yaml_takes_for_truth)
{
    struct arena *arena = arena_new();
    struct run_hints hints = {.format = NULL};
    struct err err;

    CHECK(read_text(arena, "labels: [yes, no, 1.0, on, \"null\"]\nfallback: no\n", &hints, &err));
    if (CHECK_INT(hints.label_count, 5)) {
        CHECK_STR(hints.labels[0], "yes");
        CHECK_STR(hints.labels[1], "no");
        CHECK_STR(hints.labels[2], "1.0");
        CHECK_STR(hints.labels[3], "on");
        CHECK_STR(hints.labels[4], "null");
    }
    CHECK_STR(hints.fallback, "no");
    arena_free(arena);
}

TEST(hints_from_the_command_line_go_before_the_file)
{
    struct arena *arena = arena_new();
    struct run_hints hints = {.truth = "y", .title = "mine"};
    struct err err;

    CHECK(read_text(arena, "title: theirs\ncolumns: {truth: label, pred: p}\n", &hints, &err));
    CHECK_STR(hints.title, "mine");
    CHECK_STR(hints.truth, "y");
    CHECK_STR(hints.prediction, "p");
    arena_free(arena);
}

TEST(hints_without_a_value_leave_things_open)
{
    struct arena *arena = arena_new();
    struct run_hints hints = {.format = NULL};
    struct err err;

    CHECK(read_text(arena, "title:\nbaseline: ~\ncolumns: {truth: }\n", &hints, &err));
    CHECK_STR(hints.title, NULL);
    CHECK_STR(hints.baseline, NULL);
    CHECK_STR(hints.truth, NULL);
    arena_free(arena);
}

TEST(hints_that_would_be_lost_in_silence_are_refused)
{
    check_refused("title: x\ncolums: {truth: a}\n", "unknown key \"colums\"", "line 2");
    check_refused("columns:\n  truth: a\n  predicted: b\n", "unknown key \"predicted\"", "line 3");
    check_refused("title: [a, b]\n", "\"title\" is to be a single value", "line 1");
    check_refused("title: x\nlabels: neutral\n", "\"labels\" is to be a list", "line 2");
    check_refused("labels: {a: 1}\n", "\"labels\" is to be a list", "line 1");
    check_refused("labels: [a, [b]]\n", "\"labels\" is to be a list", NULL);
    check_refused("- a\n", "map of keys", NULL);
    check_refused("format: clasification\n", "unknown format \"clasification\"", NULL);
    check_refused("title: [\n", "not valid YAML", NULL);
}

TEST(map_option_takes_roles_and_the_later_wins)
{
    struct arena *arena = arena_new();
    struct run_hints hints = {.id = "old"};
    struct err err;

    CHECK(hints_map("truth=y true,pred=a=b,id=name,truth=z,score=p,split=s,group=g,raw=r", arena,
                    &hints, &err));
    CHECK_STR(hints.truth, "z");
    CHECK_STR(hints.prediction, "a=b");
    CHECK_STR(hints.id, "name");
    CHECK_STR(hints.score, "p");
    CHECK_STR(hints.split, "s");
    CHECK_STR(hints.group, "g");
    CHECK_STR(hints.raw, "r");
    arena_free(arena);
}

TEST(map_option_with_a_mistake_is_refused_as_usage)
{
    static const char *const wrong[] = {"truth",           "truth=",  "=a",
                                        "truth=a,,pred=b", "label=x", "truth=a,format=b"};
    struct arena *arena = arena_new();

    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        struct run_hints hints = {.format = NULL};
        struct err err = {.code = ERR_NONE};

        if (!CHECK(!hints_map(wrong[i], arena, &hints, &err) && err.code == ERR_USAGE))
            CHECK_STR(wrong[i], "");
    }
    arena_free(arena);
}

/* ---- whose hints hold where ---- */

TEST(hints_file_speaks_of_its_folder_or_of_what_it_stands_beside)
{
    static const struct {
        const char *path, *target;
    } cases[] = {
        {"assay.yaml", ""},
        {"a/b/assay.yml", "a/b"},
        {"a/run_1.assay.yaml", "a/run_1"},
        {"p.csv.assay.yaml", "p.csv"},
        {"my_assay.yaml", NULL},
        {"assay.yaml.bak", NULL},
        {"a/assay.json", NULL},
    };
    struct arena *arena = arena_new();

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        CHECK_STR(folder_hints_target(arena, cases[i].path), cases[i].target);
    arena_free(arena);
}

static void add_hints(struct folder_hints *hints, const char *folder, const char *text)
{
    struct temp_dir dir = temp_dir_new();
    struct err err;

    temp_dir_write(&dir, "assay.yaml", str_of(text));
    if (!CHECK(folder_hints_read(hints, folder, temp_dir_path(&dir, "assay.yaml"), &err)))
        CHECK_STR(err.text, "");
    temp_dir_remove(&dir);
}

TEST(nearest_hints_hold_and_the_command_line_goes_before)
{
    static const struct run_hints given = {.baseline = "base"};
    struct arena *arena = arena_new();
    struct folder_hints *hints = folder_hints_new(arena, &given);

    CHECK(folder_hints_at(hints, "a/x") == &given);
    add_hints(hints, "a", "title: of a\nbaseline: other\n");
    add_hints(hints, "a/b", "title: of b\n");
    CHECK_STR(folder_hints_at(hints, "a/b/c/d.csv")->title, "of b");
    CHECK_STR(folder_hints_at(hints, "a/b")->title, "of b");
    CHECK_STR(folder_hints_at(hints, "a/bc")->title, "of a");
    CHECK_STR(folder_hints_at(hints, "a")->baseline, "base");
    CHECK(folder_hints_at(hints, "ab") == &given);
    CHECK(folder_hints_own(hints, "a") && !folder_hints_own(hints, "a/b/c"));
    CHECK(folder_hints_below(hints, "") && folder_hints_below(hints, "a"));
    CHECK(!folder_hints_below(hints, "a/b"));
    arena_free(arena);
}
