# shellcheck shell=bash disable=SC2154 # $work is the caller's
# Part of the scripts of tests/suites, which source it once there are $root and the folder $work.
#
#     . "$root/tests/tools/claims.sh"
#     claim the_sum_is_right sum_is_right 2 3

# claim NAME COMMAND...: runs it in a shell of its own. "ok NAME" when it ends well, else "not ok NAME"
# with the last line of what it printed; the end of that goes to stderr.
claim() {
    local name=$1
    shift
    if ("$@") >"$work/claim.log" 2>&1; then
        echo "ok $name"
    else
        tail -n 20 "$work/claim.log" >&2
        echo "not ok $name: $(tail -n 1 "$work/claim.log")"
    fi
}

# run_assay ARGUMENT...: exit codes 3 and 6 tell of claims, not of failures.
run_assay() {
    "$ASSAY" "$@"
    local code=$?
    [ $code -eq 0 ] || [ $code -eq 3 ] || [ $code -eq 6 ]
}

# python_with STATEMENTS: prints a python that they succeed in; nothing when there is none.
python_with() {
    local candidate
    for candidate in python3 /usr/bin/python3; do
        if "$candidate" -c "$1" 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
}
