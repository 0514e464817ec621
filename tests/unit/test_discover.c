#include "check.h"

#include "loaded.h"
#include "temp_dir.h"

#include <assay/load/known.h>

#include <assay/base/path.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PREDICTIONS STR("id,truth,pred\n1,a,a\n2,b,a\n3,a,b\n")
#define LAYERS      STR("layer,semantic_acc,prosody_acc\n0,0.5,0.6\n1,0.6,0.7\n")
#define SUMMARY     STR("{\"average_dominance\": 0.1}")

struct found {
    struct arena *arena;
    struct discovery found;
    struct err err;
    bool done;
};

static struct found discover_in(const char *path, const struct run_hints *hints)
{
    static const struct run_hints none = {.format = NULL};
    static const struct load_progress quiet = {.threads = 1};
    struct found f = {.arena = arena_new()};

    f.done = discover(path, hints ? hints : &none, &quiet, f.arena, &f.found, &f.err);
    return f;
}

/* "loader:id*files" of every group, in order, parted by blanks; the root's own id is ".". */
static const char *groups_of(const struct found *f, const char *root)
{
    const char *text = "";

    for (size_t i = 0; i < f->found.count; i++) {
        const struct discovered *it = &f->found.groups[i];
        const char *id = strcmp(it->group.root, root) == 0 ? "." : it->group.id;

        text = arena_printf(f->arena, "%s%s%s:%s*%zu", text, i ? " " : "", it->loader->name, id,
                            it->group.count);
    }
    return text;
}

static void check_groups(struct temp_dir *dir, const char *wanted)
{
    struct found f = discover_in(temp_dir_path(dir, ""), NULL);

    CHECK(f.done);
    CHECK_STR(groups_of(&f, dir->root), wanted);
    arena_free(f.arena);
    temp_dir_remove(dir);
}

TEST(files_of_different_kinds_in_one_tree_are_one_run)
{
    struct temp_dir dir = temp_dir_new();

    temp_dir_write(&dir, "tables/metrics_per_layer.csv", LAYERS);
    temp_dir_write(&dir, "summary.json", SUMMARY);
    temp_dir_write(&dir, "data/dataset_info.json",
                   STR("{\"total_samples\": 3, \"unique_texts\": 1}"));
    check_groups(&dir, "layer-probe:.*3");
}

TEST(kind_that_repeats_makes_one_run_a_folder)
{
    struct temp_dir dir = temp_dir_new();

    temp_dir_write(&dir, "run_1/metrics_per_layer.csv", LAYERS);
    temp_dir_write(&dir, "run_1/summary.json", SUMMARY);
    temp_dir_write(&dir, "run_2/out/metrics_per_layer.csv", LAYERS);
    temp_dir_write(&dir, "run_2/summary.json", SUMMARY);
    check_groups(&dir, "layer-probe:run_1*2 layer-probe:run_2*2");
}

TEST(evidence_that_repeats_in_one_folder_makes_one_run_a_file)
{
    struct temp_dir dir = temp_dir_new();

    temp_dir_write(&dir, "a.csv", PREDICTIONS);
    temp_dir_write(&dir, "b.csv", PREDICTIONS);
    check_groups(&dir, "classification:a.csv*1 classification:b.csv*1");
}

TEST(folder_and_its_children_with_evidence_are_runs_each)
{
    struct temp_dir dir = temp_dir_new();

    temp_dir_write(&dir, "p.csv", PREDICTIONS);
    temp_dir_write(&dir, "x/p.csv", PREDICTIONS);
    temp_dir_write(&dir, "xy/p.csv", PREDICTIONS);
    check_groups(&dir, "classification:.*1 classification:x*1 classification:xy*1");
}

TEST(files_three_folders_down_belong_to_a_run_and_deeper_ones_do_not)
{
    struct temp_dir dir = temp_dir_new();

    temp_dir_write(&dir, "1/2/3/metrics_per_layer.csv", LAYERS);
    temp_dir_write(&dir, "summary.json", SUMMARY);
    check_groups(&dir, "layer-probe:.*2");
    dir = temp_dir_new();
    temp_dir_write(&dir, "1/2/3/4/metrics_per_layer.csv", LAYERS);
    temp_dir_write(&dir, "summary.json", SUMMARY);
    check_groups(&dir, "layer-probe:1*1");
}

TEST(folder_with_an_assay_yaml_is_a_run_of_its_own)
{
    struct temp_dir dir = temp_dir_new();

    temp_dir_write(&dir, "metrics_per_layer.csv", LAYERS);
    temp_dir_write(&dir, "part/summary.json", SUMMARY);
    temp_dir_write(&dir, "part/predictions_per_layer.csv",
                   STR("layer,fold,sample_id,text_id,semantic_true,semantic_pred,prosody_true,"
                       "prosody_pred,is_conflict\n0,0,1,1,a,a,b,b,0\n0,0,2,1,a,b,b,b,1\n"));
    temp_dir_write(&dir, "part/assay.yaml", STR("title: a part\n"));
    check_groups(&dir, "layer-probe:.*1 layer-probe:part*2");
}

TEST(two_formats_in_one_folder_have_different_ids)
{
    struct temp_dir dir = temp_dir_new();
    struct found f;

    temp_dir_write(&dir, "p.csv", PREDICTIONS);
    temp_dir_write(&dir, "metrics_per_layer.csv", LAYERS);
    f = discover_in(temp_dir_path(&dir, ""), NULL);
    if (CHECK_INT(f.found.count, 2))
        CHECK(strcmp(f.found.groups[0].group.id, f.found.groups[1].group.id) != 0);
    arena_free(f.arena);
    temp_dir_remove(&dir);
}

TEST(hints_of_a_folder_reach_its_group_and_the_format_shuts_others_out)
{
    struct temp_dir dir = temp_dir_new();
    struct run_hints hints = {.format = "classification"};
    struct found f;

    temp_dir_write(&dir, "p.csv", PREDICTIONS);
    temp_dir_write(&dir, "metrics_per_layer.csv", LAYERS);
    temp_dir_write(&dir, "assay.yaml", STR("title: named\nformat: layer-probe\n"));
    f = discover_in(temp_dir_path(&dir, ""), NULL);
    CHECK_STR(groups_of(&f, dir.root), "layer-probe:.*1");
    if (f.found.count)
        CHECK_STR(f.found.groups[0].group.hints->title, "named");
    arena_free(f.arena);
    f = discover_in(temp_dir_path(&dir, ""), &hints);
    CHECK_STR(groups_of(&f, dir.root), "classification:.*1");
    arena_free(f.arena);
    temp_dir_remove(&dir);
}

TEST(broken_hints_are_a_problem_and_the_run_is_still_found)
{
    struct temp_dir dir = temp_dir_new();
    struct found f;

    temp_dir_write(&dir, "p.csv", PREDICTIONS);
    temp_dir_write(&dir, "assay.yaml", STR("titel: x\n"));
    f = discover_in(temp_dir_path(&dir, ""), NULL);
    CHECK_STR(groups_of(&f, dir.root), "classification:.*1");
    if (CHECK_INT(f.found.problem_count, 1)) {
        CHECK(strstr(f.found.problems[0].text, "titel") != NULL);
        CHECK(strstr(f.found.problems[0].file, "assay.yaml") != NULL);
    }
    arena_free(f.arena);
    temp_dir_remove(&dir);
}

TEST(nothing_found_is_no_failure_and_a_missing_path_is_one)
{
    struct temp_dir dir = temp_dir_new();
    struct found f;

    temp_dir_write(&dir, "notes.txt", STR("nothing here\n"));
    f = discover_in(temp_dir_path(&dir, ""), NULL);
    CHECK(f.done && f.found.count == 0 && f.found.problem_count == 0 && f.found.files_seen == 1);
    arena_free(f.arena);
    f = discover_in(temp_dir_path(&dir, "gone"), NULL);
    CHECK(!f.done);
    arena_free(f.arena);
    temp_dir_remove(&dir);
}

/* ---- real runs of formats that are not read ---- */

static const struct {
    const char *folder;
    size_t files; /* that are of a known format */
} not_read[] = {
    {"lm-eval-gsm8k-olot", 2}, {"lm-eval-math-perturbed", 2}, {"evalplus-codet5-llama7b", 4},
    {"evalplus-llama3-8b", 6}, {"inspect-json", 7},           {"inspect-dns-skills", 24},
    {"hf-trainer-ner", 7},     {"humaneval-poe", 8},
};

TEST(real_runs_of_other_formats_are_refused_by_name_and_none_is_invented)
{
    for (size_t i = 0; i < sizeof(not_read) / sizeof(not_read[0]); i++) {
        char room[512];
        const char *path = loaded_real(not_read[i].folder, room);
        struct found f;

        if (!path) {
            SKIP("ASSAY_REAL_RUNS is not set");
            continue;
        }
        f = discover_in(path, NULL);
        CHECK(f.done);
        CHECK_STR(groups_of(&f, path), "");
        if (!CHECK_INT(f.found.problem_count, not_read[i].files))
            CHECK_STR(not_read[i].folder, "");
        for (size_t k = 0; k < f.found.problem_count; k++)
            CHECK_INT(f.found.problems[k].code, ERR_UNSUPPORTED);
        arena_free(f.arena);
    }
}
