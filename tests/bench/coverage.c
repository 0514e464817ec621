/*
 * How often 95% intervals hold the true difference of two runs, and how often two runs that do not
 * differ are told apart: coverage [SETS]. Linked with the program's objects (see `make coverage`,
 * which keeps what this prints in coverage.md); one thread, some minutes.
 *
 * A design is the chance of each joint cell (truth, A's answer, B's answer); a set is one
 * multinomial draw of n pairs from it. The true delta is that of the chances themselves.
 */
#include "coverage.h"

#include <assay/base/arena.h>
#include <assay/metrics/flip_allowance.h>
#include <assay/metrics/significance.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define LEVEL 0.95
#define ALPHA 0.05

enum { RESAMPLES = 1000, SETS = 10000, LARGE_SETS = 2000, LARGE = 100000, FAMILY = 6 };

static const uint64_t sizes[] = {50, 834, LARGE};
static const double correlations[] = {0.0, 0.5, 0.9};

enum { SIZES = sizeof(sizes) / sizeof(sizes[0]) };
enum { CORRELATIONS = sizeof(correlations) / sizeof(correlations[0]) };

/* A row of a table: sets of n pairs, drawn from a design. */
struct row {
    double correlation;
    uint64_t n;
    size_t sets;
};

static struct row row_of(size_t correlation, size_t size, size_t sets)
{
    return (struct row){correlations[correlation], sizes[size], sets};
}

static struct bootstrap_options options_of(const struct row *row, size_t set)
{
    return (struct bootstrap_options){.level = LEVEL,
                                      .resamples = RESAMPLES,
                                      .seed = COVERAGE_SEED + row->n * SETS + set,
                                      .threads = 1};
}

/* ---- accuracy ---- */

enum method { WALD, BONETT_PRICE, NEWCOMBE, PERCENTILES, WIDENED, METHODS };

struct tally {
    uint64_t held[METHODS], alarms[METHODS];
    double width[METHODS];
};

static struct interval wald(const struct paired_counts *counts)
{
    double half = INTERVAL_Z95 * paired_standard_error(counts), delta = paired_delta(counts);

    return (struct interval){delta - half, delta + half};
}

static void tally_set(struct tally *tally, const struct row *row, const struct joint *joint,
                      double delta, size_t set)
{
    static const struct bootstrap_statistic accuracy = {.of_margins = margins_accuracy};
    struct paired_counts counts = joint_counts(joint);
    struct bootstrap_options options = options_of(row, set);
    struct bootstrap_result result;
    struct interval intervals[METHODS];
    double n = (double)joint->pairs;

    bootstrap_joint(joint, &accuracy, 1, &options, &result);
    intervals[WALD] = wald(&counts);
    intervals[BONETT_PRICE] = paired_bonett_price(&counts, LEVEL);
    intervals[NEWCOMBE] = paired_newcombe(&counts, LEVEL);
    intervals[PERCENTILES] = result.interval;
    intervals[WIDENED] = interval_widened(result.interval, result.delta, 2.0 / (n * n), LEVEL);
    for (int i = 0; i < METHODS; i++) {
        tally->held[i] += coverage_holds(intervals[i], delta);
        tally->width[i] += intervals[i].high - intervals[i].low;
        tally->alarms[i] += mcnemar_exact(counts.fixed, counts.broken) < ALPHA &&
                            !coverage_holds(intervals[i], 0.0);
    }
}

/* Returns the alarms beside Bonett and Price's interval. */
static uint64_t accuracy_row(double a, double b, const struct row *row)
{
    struct design *design = design_answers(a, b, row->correlation);
    double delta = design_delta(design, margins_accuracy, 0);
    struct random random = random_new(COVERAGE_SEED, row->n);
    struct tally tally = {{0}, {0}, {0}};

    for (size_t set = 0; set < row->sets; set++)
        tally_set(&tally, row, design_draw(design, row->n, &random), delta, set);
    printf("| %.2f %.2f | %.1f | %llu |", a, b, row->correlation, (unsigned long long)row->n);
    for (int i = 0; i < METHODS; i++)
        printf(" %.1f (%.4f) |", coverage_percent(tally.held[i], row->sets),
               tally.width[i] / (double)row->sets);
    printf("\n");
    fflush(stdout);
    design_free(design);
    return tally.alarms[BONETT_PRICE];
}

struct alarms {
    double accuracy, macro_f1, figures, labels; /* percent */
};

static void accuracy_table(size_t sets, struct alarms alarms[CORRELATIONS][SIZES])
{
    static const double shares[][2] = {{0.5, 0.55}, {0.85, 0.87}, {0.85, 0.85}};

    printf("\n## Delta of accuracy\n\n"
           "Coverage in percent and, in parentheses, mean width, of %zu sets a row.\n\n"
           "| A B | correlation | n | Wald | Bonett-Price | Newcombe | percentiles | widened |\n"
           "|---|---|---|---|---|---|---|---|\n",
           sets);
    for (size_t i = 0; i < sizeof(shares) / sizeof(shares[0]); i++)
        for (size_t j = 0; j < CORRELATIONS; j++)
            for (size_t k = 0; k < SIZES; k++) {
                struct row row = row_of(j, k, sets);

                /* The last shares are those without a difference. */
                alarms[j][k].accuracy =
                    coverage_percent(accuracy_row(shares[i][0], shares[i][1], &row), sets);
            }
}

/* ---- figures of several labels ---- */

static const struct bootstrap_statistic figures[FAMILY] = {
    {.of_margins = margins_macro_f1},     {.of_margins = margins_weighted_f1},
    {.of_margins = margins_kappa},        {.of_margins = margins_mcc},
    {.of_margins = margins_macro_recall}, {.of_margins = margins_accuracy},
};

static const struct bootstrap_statistic labels[FAMILY] = {
    {margins_f1, 0}, {margins_f1, 1}, {margins_f1, 2},
    {margins_f1, 3}, {margins_f1, 4}, {margins_f1, 5},
};

struct family_tally {
    uint64_t defined[FAMILY], percentiles[FAMILY], widened[FAMILY];
    uint64_t first_alarms, alarms;
};

struct family_set {
    const struct bootstrap_statistic *family;
    struct bootstrap_result results[FAMILY];
    struct interval widened[FAMILY];
};

static void resample(struct family_set *set, const struct joint *joint,
                     const struct bootstrap_options *options)
{
    struct arena *arena = arena_new();
    struct margins a = margins_of(joint_confusion(joint, JOINT_A, arena));
    struct margins b = margins_of(joint_confusion(joint, JOINT_B, arena));

    bootstrap_joint(joint, set->family, FAMILY, options, set->results);
    for (size_t i = 0; i < FAMILY; i++) {
        double variance = flip_variance(&a, &b, set->family[i].of_margins, set->family[i].label);

        set->widened[i] =
            interval_widened(set->results[i].interval, set->results[i].delta, variance, LEVEL);
    }
    arena_free(arena);
}

static void tally_coverage(struct family_tally *tally, const struct family_set *set,
                           const double *deltas)
{
    for (size_t i = 0; i < FAMILY; i++) {
        tally->defined[i] += !isnan(set->results[i].interval.low);
        tally->percentiles[i] += coverage_holds(set->results[i].interval, deltas[i]);
        tally->widened[i] += coverage_holds(set->widened[i], deltas[i]);
    }
}

static bool is_alarm(double p, struct interval interval)
{
    return p < ALPHA && !isnan(interval.low) && !coverage_holds(interval, 0.0);
}

static void tally_alarms(struct family_tally *tally, const struct family_set *set)
{
    double p[FAMILY], adjusted[FAMILY];
    bool alarm = false;

    for (size_t i = 0; i < FAMILY; i++)
        p[i] = set->results[i].p;
    holm(p, FAMILY, adjusted);
    for (size_t i = 0; i < FAMILY; i++)
        alarm |= is_alarm(adjusted[i], set->widened[i]);
    tally->alarms += alarm;
    tally->first_alarms += is_alarm(p[0], set->widened[0]);
}

static struct family_tally family_row(const struct bootstrap_statistic *family, double gain,
                                      const struct row *row)
{
    struct design *design = design_labels(gain, row->correlation);
    struct random random = random_new(COVERAGE_SEED, row->n);
    struct family_set set = {.family = family};
    struct family_tally tally = {.alarms = 0};
    double deltas[FAMILY];

    for (size_t i = 0; i < FAMILY; i++)
        deltas[i] = design_delta(design, family[i].of_margins, family[i].label);
    for (size_t i = 0; i < row->sets; i++) {
        struct bootstrap_options options = options_of(row, i);

        resample(&set, design_draw(design, row->n, &random), &options);
        tally_coverage(&tally, &set, deltas);
        tally_alarms(&tally, &set);
    }
    printf("| %+.2f | %.1f | %llu | %zu |", gain, row->correlation, (unsigned long long)row->n,
           row->sets);
    for (size_t i = 0; i < FAMILY; i++)
        printf(" %.1f %.1f |", coverage_percent(tally.percentiles[i], tally.defined[i]),
               coverage_percent(tally.widened[i], tally.defined[i]));
    printf("\n");
    fflush(stdout);
    design_free(design);
    return tally;
}

/* With a gain first: what is kept is of runs that do not differ. */
static void family_rows(const struct bootstrap_statistic *family, size_t sets,
                        struct family_tally tallies[CORRELATIONS][SIZES])
{
    static const double gains[] = {0.03, 0.0};

    for (size_t i = 0; i < sizeof(gains) / sizeof(gains[0]); i++)
        for (size_t j = 0; j < CORRELATIONS; j++)
            for (size_t k = 0; k < SIZES; k++) {
                bool is_large = sizes[k] == LARGE && sets > LARGE_SETS;
                struct row row = row_of(j, k, is_large ? LARGE_SETS : sets);

                tallies[j][k] = family_row(family, gains[i], &row);
            }
}

static void family_tables(size_t sets, struct alarms alarms[CORRELATIONS][SIZES])
{
    struct family_tally of_figures[CORRELATIONS][SIZES], of_labels[CORRELATIONS][SIZES];

    printf("\n## Delta of figures of six labels\n\n"
           "Coverage in percent: of the bootstrap's percentiles, and of these widened by two\n"
           "flips (flip_allowance.h).\n\n"
           "| gain | correlation | n | sets | macro F1 | weighted F1 | kappa | MCC | macro recall "
           "| accuracy |\n|---|---|---|---|---|---|---|---|---|---|\n");
    family_rows(figures, sets, of_figures);
    printf("\n## Delta of F1 of each label\n\n"
           "The same, where the delta is defined; labels by share of the samples.\n\n"
           "| gain | correlation | n | sets | .30 | .22 | .18 | .14 | .10 | .06 |\n"
           "|---|---|---|---|---|---|---|---|---|---|\n");
    family_rows(labels, sets, of_labels);
    for (size_t j = 0; j < CORRELATIONS; j++)
        for (size_t k = 0; k < SIZES; k++) {
            size_t of = sizes[k] == LARGE && sets > LARGE_SETS ? LARGE_SETS : sets;

            alarms[j][k].macro_f1 = coverage_percent(of_figures[j][k].first_alarms, of);
            alarms[j][k].figures = coverage_percent(of_figures[j][k].alarms, of);
            alarms[j][k].labels = coverage_percent(of_labels[j][k].alarms, of);
        }
}

static void alarm_table(struct alarms alarms[CORRELATIONS][SIZES])
{
    printf(
        "\n## False alarms\n\n"
        "Sets of runs that do not differ, in percent, in which any row of the family is told\n"
        "improved or regressed: p after Holm below .05 and an interval without 0. Accuracy:\n"
        "McNemar's exact p and Bonett-Price, A and B right in .85; else the p of the\n"
        "randomisation test and widened percentiles.\n\n"
        "| correlation | n | accuracy alone | macro F1 alone | six figures | F1 of six labels |\n"
        "|---|---|---|---|---|---|\n");
    for (size_t j = 0; j < CORRELATIONS; j++)
        for (size_t k = 0; k < SIZES; k++)
            printf("| %.1f | %llu | %.1f | %.1f | %.1f | %.1f |\n", correlations[j],
                   (unsigned long long)sizes[k], alarms[j][k].accuracy, alarms[j][k].macro_f1,
                   alarms[j][k].figures, alarms[j][k].labels);
}

/* ---- scores ---- */

enum { SCORES_MOST = 100, SCORE_SETS = 4000 };

/* A difference of scores whose true mean is 0. */
typedef double draw_function(struct random *random);

/* Four of five pairs score alike; the fifth gains a lot or loses little. */
static double draw_sparse(struct random *random)
{
    static const double gains[] = {-.2, -.2, -.2, -.2, .8};

    return random_below(random, 5) ? 0.0 : gains[random_below(random, 5)];
}

static void score_row(const char *name, draw_function *draw, size_t n, size_t sets)
{
    double differences[SCORES_MOST];
    struct random random = random_new(COVERAGE_SEED, n);
    uint64_t held = 0;

    for (size_t set = 0; set < sets; set++) {
        struct mean_error mean;

        for (size_t i = 0; i < n; i++)
            differences[i] = draw(&random);
        mean = mean_error_of(differences, n);
        held += coverage_holds(mean_interval(&mean, LEVEL), 0.0);
    }
    printf("| %s | %zu | %.1f |\n", name, n, coverage_percent(held, sets));
}

static void score_table(size_t sets)
{
    static const size_t counts[] = {5, 10, 20, 50, SCORES_MOST};

    printf("\n## Mean of differences of scores\n\n"
           "Coverage in percent, of %zu sets a row, by Student's t (mean_interval); differences\n"
           "that are normal, and differences of 0 in 4 of 5 pairs, else -.2 four times to .8\n"
           "once.\n\n"
           "| differences | n | t |\n|---|---|---|\n",
           sets);
    for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
        score_row("normal", coverage_normal, counts[i], sets);
        score_row("sparse", draw_sparse, counts[i], sets);
    }
}

int main(int argc, char **argv)
{
    size_t sets = argc > 1 ? strtoul(argv[1], NULL, 10) : SETS;
    struct alarms alarms[CORRELATIONS][SIZES];

    printf("# Coverage of 95%% intervals and false alarms, by simulation\n\n"
           "Made by `make coverage`; seed %d, %d resamples a set. By chance alone a figure of\n"
           "10,000 sets is off by .4 at most in 95 of 100 rows, one of 2,000 by 1.0. How sets are\n"
           "drawn: coverage.h.\n",
           COVERAGE_SEED, RESAMPLES);
    accuracy_table(sets, alarms);
    family_tables(sets, alarms);
    alarm_table(alarms);
    coverage_clusters(sets);
    score_table(sets < SCORE_SETS ? sets : SCORE_SETS);
    return 0;
}
