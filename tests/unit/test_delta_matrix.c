#include "check.h"

#include <assay/session/delta_matrix.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[] = {"angry", "calm", "happy", "sad", "tired", "worried"};

enum { PAIRS_MOST = 2000 };

/* Pairs as letters: 'a' is label 0, '-' an answer outside the labels. */
struct letters {
    size_t labels;
    const char *truth, *a, *b;
};

static uint16_t code_of(char letter)
{
    return letter == '-' ? LABEL_INVALID : (uint16_t)(letter - 'a');
}

static struct delta_matrix *matrix_of(const struct letters *letters,
                                      const struct delta_reading *reading, struct arena *arena)
{
    static uint16_t truth[PAIRS_MOST], a[PAIRS_MOST], b[PAIRS_MOST];
    struct label_set labels = {names, letters->labels};
    size_t pairs = letters->truth[0] == '.' ? 0 : strlen(letters->truth);

    for (size_t i = 0; i < pairs; i++) {
        truth[i] = code_of(letters->truth[i]);
        a[i] = code_of(letters->a[i]);
        b[i] = code_of(letters->b[i]);
    }
    return delta_matrix_paired(joint_new(truth, a, b, pairs, labels.count, arena), &labels, reading,
                               arena);
}

static const struct delta_reading strict = {READING_KIND_STRICT, LABEL_MISSING, LABEL_MISSING};

/* Code of a column's number: answers outside the labels are last. */
static uint16_t answer_at(const struct delta_matrix *delta, size_t column)
{
    return column < delta->labels.count ? (uint16_t)column : LABEL_INVALID;
}

/* ---- against scikit-learn and statsmodels ---- */

struct numbers {
    FILE *file;
    char *line, *at;
    size_t room;
};

static bool next_line(struct numbers *in)
{
    if (getline(&in->line, &in->room, in->file) < 0)
        return false;
    in->at = in->line;
    return true;
}

static double next(struct numbers *in)
{
    return strtod(in->at, &in->at);
}

/* Equal as far as doubles go, undefined where the other is. */
static void check_same(double ours, double theirs)
{
    if (isnan(theirs))
        CHECK(isnan(ours));
    else
        CHECK_NEAR(ours, theirs, 1e-12);
}

static void check_counts(struct numbers *in, const struct delta_matrix *delta)
{
    next_line(in);
    for (int side = DELTA_A; side <= DELTA_B; side++)
        for (uint16_t t = 0; t < delta->labels.count; t++)
            for (size_t p = 0; p <= delta->labels.count; p++)
                CHECK_INT(delta_count(delta, side, t, answer_at(delta, p)), (uint64_t)next(in));
}

static void check_shares(struct numbers *in, const struct delta_matrix *delta)
{
    next_line(in);
    for (int base = DELTA_ROW; base <= DELTA_COLUMN; base++)
        for (uint16_t t = 0; t < delta->labels.count; t++)
            for (size_t p = 0; p <= delta->labels.count; p++)
                check_same(delta_value(delta, base, t, answer_at(delta, p)), next(in));
}

static void check_rates(struct numbers *in, const struct delta_matrix *delta)
{
    next_line(in);
    for (uint16_t k = 0; k < delta->labels.count; k++) {
        check_same(delta_recall(delta, k), next(in));
        check_same(delta_precision(delta, k), next(in));
    }
}

static void check_cells(struct numbers *in, const struct delta_matrix *delta)
{
    size_t count;

    next_line(in);
    count = (size_t)next(in);
    CHECK_INT(delta->cell_count, count);
    for (size_t i = 0; i < count; i++) {
        uint16_t truth = (uint16_t)next(in), prediction = answer_at(delta, (size_t)next(in));
        const struct delta_cell *cell = delta_cell_find(delta, truth, prediction);

        if (!CHECK(cell != NULL))
            return;
        CHECK_INT(cell->entered, (uint64_t)next(in));
        CHECK_INT(cell->left, (uint64_t)next(in));
        CHECK_NEAR(cell->p, next(in), 1e-12);
        CHECK_NEAR(cell->p_holm, next(in), 1e-11);
    }
}

static size_t check_case(struct numbers *in)
{
    char truth[PAIRS_MOST], a[PAIRS_MOST], b[PAIRS_MOST];
    struct letters letters = {0, truth, a, b};
    int falls_a, falls_b;
    struct arena *arena = arena_new();

    CHECK(sscanf(in->line, "case %zu %d %d", &letters.labels, &falls_a, &falls_b) == 3);
    next_line(in);
    CHECK(sscanf(in->at, "%1999s %1999s %1999s", truth, a, b) == 3);
    for (int kind = READING_KIND_STRICT; kind <= READING_KIND_DROP; kind++) {
        struct delta_reading reading = {
            .kind = (enum reading_kind)kind,
            .fallback_a = falls_a < 0 ? LABEL_MISSING : (uint16_t)falls_a,
            .fallback_b = falls_b < 0 ? LABEL_MISSING : (uint16_t)falls_b,
        };
        struct delta_matrix *delta = matrix_of(&letters, &reading, arena);

        check_counts(in, delta);
        check_shares(in, delta);
        check_rates(in, delta);
        check_cells(in, delta);
    }
    arena_free(arena);
    return 1;
}

TEST(delta_matrices_are_those_of_scikit_learn_and_statsmodels)
{
    struct numbers in = {.file = fopen("tests/data/oracle/delta.txt", "r")};
    size_t cases = 0;

    if (!CHECK(in.file != NULL))
        return;
    while (next_line(&in))
        cases += check_case(&in);
    CHECK_INT(cases, 41);
    free(in.line);
    fclose(in.file);
}

/* ---- properties ---- */

static const struct letters mixed = {4, "aaaaabbbbbccccdddd", "aabc-bbbaa-ccdddda",
                                     "aaabbbbcb-cccddddb"};

TEST(deltas_of_a_row_sum_to_nothing)
{
    struct arena *arena = arena_new();
    const struct delta_matrix *delta = matrix_of(&mixed, &strict, arena);

    for (uint16_t t = 0; t < 4; t++)
        for (int base = DELTA_COUNTS; base <= DELTA_ROW; base++) {
            double sum = 0;

            for (size_t p = 0; p <= 4; p++)
                sum += delta_value(delta, base, t, answer_at(delta, p));
            CHECK_NEAR(sum, 0, 1e-12);
        }
    arena_free(arena);
}

TEST(what_entered_less_what_left_is_the_delta_of_the_cell)
{
    struct arena *arena = arena_new();
    const struct delta_matrix *delta = matrix_of(&mixed, &strict, arena);

    for (uint16_t t = 0; t < 4; t++)
        for (size_t p = 0; p <= 4; p++) {
            const struct delta_cell *cell = delta_cell_find(delta, t, answer_at(delta, p));
            double moved = cell ? (double)cell->entered - (double)cell->left : 0;

            CHECK_NEAR(delta_value(delta, DELTA_COUNTS, t, answer_at(delta, p)), moved, 0);
        }
    arena_free(arena);
}

TEST(swapping_the_sides_turns_every_sign)
{
    struct letters swapped = {mixed.labels, mixed.truth, mixed.b, mixed.a};
    struct arena *arena = arena_new();
    const struct delta_matrix *there = matrix_of(&mixed, &strict, arena);
    const struct delta_matrix *back = matrix_of(&swapped, &strict, arena);

    CHECK_INT(back->cell_count, there->cell_count);
    for (size_t i = 0; i < there->cell_count; i++) {
        const struct delta_cell *cell = &there->cells[i], *other = &back->cells[i];

        CHECK(other->truth == cell->truth && other->prediction == cell->prediction);
        CHECK(other->entered == cell->left && other->left == cell->entered);
        CHECK_NEAR(other->p, cell->p, 1e-15);
        for (int base = 0; base < DELTA_BASES; base++)
            CHECK_NEAR(delta_value(back, base, cell->truth, cell->prediction),
                       -delta_value(there, base, cell->truth, cell->prediction), 1e-15);
    }
    arena_free(arena);
}

/* ---- flows ---- */

/*
 * Truth happy, eight samples:   A  sad sad sad - happy happy happy angry
 *                               B  happy happy happy happy angry angry happy angry
 * Into (happy, happy) came 3 from sad and 1 from outside, 2 went to angry; (happy, angry) got these
 * 2 and lost none.
 */
static const struct letters eight = {4, "cccccccc", "ddd-ccca", "ccccaaca"};

static void check_flow(const struct delta_flow *flow, uint16_t label, uint64_t count)
{
    CHECK_INT(flow->label, label);
    CHECK_INT(flow->count, count);
}

TEST(flows_name_where_samples_came_from_and_went)
{
    struct arena *arena = arena_new();
    const struct delta_matrix *delta = matrix_of(&eight, &strict, arena);
    const struct delta_flow *flows;
    size_t count;

    flows = delta_flows(delta, 2, 2, DELTA_ENTERED, arena, &count);
    if (CHECK(count == 2)) {
        check_flow(&flows[0], 3, 3);
        check_flow(&flows[1], LABEL_INVALID, 1);
    }
    flows = delta_flows(delta, 2, 2, DELTA_LEFT, arena, &count);
    if (CHECK(count == 1))
        check_flow(&flows[0], 0, 2);
    delta_flows(delta, 2, 0, DELTA_LEFT, arena, &count);
    CHECK_INT(count, 0);
    delta_flows(delta, 1, 1, DELTA_ENTERED, arena, &count);
    CHECK_INT(count, 0);
    arena_free(arena);
}

TEST(flows_of_a_column_are_those_of_all_its_rows)
{
    struct letters letters = {3, "abc", "aab", "bbb"};
    struct arena *arena = arena_new();
    const struct delta_matrix *delta = matrix_of(&letters, &strict, arena);
    size_t count;
    const struct delta_flow *flows = delta_flows(delta, CELL_ANY, 1, DELTA_ENTERED, arena, &count);

    /* Of truths a and b one each came from a; c was there already. */
    if (CHECK(count == 1))
        check_flow(&flows[0], 0, 2);
    arena_free(arena);
}

TEST(equal_flows_stand_as_the_labels_do)
{
    struct letters letters = {4, "aaaa", "dbc-", "aaaa"};
    struct arena *arena = arena_new();
    size_t count;
    const struct delta_flow *flows =
        delta_flows(matrix_of(&letters, &strict, arena), 0, 0, DELTA_ENTERED, arena, &count);

    if (CHECK(count == 4)) {
        check_flow(&flows[0], 1, 1);
        check_flow(&flows[1], 2, 1);
        check_flow(&flows[2], 3, 1);
        check_flow(&flows[3], LABEL_INVALID, 1);
    }
    arena_free(arena);
}

/* Answers outside both become the same label: that is no move any more. */
TEST(a_fallback_of_both_sides_takes_moves_away)
{
    struct letters letters = {2, "ab", "a-", "-b"};
    struct delta_reading reading = {READING_KIND_FALLBACK, 1, 0};
    struct arena *arena = arena_new();

    CHECK_INT(matrix_of(&letters, &strict, arena)->move_count, 2);
    CHECK_INT(matrix_of(&letters, &reading, arena)->move_count, 0);
    arena_free(arena);
}

TEST(dropped_pairs_leave_both_sides)
{
    struct letters letters = {2, "aabb", "a-ab", "aab-"};
    struct delta_reading reading = {READING_KIND_DROP, LABEL_MISSING, LABEL_MISSING};
    struct arena *arena = arena_new();
    const struct delta_matrix *delta = matrix_of(&letters, &reading, arena);

    CHECK_INT(delta->dropped, 2);
    CHECK_INT(delta_count(delta, DELTA_A, CELL_ANY, CELL_ANY), 2);
    CHECK_INT(delta_count(delta, DELTA_B, CELL_ANY, CELL_ANY), 2);
    arena_free(arena);
}

/* ---- without pairs ---- */

TEST(matrices_without_pairs_are_joined_by_label_names)
{
    struct arena *arena = arena_new();
    struct confusion *a = confusion_new(arena, 2), *b = confusion_new(arena, 2);
    struct label_set labels = {names, 3};
    const uint16_t code_of_b[] = {2, 0};
    struct delta_matrix *delta;
    size_t count;

    /* A: angry 6 right, 4 taken for calm. B knows happy and angry: angry 9 right, 1 for happy. */
    confusion_add(a, 0, 0, 6);
    confusion_add(a, 0, 1, 4);
    confusion_add(b, 1, 1, 9);
    confusion_add(b, 1, 0, 1);
    delta = delta_matrix_unpaired(a, b, &labels, code_of_b, "no ids", arena);
    CHECK(!delta->paired);
    CHECK_STR(delta->why, "no ids");
    CHECK_NEAR(delta_value(delta, DELTA_ROW, 0, 0), .3, 1e-15);
    CHECK_NEAR(delta_value(delta, DELTA_ROW, 0, 1), -.4, 1e-15);
    CHECK_NEAR(delta_value(delta, DELTA_ROW, 0, 2), .1, 1e-15);
    CHECK(isnan(delta_value(delta, DELTA_ROW, 1, 1)));
    CHECK(delta_cell_find(delta, 0, 0) == NULL);
    delta_flows(delta, 0, 0, DELTA_ENTERED, arena, &count);
    CHECK_INT(count, 0);
    arena_free(arena);
}

TEST(better_is_more_on_the_diagonal_and_less_elsewhere)
{
    CHECK_INT(delta_better(1, 1), 1);
    CHECK_INT(delta_better(1, 2), -1);
    CHECK_INT(delta_better(1, LABEL_INVALID), -1);
    CHECK_INT(delta_better(CELL_ANY, LABEL_INVALID), -1);
    CHECK_INT(delta_better(CELL_ANY, 1), 0);
    CHECK_INT(delta_better(1, CELL_ANY), 0);
}
