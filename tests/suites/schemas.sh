#!/bin/bash
# What assay writes is what it promises: JSON against share/schemas (python3-jsonschema), JUnit XML
# against tests/data/junit.xsd (xmllint), tables as CSV readers see them (python3).
set -u

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root" || exit 1

claim() # NAME COMMAND...
{
    local name=$1
    shift
    if "$@" >"$work/log" 2>&1; then
        echo "ok $name"
    else
        tail -n 20 "$work/log" >&2
        echo "not ok $name: $(tail -n 1 "$work/log")"
    fi
}

python=
for candidate in python3 /usr/bin/python3; do
    if "$candidate" -c 'import jsonschema; jsonschema.Draft202012Validator' 2>/dev/null; then
        python=$candidate
        break
    fi
done

# exit codes 3 and 6 tell of claims, not of failures
run_assay()
{
    "$ASSAY" "$@"
    local code=$?
    [ $code -eq 0 ] || [ $code -eq 3 ] || [ $code -eq 6 ]
}

json_of()
{
    run_assay "$1" --json -q sample_runs >"$work/$1.json"
}

suite_json()
{
    run_assay suite --json -q sample_runs/mbpp >"$work/suite.json"
}

config_json()
{
    "$ASSAY" config --json >"$work/config.json"
}

valid()
{
    "$python" tests/tools/check_schema.py share/schemas "$@"
}

report_of()
{
    run_assay report -q --to md,json,csv,junit -o "$work/$1" sample_runs
}

same_reports()
{
    report_of first && report_of second && diff -r "$work/first" "$work/second"
}

every_junit()
{
    find "$work/first" -name junit.xml -exec xmllint --noout --schema tests/data/junit.xsd {} +
}

joined_junit()
{
    run_assay audit --junit -q sample_runs >"$work/joined.xml"
    xmllint --noout --schema tests/data/junit.xsd "$work/joined.xml"
}

claim reports_are_the_same_twice same_reports
for command in list show audit; do
    claim "${command}_json_is_written" json_of "$command"
    if [ -n "$python" ]; then
        claim "${command}_json_fits_its_schema" valid "$command" "$work/$command.json"
    else
        echo "skip ${command}_json_fits_its_schema: python3-jsonschema is not installed"
    fi
done
claim suite_json_is_written suite_json
claim config_json_is_written config_json
if [ -n "$python" ]; then
    claim suite_json_fits_its_schema valid suite "$work/suite.json"
    claim config_json_fits_its_schema valid config "$work/config.json"
    mapfile -t reports < <(find "$work/first" -name report.json)
    claim report_json_fits_its_schema valid report "${reports[@]}"
    claim wrong_json_does_not_fit "$python" tests/tools/check_schema.py share/schemas --refuses \
        show "$work/show.json"
else
    echo "skip report_json_fits_its_schema: python3-jsonschema is not installed"
fi
if command -v xmllint >/dev/null; then
    claim junit_of_reports_fits_the_schema every_junit
    claim junit_of_audit_fits_the_schema joined_junit
else
    echo "skip junit_fits_the_schema: xmllint is not installed"
fi
if command -v python3 >/dev/null; then
    claim every_table_is_rectangular_csv python3 tests/tools/check_tables.py "$work/first"
else
    echo "skip every_table_is_rectangular_csv: python3 is not installed"
fi
