#!/bin/bash
# No object of the program holds a variable that can be written, save the few that CONTRIBUTING
# names: the hook of die() and the signal flags of the terminal.
set -u

if [ "$FLAVOUR" != check ]; then
    echo "skip no_writable_globals: the sanitisers add their own"
    exit 0
fi
if ! command -v objdump >/dev/null; then
    echo "skip no_writable_globals: objdump is not installed"
    exit 0
fi
found=$(find "build/$FLAVOUR/src" -name '*.o' -exec objdump -t {} + |
    awk '/file format/ { file = $1 }
        / O (\.data|\.bss|\.tdata|\.tbss|\*COM\*)/ && !/\.data\.rel\.ro/ { print file, $NF }' |
    sed -e 's,^build/[^/]*/,,' -e 's,\.o:* , ,' |
    grep -vE '^src/base/err die_hook$|^src/tui/terminal_signals ')
if [ -z "$found" ]; then
    echo "ok no_writable_globals"
else
    echo "$found" >&2
    echo "not ok no_writable_globals: $(echo "$found" | head -n 1)"
fi
