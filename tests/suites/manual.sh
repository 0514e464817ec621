#!/bin/bash
# The manual says what the program says.
#
# Parts of man/*.[15] between `.\" from the program: WHAT` and `.\" end` are made from the program's
# own tables: commands, options COMMAND, metrics, formats, known, plots, settings. Each must be what the
# program prints now; REGENERATE=1 rewrites them in place (run the script by hand with $ASSAY set).
# Beside that: exit codes are provoked, and every file kind, assay.yaml key and environment variable
# of the source must be named.
set -u

root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root" || exit 1
assay=${ASSAY:-$root/assay}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

verdict() { # NAME WHAT_IS_WRONG
    if [ -z "$2" ]; then
        echo "ok $1"
    else
        echo "$2" >&2
        echo "not ok $1: $(echo "$2" | head -n 1)"
    fi
}

# ---- mdoc from the program's texts ----

# Text lines: nothing in them may be taken for a macro or an escape.
as_text() {
    sed -e 's/\\/\\e/g' -e "s/^\([.']\)/\\\\\&\1/" -e 's/…/.../g' -e 's/−/\\-/g' -e 's/–/\\(en/g' \
        -e 's/·/\\(md/g' -e 's/Σ/\\(*S/g' -e 's/√/sqrt/g' -e 's/≥/>=/g' -e 's/≤/<=/g' -e 's/×/x/g'
}

# "list DIR…" -> `Cm list Ar DIR ...`
part_commands() {
    echo '.Bl -tag -width Ds'
    "$assay" --help | awk '
        /^  [a-z]/ {
            line = substr($0, 3)
            at = match(line, /  +/)
            head = at ? substr(line, 1, at - 1) : line
            gsub(/…/, " ...", head)
            n = split(head, words, " ")
            out = ".It Cm " words[1]
            for (i = 2; i <= n; i++)
                if (words[i] ~ /^-/)
                    out = out " Fl " substr(words[i], 2)
                else
                    out = out (words[i] ~ /^[a-z]/ ? " Cm " : " Ar ") words[i]
            gsub(/ Ar \.\.\./, " ...", out)
            print out
            print substr(line, at + RLENGTH) "."
        }' | as_item
    echo '.El'
}

# Items pass, text is escaped.
as_item() {
    local line

    while IFS= read -r line; do
        case $line in
        .It* | .El | .Pp | .Bl*) printf '%s\n' "$line" ;;
        *) printf '%s\n' "$line" | as_text ;;
        esac
    done
}

# "-a, --all  Help" -> `Fl a , Fl -all`
part_options() {
    echo '.Bl -tag -width Ds'
    "$assay" "$1" --help | sed '1,/^$/d' | awk '
        /^ +-/ {
            line = $0
            sub(/^ +/, "", line)
            at = match(line, /  +/)
            head = substr(line, 1, at - 1)
            gsub(/…/, "...", head)
            gsub(/[,=]\.\.\./, "& ", head)
            n = split(head, words, " ")
            out = ".It"
            for (i = 1; i <= n; i++) {
                word = words[i]
                if (word ~ /^-/) {
                    comma = sub(/,$/, "", word)
                    out = out " Fl " substr(word, 2) (comma ? " ," : "")
                } else {
                    out = out " Ar " word
                }
            }
            print out
            print substr(line, at + RLENGTH) "."
        }' | as_item
    echo '.El'
}

part_metrics() {
    echo '.Bl -tag -width Ds'
    "$assay" help metrics | awk '
        /^[^ ]/ {
            at = index($0, "  ")
            print ".It Cm " substr($0, 1, at - 1)
            print substr($0, at + 2) ":"
            next
        }
        /^    source: / { sub(/^ +source: /, ""); print "Source: " $0 "."; next }
        /^    / { sub(/^ +/, ""); print $0 "." }' | as_item
    echo '.El'
}

part_formats() {
    echo '.Bl -tag -width Ds'
    "$assay" help formats | sed '/^$/,$d' | awk '
        { at = match($0, /  +/); print ".It Cm " substr($0, 1, at - 1)
          print substr($0, at + RLENGTH) "." }' | as_item
    echo '.El'
}

part_known() {
    echo '.Bl -bullet -compact'
    "$assay" help formats | sed '1,/^$/d' | awk '/^  / { sub(/^ +/, ""); print ".It"; print }' |
        as_item
    echo '.El'
}

# "tasks  task_accuracies (one run)" and a line below -> `Cm tasks Pa task_accuracies Pq one run`
part_plots() {
    echo '.Bl -tag -width Ds'
    "$assay" help plots | awk '
        /^[^ ]/ {
            at = index($0, "  ")
            rest = substr($0, at + 2)
            of = substr(rest, index(rest, "(") + 1)
            sub(/\)$/, "", of)
            print ".It Cm " substr($0, 1, at - 1) " Pa " substr(rest, 1, index(rest, " ") - 1) " Pq " of
            next
        }
        { sub(/^ +/, ""); print $0 "." }' | as_item
    echo '.El'
}

part_settings() {
    echo '.Bl -tag -width Ds'
    "$assay" config | awk '
        NR == 1 { next }
        /^$/ { exit }
        { n = split($0, cell, /  +/)
          print ".It Cm " cell[1]
          print cell[n] " (default " cell[2] ")." }' | as_item
    echo '.El'
}

# "j ↓  :down  one row down" -> `Ic j Down Cm :down`, a list a group. Every key is kept from being
# taken for punctuation.
part_keys() {
    "$assay" help keys | sed -e 's/↑/Up/;s/↓/Down/;s/←/Left/;s/→/Right/' | awk '
        function words(text, i, n, list, out) {
            n = split(text, list, " ")
            for (i = 1; i <= n; i++)
                out = out " \\&" list[i]
            return out
        }
        /^[A-Z]/ {
            print (group++ ? ".El\n" : "") ".Pp\n" $0 ":\n.Bl -tag -width 18n -compact"
            next
        }
        /^ / {
            line = substr($0, 3)
            at = match(line, /(^|  ):[a-z]/)
            keys = at ? substr(line, 1, at) : line
            rest = at ? substr(line, at) : ""
            sub(/^ +/, "", rest)
            split(rest, parts, /  +/)
            if (!at) {
                split(line, parts, /  +/)
                keys = parts[1]
                parts[1] = ""
            }
            gsub(/\\/, "\\e", keys)
            n = split(parts[1], command, " ")
            out = ".It"
            if (keys !~ /^ *$/) out = out " Ic" words(keys)
            if (n) out = out " Cm " command[1]
            for (i = 2; i <= n; i++) out = out " Ar \\&" command[i]
            print out
            print parts[2] "."
        }
        END { print ".El" }' | as_item
}

part_views() {
    echo '.Bl -tag -width Ds'
    "$assay" help views | awk '{ number = $1; name = $2; $1 = $2 = ""; sub(/^ +/, "")
        print ".It Cm " name (number == "-" ? "" : " Pq Ic " number)
        print $0 "." }' | as_item
    echo '.El'
}

part_roles() {
    echo '.Bl -tag -width code-keyword -compact'
    "$assay" help roles | awk '{ name = $1; $1 = ""; sub(/^ +/, ""); print ".It Cm " name
        if ($0 != "") print $0 "." }' | as_item
    echo '.El'
}

# The page with its parts made anew.
page_now() {
    local line what inside=

    while IFS= read -r line; do
        case $line in
        '.\" end') inside= ;;
        esac
        [ -n "$inside" ] || printf '%s\n' "$line"
        case $line in
        '.\" from the program: '*)
            inside=1
            what=${line#'.\" from the program: '}
            # shellcheck disable=SC2086 # "options list" is two words
            part_$what
            ;;
        esac
    done <"$1"
}

for page in man/*.[15]; do
    name=${page##*/}
    page_now "$page" >"$work/$name"
    if [ "${REGENERATE:-}" = 1 ]; then
        cmp -s "$work/$name" "$page" || cp "$work/$name" "$page"
    fi
    verdict "parts_of_${name}_are_what_the_program_prints" "$(diff "$page" "$work/$name")"
done

# ---- every command and topic has its place ----

commands() {
    "$assay" --help | awk '/^  [a-z]/ && $1 != "help" { print $1 }'
}

without_section() {
    local command

    for command in $(commands); do
        grep -q "^\.Ss assay $command$" man/assay.1 || echo "assay(1) has no section on $command"
        grep -q "from the program: options $command$" man/assay.1 ||
            echo "assay(1) has no options of $command"
    done
}
verdict every_command_has_its_section "$(without_section)"

# ---- exit codes ----

mkdir -p "$work/empty"
exit_codes() {
    local want got name line

    while read -r want name line; do
        (cd "$work" && eval "$line") >/dev/null 2>&1
        got=$?
        [ "$got" -eq "$want" ] || echo "$name: exit code $got, not $want"
        grep -q "^\.It $want$" man/assay.1 || echo "assay(1) does not name exit code $want"
    done <<END
0 all_well "$assay" config
0 true_claims "$assay" audit -q "$root/sample_runs/layer_probe/run_20260122_153920"
1 full_disk "$assay" --help >/dev/full
2 unknown_command "$assay" frobnicate
2 unknown_option "$assay" list --frobnicate
2 unknown_format "$assay" list --format frobnicate .
3 false_claims "$assay" audit -q "$root/sample_runs/false_claims"
6 nothing_there "$assay" audit missing
6 no_run "$assay" audit empty
2 the_first_of_2_1_3_wins "$assay" audit --frobnicate "$root/sample_runs/false_claims"
3 the_first_of_3_6_wins "$assay" audit -q missing "$root/sample_runs/false_claims"
END
}
if [ -w /dev/full ]; then
    verdict exit_codes_are_those_of_the_manual "$(exit_codes)"
else
    echo "skip exit_codes_are_those_of_the_manual: there is no /dev/full"
fi

# ---- names that only the source knows ----

# Names of the struct file_kind constants.
file_kinds() {
    awk '/struct file_kind [a-z_]+ = \{/ { inside = 1 }
        inside && match($0, /\.name = "[^"]*"/) { print substr($0, RSTART + 9, RLENGTH - 10) }
        inside && /\};/ { inside = 0 }
        match($0, /\{"[^"]*", ROLE_/) { print substr($0, RSTART + 2, RLENGTH - 10) }' src/load/*.c |
        sort -u
}

# Names of columns and keys that are looked for.
column_names() {
    awk '/const char \*const [a-z]+_(names|prefixes)\[\] = \{/ { inside = 1 }
        inside { rest = $0
            while (match(rest, /"[^"]*"/)) {
                print substr(rest, RSTART + 1, RLENGTH - 2)
                rest = substr(rest, RSTART + RLENGTH)
            } }
        inside && /\};/ { inside = 0 }' src/load/classification_fields.c | sort -u
}

columns_not_named() {
    column_names | while read -r name; do
        grep -qE "(^|[ ,])$name( |,|$)" man/assay-formats.5 ||
            echo "assay-formats(5) does not name the column $name"
    done
}

kinds_not_named() {
    file_kinds | sed 's/[()]/\\&/g' | while read -r kind; do
        grep -qE "^\.It Sy (.* , Sy )?$kind( , Sy .*)?$" man/assay-formats.5 ||
            echo "assay-formats(5) has no file kind \"$kind\""
    done
}

hint_keys_not_named() {
    sed -nE 's/.*\{"([a-z_]+)", offsetof\(struct run_hints.*/\1/p' src/load/hints.c | sort -u |
        while read -r key; do
            grep -qE "^\.It (Cm .*, )?Cm $key( |$)" man/assay-formats.5 ||
                echo "assay-formats(5) does not name the key $key"
        done
}

variables_not_named() {
    { grep -rhoE 'getenv\("[A-Z_]+"\)' src | grep -oE '[A-Z_]+' | grep -v '^_$'
        grep -hoE '"ASSAY_[A-Z_]+"' src/session/config.c | tr -d '"' | grep -v VERSION; } |
        sort -u | while read -r variable; do
        grep -qE "^\.It Ev (.*Ev )?$variable( |$)" man/assay.1 ||
            echo "assay(1) does not name \$$variable"
    done
}

verdict every_file_kind_is_in_the_manual "$(kinds_not_named)"
verdict every_column_name_is_in_the_manual "$(columns_not_named)"
verdict every_key_of_assay_yaml_is_in_the_manual "$(hint_keys_not_named)"
verdict every_environment_variable_is_in_the_manual "$(variables_not_named)"
