#!/bin/bash
# Workbooks read back by an independent reader (python3-openpyxl): what they hold is what the tables
# of the same report hold, hostile texts are texts, and the same run gives the same bytes.
set -u

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root" || exit 1
. "$root/tests/tools/claims.sh"

python=$(python_with 'import openpyxl')

report_of() # NAME RUN
{
    run_assay report -q --to xlsx,csv -o "$work/$1" "$2"
}

if "$ASSAY" report -q --to xlsx -o "$work/probe" sample_runs/mbpp 2>&1 | grep -q libxlsxwriter; then
    echo "skip workbooks: libxlsxwriter is not to be had"
    exit 0
fi

# ---- a run whose every text is hostile ----

hostile_run()
{
    mkdir -p "$work/hostile"
    printf '%s\r\n' 'sample_id,true_label,predicted_label,split' \
        '=1+1,=HYPERLINK("http://x"),@SUM(A1),-cmd' \
        '+2,"a,""b""","a,""b""",=cmd|calc' \
        '_x0041_,_x0041_,[out]:*?/\,<b>&amp;' \
        "'quoted',-1,-1,+1" \
        '00012,猫,猫,  blank  ' >"$work/hostile/predictions.csv"
}

long_texts()
{
    mkdir -p "$work/long"
    "$python" - "$work/long" <<'PYTHON'
import json, pathlib, sys
folder = pathlib.Path(sys.argv[1])
rows = [{"id": i, "label": "a", "prediction": "a"} for i in range(4)]
(folder / "predictions.jsonl").write_text("\n".join(map(json.dumps, rows)))
claims = {"accuracy": 1.0, "prompt": "x" * 40000, "seed": 12345678901234567890}
(folder / "metrics.json").write_text(json.dumps(claims))
PYTHON
}

workbook_holds()
{
    report_of "$1" "$2" && "$python" tests/tools/check_xlsx.py "$work/$1"
}

hostile_holds()
{
    hostile_run && workbook_holds hostile_report "$work/hostile"
}

long_is_cut()
{
    long_texts && report_of long_report "$work/long" &&
        "$python" - "$work/long_report/report.xlsx" <<'PYTHON'
import sys
import openpyxl
rows = dict(row[:2] for row in openpyxl.load_workbook(sys.argv[1])["overview"].values)
prompt = next(value for key, value in rows.items() if key and key.endswith("prompt"))
assert len(prompt) == 32767 and prompt.endswith("x… (cut)"), len(prompt)
assert "one text was longer" in rows["Cut"], rows
seed = next(value for key, value in rows.items() if key and key.endswith("seed"))
assert seed == "12345678901234567890", seed
PYTHON
}

pair_holds()
{
    local runs=sample_runs/classification

    run_assay report -q --to xlsx,csv -o "$work/pair" --baseline $runs/mer2023_test3 \
        $runs/mer2023_test3_rank16 && "$python" tests/tools/check_xlsx.py "$work/pair"
}

hostile_pair_holds()
{
    "$python" tests/tools/make_hostile.py "$work/odd" &&
        run_assay report -q --to xlsx,csv -o "$work/odd_pair" --baseline "$work/odd/labels_a" \
            "$work/odd/labels_b" && "$python" tests/tools/check_xlsx.py "$work/odd_pair"
}

many_hold()
{
    run_assay report -q --to xlsx,csv -o "$work/many" sample_runs/mbpp &&
        "$python" tests/tools/check_xlsx.py "$work/many"
}

# The tables of one run are not those of another: the reading back can fail.
others_do_not_hold()
{
    cp "$work/01/report.xlsx" "$work/report_only/report.xlsx" &&
        ! "$python" tests/tools/check_xlsx.py "$work/report_only"
}

without_temporary_files()
{
    TMPDIR=$work/missing "$ASSAY" report -q --to xlsx -o "$work/none" \
        sample_runs/mbpp/ModelRuns/01 2>"$work/why"
    [ $? -eq 1 ] && grep -q "^assay: $work/missing: temporary files cannot be made: " "$work/why" &&
        [ ! -e "$work/none/report.xlsx" ]
}

# The archive counts in steps of two seconds.
same_bytes()
{
    report_of first sample_runs/classification/mer2023_test3 && sleep 2.1 &&
        report_of second sample_runs/classification/mer2023_test3 &&
        cmp "$work/first/report.xlsx" "$work/second/report.xlsx"
}

in_another_zone_and_locale()
{
    TZ=Asia/Tokyo LC_ALL=de_DE.UTF-8 report_of elsewhere sample_runs/classification/mer2023_test3 &&
        cmp "$work/first/report.xlsx" "$work/elsewhere/report.xlsx"
}

nothing_left_behind()
{
    mkdir -p "$work/temporary" &&
        TMPDIR="$work/temporary" report_of kept sample_runs/mbpp/ModelRuns/01 &&
        [ -s "$work/kept/report.xlsx" ] && [ -z "$(ls -A "$work/temporary")" ]
}

claim the_same_run_gives_the_same_workbook same_bytes
claim zone_and_locale_change_nothing_in_a_workbook in_another_zone_and_locale
claim a_workbook_leaves_no_temporary_file nothing_left_behind
claim a_workbook_without_temporary_files_is_refused without_temporary_files
if [ -n "$python" ]; then
    for run in classification/mer2023_test3 classification/report_only \
        layer_probe/run_20260122_153920 mbpp/ModelRuns/01 \
        paper_metrics/run_20251003_150145_baseline; do
        claim "workbook_holds_the_tables_of_${run##*/}" workbook_holds "${run##*/}" "sample_runs/$run"
    done
    claim workbook_of_a_pair_holds_its_tables pair_holds
    claim workbook_of_many_runs_holds_their_tables many_hold
    claim workbook_of_a_hostile_pair_holds_its_tables hostile_pair_holds
    claim workbook_of_another_run_is_refused others_do_not_hold
    claim hostile_texts_are_texts_in_a_workbook hostile_holds
    claim long_texts_are_cut_in_a_workbook_and_it_says_so long_is_cut
else
    echo "skip workbooks_read_back: python3-openpyxl is not installed"
fi
