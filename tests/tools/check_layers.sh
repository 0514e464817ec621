#!/bin/bash
# The architecture, checked: reads the #include lines of src and include/assay. Prints one line per
# rule (ok NAME / not ok NAME: why), breaches first on stderr; ends 1 on a breach.
set -u
cd "$(dirname "$0")/../.." || exit 1

# folder -> the folders it may include from, beside itself.
declare -A may=(
    [base]=""
    [model]="base"
    [load]="base model"
    [metrics]="base model"
    [session]="base model load metrics"
    [look]="base load"
    [plot]="base model load metrics session look"
    [report]="base model load metrics session look plot"
    [tui]="base model load metrics session look plot"
    [cmd]="base model load metrics session look plot report tui"
)
code=0

verdict() { # NAME BREACHES
    if [ -z "$2" ]; then
        echo "ok $1"
    else
        echo "$2" >&2
        echo "not ok $1: $(echo "$2" | head -n 1)"
        code=1
    fi
}

# FILE:LINE:INCLUDED for each #include of the files given on stdin.
includes() {
    xargs -r grep -HnE '^[[:space:]]*#[[:space:]]*include' |
        sed -E 's/^([^:]*:[0-9]+):[^"<]*[<"]([^">]*)[">].*/\1:\2/'
}

sources() {
    find src -mindepth 2 -name '*.[ch]' 2>/dev/null | sort
}

headers() {
    find include/assay -name '*.h' 2>/dev/null | sort
}

folder_of() {
    local path=${1#include/assay/}

    path=${path#src/}
    echo "${path%%/*}"
}

upward() {
    local file line included from to

    { sources; headers; } | includes | while IFS=: read -r file line included; do
        from=$(folder_of "$file")
        [[ -v may[$from] ]] || { echo "$file: the folder $from is in no layer"; continue; }
        [[ $included == assay/*/* ]] || continue
        to=${included#assay/}
        to=${to%%/*}
        [[ $to == "$from" || " ${may[$from]} " == *" $to "* ]] ||
            echo "$file:$line: $from includes $included"
    done
}

# A module may be told in several files: those without a public header of their own include its
# private one, NAME_internal.h beside them.
without_header() {
    local source own

    for source in $(sources); do
        own=assay/${source#src/}
        own=${own%.c}.h
        case $source in
        *_internal.h) ;;
        *.h) echo "$source: public headers live in include/assay, private ones are *_internal.h" ;;
        *) [ -f "include/$own" ] || grep -qE '^#include "[a-z0-9_]+_internal\.h"' "$source" ||
            echo "$source: include/$own is missing" ;;
        esac
    done
}

# Private headers are for their own folder.
quoted_elsewhere() {
    sources | xargs -r grep -HnE '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' |
        grep -vE '"[a-z0-9_]+_internal\.h"'
}

own_header_late() {
    local source own first

    for source in $(sources); do
        own=assay/${source#src/}
        own=${own%.c}.h
        [ -f "include/$own" ] || continue
        first=$(echo "$source" | includes | head -n 1)
        [[ $first == *":$own" ]] || echo "$source: does not include <$own> first"
    done
}

headers_without_comment() {
    local header

    for header in $(headers) $(sources | grep '\.h$'); do
        [[ $(head -c 2 "$header") == "/*" ]] || echo "$header: does not open with a comment"
    done
}

curses_elsewhere() {
    { find src include tests -name '*.[ch]' 2>/dev/null; } | sort | includes |
        grep -E ':n?curses(w/[a-z]*)?\.h$|:ncursesw?/' | grep -v '^src/tui/present_curses\.c:'
}

verdict folders_include_only_what_lies_below "$(upward)"
verdict every_source_has_a_header "$(without_header)"
verdict only_private_headers_are_quoted "$(quoted_elsewhere)"
verdict every_source_includes_its_own_header_first "$(own_header_late)"
verdict every_header_opens_with_a_comment "$(headers_without_comment)"
verdict only_present_curses_includes_curses "$(curses_elsewhere)"
exit $code
