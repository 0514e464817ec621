#!/bin/bash
# assay report replaces a report whole or not at all: killed at random moments, told to end, on a
# full disk, where directories cannot be exchanged, and beside files that are not its own.
set -u

root=$(cd "$(dirname "$0")/../.." && pwd)
assay=${ASSAY:-$root/assay}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
. "$root/tests/tools/claims.sh"

# The sanitisers make each run slower; they look for other things.
kills=200
[ "${FLAVOUR:-check}" = check ] || kills=30

runs=$root/sample_runs
mkdir one two
cp -r "$runs/classification/mer2023_test3" one/a
cp -r "$runs/paper_metrics/run_20251003_150145_baseline" one/b
cp -r one/. two
sed -i '2d' two/a/predictions.csv

write() { # RUNS TARGET OPTION...
    local from=$1 to=$2
    shift 2
    "$assay" report -q "$from" -o "$to" --to md,json,csv "$@"
}

# One word for all that is in a directory.
state() {
    (cd "$1" 2>/dev/null && find . -type f -exec cksum {} + | sort | cksum)
}
stages() {
    find "$work" -name '.assay-*-??????' | wc -l
}
now() {
    echo $(($(date +%s%N) / 1000))
}

write one page && first=$(state page) && write two page && second=$(state page)
if [ -z "${second:-}" ] || [ "$first" = "$second" ]; then
    echo "not ok two_reports_differ: there is nothing to tell old from new by"
    exit 1
fi

# How long one takes, in microseconds: the least of some.
took=1000000
for _ in 1 2 3 4 5; do
    begun=$(now)
    write one page
    took=$(($(now) - begun < took ? $(now) - begun : took))
done

# Each run brings the other report. Killed at moments spread over somewhat more than it takes.
killed_at_random() {
    local killed=0 old=0 new=0 from=two moment

    RANDOM=1
    for ((i = 0; i < kills; i++)); do
        moment=$(awk -v took=$took -v part=$RANDOM 'BEGIN { print took * 1.3 * part / 32768 / 1e6 }')
        [ "$from" = two ] && from=one || from=two
        "$assay" report -q $from -o page --to md,json,csv &
        sleep "$moment"
        kill -s KILL $!
        wait $!
        [ $? -ne 137 ] || killed=$((killed + 1))
        case $(state page) in
        "$first") old=$((old + 1)) ;;
        "$second") new=$((new + 1)) ;;
        *)
            echo "the report is neither the one nor the other after $i runs"
            return 1
            ;;
        esac
        [ "$(stages)" -le 1 ] || { echo "stages pile up"; return 1; }
    done 2>/dev/null
    echo "killed $killed of $kills; one $old times, two $new times" >&2
    [ $killed -ge $((kills / 4)) ] || { echo "only $killed of $kills were killed"; return 1; }
}
claim a_killed_report_is_wholly_old_or_wholly_new killed_at_random

nothing_is_left() {
    write one page && [ "$(stages)" -eq 0 ] && [ "$(state page)" = "$first" ]
}
claim the_next_report_clears_what_the_killed_left nothing_is_left

# ---- told to end ----
ended_by() { # SIGNAL NUMBER
    local code moment ended=0

    for part in 2 4 6 8 10; do
        moment=$(awk -v took=$took -v part=$part 'BEGIN { print took * part / 10 / 1e6 }')
        timeout -s "$1" "$moment" "$assay" report -q two -o page --to md,json,csv
        code=$?
        [ "$(stages)" -eq 0 ] || { echo "a stage is left"; return 1; }
        case $(state page) in "$first" | "$second") ;; *) return 1 ;; esac
        [ $code -eq 0 ] || ended=$((ended + 1))
        write one page
    done
    [ $ended -gt 0 ] || { echo "$1 never came in time"; return 1; }
}
claim a_terminated_report_leaves_nothing ended_by TERM
claim an_interrupted_report_leaves_nothing ended_by INT
claim a_report_of_a_closed_terminal_leaves_nothing ended_by HUP

# ---- a full disk ----
one_sentence() { # CODE WORDS: of the last run, whose stderr is in err
    [ "$code" -eq "$1" ] || { echo "exit code $code, not $1: $(cat err)"; return 1; }
    if [ "$(wc -l <err)" -ne 1 ] || ! grep -qF -- "$2" err; then
        echo "says: $(cat err)"
        return 1
    fi
}

# No file may grow beyond 4 KiB.
small_files() {
    (ulimit -f 4 && write two page 2>err)
    code=$?
    one_sentence 1 "cannot be written: File too large" &&
        [ "$(state page)" = "$first" ] && [ "$(stages)" -eq 0 ]
}
claim a_report_that_cannot_be_written_leaves_the_old_one small_files

# shellcheck disable=SC2016 # expanded inside
full_disk='mount -t tmpfs -o size=192k none disk && cd disk || exit 42
    "$assay" report -q ../one/b -o page --to md || exit 43
    cksum page/report.md >../before
    "$assay" report -q ../two -o page --to md,json,csv,svg 2>../err
    code=$?
    cksum page/report.md | cmp - ../before || exit 44
    [ "$(ls -A)" = page ] || exit 45
    exit $code'
mkdir disk
on_a_full_disk() {
    export assay
    unshare -rm bash -c "$full_disk"
    code=$?
    one_sentence 1 "No space left on device"
}
if unshare -rm mount -t tmpfs none disk 2>/dev/null; then
    claim a_full_disk_leaves_the_old_report on_a_full_disk
else
    echo "skip a_full_disk_leaves_the_old_report: nothing can be mounted here"
fi

# ---- where directories cannot be exchanged ----
mkdir here
in_the_current_directory() {
    (cd here && write ../one . && [ "$(state .)" = "$first" ] && write ../two . &&
        [ "$(state .)" = "$second" ] && [ "$(find . -name '.assay-*-*' | wc -l)" -eq 0 ])
}
claim the_current_directory_is_filled_in_place in_the_current_directory

cat >refuse.c <<'END'
#include <errno.h>
int renameat2(int a, const char *b, int c, const char *d, unsigned flags);
int renameat2(int a, const char *b, int c, const char *d, unsigned flags)
{
    (void)a, (void)b, (void)c, (void)d, (void)flags;
    errno = CAUSE;
    return -1;
}
END
without_exchange() { # CAUSE
    cc -shared -fPIC -DCAUSE="$1" -o refuse.so refuse.c || return
    LD_PRELOAD=$work/refuse.so write two page && [ "$(state page)" = "$second" ] &&
        LD_PRELOAD=$work/refuse.so write one page && [ "$(state page)" = "$first" ] &&
        [ "$(stages)" -eq 0 ]
}
if [ "${FLAVOUR:-check}" != check ]; then
    echo "skip files_are_moved_where_directories_cannot_be: the sanitiser has to be loaded first"
elif command -v cc >/dev/null; then
    claim files_are_moved_where_the_system_knows_no_exchange without_exchange ENOSYS
    claim files_are_moved_where_the_file_system_knows_no_exchange without_exchange EINVAL
else
    echo "skip files_are_moved_where_directories_cannot_be: there is no compiler"
fi

# ---- what is not ours ----
refused() { # TARGET WORDS
    write one "$1" 2>err
    code=$?
    one_sentence 2 "$2"
}
mkdir home home/.hidden other
echo mine >home/letter.txt
echo mine >other/.profile
cp -r page edited
echo mine >edited/notes.txt
before=$(state home; state other; state edited)
claim a_directory_with_other_files_is_refused refused home "holds files that no report wrote"
claim hidden_files_are_files_too refused other ".profile"
claim notes_in_an_old_report_are_not_lost refused edited "(notes.txt)"
refused_here() {
    (cd home && write ../one . 2>../err)
    code=$?
    one_sentence 2 ".: holds files"
}
claim the_current_directory_is_no_exception refused_here
untouched() {
    [ "$(state home; state other; state edited)" = "$before" ]
}
claim what_is_refused_is_untouched untouched

several_foreign() {
    mkdir -p many && touch many/{a,b,c,d} && refused many ', …)' && [ "$(ls many)" = "$(printf '%s\n' a b c d)" ]
}
claim three_of_many_other_files_are_named several_foreign
a_file() {
    echo mine >plain
    write one plain 2>err
    code=$?
    one_sentence 1 "is no directory" && [ "$(cat plain)" = mine ]
}
claim a_file_is_no_place_for_a_report a_file
# Whose record is a link has been put there by another hand.
linked_record() {
    mkdir -p linked && cp -r page recorded && ln -s ../recorded/.assay-report linked/.assay-report &&
        refused linked "holds files that no report wrote"
}
claim a_record_that_is_a_link_is_none linked_record
# Only the directory one is in, and those above it, cannot be exchanged.
in_a_neighbour() {
    local before

    write one near && mkdir near2 && before=$(stat -c %i near) && (cd near2 && write ../one ../near) &&
        [ "$(stat -c %i near)" != "$before" ]
}
claim a_directory_whose_name_begins_like_the_current_one_is_exchanged in_a_neighbour

# A run's folder with the report in it: the report is no evidence of the run.
inside() {
    cp -r one nested && write nested nested/report && first=$(state nested/report) &&
        write nested nested/report && [ "$(state nested/report)" = "$first" ]
}
claim a_report_beside_its_runs_is_not_read_as_one_of_them inside

# ---- where nothing may be written or looked at ----
chmod 711 "$work"
mkdir -m 777 theirs
as_nobody=
[ "$(id -u)" -ne 0 ] || as_nobody="setpriv --reuid=65534 --regid=65534 --clear-groups"
# shellcheck disable=SC2086 # words
may_not() { # DIRECTORY SHOWN
    $as_nobody "$assay" report -q "$runs/classification/mer2023_test3" -o "$1" --to md 2>err
    code=$?
    one_sentence 1 "$2: cannot be replaced: Permission denied" && [ "$(find theirs -name '.assay-*-??????')" = "" ]
}
# shellcheck disable=SC2086
closed_directories() {
    mkdir theirs/unwritable theirs/unreadable && echo mine >theirs/unreadable/letter.txt &&
        chmod 555 theirs/unwritable && chmod 333 theirs/unreadable &&
        may_not theirs/unwritable theirs/unwritable && may_not theirs/unreadable theirs/unreadable &&
        chmod 755 theirs/unreadable && [ "$(ls -A theirs/unreadable)" = letter.txt ]
}
# shellcheck disable=SC2086
closed_folder() {
    $as_nobody "$assay" report -q "$runs/classification/mer2023_test3" -o theirs/page --to md,svg &&
        $as_nobody chmod 000 theirs/page/figures && may_not theirs/page /theirs/page/figures &&
        $as_nobody chmod 700 theirs/page/figures && [ -s theirs/page/figures/confusion_matrix.svg ]
}
# shellcheck disable=SC2086
if $as_nobody test -w "$PWD/theirs" &&
    $as_nobody "$assay" list "$runs/classification/mer2023_test3" >/dev/null 2>&1; then
    claim a_directory_that_is_closed_to_us_is_refused_untouched closed_directories
    claim an_old_report_with_a_closed_folder_stays closed_folder
else
    echo "skip a_directory_that_is_closed_to_us_is_refused_untouched: nobody may read the runs, or write here"
fi
