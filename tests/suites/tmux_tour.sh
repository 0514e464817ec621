#!/bin/bash
# The interface as a user of tmux has it: keys go in by send-keys, what stands in the pane comes out
# by capture-pane. A server of its own, without the user's configuration.
#
# PATIENCE (100): tenths of a second that anything may take.
set -u
cd "$(dirname "$0")/../.." || exit 1

assay=$(realpath "${ASSAY:-./assay}")
patience=${PATIENCE:-100}
server=
work=$(mktemp -d) || exit 1
name=
failed=

if ! command -v tmux >/dev/null; then
    echo "skip tmux_tour: tmux is not installed"
    exit 0
fi

# A server that ends may still hold its socket: each tour has one of its own.
pane() {
    tmux -L "$server" "$@"
}

finish() {
    [ -z "$server" ] || pane kill-server 2>/dev/null
    rm -rf "$work" "${TMUX_TMPDIR:-/tmp}/tmux-$(id -u)/assay-test-$$-"*
}
trap finish EXIT

# ---- looking ----

screen() {
    pane capture-pane -p -t it 2>/dev/null
}

line() {
    screen | sed -n "$1p"
}

fail() {
    failed=1
    echo "not ok $name: $*"
    screen >&2
}

# soon COMMAND...: until it holds.
soon() {
    local i

    [ -z "$failed" ] || return 1
    for ((i = 0; i < patience; i++)); do
        "$@" && return 0
        sleep 0.1
    done
    return 1
}

shows() { screen | grep -qF -e "$1"; }
lacks() { ! shows "$1"; }
line_shows() { line "$1" | grep -qF -e "$2"; }

see() { soon shows "$1" || [ -n "$failed" ] || fail "not in the pane: $1"; }
unseen() { soon lacks "$1" || [ -n "$failed" ] || fail "still in the pane: $1"; }
in_line() { soon line_shows "$1" "$2" || [ -n "$failed" ] || fail "not in line $1: $2"; }

# cursor TEXT: it stands where reverse begins in its line; found text in it may be bold besides.
reversed() {
    pane capture-pane -p -e -t it |
        sed -E $'s/\033\\[([0-9]+;)*7(;[0-9]+)*m/\001/; s/\033\\[[0-9;]*m//g' |
        grep -qF -e $'\001'"$1"
}
cursor() { soon reversed "$1" || [ -n "$failed" ] || fail "not in reverse: $1"; }

# redraws: ^L leaves all as it is. Without colours, whose ends tmux tells where text was cleared.
same_as_before() { [ "$before" = "$(screen)" ]; }
redraws() {
    [ -z "$failed" ] || return
    sleep 0.3
    before=$(screen)
    press C-l
    sleep 0.1
    soon same_as_before || fail "redrawn, the pane is another; before: $before"
}

# ---- doing ----

press() { [ -n "$failed" ] || pane send-keys -t it "$@"; }
text() { [ -n "$failed" ] || pane send-keys -t it -l -- "$1"; }

# begin NAME WIDTH HEIGHT TERM: a shell in a pane, with something on its screen.
begin() {
    name=$1 failed=
    [ -z "$server" ] || pane kill-server 2>/dev/null
    server=assay-test-$$-$1
    env -u TMUX HOME="$work" LC_ALL=C.UTF-8 TERM=xterm-256color \
        XDG_STATE_HOME="$work" XDG_CONFIG_HOME="$work" EDITOR=true \
        tmux -L "$server" -f /dev/null new-session -d -s it -x "$2" -y "$3" sh ||
        { fail "tmux does not start"; return; }
    pane set-option -g default-terminal "$4"
    pane set-option -g status off
    pane set-option -g allow-passthrough on 2>/dev/null
    pane set-option -s set-clipboard on
    pane resize-window -t it -x "$2" -y "$3"
    text "PS1='ready> ' TERM=$4; clear; echo before"
    press Enter
    in_line 1 before
    in_line 2 'ready>'
    text "$assay sample_runs"
    press Enter
    see '32 runs'
}

# The shell waits: what is typed before would stand beside its prompt.
prompted() { screen | grep -v '^$' | tail -n 1 | grep -qx 'ready>'; }

# What the pane showed before, the prompt back, nothing of ours, and a line that can be typed into.
quit_cleanly() {
    press Q
    unseen '32 runs'
    see 'before'
    unseen 'assay  '
    soon prompted || [ -n "$failed" ] || fail 'no prompt'
    text 'stty -a | grep -o " -\{0,1\}echo " | tr -d " "; echo after $?'
    press Enter
    see 'after 0'
    in_line "$(screen | grep -n '^after 0' | head -n 1 | cut -d: -f1)" after
    [ -n "$failed" ] || [ "$(screen | grep -cx echo)" = 1 ] || fail "the terminal does not echo"
}

report() {
    [ -n "$failed" ] || echo "ok $name"
}

# ---- the tours ----

down_to_a_record() {
    in_line 1 'assay  sample_runs'
    cursor mbpp
    text /153920
    cursor run_20260122_153920
    press Enter Enter
    in_line 1 Overv
    text 3
    in_line 1 Layers
    see 'layer 0'
    press Tab
    text ll
    see 'layer 2'
    redraws
    press BSpace
    in_line 1 '32 runs'
    text /test3
    cursor mer2023_test3
    press Enter Enter
    in_line 1 'MER2023 test3'
    text 4ljj
    see '10 of 166'
    redraws
    press Enter
    cursor samplenew_00002301
    press Enter
    see '1 of 10'
    text e
    see '2 of 10'
    see samplenew_00002478
}

in_the_table() {
    text 7
    cursor samplenew_00000036
    text '&trut<3'
    see 'unknown field "trut"; the nearest is "truth"'
    press Enter
    cursor samplenew_00000036
    text '&pred:angry'
    see '168 of 834'
    press Enter
    cursor samplenew_00000071
    text S
    text g
    cursor samplenew_00015317
    text uug
    cursor samplenew_00000036
    text '?'
    in_line 1 Help
    text /pipe
    press Enter
    cursor '|'
    press Escape
    in_line 1 Samples
    redraws
}

# The window is made larger and smaller while all this stands on it.
resized() {
    pane resize-window -t it -x 132 -y 43
    in_line 43 '? help'
    redraws
    pane resize-window -t it -x 20 -y 5
    in_line 5 '? help'
    pane resize-window -t it -x "$1" -y "$2"
    in_line "$2" '? help'
    redraws
}

copied() {
    local got

    text g
    cursor samplenew_00000036
    text yc
    see "bytes sent to the terminal's clipboard"
    got=$(pane show-buffer 2>/dev/null)
    [ -n "$failed" ] || [ "$got" = samplenew_00000036 ] || fail "tmux has copied \"$got\""
    text k
    unseen 'bytes sent'
}

# A baseline, a candidate, three flips, the sides swapped, and a report of it.
compared() {
    text 1
    in_line 1 '32 runs'
    text ':baseline mbpp/ModelRuns/01'
    press Enter
    see 'baseline: 01'
    text ':compare mbpp/ModelRuns/04'
    press Enter
    in_line 1 'Compare'
    see 'both right 17  fixed 9  broken 16  both wrong 18'
    redraws
    press Enter
    in_line 1 'Flips'
    press Enter
    see '1 of 25'
    text e
    see '2 of 25'
    text e
    see '3 of 25'
    see 'return (x >> 5)'
    redraws
    text x
    in_line 1 '04 ↔ 01'
    see 'fixed  3 of 16'
    text 2
    see 'fixed 16  broken 9'
    text ":write $work/compared-$name.md"
    press Enter
    see 'wrote '
    [ -n "$failed" ] || grep -qF '01 against 04' "$work/compared-$name.md" ||
        fail "the report is another: $(cat "$work/compared-$name.md")"
}

suspended() {
    press C-z
    see 'before'
    unseen samplenew
    text fg
    press Enter
    see samplenew_00000036
    redraws
}

# tour WIDTH HEIGHT TERM
tour() {
    begin "tmux_tour_${1}x${2}_$3" "$1" "$2" "$3"
    down_to_a_record
    in_the_table
    resized "$1" "$2"
    copied
    suspended
    compared
    quit_cleanly
    report
}

tour 80 24 tmux-256color
tour 120 40 screen-256color
