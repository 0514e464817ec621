#!/bin/bash
# What several threads do, under the thread sanitiser: tests/tools/check_threads.sh, by `make
# check-threads`. One line a command; ends 1 when one of them raced.
set -u
cd "$(dirname "$0")/../.." || exit 1

build=build/tsan
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0
export TSAN_OPTIONS="suppressions=$PWD/tests/races.supp:exitcode=66:log_path=$work/san"
# The sanitiser wants its addresses where they always were.
still=$(command -v setarch) && still="$still -R"

sound() # NAME COMMAND...
{
    local name=$1
    shift
    rm -f "$work"/san.*
    # shellcheck disable=SC2086 # two words
    $still "$@" >/dev/null 2>"$work/err"
    # Other ends than the sanitiser's are the run's: a claim is false.
    if compgen -G "$work/san.*" >/dev/null; then
        cat "$work"/san.* >&2
        echo "not ok $name"
        failed=1
    else
        echo "ok $name"
    fi
}

sound pieces "$build/unit" piece crew nothing_to_do
sound load "$build/assay" audit -j 4 sample_runs
sound compare "$build/assay" compare -j 4 sample_runs/classification/mer2023_test3 \
    sample_runs/classification/mer2023_test3_rank16
sound report_of_many "$build/assay" report -q -j 4 -o "$work/many" sample_runs
sound report_of_one "$build/assay" report -q -j 4 --to md,html,json,csv,junit,xlsx,svg,png,pdf \
    -o "$work/one" sample_runs/layer_probe/run_20260122_153920
sound report_of_two "$build/assay" report -q -j 4 --baseline sample_runs/classification/mer2023_test3 \
    -o "$work/two" sample_runs/classification/mer2023_test3_rank16
exit $failed
