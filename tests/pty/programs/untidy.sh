#!/bin/sh
# Does to the terminal what the name given says, once a key is pressed; for harness.tours.
# shellcheck disable=SC1003 # the backslash is the string's own
stty -icanon min 1 -echo
printf '%s ready\r\n' "$1"
head -c 1 >/dev/null
stty icanon echo
case $1 in
tidy) printf '\033[?1049h\033[?25l\033[1;31mred\033[m\033[?25h\033[?1049l' ;;
screen) printf '\033[?1049hother' ;;
cursor) printf '\033[?25l' ;;
mouse) printf '\033[?1000;1006h' ;;
colour) printf '\033[1;31mred' ;;
keypad) printf '\033[?1h\033=\033[?1l' ;;
margins) printf '\033[2;5r' ;;
settings) stty -echo ;;
title) printf '\033[22;0;0t\033]2;my title\033\\' ;;
question) printf '\033[6n' ;;
colours_asked) printf '\033]11;?\007' ;;
copy) printf '\033]52;c;aGFsbG8=\007' ;;
wrapped_copy) printf '\033Ptmux;\033\033]52;c;aGFsbG8=\007\033\\' ;;
size) trap 'stty size; exit 0' WINCH && echo waiting && while :; do sleep 0.05; done ;;
keys) stty raw && echo typing && head -c "$2" | od -An -c | tr -s ' ' && stty -raw ;;
styles) printf '\033[1mbold\033[m plain \033[7mreversed\033[m' ;;
crash) kill -SEGV $$ ;;
code) exit 3 ;;
esac
