#!/usr/bin/env python3
"""Runs whose texts and numbers are as hostile as their formats allow: make_hostile.py DIRECTORY

labels_a, labels_b  ids, labels, splits, keys that are formulas, markup, controls, separators
numbers             NaN, infinities, huge and empty numbers; metadata of every JSON type
layers              a layer table with missing and undefined figures
paper               tasks and a curve without points
"""
import json
import pathlib
import sys

TEXTS = [
    "=1+1", '=HYPERLINK("http://x","y")', "+cmd", "-2+3", "@SUM(A1)", "tab\tx", "a,b", 'say "hi"',
    "two\nlines", "two\r\nlines", "nul\x00nul", "\ufeffbom", "esc\x1b[2J", "rtl\u202etxt",
    "<b>&amp;</b>", "]]>", "</script><script>alert(1)</script>", "javascript:alert(1)",
    "_x0041_", "[]:*?/\\", "'quoted'", "00012", "猫 😀", "x" * 300, "|a|b|", "`x`",
]


def quoted(text):
    return '"' + text.replace('"', '""') + '"'


def labels(folder, shift):
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["sample_id,true_label,predicted_label,split,raw_output,confidence"]
    for i, text in enumerate(TEXTS):
        answer = TEXTS[(i + (i % 3 == shift)) % len(TEXTS)]
        lines.append(",".join(quoted(x) for x in (
            text, text, answer, TEXTS[i % 4], answer + " !", "nan" if i % 5 == 0 else f"0.{i}")))
    with open(folder / "predictions.csv", "w", encoding="utf-8", newline="") as file:
        file.write("\n".join(lines) + "\n")
    claims = {"accuracy": 0.5, "model": TEXTS[shift], "prompt": TEXTS[8],
              **{text: text for text in TEXTS[:8]}}
    (folder / "metrics.json").write_text(json.dumps(claims), encoding="utf-8")


def numbers(folder):
    folder.mkdir(parents=True, exist_ok=True)
    rows = [{"id": i, "label": "a", "prediction": "a" if i else "b", "score": score}
            for i, score in enumerate([float("nan"), float("inf"), -float("inf"), 1e308, None])]
    (folder / "predictions.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n")
    meta = {"accuracy": float("nan"), "macro_f1": 1e999, "kappa": None, "seed": 2 ** 70,
            "list": [1, "two", None, True, [], {}, {"x": [[]]}], "empty": {}, "flag": False}
    (folder / "metrics.json").write_text(json.dumps(meta))


def layers(folder):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "metrics_per_layer.csv").write_text(
        "semantic_acc,semantic_acc_std,semantic_f1,prosody_acc,prosody_acc_std,prosody_f1,dominance,"
        "layer\n0.5,nan,0.5,,,nan,,0\nnan,nan,nan,nan,nan,nan,nan,1\n"
        "0.75,inf,inf,0.25,0,0.25,-0.5,2\n")
    (folder / "summary.json").write_text(json.dumps(
        {"avg_dominance": float("nan"), "max_dominance": {"layer": 2, "value": 0.5}}))


def paper(folder):
    folder.mkdir(parents=True, exist_ok=True)
    results = {"sblimp": {"sblimp_accuracy": 0.521, "sblimp_samples": 2000, "sblimp_correct": 1042},
               "swuggy": {"swuggy_accuracy": float("nan"), "swuggy_samples": 0,
                          "swuggy_correct": 0},
               "librilight": {"librilight_loss_8k": 2.5, "librilight_loss_16k": float("nan"),
                              "librilight_slope": None},
               "aggregate": {"paper_metrics_avg": float("nan")}}
    (folder / "results.json").write_text(json.dumps(
        {"metadata": {"model_type": TEXTS[0], "config": {text: text for text in TEXTS}},
         "results": results}))


def main(root):
    labels(root / "labels_a", 0)
    labels(root / "labels_b", 1)
    numbers(root / "numbers")
    layers(root / "layers" / "run_1")
    paper(root / "paper" / "run_20250101_000000_ttt")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
