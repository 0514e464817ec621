#!/usr/bin/python3
"""Write bootstrap.txt: paired resampling done the long way, with scikit-learn and scipy.

Usage: make_bootstrap.py > bootstrap.txt   (Debian python3-sklearn 1.2.1, python3-scipy 1.10.1)

Pairs are drawn one by one with numpy; every metric of every resample is scikit-learn's. Lines:
  joint NAME LABELS CELLS RESAMPLES SWAPS
  TRUTH A B COUNT                      CELLS times; -1 an answer outside the label set
  METRIC LABEL A B SD LOW HIGH P       for each metric; LABEL -1 for those of the whole
  means NAME PAIRS RESAMPLES
  A B                                  PAIRS times
  A B SD LOW HIGH                      scipy.stats.bootstrap, paired, method percentile
SD is of the delta B - A over the resamples (n - 1), LOW and HIGH its 95% percentiles (numpy's
default, type 7), P the share of SWAPS randomisations with |delta| at least that observed, one added
to both. An answer outside the set goes to scikit-learn as one more label and averages are over the
labels that occur, as in make_sklearn.py.
"""
import warnings

import numpy as np
from scipy import stats
from sklearn import metrics as m

RESAMPLES, SWAPS, MEANS = 2000, 1000, 20000
warnings.filterwarnings("ignore")
rng = np.random.default_rng(20240131)


def averaged(function, average):
    def of(truth, answer, labels):
        seen = [k for k in range(labels) if k in truth or k in answer]
        return function(truth, answer, labels=seen, average=average, zero_division=0)
    return of


def of_label(function, k):
    return lambda truth, answer, labels: function(
        truth, answer, labels=[k], average=None, zero_division=0)[0]


METRICS = [
    ("accuracy", -1, lambda t, a, labels: m.accuracy_score(t, a)),
    ("macro_f1", -1, averaged(m.f1_score, "macro")),
    ("weighted_f1", -1, averaged(m.f1_score, "weighted")),
    ("macro_precision", -1, averaged(m.precision_score, "macro")),
    ("kappa", -1, lambda t, a, labels: m.cohen_kappa_score(t, a)),
    ("mcc", -1, lambda t, a, labels: m.matthews_corrcoef(t, a)),
    ("recall", 0, of_label(m.recall_score, 0)),
    ("f1", 1, of_label(m.f1_score, 1)),
]


def all_of(truth, answer, labels):
    return np.array([metric(truth, answer, labels) for _, _, metric in METRICS])


def joint_case(name, labels, n, right_a, right_b, invalid):
    truth = rng.choice(labels, n, p=np.arange(labels, 0, -1) / np.arange(labels + 1).sum())
    hard = rng.random(n)  # shared by both sides, so that they are right about the same ones
    def answers(right):
        other = rng.integers(0, labels, n)
        other[rng.random(n) < invalid] = labels
        return np.where(0.7 * hard + 0.3 * rng.random(n) < right, truth, other)
    a, b = answers(right_a), answers(right_b)
    cells, counts = np.unique(np.stack([truth, a, b]), axis=1, return_counts=True)
    print("joint", name, labels, len(counts), RESAMPLES, SWAPS)
    for (t, x, y), count in zip(cells.T, counts):
        print(t, -1 if x == labels else x, -1 if y == labels else y, count)
    of_a, of_b = all_of(truth, a, labels), all_of(truth, b, labels)
    drawn = np.empty((RESAMPLES, len(METRICS)))
    for i in range(RESAMPLES):
        at = rng.integers(0, n, n)
        drawn[i] = all_of(truth[at], b[at], labels) - all_of(truth[at], a[at], labels)
    extreme = np.zeros(len(METRICS))
    for i in range(SWAPS):
        swap = rng.random(n) < 0.5
        delta = all_of(truth, np.where(swap, a, b), labels) - \
            all_of(truth, np.where(swap, b, a), labels)
        extreme += np.abs(delta) >= np.abs(of_b - of_a) - 1e-12
    low, high = np.percentile(drawn, [2.5, 97.5], axis=0)
    for k, (metric, label, _) in enumerate(METRICS):
        print(metric, label, *("%.10g" % x for x in (
            of_a[k], of_b[k], drawn[:, k].std(ddof=1), low[k], high[k],
            (1 + extreme[k]) / (1 + SWAPS))))


def means_case(name, a, b):
    result = stats.bootstrap((b - a,), np.mean, n_resamples=MEANS, confidence_level=0.95,
                             method="percentile", random_state=rng)
    print("means", name, len(a), MEANS)
    for x, y in zip(a, b):
        print("%.6f %.6f" % (x, y))
    interval = result.confidence_interval
    print(*("%.10g" % x for x in (a.mean(), b.mean(), result.standard_error, interval.low,
                                  interval.high)))


joint_case("few", 3, 60, 0.6, 0.7, 0.0)
joint_case("invalid", 4, 400, 0.7, 0.75, 0.3)
joint_case("many", 6, 3000, 0.8, 0.82, 0.1)
means_case("scores", np.round(rng.beta(2, 1, 150), 6), np.round(rng.beta(2.3, 1, 150), 6))
means_case("passes", rng.integers(0, 5, 500) / 4, rng.integers(0, 5, 500) / 4)
