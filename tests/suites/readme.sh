#!/bin/bash
# README.md shows what the program prints.
#
# Each fenced block marked `console` holds commands (lines that start with "$ ") and what they print
# on stdout (CSV with its carriage returns left out). A line of "…" alone stands for any lines. The commands run, in order, in a folder that
# has ./assay and sample_runs. Pictures of the interface are held against what their command draws.
# REGENERATE=1 writes what is printed now into blocks without "…".
set -u

root=$(cd "$(dirname "$0")/../.." && pwd)
readme=$root/README.md
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

mkdir "$work/here"
cp "${ASSAY:-$root/assay}" "$work/here/assay"
cp -r "$root/sample_runs" "$root/share" "$work/here/"
PATH=$work/here:$PATH

# N.cmd and N.want for each command of the page.
awk -v dir="$work" '
    /^```console$/ { inside = 1; next }
    /^```$/ { inside = 0; file = ""; next }
    inside && /^\$ / { n++; print substr($0, 3) >(dir "/" n ".cmd"); file = dir "/" n ".want"
                       printf "" >file; next }
    inside && file { print >file }' "$readme"

# Does GOT match WANT, where "…" in WANT stands for any lines?
matches() {
    awk '
        FNR == NR { want[++wants] = $0; next }
        { got[++gots] = $0 }
        function fits(w, g) {
            for (; w <= wants; w++) {
                if (want[w] == "…") {
                    for (; g <= gots + 1; g++)
                        if (fits(w + 1, g))
                            return 1
                    return 0
                }
                if (g > gots || want[w] != got[g])
                    return 0
                g++
            }
            return g == gots + 1
        }
        END { exit !fits(1, 1) }' "$1" "$2"
}

count=0
for file in "$work"/*.cmd; do
    [ -f "$file" ] && count=$((count + 1))
done
for n in $(seq 1 "$count"); do
    command=$(cat "$work/$n.cmd")
    name=readme_shows_$(echo "$command" | tr -cs 'a-zA-Z0-9\n' _ | cut -c 1-50)
    case $command in
    *'| jq '*)
        if ! command -v jq >/dev/null; then
            echo "skip $name: jq is not installed"
            continue
        fi
        ;;
    esac
    (cd "$work/here" && sh -c "$command") 2>"$work/$n.err" </dev/null | tr -d '\r' >"$work/$n.got"
    if matches "$work/$n.want" "$work/$n.got"; then
        echo "ok $name"
    elif [ "${REGENERATE:-}" = 1 ] && ! grep -qx '…' "$work/$n.want"; then
        echo "ok $name (written)"
        rewrite=1
        cp "$work/$n.got" "$work/$n.want"
    else
        diff "$work/$n.want" "$work/$n.got" >&2
        cat "$work/$n.err" >&2
        echo "not ok $name: it prints something else"
    fi
done
[ "$count" -gt 0 ] || echo "not ok readme_shows_something: README.md has no console block"

if [ -n "${rewrite:-}" ]; then
    awk -v dir="$work" '
        function show(file,   line) { while ((getline line <file) > 0) print line; close(file) }
        /^```console$/ { inside = 1; print; next }
        /^```$/ { if (inside && n) show(dir "/" n ".want"); inside = 0; begun = 0; print; next }
        inside && /^\$ / { if (begun) show(dir "/" n ".want"); n++; begun = 1; print; next }
        !inside { print }' "$readme" >"$work/README.md" && cp "$work/README.md" "$readme"
fi

# ---- pictures ----

# Every picture is what the command in the comment before it draws.
pictures=0
while read -r file command; do
    pictures=$((pictures + 1))
    name=readme_picture_$(basename "$file" .svg)
    (cd "$work/here" && eval "./assay $command --to svg") >"$work/picture.svg" 2>"$work/err"
    if cmp -s "$work/picture.svg" "$root/$file"; then
        echo "ok $name"
    elif [ "${REGENERATE:-}" = 1 ] && [ -s "$work/picture.svg" ]; then
        mkdir -p "$(dirname "$root/$file")"
        cp "$work/picture.svg" "$root/$file"
        echo "ok $name (written)"
    else
        cat "$work/err" >&2
        echo "not ok $name: assay $command draws something else"
    fi
done < <(awk '
    /^<!-- picture: / { sub(/^<!-- picture: /, ""); sub(/ -->$/, ""); command = $0; next }
    command != "" && match($0, /\(man\/(screens|figures)\/[a-z_-]+\.svg\)/) {
        print substr($0, RSTART + 1, RLENGTH - 2), command; command = "" }' "$readme")
[ "$pictures" -ge 4 ] || echo "not ok readme_shows_screens: fewer than four pictures"

# ---- what the page says of the house ----

said() { # NAME TEXT: the page has this line
    if grep -qxF -- "$2" "$readme"; then
        echo "ok $1"
    else
        echo "not ok $1: README.md has no line \"$2\""
    fi
}

not_in_table() {
    "$work/here/assay" --help | awk '/^  [a-z]/ && $1 != "help" { print $1 }' | while read -r c; do
        grep -q "^| \`$c\`" "$readme" || echo "the table of commands lacks $c"
    done
    "$work/here/assay" help formats | sed '/^$/,$d' | awk '{ print $1 }' | while read -r f; do
        grep -q "^| \`$f\`" "$readme" || echo "the table of formats lacks $f"
    done
    for c in 0 1 2 3 4 5 6; do
        grep -q "^| $c |" "$readme" || echo "the table of exit codes lacks $c"
    done
}

said readme_names_the_first_command "    make demo"
said readme_names_the_second_command "    make check"
lacking=$(not_in_table)
if [ -z "$lacking" ]; then
    echo "ok readme_tables_name_every_command_format_and_exit_code"
else
    echo "not ok readme_tables_name_every_command_format_and_exit_code: $(echo "$lacking" | head -n 1)"
fi
for command in "make demo" "make check"; do
    grep -qF "$command" "$root/.ci/run" ||
        { echo "not ok ci_runs_what_the_readme_says: .ci/run lacks $command"; exit; }
done
echo "ok ci_runs_what_the_readme_says"
