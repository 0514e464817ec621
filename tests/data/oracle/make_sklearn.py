#!/usr/bin/python3
"""Write sklearn.txt: random label vectors and what scikit-learn makes of them.

Usage: make_sklearn.py > sklearn.txt       (Debian python3-sklearn; made with 1.2.1)

One case is these lines, all fields parted by blanks:
  case LABELS SAMPLES
  TRUTH PREDICTION        one letter a sample, a = label 0, - = outside the label set; . when none
  SCORES                  thousandths, one a sample; absent when there is none
  ACCURACY BALANCED KAPPA MCC BRIER ECE
  P R F1                  macro, micro, weighted: nine numbers
  P R F1 SUPPORT ...      four numbers a label, zero_division=0
After the cases:
  brier LABELS SAMPLES, TRUTH, LABELS*SAMPLES hundredths, VALUE (sum of the one-against-rest scores)

An answer outside the label set goes to scikit-learn as one more label, and averages are asked for
over the labels that occur, which is what include/assay/metrics/classification.h promises.
scikit-learn gives no figures of nothing: those are nan, but the MCC, whose denominator is then 0.
"""
import warnings

import numpy as np
from sklearn import metrics as m
from sklearn.calibration import calibration_curve

CASES, BRIER_CASES = 1000, 60
warnings.filterwarnings("ignore")
rng = np.random.RandomState(20240131)


def draw(i):
    """Number of labels, truth, prediction; the kinds of odd case take turns."""
    labels = int(rng.randint(1, 9))
    n = int(rng.choice([1, 2, 3, 5, 12, 30, 60, 120]))
    weights = rng.dirichlet(np.full(labels, 0.7))
    truth = rng.choice(labels, n, p=weights)
    guess = rng.choice(labels, n, p=rng.dirichlet(np.full(labels, 0.7)))
    pred = np.where(rng.rand(n) < rng.rand(), truth, guess)
    kind = i % 10
    if kind == 1 and labels > 1:  # a label never seen as truth
        truth = np.where(truth == labels - 1, 0, truth)
    elif kind == 2 and labels > 1:  # a label never predicted
        pred = np.where(pred == 0, labels - 1, pred)
    elif kind == 3:  # a single class on both sides
        truth[:] = pred[:] = int(rng.randint(labels))
    elif kind == 4:  # a single class predicted
        pred[:] = int(rng.randint(labels))
    elif kind in (5, 6):  # answers outside the label set
        pred = np.where(rng.rand(n) < 0.3, labels, pred)
    elif kind == 7 and i % 20 == 7:  # all answers outside
        pred[:] = labels
    elif kind == 8 and i % 20 == 8:  # empty
        truth, pred = truth[:0], pred[:0]
    elif kind == 9 and i % 20 == 9:  # all right
        pred = truth.copy()
    return labels, truth, pred


def letters(codes, labels):
    return "".join("-" if c == labels else chr(97 + c) for c in codes) or "."


def numbers(values):
    print(" ".join("%.12g" % v for v in values))


def calibration(correct, score):
    brier = m.brier_score_loss(correct, score, pos_label=1)
    true, mean = calibration_curve(correct, score, n_bins=10, pos_label=1)
    sizes = np.bincount(np.searchsorted(np.linspace(0, 1, 11)[1:-1], score), minlength=10)
    sizes = sizes[sizes > 0]
    return brier, float(np.sum(sizes * np.abs(true - mean)) / len(score))


def one_case(i):
    labels, truth, pred = draw(i)
    n = len(truth)
    score = rng.randint(0, 1001, n)
    if i % 3 == 0:
        score = score // 100 * 100  # on the edges of the bins
    print("case", labels, n)
    print(letters(truth, labels), letters(pred, labels))
    nan = float("nan")
    if n == 0:
        numbers([nan, nan, nan, 0, nan, nan])
        numbers([nan] * 9)
        numbers([0, 0, 0, 0] * labels)
        return
    print(" ".join(map(str, score)))
    brier, ece = calibration((truth == pred).astype(int), score / 1000)
    numbers([m.accuracy_score(truth, pred), m.balanced_accuracy_score(truth, pred),
             m.cohen_kappa_score(truth, pred), m.matthews_corrcoef(truth, pred), brier, ece])
    seen = [k for k in range(labels) if k in truth or k in pred]
    averages = []
    for average in ("macro", "micro", "weighted"):
        averages += m.precision_recall_fscore_support(
            truth, pred, labels=seen, average=average, zero_division=0)[:3]
    numbers(averages)
    each = m.precision_recall_fscore_support(
        truth, pred, labels=list(range(labels)), average=None, zero_division=0)
    numbers(np.array(each).T.ravel())


def one_brier():
    labels, n = int(rng.randint(2, 7)), int(rng.randint(2, 13))
    truth = rng.randint(0, labels, n)
    truth[:2] = [0, 1]
    shares = rng.randint(0, 101, (n, labels))
    print("brier", labels, n)
    print(letters(truth, labels))
    print(" ".join(map(str, shares.ravel())))
    numbers([sum(m.brier_score_loss((truth == k).astype(int), shares[:, k] / 100, pos_label=1)
                 for k in range(labels))])


for case in range(CASES):
    one_case(case)
for case in range(BRIER_CASES):
    one_brier()
