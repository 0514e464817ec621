#!/bin/bash
# Measure the whole job of `assay show` against other tools, the comparison of two runs against
# loading them, the bootstrap against the usual loop, reports against drawing by hand, and reports of
# ever more runs: run.sh [json] [jsonl] [csv] [ids] [compare] [bootstrap] [figures] [report]
#
# Times are of whole processes, in one run, in turn; the ratios are medians over pairs of
# neighbouring runs (see measure.c). Read the ratios, not the seconds. Nothing is asserted; a
# baseline that is not installed is named and left out (`tests/tools/deps.sh bench` installs them).
#
#   BENCH_DIR        data and programs (build/bench); made once, about 2.3 GB
#   BENCH_RUNS       runs of the fast commands (7); BENCH_SLOW_RUNS of the slow ones (2)
#   BENCH_MB         size of the record files (500); BENCH_ROWS rows of predictions (10000000)
#   BENCH_COMPARE_ROWS  rows of the two files of predictions that are compared (1000000)
#   ASSAY_REAL_RUNS  folder of real runs; its mbpp-turing gives the records, else sample_runs/mbpp
#   ASSAY            the program (./assay)
set -u
cd "$(dirname "$0")/../.." || exit 1

dir=${BENCH_DIR:-build/bench}
runs=${BENCH_RUNS:-7}
slow=${BENCH_SLOW_RUNS:-2}
mb=${BENCH_MB:-500}
rows=${BENCH_ROWS:-10000000}
compare_rows=${BENCH_COMPARE_ROWS:-1000000}
assay=${ASSAY:-./assay}
cxx=${CXX:-g++}
cc=${CC:-gcc}
here=tests/bench
tab=$(printf '\t')
flags="-std=c11 -D_XOPEN_SOURCE=700 -Iinclude -pthread"

have() {
    command -v "$1" >/dev/null 2>&1
}

# ---- programs ----

# compiled NAME COMMAND...: true when DIR/bin/NAME is there, built by the command with -o added.
compiled() {
    program=$dir/bin/$1
    for source in "$here/$1".c*; do
        [ "$program" -nt "$source" ] && return 0
    done
    shift
    "$@" -o "$program" 2>"$dir/bin/errors"
}

missing() {
    echo "not measured: $1 ($2)"
}

build_programs() {
    mkdir -p "$dir/bin" "$dir/out"
    for name in measure gen_mbpp gen_csv; do
        # shellcheck disable=SC2086 # flags are words
        compiled $name "$cc" $flags -O2 "$here/$name.c" || {
            cat "$dir/bin/errors" >&2
            exit 1
        }
    done
    # shellcheck disable=SC2086
    compiled cjson_count "$cc" $flags -O3 "$here/cjson_count.c" -lcjson || missing cJSON libcjson
    # shellcheck disable=SC2086
    compiled libcsv_loop "$cc" $flags -O3 "$here/libcsv_loop.c" -lcsv || missing libcsv libcsv
    # On-demand parsing is compiled into its caller: let it have all that the processor can.
    compiled simdjson_count "$cxx" -std=c++17 -O3 -march=native "$here/simdjson_count.cpp" \
        -lsimdjson || missing simdjson libsimdjson
    have jq || missing jq jq
}

# A python that has pandas and scikit-learn, or nothing.
find_sklearn() {
    for python in /usr/bin/python3 python3; do
        "$python" -c 'import pandas, sklearn' 2>/dev/null && echo "$python" && return
    done
}

# ---- data ----

# made FILE COMMAND...: runs the command, which writes FILE.new, unless FILE is there.
made() {
    file=$1
    shift
    [ -s "$file" ] && return
    mkdir -p "$(dirname "$file")"
    "$@" >"$file.said" || exit 1
    mv "$file.new" "$file"
}

# records FORM MEGABYTES FILE
records() {
    # shellcheck disable=SC2086 # several files
    made "$3" "$dir/bin/gen_mbpp" "$1" "$2" "$3.new" $sources
}

# The data of one size and origin stand apart from those of another.
find_sources() {
    origin=${ASSAY_REAL_RUNS:-none}/mbpp-turing/ModelRuns
    data=$dir/real-$mb
    [ -d "$origin" ] || { origin=sample_runs/mbpp/ModelRuns && data=$dir/sample-$mb; }
    sources=$(echo "$origin"/*/evaluations/evaluation_results_all.json)
}

megabytes() {
    wc -c <"$1" | awk '{ printf "%.3f", $1 / 1e6 }'
}

# ---- measuring ----

# plan NAME RUNS FILE COMMAND: one line for measure, unless the command cannot be run.
plan() {
    word=${4%% *}
    have "$word" || [ -x "$word" ] || return
    printf '%s\t%s\t%s\t%s\n' "$1" "$2" "$(megabytes "$3")" "$4"
}

# measured PART: the plan on stdin, the table to stdout and to DIR/out/PART.
measured() {
    mkdir -p "$dir/out/$1"
    "$dir/bin/measure" -d "$dir/out/$1"
}

# target PART NAME ASKED GOAL: what was asked of the ratio to NAME, and what came of it.
target() {
    awk -F "$tab" -v name="$2" -v asked="$3" -v goal="$4" '
        $1 == name { found = 1; got = $9 }
        END {
            text = sprintf("%-34s asked %5.1f times", name, asked)
            if (goal) text = text sprintf(" (goal %g)", goal)
            if (!found) { print text ": not measured"; exit }
            text = text sprintf(", got %.2f: ", got)
            if (got < asked) text = text sprintf("missed by %.0f %%", 100 * (1 - got / asked))
            else text = text "met" (goal ? (got >= goal ? ", goal too" : ", goal missed") : "")
            print text
        }' "$dir/out/$1/table.tsv" 2>/dev/null
}

# Baselines that count the same must say the same.
same_answers() {
    answers=$(cat "$dir/out/$1/simdjson on-demand.out" "$dir/out/$1/cJSON whole file.out" \
        "$dir/out/$1/python3 json.out" "$dir/out/$1/jq.out" 2>/dev/null |
        sed 's/ (.*//; s/, / /; s/[^0-9 ]//g; s/  */ /g; s/ $//' | sort -u)
    if [ "$(echo "$answers" | wc -l)" -eq 1 ]; then
        echo "baselines agree: $(echo "$answers" | awk '{ print $1 " records, " $2 " passed" }')"
    else
        echo "baselines differ:" "$answers"
    fi
}

# What assay tells of records, told by jq: how many, how many passed, and why the others did not (by
# the first word of the error). Counting alone is a row of its own.
# shellcheck disable=SC2016 # $r is jq's
jq_step='.n += 1 | (if $r.passed then .p += 1 else . end) |
    .g[(($r.error // "null") | split(" ")[0])] += 1'
jq_step=$(echo "$jq_step" | tr '\n' ' ')
jq_start='{n: 0, p: 0, g: {}}'
jq_told='"\(.n) \(.p)"'
jq_array="reduce .[] as \$r ($jq_start; $jq_step) | $jq_told"
jq_lines="reduce inputs as \$r ($jq_start; $jq_step) | $jq_told"
jq_count='[length, (map(select(.passed)) | length)] | join(" ")'

bench_json() {
    file=$data/array/evaluation_results_all.json
    records array "$mb" "$file"
    echo "== records as an array: $(cat "$file.said")"
    {
        plan "assay show" "$runs" "$file" "$assay show -q $file"
        plan "assay show, 1 thread" "$runs" "$file" "$assay show -q -j 1 $file"
        plan "cat | wc -l (floor)" "$runs" "$file" "cat $file | wc -l"
        plan "simdjson on-demand" "$runs" "$file" "$dir/bin/simdjson_count $file"
        plan "cJSON whole file" "$slow" "$file" "$dir/bin/cjson_count $file"
        plan "python3 json" "$slow" "$file" "python3 $here/json_load.py $file"
        plan "jq" "$slow" "$file" "jq -r '$jq_array' $file"
        plan "jq, counting only" 1 "$file" "jq -r '$jq_count' $file"
    } | measured json
    same_answers json
    bench_memory
}

# The peak may grow with the records and with nothing else.
bench_memory() {
    for part in 4 2; do
        records array "$(echo "$mb $part" | awk '{ print $1 / $2 }')" "$data/part$part/all.json"
    done
    echo
    for file in "$data/part4/all.json" "$data/part2/all.json" \
        "$data/array/evaluation_results_all.json"; do
        printf 'memory\t1\t%s\t%s\n' "$(megabytes "$file")" "$assay show -q $file" |
            measured memory >/dev/null
        awk -F "$tab" -v said="$(cat "$file.said")" \
            '{ printf "%-34s peak %.1f MiB\n", said, $8 }' "$dir/out/memory/table.tsv"
    done
    awk -F "$tab" '{ printf "%-34s asked at most 64 MiB, got %.1f: %s\n", "peak memory", $8,
        $8 <= 64 ? "met" : "missed by " sprintf("%.0f %%", 100 * ($8 / 64 - 1)) }' \
        "$dir/out/memory/table.tsv"
    json_targets json
}

json_targets() {
    target "$1" "simdjson on-demand" 2 3
    target "$1" "python3 json" 20 30
    target "$1" "jq" 55 85
}

bench_jsonl() {
    file=$data/lines/evaluation_results_all.jsonl
    records lines "$mb" "$file"
    echo "== the same records, one a line: $(cat "$file.said")"
    {
        plan "assay show" "$runs" "$file" "$assay show -q $file"
        plan "assay show, 1 thread" "$runs" "$file" "$assay show -q -j 1 $file"
        plan "cat | wc -l (floor)" "$runs" "$file" "cat $file | wc -l"
        plan "simdjson on-demand" "$runs" "$file" "$dir/bin/simdjson_count $file lines"
        plan "cJSON whole file" "$slow" "$file" "$dir/bin/cjson_count $file"
        plan "python3 json" "$slow" "$file" "python3 $here/json_load.py $file lines"
        plan "jq" "$slow" "$file" "jq -n -r '$jq_lines' $file"
    } | measured jsonl
    same_answers jsonl
    json_targets jsonl
}

bench_csv() {
    file=$dir/csv-$rows/predictions.csv
    made "$file" "$dir/bin/gen_csv" "$rows" "$file.new"
    python=$(find_sklearn)
    [ -n "$python" ] || missing "pandas + scikit-learn" "python3-pandas, python3-sklearn"
    echo "== $rows predictions as CSV: $(megabytes "$file") MB"
    {
        plan "assay show" "$runs" "$file" "$assay show -q $file"
        plan "assay show, 1 thread" "$runs" "$file" "$assay show -q -j 1 $file"
        plan "cat | wc -l (floor)" "$runs" "$file" "cat $file | wc -l"
        plan "libcsv loop" "$runs" "$file" "$dir/bin/libcsv_loop $file"
        plan "pandas + sklearn on codes" "$slow" "$file" "$python $here/sklearn_codes.py $file"
    } | measured csv
    target csv "libcsv loop" 4 0
    target csv "pandas + sklearn on codes" 40 0
}

bench_ids() {
    objects=$(find build/release/src -name '*.o' ! -name main.o 2>/dev/null)
    echo "== search for duplicate ids, by itself (one thread; part of the times above)"
    # shellcheck disable=SC2086
    "$cc" $flags -O2 "$here/duplicates.c" $objects -o "$dir/bin/duplicates" -lcsv -lcjson -lyaml \
        -lm 2>"$dir/bin/errors" || {
        missing "duplicate ids" "needs the objects of make all"
        return
    }
    "$dir/bin/duplicates" "$rows"
}

# comparison PART A B: loading both against comparing them, which loads them as well.
comparison() {
    size=$(cat "$2" "$3" | wc -c | awk '{ printf "%.3f", $1 / 1e6 }')
    {
        printf 'assay list A B\t%s\t%s\t%s\n' "$runs" "$size" "$assay list -q $2 $3"
        printf 'assay compare A B\t%s\t%s\t%s\n' "$runs" "$size" "$assay compare -q $2 $3"
        printf 'assay list A B, 1 thread\t%s\t%s\t%s\n' "$runs" "$size" "$assay list -q -j 1 $2 $3"
        printf 'assay compare A B, 1 thread\t%s\t%s\t%s\n' "$runs" "$size" \
            "$assay compare -q -j 1 $2 $3"
    } | measured "$1"
}

bench_compare() {
    file=$data/array/evaluation_results_all.json other=$data/other/evaluation_results_all.json
    records array "$mb" "$file"
    records other "$mb" "$other"
    echo "== two runs of records, ids in another order: $(cat "$other.said") each"
    comparison compare "$file" "$other"
    awk -F "$tab" '$1 == "assay compare A B" { printf "%-34s asked at most 1.3 times, got %.2f: %s\n",
        "comparing, to loading the same", $9, $9 <= 1.3 ? "met" : "missed" }' \
        "$dir/out/compare/table.tsv"
    file=$dir/csv-$compare_rows/predictions.csv other=$dir/csv-$compare_rows/other/predictions.csv
    made "$file" "$dir/bin/gen_csv" "$compare_rows" "$file.new"
    made "$other" "$dir/bin/gen_csv" "$compare_rows" "$other.new" other
    echo
    echo "== two runs of $compare_rows predictions as CSV: labels, scores, splits and resamples"
    comparison compare-csv "$file" "$other"
}

# A resample of the loop costs the same each time, so few of them tell what 10,000 would take.
bootstrap_resamples=10000

# bootstrap_pair PAIRS RESAMPLES ASKED: in turn the loop and assay on the same pairs, RESAMPLES of the
# loop's; the median ratio.
bootstrap_pair() {
    "$dir/bin/bootstrap" "$1" 1 "$dir/pairs" >/dev/null
    turn=0
    while [ "$turn" -lt "$bootstrap_runs" ]; do
        turn=$((turn + 1))
        loop=$("$python" "$here/sklearn_bootstrap.py" "$dir/pairs" "$2") || return
        printf '%s\t%s\n' "$loop" "$("$dir/bin/bootstrap" "$1" $bootstrap_resamples)"
    done | awk -F "$tab" -v few="$2" -v many=$bootstrap_resamples '
        { print $1 * many / few / $7, $1 * many / few, $7, $4, $5, $2, $8, $3, $9 }' | sort -n |
        awk -v asked="$3" -v few="$2" '
        { line[NR] = $0 }
        END {
            split(line[int((NR + 1) / 2)], at, " ")
            printf "n = %d, %d cells: loop %.1f s (from %d), assay %.4f s\n", at[4], at[5], at[2],
                few, at[3]
            printf "    deviation of the accuracy %s and %s, of the macro F1 %s and %s\n", at[6],
                at[7], at[8], at[9]
            printf "    asked %d times, got %.0f: %s\n", asked, at[1],
                (at[1] >= asked ? "met" : "missed by " sprintf("%.0f %%", 100 * (1 - at[1] / asked)))
        }'
}

bench_bootstrap() {
    echo "== $bootstrap_resamples paired resamples of accuracy and macro F1, one thread; assay's time is" \
        "of intervals and of as many randomised resamples for p"
    # shellcheck disable=SC2086
    "$cc" $flags -O2 "$here/bootstrap.c" build/release/src/base/*.o build/release/src/model/*.o \
        build/release/src/metrics/*.o -o "$dir/bin/bootstrap" -lm 2>"$dir/bin/errors" || {
        missing "bootstrap" "needs the objects of make all"
        return
    }
    python=$(find_sklearn)
    bootstrap_runs=$((slow + 1))
    if [ -n "$python" ]; then
        bootstrap_pair 834 1000 200
        bootstrap_pair 100000 50 3000
    else
        missing "scikit-learn" "python3-sklearn"
    fi
    for pairs in 834 10000 100000 1000000 10000000; do
        "$dir/bin/bootstrap" $pairs $bootstrap_resamples
    done | awk -F "$tab" '{ printf "n = %8d, %3d cells: cells counted in %.4f s, resampled in %.4f s\n",
        $1, $2, $3, $4 }'
}

# A python that has pandas and matplotlib, or nothing.
find_matplotlib() {
    for python in /usr/bin/python3 python3; do
        "$python" -c 'import pandas, matplotlib' 2>/dev/null && echo "$python" && return
    done
}

bench_figures() {
    layers=sample_runs/layer_probe/run_20260122_153920
    labels=sample_runs/classification/mer2023_test3
    python=$(find_matplotlib)
    # In memory: assay waits until the disk has its report, which the other does not.
    figures=$(mktemp -d /dev/shm/assay-bench-XXXXXX 2>/dev/null || mktemp -d "$dir/out/XXXXXX")
    echo "== a layer run and a classification run of 834 samples: assay writes every figure (SVG) and" \
        "Markdown, HTML, JSON and CSV; pandas and matplotlib draw six figures; written in ${figures%/*}"
    [ -n "$python" ] || missing "pandas + matplotlib" "python3-pandas, python3-matplotlib"
    size=$(find $layers $labels -type f -exec cat {} + | wc -c | awk '{ printf "%.3f", $1 / 1e6 }')
    {
        printf '%s\t%s\t%s\t%s\n' "assay report" "$runs" "$size" \
            "$assay report -q $layers $labels -o $figures/report --to md,html,json,csv,svg"
        [ -z "$python" ] || printf '%s\t%s\t%s\t%s\n' "pandas + matplotlib, six figures" "$slow" "$size" \
            "$python $here/figures_matplotlib.py $layers $labels $figures/matplotlib"
    } | measured figures
    rm -rf "$figures"
    target figures "pandas + matplotlib, six figures" 50 0
}

# shellcheck source=tests/bench/report.sh
. $here/report.sh

# ---- main ----

build_programs
find_sources
threads=$(nproc 2>/dev/null || echo 1)
echo "machine: $(awk -F ': ' '/model name/ { print $2; exit }' /proc/cpuinfo 2>/dev/null)," \
    "$threads processors; assay uses up to $threads threads (at most 8) unless said"
case $origin in
sample_runs*) echo "records: repeated from sample_runs (ASSAY_REAL_RUNS is not set)" ;;
*) echo "records: repeated from real runs" ;;
esac
[ $# -gt 0 ] || set -- json jsonl csv ids compare bootstrap figures report
for part in "$@"; do
    echo
    "bench_$part"
done
