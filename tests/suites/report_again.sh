#!/bin/bash
# assay report made twice: the same bytes wherever, whenever and by however many threads; and with
# --if-changed nothing is done where nothing has changed.
set -u

root=$(cd "$(dirname "$0")/../.." && pwd)
assay=$(realpath "${ASSAY:-$root/assay}")
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
unset SOURCE_DATE_EPOCH
. "$root/tests/tools/claims.sh"

cp -r "$root/sample_runs" runs
find runs -maxdepth 1 -type f -delete
best=runs/classification/mer2023_test3
other=runs/classification/mer2023_test3_rank16

same() { # DIRECTORY DIRECTORY
    diff -r "$1" "$2" && [ -s "$1/.assay-report" ]
}

# ---- the same bytes ----
"$assay" report -q -j1 runs -o first || echo "not ok a_report_is_written: exit code $?"
# What this build can write at all.
all=md,html,json,csv,xlsx,junit,svg,png,pdf
for kind in ${all//,/ }; do
    "$assay" report -q "$best" -o kinds --to "$kind" 2>/dev/null || all=$(echo ",$all," | sed "s/,$kind,/,/;s/^,//;s/,$//")
done
several="runs/layer_probe/run_20260122_153920 $best runs/mbpp/ModelRuns/02"

another_time() {
    "$assay" report -q -j1 runs -o again && same first again
}
two_threads() {
    "$assay" report -q -j2 runs -o threads && same first threads
}
another_place() {
    mkdir -p deep/er
    (cd deep/er && TZ=Asia/Kathmandu LC_ALL=de_DE.ISO-8859-1 LANG=tr_TR.UTF-8 \
        "$assay" report -q "$work/runs" -o there) && same first deep/er/there
}
another_copy() {
    cp -r runs copy
    find copy -exec touch -d '2001-02-03 04:05' {} +
    "$assay" report -q copy -o copied && same first copied
}
# shellcheck disable=SC2086 # several paths
every_kind() {
    "$assay" report -q $several -o kinds_1 --to "$all" -j1 &&
        sleep 1.1 && TZ=America/Caracas "$assay" report -q $several -o kinds_2 --to "$all" -j2 &&
        same kinds_1 kinds_2
}
pinned_time() {
    SOURCE_DATE_EPOCH=1000000000 "$assay" report -q "$best" -o epoch_1 --to "$all" &&
        SOURCE_DATE_EPOCH=1000000000 "$assay" report -q "$best" -o epoch_2 --to "$all" &&
        same epoch_1 epoch_2
}
wrong_time() {
    SOURCE_DATE_EPOCH=yesterday "$assay" report -q "$best" -o epoch_3
    [ $? -eq 2 ] && [ ! -e epoch_3 ]
}
comparisons() {
    "$assay" report -q "$other" --baseline "$best" -o pair_1 --to "$all" -j1 &&
        (cd deep && "$assay" report -q "../$other" --baseline "../$best" -o ../pair_2 --to "$all" -j2) &&
        same pair_1 pair_2
}
no_path() {
    ! grep -rlF -- "$work" first kinds_1 pair_1 | grep .
}
claim a_report_is_the_same_another_time another_time
claim a_report_is_the_same_with_two_threads two_threads
claim a_report_is_the_same_from_another_directory_time_zone_and_locale another_place
claim a_report_of_a_copy_is_the_same another_copy
claim every_kind_of_file_is_the_same_twice every_kind
claim the_time_of_the_environment_is_used_and_the_bytes_are_the_same pinned_time
claim a_time_that_is_none_is_refused wrong_time
claim a_comparison_is_the_same_from_another_directory comparisons
claim a_report_names_no_path_of_the_machine no_path

# ---- where things are ----
index_leads_to_runs() {
    local page

    while read -r page; do
        [ -f "first/$page" ] || { echo "$page is not there"; return 1; }
    done < <(grep -oE '\]\([^)]*report\.md\)' first/report.md | sed 's/^](//;s/)$//')
    [ "$(grep -c 'report\.md)' first/report.md)" -eq "$(find first -mindepth 2 -name report.md | wc -l)" ]
}
one_run_has_no_folder() {
    [ -f epoch_1/report.md ] && [ -f epoch_1/tables/claims.csv ]
}
kinds_by_name() {
    "$assay" report "$best" -o named --to md,csv >said && [ "$(find named -name '*.md' | wc -l)" -eq 1 ] &&
        [ ! -e named/report.json ] && diff <(grep -c . said) <(find named -type f ! -name '.*' | wc -l)
}
unknown_kind() {
    "$assay" report "$best" -o unknown --to md,docx 2>err
    [ $? -eq 2 ] && grep -q '"docx"' err && [ ! -e unknown ]
}
each_candidate() {
    "$assay" report -q "$other" runs/rerun --baseline "$best" -o several --to md,json &&
        [ -f several/report.md ] && [ -f several/mer2023_test3_rank16/report.md ] &&
        grep -q '(mer2023_other_prompt/report.md)' several/report.md
}
baseline_once() {
    "$assay" report -q "$other" runs/rerun --baseline "$best" -o once --to csv &&
        [ "$(wc -l <once/tables/runs.csv)" -eq 4 ]
}
named_twice() {
    "$assay" report "$best" -o twice --to md,csv,md >said &&
        diff <(grep -c . said) <(find twice -type f ! -name '.*' | wc -l)
}
svg_is_shown() {
    "$assay" report -q "$best" -o both --to "md,$1" && grep -q 'figures/.*\.svg)' both/report.md &&
        ! grep -q 'figures/.*\.png)' both/report.md
}
claim the_index_leads_to_every_run index_leads_to_runs
claim the_report_of_one_run_is_the_directory one_run_has_no_folder
claim only_what_is_named_is_written kinds_by_name
claim an_unknown_kind_is_refused_and_nothing_written unknown_kind
claim several_candidates_have_a_folder_each each_candidate
claim the_baseline_of_several_is_one_run_among_all baseline_once
claim a_kind_that_is_named_twice_is_written_once named_twice
case ",$all," in
*,png,*)
    claim a_document_shows_svg_beside_png svg_is_shown svg,png
    claim a_document_shows_svg_beside_png_in_either_order svg_is_shown png,svg
    ;;
*) echo "skip a_document_shows_svg_beside_png: no cairo" ;;
esac

# ---- only if something has changed ----
# Links into the old report keep a file's inode; a new file has another.
write() { # OPTION...
    "$assay" report copy -o page --to md,json,csv --if-changed "$@" >said 2>err
}
stays() { # COMMAND...: the report is not touched
    local before

    before=$(stat -c %i page)
    "$@" && [ "$(stat -c %i page)" = "$before" ] && grep -q '^nothing has changed' said
}
changes() { # COMMAND...
    local before

    before=$(stat -c %i page)
    "$@" && [ "$(stat -c %i page)" != "$before" ] && ! grep -q '^nothing has changed' said
}
fits() { # the report is as if it had been made now
    "$assay" report -q copy -o fresh --to md,json,csv && diff -r fresh page
}
fewer() { # COUNT: so many runs were kept
    grep -qE "^$1 of [0-9]+ runs had not changed" said && fits
}
count=$(find first -mindepth 2 -name report.md | wc -l)
nothing_first() { write -q && ! grep -q 'nothing has changed' said; }
touched() { find copy -type f -exec touch {} + && stays write; }
other_path() { (cd copy && "$assay" report . -o ../page --to md,json,csv --if-changed >../said) && stays write; }
one_changed() {
    local kept=page/layer_probe/run_20260122_153920/report.md
    local written=page/classification/mer2023_test3/report.md
    local before after

    before=$(stat -c %i $kept $written)
    sed -i '2d' copy/classification/mer2023_test3/predictions.csv
    changes write && fewer $((count - 1)) || return
    after=$(stat -c %i $kept $written)
    [ "${before%%$'\n'*}" = "${after%%$'\n'*}" ] && [ "$before" != "$after" ]
}
one_more() { cp -r copy/rerun copy/rerun2 && changes write && fewer "$count"; }
one_less() { rm -r copy/rerun2 && changes write && fewer "$count"; }
claims_changed() {
    sed -i 's/0\.90/0.91/' copy/classification/mer2023_test3/metrics.json
    changes write && fewer $((count - 1))
}
hints_changed() {
    echo 'title: Another name' >copy/rerun/mer2023_other_prompt/assay.yaml
    changes write && fits
}
other_kinds() { changes write --to md,json && stays write --to md,json && changes write; }
other_options() {
    local option

    for option in '--text-size 12' '--theme viridis' '--dark mono' '--font serif' '--size 500x300' \
        '--dpi 100' '--group model'; do
        # shellcheck disable=SC2086 # an option and its value
        if ! changes write $option || ! stays write $option; then
            echo "not so: $option"
            return 1
        fi
    done
    changes write
}
other_time() {
    export SOURCE_DATE_EPOCH=0
    changes write && stays write && unset SOURCE_DATE_EPOCH && changes write
}
other_columns() {
    "$assay" report -q "$best" -o mapped --to md &&
        "$assay" report "$best" -o mapped --to md --if-changed --map id=sample_id >said &&
        ! grep -q '^nothing has changed' said
}
other_bands() {
    mkdir -p config/assay && printf 'rating:\n  excellent: .97\n' >config/assay/config.yaml
    changes env XDG_CONFIG_HOME="$work/config" "$assay" report copy -o page --to md,json,csv \
        --if-changed && stat page >said && changes write
}
file_gone() { rm page/report.md && changes write && fits; }
file_edited() { echo more >>page/rerun/mer2023_other_prompt/report.md && changes write && fits; }
still_broken() {
    mkdir copy/zz && cp "$root/tests/data/bad/cut_document.json" copy/zz/
    write --quiet
    [ $? -eq 6 ] && grep -q 'is not valid JSON' err || return
    : >err
    write --threads 1
    [ $? -eq 6 ] && grep -q 'is not valid JSON' err && grep -q '^nothing has changed' said
}
pair_kept() {
    "$assay" report -q "$other" --baseline "$best" -o pair_1 --to "$all" --if-changed >said &&
        ! [ -s said ] && same pair_1 pair_2 &&
        "$assay" report "$other" --baseline "$best" -o pair_1 --to "$all" --if-changed >said &&
        grep -q 'nothing has changed: the report of 1 comparison stays' said
}
pair_failed() {
    local command=("$assay" report -q "$other" missing --baseline "$best" -o failed --to md)

    "${command[@]}" 2>err
    [ $? -eq 6 ] && grep -q '^assay: missing: ' err || return
    "${command[@]}" --if-changed 2>err
    [ $? -eq 6 ] && grep -q '^assay: missing: ' err
}
# A page names its runs by their directories, so the same files elsewhere are another comparison.
pair_renamed() {
    mkdir -p sides && cp -r "$other" sides/one && cp -r "$other" sides/two
    "$assay" report sides/one --baseline "$best" -o sides_page --to md --if-changed >said &&
        "$assay" report sides/two --baseline "$best" -o sides_page --to md --if-changed >said &&
        "$assay" report -q sides/two --baseline "$best" -o sides_fresh --to md &&
        same sides_fresh sides_page
}
pair_named() {
    "$assay" report 'sides#one' --baseline 'runs#mer2023_test3' -o named_page --to md --if-changed >said &&
        "$assay" report 'sides#two' --baseline 'runs#mer2023_test3' -o named_page --to md --if-changed >said &&
        "$assay" report -q 'sides#two' --baseline 'runs#mer2023_test3' -o named_fresh --to md &&
        same named_fresh named_page
}
twins() {
    "$assay" report sides/one sides/one -o twins --to md --if-changed >said &&
        "$assay" report sides/one sides/one -o twins --to md --if-changed >said &&
        grep -q '^nothing has changed: the report of 2 runs stays' said
}
claim without_a_report_all_is_written nothing_first
claim where_nothing_has_changed_nothing_is_done stays write
claim another_time_stamp_is_no_change touched
claim another_way_to_the_runs_is_no_change other_path
claim a_changed_run_is_written_and_files_of_the_others_are_kept one_changed
claim a_run_more_is_written one_more
claim a_run_less_is_gone one_less
claim a_changed_claim_is_a_change claims_changed
claim a_changed_hint_is_a_change hints_changed
claim other_kinds_are_a_change other_kinds
claim another_option_is_a_change other_options
claim another_time_of_the_environment_is_a_change other_time
claim other_names_of_columns_are_a_change other_columns
claim other_settings_are_a_change other_bands
claim a_file_that_is_gone_is_written_again file_gone
claim a_file_that_was_edited_is_written_again file_edited
claim what_could_not_be_read_is_told_each_time still_broken
claim a_comparison_is_kept_too pair_kept
claim a_comparison_that_failed_is_tried_again pair_failed
claim a_comparison_of_another_directory_is_a_change pair_renamed
claim a_comparison_of_another_run_of_the_directory_is_a_change pair_named
claim the_same_run_twice_is_kept_too twins

# ---- errors of one run ----
cp -r "$best" some_1 && cp -r "$best" some_2 && mkdir -p some && mv some_1 some_2 some/
mkdir some/broken && cp "$root/tests/data/bad/cut_document.json" some/broken/
others_go_on() {
    local code

    "$assay" report -q some -o some_page --to md -j2 2>err
    code=$?
    [ -f some_page/some_1/report.md ] && [ -f some_page/some_2/report.md ] &&
        [ $code -eq 6 ] && [ "$(wc -l <err)" -eq 1 ] && grep -q 'is not valid JSON' err
}
# A run may be called as a file of the report is.
names_of_files() {
    mkdir -p odd && cp -r "$best" odd/index.html && cp -r "$best" odd/report.md &&
        cp -r "$best" odd/Case && cp -r "$best" odd/case
    "$assay" report -q odd -o odd_page --to md,html && [ -f odd_page/index.html ] &&
        [ -f odd_page/report_md/report.md ] && [ -z "$(find odd_page | sort -f | uniq -di)" ]
}
# Nothing that could not be made whole takes the place of what is there.
too_large() {
    "$assay" report -q "$best" -o large --to svg && cp -r large large_before || return
    "$assay" report -q "$best" -o large --to md,png --size 7200x7200 2>err
    [ $? -eq 2 ] && grep -q 'is too large' err && same large_before large
}
nothing_there() {
    mkdir -p empty
    "$assay" report -q empty -o empty_page 2>err
    [ $? -eq 6 ] && [ ! -e empty_page ]
}
claim a_broken_run_does_not_lose_the_others others_go_on
claim without_runs_nothing_is_written nothing_there
claim a_run_may_have_the_name_of_a_file_of_the_report names_of_files
case ",$all," in
*,png,*) claim a_figure_that_cannot_be_made_leaves_the_old_report too_large ;;
*) echo "skip a_figure_that_cannot_be_made_leaves_the_old_report: no cairo" ;;
esac
