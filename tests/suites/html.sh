#!/bin/bash
# Pages of reports as a parser reads them (tests/tools/page_check.py): of the sample runs, of runs
# whose every text tries to be markup or a script, and of one with more samples than a page holds.
set -u

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root" || exit 1
. "$root/tests/tools/claims.sh"

if ! python3 -c 'import html.parser' 2>/dev/null; then
    echo "skip pages_are_sound: python3 is not installed"
    exit 0
fi

report() # PATH DIRECTORY
{
    run_assay report -q "$1" --to html -o "$2"
}

pages_of() # PATH DIRECTORY
{
    report "$1" "$2" && find "$2" -name index.html -print0 |
        xargs -0 python3 tests/tools/page_check.py
}

sound_pages()
{
    local run
    for run in sample_runs/classification/mer2023_test3 sample_runs/layer_probe \
        sample_runs/paper_metrics sample_runs/mbpp sample_runs/false_claims; do
        pages_of "$run" "$work/$(basename "$run")" || return 1
    done
}

claim pages_of_the_sample_runs_are_sound sound_pages

same_bytes()
{
    report sample_runs/mbpp "$work/again" && diff -r "$work/mbpp" "$work/again"
}

claim the_same_run_gives_the_same_page same_bytes

# ---- texts that would be something else ----

python3 - "$work" <<'END'
import csv
import json
import os
import sys

EVIL = ["<script>alert(1)</script>", "javascript:alert(1)", "\"onload=alert(1) x=\"", "' onclick='x",
        "</style><script>x()</script>", "]]><!--", "-->", "<img src=http://x.example/y>",
        "\u202eabc\u2066", "a\u0000b\u001b[31m\u009b", "</details></main></html>", "&lt;b&gt;&#60;",
        "{{x}}${y}`z`", "\ufffe\ufdd0\U0001ffff", "<svg onload=x>", "</pre></code></title>"]

work = sys.argv[1]

def put(path, text):
    path = os.path.join(work, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))

everything = " ".join(EVIL)
labels = EVIL[:6]
put("evil/predictions.jsonl", "".join(json.dumps({
    "id": "%s %d" % (EVIL[i % len(EVIL)], i), "truth": labels[i % 6],
    "prediction": labels[(i * 5 + i // 7) % 6] if i % 9 else everything, "prompt": everything,
    "response": everything * 50, "reasoning": "\n".join(EVIL), "category": EVIL[i % 16],
    EVIL[i % 16]: everything, "score": 0.5}) + "\n" for i in range(300)))
put("evil/metrics.json", json.dumps({"accuracy": 0.99, "model": everything,
                                     "per_class": {l: {"recall": 0.5, "f1": 0.25} for l in labels},
                                     everything: {e: everything for e in EVIL}}))
put("evil/" + "<img src=x onerror=y>.txt", everything)
put("evil/config.yaml", "model: \"<script>x</script>\"\n\"'><b>\": \"</li></ul>\"\n")

rows = [["id", "true_label", "predicted_label", "text", "raw_response"]]
for i in range(200):
    rows.append([EVIL[i % 16], labels[i % 6], labels[i * i % 6], everything, everything])
with open(os.path.join(work, "evil.csv"), "w", newline="", encoding="utf-8") as file:
    csv.writer(file).writerows(rows)
put("evil_bytes.csv", b"id,truth,prediction,prompt\n" + b"".join(
    b"\xff<script>%d,\xf0\x28<b>,%s,\x80\x81</p>\n" % (i, b"\xc0<i>" if i % 3 else b"\xf0\x28<b>")
    for i in range(40)))
put("evil_layers/metrics_per_layer.csv",
    "layer,<script>_acc,\"onload=_acc\",dominance\n" +
    "".join("%d,0.%d,0.4,0.1\n" % (i, i % 9 + 1) for i in range(12)))
put("evil_paper/results.json", json.dumps({
    "model_name": everything, "avg": 0.5,
    "results": {e: {"accuracy": 0.5, "num_samples": 10, "num_correct": 4} for e in EVIL},
    "evaluation": {e: everything for e in EVIL}}))
END

for run in evil evil.csv evil_bytes.csv evil_layers evil_paper; do
    [ "$run" = evil_layers ] || [ "$run" = evil_paper ] ||
        claim "texts_of_${run/./_}_stay_texts" pages_of "$work/$run" "$work/page_of_$run"
done

# What is no known format makes no page; what does make one is sound.
other_formats()
{
    local run
    for run in evil_layers evil_paper; do
        report "$work/$run" "$work/page_of_$run" || continue
        find "$work/page_of_$run" -name index.html -print0 |
            xargs -0 -r python3 tests/tools/page_check.py || return 1
    done
}

claim texts_of_other_formats_stay_texts other_formats

# ---- more than a page holds ----

python3 - "$work" <<'END'
import sys

with open(sys.argv[1] + "/large.csv", "w", encoding="utf-8") as file:
    file.write("id,truth,prediction,prompt,response\n")
    for i in range(100000):
        file.write("s%d,\"<label> %d\",\"<label> %d\",\"%s\",\"%s\"\n" %
                   (i, i % 350, i * i % 353, "<p>" * 40, "\"\"&" * 30))
END
claim a_page_of_100000_samples_is_bounded pages_of "$work/large.csv" "$work/page_of_large"
