#!/bin/bash
# fuzz.sh [NAME...]: fuzz each tests/fuzz/fuzz_NAME.c for $FUZZ_SECONDS with clang's libFuzzer, or
# with our own seeded driver under gcc where clang has none. What is found grows in
# build/fuzz/corpus/NAME; inputs that break something are kept as build/fuzz/NAME-crash-*.
set -u
cd "$(dirname "$0")/../.." || exit 1

clang=${CLANG:-clang}
seconds=${FUZZ_SECONDS:-60}
# shellcheck disable=SC2206 # a command with arguments
make=(${MAKE:-make})
failed=0

has_libfuzzer() {
    echo 'int LLVMFuzzerTestOneInput(const char *, unsigned long);
int LLVMFuzzerTestOneInput(const char *d, unsigned long n) { return d && n > 9; }' |
        "$clang" -w -x c -fsanitize=fuzzer,address,undefined -o /dev/null - 2>/dev/null
}

fuzz_with_clang() {
    local name=$1 seeds=() extra=()

    mkdir -p "build/fuzz/corpus/$name"
    [ ! -d "tests/fuzz/corpus/$name" ] || seeds=("tests/fuzz/corpus/$name")
    [ ! -f "tests/fuzz/$name.dict" ] || extra=("-dict=tests/fuzz/$name.dict")
    "build/fuzz/fuzz_$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
        -print_final_stats=1 -verbosity=0 -artifact_prefix="build/fuzz/$name-" "${extra[@]}" \
        "build/fuzz/corpus/$name" "${seeds[@]}"
}

fuzz_with_driver() {
    "build/asan/fuzz_$1" "$seconds" "tests/fuzz/corpus/$1"
}

if [ $# -eq 0 ]; then
    for source in tests/fuzz/fuzz_*.c; do
        name=$(basename "$source" .c)
        set -- "$@" "${name#fuzz_}"
    done
fi
if has_libfuzzer; then
    "${make[@]}" FLAVOUR=fuzz CC="$clang" fuzz-programs || exit 1
    run_one() { fuzz_with_clang "$1"; }
else
    echo "$clang has no libFuzzer here: using the seeded driver"
    "${make[@]}" FLAVOUR=asan fuzz-programs || exit 1
    run_one() { fuzz_with_driver "$1"; }
fi
for name in "$@"; do
    echo "== fuzz $name, $seconds s"
    run_one "$name" || { echo "fuzz $name found a fault"; failed=1; }
done
exit $failed
