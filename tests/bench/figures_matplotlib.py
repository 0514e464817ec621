"""The five figures of a layer run and the confusion matrix of a classification run, as people draw
them: pandas reads, matplotlib draws.

figures_matplotlib.py LAYER_RUN CLASSIFICATION_RUN DIR [svg|png]
"""
import os
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

layer_run, labels_run, target = sys.argv[1:4]
suffix = sys.argv[4] if len(sys.argv) > 4 else "svg"
os.makedirs(target, exist_ok=True)


def save(figure, name):
    figure.tight_layout()
    figure.savefig(os.path.join(target, name + "." + suffix), dpi=144)
    plt.close(figure)


def curves(table):
    probes = [name[: -len("_acc")] for name in table.columns if name.endswith("_acc")]
    layer = table["layer"]

    figure, axes = plt.subplots(figsize=(7.8, 4.7))
    d = table["dominance"]
    axes.plot(layer, d, marker="o", label="all samples")
    axes.plot(layer, table["dominance_conflict"], "--", label="conflict samples")
    axes.fill_between(layer, d, 0, where=d >= 0, alpha=0.2)
    axes.fill_between(layer, d, 0, where=d < 0, alpha=0.2)
    axes.axhline(0, color="black", linewidth=0.8)
    axes.set(xlabel="layer", ylabel="dominance", title="Dominance by layer")
    axes.legend()
    save(figure, "dominance_curve")

    figure, axes = plt.subplots(figsize=(7.8, 4.7))
    for probe in probes:
        mean, std = table[probe + "_acc"], table[probe + "_acc_std"]
        axes.plot(layer, mean, label=probe)
        axes.fill_between(layer, mean - std, mean + std, alpha=0.2)
    axes.axhline(0.2, linestyle=":", color="grey", label="chance")
    axes.set(xlabel="layer", ylabel="accuracy", title="Accuracy by layer")
    axes.legend()
    save(figure, "accuracy_curves")

    figure, axes = plt.subplots(figsize=(7.8, 4.7))
    for probe in probes:
        line, = axes.plot(layer, table[probe + "_acc_conflict"], label=probe + ", conflict")
        axes.plot(layer, table[probe + "_acc"], "--", color=line.get_color(), label=probe + ", all")
    axes.set(xlabel="layer", ylabel="accuracy", title="Accuracy on conflict samples")
    axes.legend()
    save(figure, "conflict_curves")

    figure, axes = plt.subplots(figsize=(7.8, 4.7))
    for probe in probes:
        axes.plot(layer, table[probe + "_f1"], label=probe)
    axes.set(xlabel="layer", ylabel="macro F1", title="Macro F1 by layer")
    axes.legend()
    save(figure, "f1_curves")

    names = [p + "_acc" for p in probes] + ["dominance"]
    names += [p + "_acc_conflict" for p in probes] + ["dominance_conflict"]
    values = table[names].to_numpy().T
    figure, axes = plt.subplots(figsize=(9.0, 4.0))
    image = axes.imshow(values, aspect="auto", cmap="RdBu_r", vmin=-1, vmax=1)
    axes.set_yticks(range(len(names)), names)
    axes.set(xlabel="layer", title="Metrics by layer")
    figure.colorbar(image)
    save(figure, "layer_heatmap")


def confusion(table):
    labels = sorted(set(table["true_label"]))
    known = table["prediction"].where(table["prediction"].isin(labels), "neutral")
    matrix = pd.crosstab(table["true_label"], known).reindex(index=labels, columns=labels, fill_value=0)
    shares = matrix.to_numpy() / matrix.to_numpy().sum(axis=1, keepdims=True)
    figure, axes = plt.subplots(figsize=(6.5, 5.5))
    image = axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    for i, row in enumerate(matrix.to_numpy()):
        for j, count in enumerate(row):
            axes.text(j, i, count, ha="center", va="center")
    axes.set_xticks(np.arange(len(labels)), labels, rotation=45)
    axes.set_yticks(np.arange(len(labels)), labels)
    axes.set(xlabel="predicted", ylabel="truth", title="Confusion matrix")
    figure.colorbar(image)
    save(figure, "confusion_matrix")


curves(pd.read_csv(os.path.join(layer_run, "metrics_per_layer.csv")))
confusion(pd.read_csv(os.path.join(labels_run, "predictions.csv")))
