#include "check.h"

#include <assay/metrics/joint.h>
#include <assay/metrics/random.h>

#include <stdbool.h>
#include <stdlib.h>

TEST(joint_cells_are_counted_by_truth_then_a_then_b)
{
    static const uint16_t truth[] = {1, 0, 1, 1, 0, 1};
    static const uint16_t a[] = {1, 0, LABEL_INVALID, 1, 1, 0};
    static const uint16_t b[] = {0, 0, 1, 0, LABEL_INVALID, 1};
    static const struct joint_cell wanted[] = {{0, 0, 0, 1},
                                               {0, 1, LABEL_INVALID, 1},
                                               {1, 0, 1, 1},
                                               {1, 1, 0, 2},
                                               {1, LABEL_INVALID, 1, 1}};
    struct arena *arena = arena_new();
    struct joint *joint = joint_new(truth, a, b, 6, 2, arena);
    struct paired_counts counts = joint_counts(joint);

    CHECK_INT(joint->pairs, 6);
    if (CHECK_INT(joint->cell_count, 5))
        for (size_t i = 0; i < 5; i++) {
            CHECK_INT(joint->cells[i].truth, wanted[i].truth);
            CHECK_INT(joint->cells[i].a, wanted[i].a);
            CHECK_INT(joint->cells[i].b, wanted[i].b);
            CHECK_INT(joint->cells[i].count, wanted[i].count);
        }
    CHECK_INT(counts.both_right, 1);
    CHECK_INT(counts.broken, 2);
    CHECK_INT(counts.fixed, 2);
    CHECK_INT(counts.both_wrong, 1);
    arena_free(arena);
}

TEST(no_pairs_make_no_cells)
{
    struct arena *arena = arena_new();
    struct joint *joint = joint_new(NULL, NULL, NULL, 0, 3, arena);

    CHECK_INT(joint->cell_count, 0);
    CHECK_INT(confusion_total(joint_confusion(joint, JOINT_A, arena)), 0);
    arena_free(arena);
}

struct columns {
    size_t n, labels;
    uint16_t *truth, *a, *b;
};

static struct columns random_columns(struct arena *arena, struct random *random, size_t labels)
{
    struct columns columns = {.n = 1 + random_below(random, 3000), .labels = labels};
    uint16_t **to[] = {&columns.truth, &columns.a, &columns.b};

    for (size_t k = 0; k < 3; k++) {
        *to[k] = arena_alloc(arena, columns.n * sizeof(**to[k]));
        for (size_t i = 0; i < columns.n; i++) {
            bool invalid = k > 0 && random_below(random, 20) == 0;

            (*to[k])[i] = invalid ? LABEL_INVALID : (uint16_t)random_below(random, labels);
        }
    }
    return columns;
}

static uint64_t count_by_hand(const struct columns *columns, const struct joint_cell *cell)
{
    uint64_t count = 0;

    for (size_t i = 0; i < columns->n; i++)
        count += columns->truth[i] == cell->truth && columns->a[i] == cell->a &&
                 columns->b[i] == cell->b;
    return count;
}

static bool ascend(const struct joint_cell *first, const struct joint_cell *second)
{
    if (first->truth != second->truth)
        return first->truth < second->truth;
    return first->a != second->a ? first->a < second->a : first->b < second->b;
}

/* Counted in a table where labels are few, sorted where they are many. */
TEST(every_pair_is_in_the_cell_of_its_codes_whatever_the_labels)
{
    static const size_t labels[] = {1, 2, 6, 30, 101, 1000, LABEL_LIMIT};
    struct arena *arena = arena_new();
    struct random random = random_new(3, 0);

    for (size_t k = 0; k < sizeof(labels) / sizeof(labels[0]); k++) {
        struct columns columns = random_columns(arena, &random, labels[k]);
        struct joint *joint =
            joint_new(columns.truth, columns.a, columns.b, columns.n, labels[k], arena);
        uint64_t sum = 0;

        for (size_t i = 0; i < joint->cell_count; i++) {
            CHECK(i == 0 || ascend(&joint->cells[i - 1], &joint->cells[i]));
            CHECK(joint->cells[i].count > 0);
            sum += joint->cells[i].count;
        }
        CHECK_INT(sum, columns.n);
        for (size_t i = 0; i < joint->cell_count; i += 1 + joint->cell_count / 50)
            CHECK_INT(joint->cells[i].count, count_by_hand(&columns, &joint->cells[i]));
        arena_reset(arena);
    }
    arena_free(arena);
}

static void check_same_matrix(const struct confusion *is, const struct confusion *wanted)
{
    for (size_t k = 0; k < confusion_size(wanted); k++) {
        for (size_t j = 0; j < confusion_size(wanted); j++)
            CHECK_INT(confusion_at(is, k, j), confusion_at(wanted, k, j));
        CHECK_INT(confusion_invalid(is, k), confusion_invalid(wanted, k));
    }
}

TEST(the_matrices_of_both_sides_are_those_of_their_columns)
{
    struct arena *arena = arena_new();
    struct random random = random_new(4, 0);

    for (int i = 0; i < 50; i++) {
        size_t labels = 1 + random_below(&random, 12);
        struct columns columns = random_columns(arena, &random, labels);
        struct joint *joint =
            joint_new(columns.truth, columns.a, columns.b, columns.n, labels, arena);
        struct confusion *a = confusion_new(arena, labels), *b = confusion_new(arena, labels);

        confusion_add_all(a, columns.truth, columns.a, columns.n);
        confusion_add_all(b, columns.truth, columns.b, columns.n);
        check_same_matrix(joint_confusion(joint, JOINT_A, arena), a);
        check_same_matrix(joint_confusion(joint, JOINT_B, arena), b);
        arena_reset(arena);
    }
    arena_free(arena);
}
