"""The figures of sample_runs/README.md about rerun/, from the files alone: no assay, no library.

    python3 check_rerun_sample.py sample_runs
"""

import csv
import json
import math
import os
import sys

LABELS = ["neutral", "angry", "happy", "sad", "worried", "surprise"]


def read(path):
    with open(path, newline="", encoding="utf-8") as f:
        rows = list(csv.DictReader(f))
    return {
        os.path.splitext(os.path.basename(r["sample_id"]))[0]: (r["true_label"], r["prediction"])
        for r in rows
    }


def fallback(prediction):
    return prediction if prediction in LABELS else "neutral"


def macro_f1(rows):
    scores = []
    for label in LABELS:
        tp = sum(t == label and p == label for t, p in rows)
        seen = sum((t == label) + (p == label) for t, p in rows)
        scores.append(2 * tp / seen)
    return sum(scores) / len(scores)


def mcnemar(fixed, broken):
    n, k = fixed + broken, min(fixed, broken)
    return min(1.0, 2 * sum(math.comb(n, i) for i in range(k + 1)) / 2**n)


def main(root):
    a = read(f"{root}/classification/mer2023_test3/predictions.csv")
    b = read(f"{root}/rerun/mer2023_other_prompt/predictions.csv")
    shared = [(a[i], b[i]) for i in a if i in b]
    counts = {(x, y): 0 for x in (0, 1) for y in (0, 1)}
    for (truth, p), (other, q) in shared:
        assert truth == other
        counts[truth == fallback(p), truth == fallback(q)] += 1
    figures = {
        "pairs": len(shared),
        "only in A": " ".join(sorted(set(a) - set(b))),
        "only in B": " ".join(sorted(set(b) - set(a))),
        "both right": counts[1, 1],
        "fixed": counts[0, 1],
        "broken": counts[1, 0],
        "both wrong": counts[0, 0],
        "exact p": f"{mcnemar(counts[0, 1], counts[1, 0]):.4f}",
        "macro F1 of A on the pairs": f"{macro_f1([(t, fallback(p)) for (t, p), _ in shared]):.6f}",
        "macro F1 of B on the pairs": f"{macro_f1([(t, fallback(q)) for _, (t, q) in shared]):.6f}",
        "accuracy of B": f"{sum(t == fallback(q) for t, q in b.values()) / len(b):.6f}",
        "macro F1 of B": f"{macro_f1([(t, fallback(q)) for t, q in b.values()]):.6f}",
    }
    stated = json.load(open(f"{root}/rerun/mer2023_other_prompt/metrics.json", encoding="utf-8"))
    assert f"{stated['accuracy']:.6f}" == figures["accuracy of B"]
    assert f"{stated['macro_f1']:.6f}" == figures["macro F1 of B"]
    # As the README says them.
    with open(f"{root}/README.md", encoding="utf-8") as f:
        readme = f.read()
    for name, value in figures.items():
        print(f"{name}: {value}")
        for word in str(value).split():
            shown = word[1:] if word.startswith("0.") else word
            assert shown in readme, f"{name} {shown} is not in README.md"


main(sys.argv[1])
