#!/usr/bin/python3
"""Baseline: the paired bootstrap as it is commonly written, scikit-learn on every resample.

    sklearn_bootstrap.py FILE RESAMPLES     FILE: a byte a code, truths, then A, then B

Printed: seconds, deviation of the accuracy's delta, of the macro F1's.
"""
import sys
import time

import numpy
from sklearn.metrics import accuracy_score, f1_score

truth, a, b = numpy.fromfile(sys.argv[1], dtype=numpy.uint8).reshape(3, -1).astype(int)
resamples, n = int(sys.argv[2]), len(truth)
random = numpy.random.default_rng(11)
deltas = numpy.empty((resamples, 2))
start = time.perf_counter()
for i in range(resamples):
    at = random.integers(0, n, n)
    t, of_a, of_b = truth[at], a[at], b[at]
    deltas[i] = (accuracy_score(t, of_b) - accuracy_score(t, of_a),
                 f1_score(t, of_b, average="macro") - f1_score(t, of_a, average="macro"))
seconds = time.perf_counter() - start
print("%.6f\t%.7f\t%.7f" % (seconds, *deltas.std(axis=0, ddof=1)))
