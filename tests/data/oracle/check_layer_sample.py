#!/usr/bin/python3
"""Checks sample_runs/layer_probe against scikit-learn and the given figures.

usage: check_layer_sample.py SAMPLE_RUNS
Prints one line a claim, `ok` or `not ok`, and exits 1 when one fails. Every figure is computed
from predictions_per_layer.csv alone: fold means of accuracy_score and f1_score(average="macro").
"""
import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import GroupKFold

GIVEN = {  # four printed decimals each
    "average": 0.0526, "max_sem": 0.8304, "max_pro": 0.8420, "max_d": 0.2146, "min_d": -0.0414,
    "early": 0.1459, "middle": 0.0048, "late": 0.0071,
    "conflict_sem": 0.7299, "conflict_pro": 0.7895, "conflict_d": 0.0596, "max_conflict_d": 0.2182,
}
POSITIVE = set(range(0, 15)) | {20, 21, 22, 24} | set(range(29, 35))
failures = 0


def check(claim, holds):
    global failures
    print(("ok - " if holds else "not ok - ") + claim)
    failures += not holds


def layer_row(group):
    row = {}
    for probe in ("semantic", "prosody"):
        folds = [g for _, g in group.groupby("fold")]
        acc = [accuracy_score(g[probe + "_true"], g[probe + "_pred"]) for g in folds]
        f1 = [f1_score(g[probe + "_true"], g[probe + "_pred"], average="macro", zero_division=0)
              for g in folds]
        hard = [g[g.is_conflict] for g in folds if g.is_conflict.any()]
        con = [accuracy_score(g[probe + "_true"], g[probe + "_pred"]) for g in hard]
        row[probe + "_acc"], row[probe + "_acc_std"] = np.mean(acc), np.std(acc)
        row[probe + "_f1"] = np.mean(f1)
        row[probe + "_acc_conflict"] = np.mean(con) if con else np.nan
    row["dominance"] = row["prosody_acc"] - row["semantic_acc"]
    row["dominance_conflict"] = row["prosody_acc_conflict"] - row["semantic_acc_conflict"]
    return pd.Series(row)


def recompute(run):
    preds = pd.read_csv(run / "predictions_per_layer.csv")
    rows = {layer: layer_row(g) for layer, g in preds.groupby("layer")}
    return preds, pd.DataFrame(rows).T


def peak(series):
    return int(series.idxmax()), series.max()


def close(a, b):
    return (a != a and b != b) or abs(a - b) < 1e-12


def check_files(run, figures):
    table = pd.read_csv(next(run.glob("*metrics_per_layer.csv"))).set_index("layer")
    diff = (table - figures[table.columns]).abs().max().max()
    check(f"{run.name}: every column of the table recomputes", not diff > 0.00005 + 1e-12)
    s = json.loads((run / "summary.json").read_text())
    d, t = figures.dominance, s["layer_trends"]
    sides = {"semantic": figures.semantic_acc, "prosody": figures.prosody_acc}
    for name, acc in sides.items():
        claim = s[f"max_{name}_acc"]
        check(f"{run.name}: summary max_{name}_acc",
              claim["layer"] == peak(acc)[0] and close(claim["accuracy"], acc.max()))
    check(f"{run.name}: summary dominance figures",
          close(s["average_dominance"], d.mean())
          and s["max_prosody_dominance"]["layer"] == int(d.idxmax())
          and s["max_semantic_dominance"]["layer"] == int(d.idxmin())
          and close(t["early_layers_dominance"], d[d.index < 12].mean())
          and close(t["middle_layers_dominance"], d[(d.index >= 12) & (d.index < 24)].mean())
          and close(t["late_layers_dominance"], d[d.index >= 24].mean()))
    c = s["conflict_subset"]
    check(f"{run.name}: summary conflict figures",
          close(c["avg_semantic_acc"], figures.semantic_acc_conflict.mean())
          and close(c["avg_prosody_acc"], figures.prosody_acc_conflict.mean())
          and close(c["avg_dominance"], figures.dominance_conflict.mean()))


def check_given(preds, fig):
    d, dc = fig.dominance, fig.dominance_conflict
    got = {
        "average": d.mean(), "max_sem": fig.semantic_acc.max(), "max_pro": fig.prosody_acc.max(),
        "max_d": d.max(), "min_d": d.min(), "early": d[:12].mean(), "middle": d[12:24].mean(),
        "late": d[24:].mean(), "conflict_sem": fig.semantic_acc_conflict.mean(),
        "conflict_pro": fig.prosody_acc_conflict.mean(), "conflict_d": dc.mean(),
        "max_conflict_d": dc.max(),
    }
    rounded = fig.round(4)
    again = {"average": rounded.dominance.mean(), "early": rounded.dominance[:12].mean(),
             "middle": rounded.dominance[12:24].mean(), "late": rounded.dominance[24:].mean()}
    for name, value in GIVEN.items():
        check(f"given {name} {value:.4f}", f"{got[name]:.4f}" == f"{value:.4f}")
        if name in again:
            check(f"given {name} also from the rounded table",
                  f"{again[name]:.4f}" == f"{value:.4f}")
    layers = [int(x.idxmax()) for x in (fig.semantic_acc, fig.prosody_acc, d, -d, dc)]
    check("arg max at layers 27 0 5 26 5", layers == [27, 0, 5, 26, 5])
    check("positive exactly on 0-14 20-22 24 29-34", set(d.index[d > 0]) == POSITIVE)
    check("no other layer is 0", (d != 0).all())
    one = preds[preds.layer == 0]
    semantic = one.semantic_true.value_counts().to_dict()
    prosody = one.prosody_true.value_counts().to_dict()
    check("given distributions",
          semantic == {"neutral": 50, "happy": 49, "sad": 50, "angry": 49, "surprised": 49}
          and prosody == {"neutral": 49, "happy": 50, "sad": 48, "angry": 50, "surprised": 50})
    check("247 samples, 197 conflict, 50 texts",
          len(one) == 247 and one.is_conflict.sum() == 197 and one.text_id.nunique() == 50)
    sizes = sorted(len(test) for _, test in GroupKFold(5).split(one, groups=one.text_id))
    check("fold sizes are GroupKFold's", sorted(one.groupby("fold").size()) == sizes)
    check("no text in two folds", (one.groupby("text_id").fold.nunique() == 1).all())


def main():
    root = Path(sys.argv[1]) / "layer_probe"
    for run in sorted(root.iterdir()):
        if not (run / "predictions_per_layer.csv").exists():
            continue
        preds, figures = recompute(run)
        check_files(run, figures)
        if run.name == "run_20260122_153920":
            check_given(preds, figures)
    return 1 if failures else 0


sys.exit(main())
