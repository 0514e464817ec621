#!/bin/bash
# sample_runs/ is what its generator writes: every generated file byte for byte, none missing,
# none left over. README.md and the generator itself are the only files written by hand.
set -u

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/tests/tools/claims.sh"

same_trees()
{
    diff -r -x README.md -x .gitattributes -x 'generate*.[ch]' "$root/sample_runs" "$work/out"
}

small_enough()
{
    local bytes
    bytes=$(du -sb "$root/sample_runs" | cut -f1)
    echo "$bytes bytes, at most 4 MB are wanted"
    [ "$bytes" -lt 4000000 ]
}

claim sample_generator_builds "${CC:-cc}" -std=c11 -D_XOPEN_SOURCE=700 -o "$work/gen" \
    "$root"/sample_runs/generate*.c -lm
claim sample_generator_runs "$work/gen" "$work/out"
claim sample_runs_are_what_the_generator_writes same_trees
claim sample_runs_stay_below_four_megabytes small_enough
if /usr/bin/python3 -c 'import sklearn, pandas' 2>/dev/null; then
    claim layer_sample_agrees_with_scikit_learn /usr/bin/python3 -W ignore \
        "$root/tests/data/oracle/check_layer_sample.py" "$root/sample_runs"
else
    echo "skip layer_sample_agrees_with_scikit_learn: python3-sklearn is not installed"
fi
if /usr/bin/python3 -c '' 2>/dev/null; then
    claim rerun_sample_is_as_its_readme_says /usr/bin/python3 \
        "$root/tests/data/oracle/check_rerun_sample.py" "$root/sample_runs"
else
    echo "skip rerun_sample_is_as_its_readme_says: there is no python3"
fi
