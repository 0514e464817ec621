#!/bin/bash
# Random keys, resizes and clicks for the interface, in process (see tests/pty/monkey.c): some over
# all sample runs together, the rest over each by itself.
#
#   EVENTS (6000), SEED (1)   how many in all, and which
#   FROM, TO, ONLY            to find one failure again: events of the paths whose name holds ONLY
set -u
cd "$(dirname "$0")/../.." || exit 1

program=build/${FLAVOUR:-check}/monkey
events=${EVENTS:-6000}
runs() {
    echo sample_runs
    ls -d sample_runs/*/ sample_runs/layer_probe/*/ sample_runs/paper_metrics/run_*/ \
        sample_runs/mbpp/ModelRuns sample_runs/mbpp/ModelRuns/0*/ sample_runs/classification/*/
}

# shellcheck disable=SC2046 # paths without blanks
set -- $(runs | sed 's,/$,,' | grep -F -e "${ONLY:-}")
"$program" seed="${SEED:-1}" events=$((events * 3 / 4)) from="${FROM:-0}" to="${TO:--1}" "$@"
code=$?
# A quarter of them while runs are being loaded.
[ -n "${FROM:-}${TO:-}" ] || "$program" seed="$((${SEED:-1} + 500))" events=$((events / 4)) \
    background=1 sample_runs sample_runs/mbpp/ModelRuns | sed 's/^\(ok\|not ok\) /&background_/'
[ $code -le 1 ] # a failure has told itself
