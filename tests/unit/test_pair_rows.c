#include "check.h"
#include "compared.h"
#include "temp_dir.h"

#include <assay/session/pair_rows.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#define HEAD "id,truth,prediction,score\n"
#define A                                                                                          \
    HEAD "s1,cat,cat,.9\ns2,cat,dog,.8\ns3,dog,dog,.7\ns4,dog,cat,.6\ns5,dog,dog,.5\ns6,cat,cat,." \
         "4\n"
#define B                                                                                          \
    HEAD                                                                                           \
        "s6,cat,dog,.25\ns5,dog,dog,.4\ns4,dog,cat,.6\ns3,dog,cat,.2\ns2,cat,cat,.9\ns7,cat,cat,." \
        "1\n"

static struct compared *compared_texts(const char *a, const char *b)
{
    struct temp_dir dir = temp_dir_new();
    struct compared *compared;
    char path_a[sizeof(dir.root) + 2], path_b[sizeof(dir.root) + 2];

    temp_dir_write(&dir, "a/predictions.csv", str_of(a));
    temp_dir_write(&dir, "b/predictions.csv", str_of(b));
    snprintf(path_a, sizeof(path_a), "%s/a", dir.root);
    snprintf(path_b, sizeof(path_b), "%s/b", dir.root);
    compared = compared_paths("classification", path_a, path_b);
    temp_dir_remove(&dir);
    return compared;
}

/* Ids of the list, a blank between. */
static const char *ids(const struct pair_rows *rows)
{
    static char text[4096];
    int at = 0;

    text[0] = '\0';
    for (size_t i = 0; i < rows->list.count; i++) {
        size_t a = pair_scope_a(rows->scope, rows->list.rows[i]);
        size_t b = pair_scope_b(rows->scope, rows->list.rows[i]);
        char room[SAMPLE_ID_ROOM];
        struct str id = b == SIZE_MAX ? samples_id(rows->scope->set->a, a, room)
                                      : samples_id(rows->scope->set->b, b, room);

        at += snprintf(text + at, sizeof(text) - (size_t)at, "%s%.*s", i ? " " : "", (int)id.len,
                       id.ptr);
    }
    return text;
}

static const char *made(struct pair_rows *rows, const char *filter, const char *sort)
{
    static struct err err;

    return pair_rows_make(rows, filter, sort, &err) ? ids(rows) : err.text;
}

TEST(lists_begin_with_what_broke_and_end_with_what_has_no_partner)
{
    struct compared *compared = compared_texts(A, B);
    struct pair_rows rows = {.scope = NULL};

    pair_rows_begin(&rows, compared->comparison, 0);
    CHECK_STR(made(&rows, "", ""), "s3 s6 s2 s4 s5 s1 s7");
    CHECK_INT(pair_scope_tally(rows.scope, PAIR_KIND_BROKEN), 2);
    CHECK_INT(pair_scope_tally(rows.scope, PAIR_KIND_FIXED), 1);
    CHECK_INT(pair_scope_tally(rows.scope, PAIR_KIND_ONLY_A), 1);
    CHECK_INT(pair_scope_tally(rows.scope, PAIR_KIND_ONLY_B), 1);
    pair_rows_release(&rows);
    compared_free(compared);
}

TEST(filters_ask_either_side_and_the_pair)
{
    struct compared *compared = compared_texts(A, B);
    struct pair_rows rows = {.scope = NULL};

    pair_rows_begin(&rows, compared->comparison, 0);
    CHECK_STR(made(&rows, "is:flip", ""), "s3 s6 s2");
    CHECK_STR(made(&rows, "is:fixed", ""), "s2");
    CHECK_STR(made(&rows, "is:broken truth:cat", ""), "s6");
    CHECK_STR(made(&rows, "is:both-wrong or is:both-right", ""), "s4 s5");
    CHECK_STR(made(&rows, "is:unmatched", ""), "s1 s7");
    CHECK_STR(made(&rows, "is:only-a", ""), "s1");
    CHECK_STR(made(&rows, "pred=dog", ""), "s6 s5");
    CHECK_STR(made(&rows, "a.pred=dog", ""), "s3 s2 s5");
    CHECK_STR(made(&rows, "a.pred:dog b.pred:cat", ""), "s3 s2");
    CHECK_STR(made(&rows, "delta-score<0", ""), "s3 s6 s5");
    CHECK_STR(made(&rows, "a.score>.75", ""), "s2 s1");
    CHECK_STR(made(&rows, "s4", ""), "s4");
    CHECK(strstr(made(&rows, "is:brken", ""), "broken"));
    CHECK(strstr(made(&rows, "a.prd:x", ""), "a.pred"));
    pair_rows_release(&rows);
    compared_free(compared);
}

TEST(sorting_is_by_either_side_with_what_is_missing_last)
{
    struct compared *compared = compared_texts(A, B);
    struct pair_rows rows = {.scope = NULL};

    pair_rows_begin(&rows, compared->comparison, 0);
    CHECK_STR(made(&rows, "", "score"), "s7 s3 s6 s5 s4 s2 s1");
    CHECK_STR(made(&rows, "", "-score"), "s2 s4 s5 s6 s3 s7 s1");
    CHECK_STR(made(&rows, "", "a.score"), "s6 s5 s4 s3 s2 s1 s7");
    CHECK_STR(made(&rows, "", "delta-score"), "s3 s6 s5 s4 s2 s1 s7");
    CHECK_STR(made(&rows, "", "-delta-score"), "s2 s4 s5 s6 s3 s1 s7");
    CHECK_STR(made(&rows, "is:flip", "id"), "s2 s3 s6");
    pair_rows_release(&rows);
    compared_free(compared);
}

TEST(flips_and_groups_are_walked_in_the_order_of_the_list)
{
    struct compared *compared = compared_texts(A, B);
    struct pair_rows rows = {.scope = NULL};
    size_t nth, of;

    pair_rows_begin(&rows, compared->comparison, 0);
    made(&rows, "", "");
    CHECK_INT(pair_rows_flip(&rows, SIZE_MAX, true), 0);
    CHECK_INT(pair_rows_flip(&rows, 0, true), 1);
    CHECK(pair_rows_flip(&rows, 2, true) == SIZE_MAX);
    CHECK_INT(pair_rows_flip(&rows, 6, false), 2);
    CHECK_INT(pair_rows_group(&rows, 0, true), 2);
    CHECK_INT(pair_rows_group(&rows, 3, false), 2);
    CHECK_INT(pair_rows_group(&rows, 2, false), 0);
    CHECK(pair_rows_group(&rows, 1, false) == SIZE_MAX);
    CHECK(pair_rows_group(&rows, 6, true) == SIZE_MAX);
    pair_rows_count(&rows, 1, &nth, &of);
    CHECK_INT(nth, 2);
    CHECK_INT(of, 2);
    pair_rows_release(&rows);
    compared_free(compared);
}

TEST(samples_of_either_side_are_found_in_the_table)
{
    struct compared *compared = compared_texts(A, B);
    struct pair_rows rows = {.scope = NULL};

    pair_rows_begin(&rows, compared->comparison, 0);
    for (size_t row = 0; row < rows.scope->count; row++) {
        size_t a = pair_scope_a(rows.scope, row), b = pair_scope_b(rows.scope, row);

        CHECK_INT(pair_scope_find(rows.scope, a, b), row);
        if (b != SIZE_MAX)
            CHECK_INT(pair_scope_find(rows.scope, SIZE_MAX, b), row);
    }
    CHECK(pair_scope_find(rows.scope, 6, SIZE_MAX) == SIZE_MAX);
    CHECK(pair_scope_find(rows.scope, SIZE_MAX, 6) == SIZE_MAX);
    pair_rows_release(&rows);
    compared_free(compared);
}

/* Figures of sample_runs/README.md, which come from its generator. */
TEST(the_made_up_runs_flip_as_their_readme_says)
{
    struct compared *compared =
        compared_paths("classification", "sample_runs/classification/mer2023_test3",
                       "sample_runs/classification/mer2023_test3_rank16");
    struct pair_rows rows = {.scope = NULL};

    pair_rows_begin(&rows, compared->comparison, 0);
    CHECK_INT(pair_scope_tally(rows.scope, PAIR_KIND_BOTH_RIGHT), 709);
    CHECK_INT(pair_scope_tally(rows.scope, PAIR_KIND_FIXED), 29);
    CHECK_INT(pair_scope_tally(rows.scope, PAIR_KIND_BROKEN), 47);
    CHECK_INT(pair_scope_tally(rows.scope, PAIR_KIND_BOTH_WRONG), 49);
    made(&rows, "is:flip", "");
    CHECK_INT(rows.list.count, 76);
    pair_rows_release(&rows);
    compared_free(compared);
}
