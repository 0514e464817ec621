#include "check.h"
#include "compared.h"
#include "temp_dir.h"

#include <assay/base/str.h>
#include <assay/metrics/random.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { GROUPS = 15, SIZE = 6 };

static const char *const labels[] = {"calm", "happy", "sad"};
static const char *const names[] = {"accuracy", "micro_f1", "macro_f1", "ece", "f1"};

/* Whether a sample is answered right is what its whole group shares, in two of three samples. */
static void write_run(struct temp_dir *dir, const char *path, uint64_t seed, double chance)
{
    struct random random = random_new(seed, 0), truths = random_new(7, 0);
    struct buf out = {.ptr = NULL};
    double shared = 0.0;

    buf_addf(&out, "id,truth,pred,group,score\n");
    for (unsigned i = 0; i < GROUPS * SIZE; i++) {
        size_t truth = random_below(&truths, 3), wrong = (truth + 1 + random_below(&random, 2)) % 3;
        double own = random_unit(&random);

        if (i % SIZE == 0)
            shared = random_unit(&random);
        buf_addf(&out, "u%u,%s,%s,g%u,%.3f\n", i, labels[truth],
                 labels[(i % 3 ? shared : own) < chance ? truth : wrong], i / SIZE,
                 .4 + .6 * random_unit(&random));
    }
    temp_dir_write(dir, path, (struct str){out.ptr, out.len});
    buf_release(&out);
}

struct clustered {
    struct temp_dir dir;
    struct compared *two;
    struct compare_options options;
};

static struct clustered clustered_new(uint64_t seed_b)
{
    struct clustered clustered = {.dir = temp_dir_new(), .options = compare_options_default()};
    char a[512];

    write_run(&clustered.dir, "a/predictions.csv", 1, .6);
    write_run(&clustered.dir, "b/predictions.csv", seed_b, seed_b == 1 ? .6 : .8);
    snprintf(a, sizeof(a), "%s", temp_dir_path(&clustered.dir, "a"));
    clustered.two = compared_paths("classification", a, temp_dir_path(&clustered.dir, "b"));
    clustered.options.metrics = names;
    clustered.options.metric_count = sizeof(names) / sizeof(names[0]);
    return clustered;
}

static struct comparison *compare(const struct clustered *clustered)
{
    struct err err;
    struct comparison *c =
        comparison_new(&clustered->two->a, &clustered->two->b, &clustered->options, &err);

    CHECK(c != NULL);
    return c;
}

static void clustered_free(struct clustered *clustered)
{
    compared_free(clustered->two);
    temp_dir_remove(&clustered->dir);
}

static const struct compare_row *row_of(const struct comparison *c, const char *metric)
{
    struct quantity what = QUANTITY(metric);

    return comparison_find(c, &what);
}

/* Micro F1 is the accuracy where every answer is a label; groups are of one size, so that the
 * bootstrap's deviation is the clustered error but for chance: sqrt(1 / 20000) of it. */
TEST(whole_groups_are_drawn_for_figures_of_the_confusion_matrix)
{
    struct clustered clustered = clustered_new(2);
    struct comparison *c = compare(&clustered);

    if (c) {
        const struct compare_row *accuracy = row_of(c, "accuracy"), *micro = row_of(c, "micro_f1");
        const struct compare_row *macro = row_of(c, "macro_f1"), *ece = row_of(c, "ece");
        struct interval t = accuracy->interval;

        CHECK_INT(accuracy->test, COMPARE_CLUSTERED);
        CHECK_INT(micro->test, COMPARE_CLUSTER_RANDOMISATION);
        CHECK_INT(micro->interval_kind, COMPARE_CLUSTER_BOOTSTRAP);
        CHECK_INT(micro->clusters, GROUPS);
        CHECK_INT(micro->n, GROUPS * SIZE);
        CHECK(!micro->why);
        CHECK_NEAR(micro->a, accuracy->a, 1e-12);
        CHECK_NEAR(micro->b, accuracy->b, 1e-12);
        CHECK_NEAR(micro->error, accuracy->error, .03 * accuracy->error);
        /* t with 14 degrees, and percentiles that make up for 15 clusters and unseen flips. */
        CHECK_NEAR(micro->interval.high - micro->interval.low, t.high - t.low,
                   .2 * (t.high - t.low));
        CHECK_INT(macro->interval_kind, COMPARE_CLUSTER_BOOTSTRAP);
        CHECK_INT(ece->interval_kind, COMPARE_CLUSTER_BOOTSTRAP);
        CHECK_INT(ece->clusters, GROUPS);
        for (size_t i = c->first[FAMILY_LABELS]; i < c->first[FAMILY_LABELS + 1]; i++)
            CHECK_INT(c->rows[i].test, COMPARE_CLUSTER_RANDOMISATION);
        CHECK_STR(compare_interval_name(macro->interval_kind), "cluster bootstrap");
    }
    comparison_free(c);
    clustered_free(&clustered);
}

TEST(a_run_with_groups_held_against_its_copy_differs_in_nothing)
{
    struct clustered clustered = clustered_new(1);
    struct comparison *c = compare(&clustered);

    for (size_t i = 0; c && i < c->row_count; i++) {
        CHECK_NEAR(c->rows[i].delta, 0.0, 0.0);
        CHECK_NEAR(c->rows[i].p, 1.0, 0.0);
        CHECK(c->rows[i].interval.low <= 0.0 && c->rows[i].interval.high >= 0.0);
    }
    if (c) {
        CHECK_NEAR(row_of(c, "ece")->interval.low, 0.0, 0.0);
        CHECK_NEAR(row_of(c, "ece")->interval.high, 0.0, 0.0);
    }
    comparison_free(c);
    clustered_free(&clustered);
}

TEST(threads_change_no_figure_of_clustered_pairs)
{
    struct clustered clustered = clustered_new(3);
    struct comparison *one = compare(&clustered), *four;

    clustered.options.threads = 4;
    four = compare(&clustered);
    if (one && four && CHECK_INT(one->row_count, four->row_count))
        for (size_t i = 0; i < one->row_count; i++) {
            CHECK(one->rows[i].interval.low == four->rows[i].interval.low);
            CHECK(one->rows[i].interval.high == four->rows[i].interval.high);
            CHECK(one->rows[i].p == four->rows[i].p);
        }
    comparison_free(one);
    comparison_free(four);
    clustered_free(&clustered);
}

TEST(pairs_of_one_group_count_singly_and_say_so)
{
    struct clustered clustered = clustered_new(2);
    struct comparison *c;

    clustered.options.filter = "group:g0";
    c = compare(&clustered);
    if (c) {
        const struct compare_row *row = row_of(c, "macro_f1");

        CHECK_INT(row->n, SIZE);
        CHECK_INT(row->test, COMPARE_RANDOMISATION);
        CHECK(row->why && strstr(row->why, "one group"));
    }
    comparison_free(c);
    clustered_free(&clustered);
}
