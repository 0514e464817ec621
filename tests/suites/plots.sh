#!/bin/bash
# assay plot as a user has it: files by name, XML, the same bytes again, no file left over.
set -u

root=$(cd "$(dirname "$0")/../.." && pwd)
assay=${ASSAY:-$root/assay}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$root/sample_runs" || exit 1
. "$root/tests/tools/claims.sh"

formats=svg,png,pdf
"$assay" plot --to png -o "$work/probe" layer_probe/run_20260122_153920 2>&1 | grep -q cairo && formats=svg

draw() # DIR
{
    "$assay" plot -q layer_probe/run_20260122_153920 -o "$1/probe" --to "$formats" &&
        "$assay" plot -q classification/mer2023_test3{,_rank16} paper_metrics mbpp -o "$1/many" &&
        "$assay" plot -q --baseline classification/mer2023_test3{,_rank16} -o "$1/pair" &&
        "$assay" plot -q --baseline layer_probe/run_20260122_153920 \
            layer_probe/run_20260129_101500 -o "$1/probes"
}

draws_all()
{
    draw "$work/one" >"$work/index"
}

index_names_what_is_there()
{
    find "$work/one" -type f | sort >"$work/there"
    sort "$work/index" | diff - "$work/there"
}

same_again()
{
    draw "$work/two" && diff -r "$work/one" "$work/two"
}

svg_is_xml()
{
    find "$work/one" -name '*.svg' -exec xmllint --noout --nonet {} +
}

# Bars whose names stand in another panel have them in their titles, for screen readers.
every_title_has_a_name()
{
    ! grep -rlE '<title>(: |, |<)' "$work/one" --include='*.svg' | grep .
}

every_kind_is_drawn_of_some_sample_run()
{
    "$assay" plot --list | awk '/^[^ ]/ { print $2 ".svg" }' | sort -u | while read -r file; do
        find "$work/one" -name "$file" | grep -q . || echo "no $file"
    done >"$work/missing"
    cat "$work/missing"
    [ ! -s "$work/missing" ]
}

stdout_is_the_file()
{
    local run=layer_probe/run_20260122_153920

    "$assay" plot $run --kind dominance-curve -o "$work/file.svg" &&
        "$assay" plot $run --kind dominance-curve -o - | cmp - "$work/file.svg" &&
        cmp "$work/file.svg" "$work/one/probe/dominance_curve.svg"
}

old_file_stays_when_nothing_can_be_drawn()
{
    echo old >"$work/old.svg"
    "$assay" plot layer_probe/run_20260122_153920 --kind confusion -o "$work/old.svg"
    [ $? -eq 6 ] && [ "$(cat "$work/old.svg")" = old ]
}

label_run=classification/mer2023_test3

# refuses CODE WORDS ARGUMENT...: nothing is written, and these words say why.
refuses()
{
    local want=$1 words=$2 code
    shift 2

    rm -rf "$work/refused" && mkdir "$work/refused" &&
        (cd "$work/refused" && "$assay" plot "$@" >"$work/out" 2>"$work/err")
    code=$?
    cat "$work/err"
    [ $code -eq "$want" ] && grep -qF -- "$words" "$work/err" && [ ! -s "$work/out" ] &&
        [ -z "$(ls -A "$work/refused")" ]
}

several_in_one_file_are_refused()
{
    local run=$PWD/$label_run

    refuses 2 'there are several' "$run" "${run}_rank16" -k confusion -o two.svg
}

one_run_has_no_groups()
{
    refuses 6 'groups is drawn of several runs, and there is one' "$PWD/$label_run" -k groups -o x.svg
}

stdout_takes_one_format()
{
    refuses 2 'stdout takes one plot of one format' "$PWD/$label_run" -k confusion -o - --to svg,pdf
}

# DIR/ is a directory, whatever its name ends in.
slash_is_a_directory()
{
    "$assay" plot -q $label_run -k confusion -o "$work/new.svg/" &&
        [ -s "$work/new.svg/confusion_matrix.svg" ]
}

format_named_twice_is_one()
{
    [ "$("$assay" plot -q $label_run -k confusion --to svg,svg -o "$work/twice" | wc -l)" -eq 1 ]
}

# A kind of one run and of many is drawn once of many.
once_of_many()
{
    "$assay" plot -q mbpp -k difficulty -o "$work/once" &&
        [ "$(cd "$work/once" && find . -type f)" = ./difficulty.svg ]
}

names_of_files_are_safe()
{
    "$assay" plot -q $label_run -k confusion -o "$work/$(printf 'a\033b')" >"$work/names" &&
        grep -qF 'a\x1bb/confusion_matrix.svg' "$work/names"
}

date_is_that_of_the_epoch()
{
    local run=layer_probe/run_20260122_153920

    SOURCE_DATE_EPOCH=1769096360 "$assay" plot $run --kind f1-curves -o "$work/dated.pdf" &&
        grep -aqE 'CreationDate \((D:)?20260122153920' "$work/dated.pdf" &&
        ! grep -aq CreationDate "$work/one/probe/f1_curves.pdf"
}

claim plots_of_the_sample_runs_are_drawn draws_all
claim plot_prints_the_name_of_every_file_and_of_no_other index_names_what_is_there
claim the_same_plots_are_the_same_bytes same_again
claim every_kind_is_drawn_of_some_sample_run every_kind_is_drawn_of_some_sample_run
claim every_title_of_a_plot_names_what_it_is_of every_title_has_a_name
claim several_runs_in_one_file_are_refused several_in_one_file_are_refused
claim a_plot_of_many_runs_is_refused_of_one one_run_has_no_groups
[ $formats = svg ] || claim stdout_takes_one_format stdout_takes_one_format
claim a_path_that_ends_in_a_slash_is_a_directory slash_is_a_directory
claim a_format_named_twice_is_written_once format_named_twice_is_one
claim a_kind_of_one_run_and_of_many_is_drawn_once_of_many once_of_many
claim names_of_written_files_are_safe_to_print names_of_files_are_safe
claim plot_on_stdout_is_what_the_file_would_be stdout_is_the_file
claim a_plot_that_cannot_be_drawn_leaves_the_old_file old_file_stays_when_nothing_can_be_drawn
if command -v xmllint >/dev/null; then
    claim svg_of_every_plot_is_xml svg_is_xml
else
    echo "skip svg_of_every_plot_is_xml: xmllint is not installed"
fi
if [ "$formats" = svg ]; then
    echo "skip a_pdf_has_the_date_of_source_date_epoch_only: built without cairo"
else
    claim a_pdf_has_the_date_of_source_date_epoch_only date_is_that_of_the_epoch
fi
