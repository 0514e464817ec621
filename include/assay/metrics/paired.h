/*
 * Two runs over the same samples, each right or wrong: the 2x2 table and what follows from it.
 *
 *                   B right      B wrong
 *     A right       both_right   broken
 *     A wrong       fixed        both_wrong
 *
 * n is the sum of the four, delta = (fixed - broken) / n, in [-1,1], positive when B is better.
 * Pure; NAN where n is 0 or a level is not inside (0,1), unless said otherwise.
 */
#ifndef ASSAY_METRICS_PAIRED_H
#define ASSAY_METRICS_PAIRED_H

#include <assay/metrics/interval.h>

struct paired_counts {
    uint64_t both_right, fixed, broken, both_wrong;
};

uint64_t paired_n(const struct paired_counts *counts);
double paired_delta(const struct paired_counts *counts);
/*
 * McNemar's test on the flips (Psychometrika 12 (1947), 153-157), exact and two-sided: of fixed +
 * broken fair coins, at least as uneven; 1 when nothing flipped.
 */
double mcnemar_exact(uint64_t fixed, uint64_t broken);
/*
 * The same less half the chance of tables just as uneven as what was seen (Lancaster, JASA 56
 * (1961), 223-234), so 1 - half the middle term when fixed = broken, and 1 when nothing flipped.
 * Recommended by Fagerland, Lydersen and Laake, BMC Med. Res. Methodol. 13 (2013), 91.
 */
double mcnemar_mid_p(uint64_t fixed, uint64_t broken);
/* sqrt(((fixed + broken) / n - delta^2) / n). */
double paired_standard_error(const struct paired_counts *counts);
/*
 * Wald interval with one fixed and one broken pair added, ends kept inside [-1,1] (Bonett and
 * Price, J. Educ. Behav. Stat. 37 (2012), 479-488):
 *
 *   d +- z sqrt((f + b - d^2) / (n + 2)),  f = (fixed+1)/(n+2), b = (broken+1)/(n+2), d = f - b
 *
 * The one to use for a delta of shares of right answers, whatever n: it covers as it should where
 * samples are many, and too much, never too little, where few flip (tests/bench/coverage.md).
 */
struct interval paired_bonett_price(const struct paired_counts *counts, double level);
/*
 * Wilson intervals of both shares, joined by their correlation, which is corrected for continuity:
 * method 10 of Newcombe, Stat. Med. 17 (1998), 2635-2650.
 */
struct interval paired_newcombe(const struct paired_counts *counts, double level);

/* Without pairs: k of n on each side, delta = kb/nb - ka/na. */
struct share_counts {
    uint64_t k, n;
};
/* Hybrid score interval: method 10 of Newcombe, Stat. Med. 17 (1998), 873-890. */
struct interval unpaired_newcombe(struct share_counts a, struct share_counts b, double level);
/* z test of equal shares with the pooled error, two-sided; 1 when both are 0 or both are 1. */
double unpaired_z_p(struct share_counts a, struct share_counts b);

#endif
