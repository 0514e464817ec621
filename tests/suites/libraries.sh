#!/bin/bash
# cairo and libxlsxwriter are loaded when first wanted, and one sentence says where they are not.
set -u

root=$(cd "$(dirname "$0")/../.." && pwd)
assay=${ASSAY:-$root/assay}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
. "$root/tests/tools/claims.sh"
cd "$root/sample_runs" || exit 1
run=layer_probe/run_20260122_153920
optional='cairo|xlsxwriter'

if "$assay" plot -q --to png -o "$work/probe" "$run" 2>&1 | grep -q 'made without' ||
    "$assay" report -q --to xlsx -o "$work/probe_x" "$run" 2>&1 | grep -q 'made without'; then
    echo "skip libraries: this build is without them"
    exit 0
fi

loaded() # COMMAND...
{
    LD_DEBUG=files "$assay" "$@" 2>&1 >"$work/out" | grep -oE "lib($optional)\.so[.0-9]*" | sort -u
}

nothing_else_loads_them()
{
    ! loaded report -q --to md,html,json,csv,svg -o "$work/light" "$run" | grep . &&
        [ -s "$work/light/figures/dominance_curve.svg" ]
}

each_loads_its_own()
{
    loaded plot -q --kind dominance-curve --to pdf -o "$work/pdf" "$run" | grep -q cairo &&
        loaded report -q --to xlsx -o "$work/xlsx" "$run" | grep -q xlsxwriter
}

# A machine without them, as far as the loader can see: empty files stand in their place.
mkdir "$work/none"
for name in $(loaded plot -q --to png -o "$work/png" "$run") \
    $(loaded report -q --to xlsx -o "$work/xlsx" "$run"); do
    : >"$work/none/$name"
done
without() # COMMAND...
{
    LD_LIBRARY_PATH=$work/none "$assay" "$@"
}

plot_says_so()
{
    local code
    without plot -q --to png -o "$work/no_png" "$run" 2>"$work/err"
    code=$?
    cat "$work/err"
    [ $code -eq 1 ] && [ "$(wc -l <"$work/err")" -eq 1 ] && [ ! -e "$work/no_png" ] &&
        grep -q 'cairo, which writes PNG and PDF, cannot be loaded: .*libcairo' "$work/err"
}

report_says_so()
{
    local code
    without report -q --to md,xlsx -o "$work/no_xlsx" "$run" 2>"$work/err"
    code=$?
    cat "$work/err"
    [ $code -eq 1 ] && [ "$(wc -l <"$work/err")" -eq 1 ] && [ ! -e "$work/no_xlsx" ] &&
        grep -q 'libxlsxwriter, which writes workbooks, cannot be loaded: ' "$work/err"
}

a_whole_report_does_without()
{
    without report -q -o "$work/whole" "$run" && [ -s "$work/whole/index.html" ] &&
        [ ! -e "$work/whole/report.xlsx" ] && without plot -q -o "$work/svg" "$run"
}

claim they_are_not_loaded_before_they_are_wanted nothing_else_loads_them
claim a_format_loads_its_own_library each_loads_its_own
claim plot_says_in_one_sentence_that_cairo_is_not_there plot_says_so
claim report_says_in_one_sentence_that_libxlsxwriter_is_not_there report_says_so
claim a_whole_report_is_written_without_the_workbook a_whole_report_does_without
