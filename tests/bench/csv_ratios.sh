#!/bin/bash
# csv_ratios.sh FILE [ROUNDS]: times our reader against libcsv in turn (and pandas with scikit-learn
# once), prints seconds and the ratio of the medians. FILE as gen_csv.py writes it.
set -eu

file=$1
rounds=${2:-7}
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../..
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
flags=(-std=c11 -D_XOPEN_SOURCE=700 -O3 -I"$root/include")

mapfile -t sources < <(ls "$root"/src/load/csv_*.c "$root"/src/base/*.c)
cc "${flags[@]}" "${sources[@]}" "$here/csv_counts.c" -o "$work/ours" -lm
cc "${flags[@]}" "$here/libcsv_loop.c" -o "$work/libcsv" -lcsv

seconds() { # COMMAND...
    local start=$EPOCHREALTIME end
    "$@" >"$work/out"
    end=$EPOCHREALTIME
    echo $((${end/[.,]/} - ${start/[.,]/})) | awk '{ printf "%.4f\n", $1 / 1e6 }'
}

median() {
    sort -n | awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'
}

for ((i = 0; i < rounds; i++)); do
    seconds "$work/ours" "$file" >>"$work/ours.times"
    grep accuracy "$work/out" >"$work/ours.says"
    seconds "$work/libcsv" "$file" >>"$work/libcsv.times"
    grep accuracy "$work/out" >"$work/libcsv.says"
done
cmp "$work/ours.says" "$work/libcsv.says"
ours=$(median <"$work/ours.times")
libcsv=$(median <"$work/libcsv.times")
awk -v a="$ours" -v b="$libcsv" -v n="$rounds" 'BEGIN {
    printf "ours %.4f s, libcsv %.4f s (medians of %d in turn): %.1f times as fast\n", a, b, n, b / a }'
if /usr/bin/python3 -c 'import pandas, sklearn' 2>/dev/null; then
    python=$(seconds /usr/bin/python3 "$here/sklearn_codes.py" "$file")
    awk -v a="$ours" -v b="$python" 'BEGIN {
        printf "pandas and scikit-learn %.2f s (once): %.0f times as fast\n", b, b / a }'
fi
