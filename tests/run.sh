#!/bin/bash
# Run test suites and count: tests/run.sh [FLAVOUR:]SUITE...
#
# A suite prints one line per test, `ok NAME`, `not ok NAME: why` or `skip NAME: why`, and may print
# `real NAME` for a real run it has read; other lines are shown only when the suite fails. A suite
# that ends badly without a `not ok`, or that prints no result, counts as one failure. FLAVOUR is
# the folder of build/ whose programs are tested (check).
#
#   unit      build/FLAVOUR/unit, all tests or those that contain $ONLY
#   golden    tests/golden/*/: files cmd (a shell line, run at the root with $ASSAY), out (expected
#             stdout), err (expected stderr, if it matters), code (expected exit code, else 0),
#             needs (words: REAL_RUNS, or a command that must be there). REGENERATE=1 rewrites.
#   scripts   tests/suites/*.sh, each prints such lines itself; gets $ASSAY, $FLAVOUR, $TMPDIR
#   fuzz      build/asan/fuzz_*, a short seeded run of each
#   browser   tests/browser/: pages of reports in headless Chromium; its packages come from npm into
#             build/browser, the pages stay there, with $SHOTS pictures of them too
#   compilers what was compiled with warnings as errors (by `make check`)
#   layers, fmt, lint
#
# The environment is pinned. ASSAY_REAL_RUNS may name a folder of real runs; without it the tests
# that want them are skipped. The last line is `N passed, N failed, N skipped`; ends 1 on failure.
set -u
cd "$(dirname "$0")/.." || exit 1

root=$PWD
work=$(mktemp -d) || exit 1
# Who reads nothing there may still pass, as tests do that give up root.
chmod 711 "$work"
trap 'rm -rf "$work"' EXIT
passed=0 failed=0 skipped=0
real_names=""
only=${ONLY:-}
clang=${CLANG:-clang}
clang_format=${CLANG_FORMAT:-clang-format}

# Where the sanitisers write; jobs at once have one each.
san=$work/san
jobs=${JOBS:-$(nproc 2>/dev/null || echo 2)}

have() {
    command -v "$1" >/dev/null 2>&1
}

# pinned HOME COMMAND...: with nothing of the caller's environment but PATH.
pinned() {
    local home=$1
    shift
    mkdir -p "$home/tmp"
    env -i PATH="$PATH" HOME="$home" TMPDIR="$home/tmp" LC_ALL=C.UTF-8 TZ=UTC TERM=dumb COLUMNS=80 \
        LINES=24 XDG_CONFIG_HOME="$home/.config" XDG_STATE_HOME="$home/.local/state" \
        XDG_CACHE_HOME="$home/.cache" XDG_DATA_HOME="$home/.local/share" \
        ASSAY="$root/build/$flavour/assay" FLAVOUR="$flavour" \
        ASAN_OPTIONS="exitcode=99:detect_leaks=1:allocator_may_return_null=1:log_path=$san" \
        LSAN_OPTIONS="suppressions=$root/tests/leaks.supp:print_suppressions=0" \
        UBSAN_OPTIONS="exitcode=98:print_stacktrace=1:log_path=$san" \
        ${ASSAY_REAL_RUNS:+ASSAY_REAL_RUNS="$ASSAY_REAL_RUNS"} "$@"
}

# sanitiser_says STDERR: what the sanitisers wrote since the last call, to their logs or (gcc's
# libubsan) to the file given; nothing when they were content. That a joined thread had gone before
# its registers were read is no complaint.
sanitiser_says() {
    cat "$san".* 2>/dev/null | grep -v '^==[0-9]*==Unable to get registers from thread '
    rm -f "$san".*
    [ ! -f "$1" ] || grep -m 1 -A 6 'runtime error: ' "$1"
}

# ---- suites ----

# Why a golden test cannot run here, or nothing.
unmet_need() {
    local need

    [ -f "$1/needs" ] || return
    # shellcheck disable=SC2013 # words, not lines
    for need in $(cat "$1/needs"); do
        case $need in
        REAL_RUNS) [ -n "${ASSAY_REAL_RUNS:-}" ] || { echo "ASSAY_REAL_RUNS is not set"; return; } ;;
        *) have "$need" || { echo "$need is not installed"; return; } ;;
        esac
    done
}

# Run one case into $work/case; prints the reason for failure, or nothing.
golden_run() {
    local dir=$1 result=$work/case code wanted report

    rm -rf "$result"
    mkdir -p "$result"
    pinned "$result/home" sh -c "$(cat "$dir/cmd")" \
        >"$result/out" 2>"$result/err" </dev/null
    code=$?
    echo "$code" >"$result/code"
    report=$(sanitiser_says "$result/err")
    if [ -n "$report" ]; then
        echo "$report" >&2
        echo "the sanitisers complain: $(echo "$report" | grep -m 1 -E 'ERROR|runtime error')"
        return
    fi
    [ "${REGENERATE:-}" = 1 ] && return
    wanted=$(cat "$dir/code" 2>/dev/null || echo 0)
    [ "$code" -eq "$wanted" ] ||
        { echo "exit code $code, not $wanted: $(head -n 1 "$result/err")"; return; }
    diff -u "$dir/out" "$result/out" >&2 || { echo "stdout differs"; return; }
    [ ! -f "$dir/err" ] || diff -u "$dir/err" "$result/err" >&2 || echo "stderr differs"
}

golden_rewrite() {
    local dir=$1 code

    code=$(cat "$work/case/code")
    cp "$work/case/out" "$dir/out"
    [ ! -f "$dir/err" ] || cp "$work/case/err" "$dir/err"
    if [ "$code" -ne 0 ] || [ -f "$dir/code" ]; then
        echo "$code" >"$dir/code"
    fi
}

suite_golden() {
    local dir name why

    for dir in tests/golden/*/; do
        dir=${dir%/}
        name=${dir##*/}
        [ -f "$dir/cmd" ] || continue
        [[ $name == *"$only"* ]] || continue
        why=$(unmet_need "$dir")
        [ -z "$why" ] || { echo "skip $name: $why"; continue; }
        why=$(golden_run "$dir")
        [ -z "$why" ] || { echo "not ok $name: $why"; continue; }
        [ "${REGENERATE:-}" != 1 ] || golden_rewrite "$dir"
        grep -oE 'ASSAY_REAL_RUNS[}"]*/[A-Za-z0-9_.-]+' "$dir/cmd" | sed 's,.*/,real ,'
        echo "ok $name"
    done
}

# at_once FUNCTION ARGUMENT...: the function for a folder of its own and each argument, as many at a
# time as there are processors; what they print comes in the order of the arguments.
at_once() {
    local function=$1 argument running=0 parts=()
    shift

    for argument in "$@"; do
        parts+=("$(mktemp -d "$work/part.XXXXXX")")
        [ "$running" -lt "$jobs" ] || { wait -n && running=$((running - 1)); }
        "$function" "${parts[-1]}" "$argument" >"${parts[-1]}/out" 2>"${parts[-1]}/err" &
        running=$((running + 1))
    done
    wait
    for argument in "${parts[@]}"; do
        cat "$argument/out"
        cat "$argument/err" >&2
        rm -rf "$argument"
    done
}

run_script() {
    local script=$2 lines=$1/lines name code report

    san=$1/san
    name=$(basename "$script" .sh)
    pinned "$work/home_$name" timeout 600 "$script" >"$lines" 2>"$lines.err" </dev/null
    code=$?
    cat "$lines"
    cat "$lines.err" >&2
    report=$(sanitiser_says "$lines.err")
    if [ -n "$report" ]; then
        echo "$report" >&2
        echo "not ok $name: the sanitisers complain"
    elif [ "$code" -ne 0 ] && ! grep -q '^not ok' "$lines"; then
        echo "not ok $name: the script ended with code $code"
    elif ! grep -qE '^(ok|not ok|skip) ' "$lines"; then
        echo "not ok $name: the script printed no result"
    fi
}

suite_scripts() {
    local script scripts=() alone=()

    for script in tests/suites/*.sh; do
        [[ $(basename "$script" .sh) == *"$only"* ]] || continue
        case $script in
        # Who waits for a screen does not want to wait for others; each other they do not disturb.
        */terminal.sh | */tmux_tour.sh) alone+=("$script") ;;
        *) scripts+=("$script") ;;
        esac
    done
    at_once run_script "${scripts[@]}"
    at_once run_script "${alone[@]}"
}

# One locale with a decimal comma, for the test that numbers do not heed it.
make_locale() {
    mkdir -p "$1"
    [ ! -e /usr/share/i18n/locales/de_DE ] || [ -d "$1/de_DE.UTF-8" ] ||
        localedef -i de_DE -f UTF-8 "$1/de_DE.UTF-8" >/dev/null 2>&1
}

run_unit() {
    local lines=$1/lines part=$2 code

    san=$1/san
    # shellcheck disable=SC2086 # ONLY may hold several words
    pinned "$work/home_unit_${part%/*}" env LOCPATH="$work/locales" UNIT_PART="$part" \
        "build/$flavour/unit" $only >"$lines" 2>"$lines.err"
    code=$?
    cat "$lines"
    cat "$lines.err" >&2
    sanitiser_says "$lines.err" >"$lines.san"
    cat "$lines.san" >&2
    [ ! -s "$lines.san" ] || echo "not ok unit: the sanitisers complain"
    # 1 says that some tests failed; anything else ended the program early.
    if [ "$code" -gt 1 ] || { [ "$code" -eq 1 ] && ! grep -q '^not ok ' "$lines"; }; then
        echo "not ok unit: ended with code $code"
    fi
}

suite_unit() {
    local parts=() part

    make_locale "$work/locales"
    for ((part = 1; part <= jobs; part++)); do
        parts+=("$part/$jobs")
    done
    at_once run_unit "${parts[@]}"
}

run_fuzz() {
    local name=$2 program=build/asan/$2 output

    san=$1/san
    [ -x "$program" ] || { echo "not ok $name: $program is not built"; return; }
    if output=$(pinned "$work/home_$name" "$program" "${FUZZ_SMOKE_SECONDS:-2}" \
        "tests/fuzz/corpus/${name#fuzz_}" 2>&1); then
        echo "$output"
        echo "ok $name"
    else
        echo "$output" >&2
        sanitiser_says /dev/null >&2
        echo "not ok $name: $(echo "$output" | tail -n 1)"
    fi
}

suite_fuzz() {
    local source names=()

    for source in tests/fuzz/fuzz_*.c; do
        [[ $(basename "$source" .c) != *"$only"* ]] || names+=("$(basename "$source" .c)")
    done
    at_once run_fuzz "${names[@]}"
}

suite_browser() {
    local packages=build/browser/packages pages=build/browser/pages why chromium

    chromium=${CHROMIUM:-$(command -v chromium || command -v chromium-browser)}
    [ -n "$chromium" ] || { echo "skip browser: chromium is not installed"; return; }
    # The caller's settings say where packages come from.
    why=$(tests/browser/install.sh "$packages")
    [ -z "$why" ] || { echo "skip browser: $why"; return; }
    pinned "$work/home" env ONLY="$only" CHROMIUM="$chromium" timeout 600 \
        node tests/browser/main.mjs "$packages" "$pages" </dev/null
    [ -z "${SHOTS:-}" ] || pinned "$work/home" env CHROMIUM="$chromium" \
        node tests/browser/shots.mjs "$packages" "$pages" build/browser/shots >&2
}

suite_compilers() {
    local which

    for which in check clang asan; do
        [ -f "build/$which/flags" ] || { echo "skip $which: not built"; continue; }
        case $(cat "build/$which/flags") in
        *-Werror*) echo "ok $which" ;;
        *) echo "not ok $which: built without -Werror" ;;
        esac
    done
    have "$clang" || echo "skip clang: $clang is not installed"
}

suite_layers() {
    tests/tools/check_layers.sh
}

suite_fmt() {
    local said=$work/fmt

    have "$clang_format" || { echo "skip fmt: $clang_format is not installed"; return; }
    find src include tests -name '*.[ch]' | sort >"$work/formatted"
    xargs -P "$jobs" -n 50 "$clang_format" --dry-run -Werror <"$work/formatted" >"$said" 2>&1
    sed -nE 's/^([^: ]+):[0-9]+:[0-9]+: error:.*/\1/p' "$said" | sort -u >"$said.bad"
    grep -vxFf "$said.bad" "$work/formatted" | sed 's/^/ok /'
    sed 's/^/not ok /; s/$/: run make fmt/' "$said.bad"
}

suite_lint() {
    local file output

    for file in .ci/run tests/run.sh tests/*/*.sh; do
        [ -f "$file" ] || continue
        have shellcheck || { echo "skip $file: shellcheck is not installed"; continue; }
        if output=$(shellcheck -x "$file"); then
            echo "ok $file"
        else
            echo "$output" >&2
            echo "not ok $file: shellcheck complains"
        fi
    done
    for file in man/*.[15]; do
        [ -f "$file" ] || continue
        have mandoc || { echo "skip $file: mandoc is not installed"; continue; }
        if output=$(mandoc -T lint -W warning "$file"); then
            echo "ok $file"
        else
            echo "not ok $file: $(echo "$output" | head -n 1)"
        fi
    done
}

# ---- running and counting ----

run_suite() { # [FLAVOUR:]SUITE
    local suite=${1##*:} log=$work/log code good bad idle

    flavour=check
    [[ $1 != *:* ]] || flavour=${1%%:*}
    declare -F "suite_$suite" >/dev/null || { echo "run.sh: no suite called $suite" >&2; exit 2; }
    "suite_$suite" >"$log" 2>"$log.err"
    code=$?
    # 1 is how a suite says that some tests failed; anything else ended it early.
    if [ "$code" -gt 1 ] || { [ "$code" -eq 1 ] && ! grep -q '^not ok ' "$log"; }; then
        echo "not ok $suite: ended with code $code" >>"$log"
    fi
    good=$(grep -c '^ok ' "$log")
    bad=$(grep -c '^not ok ' "$log")
    idle=$(grep -c '^skip ' "$log")
    real_names+=$(sed -n 's/^real / /p' "$log" | tr -d '\n')
    [ "$bad" -eq 0 ] || { cat "$log.err"; grep '^not ok ' "$log"; }
    grep '^skip ' "$log"
    echo "== $1: $good passed, $bad failed, $idle skipped"
    passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + idle))
}

for suite in "$@"; do
    run_suite "$suite"
done
if [ -z "${ASSAY_REAL_RUNS:-}" ]; then
    echo "real runs: none tested, ASSAY_REAL_RUNS is not set"
else
    real_names=$(echo "$real_names" | tr ' ' '\n' | grep . | sort -u | tr '\n' ' ')
    echo "real runs tested: ${real_names:-none}"
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
