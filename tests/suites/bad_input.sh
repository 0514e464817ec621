#!/bin/bash
# Damaged, hostile and foreign input: what is said of it and how the program ends.
#
# Every case runs `assay audit` (its own command where it says so) and wants an exit code, a sentence
# on stderr or, when the rest loads, a line on stdout, and an end within seconds. Whatever any
# command prints of it must hold no control byte, no invalid UTF-8 and no mark that turns or hides
# text. The table of inputs, sentences and codes is tests/data/bad/TABLE.md, and the same in
# assay-formats(5); both are compared, and rewritten with REGENERATE=1.
#
# Small inputs lie in tests/data/bad, big ones are made here and removed.
set -u

root=$(cd "$(dirname "$0")/../.." && pwd)
data=$root/tests/data/bad
table=$data/TABLE.md
page=$root/man/assay-formats.5
work=$(mktemp -d) || exit 1
trap 'chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
chmod 755 "$work"
case ${FLAVOUR:-check} in
asan) seconds=60 ;;
*) seconds=10 ;;
esac
missing=0
faults=0

mkdir "$work/in"
cp -r "$data"/. "$work/in/"
rm -f "$work/in/TABLE.md" "$work/in/.gitattributes"
cp "${ASSAY:-$root/assay}" "$work/assay" || exit 1
cd "$work/in" || exit 1
assay=$work/assay

# ---- looking at what was printed ----

# Anything in FILE that a terminal would obey or hide, or that is no UTF-8.
unsafe_bytes() {
    if [ -n "$(LC_ALL=C tr -d '\n\040-\176\200-\377' <"$1" | head -c 1)" ]; then
        echo "a control byte"
    elif ! iconv -f UTF-8 -t UTF-8 "$1" >/dev/null 2>&1; then
        echo "invalid UTF-8"
    elif LC_ALL=C grep -aqP '\xc2[\x80-\x9f]|\xe2\x80[\x8b-\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]|\xef\xbb\xbf' "$1"; then
        echo "a mark that turns or hides text"
    fi
}

# run FILE COMMAND...: into FILE.out and FILE.err, the code in FILE.code.
run() {
    local file=$1

    shift
    timeout -k 5 "$seconds" "$@" >"$file.out" 2>"$file.err" </dev/null
    echo $? >"$file.code"
}

# What is wrong with a finished run as such, whatever it was of.
run_fault() {
    local file=$1 code found

    code=$(cat "$file.code")
    case $code in
    0 | 2 | 3 | 6) ;;
    124 | 137) echo "did not end within $seconds s" ;;
    *) echo "ended with code $code: $(head -n 1 "$file.err")" ;;
    esac
    for stream in out err; do
        found=$(unsafe_bytes "$file.$stream")
        [ -z "$found" ] || echo "std$stream holds $found"
    done
}

# The first line of stderr or stdout that matches.
sentence() {
    cat "$work/audit.err" "$work/audit.out" | grep -m 1 -E -e "$1" |
        sed -e "s,$work/in/,,g" -e 's/^ *//' -e 's/  */ /g'
}

# ---- cases ----

# expect NAME CODE PATTERN INPUT COMMAND...: INPUT is how the table calls it.
expect() {
    local name=$1 code=$2 pattern=$3 input=$4 got line fault

    shift 4
    run "$work/audit" "$@"
    got=$(cat "$work/audit.code")
    fault=$(run_fault "$work/audit" | head -n 1)
    line=$(sentence "$pattern")
    [ -n "$fault" ] || [ "$got" -eq "$code" ] ||
        fault="exit code $got, not $code: $(head -n 1 "$work/audit.err")"
    [ -n "$fault" ] || [ -n "$line" ] || fault="no line like \"$pattern\": $(head -n 1 "$work/audit.err")"
    # shellcheck disable=SC2016 # backquotes of Markdown
    printf '| %s | `%s` | %s |\n' "$input" "$(printf '%s' "$line" | sed 's/|/\\|/g')" "$got" \
        >>"$work/rows"
    if [ -z "$fault" ]; then
        echo "ok bad_input_$name"
    else
        cat "$work/audit.err" >&2
        echo "not ok bad_input_$name: $fault"
        faults=$((faults + 1))
    fi
}

# Of a path, all commands that read: none may crash, hang or print raw bytes.
others() {
    local name=$1 command fault=

    shift
    for command in "list" "list --json" "show" "show --json" "audit --all" "audit --json" \
        "audit --junit" "export" "export --to jsonl" "suite --table aggregated" \
        "suite --table pivot --to json"; do
        # shellcheck disable=SC2086 # a command and its option
        run "$work/other" "$assay" $command "$@"
        fault=$(run_fault "$work/other" | head -n 1)
        [ -z "$fault" ] || { fault="$command: $fault"; break; }
        case $command in
        *--json)
            if command -v jq >/dev/null && [ -s "$work/other.out" ] &&
                ! jq . "$work/other.out" >/dev/null 2>&1; then
                fault="$command: no valid JSON"
                break
            fi
            ;;
        esac
    done
    if [ -z "$fault" ]; then
        echo "ok bad_input_${name}_in_every_command"
    else
        echo "not ok bad_input_${name}_in_every_command: $fault"
    fi
}

# both NAME CODE PATTERN INPUT PATH: audit it, then the other commands.
both() {
    expect "$1" "$2" "$3" "$4" "$assay" audit "$5"
    others "$1" "$5"
}

# repeat COUNT TEXT
repeat() {
    head -c "$1" /dev/zero | tr '\0' "$2"
}

# ---- paths ----

both missing_file 6 'cannot be read' "missing file" missing.csv
: >empty.csv
both empty_file 6 'is empty' "empty file" empty.csv
mkdir nothing
echo "to do" >nothing/notes.txt
both no_evidence 6 'no evaluation run' "directory without evidence" nothing

cp ragged.csv unreadable.csv
chmod 000 unreadable.csv
if [ "$(id -u)" -ne 0 ]; then
    expect unreadable 6 'unreadable' "unreadable file" "$assay" audit unreadable.csv
elif command -v setpriv >/dev/null; then
    expect unreadable 6 'unreadable' "unreadable file" setpriv --reuid=65534 --regid=65534 \
        --clear-groups "$assay" audit unreadable.csv
else
    echo "skip bad_input_unreadable: root reads everything, and setpriv is not installed"
    missing=1
fi

mkfifo fifo.csv
both fifo 6 'no file and no directory' "FIFO" fifo.csv
mkdir with_fifo
mkfifo with_fifo/predictions.csv
both fifo_in_directory 6 'no evaluation run' "directory with nothing but a FIFO" with_fifo
mkdir -p loop/deeper
ln -s . loop/self
ln -s .. loop/deeper/up
ln -s two loop/one
ln -s one loop/two
both symlink_loop 6 'back to itself' "links that lead in a circle" loop

# ---- JSON ----

both cut_records 0 'ends in the middle' "records, cut in the middle of one" cut_records.json
both broken_record 0 'left out' "records, one of them broken" broken_record.json
both cut_document 6 'line' "document, cut in the middle" cut_document.json
{
    printf '{"mbpp_id": 11, "passed": true, "extra": '
    repeat 100000 '['
    repeat 100000 ']'
    printf '}\n{"mbpp_id": 12, "passed": false}\n{"mbpp_id": 13, "passed": true}\n'
} >deep_record.jsonl
both deep_record 0 'left out' "record nested 100,000 levels deep" deep_record.jsonl
{
    printf '{"metadata": {"model_type": "ttt"}, "results": {"sblimp": {"accuracy": 0.5, "extra": '
    repeat 100000 '['
    repeat 100000 ']'
    printf '}}}\n'
} >deep_document.json
both deep_document 6 'level|deep' "document nested 100,000 levels deep" deep_document.json
both overflow_json 3 'impossible' "document with the number 1e999" overflow.json
expect overflow_csv 0 'ECE' "score of 1e999 (assay show)" "$assay" show overflow.csv
others overflow_csv overflow.csv

# ---- size ----

big=big_record.json
{
    printf '[{"mbpp_id": 11, "passed": true, "generated_code": "'
    repeat 200000000 x
    printf '"},\n{"mbpp_id": 12, "passed": false}]\n'
} >$big
expect long_string 0 '2 samples' "record with a string of 200 MB" "$assay" audit $big
rm -f $big
{
    printf '{"results": {"sblimp": {"accuracy": 0.5}}, "note": "'
    repeat 200000000 x
    printf '"}\n'
} >big_document.json
expect long_document 6 'MB|larger|large|bytes|limit' "document with a string of 200 MB" "$assay" audit big_document.json
rm -f big_document.json
{
    printf 'id,y_true,y_pred\n1,a,a\n2,a,'
    repeat 200000000 x
    printf '\n3,b,b\n'
} >big_cell.csv
expect long_cell 0 'longer|long|limit' "CSV cell of 200 MB" "$assay" audit big_cell.csv
rm -f big_cell.csv
awk 'BEGIN { print "id,y_true,y_pred"
    for (i = 0; i < 20000; i++) printf "%d,label_%d,label_%d\n", i, i % 10000, (i * 7) % 10000 }' \
    >labels.csv
both many_labels 0 '10,?000|labels|20,?000' "10,000 labels" labels.csv
mkdir tree
for folder in 0 1 2 3 4; do
    mkdir -p "tree/$folder/a/b"
    (cd "tree/$folder/a/b" && seq 1 1000 | sed 's/$/.json/' | xargs touch)
    for file in 1 2 3; do
        echo '{"name": "a setting"}' >"tree/$folder/a/b/$file.json"
    done
done
cp ragged.csv tree/4/a/predictions.csv
both tree 0 'row|predictions|samples' "tree of 5,000 files, one of them a run" tree

# ---- YAML ----

both alias_bomb 6 'alias|nodes' "assay.yaml that expands to 10,000,000 entries" alias_bomb
mkdir -p config/assay
cp alias_bomb_config/config.yaml config/assay/
expect alias_bomb_in_config 2 'nodes|alias' "the same as config.yaml" \
    env XDG_CONFIG_HOME="$work/in/config" "$assay" audit ragged.csv
# shellcheck disable=SC2016 # for the inner shell
expect unknown_setting 2 'unknown setting' "config.yaml with an unknown setting" \
    sh -c 'echo "thread: 2" >config/assay/config.yaml; XDG_CONFIG_HOME=$PWD/config exec "$0" audit ragged.csv' "$assay"
both unknown_key 6 'fromat' "assay.yaml with an unknown key" unknown_key

# ---- tables and bytes ----

both ragged 0 'cells' "CSV with rows of too few and too many cells" ragged.csv
expect nul_csv 0 '^ *a.*x ' "CSV with NUL bytes in labels (assay show)" "$assay" show nul.csv
others nul_csv nul.csv
both nul_json 0 'base' "JSON with an escaped NUL" nul.json
both invalid_utf8 0 'UTF-8|1252' "CSV that is not UTF-8" invalid_utf8.csv
both escapes_csv 0 'never predicted' "terminal escapes and turned text in ids and labels" escapes.csv
both escapes_json 3 'are not counted' "the same in JSON keys" escapes.json
printf 'id,y_true,y_pred\n1,a,a\n' >"$(printf 'name\033]0;owned\007.csv')"
expect escapes_in_name 0 'name' "terminal escape in a file's name" "$assay" audit name*owned*
expect escapes_on_command_line 2 'no command' "terminal escape on the command line" "$assay" "$(printf 'x\033[2Jy')"

# ---- formats ----

known() {
    expect "known_$1" 6 "$2" "$3" "$assay" audit "known/$4"
}
known lm_eval 'lm-evaluation-harness result' "lm-evaluation-harness results" results_2025-01-01.json
known lm_eval_samples 'lm-evaluation-harness samples' "lm-evaluation-harness samples" samples_gsm8k.jsonl
known evalplus 'EvalPlus' "EvalPlus results" m_eval_results.json
known inspect 'Inspect' "Inspect log" log.eval.json
known trainer_state 'HF Trainer state' "HF Trainer state" trainer_state.json
known trainer_result 'HF Trainer result' "HF Trainer results" eval_results.json
known gzip 'compressed' "gzip file" predictions.csv.gz
expect wrong_format 6 'no run of the format layer-probe' "--format that contradicts the content" \
    "$assay" audit --format layer-probe ragged.csv
expect unknown_format 2 'unknown format' "--format with an unknown name" \
    "$assay" audit --format excel ragged.csv
expect unknown_role 2 'not "answer"' "--map with an unknown role" \
    "$assay" audit --map answer=y_pred ragged.csv
expect missing_column 6 'nowhere' "--map to a column that is not there" \
    "$assay" audit --map truth=nowhere ragged.csv

# ---- the table ----

{
    echo "# What is said of bad input"
    echo
    echo "Written by \`tests/suites/bad_input.sh\` with \`REGENERATE=1\`, compared by it without."
    echo "The command is \`assay audit\` unless the input says otherwise."
    echo
    echo "| input | sentence | exit code |"
    echo "|---|---|---|"
    cat "$work/rows"
} >"$work/TABLE.md"

# The same rows as a list in mdoc.
mdoc_rows() {
    echo '.Bl -tag -width Ds'
    while IFS= read -r row; do
        row=${row#| }
        input=${row%% | \`*}
        rest=${row#* | \`}
        line=${rest%\` | *}
        code=${rest##*\` | }
        printf '.It %s , No %s\n' "$input" "${code% |}" | sed 's/ -- / /; s/^\.It --/.It \\-\\-/'
        printf '%s\n' "$line" | sed -e 's/\\|/|/g' -e 's/\\/\\e/g' -e "s/^\([.']\)/\\\\\&\1/"
    done <"$work/rows"
    echo '.El'
}

page_now() {
    local line inside=

    while IFS= read -r line; do
        [ "$line" != '.\" end' ] || inside=
        [ -n "$inside" ] || printf '%s\n' "$line"
        [ "$line" != '.\" from the tests: bad' ] || { inside=1; mdoc_rows; }
    done <"$page"
}

same_table() { # NAME WANTED FOUND
    if difference=$(diff "$2" "$3"); then
        echo "ok $1"
    else
        echo "$difference" >&2
        echo "not ok $1: run tests/suites/bad_input.sh with REGENERATE=1 and read the diff"
    fi
}

if [ "$missing" -ne 0 ]; then
    echo "skip bad_input_table: not all inputs could be made here"
else
    page_now >"$work/page"
    if [ "${REGENERATE:-}" = 1 ] && [ "$faults" -eq 0 ]; then
        cp "$work/TABLE.md" "$table"
        cp "$work/page" "$page"
    fi
    same_table bad_input_table_is_what_was_said "$table" "$work/TABLE.md"
    same_table bad_input_table_of_the_manual_is_the_same "$page" "$work/page"
fi
