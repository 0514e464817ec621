/*
 * Calibration: does a score say how often the prediction is right?
 *
 * Over samples with a score (the confidence in the prediction, in [0,1]) and an outcome (correct:
 * 1 right, 0 wrong). A sample whose score is NAN or outside [0,1] is skipped and counted. Every
 * measure is NAN when no sample is left. Lower is better for ECE, MCE and Brier. Nothing fails.
 *
 * Sources: Guo et al., "On Calibration of Modern Neural Networks", ICML 2017 (ECE, MCE, reliability
 * diagram, bins of equal width open below and closed above); Brier, Monthly Weather Review 78
 * (1950); scikit-learn brier_score_loss and calibration_curve.
 */
#ifndef ASSAY_METRICS_CALIBRATION_H
#define ASSAY_METRICS_CALIBRATION_H

#include <assay/base/arena.h>
#include <assay/metrics/interval.h>

#include <stddef.h>
#include <stdint.h>

#define CALIBRATION_BINS 10

/* Scores s with low < s <= high; the first bin takes s = 0 as well. */
struct reliability_bin {
    double low, high;
    uint64_t n;
    double score;             /* mean score in the bin, NAN when n is 0 */
    double accuracy;          /* share of correct in the bin, NAN when n is 0 */
    struct interval interval; /* of the accuracy: Wilson, 95% */
};

struct reliability {
    struct reliability_bin *bins; /* in the arena */
    size_t bin_count;
    uint64_t n, skipped;
    double ece;   /* sum over bins of n_b / n |accuracy_b - score_b|, in [0,1] */
    double mce;   /* largest |accuracy_b - score_b| of a bin that has samples, in [0,1] */
    double brier; /* mean of (score - correct)^2, in [0,1] */
};

/* bin_count >= 1, CALIBRATION_BINS unless asked otherwise. */
struct reliability calibration_reliability(struct arena *arena, const double *score,
                                           const uint8_t *correct, size_t n, size_t bin_count);

/*
 * The same in parts, whose sums may be made by several threads. Figures hang on where parts begin
 * and end, in the last bits, but not on who counted them: parts of CALIBRATION_PART samples, the
 * last one of fewer, give those of calibration_reliability, bit for bit. So does one part added to
 * in several calls, when all but the last of them have a multiple of four samples.
 */
#define CALIBRATION_PART ((size_t)1 << 16)

struct reliability_sums;
/* Of one part, empty; in the arena. A part holds less than 2^32 samples. */
struct reliability_sums *reliability_sums_new(struct arena *arena, size_t bin_count);
void reliability_sums_add(struct reliability_sums *sums, const double *score,
                          const uint8_t *correct, size_t n);
/* All parts have bin_count bins; they are added up in their order. */
struct reliability reliability_of(struct arena *arena, struct reliability_sums *const *parts,
                                  size_t count, size_t bin_count);

/* Binary Brier score alone: mean of (score - correct)^2. */
double calibration_brier(const double *score, const uint8_t *correct, size_t n);

/*
 * Brier's own score over all labels: mean over samples of the sum over labels of
 * (probability - [label is the truth])^2, in [0,2] for probabilities that sum to 1. With two labels
 * it is twice the binary score.
 *
 * probability  n rows of `labels` values. Values need not sum to 1; a row holding one that is NAN
 * or outside [0,1] is skipped, as is a sample whose truth is not below `labels`.
 */
double calibration_brier_multiclass(const double *probability, const uint16_t *truth, size_t n,
                                    size_t labels);

#endif
