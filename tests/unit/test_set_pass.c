#include "check.h"

#include <assay/metrics/set_pass.h>
#include <assay/metrics/set_results.h>
#include <assay/model/run_builder.h>

#include <math.h>
#include <string.h>

/* Several blocks and a short one, above the size from which threads share a set. */
enum { ROWS = 270011, LABELS = 5 };

static uint32_t next_random(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

/* Scores k / 1000, now and then none, invalid and missing answers, and samples of no split. */
static struct run *make_run(void)
{
    struct run_builder *builder = run_builder_new("r", "r", "classification");
    struct sample_writer *writer = builder_samples(builder, "");
    uint16_t *truth, *prediction, *split;
    double *score;
    uint32_t state = 2463534242u;

    for (size_t i = 0; i < LABELS; i++)
        sample_writer_label(writer, (struct str){&"abcde"[i], 1});
    sample_writer_close_labels(writer);
    builder_split(builder, STR("dev"));
    builder_split(builder, STR("test"));
    sample_writer_add(writer, ROWS);
    truth = sample_writer_truth(writer);
    prediction = sample_writer_prediction(writer);
    score = sample_writer_score(writer);
    split = sample_writer_split(writer);
    for (size_t i = 0; i < ROWS; i++) {
        uint32_t draw = next_random(&state);

        truth[i] = (uint16_t)(draw % LABELS);
        prediction[i] = draw >> 8 & 3 ? truth[i] : (uint16_t)((draw >> 10) % LABELS);
        if (draw >> 16 == 7)
            prediction[i] = LABEL_INVALID;
        if (draw >> 16 == 8)
            prediction[i] = LABEL_MISSING;
        score[i] = draw >> 16 == 9 ? NAN : (double)(next_random(&state) % 1001) / 1000.0;
        split[i] = draw % 7 == 6 ? UINT16_MAX : (uint16_t)(draw % 7 & 1);
        sample_writer_id(writer, draw >> 16 == 10 ? STR("1") : STR("2"));
    }
    return run_builder_finish(builder);
}

static bool same_counts(const struct confusion *a, const struct confusion *b)
{
    bool same = confusion_total(a) == confusion_total(b) &&
                confusion_unscored(a) == confusion_unscored(b) &&
                confusion_truth_outside(a) == confusion_truth_outside(b);

    for (size_t t = 0; t < LABELS; t++) {
        same = same && confusion_invalid(a, t) == confusion_invalid(b, t);
        for (size_t p = 0; p < LABELS; p++)
            same = same && confusion_at(a, t, p) == confusion_at(b, t, p);
    }
    return same;
}

static bool same_bits(double a, double b)
{
    return memcmp(&a, &b, sizeof(a)) == 0;
}

static bool same_reliability(const struct reliability *a, const struct reliability *b)
{
    bool same = a->bin_count == b->bin_count && a->n == b->n && a->skipped == b->skipped &&
                same_bits(a->ece, b->ece) && same_bits(a->mce, b->mce) &&
                same_bits(a->brier, b->brier);

    for (size_t i = 0; same && i < a->bin_count; i++)
        same = a->bins[i].n == b->bins[i].n && same_bits(a->bins[i].score, b->bins[i].score) &&
               same_bits(a->bins[i].accuracy, b->bins[i].accuracy);
    return same;
}

TEST(results_of_a_large_set_are_the_same_bits_with_any_number_of_threads)
{
    static const unsigned threads[] = {2, 3, 64};
    struct arena *arena = arena_new();
    struct run *run = make_run();
    const struct samples *samples = run_samples(run, 0);
    const struct set_results *one = set_results_new(run, samples, 0, arena);

    CHECK(samples->count > SET_PASS_ROWS && one->duplicates > 0 && one->reliability.skipped > 0);
    CHECK(confusion_invalid_total(one->strict) > 0 && confusion_unscored(one->strict) > 0);
    for (size_t t = 0; t < sizeof(threads) / sizeof(threads[0]); t++) {
        const struct set_results *many = set_results_new(run, samples, threads[t], arena);

        CHECK(same_counts(one->strict, many->strict));
        CHECK(same_counts(one->splits[0]->strict, many->splits[0]->strict));
        CHECK(same_counts(one->splits[1]->strict, many->splits[1]->strict));
        CHECK(same_reliability(&one->reliability, &many->reliability));
        CHECK_INT(one->duplicates, many->duplicates);
        CHECK_INT(one->duplicate_row, many->duplicate_row);
    }
    run_free(run);
    arena_free(arena);
}

/* Thousandths are summed in whole numbers, without any rounding. */
TEST(a_large_set_has_the_figures_of_its_rows_one_by_one)
{
    struct arena *arena = arena_new();
    struct run *run = make_run();
    const struct samples *samples = run_samples(run, 0);
    const struct set_results *set = set_results_new(run, samples, 2, arena);
    uint64_t right = 0, scored = 0, in_dev = 0, used = 0, millionths = 0;

    for (size_t i = 0; i < ROWS; i++) {
        bool is_right = samples->truth[i] == samples->prediction[i];
        bool is_scored = samples->prediction[i] != LABEL_MISSING;

        right += is_right;
        scored += is_scored;
        in_dev += is_scored && samples->split[i] == 0;
        if (is_scored && !isnan(samples->score[i])) {
            long off = lround(samples->score[i] * 1000.0) - (is_right ? 1000 : 0);

            used++;
            millionths += (uint64_t)(off * off);
        }
    }
    CHECK_INT(confusion_correct(set->strict), right);
    CHECK_INT(confusion_total(set->strict), scored);
    CHECK_INT(confusion_total(set->splits[0]->strict), in_dev);
    CHECK_INT(set->reliability.n, used);
    CHECK_INT(set->reliability.skipped, ROWS - used);
    CHECK_NEAR(set->reliability.brier, (double)millionths / 1e6 / (double)used, 1e-14);
    run_free(run);
    arena_free(arena);
}
