#include "check.h"
#include "loaded.h"

#include <assay/metrics/results.h>
#include <assay/metrics/timeline.h>
#include <assay/session/group_findings.h>

#include <math.h>
#include <string.h>

static struct run_groups *groups_of(struct loaded *loaded)
{
    struct run_groups *groups = run_groups_new(NULL, loaded->arena);

    for (size_t i = 0; i < loaded->runs.count; i++) {
        struct assessed run = {loaded->runs.runs[i],
                               results_new(loaded->runs.runs[i], NULL, loaded->arena),
                               loaded->audits[i]};

        run_groups_add(groups, &run);
    }
    run_groups_finish(groups);
    return groups;
}

static const struct group_trend *trend_of_row(const struct run_groups *groups,
                                              const struct group_findings *findings,
                                              const char *title, const char *group)
{
    for (size_t i = 0; i < findings->trend_count; i++)
        if (strcmp(groups->rows[findings->trends[i].row].title, title) == 0 &&
            strcmp(groups->groups[findings->trends[i].group].name, group) == 0)
            return &findings->trends[i];
    return NULL;
}

/* tests/data/oracle/make_many_runs.py over dashboard_data.json. */
static const struct {
    const char *title, *group;
    size_t n;
    double slope, tau, p;
} trends[] = {
    {"sblimp", "ttt", 24, -0.002105440912176069, -0.21818326072054212, 0.13643979336144058},
    {"swuggy", "ttt", 24, -0.0031646863724033025, -0.3695652173913043, 0.011404656359906125},
    {"tstory", "ttt", 24, -0.0029806835434841488, -0.48452453832833803, 0.0009598629271235363},
    {"sstory", "ttt", 24, -0.001619685163872276, -0.2992780457678142, 0.04166133609687789},
    {"Mean task accuracy", "ttt", 24, -0.0022287056676860697, -0.4782608695652174,
     0.0010596863708565137},
    {"sblimp", "lora", 7, -0.005278702877083344, -0.33333333333333337, 0.2931139556733102},
    {"Mean task accuracy", "lora", 7, -0.007303424935231069, -0.4285714285714286,
     0.17647429077406887},
};
static const struct {
    const char *title, *id;
    double score;
} outliers[] = {
    {"tstory", "dailytalk_finetune_from_librilight20lora_cp005000", -7.367615384615478},
    {"sstory", "dailytalk_finetune_from_librilight20lora_cp005000", -6.295333333333296},
    {"sstory", "dailytalk_finetune_from_librilight24lora1_cp002000", -4.871388888888864},
};

static void check_outliers(const struct run_groups *groups, const struct group_findings *findings)
{
    size_t of_tasks = 0;

    for (size_t i = 0; i < findings->outlier_count; i++) {
        const struct group_outlier *found = &findings->outliers[i];

        CHECK(i == 0 || fabs(found->score) <= fabs(found[-1].score));
        if (strcmp(groups->rows[found->row].what.metric, "task_accuracy") != 0)
            continue;
        if (!CHECK(of_tasks < 3))
            return;
        CHECK_STR(groups->rows[found->row].title, outliers[of_tasks].title);
        CHECK_STR(groups->groups[found->group].name, "lora");
        CHECK(strstr(groups->runs[found->run].id, outliers[of_tasks].id));
        CHECK_NEAR(found->score, outliers[of_tasks++].score, 1e-9);
    }
    CHECK_INT(of_tasks, 3);
}

TEST(trends_and_outliers_of_the_dashboard_are_those_of_scipy)
{
    char room[512];
    const char *path = loaded_real("moshi-paper-metrics/dashboard", room);
    const struct group_findings *findings;
    struct run_groups *groups;
    struct loaded *l;

    if (!path)
        return;
    l = loaded_path("paper-metrics", path);
    groups = groups_of(l);
    findings = group_findings_new(groups, .05, l->arena);
    for (size_t i = 0; i < sizeof(trends) / sizeof(trends[0]); i++) {
        const struct group_trend *found =
            trend_of_row(groups, findings, trends[i].title, trends[i].group);

        if (!CHECK(found != NULL))
            continue;
        CHECK(found->line.by_day);
        CHECK_INT(found->line.trend.n, trends[i].n);
        CHECK_NEAR(found->line.trend.slope, trends[i].slope, 1e-12);
        CHECK_NEAR(found->line.trend.tau, trends[i].tau, 1e-12);
        CHECK_NEAR(found->line.trend.p, trends[i].p, 1e-12);
        CHECK(found->p_holm >= found->line.trend.p);
    }
    /* Two baselines, one of them without a time. */
    CHECK(!trend_of_row(groups, findings, "sblimp", "baseline"));
    check_outliers(groups, findings);
    loaded_free(l);
}

TEST(a_timeline_goes_by_day_or_by_run_and_wants_four_times)
{
    static const double values[] = {.1, .2, .3, .4, .9};
    static const double far[] = {10, 12, 14, 16, NAN}, near[] = {.4, .1, .2, .3, NAN};
    static const double one[] = {5, 5, 5, 5, 5}, few[] = {1, 2, 3, NAN, NAN};
    struct arena *arena = arena_new();
    struct timeline line = timeline_of(far, values, 5, arena);

    CHECK(line.by_day && timeline_has_trend(&line));
    CHECK_INT(line.count, 4);
    CHECK_NEAR(line.trend.slope, .05, 1e-12);
    line = timeline_of(near, values, 5, arena);
    CHECK(!line.by_day && timeline_has_trend(&line));
    CHECK_INT(line.runs[0], 1);
    CHECK_INT(line.runs[3], 0);
    CHECK_NEAR(line.values[3], .1, 0.0);
    CHECK(!timeline_has_trend(&(struct timeline){.trend = {0, NAN, NAN, NAN}}));
    line = timeline_of(one, values, 5, arena);
    CHECK(!timeline_has_trend(&line));
    line = timeline_of(few, values, 5, arena);
    CHECK_INT(line.count, 3);
    CHECK(!timeline_has_trend(&line));
    arena_free(arena);
}

TEST(equal_times_are_one_step_of_a_trend_by_run)
{
    static const double days[] = {.1, .1, .2, .3}, values[] = {1, 3, 4, 6};
    struct arena *arena = arena_new();
    struct timeline line = timeline_of(days, values, 4, arena);

    /* Slopes between the steps 0 0 1 2: 3 2.5 1 1.5 2, the pair of one step has none. */
    CHECK_NEAR(line.trend.slope, 2.0, 1e-12);
    arena_free(arena);
}
