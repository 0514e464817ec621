#!/bin/sh
# demo.sh PROGRAM: what `make demo` shows. On a terminal the interface opens on the sample runs;
# elsewhere, and on a terminal that cannot show it, they are listed and audited.
set -u

assay=$1

if [ -t 0 ] && [ -t 1 ] && "$assay" sample_runs; then
    exit 0
fi

echo "$ assay list sample_runs"
"$assay" list sample_runs || exit 1
echo
echo "$ assay audit sample_runs"
"$assay" audit sample_runs
code=$?
echo
if [ "$code" -ne 3 ]; then
    echo "demo failed: audit ended with code $code; 3 was expected" >&2
    exit 1
fi
echo "audit ended with code 3 (a claim differs), as it should: one of the sample runs carries"
echo "deliberate false claims. Next:"
echo "  ./assay show sample_runs/false_claims/classification"
echo "  ./assay plot sample_runs/layer_probe/run_20260122_153920 --kind dominance-curve"
echo "  ./assay report sample_runs -o report    and open report/index.html"
