/* Comparisons of runs with something odd in them: what is said of it, and what is not. */
#include "check.h"
#include "temp_dir.h"

#include <assay/session/comparison.h>
#include <assay/session/session.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_ROOM = 4096 };

struct odd {
    struct temp_dir dir;
    struct session *session;
    struct comparison *c;
    struct err err;
};

static struct odd odd_runs_with(const char *a, const char *b, const struct compare_options *options)
{
    struct session_options how = {.metrics = metric_options_default()};
    struct odd odd = {.dir = temp_dir_new(), .session = session_new(&how)};
    struct assessed of_a, of_b;

    temp_dir_write(&odd.dir, "a/predictions.csv", str_of(a));
    temp_dir_write(&odd.dir, "b/predictions.csv", str_of(b));
    if (!CHECK(session_open(odd.session, temp_dir_path(&odd.dir, "a"), &odd.err)) ||
        !CHECK(session_open(odd.session, temp_dir_path(&odd.dir, "b"), &odd.err)) ||
        !CHECK(session_load(odd.session, 0, &odd.err)) ||
        !CHECK(session_load(odd.session, 1, &odd.err)))
        return odd;
    of_a = session_assessed(odd.session, 0, 0);
    of_b = session_assessed(odd.session, 1, 0);
    odd.c = comparison_new(&of_a, &of_b, options, &odd.err);
    CHECK(odd.c != NULL);
    return odd;
}

/* Compared with few resamples; texts are of predictions.csv. */
static struct odd odd_runs(const char *a, const char *b, const char *by)
{
    struct compare_options options = compare_options_default();

    options.resamples = 200;
    options.by = by;
    return odd_runs_with(a, b, &options);
}

static void odd_free(struct odd *odd)
{
    comparison_free(odd->c);
    session_free(odd->session);
    temp_dir_remove(&odd->dir);
}

static const struct compare_row *row_of(const struct odd *odd, const char *metric,
                                        const char *subject)
{
    struct quantity what = QUANTITY(metric);

    what.subject = subject;
    return comparison_find(odd->c, &what);
}

/* `count` rows of a format that takes i, after a head. */
#define REPEAT(text, head, count, ...)                                                             \
    do {                                                                                           \
        size_t used = (size_t)snprintf(text, TEXT_ROOM, "%s\n", head);                             \
        for (int i = 0; i < (count); i++)                                                          \
            used += (size_t)snprintf(text + used, TEXT_ROOM - used, __VA_ARGS__);                  \
    } while (0)

#define HEAD "sample_id,true_label,prediction"

/* ---- labels ---- */

static void check_counts(const char *a, const char *b, uint64_t both_right, uint64_t fixed,
                         uint64_t broken, uint64_t both_wrong)
{
    struct odd odd = odd_runs(a, b, NULL);

    if (odd.c) {
        CHECK_INT(odd.c->sets[0].counts.both_right, both_right);
        CHECK_INT(odd.c->sets[0].counts.fixed, fixed);
        CHECK_INT(odd.c->sets[0].counts.broken, broken);
        CHECK_INT(odd.c->sets[0].counts.both_wrong, both_wrong);
    }
    odd_free(&odd);
}

TEST(labels_of_one_run_that_differ_in_case_alone_are_two)
{
    char a[TEXT_ROOM], b[TEXT_ROOM];

    /* B answers "Happy" where "happy" is right, and has both labels: it is wrong every time. */
    REPEAT(a, HEAD, 20, "%d,%s,%s\n", i, i % 2 ? "happy" : "sad", i % 2 ? "happy" : "sad");
    REPEAT(b, HEAD, 20, "%d,%s,%s\n", i, i % 2 ? "happy" : "sad", i % 2 ? "Happy" : "sad");
    check_counts(a, b, 10, 0, 10, 0);
    check_counts(b, a, 10, 10, 0, 0);
}

TEST(a_label_set_in_capitals_is_the_same_one)
{
    char a[TEXT_ROOM], b[TEXT_ROOM];

    REPEAT(a, HEAD, 20, "%d,%s,%s\n", i, i % 2 ? "happy" : "sad", i % 4 ? "happy" : "sad");
    REPEAT(b, HEAD, 20, "%d,%s,%s\n", i, i % 2 ? "HAPPY" : "SAD", i % 2 ? "HAPPY" : "SAD");
    check_counts(a, b, 15, 5, 0, 0);
}

/* ---- what cannot be tested ---- */

TEST(a_figure_that_no_answer_would_change_is_not_tested)
{
    char a[TEXT_ROOM], b[TEXT_ROOM];
    struct odd odd;
    const struct compare_row *row;

    /* With one label in the truth kappa and MCC are 0 whatever is answered. */
    REPEAT(a, HEAD, 30, "%d,x,%s\n", i, i % 3 ? "x" : "y");
    REPEAT(b, HEAD, 30, "%d,x,%s\n", i, i % 2 ? "x" : "y");
    odd = odd_runs(a, b, NULL);
    row = odd.c ? row_of(&odd, "mcc", NULL) : NULL;
    if (CHECK(row != NULL)) {
        CHECK_INT(row->outcome, COMPARE_UNTESTED);
        CHECK(row->why != NULL);
        CHECK(isnan(row->p) && isnan(row->p_holm));
    }
    odd_free(&odd);
}

TEST(every_row_that_is_not_tested_says_why)
{
    char a[TEXT_ROOM], b[TEXT_ROOM];
    struct odd odd;

    /* The truths differ in every pair. */
    REPEAT(a, HEAD, 20, "%d,x,x\n", i);
    REPEAT(b, HEAD, 20, "%d,y,x\n", i);
    odd = odd_runs(a, b, NULL);
    CHECK(odd.c && odd.c->row_count > 3);
    for (size_t i = 0; odd.c && i < odd.c->row_count; i++) {
        CHECK_INT(odd.c->rows[i].outcome, COMPARE_UNTESTED);
        CHECK(odd.c->rows[i].why != NULL);
    }
    odd_free(&odd);
}

TEST(no_interval_reaches_beyond_what_a_difference_can_be)
{
    struct odd odd = odd_runs(HEAD "\n1,x,x\n", HEAD "\n1,x,y\n", NULL);

    for (size_t i = 0; odd.c && i < odd.c->row_count; i++) {
        const struct compare_row *row = &odd.c->rows[i];

        if (row->interval_kind == COMPARE_NO_INTERVAL || row->metric->unit != UNIT_SHARE)
            continue;
        CHECK(row->interval.low >= -1.0 && row->interval.high <= 1.0);
    }
    odd_free(&odd);
}

/* ---- values ---- */

TEST(a_score_that_is_no_share_has_no_part_in_brier)
{
    static const char *const scores[] = {"nan", "inf", "-1", "2", "0.5", "1e400"};
    char a[TEXT_ROOM], b[TEXT_ROOM];
    struct odd odd;
    const struct compare_row *row;

    REPEAT(a, HEAD ",score", 60, "%d,x,x,%s\n", i, scores[i % 6]);
    REPEAT(b, HEAD ",score", 60, "%d,x,x,%s\n", i, i % 6 ? scores[i % 6] : "0.3");
    odd = odd_runs(a, b, NULL);
    row = odd.c ? row_of(&odd, "brier", NULL) : NULL;
    if (CHECK(row != NULL)) {
        CHECK_INT(row->n, 10);
        CHECK_NEAR(row->a, .25, 1e-12);
        CHECK_NEAR(row->b, .25, 1e-12);
    }
    odd_free(&odd);
}

/* ---- groups ---- */

TEST(a_sample_without_a_group_is_one_of_its_own)
{
    char a[TEXT_ROOM], b[TEXT_ROOM], group[16];
    struct odd odd;

    REPEAT(a, HEAD ",group", 40, "%d,x,%s,%s\n", i, i % 3 ? "x" : "y",
           i == 5 ? "" : (snprintf(group, sizeof(group), "g%d", i / 4), group));
    REPEAT(b, HEAD ",group", 40, "%d,x,%s,%s\n", i, i % 2 ? "x" : "y",
           i == 5 ? "" : (snprintf(group, sizeof(group), "g%d", i / 4), group));
    odd = odd_runs(a, b, NULL);
    /* Ten groups, and sample 5. */
    if (odd.c)
        CHECK_INT(odd.c->sets[0].cluster_count, 11);
    odd_free(&odd);
}

/* ---- resamples ---- */

TEST(too_few_resamples_for_so_many_rows_are_told)
{
    struct compare_options options = compare_options_default();
    char a[TEXT_ROOM], b[TEXT_ROOM];
    const struct compare_row *row;
    struct odd odd;

    REPEAT(a, HEAD, 60, "%d,l%d,l%d\n", i, i % 5, i % 5);
    REPEAT(b, HEAD, 60, "%d,l%d,l%d\n", i, i % 5, (i + 1) % 5);
    options.resamples = 200;
    odd = odd_runs_with(a, b, &options);
    row = odd.c ? row_of(&odd, "f1", "l0") : NULL;
    /* Five labels and p 1/201: found. */
    if (CHECK(row != NULL)) {
        CHECK_INT(row->outcome, COMPARE_REGRESSED);
        CHECK(row->why == NULL);
    }
    odd_free(&odd);
    options.resamples = 50;
    odd = odd_runs_with(a, b, &options);
    row = odd.c ? row_of(&odd, "f1", "l0") : NULL;
    if (CHECK(row != NULL)) {
        CHECK_INT(row->outcome, COMPARE_UNDECIDED);
        CHECK(row->why && strstr(row->why, "resamples"));
    }
    odd_free(&odd);
}

/* ---- parts ---- */

TEST(parts_that_are_left_out_are_told)
{
    enum { ROOM = 1 << 16, SAMPLES = 500 };
    char *a = malloc(ROOM), *b = malloc(ROOM);
    size_t used_a = 0, used_b = 0;
    struct odd odd;

    used_a += (size_t)snprintf(a, ROOM, HEAD ",group\n");
    used_b += (size_t)snprintf(b, ROOM, HEAD ",group\n");
    for (int i = 0; i < SAMPLES; i++) {
        used_a += (size_t)snprintf(a + used_a, ROOM - used_a, "%d,x,%s,g%d\n", i, i % 3 ? "x" : "y",
                                   i / 2);
        used_b += (size_t)snprintf(b + used_b, ROOM - used_b, "%d,x,%s,g%d\n", i, i % 2 ? "x" : "y",
                                   i / 2);
    }
    odd = odd_runs(a, b, "group");
    if (odd.c) {
        const struct compare_row *last = &odd.c->rows[odd.c->first[FAMILY_PARTS + 1] - 1];

        CHECK_INT(odd.c->first[FAMILY_PARTS + 1] - odd.c->first[FAMILY_PARTS], 200);
        CHECK(last->why && strstr(last->why, "200 parts of 250 are compared"));
    }
    odd_free(&odd);
    free(a);
    free(b);
}

/* ---- signs of differences ---- */

TEST(differences_of_one_sign_in_eight_pairs_have_the_sign_test_of_eight_coins)
{
    struct odd odd = odd_runs("id,truth,pred,score\n1,x,x,.5\n2,x,x,.5\n3,y,y,.5\n4,y,y,.5\n"
                              "5,x,x,.5\n6,x,x,.5\n7,y,y,.5\n8,y,y,.5\n",
                              "id,truth,pred,score\n1,x,x,.6\n2,x,x,.9\n3,y,y,.7\n4,y,y,.6\n"
                              "5,x,x,.8\n6,x,x,.6\n7,y,y,.55\n8,y,y,.95\n",
                              NULL);
    struct quantity what = QUANTITY("brier"), right = QUANTITY("accuracy");
    const struct compare_row *row = odd.c ? comparison_find(odd.c, &what) : NULL;

    if (CHECK(row)) {
        CHECK(row->delta < 0.0);
        CHECK_NEAR(row->p_sign, 2.0 / 256.0, 1e-15);
        CHECK(isnan(comparison_find(odd.c, &right)->p_sign));
    }
    odd_free(&odd);
}
