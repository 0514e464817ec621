#include <assay/metrics/margins.h>

#include <math.h>
#include <stdbool.h>

struct margins margins_of(const struct confusion *cm)
{
    return (struct margins){
        .labels = confusion_size(cm),
        .total = confusion_total(cm),
        .tp = confusion_diagonal(cm),
        .support = confusion_supports(cm),
        .predicted = confusion_predictions(cm),
    };
}

static double share(double part, double whole)
{
    return whole > 0.0 ? part / whole : NAN;
}

static double sum_of(const uint64_t *counts, size_t labels)
{
    uint64_t sum = 0;

    for (size_t k = 0; k < labels; k++)
        sum += counts[k];
    return (double)sum;
}

static double correct(const struct margins *margins)
{
    return sum_of(margins->tp, margins->labels);
}

/* Answers within the label set. */
static double answered(const struct margins *margins)
{
    return sum_of(margins->predicted, margins->labels);
}

/* ---- one label ---- */

double margins_precision(const struct margins *margins, size_t label)
{
    return share((double)margins->tp[label], (double)margins->predicted[label]);
}

double margins_recall(const struct margins *margins, size_t label)
{
    return share((double)margins->tp[label], (double)margins->support[label]);
}

double margins_f1(const struct margins *margins, size_t label)
{
    return share(2.0 * (double)margins->tp[label],
                 (double)(margins->support[label] + margins->predicted[label]));
}

double margins_support(const struct margins *margins, size_t label)
{
    return (double)margins->support[label];
}

double margins_support_share(const struct margins *margins, size_t label)
{
    return share((double)margins->support[label], (double)margins->total);
}

/* ---- means over labels ---- */

static inline bool occurs(const struct margins *margins, size_t label)
{
    return margins->support[label] + margins->predicted[label] > 0;
}

/* Over the labels that occur; what is undefined counts as 0. */
static inline double macro(const struct margins *margins, margins_function *of_label)
{
    double sum = 0.0, labels = 0.0;

    for (size_t k = 0; k < margins->labels; k++) {
        double value = of_label(margins, k);

        sum += isnan(value) ? 0.0 : value;
        labels += occurs(margins, k);
    }
    return share(sum, labels);
}

static inline double weighted(const struct margins *margins, margins_function *of_label)
{
    double sum = 0.0;

    for (size_t k = 0; k < margins->labels; k++) {
        double value = of_label(margins, k);

        sum += isnan(value) ? 0.0 : (double)margins->support[k] * value;
    }
    return share(sum, (double)margins->total);
}

double margins_balanced_accuracy(const struct margins *margins, size_t label)
{
    double sum = 0.0, labels = 0.0;

    (void)label;
    for (size_t k = 0; k < margins->labels; k++)
        if (margins->support[k]) {
            sum += margins_recall(margins, k);
            labels++;
        }
    return share(sum, labels);
}

double margins_macro_precision(const struct margins *margins, size_t label)
{
    (void)label;
    return macro(margins, margins_precision);
}

double margins_macro_recall(const struct margins *margins, size_t label)
{
    (void)label;
    return macro(margins, margins_recall);
}

double margins_macro_f1(const struct margins *margins, size_t label)
{
    (void)label;
    return macro(margins, margins_f1);
}

double margins_weighted_precision(const struct margins *margins, size_t label)
{
    (void)label;
    return weighted(margins, margins_precision);
}

double margins_weighted_recall(const struct margins *margins, size_t label)
{
    (void)label;
    return weighted(margins, margins_recall);
}

double margins_weighted_f1(const struct margins *margins, size_t label)
{
    (void)label;
    return weighted(margins, margins_f1);
}

/* ---- pooled: every valid answer is one prediction, every sample one truth ---- */

double margins_accuracy(const struct margins *margins, size_t label)
{
    (void)label;
    return share(correct(margins), (double)margins->total);
}

double margins_micro_precision(const struct margins *margins, size_t label)
{
    double answers = answered(margins);

    (void)label;
    if (margins->total == 0)
        return NAN;
    return answers > 0.0 ? correct(margins) / answers : 0.0;
}

double margins_micro_recall(const struct margins *margins, size_t label)
{
    return margins_accuracy(margins, label);
}

double margins_micro_f1(const struct margins *margins, size_t label)
{
    (void)label;
    if (margins->total == 0)
        return NAN;
    return 2.0 * correct(margins) / ((double)margins->total + answered(margins));
}

/* ---- agreement beyond chance ---- */

/* Products of counts: exact in a double up to 94 million samples, beyond that to 16 digits. */
struct products {
    double total;     /* N^2 */
    double observed;  /* N C */
    double chance;    /* sum t_k p_k */
    double truths;    /* sum t_k^2 */
    double predicted; /* sum p_k^2, the invalid answers among them */
};

static struct products products_of(const struct margins *margins)
{
    double n = (double)margins->total, invalid = n - answered(margins);
    struct products sum = {
        .total = n * n,
        .observed = n * correct(margins),
        .predicted = invalid * invalid,
    };

    for (size_t k = 0; k < margins->labels; k++) {
        double truth = (double)margins->support[k];
        double predicted = (double)margins->predicted[k];

        sum.chance += truth * predicted;
        sum.truths += truth * truth;
        sum.predicted += predicted * predicted;
    }
    return sum;
}

double margins_kappa(const struct margins *margins, size_t label)
{
    struct products sum = products_of(margins);
    double room = sum.total - sum.chance;

    (void)label;
    return room > 0.0 ? (sum.observed - sum.chance) / room : NAN;
}

double margins_mcc(const struct margins *margins, size_t label)
{
    struct products sum = products_of(margins);
    double truths = sum.total - sum.truths, predicted = sum.total - sum.predicted;

    (void)label;
    if (truths <= 0.0 || predicted <= 0.0)
        return 0.0;
    return (sum.observed - sum.chance) / (sqrt(truths) * sqrt(predicted));
}

/* ---- supports ---- */

double margins_imbalance(const struct margins *margins, size_t label)
{
    uint64_t least = UINT64_MAX, most = 0;

    (void)label;
    for (size_t k = 0; k < margins->labels; k++) {
        uint64_t support = margins->support[k];

        most = support > most ? support : most;
        least = support && support < least ? support : least;
    }
    return most ? (double)most / (double)least : NAN;
}
