#!/bin/bash
# What assay writes is what it promises: JSON against share/schemas (python3-jsonschema), JUnit XML
# against tests/data/junit.xsd (xmllint), tables as CSV readers see them (python3). Of the sample
# runs, of damaged files (tests/data/bad) and of runs whose texts and numbers are hostile
# (tests/tools/make_hostile.py).
set -u

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root" || exit 1
. "$root/tests/tools/claims.sh"

python=$(python_with 'import jsonschema; jsonschema.Draft202012Validator')

json_of()
{
    run_assay "$1" --json -q sample_runs >"$work/$1.json"
}

# 4 and 5 tell of the comparison
compare_run()
{
    local output=$1 code
    shift
    "$ASSAY" compare -q --all --flips all -o "$output" "$@"
    code=$?
    [ $code -eq 0 ] || [ $code -eq 4 ] || [ $code -eq 5 ] || [ $code -eq 6 ]
}

compare_json()
{
    local runs=sample_runs/classification layers=sample_runs/layer_probe paper=sample_runs/paper_metrics

    compare_run "$work/compare_1.json" --json $runs/mer2023_test3 $runs/mer2023_test3_rank16 \
        $runs/dialects/quoted missing --policy share/policies/example.yaml &&
        compare_run "$work/compare_2.json" --json $layers/run_20260122_153920 \
            $layers/run_20260203_090000 &&
        compare_run "$work/compare_3.json" --json $paper/run_20251003_150145_baseline \
            $paper/run_20251006_101112_ttt &&
        compare_run "$work/compare_4.json" --json sample_runs/mbpp/ModelRuns/01 \
            sample_runs/mbpp/ModelRuns/02 --by difficulty --fail-on regression
}

# as many testcases as the suites say
junit_counts()
{
    local said
    said=$(grep -o ' tests="[0-9]*"' "$1" | tr -dc '0-9\n' | awk '{ sum += $1 } END { print sum }')
    [ "$(grep -c '<testcase ' "$1")" -eq "$said" ]
}

compare_junit()
{
    local runs=sample_runs/classification

    compare_run "$work/compare.xml" --to junit $runs/mer2023_test3 $runs/mer2023_test3_rank16 \
        $runs/dialects/quoted missing --policy share/policies/example.yaml &&
        xmllint --noout --schema tests/data/junit.xsd "$work/compare.xml" &&
        junit_counts "$work/compare.xml" &&
        compare_run "$work/compare.xml" --to junit $runs/mer2023_test3 $runs/mer2023_test3_rank16 &&
        xmllint --noout --schema tests/data/junit.xsd "$work/compare.xml"
}

compare_csv()
{
    local runs=sample_runs/classification

    mkdir -p "$work/compare/tables" &&
        compare_run "$work/compare/tables/flips.csv" --to csv $runs/mer2023_test3 \
            $runs/mer2023_test3_rank16 $runs/mer2023_test3_rank16_jsonl &&
        "$ASSAY" compare -q --to csv -o "$work/compare/tables/rows.csv" $runs/mer2023_test3 \
            $runs/mer2023_test3_rank16 $runs/mer2023_test3_rank16_jsonl &&
        python3 tests/tools/check_tables.py "$work/compare"
}

# of all that can be read of hostile runs and damaged files
odd_json()
{
    run_assay "$1" --json -q "$work/hostile" tests/data/bad >"$work/odd_$1.json"
}

odd_compare_json()
{
    compare_run "$work/odd_compare_1.json" --json "$work/hostile/labels_a" "$work/hostile/labels_b" \
        missing &&
        compare_run "$work/odd_compare_2.json" --json "$work/hostile/numbers" "$work/hostile/numbers" &&
        run_assay compare --json -q "$work/hostile" >"$work/odd_groups.json"
}

odd_junit()
{
    run_assay audit --junit -q "$work/hostile" tests/data/bad >"$work/odd.xml" &&
        compare_run "$work/odd_compare.xml" --to junit "$work/hostile/labels_a" \
            "$work/hostile/labels_b" '<&"missing' --policy share/policies/example.yaml &&
        xmllint --noout --schema tests/data/junit.xsd "$work/odd.xml" "$work/odd_compare.xml"
}

odd_export()
{
    "$ASSAY" export -q -o "$work/odd.csv" "$work/hostile/labels_a" &&
        "$ASSAY" export -q --to jsonl -o "$work/odd.jsonl" "$work/hostile/labels_a" &&
        python3 tests/tools/check_export.py "$work/odd.csv" "$work/odd.jsonl"
}

odd_reports()
{
    run_assay report -q --to json,csv,junit -o "$work/odd" "$work/hostile" tests/data/bad &&
        python3 tests/tools/check_tables.py --crlf "$work/odd"
}

suite_json()
{
    local table

    run_assay suite --json -q sample_runs/mbpp >"$work/suite.json"
    for table in aggregated pivot pass@k difficulty leaderboard; do
        run_assay suite --table $table --to json -q -o "$work/suite_${table/@/_at_}.json" \
            sample_runs/mbpp || return 1
    done
}

suite_tables_fit()
{
    local table

    for table in aggregated pivot pass_at_k difficulty leaderboard; do
        valid "suite-table#$table" "$work/suite_$table.json" &&
            refused "suite-table#$table" "$work/suite_$table.json" || return 1
    done
}

export_lines()
{
    "$ASSAY" export -q --to jsonl -o "$work/sample.jsonl" sample_runs &&
        XDG_STATE_HOME=$root/tests/data/tagged "$ASSAY" export -q --tags --to jsonl \
            -o "$work/tag.jsonl" sample_runs/classification/mer2023_test3 &&
        "$ASSAY" export -q --finetune balanced -o "$work/finetune.jsonl" sample_runs/mbpp
}

export_lines_fit()
{
    valid export#sample "$work/sample.jsonl" "$work/odd.jsonl" &&
        valid export#tag "$work/tag.jsonl" && valid export#finetune "$work/finetune.jsonl" &&
        refused export#finetune "$work/finetune.jsonl"
}

groups_json()
{
    run_assay compare --json -q sample_runs >"$work/groups_1.json" &&
        run_assay compare --json -q sample_runs/mbpp >"$work/groups_2.json" &&
        run_assay compare --json -q --group config.rank sample_runs/paper_metrics \
            >"$work/groups_3.json"
}

config_json()
{
    "$ASSAY" config --json >"$work/config.json"
}

valid()
{
    "$python" -W ignore tests/tools/check_schema.py share/schemas "$@"
}

# every damage to a document is refused; that tries the schemas, not the program: once is enough
refused()
{
    [ "${FLAVOUR:-}" != asan ] || return 0
    "$python" -W ignore tests/tools/check_schema.py share/schemas --refuses "$@"
}

report_of()
{
    run_assay report -q --to md,json,csv,junit -o "$work/$1" sample_runs
}

same_reports()
{
    report_of first && report_of second && diff -r "$work/first" "$work/second"
}

report_of_pair()
{
    local runs=sample_runs/classification

    run_assay report -q --to json,csv,junit -o "$work/pair" --baseline $runs/mer2023_test3 \
        $runs/mer2023_test3_rank16 &&
        python3 tests/tools/check_tables.py --crlf "$work/pair"
}

report_of_many()
{
    run_assay report -q --to json,csv -o "$work/many" sample_runs/mbpp &&
        python3 tests/tools/check_tables.py --crlf "$work/many"
}

every_junit()
{
    find "$work/first" "$work/pair" -name junit.xml -exec xmllint --noout --schema tests/data/junit.xsd {} +
}

joined_junit()
{
    run_assay audit --junit -q sample_runs >"$work/joined.xml"
    xmllint --noout --schema tests/data/junit.xsd "$work/joined.xml" && junit_counts "$work/joined.xml"
}

[ -z "$python" ] || "$python" tests/tools/make_hostile.py "$work/hostile"
claim reports_are_the_same_twice same_reports
for command in list show audit; do
    claim "${command}_json_is_written" json_of "$command"
    if [ -n "$python" ]; then
        claim "${command}_json_fits_its_schema" valid "$command" "$work/$command.json"
    else
        echo "skip ${command}_json_fits_its_schema: python3-jsonschema is not installed"
    fi
done
claim report_of_a_pair_is_written report_of_pair
claim report_of_many_runs_is_written report_of_many
claim suite_json_is_written suite_json
claim config_json_is_written config_json
claim groups_json_is_written groups_json
claim compare_json_is_written compare_json
if [ -n "$python" ]; then
    claim suite_json_fits_its_schema valid suite "$work/suite.json"
    claim config_json_fits_its_schema valid config "$work/config.json"
    claim groups_json_fits_its_schema valid groups "$work"/groups_?.json
    claim compare_json_fits_its_schema valid compare "$work"/compare_?.json
    claim suite_tables_fit_their_schemas suite_tables_fit
    if [ "${FLAVOUR:-}" != asan ]; then
        for name in list show audit suite config; do
            claim "damaged_${name}_json_does_not_fit" refused $name "$work/$name.json"
        done
        claim damaged_groups_json_does_not_fit refused groups "$work/groups_2.json"
        claim damaged_compare_json_does_not_fit refused compare "$work/compare_1.json"
    fi
    mapfile -t reports < <(find "$work/first" -mindepth 2 -name report.json)
    claim report_json_fits_its_schema valid report "${reports[@]}"
    claim report_json_of_a_pair_fits_that_of_compare valid compare "$work/pair/report.json"
    claim report_json_of_many_runs_fits_that_of_groups valid groups "$work/many/report.json"
    for command in list show audit; do
        claim "odd_${command}_json_is_written" odd_json $command
        claim "odd_${command}_json_fits_its_schema" valid $command "$work/odd_$command.json"
    done
    claim odd_compare_json_is_written odd_compare_json
    claim odd_compare_json_fits_its_schema valid compare "$work"/odd_compare_?.json
    claim odd_groups_json_fits_its_schema valid groups "$work/odd_groups.json"
    claim lines_of_an_export_are_written export_lines
    claim hostile_texts_come_back_from_an_export odd_export
    claim lines_of_an_export_fit_their_schemas export_lines_fit
else
    echo "skip report_json_fits_its_schema: python3-jsonschema is not installed"
fi
if command -v xmllint >/dev/null; then
    claim junit_of_reports_fits_the_schema every_junit
    claim junit_of_audit_fits_the_schema joined_junit
    claim junit_of_compare_fits_the_schema compare_junit
    [ ! -d "$work/hostile" ] || claim junit_of_odd_runs_fits_the_schema odd_junit
else
    echo "skip junit_fits_the_schema: xmllint is not installed"
fi
if command -v python3 >/dev/null; then
    claim every_table_is_rectangular_csv python3 tests/tools/check_tables.py --crlf "$work/first"
    [ ! -d "$work/hostile" ] || claim every_table_of_odd_runs_is_rectangular_csv odd_reports
    claim compare_csv_is_rectangular compare_csv
else
    echo "skip every_table_is_rectangular_csv: python3 is not installed"
fi
