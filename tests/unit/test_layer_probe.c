#include "check.h"
#include "loaded.h"

#include <math.h>
#include <string.h>

#define LOADER     "layer-probe"
#define FILES(...) loaded_files(LOADER, (const struct loaded_file[]){__VA_ARGS__, {NULL, NULL}})

static const char header[] = "layer,fold,sample_id,text_id,semantic_true,semantic_pred,"
                             "prosody_true,prosody_pred,is_conflict\n";

#define LAYER_0                                                                                    \
    "0,0,a,t1,sad,sad,sad,happy,False\n0,0,b,t1,sad,happy,happy,happy,True\n"                      \
    "0,0,c,t2,happy,angry,happy,happy,False\n0,1,d,t3,angry,angry,sad,sad,True\n"                  \
    "0,1,e,t3,angry,sad,angry,happy,False\n"
#define LAYER_3                                                                                    \
    "3,0,a,t1,sad,happy,sad,sad,False\n3,0,b,t1,sad,happy,happy,happy,True\n"                      \
    "3,0,c,t2,happy,angry,happy,sad,False\n3,1,d,t3,angry,sad,sad,angry,True\n"                    \
    "3,1,e,t3,angry,sad,angry,angry,False\n"

static const char predictions[] =
    "layer,fold,sample_id,text_id,semantic_true,semantic_pred,prosody_true,prosody_pred,"
    "is_conflict\n" LAYER_0 LAYER_3;

/* Figures of scikit-learn and numpy for these predictions, to 4 decimals; rows out of order. */
static const char table[] =
    "semantic_acc,semantic_acc_std,semantic_f1,prosody_acc,prosody_acc_std,prosody_f1,dominance,"
    "semantic_acc_conflict,prosody_acc_conflict,dominance_conflict,layer\n"
    "0.0000,0.0000,0.0000,0.5833,0.0833,0.5000,0.5833,0.0000,0.5000,0.5000,3\n"
    "0.4167,0.0833,0.2778,0.5833,0.0833,0.3667,0.1667,0.5000,1.0000,0.5000,0\n";

TEST(cells_of_the_table_equal_scikit_learn_on_the_predictions)
{
    struct loaded *l =
        FILES({"xyz_metrics_per_layer.csv", table}, {"predictions_per_layer.csv", predictions});

    CHECK_INT(l->runs.count, 1);
    CHECK_INT(loaded_tally(l, VERDICT_AGREES), 20);
    CHECK_INT(l->audits[0]->count, 20);
    CHECK_NEAR(loaded_finding(l, 0, "semantic_f1[0]")->figure.value, 0.2777777777777778, 1e-15);
    CHECK_NEAR(loaded_finding(l, 0, "prosody_acc_std[3]")->figure.value, 0.08333333333333331,
               1e-15);
    loaded_free(l);
}

TEST(a_false_cell_differs_and_the_others_still_agree)
{
    struct loaded *l =
        FILES({"metrics_per_layer.csv", "layer,semantic_acc,prosody_acc,dominance\n"
                                        "0,0.4167,0.5933,0.1667\n3,0.0,0.5833,0.5833\n"},
              {"predictions_per_layer.csv", predictions});

    CHECK_INT(loaded_mark(l, 0, "prosody_acc[0]"), '!');
    CHECK_INT(loaded_tally(l, VERDICT_DIFFERS), 1);
    CHECK_INT(loaded_tally(l, VERDICT_AGREES), 5);
    loaded_free(l);
}

TEST(the_order_of_predictions_changes_nothing)
{
    char shuffled[2048];
    struct loaded *l, *s;

    strcpy(shuffled, header);
    strcat(shuffled, LAYER_3 LAYER_0);
    l = FILES({"metrics_per_layer.csv", table}, {"predictions_per_layer.csv", predictions});
    s = FILES({"metrics_per_layer.csv", table}, {"predictions_per_layer.csv", shuffled});
    CHECK_INT(s->audits[0]->count, l->audits[0]->count);
    for (size_t i = 0; i < l->audits[0]->count && i < s->audits[0]->count; i++)
        CHECK_NEAR(s->audits[0]->findings[i].figure.value, l->audits[0]->findings[i].figure.value,
                   0.0);
    loaded_free(l);
    loaded_free(s);
}

TEST(without_predictions_a_table_bears_on_its_dominance_and_on_the_summary)
{
    struct loaded *l =
        FILES({"metrics_per_layer.csv", "layer,semantic_acc,prosody_acc,dominance\n"
                                        "0,0.4167,0.5833,0.1666\n3,0.0000,0.5833,0.5833\n"},
              {"summary.json",
               "{\"average_dominance\": 0.37500, \"overall_dominant_modality\": \"prosody\","
               " \"max_prosody_acc\": {\"layer\": 3, \"accuracy\": 0.58331},"
               " \"max_semantic_acc\": {\"layer\": 3, \"accuracy\": 0.5}}"});

    CHECK_INT(loaded_mark(l, 0, "dominance[3]"), '=');
    CHECK_INT(loaded_mark(l, 0, "prosody_acc[0]"), ' ');
    CHECK_INT(loaded_mark(l, 0, "average_dominance"), '~');
    CHECK(strstr(loaded_finding(l, 0, "average_dominance")->why, "rounded"));
    CHECK_INT(loaded_mark(l, 0, "overall_dominant_modality"), '=');
    /* Both layers print .5833: the second may have been the larger one. */
    CHECK_INT(loaded_mark(l, 0, "max_prosody_acc.layer"), '~');
    CHECK_INT(loaded_mark(l, 0, "max_prosody_acc.accuracy"), '~');
    CHECK_INT(loaded_mark(l, 0, "max_semantic_acc.layer"), '!');
    CHECK_INT(loaded_mark(l, 0, "max_semantic_acc.accuracy"), '!');
    loaded_free(l);
}

TEST(the_dominance_column_says_which_probe_is_a)
{
    struct loaded *l = FILES({"metrics_per_layer.csv", "layer,word_acc,tone_acc,dominance\n"
                                                       "0,0.4,0.5,0.1\n1,0.5,0.4,-0.1\n"},
                             {"summary.json", "{\"average_dominance\": 0.0,"
                                              " \"max_tone_dominance\": {\"layer\": 0},"
                                              " \"max_word_dominance\": {\"layer\": 1}}"});
    struct loaded *r = FILES({"metrics_per_layer.csv", "layer,word_acc,tone_acc,dominance\n"
                                                       "0,0.4,0.5,-0.1\n1,0.5,0.4,0.1\n"});

    CHECK_STR(loaded_finding(l, 0, "dominance[0]")->figure.how, "tone minus word");
    CHECK_INT(loaded_mark(l, 0, "max_tone_dominance.layer"), '=');
    CHECK_INT(loaded_mark(l, 0, "max_word_dominance.layer"), '=');
    CHECK_STR(loaded_finding(r, 0, "dominance[0]")->figure.how, "word minus tone");
    loaded_free(l);
    loaded_free(r);
}

TEST(undefined_figures_agree_with_bare_nan)
{
    struct loaded *l =
        FILES({"metrics_per_layer.csv", "layer,semantic_acc,prosody_acc,semantic_acc_conflict,"
                                        "prosody_acc_conflict\n0,0.5,0.5,,\n"},
              {"summary.json", "{\"average_dominance\": 0.0, \"conflict_subset\": "
                               "{\"avg_semantic_acc\": NaN, \"avg_dominance\": NaN}}"});

    CHECK_INT(loaded_mark(l, 0, "conflict_subset.avg_semantic_acc"), '=');
    CHECK_INT(loaded_mark(l, 0, "conflict_subset.avg_dominance"), '=');
    loaded_free(l);
}

TEST(what_the_dataset_file_counts_is_held_against_the_predictions)
{
    struct loaded *l =
        FILES({"predictions_per_layer.csv", predictions},
              {"dataset_info.json", "{\"total_samples\": 5, \"conflict_samples\": 2,"
                                    " \"consistent_samples\": 4, \"unique_texts\": 3,"
                                    " \"semantic_distribution\": {\"sad\": 2, \"angry\": 2,"
                                    " \"happy\": 2}}"},
              {"config.yaml", "probe: {type: linear, C: 1.0}\n"});

    CHECK_INT(l->runs.count, 1);
    CHECK_INT(loaded_mark(l, 0, "total_samples"), '=');
    CHECK_INT(loaded_mark(l, 0, "conflict_samples"), '=');
    CHECK_INT(loaded_mark(l, 0, "consistent_samples"), '!');
    CHECK_INT(loaded_mark(l, 0, "unique_texts"), '=');
    CHECK_INT(loaded_mark(l, 0, "semantic_distribution.sad"), '=');
    CHECK_INT(loaded_mark(l, 0, "semantic_distribution.happy"), '!');
    CHECK_STR(loaded_finding(l, 0, "conflict and consistent samples: sum")->why, "differs by 1");
    CHECK_STR(meta_text(meta_find(run_meta(l->runs.runs[0]), "config.probe.type"), NULL), "linear");
    loaded_free(l);
}

TEST(a_few_samples_fewer_than_texts_times_labels_is_a_note)
{
    struct loaded *l = FILES({"metrics_per_layer.csv", "layer,a_acc,b_acc\n0,0.5,0.5\n"},
                             {"dataset_info.json",
                              "{\"total_samples\": 247, \"unique_texts\": 50,"
                              " \"a_distribution\": {\"1\": 50, \"2\": 49, \"3\": 50, \"4\": 49,"
                              " \"5\": 49}}"});

    CHECK(loaded_notes(l, 0, "50 texts x 5 labels are 250 samples, 247 are there"));
    CHECK_INT(loaded_mark(l, 0, "total_samples"), '=');
    CHECK_INT(loaded_mark(l, 0, "a_distribution.1"), '?');
    loaded_free(l);
}

TEST(broken_rows_cost_themselves_only)
{
    struct loaded *l = FILES({"metrics_per_layer.csv", "layer,a_acc,b_acc,c_acc\n"
                                                       "x,0.1,0.2,0.3\n0,0.5,oops,0.25\n"
                                                       "1,0.5\n2,0.5,0.75,\n0,0.9,0.9,0.9\n"});
    const struct series *a = run_series_named(l->runs.runs[0], "a_acc");
    const struct series *b = run_series_named(l->runs.runs[0], "b_acc");

    CHECK(a && a->count == 2 && a->y[0] == 0.5);
    CHECK(b && isnan(b->y[0]) && b->y[1] == 0.75);
    CHECK(loaded_notes(l, 0, "1 rows have no number as layer"));
    CHECK(loaded_notes(l, 0, "1 cells of column b_acc"));
    CHECK(loaded_notes(l, 0, "layer 0 stands there again"));
    CHECK(loaded_notes(l, 0, "2 cells"));
    loaded_free(l);
}

TEST(conflict_is_derived_where_no_column_tells_it)
{
    struct loaded *l =
        FILES({"predictions_per_layer.csv", "layer,sample_id,a_true,a_pred,b_true,b_pred\n"
                                            "0,1,x,x,x,y\n0,2,x,x,y,y\n0,3,y,x,x,y\n"},
              {"metrics_per_layer.csv", "layer,a_acc,b_acc,a_acc_conflict\n0,0.6667,0.3333,0.5\n"},
              {"dataset_info.json", "{\"total_samples\": 3, \"conflict_samples\": 2}"});

    CHECK_INT(loaded_tally(l, VERDICT_AGREES), 5);
    CHECK_INT(loaded_tally(l, VERDICT_DIFFERS), 0);
    loaded_free(l);
}

static const char summary_text[] =
    "# Results Summary\n## Run Metadata\n- model_path: /m\n"
    "- overall_dominant_modality: prosody\n- average_dominance: 0.0250\n"
    "- max_semantic_acc: layer 2, acc 0.6000\n- max_semantic_dominance: layer 1, D -0.0500\n"
    "- layer_trends (avg D):\n  - early (0-11): 0.0250\n- layers_evaluated: 0-3 (4 layers)\n"
    "- dominance_crossing: between layers 0 and 1 (sign change)\n"
    "- dominance_positive_ranges (D > 0):\n  - 0-0\n  - 2-3\n"
    "- peak_dominance: layer 0, D 0.1000\n- semantic_distribution:\n  - sad: 4\n";

TEST(figures_of_a_summary_in_text_are_claims)
{
    struct loaded *l =
        FILES({"metrics_per_layer.csv", "layer,semantic_acc,prosody_acc,dominance\n"
                                        "0,0.4000,0.5000,0.1000\n1,0.5000,0.4500,-0.0500\n"
                                        "2,0.6000,0.6250,0.0250\n3,0.5000,0.5250,0.0250\n"},
              {"SUMMARY.md", summary_text});

    CHECK_INT(l->runs.count, 1);
    CHECK_INT(loaded_mark(l, 0, "overall_dominant_modality"), '!');
    CHECK_INT(loaded_mark(l, 0, "average_dominance"), '=');
    CHECK_INT(loaded_mark(l, 0, "max_semantic_acc"), '=');
    CHECK_INT(loaded_mark(l, 0, "max_semantic_acc.layer"), '=');
    CHECK_INT(loaded_mark(l, 0, "max_semantic_dominance"), '=');
    CHECK_INT(loaded_mark(l, 0, "layer_trends.early"), '=');
    CHECK_INT(loaded_mark(l, 0, "layers_evaluated"), '=');
    CHECK_INT(loaded_mark(l, 0, "layers_evaluated.count"), '=');
    CHECK_INT(loaded_mark(l, 0, "dominance_crossing"), '=');
    CHECK(strstr(loaded_finding(l, 0, "dominance_crossing")->figure.how, "2 crossings"));
    CHECK_INT(loaded_mark(l, 0, "dominance_positive_ranges.2"), '=');
    CHECK_INT(loaded_mark(l, 0, "dominance_positive_ranges"), '=');
    CHECK_INT(loaded_mark(l, 0, "peak_dominance.layer"), '=');
    CHECK_INT(loaded_mark(l, 0, "semantic_distribution.sad"), '?');
    CHECK(meta_find(run_meta(l->runs.runs[0]), "summary_text.model_path"));
    loaded_free(l);
}

TEST(an_average_at_the_margin_within_rounding_decides_no_dominant_probe)
{
    struct loaded *l = FILES({"metrics_per_layer.csv", "layer,semantic_acc,prosody_acc,dominance\n"
                                                       "0,0.4000,0.4500,0.0500\n"},
                             {"summary.json", "{\"overall_dominant_modality\": \"prosody\"}"});

    CHECK_INT(loaded_mark(l, 0, "overall_dominant_modality"), '?');
    loaded_free(l);
}

TEST(real_layer_probes_agree_in_every_claim)
{
    char room[512];
    const char *path = loaded_real("layer_probe", room);
    struct loaded *l;

    if (!path) {
        SKIP("ASSAY_REAL_RUNS is not set");
        return;
    }
    l = loaded_path(LOADER, path);
    CHECK_INT(l->runs.count, 4);
    for (size_t i = 0; i < l->runs.count; i++) {
        CHECK_INT(l->audits[i]->tally[VERDICT_AGREES], l->audits[i]->count);
        CHECK(l->audits[i]->count >= 10 * (i == 2 ? 7 : 36 - 9 * (i == 3)));
        CHECK(loaded_notes(l, i, "250 samples, 247 are there"));
    }
    loaded_free(l);
}
