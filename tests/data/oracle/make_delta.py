#!/usr/bin/python3
"""Write delta.txt: two answers to the same samples, and what scikit-learn and statsmodels make of
the difference of their confusion matrices.

Usage: make_delta.py SAMPLE_RUNS > delta.txt
(Debian python3-sklearn, python3-statsmodels; made with 1.2.1 and 0.13.5)

One case is these lines, fields parted by blanks:
  case LABELS FALLBACK_A FALLBACK_B    -1: the side has none
  TRUTH A B                            one letter a sample, a = label 0, - = outside the label set
and of each reading (strict, fallback, drop) these:
  A ... B ...                          counts, a row a label, answers outside the labels last
  ROW ... COLUMN ...                   differences of shares, in the same order
  RECALL PRECISION ...                 differences, two a label; nan where either is undefined
  CELLS                                how many changed, and of each:
    TRUTH PREDICTION ENTERED LEFT P HOLM
Dropped are pairs of which either answer is outside. The last case is that of two sample runs.
"""
import csv
import sys
import warnings

import numpy as np
from sklearn.metrics import confusion_matrix, precision_score, recall_score
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests

warnings.filterwarnings("ignore")
rng = np.random.RandomState(20260122)


def show(values):
    print(" ".join("nan" if np.isnan(v) else repr(float(v)) for v in values))


def letters(codes, labels):
    return "".join("-" if c == labels else chr(97 + c) for c in codes) or "."


def rates(truth, answer, labels, score):
    """Of each label; nan where scikit-learn would warn of nothing to divide by."""
    out = score(truth, answer, labels=range(labels), average=None, zero_division=0)
    there = truth if score is recall_score else answer
    return [v if np.any(there == k) else np.nan for k, v in enumerate(out)]


def reading(truth, a, b, labels):
    names = list(range(labels + 1))
    ma = confusion_matrix(truth, a, labels=names)[:labels]
    mb = confusion_matrix(truth, b, labels=names)[:labels]
    print(" ".join(str(v) for v in np.concatenate([ma.ravel(), mb.ravel()])))
    row = mb / mb.sum(1, keepdims=True) - ma / ma.sum(1, keepdims=True)
    column = mb / mb.sum(0, keepdims=True) - ma / ma.sum(0, keepdims=True)
    show(np.concatenate([row.ravel(), column.ravel()]))
    of = [np.array(rates(truth, b, labels, s)) - np.array(rates(truth, a, labels, s))
          for s in (recall_score, precision_score)]
    show(np.stack(of, 1).ravel())
    cells = []
    for t in range(labels):
        for p in names:
            in_a, in_b = (truth == t) & (a == p), (truth == t) & (b == p)
            table = [[np.sum(in_a & in_b), np.sum(in_a & ~in_b)],
                     [np.sum(~in_a & in_b), np.sum(~in_a & ~in_b)]]
            if table[1][0] + table[0][1]:
                cells.append((t, p, table[1][0], table[0][1], mcnemar(table, exact=True).pvalue))
    holm = multipletests([c[4] for c in cells], method="holm")[1] if cells else []
    print(" ".join([str(len(cells))] + [" ".join(map(str, c[:4])) + f" {c[4]!r} {h!r}"
                                        for c, h in zip(cells, holm)]))


def case(truth, a, b, labels, fall_a, fall_b):
    print("case", labels, fall_a, fall_b)
    print(letters(truth, labels), letters(a, labels), letters(b, labels))
    reading(truth, a, b, labels)
    reading(truth, np.where(a == labels, fall_a, a) if fall_a >= 0 else a,
            np.where(b == labels, fall_b, b) if fall_b >= 0 else b, labels)
    kept = (a < labels) & (b < labels)
    reading(truth[kept], a[kept], b[kept], labels)


def draw():
    labels, n = int(rng.randint(2, 7)), int(rng.choice([3, 12, 40, 150]))
    truth = rng.choice(labels, n, p=rng.dirichlet(np.full(labels, 0.8)))
    sides = []
    for _ in range(2):
        guess = rng.choice(labels + 1, n, p=rng.dirichlet(np.full(labels + 1, 0.7)))
        sides.append(np.where(rng.rand(n) < 0.3 + 0.6 * rng.rand(), truth, guess))
    falls = [int(rng.randint(-1, labels)) for _ in range(2)]
    case(truth, sides[0], sides[1], labels, *falls)


def column(path, name, delimiter):
    with open(path, newline="") as file:
        return {next(iter(r.values())): r[name] for r in csv.DictReader(file, delimiter=delimiter)}


def sample_runs(folder):
    names = "neutral angry happy sad worried surprise".split()
    base = folder + "/classification/mer2023_test3"
    truth = column(base + "/predictions.csv", "true_label", ",")
    a = column(base + "/predictions.csv", "prediction", ",")
    b = column(base + "_rank16/predictions.tsv", "pred_label", "\t")
    code = {name: i for i, name in enumerate(names)}
    ids = sorted(truth)
    case(*(np.array([code.get(side[i], len(names)) for i in ids]) for side in (truth, a, b)),
         len(names), 0, -1)


for _ in range(40):
    draw()
sample_runs(sys.argv[1])
