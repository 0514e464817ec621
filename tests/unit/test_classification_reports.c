#include "check.h"
#include "loaded.h"

#include <assay/load/sklearn_report.h>
#include <assay/metrics/results.h>

#include <math.h>
#include <string.h>

#define FILES(...)                                                                                 \
    loaded_files("classification", (const struct loaded_file[]){__VA_ARGS__, {NULL, NULL}})

/* Printed by scikit-learn 1.2: classification_report of 10 samples. */
static const char printed[] = "              precision    recall  f1-score   support\n"
                              "\n"
                              "       a cat       0.75      0.60      0.67         5\n"
                              "         dog       0.67      0.80      0.73         5\n"
                              "\n"
                              "    accuracy                           0.70        10\n"
                              "   macro avg       0.71      0.70      0.70        10\n"
                              "weighted avg       0.71      0.70      0.70        10\n";

TEST(a_printed_report_is_read_with_names_that_hold_blanks)
{
    struct arena *arena = arena_new();
    struct sklearn_report report;

    if (CHECK(sklearn_report_parse(str_of(printed), arena, &report)) &&
        CHECK_INT(report.row_count, 5)) {
        CHECK_STR(report.rows[0].name, "a cat");
        CHECK(str_eq_c(report.rows[0].cell[REPORT_RECALL], "0.60"));
        CHECK(report.rows[2].is_accuracy);
        CHECK(str_eq_c(report.rows[2].cell[REPORT_SUPPORT], "10"));
        CHECK(report.rows[4].is_average);
        CHECK_INT(report.rows[1].line, 4);
    }
    arena_free(arena);
}

TEST(lines_around_the_table_are_kept)
{
    struct arena *arena = arena_new();
    struct sklearn_report report;
    struct buf text = {.ptr = NULL};

    buf_add_c(&text, "Test Accuracy: 0.70\nModel : x\n\n");
    buf_add_c(&text, printed);
    CHECK(sklearn_report_parse(buf_str(&text), arena, &report));
    if (CHECK_INT(report.line_count, 2))
        CHECK(str_eq_c(report.lines[1].key, "Model"));
    buf_release(&text);
    arena_free(arena);
}

/* The averages, by which a report is known, stand behind the labels, however many. */
TEST(a_report_of_thousands_of_labels_is_known_for_one)
{
    enum { LABELS = 3000 };
    struct buf text = {.ptr = NULL};
    struct loaded *l;

    buf_add_char(&text, '{');
    for (int k = 0; k < LABELS; k++)
        buf_addf(&text,
                 "\"l%d\": {\"precision\": 1.0, \"recall\": 1.0, \"f1-score\": 1.0, "
                 "\"support\": 2}, ",
                 k);
    buf_addf(&text,
             "\"accuracy\": 1.0, \"macro avg\": {\"precision\": 1.0, \"recall\": 1.0, "
             "\"f1-score\": 1.0, \"support\": %d}}",
             2 * LABELS);
    l = FILES({"classification_report.json", text.ptr});
    CHECK_INT(loaded_mark(l, 0, "macro avg: support"), '=');
    CHECK_INT(loaded_mark(l, 0, "accuracy"), '=');
    loaded_free(l);
    buf_release(&text);
}

TEST(rows_alone_bear_out_their_totals_and_not_themselves)
{
    struct loaded *l = FILES({"classification_report.txt", printed});

    CHECK_INT(loaded_mark(l, 0, "accuracy"), '=');
    CHECK_INT(loaded_mark(l, 0, "accuracy: support"), '=');
    CHECK_INT(loaded_mark(l, 0, "macro avg: precision"), '=');
    CHECK_INT(loaded_mark(l, 0, "weighted avg: F1"), '=');
    CHECK_INT(loaded_mark(l, 0, "dog: recall"), '?');
    CHECK_INT(loaded_mark(l, 0, "dog: support"), '?');
    loaded_free(l);
}

TEST(a_false_total_of_rows_differs)
{
    struct loaded *l = FILES({"classification_report.txt",
                              "              precision    recall  f1-score   support\n"
                              "         cat       0.75      0.60      0.67         5\n"
                              "         dog       0.67      0.80      0.73         5\n"
                              "    accuracy                           0.80        10\n"});

    CHECK_INT(loaded_mark(l, 0, "accuracy"), '!');
    loaded_free(l);
}

TEST(an_f1_is_held_against_precision_and_recall_of_its_row)
{
    struct loaded *l = FILES({"classification_report.txt",
                              "              precision    recall  f1-score   support\n"
                              "         cat     0.7500    0.6000    0.6667         5\n"
                              "         dog     0.6667    0.8000    0.9000         5\n"
                              "    accuracy                         0.7000        10\n"});

    CHECK_INT(loaded_mark(l, 0, "cat: F1"), '=');
    CHECK_INT(loaded_mark(l, 0, "dog: F1"), '!');
    loaded_free(l);
}

TEST(a_recall_that_no_whole_number_gives_differs_by_itself)
{
    struct loaded *l = FILES({"classification_report.txt",
                              "              precision    recall  f1-score   support\n"
                              "         cat     0.7500    0.6500    0.6964         5\n"
                              "         dog     0.6667    0.8000    0.7273         5\n"});

    CHECK_INT(loaded_mark(l, 0, "cat: recall"), '!');
    CHECK_INT(loaded_mark(l, 0, "dog: recall"), '?');
    CHECK(loaded_notes(l, 0, "near no whole number"));
    loaded_free(l);
}

TEST(the_more_precise_of_two_reports_is_evidence_for_the_other)
{
    struct loaded *l = FILES({"classification_report.txt", printed},
                             {"classification_report.csv",
                              ",precision,recall,f1-score,support\n"
                              "a cat,0.75,0.6,0.6666666666666665,5.0\n"
                              "dog,0.6666666666666666,0.8,0.7272727272727272,5.0\n"
                              "accuracy,0.7,0.7,0.7,0.7\n"
                              "macro avg,0.7083333333333333,0.7,0.6969696969696969,10.0\n"});
    size_t count = 0;

    CHECK_INT(l->runs.count, 1);
    CHECK_INT(loaded_tally(l, VERDICT_DIFFERS), 0);
    CHECK(loaded_notes(l, 0, "repeats its value in every column"));
    for (size_t i = 0; l->runs.count && i < l->audits[0]->count; i++) {
        const struct finding *finding = &l->audits[0]->findings[i];

        if (strcmp(finding->claim->name, "dog: recall") == 0 &&
            strcmp(finding->claim->printed, "0.80") == 0)
            count += finding->verdict == VERDICT_AGREES;
    }
    CHECK_INT(count, 1);
    loaded_free(l);
}

TEST(a_full_precision_report_states_its_short_figures_in_full)
{
    struct loaded *l =
        FILES({"predictions.csv", "y_true,y_pred\na,a\na,a\na,b\nb,b\n"},
              {"classification_report.json",
               "{\"a\": {\"precision\": 1.0, \"recall\": 0.7, \"f1-score\": "
               "0.8235294117647058, \"support\": 3},"
               " \"accuracy\": 0.8, \"macro avg\": {\"precision\": 0.75, \"recall\": "
               "0.8333333333333333, \"f1-score\": 0.7333333333333334, "
               "\"support\": 4}}"});

    /* .7 and .8 would do for .6667 and .75 if they were taken as rounded to one decimal. */
    CHECK_INT(loaded_mark(l, 0, "a: recall"), '!');
    CHECK_INT(loaded_mark(l, 0, "accuracy"), '!');
    CHECK_INT(loaded_mark(l, 0, "macro avg: recall"), '=');
    loaded_free(l);
}

TEST(never_predicted_and_claimed_as_zero_agrees_and_says_why)
{
    struct loaded *l = FILES({"predictions.csv", "y_true,y_pred\na,a\nb,a\n"},
                             {"classification_report.txt",
                              "              precision    recall  f1-score   support\n"
                              "           a       0.50      1.00      0.67         1\n"
                              "           b       0.00      0.00      0.00         1\n"
                              "   macro avg       0.25      0.50      0.33         2\n"});
    const struct finding *finding = loaded_finding(l, 0, "b: precision");

    CHECK_INT(loaded_tally(l, VERDICT_DIFFERS), 0);
    if (CHECK(finding != NULL)) {
        CHECK(isnan(finding->figure.value));
        CHECK(strstr(finding->why, "never predicted") != NULL);
    }
    CHECK(loaded_notes(l, 0, "never predicted: b"));
    loaded_free(l);
}

/* ---- matrices ---- */

TEST(a_matrix_is_evidence_whatever_the_order_of_its_columns)
{
    struct loaded *l = FILES({"confusion_matrix.csv", ",dog,cat\ncat,1,3\ndog,4,2\n"},
                             {"metrics.json", "{\"accuracy\": 0.7, \"total_samples\": 10}"});

    CHECK_INT(loaded_mark(l, 0, "accuracy"), '=');
    CHECK_INT(loaded_mark(l, 0, "total_samples"), '=');
    loaded_free(l);
}

TEST(a_matrix_reads_the_same_from_lists_and_from_maps)
{
    static const struct loaded_file forms[] = {
        {"confusion_matrix.json", "{\"labels\": [\"cat\", \"dog\"], \"matrix\": [[3, 1], [2, 4]]}"},
        {"confusion_matrix.json", "{\"cat\": {\"cat\": 3, \"dog\": 1}, \"dog\": {\"dog\": 4, "
                                  "\"cat\": 2}}"},
        {"confusion_matrix.csv",
         "true,pred_cat,pred_dog,Total\ncat,3,1,4\ndog,2,4,6\nTotal,5,5,10\n"},
    };

    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        struct loaded *l = FILES(forms[i]);
        const struct matrix *matrix = l->runs.count ? run_matrix(l->runs.runs[0]) : NULL;

        if (CHECK(matrix != NULL) && CHECK_INT(matrix->labels.count, 2)) {
            CHECK_STR(matrix->labels.names[1], "dog");
            CHECK_INT(matrix->counts[1], 1);
            CHECK_INT(matrix->counts[2], 2);
        }
        CHECK_INT(loaded_tally(l, VERDICT_DIFFERS), 0);
        loaded_free(l);
    }
}

TEST(shares_instead_of_counts_are_refused_by_name)
{
    struct loaded *l = FILES({"confusion_matrix.csv", ",cat,dog\ncat,0.75,0.25\ndog,0.3,0.7\n"});

    CHECK_INT(l->runs.count, 0);
    CHECK(strstr(l->err.text, "no count") != NULL);
    loaded_free(l);
}

TEST(cells_of_a_matrix_are_claims_where_there_are_samples)
{
    struct loaded *l = FILES({"predictions.csv", "y_true,y_pred\ncat,cat\ncat,dog\ndog,dog\n"},
                             {"confusion_matrix.csv", ",cat,dog\ncat,1,1\ndog,1,0\n"});

    CHECK_INT(loaded_mark(l, 0, "cat>dog"), '=');
    CHECK_INT(loaded_mark(l, 0, "dog>dog"), '!');
    loaded_free(l);
}

/* ---- tables of models ---- */

TEST(the_one_model_that_agrees_is_taken_for_this_run)
{
    struct loaded *l = FILES({"confusion_matrix.csv", ",a,b\na,1,1\nb,2,0\n"},
                             {"metrics.csv", "model,accuracy\nbig,1.0\nsmall,0.25\n"});

    CHECK_INT(loaded_mark(l, 0, "accuracy of small"), '=');
    CHECK_INT(loaded_mark(l, 0, "accuracy of big"), '?');
    CHECK(loaded_notes(l, 0, "only small agrees"));
    loaded_free(l);
}

TEST(where_no_model_agrees_none_is_blamed)
{
    struct loaded *l =
        FILES({"confusion_matrix.csv", ",a,b\na,1,1\nb,2,0\n"},
              {"README.md", "# X\n\n| Model | Accuracy |\n|---|---|\n| CNN | ~72–78% |\n| LSTM | "
                            "90% |\n"});

    CHECK_INT(loaded_tally(l, VERDICT_DIFFERS), 0);
    CHECK_INT(loaded_tally(l, VERDICT_NO_EVIDENCE), 2);
    CHECK(loaded_notes(l, 0, "none of the 2 models"));
    loaded_free(l);
}

TEST(the_only_model_of_a_table_is_held_to_its_figure)
{
    struct loaded *l = FILES({"confusion_matrix.csv", ",a,b\na,1,1\nb,2,0\n"},
                             {"metrics.csv", "model,accuracy,f1_macro\nmine,0.9,0.2\n"});

    CHECK_INT(loaded_mark(l, 0, "accuracy of mine"), '!');
    CHECK_INT(loaded_mark(l, 0, "f1_macro of mine"), '=');
    loaded_free(l);
}
