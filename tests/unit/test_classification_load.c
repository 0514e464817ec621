#include "check.h"
#include "loaded.h"

#include <assay/metrics/results.h>

#include <math.h>
#include <string.h>

#define FILES(...)                                                                                 \
    loaded_files("classification", (const struct loaded_file[]){__VA_ARGS__, {NULL, NULL}})

static double figure_of(const struct loaded *l, const char *metric, const char *subject)
{
    struct results *results;
    struct quantity what = QUANTITY(metric);
    struct figure figure;

    if (l->runs.count == 0)
        return INFINITY;
    results = results_new(l->runs.runs[0], NULL, l->arena);
    what.subject = subject;
    metric_compute(results, &what, FILE_NONE, l->arena, &figure);
    return figure.value;
}

static const struct samples *samples_of(const struct loaded *l)
{
    return l->runs.count ? run_samples(l->runs.runs[0], 0) : NULL;
}

/* ---- columns ---- */

TEST(named_labels_are_preferred_to_their_numbers)
{
    struct loaded *l = FILES({"p.csv", "filename,true_label_idx,true_label,predicted_label_idx,"
                                       "predicted_label\na.png,0,cat,1,dog\nb.png,1,dog,1,dog\n"});
    const struct samples *samples = samples_of(l);

    if (CHECK(samples != NULL)) {
        CHECK_INT(samples->labels.count, 2);
        CHECK_STR(samples->labels.names[samples->truth[0]], "cat");
        CHECK_STR(samples->labels.names[samples->prediction[0]], "dog");
        CHECK(loaded_notes(l, 0, "true_label as truth, predicted_label as prediction"));
    }
    loaded_free(l);
}

TEST(a_mapping_in_assay_yaml_wins_over_the_guess)
{
    struct loaded *l = FILES(
        {"p.csv", "id,label,pred,first\n1,x,x,y\n2,y,x,y\n"},
        {"assay.yaml", "format: classification\ncolumns: {truth: first, prediction: pred}\n"});

    CHECK_NEAR(figure_of(l, "accuracy", NULL), 0.0, 0.0);
    CHECK(!loaded_notes(l, 0, "as truth"));
    loaded_free(l);
}

TEST(one_result_reads_the_same_from_csv_tsv_jsonl_and_json)
{
    static const struct loaded_file forms[] = {
        {"p.csv", "id,y_true,y_pred,score\n7,a,b,0.25\n8,b,b,0.5\n9,a,,\n"},
        {"p.tsv", "id\ty_true\ty_pred\tscore\n7\ta\tb\t0.25\n8\tb\tb\t0.5\n9\ta\t\t\n"},
        {"p.jsonl", "{\"id\":7,\"y_true\":\"a\",\"y_pred\":\"b\",\"score\":0.25}\n"
                    "{\"id\":8,\"y_true\":\"b\",\"y_pred\":\"b\",\"score\":0.5}\n"
                    "{\"id\":9,\"y_true\":\"a\",\"y_pred\":null}\n"},
        {"p.json", "[{\"id\":7,\"y_true\":\"a\",\"y_pred\":\"\\u0062\",\"score\":0.25},\n"
                   "{\"id\":8,\"y_true\":\"b\",\"y_pred\":\"b\",\"score\":0.5},\n"
                   "{\"id\":9,\"y_true\":\"a\"}]"},
    };

    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        struct loaded *l = FILES(forms[i]);
        const struct samples *samples = samples_of(l);
        char room[SAMPLE_ID_ROOM];

        if (CHECK(samples != NULL) && CHECK_INT(samples->count, 3)) {
            CHECK(str_eq_c(samples_id(samples, 1, room), "8"));
            CHECK_NEAR(samples->score[0], 0.25, 0.0);
            CHECK(isnan(samples->score[2]));
            CHECK_INT(samples->prediction[2], LABEL_MISSING);
            CHECK_NEAR(figure_of(l, "accuracy", NULL), 0.5, 0.0);
            CHECK_NEAR(figure_of(l, "unscored", NULL), 1.0, 0.0);
        }
        loaded_free(l);
    }
}

TEST(a_row_that_is_cut_costs_itself_and_is_named)
{
    struct loaded *l = FILES({"p.csv", "id,y_true,y_pred\n1,a,a\n2,a\n3,b,b\n"});

    CHECK_NEAR(figure_of(l, "samples", NULL), 2.0, 0.0);
    CHECK(loaded_notes(l, 0, "row 2"));
    loaded_free(l);
}

TEST(a_broken_record_costs_itself_and_is_named)
{
    struct loaded *l = FILES({"p.jsonl", "{\"y_true\":\"a\",\"y_pred\":\"a\"}\n"
                                         "{\"y_true\":\"a\",\"y_pred\":}\n"
                                         "{\"y_true\":\"b\",\"y_pred\":\"a\"}\n"});

    CHECK_NEAR(figure_of(l, "samples", NULL), 2.0, 0.0);
    CHECK(loaded_notes(l, 0, "record 2 is left out"));
    loaded_free(l);
}

/* ---- labels ---- */

TEST(without_a_label_set_every_prediction_is_a_label)
{
    struct loaded *l = FILES({"p.csv", "y_true,y_pred\na,a\na,zebra\n"});

    CHECK_NEAR(figure_of(l, "labels", NULL), 2.0, 0.0);
    CHECK_NEAR(figure_of(l, "invalid_answers", NULL), 0.0, 0.0);
    loaded_free(l);
}

TEST(raw_answers_are_read_by_their_last_word_and_the_rest_is_kept)
{
    struct loaded *l = FILES({"p.csv", "y_true,y_pred\nhappy,\"I would say: Happy.\"\n"
                                       "sad,sad\nsad,no doubt\n"},
                             {"assay.yaml", "labels: [sad, happy, neutral]\nfallback: neutral\n"});
    const struct samples *samples = samples_of(l);

    if (CHECK(samples != NULL) && CHECK_INT(samples->count, 3)) {
        CHECK_INT(samples->labels.count, 3);
        CHECK_INT(samples->prediction[0], 1);
        CHECK_INT(samples->prediction[2], LABEL_INVALID);
        CHECK(str_eq_c(run_text(l->runs.runs[0], samples->raw[2]), "no doubt"));
        CHECK_NEAR(figure_of(l, "accuracy_strict", NULL), 2.0 / 3.0, 1e-12);
        CHECK_NEAR(figure_of(l, "accuracy_drop", NULL), 1.0, 1e-12);
        CHECK_NEAR(figure_of(l, "confused_pair", "sad>neutral"), 1.0, 0.0);
    }
    loaded_free(l);
}

TEST(the_fallback_reading_may_make_an_answer_right)
{
    struct loaded *l = FILES({"p.csv", "y_true,y_pred\nneutral,doubt\nsad,sad\n"},
                             {"assay.yaml", "fallback: neutral\n"});

    CHECK_NEAR(figure_of(l, "accuracy", NULL), 1.0, 0.0);
    CHECK_NEAR(figure_of(l, "accuracy_strict", NULL), 0.5, 0.0);
    loaded_free(l);
}

TEST(numbers_are_named_by_the_order_of_the_probability_columns)
{
    struct loaded *l = FILES({"p.csv", "id,true_label,pred_label,prob_angry,prob_happy,prob_sad\n"
                                       "x,2,1,0.1,0.7,0.2\ny,1,1,0.3,0.6,0.4\n"});
    const struct samples *samples = samples_of(l);

    if (CHECK(samples != NULL) && CHECK_INT(samples->labels.count, 3)) {
        CHECK_STR(samples->labels.names[samples->truth[0]], "sad");
        CHECK_STR(samples->labels.names[samples->prediction[0]], "happy");
        CHECK_NEAR(samples->probabilities[3 + 2], 0.4, 1e-6);
        CHECK_NEAR(samples->score[1], 0.6, 1e-6);
        CHECK(loaded_notes(l, 0, "0 = angry, 1 = happy, 2 = sad"));
        CHECK(loaded_notes(l, 0, "sum to"));
    }
    loaded_free(l);
}

TEST(a_prediction_that_is_not_the_largest_probability_is_noted)
{
    struct loaded *l = FILES({"p.csv", "y_true,y_pred,prob_a,prob_b\na,a,0.4,0.6\nb,b,0.1,0.9\n"});

    CHECK(loaded_notes(l, 0, "in 1 of 2 rows"));
    loaded_free(l);
}

TEST(many_different_answers_are_all_read)
{
    struct buf text = {.ptr = NULL};
    struct loaded *l;

    buf_add_c(&text, "y_true,y_pred\n");
    for (int i = 0; i < 70000; i++)
        buf_addf(&text, "%s,answer %d is %s\n", i % 2 ? "good" : "bad", i, i % 4 ? "bad" : "odd");
    l = FILES({"p.csv", text.ptr}, {"assay.yaml", "labels: [good, bad]\n"});
    CHECK_NEAR(figure_of(l, "samples", NULL), 70000.0, 0.0);
    CHECK_NEAR(figure_of(l, "invalid_answers", NULL), 17500.0, 0.0);
    CHECK_NEAR(figure_of(l, "correct", NULL), 17500.0, 0.0);
    loaded_free(l);
    buf_release(&text);
}

/* ---- what is not ours ---- */

TEST(files_of_other_formats_are_no_classification)
{
    static const struct loaded_file others[] = {
        {"metrics_per_layer.csv", "semantic_acc,prosody_acc,layer\n0.5,0.6,0\n"},
        {"predictions_per_layer.csv",
         "layer,fold,sample_id,semantic_true,semantic_pred\n0,0,1,a,a\n"},
        {"predictions.csv", "layer,y_true,y_pred\n0,a,a\n"},
        {"e.json", "[{\"mbpp_id\":11,\"prompt\":\"p\",\"response\":\"r\",\"passed\":true}]"},
        {"h.jsonl", "{\"task_id\":\"HumanEval/0\",\"completion\":\"c\",\"passed\":true}\n"},
        {"results.json", "{\"sblimp_accuracy\": 0.5, \"sblimp_samples\": 10}"},
        {"samples.jsonl", "{\"doc_id\":0,\"target\":\"a\",\"resps\":[[\"b\"]]}\n"},
        {"README.md", "# Data\n\n| Class | Samples | Share |\n|---|---|---|\n| a | 3 | 5% |\n"},
        {"training_metrics.json", "{\"train_losses\": [0.2], \"val_accuracies\": [0.9]}"},
    };

    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        struct loaded *l = FILES(others[i]);

        if (!CHECK_INT(l->runs.count, 0))
            CHECK_STR(others[i].path, "");
        loaded_free(l);
    }
}

TEST(a_derived_list_is_named_and_never_used)
{
    struct loaded *l = FILES({"p.csv", "y_true,y_pred\na,a\na,a\n"},
                             {"top1_uncertain.csv", "y_true,y_pred\na,b\n"});

    CHECK_INT(l->runs.count, 1);
    CHECK_NEAR(figure_of(l, "samples", NULL), 2.0, 0.0);
    CHECK(loaded_notes(l, 0, "not used"));
    loaded_free(l);
}
