/*
 * Agreement of truth and prediction beyond chance, from a confusion matrix.
 *
 * In both, invalid predictions are a category of their own that no truth has: they lower the
 * observed agreement and, for the MCC, the spread of the predictions. With N the total, C the
 * correct, t_k the support and p_k the predicted count of category k:
 */
#ifndef ASSAY_METRICS_AGREEMENT_H
#define ASSAY_METRICS_AGREEMENT_H

#include <assay/metrics/confusion.h>

/*
 * Cohen's kappa: (N C - sum t_k p_k) / (N^2 - sum t_k p_k). In [-1,1], higher is better. NAN when
 * the matrix is empty and when chance alone agrees everywhere (one label on both sides).
 * Cohen, Educational and Psychological Measurement 20 (1960); scikit-learn cohen_kappa_score.
 */
double agreement_kappa(const struct confusion *cm);

/*
 * Multiclass Matthews correlation, R_K of Gorodkin, Computational Biology and Chemistry 28 (2004):
 * (N C - sum t_k p_k) / sqrt((N^2 - sum p_k^2) (N^2 - sum t_k^2)). In [-1,1], higher is better.
 * 0 when the denominator is 0 (one side has a single category, or the matrix is empty), as in
 * scikit-learn matthews_corrcoef.
 */
double agreement_mcc(const struct confusion *cm);

#endif
