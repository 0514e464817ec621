#include "check.h"
#include "loaded.h"

#include <math.h>
#include <string.h>

#define LOADER     "paper-metrics"
#define FILES(...) loaded_files(LOADER, (const struct loaded_file[]){__VA_ARGS__, {NULL, NULL}})

/* The example of the format guide, its curve completed so that all slopes can be had. */
static const char nested[] =
    "{\"metadata\": {\"timestamp\": \"20251003_143022\", \"datetime\": \"2025-01-03T14:30:22\","
    "  \"model_type\": \"TTT\", \"config\": {\"sblimp_max_pairs\": 2000, \"swuggy_max_pairs\": "
    "500}},"
    " \"results\": {"
    "  \"sblimp\": {\"accuracy\": 0.5035, \"samples\": 2000, \"correct\": 1007},"
    "  \"swuggy\": {\"accuracy\": 0.498, \"samples\": 2000, \"correct\": 996},"
    "  \"tstory\": {\"accuracy\": 0.5494, \"samples\": 1871},"
    "  \"sstory\": {\"accuracy\": 0.5232, \"samples\": 1871},"
    "  \"librilight\": {\"loss_8k\": 2.45, \"loss_16k\": 2.32, \"slope\": -0.000012,"
    "                   \"samples\": 24001},"
    "  \"aggregate\": {\"paper_metrics_avg\": 0.5185, \"paper_metrics_f1\": 0.518}},"
    " \"librilight_detailed\": {\"positions\": [0, 4000, 8000, 16000, 24000],"
    "  \"losses\": [2.8, 2.482, 2.45, 2.32, 2.258],"
    "  \"slopes\": {\"overall\": -0.000012, \"early\": -0.000008, \"late\": -0.001}}}";

static const char flat[] = "{\"sblimp_accuracy\": 0.545, \"sblimp_samples\": 1000,"
                           " \"swuggy_accuracy\": 0.5, \"swuggy_samples\": 7,"
                           " \"tstory_accuracy\": 0, \"tstory_samples\": 0,"
                           " \"paper_metrics_avg\": 0.5225, \"librilight_perplexity_8k\": 6336.9,"
                           " \"librilight_perplexity_16k\": 0.0, \"librilight_slope\": 1.8e-05,"
                           " \"librilight_samples\": 129574, \"surprise\": {\"kept\": true},"
                           " \"librilight_progression\": ["
                           "  {\"position\": 1000, \"loss\": 5.9366, \"perplexity\": 378.66},"
                           "  {\"position\": 1000, \"loss\": 5.9324, \"perplexity\": 377.04},"
                           "  {\"position\": 1000, \"loss\": 5.9675, \"perplexity\": 390.53},"
                           "  {\"position\": 8000, \"loss\": 6.5, \"perplexity\": 765.14},"
                           "  {\"position\": \"far\", \"loss\": 6.5}]}";

TEST(nested_results_of_the_format_guide_agree_where_evidence_is_stored)
{
    struct loaded *l = FILES({"run_20251003_143022_ttt/results.json", nested});

    CHECK_INT(l->runs.count, 1);
    CHECK_INT(loaded_mark(l, 0, "results.sblimp.accuracy"), '=');
    CHECK_INT(loaded_mark(l, 0, "results.swuggy.accuracy"), '=');
    CHECK_INT(loaded_mark(l, 0, "results.aggregate.paper_metrics_avg"), '=');
    CHECK_INT(loaded_mark(l, 0, "results.aggregate.paper_metrics_f1"), '=');
    CHECK_INT(loaded_mark(l, 0, "results.librilight.loss_8k"), '=');
    CHECK_INT(loaded_mark(l, 0, "results.librilight.slope"), '=');
    CHECK_INT(loaded_mark(l, 0, "librilight_detailed.slopes.early"), '=');
    loaded_free(l);
}

TEST(a_false_slope_between_stored_tokens_differs)
{
    struct loaded *l = FILES({"run_20251003_143022_ttt/results.json", nested});

    CHECK_INT(loaded_mark(l, 0, "librilight_detailed.slopes.late"), '!');
    loaded_free(l);
}

TEST(an_accuracy_without_counted_answers_has_no_evidence_but_a_nearest_count)
{
    struct loaded *l = FILES({"run_20251003_143022_ttt/results.json", nested});
    const struct finding *finding = loaded_finding(l, 0, "results.tstory.accuracy");

    CHECK(finding && finding->verdict == VERDICT_NO_EVIDENCE);
    CHECK(finding && strstr(finding->why, "1028 of 1871"));
    loaded_free(l);
}

TEST(an_accuracy_that_no_count_of_answers_gives_differs)
{
    struct loaded *l =
        FILES({"results.json", "{\"sblimp_accuracy\": 0.64123, \"sblimp_samples\": 50,"
                               " \"swuggy_accuracy\": 0.5, \"swuggy_samples\": 7,"
                               " \"tstory_accuracy\": 0.6666, \"tstory_samples\": 3}"});

    CHECK_INT(loaded_mark(l, 0, "sblimp_accuracy"), '!');
    /* 4 of 7 is 0.571: 0.5 can be that, cut to one digit; 2 of 3 cut to four is 0.6666. */
    CHECK_INT(loaded_mark(l, 0, "swuggy_accuracy"), '?');
    CHECK_INT(loaded_mark(l, 0, "tstory_accuracy"), '?');
    loaded_free(l);
}

TEST(time_stamps_of_different_days_differ_and_the_directory_agrees)
{
    struct loaded *l = FILES({"run_20251003_143022_ttt/results.json", nested});
    size_t stamps = 0;

    for (size_t i = 0; i < l->audits[0]->count; i++) {
        const struct finding *finding = &l->audits[0]->findings[i];

        if (strcmp(finding->claim->what.metric, "timestamp_consistent") != 0)
            continue;
        stamps++;
        CHECK(strncmp(finding->claim->name, "metadata.timestamp and ", 23) == 0);
        CHECK_INT(verdict_mark(finding->verdict),
                  strcmp(finding->claim->what.subject, "directory") == 0 ? '=' : '!');
    }
    CHECK_INT(stamps, 2);
    loaded_free(l);
}

TEST(more_samples_than_configured_pairs_differ)
{
    struct loaded *l = FILES({"run_20251003_143022_ttt/results.json", nested});

    CHECK_INT(loaded_mark(l, 0, "results.swuggy.samples"), '!');
    CHECK_INT(loaded_mark(l, 0, "results.sblimp.samples"), ' ');
    loaded_free(l);
}

TEST(the_variant_comes_from_the_model_type_else_from_the_directory)
{
    struct loaded *l = FILES({"run_20251003_143022_baseline/results.json", nested},
                             {"run_20251003_143023_baseline/results.json", flat},
                             {"run_20251003_143024/results.json", flat});

    CHECK_INT(l->runs.count, 3);
    CHECK_STR(meta_text(meta_get(run_meta(l->runs.runs[0]), "variant"), NULL), "ttt");
    CHECK_STR(meta_text(meta_get(run_meta(l->runs.runs[1]), "variant"), NULL), "baseline");
    CHECK(!meta_get(run_meta(l->runs.runs[2]), "variant"));
    loaded_free(l);
}

TEST(flat_results_leave_tasks_without_samples_out_of_the_mean)
{
    struct loaded *l = FILES({"results.json", flat});

    CHECK_INT(loaded_mark(l, 0, "paper_metrics_avg"), '=');
    CHECK_NEAR(loaded_finding(l, 0, "paper_metrics_avg")->figure.value, 0.5225, 1e-12);
    CHECK_INT((long long)loaded_finding(l, 0, "paper_metrics_avg")->figure.n, 2);
    loaded_free(l);
}

TEST(a_perplexity_below_one_differs_and_one_of_a_token_has_no_evidence)
{
    struct loaded *l = FILES({"results.json", flat});

    CHECK_INT(loaded_mark(l, 0, "librilight_perplexity_16k"), '!');
    CHECK_INT(loaded_mark(l, 0, "librilight_perplexity_8k"), '?');
    CHECK(loaded_notes(l, 0, "librilight_perplexity_8k is 9.527 times"));
    CHECK_INT(loaded_mark(l, 0, "librilight_slope"), '?');
    loaded_free(l);
}

TEST(a_perplexity_from_a_rounded_loss_agrees_with_that_allowance)
{
    struct loaded *l = FILES({"results.json", flat});
    const struct finding *finding = loaded_finding(l, 0, "librilight_progression.0.perplexity");

    CHECK(finding && finding->verdict == VERDICT_ALLOWED);
    CHECK(finding && strstr(finding->why, "rounded"));
    loaded_free(l);
}

TEST(points_without_a_position_are_counted_and_unknown_keys_are_kept)
{
    struct loaded *l = FILES({"results.json", flat});
    const struct series *series = run_series_named(l->runs.runs[0], "librilight_progression");

    CHECK(series && series->count == 4);
    CHECK(loaded_notes(l, 0, "1 entries of librilight_progression"));
    CHECK(meta_find(run_meta(l->runs.runs[0]), "surprise.kept"));
    CHECK(!meta_get(run_meta(l->runs.runs[0]), "librilight_progression"));
    loaded_free(l);
}

TEST(keys_that_repeat_their_category_are_read_alike)
{
    struct loaded *l = FILES(
        {"results.json",
         "{\"metadata\": {}, \"results\": {\"sblimp\": {\"sblimp_accuracy\": 0.25,"
         " \"sblimp_samples\": 8, \"sblimp_correct\": 3},"
         " \"librilight\": {\"librilight_loss_8k\": 1.0, \"librilight_perplexity_8k\": 2.7183}}}"});

    CHECK_INT(loaded_mark(l, 0, "results.sblimp.sblimp_accuracy"), '!');
    CHECK_INT(loaded_mark(l, 0, "results.librilight.librilight_perplexity_8k"), '=');
    loaded_free(l);
}

TEST(figures_of_a_text_summary_are_claims)
{
    struct loaded *l = FILES({"run_20251003_143022_ttt/results.json", nested},
                             {"run_20251003_143022_ttt/summary.txt",
                              "Paper Metrics Summary\nsBLIMP accuracy: 50.35% (1007/2000)\n"
                              "tStory accuracy: 0.5494 (1871 samples)\nsStory accuracy: 0.6\n"
                              "LibriLight loss @8k: 2.4500\nPaper metrics F1: 0.5180\n"
                              "LibriLight slope: 0.5\n"});

    CHECK_INT(l->runs.count, 1);
    CHECK_INT(loaded_mark(l, 0, "sBLIMP accuracy"), '=');
    CHECK_INT(loaded_mark(l, 0, "tStory accuracy"), '~');
    CHECK_INT(loaded_mark(l, 0, "sStory accuracy"), '!');
    CHECK_INT(loaded_mark(l, 0, "LibriLight loss @8k"), '=');
    CHECK_INT(loaded_mark(l, 0, "LibriLight slope"), '!');
    loaded_free(l);
}

TEST(a_broken_file_beside_a_good_one_is_a_note)
{
    struct loaded *l =
        FILES({"run/results.json", flat}, {"run/report.json", "{\"ttt_advantage\": {\"a\": 1},"});

    CHECK_INT(l->runs.count, 1);
    CHECK_INT(l->failures, 0);
    CHECK(loaded_notes(l, 0, "line "));
    loaded_free(l);
}

TEST(a_lone_broken_file_fails_with_its_place)
{
    struct loaded *l = FILES({"results.json", "{\"sblimp_accuracy\": 0.5,\n \"sblimp_samples\": "});

    CHECK_INT(l->runs.count, 0);
    CHECK_INT(l->failures, 1);
    CHECK(strstr(l->err.file, "results.json") != NULL);
    loaded_free(l);
}
