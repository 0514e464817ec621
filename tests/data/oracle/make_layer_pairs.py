#!/usr/bin/python3
"""Write layer_pairs.txt: two layer runs of sample_runs held against each other.

Usage: make_layer_pairs.py > layer_pairs.txt   (Debian python3-scipy, statsmodels, pandas), from
the root of the repository.

  pair PROBE LAYER N BOTH_RIGHT FIXED BROKEN BOTH_WRONG A B MID_P CLUSTERS ERROR LOW HIGH P P_FOLDS
      run_20260122_153920 (A) against run_20260203_090000 (B), paired by sample and layer. A and B
      are means over folds of scikit-learn's accuracy_score; MID_P is scipy's binomtest of the
      flips less half the chance of what was seen; ERROR is that of the mean over folds of the differences, clustered by text (statsmodels' OLS
      on a constant, use_correction=False, each sample weighted by what it adds to that mean), LOW,
      HIGH and P are of Student's t with CLUSTERS - 1 degrees; P_FOLDS is scipy's ttest_rel over folds.
  tie PROBE LAYER ACCURACY P P_HOLM
      of A alone: each layer against the probe's best, binomtest of the flips, statsmodels'
      multipletests(method="holm") over the other layers; the best has nan
  gain PROBE LAYER DELTA P P_HOLM
      of the pair: B's gain at each layer against the largest gain, scipy's ttest_1samp of the
      differences by sample, corrected in the same way
"""
import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy import stats
from sklearn.metrics import accuracy_score
from statsmodels.stats.multitest import multipletests

ROOT = "sample_runs/layer_probe/"
A, B = (pd.read_csv(ROOT + run + "/predictions_per_layer.csv")
        for run in ("run_20260122_153920", "run_20260203_090000"))
PROBES = ("semantic", "prosody")


def exact(fixed, broken):
    """Two-sided p and mid-p of a fair coin."""
    if fixed + broken == 0:
        return 1.0, 1.0
    p = stats.binomtest(int(fixed), int(fixed + broken), 0.5).pvalue
    return p, p - stats.binom.pmf(fixed, fixed + broken, 0.5) * (1 if fixed != broken else 0.5)


def fold_means(group, side, probe):
    true, pred = f"{probe}_true_{side}", f"{probe}_pred_{side}"
    return group.groupby(f"fold_{side}")[[true, pred]].apply(
        lambda fold: accuracy_score(fold[true], fold[pred]))


def clustered(group, difference):
    """Error of the mean over folds of the differences."""
    sizes = group.groupby("fold_a")["fold_a"].transform("size")
    scaled = difference * len(group) / (group.fold_a.nunique() * sizes)
    fit = sm.OLS(scaled.to_numpy(), np.ones(len(group))).fit(
        cov_type="cluster", cov_kwds={"groups": group.text_id_a.to_numpy(), "use_correction": False})
    return fit.bse[0]


def show(*fields):
    print(*(f"{f:.12g}" if isinstance(f, float) else f for f in fields))


def corrected(p, best):
    others = [i for i in range(len(p)) if i != best]
    out = np.full(len(p), np.nan)
    out[others] = multipletests([p[i] for i in others], method="holm")[1]
    return out


pairs = A.merge(B, on=["layer", "sample_id"], suffixes=("_a", "_b"))
for probe in PROBES:
    gains = {}
    for layer, group in pairs.groupby("layer"):
        a = (group[f"{probe}_true_a"] == group[f"{probe}_pred_a"]).astype(int)
        b = (group[f"{probe}_true_b"] == group[f"{probe}_pred_b"]).astype(int)
        counts = [int((a & b).sum()), int(((1 - a) & b).sum()), int((a & (1 - b)).sum()),
                  int(((1 - a) & (1 - b)).sum())]
        mean_a, mean_b = fold_means(group, "a", probe), fold_means(group, "b", probe)
        error = clustered(group, b - a)
        clusters = group.text_id_a.nunique()
        half = stats.t.ppf(0.975, clusters - 1) * error
        delta = mean_b.mean() - mean_a.mean()
        gains[layer] = (delta, (b - a).set_axis(group.sample_id))
        show("pair", probe, layer, len(group), *counts, float(mean_a.mean()), float(mean_b.mean()),
             float(exact(counts[1], counts[2])[1]), clusters, float(error), float(delta - half),
             float(delta + half), float(2 * stats.t.sf(abs(delta) / error, clusters - 1)),
             float(stats.ttest_rel(mean_b, mean_a).pvalue))
    layers = list(gains)
    best = int(np.argmax([gains[layer][0] for layer in layers]))
    p = []
    for layer in layers:
        d = gains[layer][1].sub(gains[layers[best]][1])
        p.append(stats.ttest_1samp(d, 0).pvalue if layer != layers[best] else np.nan)
    for i, holm in enumerate(corrected(p, best)):
        show("gain", probe, layers[i], float(gains[layers[i]][0]), float(p[i]), float(holm))
    right = A.assign(right=A[f"{probe}_true"] == A[f"{probe}_pred"])
    wide = right.pivot(index="sample_id", columns="layer", values="right")
    accuracy = right.groupby(["layer", "fold"]).right.mean().groupby("layer").mean()
    top = int(np.argmax(accuracy.to_numpy().round(12)))
    p = [np.nan if i == top else
         exact((wide[layer] & ~wide[accuracy.index[top]]).sum(),
               (~wide[layer] & wide[accuracy.index[top]]).sum())[0]
         for i, layer in enumerate(accuracy.index)]
    for i, holm in enumerate(corrected(p, top)):
        show("tie", probe, accuracy.index[i], float(accuracy.iloc[i]), float(p[i]), float(holm))
