#!/usr/bin/python3
"""Write task_pairs.txt: the tasks of two paper-metrics runs of sample_runs, without pairs.

Usage: make_task_pairs.py > task_pairs.txt     (Debian python3-statsmodels), from the root of the
repository.

  task NAME P LOW HIGH        statsmodels' proportions_ztest and confint_proportions_2indep
                              (method="newcomb") of run_20251003_143022_ttt minus
                              run_20251003_150145_baseline, counts as sample_runs/README.md has them
  mean DELTA ERROR P LOW HIGH of the four: the variances of the differences add; normal
"""
import math

from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest

TASKS = {  # right of all: baseline, TTT
    "sblimp": (1063, 2000, 1007, 2000),
    "swuggy": (1249, 2000, 996, 2000),
    "tstory": (1473, 1871, 1028, 1871),
    "sstory": (1125, 1871, 979, 1871),
}
delta, variance = 0.0, 0.0
for name, (ka, na, kb, nb) in TASKS.items():
    low, high = confint_proportions_2indep(kb, nb, ka, na, method="newcomb", compare="diff")
    p = proportions_ztest([kb, ka], [nb, na])[1]
    print("task", name, *(f"{x:.12g}" for x in (p, low, high)))
    a, b = ka / na, kb / nb
    delta += (b - a) / 4
    variance += (a * (1 - a) / na + b * (1 - b) / nb) / 16
error = math.sqrt(variance)
half = stats.norm.ppf(0.975) * error
print("mean", *(f"{x:.12g}" for x in (delta, error, 2 * stats.norm.sf(abs(delta) / error),
                                      delta - half, delta + half)))
