#include "check.h"

#include <assay/metrics/confusion.h>

#include <stdlib.h>

/* Numerical Recipes' 64-bit generator constants; seeded, so a failure comes again. */
static uint32_t draw(uint64_t *state, uint32_t below)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33) % below;
}

static void draw_labels(uint64_t *state, uint16_t *codes, size_t n, uint32_t labels)
{
    for (size_t i = 0; i < n; i++) {
        uint32_t code = draw(state, labels + labels / 8 + 2);

        codes[i] = (uint16_t)code;
        if (code == labels)
            codes[i] = LABEL_MISSING;
        else if (code > labels)
            codes[i] = LABEL_INVALID;
    }
}

/* Counted the plainest way, one cell at a time over all samples. */
static uint64_t plain_count(const uint16_t *truth, const uint16_t *prediction, size_t n,
                            uint16_t row, uint16_t column)
{
    uint64_t count = 0;

    for (size_t i = 0; i < n; i++)
        count += truth[i] == row && prediction[i] == column;
    return count;
}

TEST(an_empty_matrix_has_nothing_in_it)
{
    struct arena *arena = arena_new();
    struct confusion *cm = confusion_new(arena, 0);
    struct confusion_cell cell;
    size_t at = 0;

    confusion_add_all(cm, NULL, NULL, 0);
    CHECK_INT(confusion_size(cm), 0);
    CHECK_INT(confusion_total(cm), 0);
    CHECK(!confusion_next(cm, &at, &cell));
    arena_free(arena);
}

TEST(without_labels_every_truth_lies_outside)
{
    static const uint16_t codes[] = {0, 5, LABEL_MISSING};
    struct arena *arena = arena_new();
    struct confusion *cm = confusion_new(arena, 0);

    confusion_add_all(cm, codes, codes, 3);
    CHECK_INT(confusion_truth_outside(cm), 2);
    CHECK_INT(confusion_unscored(cm), 1);
    CHECK_INT(confusion_total(cm), 0);
    arena_free(arena);
}

TEST(missing_and_outside_codes_are_counted_apart)
{
    static const uint16_t truth[] = {0, 0, LABEL_MISSING, LABEL_INVALID, LABEL_INVALID, 1, 7};
    static const uint16_t prediction[] = {1, LABEL_INVALID, 0, 1, LABEL_MISSING, LABEL_MISSING, 0};
    struct arena *arena = arena_new();
    struct confusion *cm = confusion_new(arena, 2);

    confusion_add_all(cm, truth, prediction, 7);
    CHECK_INT(confusion_total(cm), 2);
    CHECK_INT(confusion_at(cm, 0, 1), 1);
    CHECK_INT(confusion_invalid(cm, 0), 1);
    CHECK_INT(confusion_unscored(cm), 3);
    CHECK_INT(confusion_truth_outside(cm), 2);
    arena_free(arena);
}

/* Around every size at which another way of counting takes over. */
TEST(counts_equal_a_plain_recount_at_every_size)
{
    static const uint32_t sizes[] = {1, 2, 6, 125, 126, 127, 128, 300};
    enum { N = 5000 };
    uint16_t *truth = malloc(N * sizeof(*truth)), *prediction = malloc(N * sizeof(*prediction));
    uint64_t state = 11;

    for (size_t s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++)
        for (size_t n = 3; n <= N; n = n * 40 + 1) {
            struct arena *arena = arena_new();
            struct confusion *cm = confusion_new(arena, sizes[s]);
            uint64_t wrong = 0, sum = 0;

            draw_labels(&state, truth, n, sizes[s]);
            draw_labels(&state, prediction, n, sizes[s]);
            confusion_add_all(cm, truth, prediction, n);
            for (uint16_t k = 0; k < sizes[s] && k < 40; k++) {
                for (uint16_t j = 0; j < sizes[s] && j < 40; j++)
                    wrong += confusion_at(cm, k, j) != plain_count(truth, prediction, n, k, j);
                wrong +=
                    confusion_invalid(cm, k) != plain_count(truth, prediction, n, k, LABEL_INVALID);
            }
            for (size_t k = 0; k < sizes[s]; k++)
                sum += confusion_support(cm, k);
            CHECK_INT(wrong, 0);
            CHECK_INT(sum, confusion_total(cm));
            CHECK_INT(confusion_total(cm) + confusion_unscored(cm) + confusion_truth_outside(cm),
                      n);
            arena_free(arena);
        }
    free(truth);
    free(prediction);
}

TEST(long_columns_count_as_short_ones_do)
{
    enum { N = 200000, LABELS = 5 };
    uint16_t *truth = malloc(N * sizeof(*truth)), *prediction = malloc(N * sizeof(*prediction));
    struct arena *arena = arena_new();
    struct confusion *whole = confusion_new(arena, LABELS), *parts = confusion_new(arena, LABELS);
    struct confusion *merged = confusion_new(arena, LABELS);
    uint64_t state = 5;

    draw_labels(&state, truth, N, LABELS);
    draw_labels(&state, prediction, N, LABELS);
    confusion_add_all(whole, truth, prediction, N);
    for (size_t i = 0; i < N; i += 7)
        confusion_add_all(parts, truth + i, prediction + i, N - i < 7 ? N - i : 7);
    confusion_merge(merged, parts);
    for (size_t k = 0; k < LABELS; k++)
        for (size_t j = 0; j < LABELS; j++) {
            CHECK_INT(confusion_at(whole, k, j), confusion_at(parts, k, j));
            CHECK_INT(confusion_at(whole, k, j), confusion_at(merged, k, j));
        }
    CHECK_INT(confusion_unscored(whole), confusion_unscored(merged));
    CHECK_INT(confusion_truth_outside(whole), confusion_truth_outside(merged));
    free(truth);
    free(prediction);
    arena_free(arena);
}

/* Group codes 0..3 for three matrices: what is beyond them goes to the last. */
static void check_groups(size_t n, uint32_t labels)
{
    uint16_t *codes = malloc(3 * n * sizeof(*codes)), *truth = codes, *prediction = codes + n;
    uint16_t *group = codes + 2 * n;
    struct arena *arena = arena_new();
    struct confusion *together[3], *alone[3];
    uint64_t state = labels, differ = 0;

    draw_labels(&state, truth, n, labels);
    draw_labels(&state, prediction, n, labels);
    for (size_t i = 0; i < n; i++)
        group[i] = (uint16_t)(draw(&state, 4) == 3 ? UINT16_MAX : draw(&state, 3));
    for (size_t g = 0; g < 3; g++) {
        together[g] = confusion_new(arena, labels);
        alone[g] = confusion_new(arena, labels);
    }
    for (size_t i = 0; i < n; i++)
        confusion_add(alone[group[i] < 3 ? group[i] : 2], truth[i], prediction[i], 1);
    confusion_add_groups(together, 3, group, truth, prediction, n);
    for (size_t g = 0; g < 3; g++) {
        differ += confusion_unscored(together[g]) != confusion_unscored(alone[g]);
        differ += confusion_truth_outside(together[g]) != confusion_truth_outside(alone[g]);
        differ += confusion_invalid_total(together[g]) != confusion_invalid_total(alone[g]);
        for (size_t k = 0; k < labels; k++)
            for (size_t j = 0; j < labels; j++)
                differ += confusion_at(together[g], k, j) != confusion_at(alone[g], k, j);
    }
    CHECK_INT(differ, 0);
    free(codes);
    arena_free(arena);
}

TEST(groups_counted_together_are_those_counted_alone)
{
    check_groups(10, 3);
    check_groups(20000, 1);
    check_groups(20000, 6);
    check_groups(90000, 90);
}

TEST(ten_thousand_labels_cost_what_their_samples_need)
{
    enum { LABELS = 10000, N = 30000 };
    uint16_t *truth = malloc(N * sizeof(*truth)), *prediction = malloc(N * sizeof(*prediction));
    struct arena *arena = arena_new();
    struct confusion *cm = confusion_new(arena, LABELS);
    uint64_t sum = 0, diagonal = 0, state = 3;
    struct confusion_cell cell;

    for (size_t i = 0; i < N; i++) {
        truth[i] = (uint16_t)draw(&state, LABELS);
        prediction[i] = i % 3 ? truth[i] : (uint16_t)(LABELS - 1 - truth[i]);
    }
    confusion_add_all(cm, truth, prediction, N);
    CHECK(arena_footprint(arena) < 8u << 20);
    for (size_t at = 0; confusion_next(cm, &at, &cell);) {
        sum += cell.count;
        CHECK_INT(confusion_at(cm, cell.truth, cell.prediction), cell.count);
    }
    CHECK_INT(sum, N);
    for (uint16_t k = 0; k < LABELS; k++)
        diagonal += confusion_at(cm, k, k);
    CHECK_INT(diagonal, confusion_correct(cm));
    CHECK_INT(confusion_at(cm, truth[0], prediction[0]),
              plain_count(truth, prediction, N, truth[0], prediction[0]));
    free(truth);
    free(prediction);
    arena_free(arena);
}

TEST(the_largest_label_set_fits_and_keeps_its_last_label)
{
    struct arena *arena = arena_new();
    struct confusion *cm = confusion_new(arena, LABEL_LIMIT);
    uint16_t last = (uint16_t)(LABEL_LIMIT - 1);

    confusion_add(cm, last, last, 2);
    confusion_add(cm, last, LABEL_INVALID, 3);
    confusion_add(cm, last, 0, 4);
    CHECK_INT(confusion_at(cm, last, last), 2);
    CHECK_INT(confusion_at(cm, last, 0), 4);
    CHECK_INT(confusion_at(cm, 0, last), 0);
    CHECK_INT(confusion_support(cm, last), 9);
    CHECK_INT(confusion_invalid(cm, last), 3);
    arena_free(arena);
}

static struct confusion *with_doubt(struct arena *arena)
{
    struct confusion *cm = confusion_new(arena, 3);

    confusion_add(cm, 0, 0, 5);
    confusion_add(cm, 0, 1, 1);
    confusion_add(cm, 1, 1, 4);
    confusion_add(cm, 0, LABEL_INVALID, 2);
    confusion_add(cm, 2, LABEL_INVALID, 3);
    confusion_add(cm, 2, LABEL_MISSING, 6);
    return cm;
}

TEST(strict_reading_keeps_a_column_of_invalid_answers)
{
    struct arena *arena = arena_new();
    struct confusion *cm = confusion_read(arena, with_doubt(arena), READING_STRICT);

    CHECK_INT(confusion_total(cm), 15);
    CHECK_INT(confusion_invalid_total(cm), 5);
    CHECK_INT(confusion_support(cm, 2), 3);
    CHECK_INT(confusion_correct(cm), 9);
    CHECK_INT(confusion_unscored(cm), 6);
    arena_free(arena);
}

TEST(fallback_reading_counts_an_invalid_answer_as_the_label)
{
    struct arena *arena = arena_new();
    struct confusion *cm = confusion_read(arena, with_doubt(arena), READING_FALLBACK(0));

    CHECK_INT(confusion_total(cm), 15);
    CHECK_INT(confusion_invalid_total(cm), 0);
    CHECK_INT(confusion_at(cm, 0, 0), 7); /* two of them become right */
    CHECK_INT(confusion_at(cm, 2, 0), 3);
    CHECK_INT(confusion_correct(cm), 11);
    arena_free(arena);
}

TEST(drop_reading_leaves_invalid_answers_out_and_counts_them)
{
    struct arena *arena = arena_new();
    struct confusion *cm = confusion_read(arena, with_doubt(arena), READING_DROP);

    CHECK_INT(confusion_total(cm), 10);
    CHECK_INT(confusion_dropped(cm), 5);
    CHECK_INT(confusion_support(cm, 2), 0);
    CHECK_INT(confusion_unscored(cm), 6);
    arena_free(arena);
}

TEST(transposing_twice_gives_the_matrix_without_its_invalid_column)
{
    struct arena *arena = arena_new();
    struct confusion *cm = with_doubt(arena), *turned = confusion_transposed(arena, cm);
    struct confusion *back = confusion_transposed(arena, turned);

    CHECK_INT(confusion_dropped(turned), 5);
    for (size_t k = 0; k < 3; k++)
        for (size_t j = 0; j < 3; j++) {
            CHECK_INT(confusion_at(turned, j, k), confusion_at(cm, k, j));
            CHECK_INT(confusion_at(back, k, j), confusion_at(cm, k, j));
        }
    arena_free(arena);
}

TEST(relabelling_permutes_the_matrix)
{
    static const uint16_t to[] = {2, 0, 1};
    struct arena *arena = arena_new();
    struct confusion *cm = with_doubt(arena), *renamed = confusion_relabelled(arena, cm, to);

    for (size_t k = 0; k < 3; k++) {
        for (size_t j = 0; j < 3; j++)
            CHECK_INT(confusion_at(renamed, to[k], to[j]), confusion_at(cm, k, j));
        CHECK_INT(confusion_invalid(renamed, to[k]), confusion_invalid(cm, k));
    }
    arena_free(arena);
}

TEST(cells_are_walked_by_row_with_invalid_answers_last)
{
    struct arena *arena = arena_new();
    struct confusion *cm = with_doubt(arena);
    struct confusion_cell cell;
    size_t at = 0;

    CHECK(confusion_next(cm, &at, &cell));
    CHECK_INT(cell.prediction, 0);
    CHECK(confusion_next(cm, &at, &cell));
    CHECK_INT(cell.prediction, 1);
    CHECK(confusion_next(cm, &at, &cell));
    CHECK_INT(cell.prediction, LABEL_INVALID);
    CHECK_INT(cell.count, 2);
    CHECK(confusion_next(cm, &at, &cell));
    CHECK_INT(cell.truth, 1);
    arena_free(arena);
}

TEST(pairs_counted_in_several_calls_are_those_of_one)
{
    enum { N = 5000 };
    static uint16_t truth[N], prediction[N];
    struct arena *arena = arena_new();
    struct confusion *cm = confusion_new(arena, 3);
    struct confusion_counter *counter = confusion_counter_new(&cm, 1, N);

    for (size_t i = 0; i < N; i++) {
        truth[i] = (uint16_t)(i % 3);
        prediction[i] = i % 5 == 4 ? LABEL_INVALID : (uint16_t)(i % 2);
    }
    confusion_counter_add(counter, NULL, truth, prediction, 1023);
    confusion_counter_add(counter, NULL, truth + 1023, prediction + 1023, 0);
    confusion_counter_add(counter, NULL, truth + 1023, prediction + 1023, N - 1023);
    confusion_counter_free(counter);
    CHECK_INT(confusion_total(cm), N);
    CHECK_INT(confusion_invalid_total(cm), N / 5);
    /* i = 0 mod 6, not 4 mod 5: 834 less the 166 of 24 mod 30 */
    CHECK_INT(confusion_at(cm, 0, 0), 668);
    arena_free(arena);
}
