/*
 * Classification metrics: functions of a confusion matrix, whatever its reading.
 *
 * Terms for a label k, one against the rest: TP its diagonal cell; TP + FN its support (row total,
 * invalid predictions among them, so that an invalid answer is an FN and nobody's FP); TP + FP its
 * predicted count (column total). S is the set of labels that occur as truth or as prediction; a
 * label of the set that never occurs is in no average.
 *
 * Unit and range: every measure is a share in [0,1], higher is better, unless said otherwise.
 * Undefined is NAN, never 0: all of an empty matrix; precision of a label never predicted; recall
 * and weights of one never seen as truth; F1 of one that does neither occur. In the averages a
 * precision or recall that is undefined counts as 0, as in scikit-learn with zero_division=0 and
 * labels=S. Nothing fails; nothing is allocated but what takes an arena.
 *
 * Sources: van Rijsbergen, Information Retrieval, 2nd ed. 1979, ch. 7 (precision, recall, F);
 * Manning, Raghavan, Schuetze, Introduction to Information Retrieval, 2008, 13.6 (micro, macro);
 * scikit-learn accuracy_score, balanced_accuracy_score, precision_recall_fscore_support,
 * compute_class_weight.
 */
#ifndef ASSAY_METRICS_CLASSIFICATION_H
#define ASSAY_METRICS_CLASSIFICATION_H

#include <assay/base/arena.h>
#include <assay/metrics/confusion.h>

/* Precision TP / (TP + FP), recall TP / (TP + FN), F1 2 TP / (2 TP + FP + FN). */
struct prf {
    double precision;
    double recall;
    double f1;
};

/* Correct / total, invalid predictions in the total. */
double classification_accuracy(const struct confusion *cm);
/* Mean recall over the labels with support (Brodersen et al., ICPR 2010). */
double classification_balanced_accuracy(const struct confusion *cm);

/* Of one label, k < confusion_size. */
struct prf classification_label(const struct confusion *cm, size_t k);
/* Support / total. */
double classification_share(const struct confusion *cm, size_t k);

enum average {
    AVERAGE_MACRO,    /* plain mean over S */
    AVERAGE_MICRO,    /* from pooled counts: all three are the accuracy when no answer is invalid */
    AVERAGE_WEIGHTED, /* mean over labels by support; recall is then the accuracy */
};
struct prf classification_average(const struct confusion *cm, enum average average);

/* Largest support / smallest support, over labels that have any; >= 1, lower is better. */
double classification_imbalance(const struct confusion *cm);

enum class_weight {
    CLASS_WEIGHT_LARGEST,  /* largest support / support: >= 1 */
    CLASS_WEIGHT_BALANCED, /* total / (labels with support x support): > 0, scikit-learn "balanced"
                            */
};
/* Fills weights[0..n-1]. */
void classification_weights(const struct confusion *cm, enum class_weight kind, double *weights);

/* Rating bands, best first; the last one takes what the others leave. */
struct rating_band {
    double least; /* lowest value in the band */
    const char *name;
};
enum { RATING_BAND_COUNT = 5 };
/* >= .95 excellent, .90 very good, .80 good, .60 moderate, else challenging. */
extern const struct rating_band rating_bands_default[RATING_BAND_COUNT];
/* Index of the band of a value, or `count` when the value is NAN. */
size_t rating_band(const struct rating_band *bands, size_t count, double value);

/* Samples of one truth that were given one other answer. */
struct confused_pair {
    uint16_t truth;
    uint16_t prediction; /* LABEL_INVALID: the answers outside the label set */
    uint64_t count;
    double share_of_errors; /* of all wrong answers */
    double share_of_row;    /* of the samples with that truth */
};
/*
 * All pairs that occur, largest count first; equal counts by truth, then prediction, in the order
 * of the label set, invalid last. The array lives in the arena; *count gets its length.
 */
struct confused_pair *classification_confused_pairs(struct arena *arena, const struct confusion *cm,
                                                    size_t *count);

#endif
