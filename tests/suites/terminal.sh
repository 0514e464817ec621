#!/bin/bash
# The interface in an emulated terminal: takes the tours of tests/pty/tours (see tests/pty/tour.h).
# TOURS: part of the names of those to take. ALL=1: with all sizes, terminals and locales, else each
# of these once.
set -u
cd "$(dirname "$0")/../.." || exit 1

program=build/${FLAVOUR:-check}/test_terminal
if [ ! -x "$program" ]; then
    echo "skip terminal: libvterm is not installed"
    exit 0
fi
"$program" ${ALL:+-a} -o "${TOURS:-}" tests/pty/tours/*.tours
code=$?
[ $code -le 1 ] # a failed tour has said so itself
