#!/bin/bash
# assay compare as a gate: each exit code once, what wins when several hold, and what is said of it.
set -u

root=$(cd "$(dirname "$0")/../.." && pwd)
assay=${ASSAY:-$root/assay}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

runs=$root/sample_runs
best=$runs/classification/mer2023_test3
other=$runs/classification/mer2023_test3_rank16

# 60 samples: all right; 30 wrong; one wrong; and 12 of them.
predictions() { # FILE WRONG COUNT
    mkdir -p "$1"
    awk -v wrong="$2" -v count="$3" 'BEGIN {
        print "id,label,prediction"
        for (i = 1; i <= count; i++)
            print "s" i "," (i % 2 ? "yes" : "no") "," ((i % 2) == (i > wrong) ? "yes" : "no")
    }' >"$1/predictions.csv"
}
predictions good 0 400
predictions bad 60 400
predictions near 3 400
predictions few 1 12
predictions few_good 0 12
mkdir empty
cat >policy.yaml <<END
rules:
  - metric: accuracy
    tier: critical
    max-drop: .02
END

expect() { # NAME CODE WORDS ARGUMENT...
    local name=$1 want=$2 words=$3 got
    shift 3
    "$assay" compare "$@" >out 2>err
    got=$?
    if [ "$got" -ne "$want" ]; then
        cat out err >&2
        echo "not ok $name: exit code $got, not $want"
    elif ! grep -qF -- "$words" out err; then
        cat out err >&2
        echo "not ok $name: nothing says \"$words\""
    else
        echo "ok $name"
    fi
}

# ---- each code ----
expect compare_of_two_runs_is_0 0 "Accuracy" good bad
expect gate_passed_is_0 0 "exit code 0, all well" good near --max-drop .05
expect gate_writing_to_a_full_disk_is_1 1 "cannot be written" good near -o /no/such/folder/out.txt
expect gate_of_an_unknown_metric_is_2 2 'the nearest name is "accuracy"' good bad --metric acuracy
expect gate_of_a_wrong_filter_is_2 2 'unknown field "scor"' good bad --filter 'scor<1'
expect gate_of_flips_is_2 2 "cannot be chosen by its flips" good bad --filter is:fixed
expect gate_of_a_wrong_policy_is_2 2 "cannot be opened" good bad --policy missing.yaml
expect gate_of_one_path_is_2 2 "a baseline and a candidate" good
expect gate_regressed_is_4 4 "exit code 4, regression" good bad --fail-on regression
expect gate_inconclusive_is_5 5 "exit code 5, inconclusive" few_good few --fail-on inconclusive
expect gate_unreadable_run_is_6 6 "exit code 6" good missing --fail-on regression
expect gate_of_no_run_is_6 6 "exit code 6" good empty --fail-on regression

# ---- what each option means ----
expect regression_alone_lets_too_little_data_through 0 "inconclusive" few_good few \
    --fail-on regression
expect drop_that_is_larger_is_4 4 "the drop is more than .0200" good bad --max-drop .02
expect drop_that_may_be_larger_is_5 5 "cannot be ruled out" good near --max-drop .001
expect drop_that_is_ruled_out_is_0 0 "is ruled out" good near --max-drop .05
expect policy_regressed_is_4 4 "(critical): the drop is more than" good bad --policy policy.yaml
expect policy_passed_is_0 0 "is ruled out" bad good --policy policy.yaml
expect policy_and_max_drop_exclude_each_other 2 "exclude each other" good bad \
    --policy policy.yaml --max-drop .1
expect named_metrics_are_gated 4 "Macro F1 (critical): worse" good bad --metric macro_f1 \
    --fail-on regression

# Two files claim the accuracy, and only one of the claims holds.
cp -r "$best" claimed
sed 's/"accuracy": 0.9065/"accuracy": 0.9165/' "$best/metrics.json" >claimed/metrics.json
expect a_claim_that_does_not_hold_is_said 0 "doubtful, since" \
    "$best" claimed --metric accuracy --fail-on regression
expect a_claim_that_does_not_hold_is_5_where_doubt_fails 5 "doubtful" "$best" claimed \
    --metric accuracy --fail-on inconclusive

# ---- several hold ----
expect regression_wins_over_unreadable 4 "6, something cannot be compared, holds too" good bad \
    missing --fail-on regression
expect regression_wins_over_inconclusive 4 "5, inconclusive, holds too" good bad near \
    --max-drop .001
expect precedence_is_printed 4 "the first of 2, 1, 3, 4, 5, 6" good bad missing --fail-on regression
expect any_candidate_that_regresses_fails 4 "exit code 4" good near bad --fail-on regression

# ---- which runs ----
expect several_runs_want_a_name 2 "name one as" "$runs/mbpp/ModelRuns" \
    "$runs/mbpp/ModelRuns/01"
expect a_run_is_named_behind_a_hash 0 "01" "$runs/mbpp/ModelRuns#01" "$runs/mbpp/ModelRuns/02"
expect a_hash_names_a_run_within_a_file 0 "ttt_layers4_cp002000" \
    "$runs/paper_metrics/dashboard#baseline" "$runs/paper_metrics/dashboard#ttt_layers4_cp002000"
expect a_name_that_is_not_there_is_2 2 "no run called 99" "$runs/mbpp/ModelRuns#99" good
expect directories_pair_by_id 0 "Overview" "$runs/mbpp/ModelRuns" "$runs/mbpp/ModelRuns"
mkdir -p left right
cp -r good left/one && cp -r good left/two && cp -r near right/one
cp -r near right/three
expect runs_without_partner_are_named 6 "has the run two, which" left right
expect runs_new_on_the_other_side_are_named 6 "has the run three, which" left right
expect a_run_that_shares_nothing_is_6 6 "share nothing" good \
    "$runs/paper_metrics/run_20251003_150145_baseline"

# ---- nothing hangs on threads, and twice is the same ----
same() { # NAME ARGUMENT...
    local name=$1
    shift
    "$assay" compare -j1 "$best" "$other" "$@" >first
    "$assay" compare -j2 "$best" "$other" "$@" >second
    if cmp -s first second && [ -s first ]; then
        echo "ok $name"
    else
        echo "not ok $name: two runs of it differ"
    fi
}
for to in text md json csv junit; do
    same "compare_as_${to}_is_the_same_twice" --to "$to" --fail-on inconclusive --flips all
done

# ---- names that would command a terminal or break a format ----
odd=$'=cmd|\033]0;x\a<b>&"`\n# x'
cp -r bad "$odd"
cp -r near "new $odd"
tame() { # FORMAT
    "$assay" compare --to "$1" --flips 3 --max-drop .02 "$odd" "new $odd" "gone $odd" >out 2>err
    if LC_ALL=C grep -q $'[\001-\010\013-\037\177]' out err || [ ! -s out ]; then
        echo "not ok odd_names_are_tame_as_$1: a control character is printed"
    elif [ "$1" = json ] && command -v jq >/dev/null && ! jq -e .exit.code out >/dev/null; then
        echo "not ok odd_names_are_tame_as_$1: it is no JSON"
    elif [ "$1" = junit ] && command -v xmllint >/dev/null && ! xmllint --noout out; then
        echo "not ok odd_names_are_tame_as_$1: it is no XML"
    else
        echo "ok odd_names_are_tame_as_$1"
    fi
}
for to in text md json csv junit; do
    tame "$to"
done

# ---- as pipelines use it: the snippets of README.md ----
mkdir bin page page/runs
ln -s "$(realpath "$assay")" bin/assay
PATH=$work/bin:$PATH
cp "$root/share/policies/example.yaml" page/gate.yaml
cp -r good page/baseline
cp -r good page/runs/main
awk '/^```sh$/ { inside = 1; next } /^```$/ { inside = 0 } inside' "$root/README.md" >page/gate.sh
awk '/^```yaml$/ { inside = 1; next } /^```$/ { inside = 0 } inside && /^    assay / { print substr($0, 5) }' \
    "$root/README.md" >page/step.sh

shell_gate() { # NAME CANDIDATE CODE WORDS
    local said got

    rm -rf page/candidate
    [ -z "$2" ] || cp -r "$2" page/candidate
    said=$(cd page && sh gate.sh 2>/dev/null)
    got=$?
    case $got,$said in
    "$3,$4"*) echo "ok $1" ;;
    *) echo "not ok $1: exit code $got, says \"$said\"" ;;
    esac
}
shell_gate a_script_lets_the_good_through near 0 "no drop of more than two points"
shell_gate a_script_stops_the_worse bad 1 "worse"
shell_gate a_script_stops_what_it_cannot_tell few 1 "too few samples"
shell_gate a_script_stops_what_is_not_there "" 1 "not compared"

workflow() { # NAME CANDIDATE CODE WORDS
    local got

    rm -rf page/runs/branch page/gate.xml page/summary
    cp -r "$2" page/runs/branch
    (cd page && GITHUB_STEP_SUMMARY=summary bash -e step.sh) >/dev/null 2>err
    got=$?
    if [ $got -eq "$3" ] && grep -qF "$4" page/summary && [ -s page/gate.xml ]; then
        echo "ok $1"
    else
        cat err >&2
        echo "not ok $1: exit code $got"
    fi
}
workflow a_workflow_goes_on_with_the_good good 0 "**exit code 0, all well.**"
workflow a_workflow_stops_at_a_regression bad 4 "**exit code 4, regression"
