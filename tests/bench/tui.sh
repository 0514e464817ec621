#!/bin/bash
# Measure the interface beside less, VisiData and lnav, and the views that compare two runs:
# tui.sh [csv] [json] [compare]
#
# All run in an emulated terminal of 120x40 (see tui_measure.c for how each figure is taken). Nothing
# is asserted; what is not installed is named and left out. Read the ratios: the seconds are those of
# this machine.
#
#   BENCH_DIR       data and results (build/bench); made once, about 540 MB
#   BENCH_MB        size of the record file (500); BENCH_TUI_ROWS rows of predictions (1000000)
#   BENCH_TOOLS     which of "assay less vd lnav" (all); vd reads the large records only when
#                   BENCH_VD_JSON=1 (minutes, and gigabytes of memory)
#   BENCH_STARTS    starts of the fast programs (9); BENCH_SHOW=1 prints the screens of the jobs
#   ASSAY_REAL_RUNS as for run.sh; ASSAY the program (./assay)
set -u
cd "$(dirname "$0")/../.." || exit 1

dir=${BENCH_DIR:-build/bench}
mb=${BENCH_MB:-500}
rows=${BENCH_TUI_ROWS:-1000000}
tools=${BENCH_TOOLS:-assay less vd lnav}
starts=${BENCH_STARTS:-9}
assay=${ASSAY:-./assay}
measure=${TUI_MEASURE:-build/release/tui_measure}
here=tests/bench
tab=$(printf '\t')
out=$dir/out/tui
anything='[^ ~]'

have() {
    command -v "$1" >/dev/null 2>&1
}

# ---- data ----

# generator NAME: DIR/bin/NAME, compiled when it is missing or older than its source.
generator() {
    [ "$dir/bin/$1" -nt "$here/$1.c" ] ||
        ${CC:-gcc} -std=c11 -D_XOPEN_SOURCE=700 -Iinclude -O2 "$here/$1.c" -o "$dir/bin/$1" || exit 1
}

# made FILE COMMAND...: runs the command, which writes FILE.new, unless FILE is there.
made() {
    local file=$1
    shift
    [ -s "$file" ] && return
    mkdir -p "$(dirname "$file")"
    "$@" >"$file.said" || exit 1
    mv "$file.new" "$file"
}

make_csv() {
    generator gen_csv
    file=$dir/csv-$rows/predictions.csv
    made "$file" "$dir/bin/gen_csv" "$rows" "$file.new"
}

# The file of run.sh, made the same way.
make_json() {
    local origin=${ASSAY_REAL_RUNS:-none}/mbpp-turing/ModelRuns data=$dir/real-$mb

    generator gen_mbpp
    [ -d "$origin" ] || { origin=sample_runs/mbpp/ModelRuns && data=$dir/sample-$mb; }
    file=$data/array/evaluation_results_all.json
    made "$file" "$dir/bin/gen_mbpp" array "$mb" "$file.new" \
        "$origin"/*/evaluations/evaluation_results_all.json
}

# ---- programs: how each is asked for the same ----

run_less() { # FILE PATTERN
    "$measure" less starts="$starts" pattern="$2" page='<space>' load=10 -- less -S "$1"
}

# Sorting and filtering as a user of each does it; both columns are numbers then.
run_vd() {
    "$measure" vd starts=3 pattern="$2" home=gk page='<c-f>' quiet=60 keys=60 load=150 limit=20000 \
        before='gl %' job='sort:[' job='filter:z|score<lt>.6<enter>;;"' \
        job='text:q gu gh l |test<enter>;;"' patience=3000 show="${BENCH_SHOW:-0}" -- vd "$1"
}

run_lnav() {
    "$measure" lnav starts=3 pattern="$2" quiet=60 keys=60 limit=5000 load=30 -- lnav -N "$1"
}

run_assay() { # FILE PATTERN FILTER TEXT_FILTER
    local lines=36 # of the table; any text stands on all lines

    [ "$2" != "$anything" ] || lines=40
    "$measure" assay starts="$starts" pattern="$2" limit=1500 lines=$lines page='<pgdn>' \
        views='1 2 3 4 5 6 8 9 ? <esc>' back=7 before='g' job='sort::sort-up<space>score<enter>' \
        job="filter:&$3<enter>" job="text:&$4<enter>" show="${BENCH_SHOW:-0}" -- \
        "$assay" --view samples "$1"
}

absent() { # TOOL PART: why it is not measured, or nothing
    case $1 in
    assay)
        [ -x "$assay" ] || { echo "not built"; return; }
        ! "$assay" sample_runs </dev/null 2>&1 | grep -q 'there is no screen to open yet' ||
            echo "there is no interface yet"
        ;;
    vd)
        have vd || { echo "visidata is not installed"; return; }
        [ "$2" != json ] || [ "${BENCH_VD_JSON:-}" = 1 ] || echo "BENCH_VD_JSON is not 1"
        ;;
    *) have "$1" || echo "not installed" ;;
    esac
}

# compared VIEW KEYS SETTING...: the interface over both files, where KEYS lead to the view once the
# two are compared.
compared() {
    local view=$1 keys=$2
    shift 2
    "$measure" "$view" starts=1 pattern="$anything" limit=1500 load=10 quiet=60 ready="B j c $keys" \
        page='<pgdn>' "$@" show="${BENCH_SHOW:-0}" -- "$assay" "$file" "$other"
}

# The table of figures has few rows, so keys that stand still cost time; the lists have many.
bench_compare() {
    other=$dir/csv-$rows/other/predictions.csv
    make_csv
    made "$other" "$dir/bin/gen_csv" "$rows" "$other.new" other
    echo "== two runs of $rows predictions"
    cat "$file" "$other" >/dev/null
    {
        compared compare 2 keys=2 views='4 7 9 2' back=2
        compared flips 7 before=g job='broken:&is:broken<enter>' \
            job='sort_id::sort-up<space>id<enter>' job='all:d' job='text:&<c-u>split:test<enter>'
        compared flip 7 home='<enter>' down=e page='}'
    } >"$out/compare.tsv"
    figures "$out/compare.tsv"
}

# ---- tables ----

# figures FILE: a row per figure, a column per tool.
figures() {
    awk -F "$tab" '
        !($1 in tools) { tools[$1] = 1; tool[++n] = $1 }
        !($2 in rows) { rows[$2] = 1; row[++m] = $2 }
        { value[$1, $2] = $3 }
        END {
            printf "%-18s", ""
            for (t = 1; t <= n; t++) printf " %10s", tool[t]
            print ""
            for (r = 1; r <= m; r++) {
                printf "%-18s", row[r]
                for (t = 1; t <= n; t++) {
                    v = value[tool[t], row[r]]
                    printf " %10s", v == "" ? "-" : v ~ /^[0-9.e+-]+$/ ? sprintf("%.4g", v) : v
                }
                print ""
            }
        }' "$1"
}

# What was asked, and what came of it.
targets() {
    awk -F "$tab" '
        { value[$1, $2] = $3 }
        function is(tool, figure) { return value[tool, figure] }
        function most(what, figure, limit, unit,   v) {
            v = is("assay", figure)
            if (v == "") { printf "%-44s not measured\n", what; return }
            printf "%-44s asked at most %g%s, got %.4g: %s\n", what, limit, unit, v,
                (v + 0 <= limit ? "met" : "missed")
        }
        function times(what, other, figure, limit,   a, b) {
            a = is("assay", figure); b = is(other, figure)
            if (a == "" || b == "" || b + 0 == 0) { printf "%-44s not measured\n", what; return }
            printf "%-44s asked at most %g times that of %s (%.4g), got %.2f times: %s\n", what, limit,
                other, b, a / b, (a / b <= limit ? "met" : "missed")
        }
        function faster(what, figure, limit,   a, b) {
            a = is("assay", figure); b = is("vd", figure)
            if (a + 0 == 0 || b + 0 == 0) { printf "%-44s not measured\n", what; return }
            printf "%-44s asked %g times as fast as vd (%.4g ms), got %.1f: %s\n", what, limit, b,
                b / a, (b / a >= limit ? "met" : "missed")
        }
        END {
            times("exec to first full frame", "less", "frame_ms", 3)
            most("first frame", "frame_bytes", 4300, " B")
            most("cursor down", "down_bytes", 80, " B")
            most("scroll by one", "scroll_bytes", 180, " B")
            most("page down", "page_bytes", 1800, " B")
            most("frame of another view (" is("assay", "view_key") ")", "view_bytes", 12000, " B")
            most("idle, 3 s: bytes", "idle_bytes", 0, "")
            most("idle, 3 s: switches to it", "idle_switches", 0, "")
            times("key to last byte, p99", "less", "key_p99", 3)
            most("key to last byte while loading, longest", "load_max", 20, " ms")
            faster("sort by score", "job_sort_ms", 50)
            faster("filter by a number", "job_filter_ms", 50)
            faster("filter by a text", "job_text_ms", 50)
        }' "$1"
}

# bench PART FILE PATTERN FILTER TEXT_FILTER
bench() {
    local tool why

    echo "== $1: $(wc -c <"$2" | awk '{ printf "%.1f MB", $1 / 1e6 }')"
    cat "$2" >/dev/null # into the cache
    : >"$out/$1.tsv"
    for tool in $tools; do
        why=$(absent "$tool" "$1")
        if [ -n "$why" ]; then
            echo "not measured: $tool ($why)"
        else
            "run_$tool" "$2" "$3" "$4" "$5" >>"$out/$1.tsv"
        fi
    done
    figures "$out/$1.tsv"
    ! grep -q "^assay$tab" "$out/$1.tsv" || targets "$out/$1.tsv"
}

mkdir -p "$dir/bin" "$out"
[ -x "$measure" ] || { echo "not measured: $measure is not built (it needs libvterm)"; exit 0; }
echo "machine: $(awk -F ': ' '/model name/ { print $2; exit }' /proc/cpuinfo 2>/dev/null)," \
    "$(nproc 2>/dev/null || echo 1) processors; terminal 120x40, xterm-256color"
[ $# -gt 0 ] || set -- csv json compare
for part in "$@"; do
    echo
    case $part in
    csv)
        make_csv
        bench csv "$file" '(test|validation|train)' 'score<lt>0.6' 'split:test'
        ;;
    json)
        make_json
        bench json "$file" "$anything" 'is:fail' 'split:test'
        ;;
    compare) bench_compare ;;
    *) echo "tui.sh: no part called $part (csv, json, compare)" >&2 && exit 2 ;;
    esac
done
