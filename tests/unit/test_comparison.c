#include "check.h"
#include "loaded.h"

#include <assay/session/comparison.h>
#include <assay/session/session.h>

#include <stdio.h>
#include <string.h>

#define TEST3  "sample_runs/classification/mer2023_test3"
#define RANK16 "sample_runs/classification/mer2023_test3_rank16"

/* Two runs and what comes of them. */
struct two {
    struct session *session;
    struct assessed a, b;
    struct comparison *c;
    struct err err;
};

static struct two two_runs(const char *a, const char *b, const struct compare_options *options)
{
    struct session_options how = {.metrics = metric_options_default()};
    struct two two = {.session = session_new(&how)};

    if (!session_open(two.session, a, &two.err) || !session_open(two.session, b, &two.err) ||
        !session_load(two.session, 0, &two.err) || !session_load(two.session, 1, &two.err))
        return two;
    two.a = session_assessed(two.session, 0, 0);
    two.b = session_assessed(two.session, 1, 0);
    two.c = comparison_new(&two.a, &two.b, options, &two.err);
    return two;
}

static void two_free(struct two *two)
{
    comparison_free(two->c);
    session_free(two->session);
}

static struct compare_options few_resamples(void)
{
    struct compare_options options = compare_options_default();

    options.resamples = 500;
    return options;
}

static const struct compare_row *row_of(const struct two *two, const char *metric,
                                        const char *subject, const char *split)
{
    struct quantity what = QUANTITY(metric);

    what.subject = subject;
    what.split = split;
    return comparison_find(two->c, &what);
}

static void check_counts(const struct paired_counts *counts, uint64_t both_right, uint64_t fixed,
                         uint64_t broken, uint64_t both_wrong)
{
    CHECK_INT(counts->both_right, both_right);
    CHECK_INT(counts->fixed, fixed);
    CHECK_INT(counts->broken, broken);
    CHECK_INT(counts->both_wrong, both_wrong);
}

/* ---- known runs ---- */

TEST(a_comparison_counts_the_flips_of_the_sample_runs)
{
    struct compare_options options = few_resamples();
    struct two two = two_runs(TEST3, RANK16, &options);

    if (CHECK(two.c && two.c->set_count == 1)) {
        const struct compare_row *row = row_of(&two, "accuracy", NULL, NULL);

        check_counts(&two.c->sets[0].counts, 709, 29, 47, 49);
        CHECK(row == two.c->headline);
        CHECK_NEAR(row->a, 756.0 / 834.0, 1e-12);
        CHECK_NEAR(row->b, 738.0 / 834.0, 1e-12);
        CHECK_NEAR(row->delta, -18.0 / 834.0, 1e-12);
        CHECK_INT(row->mark_a, '=');
        row = row_of(&two, "macro_f1", NULL, NULL);
        CHECK_NEAR(row->a, 0.815127, 5e-7);
        CHECK_NEAR(row->b, 0.790801, 5e-7);
        CHECK_INT(row->test, COMPARE_RANDOMISATION);
        row = row_of(&two, "mcc", NULL, NULL);
        CHECK_NEAR(row->b, 0.851716, 5e-7);
    }
    two_free(&two);
}

TEST(runs_of_one_configuration_compare_as_an_independent_program_says)
{
    char room[512], a[600], b[600];
    const char *real = loaded_real("mbpp-turing/ModelRuns", room);
    struct two two;

    if (!real)
        return;
    snprintf(a, sizeof(a), "%s/01", real);
    snprintf(b, sizeof(b), "%s/04", real);
    two = two_runs(a, b, NULL);
    if (CHECK(two.c)) {
        const struct compare_row *row = row_of(&two, "pass_rate", NULL, NULL);

        check_counts(&row->counts, 311, 86, 127, 440);
        CHECK_NEAR(row->p, 0.0060, 0.00005);
        CHECK_INT(row->outcome, COMPARE_REGRESSED);
        CHECK_NEAR(row->detectable, 0.042, 0.0005);
        row = row_of(&two, "pass_rate", NULL, "test");
        CHECK_NEAR(row->p, 0.1332, 0.00005);
        CHECK_NEAR(row->p_holm, 0.2664, 0.00005);
        row = row_of(&two, "pass_rate", NULL, "train");
        CHECK_NEAR(row->p, 0.0822, 0.00005);
        CHECK_NEAR(row->p_holm, 0.2466, 0.00005);
        CHECK_INT(row->outcome, COMPARE_UNDECIDED);
    }
    two_free(&two);
    snprintf(b, sizeof(b), "%s/03", real);
    two = two_runs(a, b, NULL);
    if (CHECK(two.c)) {
        const struct compare_row *row = row_of(&two, "pass_rate", NULL, NULL);

        check_counts(&row->counts, 332, 89, 106, 437);
        CHECK_NEAR(row->p, 0.2518, 0.00005);
        CHECK_INT(row->outcome, COMPARE_LEVEL);
        CHECK(row->p_unpaired > row->p);
    }
    two_free(&two);
}

/* ---- properties ---- */

TEST(swapping_the_sides_turns_every_row_around)
{
    struct compare_options options = few_resamples();
    struct two two = two_runs(TEST3, RANK16, &options), back = two_runs(RANK16, TEST3, &options);

    if (CHECK(two.c && back.c && two.c->row_count == back.c->row_count))
        for (size_t i = 0; i < two.c->row_count; i++) {
            const struct compare_row *row = &two.c->rows[i];
            const struct compare_row *other = comparison_find(back.c, &row->what);

            if (!CHECK(other))
                break;
            CHECK_NEAR(other->delta, -row->delta, 1e-12);
            CHECK_NEAR(other->a, row->b, 1e-12);
            if (!row->has_counts)
                continue;
            CHECK_INT(other->counts.fixed, row->counts.broken);
            CHECK_NEAR(other->p, row->p, 1e-12);
            CHECK_NEAR(other->interval.low, -row->interval.high, 1e-12);
        }
    two_free(&two);
    two_free(&back);
}

TEST(a_run_held_against_itself_differs_in_nothing)
{
    struct compare_options options = few_resamples();
    struct two two = two_runs(RANK16, RANK16 "_jsonl", &options);

    if (CHECK(two.c)) {
        CHECK_INT(two.c->sets[0].counts.fixed + two.c->sets[0].counts.broken, 0);
        for (size_t i = 0; i < two.c->row_count; i++) {
            const struct compare_row *row = &two.c->rows[i];

            CHECK_NEAR(row->delta, 0.0, 0.0);
            CHECK_NEAR(row->p, 1.0, 0.0);
            CHECK(row->outcome == COMPARE_LEVEL || row->outcome == COMPARE_UNDECIDED);
        }
    }
    two_free(&two);
}

TEST(parts_and_labels_add_up_to_all_pairs)
{
    struct compare_options options = few_resamples();
    struct two two;

    options.by = "truth";
    two = two_runs(TEST3, RANK16, &options);
    if (CHECK(two.c)) {
        struct paired_counts parts = {0}, recalls = {0};
        struct paired_counts *sums[] = {[FAMILY_PARTS] = &parts, [FAMILY_LABELS] = &recalls};

        for (size_t i = 0; i < two.c->row_count; i++) {
            const struct compare_row *row = &two.c->rows[i];

            if (!row->has_counts || (row->family != FAMILY_PARTS && row->family != FAMILY_LABELS))
                continue;
            sums[row->family]->both_right += row->counts.both_right;
            sums[row->family]->fixed += row->counts.fixed;
            sums[row->family]->broken += row->counts.broken;
            sums[row->family]->both_wrong += row->counts.both_wrong;
        }
        check_counts(&parts, 709, 29, 47, 49);
        check_counts(&recalls, 709, 29, 47, 49);
        CHECK_STR(two.c->parts_by, "truth");
    }
    two_free(&two);
}

TEST(a_filter_leaves_the_pairs_it_takes)
{
    struct compare_options options = few_resamples();
    struct two all = two_runs(TEST3, RANK16, &options), two;

    options.filter = "truth:happy";
    two = two_runs(TEST3, RANK16, &options);
    if (CHECK(all.c && two.c)) {
        const struct compare_row *happy = row_of(&all, "recall", "happy", NULL);

        check_counts(&two.c->headline->counts, happy->counts.both_right, happy->counts.fixed,
                     happy->counts.broken, happy->counts.both_wrong);
        CHECK_INT(two.c->sets[0].pairing.count, 834);
    }
    two_free(&two);
    options.filter = "is:fixed";
    two = two_runs(TEST3, RANK16, &options);
    if (CHECK(two.c))
        check_counts(&two.c->headline->counts, 0, 29, 0, 0);
    two_free(&two);
    two_free(&all);
}

TEST(pairs_of_a_state_are_those_that_were_counted)
{
    struct compare_options options = few_resamples();
    struct two two = two_runs(TEST3, RANK16, &options);

    if (CHECK(two.c)) {
        const struct compare_set *set = &two.c->sets[0];
        size_t count;
        const uint32_t *pairs =
            compare_pairs(set, 1u << PAIR_FIXED | 1u << PAIR_BROKEN, two.c->arena, &count);

        CHECK_INT(count, 29 + 47);
        for (size_t i = 0; i < count; i++) {
            CHECK_INT(compare_pair_of_a(set, set->pairing.a[pairs[i]]), pairs[i]);
            CHECK_INT(compare_pair_of_b(set, set->pairing.b[pairs[i]]), pairs[i]);
        }
    }
    two_free(&two);
}

TEST(threads_change_no_figure_of_a_comparison)
{
    struct compare_options one = few_resamples(), four = few_resamples();
    struct two a, b;

    four.threads = 4;
    a = two_runs(TEST3, RANK16, &one);
    b = two_runs(TEST3, RANK16, &four);
    if (CHECK(a.c && b.c && a.c->row_count == b.c->row_count))
        for (size_t i = 0; i < a.c->row_count; i++) {
            CHECK(a.c->rows[i].interval.low == b.c->rows[i].interval.low);
            CHECK(a.c->rows[i].interval.high == b.c->rows[i].interval.high);
            CHECK(a.c->rows[i].p == b.c->rows[i].p);
        }
    two_free(&a);
    two_free(&b);
}

/* ---- what is asked ---- */

TEST(only_the_metrics_asked_for_are_compared)
{
    static const char *const names[] = {"macro_f1", "precision"};
    struct compare_options options = few_resamples();
    struct two two;

    options.metrics = names;
    options.metric_count = 2;
    two = two_runs(TEST3, RANK16, &options);
    if (CHECK(two.c)) {
        CHECK_INT(two.c->first[FAMILY_METRICS + 1] - two.c->first[FAMILY_METRICS], 1);
        CHECK_STR(two.c->headline->metric->name, "macro_f1");
        CHECK(row_of(&two, "precision", "sad", NULL));
        CHECK(!row_of(&two, "recall", "sad", NULL));
    }
    two_free(&two);
}

TEST(the_calibration_error_is_compared_when_it_is_asked_for)
{
    static const char *const names[] = {"ece"};
    struct compare_options options = few_resamples();
    struct two two;

    options.metrics = names;
    options.metric_count = 1;
    two = two_runs(RANK16, RANK16 "_jsonl", &options);
    if (CHECK(two.c)) {
        const struct compare_row *row = two.c->headline;

        /* The audit's own figure, made by other code. */
        CHECK(row->whole_a > 0.0);
        CHECK_NEAR(row->a, row->whole_a, 1e-12);
        CHECK_NEAR(row->b, row->whole_b, 1e-12);
        CHECK_NEAR(row->delta, 0.0, 0.0);
        CHECK_NEAR(row->p, 1.0, 0.0);
        CHECK_NEAR(row->interval.high, 0.0, 0.0);
    }
    two_free(&two);
    two = two_runs(TEST3, RANK16, &options);
    CHECK(two.c && two.c->headline->outcome == COMPARE_UNTESTED && two.c->headline->why);
    two_free(&two);
}

TEST(mistakes_in_what_is_asked_are_sentences)
{
    static const char *const names[] = {"acuracy"};
    struct compare_options options = few_resamples();
    struct two two;

    options.metrics = names;
    options.metric_count = 1;
    two = two_runs(TEST3, RANK16, &options);
    CHECK(!two.c && two.err.code == ERR_USAGE && strstr(two.err.text, "accuracy"));
    two_free(&two);
    options = few_resamples();
    options.by = "colour";
    two = two_runs(TEST3, RANK16, &options);
    CHECK(!two.c && two.err.code == ERR_USAGE && strstr(two.err.text, "split"));
    two_free(&two);
    options = few_resamples();
    options.filter = "truth:";
    two = two_runs(TEST3, RANK16, &options);
    CHECK(!two.c && two.err.code == ERR_USAGE);
    two_free(&two);
}

TEST(runs_without_samples_are_compared_by_their_own_figures)
{
    struct two two = two_runs("sample_runs/classification/summary_md", RANK16, NULL);

    if (CHECK(two.c)) {
        const struct compare_row *row = row_of(&two, "accuracy", NULL, NULL);

        CHECK(two.c->unpaired_why);
        CHECK_INT(row->test, COMPARE_UNPAIRED);
        CHECK(!row->has_counts);
        CHECK_NEAR(row->a, 756.0 / 834.0, 1e-12);
        /* proportions_ztest([756, 738], [834, 834]) of statsmodels. */
        CHECK_NEAR(row->p, 0.149344, 5e-6);
        row = row_of(&two, "macro_f1", NULL, NULL);
        CHECK_INT(row->outcome, COMPARE_UNTESTED);
        CHECK(row->why);
    }
    two_free(&two);
}

TEST(a_run_over_layers_shares_no_accuracy_with_one_that_has_none)
{
    static const char *const names[] = {"accuracy"};
    static const char layers[] = "sample_runs/layer_probe/run_20260122_153920";
    struct compare_options options = few_resamples();
    struct two two = two_runs(TEST3, layers, &options);

    CHECK(two.c == NULL);
    CHECK_INT(two.err.code, ERR_NO_EVIDENCE);
    two_free(&two);
    two = two_runs(layers, TEST3, &options);
    CHECK(two.c == NULL);
    two_free(&two);
    /* Asked for, it is shown, and not tested as if its rows were items. */
    options.metrics = names;
    options.metric_count = 1;
    two = two_runs(TEST3, layers, &options);
    if (CHECK(two.c != NULL))
        CHECK_INT(two.c->headline->outcome, COMPARE_UNTESTED);
    two_free(&two);
}

TEST(a_cancelled_comparison_gives_nothing)
{
    struct compare_options options = few_resamples();
    atomic_bool cancel;
    struct two two;

    atomic_init(&cancel, true);
    options.cancel = &cancel;
    two = two_runs(TEST3, RANK16, &options);
    CHECK(!two.c);
    CHECK_INT(two.err.code, ERR_CANCELLED);
    two_free(&two);
}
