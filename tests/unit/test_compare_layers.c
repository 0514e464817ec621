#include "check.h"
#include "compared.h"

#include <assay/session/layer_overlap.h>
#include <assay/session/layer_ties.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SAMPLE    "sample_runs/layer_probe/"
#define RUN_A     SAMPLE "run_20260122_153920"
#define RUN_TABLE SAMPLE "run_20260129_101500"
#define RUN_B     SAMPLE "run_20260203_090000"

enum { FIELDS = 20 };

/* One line of tests/data/oracle/layer_pairs.txt. */
struct oracle_line {
    char kind[8], probe[16];
    double layer;
    double field[FIELDS]; /* those after the layer */
};

/* Lines of a kind, handed to `check`. */
static size_t oracle_each(const char *kind, void (*check)(const struct oracle_line *, void *),
                          void *arg)
{
    FILE *file = fopen("tests/data/oracle/layer_pairs.txt", "r");
    char text[512];
    size_t lines = 0;

    while (file && fgets(text, sizeof(text), file)) {
        struct oracle_line line = {.layer = NAN};
        int at = 0, next;

        if (sscanf(text, "%7s %15s %lf%n", line.kind, line.probe, &line.layer, &at) != 3 ||
            strcmp(line.kind, kind) != 0)
            continue;
        for (int i = 0; i < FIELDS && sscanf(text + at, "%lf%n", &line.field[i], &next) == 1; i++)
            at += next;
        check(&line, arg);
        lines++;
    }
    if (file)
        fclose(file);
    return lines;
}

static void check_pair(const struct oracle_line *line, void *arg)
{
    const double *want = line->field;
    const struct compare_row *row = compared_row(arg, "probe_accuracy", line->probe, line->layer);

    CHECK(row != NULL);
    if (!row)
        return;
    CHECK_INT(row->n, want[0]);
    CHECK_INT(row->counts.both_right, want[1]);
    CHECK_INT(row->counts.fixed, want[2]);
    CHECK_INT(row->counts.broken, want[3]);
    CHECK_INT(row->counts.both_wrong, want[4]);
    CHECK_NEAR(row->a, want[5], 1e-11);
    CHECK_NEAR(row->b, want[6], 1e-11);
    CHECK_NEAR(row->p_mid, want[7], 1e-9);
    CHECK_INT(row->clusters, want[8]);
    CHECK_NEAR(row->error, want[9], 1e-11);
    CHECK_NEAR(row->interval.low, want[10], 1e-9);
    CHECK_NEAR(row->interval.high, want[11], 1e-9);
    CHECK_NEAR(row->p, want[12], 1e-9);
    CHECK_NEAR(row->p_folds, want[13], 1e-9);
    CHECK(row->test == COMPARE_CLUSTERED && row->interval_kind == COMPARE_CLUSTERED_ERROR);
}

TEST(layers_compare_as_scipy_and_statsmodels_compare_them)
{
    struct compared *compared = compared_paths("layer-probe", RUN_A, RUN_B);

    CHECK_INT(oracle_each("pair", check_pair, compared), 14);
    compared_free(compared);
}

TEST(figures_of_whole_layers_are_those_the_runs_claim)
{
    struct compared *compared = compared_paths("layer-probe", RUN_A, RUN_B);
    const struct compare_row *row = compared_row(compared, "probe_accuracy", "prosody", 0.0);

    CHECK(row != NULL);
    if (row) {
        CHECK_NEAR(row->a, row->whole_a, 1e-12);
        CHECK_NEAR(row->b, row->whole_b, 1e-12);
        CHECK(row->mark_a == '=' && row->mark_b == '=' && !row->doubtful);
        CHECK_STR(row->title, "layer 0 prosody");
        CHECK(strstr(row->why, "share training data") != NULL);
    }
    compared_free(compared);
}

TEST(layers_of_one_run_alone_are_left_out_and_counted)
{
    struct compared *compared = compared_paths("layer-probe", RUN_A, RUN_B);
    struct layer_overlap overlap =
        layer_overlap_of(compared->a.results->layers, compared->b.results->layers);

    CHECK_INT(overlap.shared, 7);
    CHECK_INT(overlap.only_a, 29);
    CHECK_INT(overlap.only_b, 0);
    CHECK(!overlap.depth_differs);
    CHECK(compared_row(compared, "probe_accuracy", "prosody", 1.0) == NULL);
    compared_free(compared);
}

TEST(swapped_sides_turn_layers_around)
{
    struct compared *one = compared_paths("layer-probe", RUN_A, RUN_B);
    struct compared *other = compared_paths("layer-probe", RUN_B, RUN_A);
    const struct compare_row *row = compared_row(one, "probe_accuracy", "semantic", 12.0);
    const struct compare_row *back = compared_row(other, "probe_accuracy", "semantic", 12.0);

    CHECK(row && back);
    if (row && back) {
        CHECK_NEAR(row->delta, -back->delta, 1e-12);
        CHECK_NEAR(row->interval.low, -back->interval.high, 1e-12);
        CHECK_NEAR(row->p, back->p, 1e-12);
        CHECK_NEAR(row->p_folds, back->p_folds, 1e-12);
        CHECK_INT(row->counts.fixed, back->counts.broken);
    }
    compared_free(one);
    compared_free(other);
}

TEST(a_run_against_itself_has_no_flip_and_still_an_interval)
{
    struct compared *compared = compared_paths("layer-probe", RUN_B, RUN_B);
    const struct compare_row *row = compared_row(compared, "probe_accuracy", "semantic", 12.0);

    CHECK(row != NULL);
    if (row) {
        CHECK(row->delta == 0.0 && row->p == 1.0 && row->p_folds == 1.0);
        CHECK(row->interval_kind == COMPARE_BONETT_PRICE);
        CHECK(row->interval.low < 0.0 && row->interval.high > 0.0);
    }
    compared_free(compared);
}

TEST(layers_of_a_table_have_a_delta_and_no_test)
{
    struct compared *compared = compared_paths("layer-probe", RUN_TABLE, RUN_A);
    const struct compare_row *row = compared_row(compared, "probe_accuracy", "semantic", 28.0);

    CHECK(row != NULL);
    if (row) {
        CHECK_NEAR(row->a, .8544, 1e-12);
        CHECK_NEAR(row->delta, row->b - .8544, 1e-12);
        CHECK(isnan(row->p) && isnan(row->interval.low) && row->test == COMPARE_NO_TEST);
        CHECK(row->outcome == COMPARE_UNTESTED);
        CHECK(strncmp(row->why, "A holds no predictions", 22) == 0);
    }
    compared_free(compared);
}

/* ---- other names, folds and groups ---- */

#define HEAD "layer,fold,sample_id,text_id,left_true,left_pred\n"

static const struct differing *finding_of(const struct compared *compared, const char *what)
{
    const struct comparability *found = compared->comparison->comparability;

    for (size_t i = 0; i < found->finding_count; i++)
        if (strcmp(found->findings[i].what, what) == 0)
            return &found->findings[i];
    return NULL;
}

static struct compared *compared_tables(const char *a, const char *b, const char *filter)
{
    struct compared *compared = calloc(1, sizeof(*compared));
    struct compare_options options = compare_options_default();
    const char *texts[2] = {a, b};
    struct loaded *loaded[2];
    struct assessed *sides[2] = {&compared->a, &compared->b};
    struct err err = {0};

    options.filter = filter;
    for (int i = 0; i < 2; i++) {
        loaded[i] = loaded_files("layer-probe",
                                 (const struct loaded_file[]){
                                     {"run_1/predictions_per_layer.csv", texts[i]}, {NULL, NULL}});
        CHECK_INT(loaded[i]->runs.count, 1);
        sides[i]->run = loaded[i]->runs.runs[0];
        sides[i]->results = results_new(sides[i]->run, NULL, loaded[i]->arena);
        sides[i]->audit = loaded[i]->audits[0];
    }
    compared->loaded_a = loaded[0];
    compared->loaded_b = loaded[1];
    compared->comparison = comparison_new(&compared->a, &compared->b, &options, &err);
    return compared;
}

TEST(unequal_folds_weigh_as_in_the_figures_of_the_runs)
{
    /* Fold 0 holds one sample, fold 1 three: A is right on 1 of 1 and 0 of 3, B on 0 and 3. */
    struct compared *compared =
        compared_tables(HEAD "0,0,s1,1,x,x\n0,1,s2,2,x,y\n0,1,s3,3,y,x\n0,1,s4,3,y,x\n",
                        HEAD "0,0,s1,1,x,y\n0,1,s2,2,x,x\n0,1,s3,3,y,y\n0,1,s4,3,y,y\n", NULL);
    const struct compare_row *row = compared_row(compared, "probe_accuracy", "left", 0.0);

    CHECK(row != NULL);
    if (row) {
        CHECK_NEAR(row->a, 0.5, 1e-12);
        CHECK_NEAR(row->b, 0.5, 1e-12);
        CHECK_NEAR(row->delta, 0.0, 1e-12);
        CHECK_INT(row->counts.fixed, 3);
        CHECK_INT(row->counts.broken, 1);
        /* Terms -2, 2/3, 2/3, 2/3 in clusters of 1, 1 and 2: the root of 4 + 4/9 + 16/9, by 4. */
        CHECK_NEAR(row->error, sqrt(56.0 / 9.0) / 4.0, 1e-12);
        CHECK_NEAR((row->interval.low + row->interval.high) / 2.0, 0.0, 1e-12);
    }
    compared_free(compared);
}

TEST(folds_of_other_samples_are_not_compared_fold_by_fold)
{
    struct compared *compared =
        compared_tables(HEAD "0,0,s1,1,x,x\n0,0,s2,2,x,y\n0,1,s3,3,y,x\n0,1,s4,4,y,y\n",
                        HEAD "0,0,s1,1,x,y\n0,1,s2,2,x,x\n0,0,s3,3,y,y\n0,1,s4,4,y,y\n", NULL);
    const struct compare_row *row = compared_row(compared, "probe_accuracy", "left", 0.0);

    CHECK(row != NULL);
    if (row) {
        CHECK(isnan(row->p_folds));
        CHECK(strstr(row->why, "other samples") != NULL);
        /* Every text once: nothing clusters. */
        CHECK_INT(row->clusters, 0);
        CHECK(row->interval_kind == COMPARE_BONETT_PRICE);
    }
    compared_free(compared);
}

TEST(a_filter_leaves_the_pairs_it_takes_of_every_layer)
{
    struct compared *compared =
        compared_tables(HEAD "0,0,s1,1,x,x\n0,0,s2,2,x,y\n0,1,s3,3,y,x\n0,1,s4,4,y,y\n",
                        HEAD "0,0,s1,1,x,y\n0,0,s2,2,x,x\n0,1,s3,3,y,y\n0,1,s4,4,y,y\n", "truth:x");
    const struct compare_row *row = compared_row(compared, "probe_accuracy", "left", 0.0);

    CHECK(row != NULL);
    if (row) {
        CHECK_INT(row->n, 2);
        CHECK_INT(row->counts.fixed, 1);
        CHECK_INT(row->counts.broken, 1);
        CHECK_NEAR(row->a, 0.5, 1e-12);
        /* The runs' own figures are of all. */
        CHECK_NEAR(row->whole_b, 0.75, 1e-12);
    }
    compared_free(compared);
}

TEST(models_of_other_depth_go_together_by_index_and_it_is_said)
{
    struct compared *compared =
        compared_tables(HEAD "0,0,s1,1,x,x\n0,0,s2,2,x,y\n1,0,s1,1,x,x\n1,0,s2,2,x,x\n",
                        HEAD "0,0,s1,1,x,y\n0,0,s2,2,x,x\n2,0,s1,1,x,x\n2,0,s2,2,x,x\n"
                             "3,0,s1,1,x,x\n3,0,s2,2,x,x\n",
                        NULL);
    const struct comparison *c = compared->comparison;
    const struct differing *depth = finding_of(compared, "depth");
    const struct differing *layers = finding_of(compared, "layers");

    CHECK_INT(c->first[FAMILY_LAYERS + 1] - c->first[FAMILY_LAYERS], 1);
    CHECK(depth && strstr(depth->text, "by their index, though A's last one is 1 and B's 3"));
    CHECK(layers && strstr(layers->text, "1 of A, 2 of B"));
    compared_free(compared);
}

TEST(probes_without_a_namesake_go_together_and_it_is_said)
{
    struct compared *compared =
        compared_tables(HEAD "0,0,s1,1,x,x\n0,0,s2,2,x,y\n",
                        "layer,fold,sample_id,text_id,right_true,right_pred\n"
                        "0,0,s1,1,x,x\n0,0,s2,2,x,x\n",
                        NULL);
    const struct compare_row *row = compared_row(compared, "probe_accuracy", "left", 0.0);
    const struct differing *probe = finding_of(compared, "probe");

    CHECK(row != NULL);
    if (row) {
        CHECK_NEAR(row->whole_a, 0.5, 1e-12);
        CHECK_NEAR(row->whole_b, 1.0, 1e-12);
        CHECK_INT(row->counts.fixed, 1);
    }
    CHECK(probe && strcmp(probe->a, "left") == 0 && strcmp(probe->b, "right") == 0);
    compared_free(compared);
}

/* ---- ties ---- */

struct tie_check {
    const struct compared *compared;
    const struct layer_ties *semantic, *prosody;
};

static const struct layer_tie *tie_at(const struct layer_ties *ties, double layer)
{
    for (size_t i = 0; i < ties->count; i++)
        if (ties->layers[i].layer == layer)
            return &ties->layers[i];
    return NULL;
}

static void check_tie(const struct oracle_line *line, void *arg)
{
    const struct tie_check *ties = arg;
    const struct layer_ties *of = line->probe[0] == 's' ? ties->semantic : ties->prosody;
    const struct layer_tie *tie = tie_at(of, line->layer);

    CHECK(tie != NULL);
    if (!tie)
        return;
    CHECK_NEAR(tie->figure, line->field[0], 1e-11);
    CHECK_INT(isnan(tie->p), isnan(line->field[1]));
    if (isnan(line->field[1])) {
        CHECK(tie == &of->layers[of->best] && tie->level);
        return;
    }
    CHECK_NEAR(tie->p, line->field[1], 1e-9);
    CHECK_NEAR(tie->p_holm, line->field[2], 1e-9);
    CHECK_INT(tie->level, line->field[2] >= 0.05);
}

TEST(layers_level_with_the_best_are_those_of_scipy_and_statsmodels)
{
    struct compared *compared = compared_paths("layer-probe", RUN_A, RUN_B);
    const struct layer_results *layers = compared->a.results->layers;
    struct arena *arena = arena_new();
    struct layer_ties semantic =
        layer_ties_of(compared->a.run, layers, layer_results_probe(layers, "semantic"), .05, arena);
    struct layer_ties prosody =
        layer_ties_of(compared->a.run, layers, layer_results_probe(layers, "prosody"), .05, arena);

    CHECK(!semantic.why && !prosody.why);
    CHECK_INT(semantic.best, 27);
    CHECK_INT(prosody.best, 0);
    CHECK_INT(oracle_each("tie", check_tie, &(struct tie_check){compared, &semantic, &prosody}),
              72);
    arena_free(arena);
    compared_free(compared);
}

TEST(gains_level_with_the_largest_are_those_of_scipy_and_statsmodels)
{
    struct compared *compared = compared_paths("layer-probe", RUN_A, RUN_B);
    const struct comparison *comparison = compared->comparison;
    struct arena *arena = arena_new();
    size_t first = comparison->first[FAMILY_LAYERS];
    struct layer_ties semantic = layer_ties_of_rows(comparison, first, first + 7, arena);
    struct layer_ties prosody = layer_ties_of_rows(comparison, first + 7, first + 14, arena);

    CHECK_STR(comparison->rows[first].what.subject, "semantic");
    CHECK_INT(oracle_each("gain", check_tie, &(struct tie_check){compared, &semantic, &prosody}),
              14);
    arena_free(arena);
    compared_free(compared);
}

TEST(without_predictions_no_layer_is_called_level)
{
    struct loaded *loaded = loaded_path("layer-probe", RUN_TABLE);
    struct arena *arena = arena_new();
    const struct layer_results *layers = results_new(loaded->runs.runs[0], NULL, arena)->layers;
    struct layer_ties ties = layer_ties_of(loaded->runs.runs[0], layers,
                                           layer_results_probe(layers, "semantic"), .05, arena);

    CHECK_INT(ties.best, 28);
    CHECK_INT(ties.level, 0);
    CHECK(ties.why && strstr(ties.why, "not known"));
    CHECK(!ties.layers[27].level);
    arena_free(arena);
    loaded_free(loaded);
}
