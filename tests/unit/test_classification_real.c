#include "check.h"
#include "loaded.h"

#include <assay/metrics/results.h>

#include <math.h>

/* Runs as found in public repositories; figures from scripts that share nothing with this code. */
struct real {
    const char *folder;
    size_t agree, allowed, differ;
    struct {
        const char *metric, *subject;
        double value;
    } figures[14];
};

static const struct real runs[] = {
    {"emotion-emotiontalk",
     38,
     0,
     0,
     {{"accuracy", NULL, 0.079445},
      {"macro_precision", NULL, 0.035093},
      {"macro_recall", NULL, 0.144205},
      {"macro_f1", NULL, 0.023465},
      {"weighted_precision", NULL, 0.028453},
      {"weighted_recall", NULL, 0.079445},
      {"weighted_f1", NULL, 0.013833},
      {"kappa", NULL, 0.000720},
      {"column_total", "fearful", 785},
      {"column_total", "happy", 6},
      {"column_total", "surprised", 2},
      {"column_total", "sad", 0},
      {"recall", "happy", 0.009434}}},
    {"predictions-lc25000",
     30,
     0,
     0,
     {{"accuracy", NULL, 0.997333},
      {"macro_precision", NULL, 0.997468},
      {"macro_recall", NULL, 0.996825},
      {"macro_f1", NULL, 0.997126},
      {"confused_pair", "lung_aca>lung_scc", 1},
      {"samples", NULL, 375}}},
    {"report-trajectory",
     27,
     0,
     0,
     {{"accuracy", NULL, 0.25},
      {"macro_precision", NULL, 0.083333},
      {"macro_recall", NULL, 0.333333},
      {"macro_f1", NULL, 0.133333},
      {"weighted_precision", NULL, 0.0625},
      {"weighted_f1", NULL, 0.1},
      {"row_total", "aggressive", 2}}},
    {"emotion-report-pair",
     54,
     0,
     0,
     {{"accuracy", NULL, 0.919811},
      {"macro_precision", NULL, 0.923007},
      {"macro_recall", NULL, 0.919643},
      {"macro_f1", NULL, 0.918838},
      {"weighted_precision", NULL, 0.922386},
      {"weighted_f1", NULL, 0.918618},
      {"samples", NULL, 212},
      {"correct", NULL, 195}}},
    {"emotion-ser-hazammm",
     19,
     0,
     0,
     {{"accuracy", NULL, 0.057143},
      {"macro_f1", NULL, 0.022857},
      {"weighted_f1", NULL, 0.022857},
      {"correct", "surprise", 2}}},
    {"emotion-bfsi-shemo",
     3,
     2,
     0,
     {{"accuracy", NULL, 0.323899},
      {"macro_f1", NULL, 0.286667},
      {"weighted_f1", NULL, 0.302361},
      {"samples", NULL, 377}}},
};

static void check_figures(const struct loaded *l, const struct real *real)
{
    struct results *results = results_new(l->runs.runs[0], NULL, l->arena);

    for (size_t i = 0; real->figures[i].metric; i++) {
        struct quantity what = QUANTITY(real->figures[i].metric);
        struct figure figure;

        what.subject = real->figures[i].subject;
        metric_compute(results, &what, FILE_NONE, l->arena, &figure);
        if (!CHECK_NEAR(figure.value, real->figures[i].value, 5.1e-7))
            CHECK_STR(real->folder, what.metric);
    }
}

TEST(real_classification_runs_give_the_figures_computed_elsewhere)
{
    char room[512];

    for (size_t i = 0; i < sizeof(runs) / sizeof(runs[0]); i++) {
        const char *path = loaded_real(runs[i].folder, room);
        struct loaded *l;

        if (!path) {
            SKIP("ASSAY_REAL_RUNS is not set");
            return;
        }
        l = loaded_path("classification", path);
        if (CHECK_INT(l->runs.count, 1)) {
            CHECK_INT(loaded_tally(l, VERDICT_AGREES), runs[i].agree);
            CHECK_INT(loaded_tally(l, VERDICT_ALLOWED), runs[i].allowed);
            CHECK_INT(loaded_tally(l, VERDICT_DIFFERS), runs[i].differ);
            check_figures(l, &runs[i]);
        }
        loaded_free(l);
    }
}
