#include "check.h"
#include "compared.h"
#include "temp_dir.h"

#include <assay/session/delta_filter.h>
#include <assay/session/pair_rows.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

/*
 * Two splits; in test one sample went from dog to cat, in train one from cat to dog and one from
 * outside the labels to dog. s7 is only in A, and s8 has another truth in B.
 */
static const char text_a[] = "id,split,truth,prediction\n"
                             "s1,test,cat,dog\ns2,test,dog,dog\ns3,train,cat,cat\n"
                             "s4,train,dog,?\ns5,train,dog,dog\ns6,test,cat,cat\n"
                             "s7,train,cat,cat\ns8,train,cat,cat\n";
static const char text_b[] = "id,split,truth,prediction\n"
                             "s6,test,cat,cat\ns5,train,dog,dog\ns4,train,dog,dog\n"
                             "s3,train,cat,dog\ns2,test,dog,dog\ns1,test,cat,cat\n"
                             "s8,train,dog,dog\n";
static const char hints[] = "labels: [cat, dog]\n";
static const char falls[] = "labels: [cat, dog]\nfallback_label: dog\n";

static struct compared *compared_texts(const char *hints_a, const char *a, const char *b)
{
    struct temp_dir dir = temp_dir_new();
    struct compared *compared;
    char path_a[sizeof(dir.root) + 2], path_b[sizeof(dir.root) + 2];

    temp_dir_write(&dir, "a/predictions.csv", str_of(a));
    temp_dir_write(&dir, "a/assay.yaml", str_of(hints_a));
    temp_dir_write(&dir, "b/predictions.csv", str_of(b));
    temp_dir_write(&dir, "b/assay.yaml", str_of(hints));
    snprintf(path_a, sizeof(path_a), "%s/a", dir.root);
    snprintf(path_b, sizeof(path_b), "%s/b", dir.root);
    compared = compared_paths("classification", path_a, path_b);
    temp_dir_remove(&dir);
    return compared;
}

TEST(a_set_with_splits_has_a_part_for_all_and_one_for_each)
{
    struct compared *compared = compared_texts(hints, text_a, text_b);
    struct arena *arena = arena_new();
    size_t count;
    const struct delta_part *parts = delta_parts(compared->comparison, arena, &count);

    if (CHECK(count == 3)) {
        CHECK_STR(parts[0].title, "");
        CHECK_STR(parts[1].title, "test");
        CHECK_STR(parts[2].title, "train");
    }
    arena_free(arena);
    compared_free(compared);
}

static const struct delta_matrix *matrix(const struct compared *compared,
                                         const struct delta_part *part, enum reading_kind kind,
                                         struct arena *arena)
{
    return delta_part_matrix(compared->comparison, part, kind, arena);
}

TEST(parts_count_the_scored_pairs_of_their_split)
{
    struct compared *compared = compared_texts(hints, text_a, text_b);
    struct arena *arena = arena_new();
    size_t count;
    const struct delta_part *parts = delta_parts(compared->comparison, arena, &count);
    static const uint64_t pairs[] = {6, 3, 3};

    for (size_t i = 0; i < 3 && CHECK(count == 3); i++) {
        const struct delta_matrix *delta = matrix(compared, &parts[i], READING_KIND_STRICT, arena);

        CHECK_INT(delta_count(delta, DELTA_A, CELL_ANY, CELL_ANY), pairs[i]);
        CHECK_INT(delta_count(delta, DELTA_B, CELL_ANY, CELL_ANY), pairs[i]);
    }
    /* test: cat->dog lost 1, cat->cat won 1. train: cat->cat, cat->dog, dog->outside, dog->dog. */
    CHECK_INT(matrix(compared, &parts[1], READING_KIND_STRICT, arena)->cell_count, 2);
    CHECK_INT(matrix(compared, &parts[2], READING_KIND_STRICT, arena)->cell_count, 4);
    arena_free(arena);
    compared_free(compared);
}

TEST(the_reading_is_the_one_of_the_claims_and_then_the_others)
{
    struct compared *compared = compared_texts(falls, text_a, text_b);
    struct arena *arena = arena_new();
    size_t count;
    const struct delta_part *part = delta_parts(compared->comparison, arena, &count);
    enum reading_kind kind = delta_part_stated(part);

    CHECK_INT(kind, READING_KIND_FALLBACK);
    /* s4 was outside, which A reads as dog: it has not moved. */
    CHECK_INT(matrix(compared, part, kind, arena)->move_count, 2);
    kind = delta_part_next_reading(part, kind);
    CHECK_INT(kind, READING_KIND_DROP);
    CHECK_INT(matrix(compared, part, kind, arena)->dropped, 1);
    kind = delta_part_next_reading(part, kind);
    CHECK_INT(kind, READING_KIND_STRICT);
    CHECK_INT(matrix(compared, part, kind, arena)->move_count, 3);
    arena_free(arena);
    compared_free(compared);
}

/*
 * B has its labels in another order, and takes what is none of them for dog: its 3 answers are
 * right. A takes it for nothing: 1 of 3.
 */
TEST(a_fallback_is_the_label_of_that_name_whatever_the_order_of_the_labels)
{
    struct temp_dir dir = temp_dir_new();
    char path_a[sizeof(dir.root) + 2], path_b[sizeof(dir.root) + 2];
    struct compared *compared;
    struct arena *arena = arena_new();
    const struct delta_part *part;
    size_t count;

    temp_dir_write(&dir, "a/predictions.csv",
                   STR("id,truth,prediction\n1,cat,cat\n2,dog,hm\n3,dog,cat\n"));
    temp_dir_write(&dir, "a/assay.yaml", STR("labels: [cat, dog]\n"));
    temp_dir_write(&dir, "b/predictions.csv",
                   STR("id,truth,prediction\n1,cat,cat\n2,dog,hm\n3,dog,hm\n"));
    temp_dir_write(&dir, "b/assay.yaml", STR("labels: [dog, cat]\nfallback_label: dog\n"));
    snprintf(path_a, sizeof(path_a), "%s/a", dir.root);
    snprintf(path_b, sizeof(path_b), "%s/b", dir.root);
    compared = compared_paths("classification", path_a, path_b);
    part = delta_parts(compared->comparison, arena, &count);
    CHECK_NEAR(delta_accuracy(matrix(compared, part, delta_part_stated(part), arena)), 2.0 / 3,
               1e-12);
    CHECK_NEAR(compared_row(compared, "accuracy", NULL, NAN)->delta, 2.0 / 3, 1e-12);
    arena_free(arena);
    compared_free(compared);
    temp_dir_remove(&dir);
}

/* ---- the pairs of a cell, by the list and by the filter ---- */

static bool has_row(const struct compare_set *set, const struct delta_pair *pairs, size_t count,
                    size_t row_a)
{
    for (size_t i = 0; i < count; i++)
        if (set->pairing.a[pairs[i].pair] == row_a)
            return true;
    return false;
}

static void check_cell(const struct compared *compared, const struct delta_part *part,
                       const struct delta_matrix *delta, struct pair_rows *rows,
                       const struct delta_cell *cell, struct arena *arena)
{
    struct buf filter = {0};
    struct err err = {.code = ERR_NONE};
    size_t count;
    const struct delta_pair *pairs = delta_part_pairs(
        compared->comparison, part, delta, cell->truth, cell->prediction, 1000, arena, &count);

    CHECK_INT(count, cell->entered + cell->left);
    delta_filter(compared->comparison, part, delta, cell->truth, cell->prediction, &filter);
    if (!CHECK(pair_rows_make(rows, filter.ptr, "", &err)))
        CHECK_STR(filter.ptr, err.text);
    CHECK_INT(rows->list.count, count);
    for (size_t i = 0; i < rows->list.count; i++)
        CHECK(
            has_row(rows->scope->set, pairs, count, pair_scope_a(rows->scope, rows->list.rows[i])));
    buf_release(&filter);
}

static void check_filters(const struct compared *compared)
{
    struct arena *arena = arena_new();
    size_t count;
    const struct delta_part *parts = delta_parts(compared->comparison, arena, &count);

    for (size_t i = 0; i < count; i++)
        for (int kind = READING_KIND_STRICT; kind <= READING_KIND_DROP; kind++) {
            const struct delta_matrix *delta =
                matrix(compared, &parts[i], (enum reading_kind)kind, arena);
            struct pair_rows rows = {.scope = NULL};

            pair_rows_begin(&rows, compared->comparison, parts[i].set);
            CHECK(delta->cell_count > 0);
            for (size_t c = 0; c < delta->cell_count; c++)
                check_cell(compared, &parts[i], delta, &rows, &delta->cells[c], arena);
            pair_rows_release(&rows);
        }
    arena_free(arena);
}

TEST(the_filter_of_a_cell_takes_the_pairs_that_entered_or_left_it)
{
    struct compared *compared = compared_texts(hints, text_a, text_b);

    check_filters(compared);
    compared_free(compared);
    compared = compared_texts(falls, text_a, text_b);
    check_filters(compared);
    compared_free(compared);
    compared = compared_paths("classification", "sample_runs/classification/mer2023_test3",
                              "sample_runs/classification/mer2023_test3_rank16");
    if (CHECK(compared != NULL)) {
        check_filters(compared);
        compared_free(compared);
    }
}

TEST(a_column_is_filtered_without_its_truth)
{
    struct compared *compared = compared_texts(hints, "id,truth,prediction\n1,cat,dog\n",
                                               "id,truth,prediction\n1,cat,cat\n");
    struct arena *arena = arena_new();
    struct buf filter = {0};
    size_t count;
    const struct delta_part *part = delta_parts(compared->comparison, arena, &count);

    delta_filter(compared->comparison, part, matrix(compared, part, READING_KIND_STRICT, arena),
                 CELL_ANY, 0, &filter);
    CHECK_STR(filter.ptr, "(pred=cat or a.pred=cat) -(pred=cat a.pred=cat)");
    buf_release(&filter);
    arena_free(arena);
    compared_free(compared);
}

/* ---- without pairs ---- */

TEST(matrices_of_runs_that_do_not_pair_are_compared_by_shares)
{
    struct compared *compared =
        compared_paths("classification", "sample_runs/classification/mer2023_test3",
                       "sample_runs/classification/summary_md");
    struct arena *arena = arena_new();
    size_t count;
    const struct delta_part *part;
    const struct delta_matrix *delta;

    if (!CHECK(compared != NULL))
        return;
    part = delta_parts(compared->comparison, arena, &count);
    if (CHECK(count == 1)) {
        delta = matrix(compared, part, delta_part_stated(part), arena);
        CHECK(!delta->paired && delta->why[0]);
        /* The summary is of this very run, "Neutral" for "neutral": six labels, equal shares. */
        CHECK_INT(delta->labels.count, 6);
        for (uint16_t t = 0; t < 6; t++)
            for (uint16_t p = 0; p < 6; p++)
                CHECK_NEAR(delta_value(delta, DELTA_ROW, t, p), 0, 1e-12);
    }
    arena_free(arena);
    compared_free(compared);
}
