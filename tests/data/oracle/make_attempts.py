#!/usr/bin/python3
"""Write attempts.txt: two runs of several attempts an item, and how their pass@k compare.

Usage: make_attempts.py > attempts.txt   (Debian python3-scipy; made with SciPy 1.10.1, NumPy 1.24.2)

  a ITEM OUTCOMES      attempts of the baseline, 1 right, 0 wrong, in order; some items have more on
  b ITEM OUTCOMES      one side than on the other, some are on one side alone
  pass K ITEMS A B ERROR LOW HIGH P
                       1 - C(n-c, k) / C(n, k) in whole numbers (Chen et al., arXiv 2107.03374, eq. 1)
                       of items with k attempts on both sides: means, scipy.stats.sem and t.interval
                       of the differences, permutation_test over all signs
"""
from fractions import Fraction
from math import comb

import numpy as np
from scipy import stats

rng = np.random.RandomState(20240131)
ITEMS = range(20, 34)


def outcomes(count, chance):
    return "".join("1" if x < chance else "0" for x in rng.uniform(size=count))


a = {item: outcomes(rng.randint(9, 15), rng.uniform(0, .25)) for item in ITEMS}
b = {item: outcomes(rng.randint(9, 15), rng.uniform(.05, .5)) for item in ITEMS}
a[50] = outcomes(12, .5)
b[60] = outcomes(12, .5)


def passes(text, k):
    n, c = len(text), text.count("1")
    return float(1 - Fraction(comb(n - c, k), comb(n, k)))


for name, side in ("a", a), ("b", b):
    for item, text in side.items():
        print(name, item, text)
for k in (5, 10):
    both = [i for i in ITEMS if min(len(a[i]), len(b[i])) >= k]
    of_a = np.array([passes(a[i], k) for i in both])
    of_b = np.array([passes(b[i], k) for i in both])
    d = of_b - of_a
    error = stats.sem(d)
    low, high = stats.t.interval(.95, len(d) - 1, d.mean(), error)
    test = stats.permutation_test((of_b, of_a), lambda x, y, axis: np.mean(x - y, axis=axis),
                                  permutation_type="samples", vectorized=True,
                                  n_resamples=np.inf)
    print("pass", k, len(d), *map(repr, map(float, (of_a.mean(), of_b.mean(), error, low, high,
                                                    test.pvalue))))
