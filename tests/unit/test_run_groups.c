#include "check.h"
#include "loaded.h"

#include <assay/metrics/results.h>
#include <assay/session/run_groups.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct grouped {
    struct loaded *loaded;
    struct arena *arena;
    struct run_groups *groups;
};

static struct grouped grouped_of(struct loaded *loaded, const char *by)
{
    struct grouped out = {loaded, arena_new(), NULL};

    out.groups = run_groups_new(by, out.arena);
    for (size_t i = 0; i < loaded->runs.count; i++) {
        struct assessed run = {loaded->runs.runs[i],
                               results_new(loaded->runs.runs[i], NULL, loaded->arena),
                               loaded->audits[i]};

        run_groups_add(out.groups, &run);
    }
    run_groups_finish(out.groups);
    return out;
}

static void grouped_free(struct grouped *grouped)
{
    arena_free(grouped->arena);
    loaded_free(grouped->loaded);
}

static const struct group_row *row_of(const struct grouped *grouped, const char *title)
{
    for (size_t i = 0; i < grouped->groups->row_count; i++)
        if (strcmp(grouped->groups->rows[i].title, title) == 0)
            return &grouped->groups->rows[i];
    CHECK(false && "a row of that title");
    return NULL;
}

static size_t group_named(const struct grouped *grouped, const char *name)
{
    for (size_t i = 0; i < grouped->groups->group_count; i++)
        if (strcmp(grouped->groups->groups[i].name, name) == 0)
            return i;
    return SIZE_MAX;
}

TEST(runs_group_by_what_they_are_and_the_baseline_comes_first)
{
    struct grouped grouped =
        grouped_of(loaded_path("paper-metrics", "sample_runs/paper_metrics"), NULL);
    const struct run_groups *groups = grouped.groups;
    const struct group_row *mean = row_of(&grouped, "Mean task accuracy");

    CHECK_INT(groups->run_count, 7);
    CHECK_INT(groups->group_count, 2);
    CHECK_STR(groups->groups[0].name, "baseline");
    CHECK_INT(groups->groups[0].count, 2);
    CHECK_STR(groups->groups[1].name, "ttt");
    CHECK_INT(groups->groups[1].count, 5);
    if (mean) {
        /* Means of sample_runs/README.md; the deviations are numpy's, ddof=1. */
        CHECK_NEAR(mean->figures[0].mean, .636141, 5e-7);
        CHECK_NEAR(mean->figures[0].std, 0.0, 1e-12);
        CHECK_INT(mean->figures[1].n, 5);
        CHECK_NEAR(mean->figures[1].mean, (.518525 + .531142 + .642653 + .647964 + .643149) / 5,
                   1e-6);
        CHECK_NEAR(mean->figures[1].std, .0657768, 1e-6);
        CHECK_NEAR(mean->figures[1].best, .647964, 5e-7);
        CHECK_NEAR(mean->figures[1].worst, .518525, 5e-7);
        CHECK(strstr(groups->runs[mean->figures[1].best_run].id, "cp002000"));
        CHECK(strstr(groups->runs[mean->figures[1].worst_run].id, "143022_ttt"));
    }
    grouped_free(&grouped);
}

TEST(best_of_a_slope_is_the_lowest)
{
    struct grouped grouped =
        grouped_of(loaded_path("paper-metrics", "sample_runs/paper_metrics"), NULL);
    const struct group_row *slope = row_of(&grouped, "Least-squares slope");
    size_t ttt = group_named(&grouped, "ttt");

    if (slope) {
        CHECK(slope->figures[ttt].best < slope->figures[ttt].worst);
        CHECK_NEAR(slope->figures[ttt].best, -1.3009e-05, 5e-10);
        /* One run has no progression. */
        CHECK_INT(slope->figures[ttt].n, 4);
    }
    grouped_free(&grouped);
}

#define TASK(name, right) "\"" name "\": {\"accuracy\": " right ", \"samples\": 10}"
#define RUN(rank, right)                                                                           \
    "{\"metadata\": {\"config\": {\"rank\": " rank "}}, \"results\": {" TASK("sblimp", right) "}}"

TEST(any_metadata_key_groups_runs_and_a_run_alone_has_no_deviation)
{
    struct grouped grouped = grouped_of(
        loaded_files("paper-metrics",
                     (const struct loaded_file[]){{"run_1/results.json", RUN("64", "0.5")},
                                                  {"run_2/results.json", RUN("128", "0.6")},
                                                  {"run_3/results.json", RUN("64", "0.7")},
                                                  {NULL, NULL}}),
        "metadata.config.rank");
    const struct group_row *row = row_of(&grouped, "sblimp");
    size_t few = group_named(&grouped, "64"), many = group_named(&grouped, "128");

    CHECK_STR(grouped.groups->by, "metadata.config.rank");
    CHECK_INT(grouped.groups->group_count, 2);
    if (row && few != SIZE_MAX && many != SIZE_MAX) {
        CHECK_NEAR(row->figures[few].mean, .6, 1e-12);
        CHECK_NEAR(row->figures[few].std, sqrt(.02), 1e-12);
        CHECK_NEAR(row->figures[many].best, .6, 1e-12);
        CHECK(isnan(row->figures[many].std));
    }
    grouped_free(&grouped);
}

TEST(runs_without_the_key_are_one_group)
{
    struct grouped grouped = grouped_of(
        loaded_files("paper-metrics",
                     (const struct loaded_file[]){{"run_1/results.json", RUN("64", "0.5")},
                                                  {"run_2/results.json", RUN("128", "0.6")},
                                                  {NULL, NULL}}),
        "metadata.config.depth");

    CHECK_INT(grouped.groups->group_count, 1);
    CHECK_STR(run_group_title(&grouped.groups->groups[0]), "other");
    grouped_free(&grouped);
}

/* Figures of a script over dashboard_data.json: mean, ddof=1 std, most and least of
 * paper_metrics_avg by training_config.ttt.enable and lora.enable. */
TEST(runs_of_the_dashboard_group_as_their_config_says)
{
    char room[512];
    const char *path = loaded_real("moshi-paper-metrics/dashboard", room);
    struct grouped grouped;
    const struct group_row *mean;
    size_t ttt, lora;

    if (!path)
        return;
    grouped = grouped_of(loaded_path("paper-metrics", path), NULL);
    ttt = group_named(&grouped, "ttt");
    lora = group_named(&grouped, "lora");
    mean = row_of(&grouped, "Mean task accuracy");
    CHECK_INT(grouped.groups->run_count, 33);
    CHECK_STR(grouped.groups->groups[0].name, "baseline");
    CHECK(ttt != SIZE_MAX && lora != SIZE_MAX);
    if (mean && ttt != SIZE_MAX && lora != SIZE_MAX) {
        CHECK_INT(mean->figures[0].n, 2);
        CHECK_NEAR(mean->figures[0].mean, 0.6471103019775521, 1e-9);
        CHECK_INT(mean->figures[ttt].n, 24);
        CHECK_NEAR(mean->figures[ttt].mean, 0.6434154084268662, 1e-9);
        CHECK_NEAR(mean->figures[ttt].std, 0.017336584202312974, 1e-9);
        CHECK_NEAR(mean->figures[ttt].best, 0.6772653661143773, 1e-9);
        CHECK_NEAR(mean->figures[ttt].worst, 0.5984986638161411, 1e-9);
        CHECK_INT(mean->figures[lora].n, 7);
        CHECK_NEAR(mean->figures[lora].mean, 0.664820960907078, 1e-9);
        CHECK_NEAR(mean->figures[lora].std, 0.013280389813835182, 1e-9);
    }
    grouped_free(&grouped);
}
