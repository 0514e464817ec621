#!/bin/bash
# The interface in an emulated terminal: takes the tours of tests/pty/tours (see tests/pty/tour.h).
# TOURS: part of the names of those to take.
set -u
cd "$(dirname "$0")/../.." || exit 1

program=build/${FLAVOUR:-check}/test_terminal
if [ ! -x "$program" ]; then
    echo "skip terminal: libvterm is not installed"
    exit 0
fi
"$program" -o "${TOURS:-}" tests/pty/tours/*.tours
code=$?
[ $code -le 1 ] # a failed tour has said so itself
