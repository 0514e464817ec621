#include "check.h"
#include "loaded.h"

#include <string.h>

#define LOADER     "paper-metrics"
#define FILES(...) loaded_files(LOADER, (const struct loaded_file[]){__VA_ARGS__, {NULL, NULL}})

#define METRICS                                                                                    \
    "\"metrics\": {\"sblimp_accuracy\": 0.5, \"sblimp_samples\": 10, \"paper_metrics_avg\": 0.5}"

static const char many[] =
    "{\"schema_version\": \"1.0\", \"metadata\": {\"total_runs\": 4},"
    " \"baseline\": {\"id\": \"base\", \"name\": \"Baseline\", " METRICS "},"
    " \"runs\": ["
    "  {\"id\": \"a\", \"name\": \"CP1\", \"training_config\": {\"ttt\": {\"enable\": "
    "true}}, " METRICS
    ", \"librilight_progression\": [{\"position\": 1, \"loss\": 2.0, \"perplexity\": 7.39},"
    "     {\"position\": 1, \"loss\": 4.0, \"perplexity\": 54.6}],"
    "   \"librilight_progression_mean\": [{\"position\": 1, \"loss\": 3.0, \"n_samples\": 2,"
    "     \"loss_std\": 1.414213562373095, \"perplexity\": 30.995}],"
    "   \"librilight_progression_median\": [{\"position\": 1, \"loss\": 2.0, \"n_samples\": 3}],"
    "   \"librilight_progression_individual\": [[{\"position\": 1, \"loss\": 2.5}],"
    "     [{\"position\": 1, \"loss\": 4.0}]]},"
    "  {\"id\": \"a\", \"name\": \"CP1\", " METRICS "},"
    "  {\"id\": \"b\", " METRICS "}]}";

static const char registry[] =
    "{\"runs\": [{\"checkpoint_path\": \"None\", \"results_file\": \"gone/results.json\"},"
    " {\"checkpoint_path\": \"None\", \"results_file\": \"all.json\"}]}";

TEST(every_entry_of_many_runs_is_a_run_with_an_id_of_its_own)
{
    struct loaded *l = FILES({"d/all.json", many});

    CHECK_INT(l->runs.count, 4);
    CHECK(loaded_run(l, "#a") == l->runs.runs[1] && loaded_run(l, "#a~2") == l->runs.runs[2]);
    CHECK(loaded_run(l, "#baseline") == l->runs.runs[0] && loaded_run(l, "#b"));
    CHECK_STR(run_title(l->runs.runs[1]), "CP1");
    CHECK_STR(run_baseline(l->runs.runs[1]), run_id(l->runs.runs[0]));
    CHECK(!run_baseline(l->runs.runs[0]));
    loaded_free(l);
}

TEST(repeated_names_and_a_false_number_of_runs_are_told)
{
    struct loaded *l = FILES({"d/all.json", many}, {"d/registry.json", registry});

    CHECK_INT(loaded_mark(l, 0, "metadata.total_runs"), '!');
    CHECK(loaded_notes(l, 1, "2 runs of this file are named \"CP1\""));
    CHECK(!loaded_notes(l, 3, "are named"));
    CHECK(loaded_notes(l, 0, "lists 2 runs"));
    CHECK(loaded_notes(l, 0, "1 of 2 results files"));
    loaded_free(l);
}

TEST(means_medians_and_counts_of_a_position_are_recomputed)
{
    struct loaded *l = FILES({"d/all.json", many});

    CHECK_INT(loaded_mark(l, 1, "runs.0.librilight_progression_mean.0.loss"), '=');
    CHECK_INT(loaded_mark(l, 1, "runs.0.librilight_progression_mean.0.loss_std"), '=');
    CHECK_INT(loaded_mark(l, 1, "runs.0.librilight_progression_mean.0.n_samples"), '=');
    CHECK_INT(loaded_mark(l, 1, "runs.0.librilight_progression_mean.0.perplexity"), '=');
    CHECK_INT(loaded_mark(l, 1, "runs.0.librilight_progression_median.0.loss"), '!');
    CHECK_INT(loaded_mark(l, 1, "runs.0.librilight_progression_median.0.n_samples"), '!');
    CHECK(loaded_notes(l, 1, "does not hold the points"));
    loaded_free(l);
}

TEST(improvements_of_a_comparison_are_recomputed_from_its_losses)
{
    struct loaded *l = FILES(
        {"report.json",
         "{\"summary\": {\"total_runs\": \"unknown\", \"ttt_runs\": 7, \"baseline_runs\": 3},"
         " \"ttt_advantage\": {\"A\": {\"ttt_loss\": 3.0, \"baseline_loss\": 4.0,"
         "   \"absolute_improvement\": 1.0, \"relative_improvement_pct\": 25.0},"
         "  \"B\": {\"ttt_loss\": 1.0, \"baseline_loss\": 2.0, \"absolute_improvement\": 1.0,"
         "   \"relative_improvement_pct\": 60.0}, \"C\": {\"ttt_loss\": 1.0}},"
         " \"interpretation\": {\"average_improvement_pct\": 37.5, \"max_improvement_pct\": 50.0,"
         "  \"positions_with_advantage\": 2, \"ttt_shows_advantage\": false}}"});

    CHECK_INT(loaded_mark(l, 0, "ttt_advantage.A.relative_improvement_pct"), '=');
    CHECK_INT(loaded_mark(l, 0, "ttt_advantage.B.relative_improvement_pct"), '!');
    CHECK_INT(loaded_mark(l, 0, "interpretation.average_improvement_pct"), '=');
    CHECK_INT(loaded_mark(l, 0, "interpretation.max_improvement_pct"), '=');
    CHECK_INT(loaded_mark(l, 0, "interpretation.positions_with_advantage"), '=');
    CHECK_INT(loaded_mark(l, 0, "interpretation.ttt_shows_advantage"), '!');
    CHECK(loaded_notes(l, 0, "summary.total_runs is unknown beside 7 TTT and 3 baseline runs"));
    CHECK(loaded_notes(l, 0, "ttt_advantage.C has not both losses"));
    loaded_free(l);
}

TEST(generator_output_is_a_run_of_metadata_with_a_note)
{
    struct loaded *l = FILES(
        {"c/results.json", "{\"checkpoint\": \"x\", \"metrics\": {\"generation_method\": \"b\"}}"});

    CHECK_INT(l->runs.count, 1);
    CHECK(loaded_notes(l, 0, "generator output without a metric"));
    CHECK_STR(meta_text(meta_get(run_meta(l->runs.runs[0]), "checkpoint"), NULL), "x");
    loaded_free(l);
}

/* The slopes, names and counts are those that independent scripts took from these files. */
TEST(real_paper_metrics_differ_in_two_impossible_perplexities_only)
{
    char room[512];
    const char *path = loaded_real("moshi-paper-metrics", room);
    struct loaded *l;

    if (!path) {
        SKIP("ASSAY_REAL_RUNS is not set");
        return;
    }
    l = loaded_path(LOADER, path);
    CHECK_INT(l->failures, 0);
    CHECK_INT(l->runs.count, 1 + 8 + 33 + 2);
    CHECK_INT(loaded_tally(l, VERDICT_DIFFERS), 2);
    CHECK(loaded_run(l, "data") != NULL);
    for (size_t i = 0; i < l->runs.count; i++) {
        bool here = strcmp(run_id(l->runs.runs[i]), "data") == 0;

        CHECK_INT(l->audits[i]->tally[VERDICT_DIFFERS], here ? 2 : 0);
        if (here) {
            CHECK_INT(loaded_mark(l, i, "librilight_perplexity_16k"), '!');
            CHECK_INT(loaded_mark(l, i, "librilight_perplexity_24k"), '!');
        }
    }
    CHECK(loaded_notes(l, SIZE_MAX, "41 of 41 results files"));
    CHECK(loaded_notes(l, SIZE_MAX, "lists 41 runs"));
    loaded_free(l);
}

TEST(real_paper_metrics_have_the_least_squares_slopes_of_their_points)
{
    char room[512];
    const char *path = loaded_real("moshi-paper-metrics", room);
    struct loaded *l;
    size_t seen = 0;

    if (!path) {
        SKIP("ASSAY_REAL_RUNS is not set");
        return;
    }
    l = loaded_path(LOADER, path);
    for (size_t i = 0; i < l->runs.count; i++) {
        const char *id = run_id(l->runs.runs[i]);
        const struct finding *slope = NULL;
        bool single = strcmp(id, "dashboard#ttt6callhome35_cp010000") == 0;

        if (strcmp(id, "moshi-paper-metrics") == 0)
            slope = loaded_finding(l, i, "librilight_slope");
        if (single)
            slope = loaded_finding(l, i, "runs.5.metrics.librilight_slope");
        if (!slope)
            continue;
        seen++;
        CHECK_INT(verdict_mark(slope->verdict), '?');
        CHECK_NEAR(slope->figure.nearest, single ? 1.5888e-05 : 4.6823e-05, 5e-10);
        if (single)
            CHECK_NEAR(loaded_finding(l, i, "runs.5.metrics.paper_metrics_f1")->figure.value,
                       0.588918, 5e-7);
    }
    CHECK_INT(seen, 2);
    loaded_free(l);
}
