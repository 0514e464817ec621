#!/bin/bash
# Every view of the interface as it was looked at: tests/screens/table says what is drawn, the files
# beside it hold the screens. REGENERATE=1 rewrites them; then the diff is to be looked at, and so
# are the screens themselves (assay render … --to svg).
set -u

root=$(cd "$(dirname "$0")/../.." && pwd)
assay=${ASSAY:-$root/assay}
screens=$root/tests/screens
sizes="80x24 120x40 200x60"
coloured=" layers confusion sample delta-confusion flip "
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$root/sample_runs" || exit 1
export XDG_CONFIG_HOME=$work XDG_STATE_HOME=$work HOME=$work LC_ALL=C.UTF-8 TZ=UTC
unset ASSAY_THEME ASSAY_GLYPHS NO_COLOR

# draw FILE FORMAT SIZE VIEW PATH KEYS: held against the file of that name.
draw() {
    local name=$1
    local -a paths=("$5")

    case $5 in *,*) paths=("${5#*,}" --baseline "${5%%,*}") ;; esac
    if ! "$assay" render "$4" "${paths[@]}" --size "$3" --keys "$6" --to "$2" >"$work/$name" 2>"$work/err"; then
        cat "$work/err" >&2
        echo "not ok screen_$name: $(head -n 1 "$work/err")"
    elif [ "${REGENERATE:-}" = 1 ]; then
        cp "$work/$name" "$screens/$name"
        echo "ok screen_$name"
    elif cmp -s "$work/$name" "$screens/$name"; then
        echo "ok screen_$name"
    else
        diff "$screens/$name" "$work/$name" | head -n 20 >&2
        echo "not ok screen_$name: differs from tests/screens/$name"
    fi
}

while read -r name view path keys; do
    case $name in '' | '#'*) continue ;; esac
    for size in $sizes; do
        draw "$name-$size.txt" txt "$size" "$view" "$path" "$keys"
    done
    case $coloured in
    *" $name "*) draw "$name-80x24.ansi" ansi 80x24 "$view" "$path" "$keys" ;;
    esac
done <"$screens/table"

# Too small, and as small as it goes.
draw small-20x5.txt txt 20x5 samples classification/mer2023_test3 j
draw small-19x4.txt txt 19x4 samples classification/mer2023_test3 j
# A file that is left over from a screen no longer drawn.
for file in "$screens"/*.*; do
    [ -e "$work/${file##*/}" ] || echo "not ok screen_${file##*/}: nothing draws it"
done
