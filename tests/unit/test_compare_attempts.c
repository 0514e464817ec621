/*
 * pass@k of two runs; against scipy: tests/data/oracle/make_attempts.py.
 */
#include "check.h"
#include "compared.h"
#include "temp_dir.h"

#include <assay/base/str.h>

#include <math.h>
#include <stdio.h>

#define ORACLE "tests/data/oracle/attempts.txt"

/* Attempts at an item on one side, 1 right, 0 wrong. */
struct line {
    char side[8], outcomes[32];
    int item;
};

static void add_attempts(struct buf *out, const struct line *line)
{
    for (int i = 0; line->outcomes[i]; i++)
        buf_addf(out, "{\"mbpp_id\": %d, \"attempt\": %d, \"passed\": %s}\n", line->item, i,
                 line->outcomes[i] == '1' ? "true" : "false");
}

static struct compared *compared_sides(struct temp_dir *dir, struct buf *a, struct buf *b)
{
    char path[512];

    temp_dir_write(dir, "a/evaluation_results_all.jsonl", (struct str){a->ptr, a->len});
    temp_dir_write(dir, "b/evaluation_results_all.jsonl", (struct str){b->ptr, b->len});
    buf_release(a);
    buf_release(b);
    snprintf(path, sizeof(path), "%s", temp_dir_path(dir, "a"));
    return compared_paths("mbpp", path, temp_dir_path(dir, "b"));
}

/* Of six attempts with one right, 5 of the 6 choices of five hold it: pass@5 is 5/6. With two or
 * more right it is 1. A: 5/6 and 0; B: 1 and 5/6; differences 1/6 and 5/6. */
TEST(pass_at_5_of_two_items_worked_by_hand)
{
    static const struct line a[] = {{"a", "000100", 11}, {"a", "000000", 12}};
    static const struct line b[] = {{"b", "110000", 11}, {"b", "000001", 12}};
    struct temp_dir dir = temp_dir_new();
    struct buf of_a = {.ptr = NULL}, of_b = {.ptr = NULL};
    struct compared *two;
    const struct compare_row *row;

    for (int i = 0; i < 2; i++) {
        add_attempts(&of_a, &a[i]);
        add_attempts(&of_b, &b[i]);
    }
    two = compared_sides(&dir, &of_a, &of_b);
    row = compared_row(two, "pass_at_k", NULL, 5);
    if (CHECK(row != NULL)) {
        CHECK_STR(row->title, "pass@5");
        CHECK_INT(row->n, 2);
        CHECK_INT(row->clusters, 0);
        CHECK_NEAR(row->a, 5.0 / 12.0, 1e-12);
        CHECK_NEAR(row->b, 11.0 / 12.0, 1e-12);
        CHECK_NEAR(row->delta, .5, 1e-12);
        /* The runs' own figures, of the registry. */
        CHECK_NEAR(row->whole_a, row->a, 1e-12);
        CHECK_NEAR(row->whole_b, row->b, 1e-12);
        CHECK_NEAR(row->error, 1.0 / 3.0, 1e-12);
        /* .5 +- 12.7062 / 3, which a difference of shares cannot be. */
        CHECK_NEAR(row->interval.low, -1.0, 1e-12);
        CHECK_NEAR(row->interval.high, 1.0, 1e-12);
        /* Signs of two differences that agree: 2 of 4. */
        CHECK_NEAR(row->p, .5, 1e-12);
    }
    CHECK(!compared_row(two, "pass_at_k", NULL, 10));
    compared_free(two);
    temp_dir_remove(&dir);
}

struct pass {
    int k, items;
    double a, b, error, low, high, p;
};

static void check_pass(const struct compared *two, const struct pass *wanted)
{
    const struct compare_row *row = compared_row(two, "pass_at_k", NULL, wanted->k);

    if (!CHECK(row != NULL))
        return;
    CHECK_INT(row->n, wanted->items);
    CHECK_NEAR(row->a, wanted->a, 1e-12);
    CHECK_NEAR(row->b, wanted->b, 1e-12);
    CHECK_NEAR(row->delta, wanted->b - wanted->a, 1e-12);
    CHECK_NEAR(row->error, wanted->error, 1e-12);
    CHECK_NEAR(row->interval.low, wanted->low, 1e-9);
    CHECK_NEAR(row->interval.high, wanted->high, 1e-9);
    CHECK_NEAR(row->p, wanted->p, 1e-9);
    CHECK_INT(row->test, COMPARE_PERMUTATION);
    CHECK_INT(row->interval_kind, COMPARE_MEAN_ERROR);
}

static FILE *read_attempts(struct buf *a, struct buf *b)
{
    FILE *file = fopen(ORACLE, "r");
    struct line line;

    while (file && fscanf(file, " %7[ab] %d %31[01]", line.side, &line.item, line.outcomes) == 3)
        add_attempts(line.side[0] == 'a' ? a : b, &line);
    return file;
}

TEST(pass_at_k_between_runs_agrees_with_scipy)
{
    struct temp_dir dir = temp_dir_new();
    struct buf a = {.ptr = NULL}, b = {.ptr = NULL};
    FILE *file = read_attempts(&a, &b);
    struct compared *two = compared_sides(&dir, &a, &b);
    struct pass wanted;
    size_t passes = 0;

    if (CHECK(file)) {
        while (fscanf(file, " pass %d %d %lf %lf %lf %lf %lf %lf", &wanted.k, &wanted.items,
                      &wanted.a, &wanted.b, &wanted.error, &wanted.low, &wanted.high,
                      &wanted.p) == 8) {
            check_pass(two, &wanted);
            passes++;
        }
        fclose(file);
    }
    CHECK_INT(passes, 2);
    CHECK(!compared_row(two, "pass_at_k", NULL, 100));
    compared_free(two);
    temp_dir_remove(&dir);
}

TEST(pass_at_k_of_a_run_against_its_copy_does_not_differ)
{
    struct temp_dir dir = temp_dir_new();
    struct buf a = {.ptr = NULL}, copy = {.ptr = NULL}, b = {.ptr = NULL};
    FILE *file = read_attempts(&a, &b);
    struct compared *two;
    const struct compare_row *row;

    if (file)
        fclose(file);
    buf_addf(&copy, "%.*s", (int)a.len, a.ptr);
    buf_release(&b);
    two = compared_sides(&dir, &a, &copy);
    row = compared_row(two, "pass_at_k", NULL, 5);
    if (CHECK(row != NULL)) {
        CHECK_NEAR(row->delta, 0.0, 0.0);
        CHECK_NEAR(row->interval.low, 0.0, 0.0);
        CHECK_NEAR(row->interval.high, 0.0, 0.0);
        CHECK_NEAR(row->p, 1.0, 0.0);
    }
    compared_free(two);
    temp_dir_remove(&dir);
}

TEST(pass_at_k_needs_the_attempts_of_half_the_items)
{
    struct temp_dir dir = temp_dir_new();
    struct buf a = {.ptr = NULL}, b = {.ptr = NULL};
    struct compared *two;

    for (int item = 11; item < 14; item++) {
        struct line line = {"", "0110", item};

        if (item == 11)
            snprintf(line.outcomes, sizeof(line.outcomes), "000100");
        add_attempts(&a, &line);
        add_attempts(&b, &line);
    }
    two = compared_sides(&dir, &a, &b);
    CHECK(!compared_row(two, "pass_at_k", NULL, 5));
    CHECK(compared_row(two, "pass_rate", NULL, NAN));
    compared_free(two);
    temp_dir_remove(&dir);
}
