#include "check.h"
#include "loaded.h"

#include <assay/base/err.h>
#include <assay/load/markdown_in.h>
#include <assay/load/markdown_matrix.h>
#include <assay/metrics/results.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FILES(...)                                                                                 \
    loaded_files("classification", (const struct loaded_file[]){__VA_ARGS__, {NULL, NULL}})

/* The figures of a published evaluation summary, in its shape. */
static const char head[] =
    "# Evaluation Results Summary\n\n"
    "**Model:** Emotion-LLaMA  \n"
    "**Dataset:** MER2023 Test3 (834 videos)  \n"
    "**Task:** 6-class Emotion Recognition\n\n"
    "## \xf0\x9f\x8e\xaf Overall Performance\n\n"
    "| Metric | Score |\n|--------|-------|\n"
    "| **Accuracy** | **90.65%** |\n"
    "| **Precision** (weighted) | 90.44% |\n"
    "| **F1 Score** (weighted) | 90.45% |\n\n"
    "## Per-Class Performance\n\n"
    "| Emotion | Samples | % of Total | Correct | Accuracy | Performance |\n"
    "|---|---|---|---|---|---|\n"
    "| **Neutral** | 183 | 21.9% | 179 | **97.81%** | \xe2\xad\x90\xe2\xad"
    "\x90 Excellent |\n"
    "| **Worried** | 14 | 1.7% | 6 | **42.86%** | \xe2\x9d\x8c Challenging |\n\n";
static const char matrix[] =
    "## Confusion Matrix\n\n```\n"
    "                    PREDICTED\n"
    "                Neu  Ang  Hap  Sad  Wor  Sur  \xe2\x94\x82 Total\n"
    "ACTUAL      \xe2\x94\x8c\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\xa4\n"
    "  Neutral   \xe2\x94\x82 179    1    2    1    0    0  \xe2\x94\x82  183\n"
    "  Angry     \xe2\x94\x82   2  154    7    3    2    1  \xe2\x94\x82  169\n"
    "  Happy     \xe2\x94\x82  10   10  134    6    2    4  \xe2\x94\x82  166\n"
    "  Sad       \xe2\x94\x82   2    2    1  250    0    2  \xe2\x94\x82  257\n"
    "  Worried   \xe2\x94\x82   1    0    3    1    6    3  \xe2\x94\x82   14\n"
    "  Surprise  \xe2\x94\x82   5    1    3    2    1   33  \xe2\x94\x82   45\n"
    "  Total     \xe2\x94\x82 199  168  150  263   11   43  \xe2\x94\x82  834\n"
    "```\n\n";
static const char tail[] = "## Error Analysis\n\n### Top Misclassification Patterns\n\n"
                           "| True Label | Predicted | Count | Possible Reasons |\n"
                           "|---|---|---|---|\n"
                           "| Happy | Neutral | 10 | Subtle |\n"
                           "| Happy | Angry | 10 | High arousal |\n"
                           "| Angry | Happy | 7 | Sarcasm |\n"
                           "| Sad | Neutral | 2 | Low intensity |\n"
                           "| Surprise | Neutral | 5 | Brief |\n\n"
                           "- **System handled:** Auto-corrected to \"neutral\" as fallback\n\n"
                           "## Technical Details\n\n### Inference Settings\n"
                           "- **Batch Size:** 1\n\n"
                           "1. Weights:\n"
                           "   ```python\n"
                           "   class_weights = {\n"
                           "       'worried': 18.35,  # 257/14\n"
                           "       'surprise': 5.71,  # 257/45\n"
                           "   }\n   ```\n";

/* Parts one after the other; the caller frees. */
static char *document(const char *a, const char *b, const char *c)
{
    struct buf text = {.ptr = NULL};

    buf_add_c(&text, a);
    buf_add_c(&text, b);
    buf_add_c(&text, c);
    return text.ptr;
}

/* Each byte beyond ASCII as the Windows-1252 character it would be, written in UTF-8. */
static char *misread(const char *text)
{
    static const char *const high[32] = {
        "\xe2\x82\xac", "\xc2\x81",     "\xe2\x80\x9a", "\xc6\x92",     "\xe2\x80\x9e",
        "\xe2\x80\xa6", "\xe2\x80\xa0", "\xe2\x80\xa1", "\xcb\x86",     "\xe2\x80\xb0",
        "\xc5\xa0",     "\xe2\x80\xb9", "\xc5\x92",     "\xc2\x8d",     "\xc5\xbd",
        "\xc2\x8f",     "\xc2\x90",     "\xe2\x80\x98", "\xe2\x80\x99", "\xe2\x80\x9c",
        "\xe2\x80\x9d", "\xe2\x80\xa2", "\xe2\x80\x93", "\xe2\x80\x94", "\xcb\x9c",
        "\xe2\x84\xa2", "\xc5\xa1",     "\xe2\x80\xba", "\xc5\x93",     "\xc2\x9d",
        "\xc5\xbe",     "\xc5\xb8"};
    struct buf out = {.ptr = NULL};

    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;

        if (byte < 0x80)
            buf_add_char(&out, *text);
        else if (byte < 0xa0)
            buf_add_c(&out, high[byte - 0x80]);
        else
            buf_addf(&out, "%c%c", (char)(0xc0 | byte >> 6), (char)(0x80 | (byte & 0x3f)));
    }
    return out.ptr;
}

static double figure_of(const struct loaded *l, const char *metric, const char *subject)
{
    struct results *results = results_new(l->runs.runs[0], NULL, l->arena);
    struct quantity what = QUANTITY(metric);
    struct figure figure;

    what.subject = subject;
    metric_compute(results, &what, FILE_NONE, l->arena, &figure);
    return figure.value;
}

/* Reference figures: scikit-learn 1.2 over the 834 samples of the matrix. */
static void check_published_figures(const struct loaded *l)
{
    CHECK_NEAR(figure_of(l, "accuracy", NULL), 0.906475, 5e-7);
    CHECK_NEAR(figure_of(l, "weighted_precision", NULL), 0.904420, 5e-7);
    CHECK_NEAR(figure_of(l, "weighted_f1", NULL), 0.904472, 5e-7);
    CHECK_NEAR(figure_of(l, "macro_precision", NULL), 0.828827, 5e-7);
    CHECK_NEAR(figure_of(l, "macro_recall", NULL), 0.805214, 5e-7);
    CHECK_NEAR(figure_of(l, "macro_f1", NULL), 0.815127, 5e-7);
    CHECK_NEAR(figure_of(l, "kappa", NULL), 0.878672, 5e-7);
    CHECK_NEAR(figure_of(l, "mcc", NULL), 0.879138, 5e-7);
    CHECK_NEAR(figure_of(l, "recall", "worried"), 0.428571, 5e-7);
    CHECK_NEAR(figure_of(l, "class_weight_largest", "worried"), 18.357143, 5e-7);
}

static void check_summary(const char *text)
{
    struct loaded *l = FILES({"summary.md", text});
    const struct finding *order, *complete;

    if (!CHECK_INT(l->runs.count, 1)) {
        loaded_free(l);
        return;
    }
    check_published_figures(l);
    CHECK_INT(loaded_tally(l, VERDICT_DIFFERS), 2);
    CHECK_INT(loaded_tally(l, VERDICT_ALLOWED), 1);
    CHECK_INT(loaded_tally(l, VERDICT_NO_EVIDENCE), 0);
    CHECK_INT(loaded_mark(l, 0, "class weight worried"), '~');
    CHECK_INT(loaded_mark(l, 0, "class weight surprise"), '=');
    CHECK_INT(loaded_mark(l, 0, "Worried: Performance"), '=');
    CHECK_INT(loaded_mark(l, 0, "Dataset: samples"), '=');
    CHECK_INT(loaded_mark(l, 0, "matrix: column Happy"), '=');
    order = loaded_finding(l, 0, "Top Misclassification Patterns: order");
    complete = loaded_finding(l, 0, "Top Misclassification Patterns: completeness");
    if (CHECK(order && complete)) {
        CHECK_STR(order->why, "the evidence gives Surprise>Neutral (5) before Sad>Neutral (2)");
        CHECK_STR(complete->why, "the evidence gives Happy>Sad (6), not in the list");
    }
    CHECK_STR(run_fallback(l->runs.runs[0]), "Neutral");
    CHECK_STR(meta_scalar(meta_find(run_meta(l->runs.runs[0]),
                                    "Technical Details.Inference Settings.Batch Size"))
                  .ptr,
              "1");
    loaded_free(l);
}

TEST(a_summary_is_borne_out_but_for_its_list_of_confused_pairs)
{
    char *text = document(head, matrix, tail);

    check_summary(text);
    free(text);
}

TEST(a_summary_that_was_misread_as_windows_1252_reads_the_same)
{
    char *text = document(head, matrix, tail), *twice = misread(text);

    check_summary(twice);
    free(text);
    free(twice);
}

TEST(a_complete_list_in_order_agrees)
{
    char *text =
        document("# S\n", matrix,
                 "## Top confusions\n\n| True | Predicted | Count |\n|---|---|---|\n"
                 "| Happy | Angry | 10 |\n| Happy | Neutral | 10 |\n| Angry | Happy | 7 |\n");
    struct loaded *l = FILES({"summary.md", text});

    CHECK_INT(loaded_mark(l, 0, "Top confusions: order"), '=');
    CHECK_INT(loaded_mark(l, 0, "Top confusions: completeness"), '=');
    loaded_free(l);
    free(text);
}

TEST(a_pair_that_ties_with_one_left_out_need_not_be_listed)
{
    char *text = document("# S\n", matrix,
                          "## Top confusions\n\n| True | Predicted | Count |\n|---|---|---|\n"
                          "| Happy | Neutral | 10 |\n");
    struct loaded *l = FILES({"summary.md", text});

    CHECK_INT(loaded_mark(l, 0, "Top confusions: completeness"), '=');
    loaded_free(l);
    free(text);
}

TEST(a_false_sum_in_a_drawn_matrix_differs)
{
    struct loaded *l = FILES({"summary.md", "## Confusion Matrix\n\n```\n"
                                            "      a   b  | Total\n"
                                            "  a   3   1  |  4\n"
                                            "  b   2   4  |  7\n"
                                            "```\n"});

    CHECK_INT(loaded_mark(l, 0, "matrix: row a"), '=');
    CHECK_INT(loaded_mark(l, 0, "matrix: row b"), '!');
    loaded_free(l);
}

TEST(heads_that_fit_two_labels_are_taken_in_order_and_said)
{
    struct loaded *l = FILES({"summary.md", "## Confusion Matrix\n\n```\n"
                                            "             S    S\n"
                                            "  sad        3    1\n"
                                            "  surprised  2    4\n"
                                            "```\n"});
    const struct matrix *given = l->runs.count ? run_matrix(l->runs.runs[0]) : NULL;

    if (CHECK(given != NULL))
        CHECK_INT(given->counts[1], 1);
    CHECK(loaded_notes(l, 0, "in the order of its rows"));
    loaded_free(l);
}

TEST(samples_beside_a_summary_are_the_better_evidence)
{
    struct loaded *l =
        FILES({"summary.md", "## Confusion Matrix\n\n```\n     a  b\n a   2  0\n b   0  1\n```\n\n"
                             "| Metric | Score |\n|---|---|\n| Accuracy | 100% |\n"},
              {"predictions.csv", "id,y_true,y_pred\n1,A,A\n2,A,B\n3,B,B\n"});

    CHECK_INT(loaded_mark(l, 0, "Accuracy"), '!');
    CHECK_INT(loaded_mark(l, 0, "a>a"), '!');
    CHECK_INT(loaded_mark(l, 0, "b>b"), '=');
    loaded_free(l);
}

TEST(markdown_tables_keep_bars_that_are_escaped)
{
    struct arena *arena = arena_new();
    struct markdown md = markdown_parse(STR("| a\\|b | c |\n|---|:-:|\n| 1 | 2 |\n| 3 |\n"), arena);

    if (CHECK_INT(md.count, 1) && CHECK_INT(md.blocks[0].kind, MARKDOWN_TABLE)) {
        CHECK_INT(md.blocks[0].columns, 2);
        CHECK_INT(md.blocks[0].rows, 2);
        CHECK(str_eq_c(markdown_cell(&md.blocks[0], 0, 0), "a\\|b"));
        CHECK_INT(markdown_cell(&md.blocks[0], 2, 1).len, 0);
    }
    arena_free(arena);
}

TEST(a_fence_that_never_closes_takes_the_rest)
{
    struct arena *arena = arena_new();
    struct markdown md = markdown_parse(STR("# T\n```\nx\n## not a heading\n"), arena);

    if (CHECK_INT(md.count, 2))
        CHECK_INT(md.blocks[1].line_count, 3);
    arena_free(arena);
}
