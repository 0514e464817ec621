/*
 * Several attempts at one problem: n attempts, c of them right.
 *
 * pass@k   chance that at least one of k attempts drawn without replacement is right:
 *          1 - C(n-c, k) / C(n, k). Unbiased estimator of Chen et al., "Evaluating Large Language
 *          Models Trained on Code", arXiv 2107.03374 (2021), eq. 1.
 * pass^k   chance that all k are right: C(c, k) / C(n, k). Yao et al., "tau-bench", arXiv
 *          2406.12045 (2024).
 *
 * Both are shares in [0,1], higher is better; multiplied out as products, so no binomial overflows.
 * NAN when k is 0, k > n, or c > n. At k = 1 both are c / n, correctly rounded.
 */
#ifndef ASSAY_METRICS_PASSK_H
#define ASSAY_METRICS_PASSK_H

#include <stdint.h>

double passk_any(uint64_t n, uint64_t c, uint64_t k);
double passk_all(uint64_t n, uint64_t c, uint64_t k);

#endif
