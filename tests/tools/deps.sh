#!/bin/sh
# Install what is missing: deps.sh [build] [optional] [test] [browser] [bench]
#
# "Missing" is what a command look-up or a compiled test program says, not a package list, so
# libraries installed by hand count. Silent when all is there. With apt (as root or through
# sudo -n) the missing packages are installed; elsewhere the command to run is printed. Ends 1 when
# something of the sets build or bench is still missing; a missing tool of test or browser is only
# told, since the check that wants it skips itself, and so is a library that a build can be without
# (optional).
set -u

CC=${CC:-gcc}
PKG_CONFIG=${PKG_CONFIG:-pkg-config}

# ---- what is there ----

have() {
    command -v "$1" >/dev/null 2>&1
}

# links HEADER "LIBRARIES": a program that includes the header can be linked.
links() {
    work=$(mktemp -d) || return 1
    printf '#include <stddef.h>\n#include <stdio.h>\n#include <%s>\nint main(void) { return 0; }\n' \
        "$1" >"$work/try.c"
    # shellcheck disable=SC2086 # several words on purpose
    "$CC" $3 "$work/try.c" -o "$work/try" $2 >/dev/null 2>&1
    result=$?
    rm -rf "$work"
    return $result
}

# library PACKAGE HEADER FLAGS: by pkg-config, else by the plain flags.
library() {
    links "$2" "$($PKG_CONFIG --libs "$1" 2>/dev/null || echo "$3")" \
        "$($PKG_CONFIG --cflags "$1" 2>/dev/null)"
}

can_fuzz() {
    have clang || return 1
    work=$(mktemp -d) || return 1
    echo 'int LLVMFuzzerTestOneInput(const char *d, unsigned long n);
int LLVMFuzzerTestOneInput(const char *d, unsigned long n) { return d && n > 9; }' >"$work/try.c"
    clang -fsanitize=fuzzer,address "$work/try.c" -o "$work/try" >/dev/null 2>&1
    result=$?
    rm -rf "$work"
    return $result
}

# One word per missing thing; package_names knows what each is called where.
missing_of() {
    case $1 in
    build)
        have "$CC" && links stdlib.h "" "" || echo compiler
        have make || echo make
        have "$PKG_CONFIG" || echo pkg-config
        library libcjson cjson/cJSON.h -lcjson || echo cjson
        links csv.h -lcsv "" || echo csv
        library yaml-0.1 yaml.h -lyaml || echo yaml
        library ncursesw curses.h -lncursesw || echo ncurses
        ;;
    optional)
        library cairo cairo.h -lcairo || echo cairo
        library xlsxwriter xlsxwriter.h -lxlsxwriter || echo xlsxwriter
        ;;
    browser)
        have chromium || echo chromium
        have node || echo node
        have npm || echo npm
        ;;
    test)
        have clang || echo clang
        can_fuzz || echo libfuzzer
        have clang-format || echo clang-format
        have mandoc || echo mandoc
        have python3 || echo python3
        have shellcheck || echo shellcheck
        have xmllint || echo xmllint
        have jq || echo jq
        library vterm vterm.h -lvterm || echo vterm
        have tmux || echo tmux
        infocmp xterm-direct >/dev/null 2>&1 || echo terminfo
        python3 -c 'import openpyxl' 2>/dev/null ||
            /usr/bin/python3 -c 'import openpyxl' 2>/dev/null || echo openpyxl
        have rsvg-convert || echo rsvg
        python3 -c 'import jsonschema' 2>/dev/null ||
            /usr/bin/python3 -c 'import jsonschema' 2>/dev/null || echo jsonschema
        # A locale with a decimal comma can be compiled from its source.
        [ ! -x /usr/bin/localedef ] || [ -e /usr/share/i18n/locales/de_DE ] || echo locales
        ;;
    bench)
        have g++ || echo c++
        have jq || echo jq
        have python3 && python3 -c 'import pandas, sklearn' >/dev/null 2>&1 ||
            /usr/bin/python3 -c 'import pandas, sklearn' >/dev/null 2>&1 || echo sklearn
        /usr/bin/python3 -c 'import pandas, matplotlib' 2>/dev/null || echo matplotlib
        library vterm vterm.h -lvterm || echo vterm
        have vd || echo visidata
        have lnav || echo lnav
        have less || echo less
        [ -e /usr/include/simdjson.h ] || [ -e /usr/local/include/simdjson.h ] || echo simdjson
        ;;
    *)
        echo "deps.sh: no set called $1 (build, optional, test, browser, bench)" >&2
        exit 2
        ;;
    esac
}

# ---- what it is called where: thing|apt|dnf|pacman|zypper|apk|brew ----

names='
compiler|gcc libc6-dev|gcc glibc-devel|gcc|gcc glibc-devel|gcc musl-dev|gcc
c++|g++|gcc-c++|gcc|gcc-c++|g++|gcc
make|make|make|make|make|make|make
pkg-config|pkg-config|pkgconf|pkgconf|pkg-config|pkgconf|pkgconf
cjson|libcjson-dev|cjson-devel|cjson|cJSON-devel|cjson-dev|cjson
csv|libcsv-dev|libcsv-devel|libcsv|libcsv-devel|libcsv-dev|libcsv
yaml|libyaml-dev|libyaml-devel|libyaml|libyaml-devel|yaml-dev|libyaml
ncurses|libncurses-dev|ncurses-devel|ncurses|ncurses-devel|ncurses-dev|ncurses
cairo|libcairo2-dev fonts-dejavu-core|cairo-devel|cairo|cairo-devel|cairo-dev|cairo
xlsxwriter|libxlsxwriter-dev|libxlsxwriter-devel|libxlsxwriter|libxlsxwriter-devel|libxlsxwriter-dev|libxlsxwriter
chromium|chromium|chromium|chromium|chromium|chromium|chromium
node|nodejs|nodejs|nodejs|nodejs|nodejs|node
npm|npm|nodejs-npm|npm|npm|npm|node
openpyxl|python3-openpyxl|python3-openpyxl|python-openpyxl|python3-openpyxl|py3-openpyxl|
rsvg|librsvg2-bin|librsvg2-tools|librsvg|rsvg-convert|rsvg-convert|librsvg
clang|clang|clang|clang|clang|clang|llvm
libfuzzer|clang libclang-rt-dev|compiler-rt|compiler-rt|clang|compiler-rt|llvm
clang-format|clang-format|clang-tools-extra|clang|clang|clang-extra-tools|clang-format
mandoc|mandoc|mandoc|mandoc|mandoc|mandoc|mandoc
python3|python3|python3|python|python3|python3|python3
shellcheck|shellcheck|ShellCheck|shellcheck|ShellCheck|shellcheck|shellcheck
xmllint|libxml2-utils|libxml2|libxml2|libxml2-tools|libxml2-utils|libxml2
jq|jq|jq|jq|jq|jq|jq
jsonschema|python3-jsonschema|python3-jsonschema|python-jsonschema|python3-jsonschema|py3-jsonschema|
locales|locales|glibc-locale-source|glibc|glibc-i18ndata||
sklearn|python3-pandas python3-sklearn|python3-pandas python3-scikit-learn|python-pandas python-scikit-learn|python3-pandas python3-scikit-learn|py3-pandas py3-scikit-learn|scikit-learn
matplotlib|python3-matplotlib|python3-matplotlib|python-matplotlib|python3-matplotlib|py3-matplotlib|python-matplotlib
vterm|libvterm-dev|libvterm-devel|libmatplotlib|python3-matplotlib|python3-matplotlib|python-matplotlib|python3-matplotlib|py3-matplotlib|python-matplotlib
vterm|libvterm-devel|libvterm-dev|libvterm
tmux|tmux|tmux|tmux|tmux|tmux|tmux
terminfo|ncurses-term|ncurses-term|ncurses|terminfo|ncurses-terminfo|ncurses
visidata|visidata|visidata|visidata|visidata|visidata|visidata
lnav|lnav|lnav|lnav|lnav|lnav|lnav
less|less|less|less|less|less|less
simdjson|libsimdjson-dev|simdjson-devel|simdjson|simdjson-devel|simdjson-dev|simdjson
'

# package_names COLUMN THING...: the packages, in one line.
package_names() {
    column=$1
    shift
    for thing in "$@"; do
        echo "$names" | awk -F '|' -v thing="$thing" -v c="$column" '$1 == thing { print $c }'
    done | tr ' ' '\n' | awk 'NF && !seen[$0]++' | tr '\n' ' ' | sed 's/ $//'
}

# ---- installing ----

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo -n "$@"
    fi
}

can_be_root() {
    [ "$(id -u)" -eq 0 ] || { have sudo && sudo -n true 2>/dev/null; }
}

# Quiet unless it fails: then all that apt said.
apt() {
    said=$(as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o Dpkg::Use-Pty=0 "$@" 2>&1) &&
        return 0
    echo "$said" | tail -n 20 >&2
    return 1
}

lists_are_there() {
    for list in /var/lib/apt/lists/*_Packages*; do
        [ -e "$list" ] && return 0
    done
    return 1
}

apt_install() {
    packages=$(package_names 2 "$@")
    if ! can_be_root; then
        echo "missing: $*; as root run: apt-get install -y $packages" >&2
        return 1
    fi
    echo "installing through apt: $packages" >&2
    lists_are_there || apt update
    # Lists that are too old name packages that are gone: fetch them once and try again. A package
    # that a release does not have must not cost the others.
    # shellcheck disable=SC2086
    apt install -y --no-install-recommends $packages && return 0
    apt update
    # shellcheck disable=SC2086
    apt install -y --no-install-recommends $packages && return 0
    for package in $packages; do
        apt install -y --no-install-recommends "$package"
    done
    return 0
}

say_what_to_do() {
    echo "missing: $*" >&2
    if have dnf; then
        echo "would run: sudo dnf install -y $(package_names 3 "$@")" >&2
    elif have pacman; then
        echo "would run: sudo pacman -S --needed $(package_names 4 "$@")" >&2
    elif have zypper; then
        echo "would run: sudo zypper install -y $(package_names 5 "$@")" >&2
    elif have apk; then
        echo "would run: sudo apk add $(package_names 6 "$@")" >&2
    elif have brew; then
        echo "would run: brew install $(package_names 7 "$@")" >&2
    else
        echo "no package manager is known here; Debian calls them: $(package_names 2 "$@")" >&2
    fi
}

[ $# -gt 0 ] || set -- build
sets=$*
missing=$(for set in $sets; do missing_of "$set"; done)
[ -z "$missing" ] && exit 0
# shellcheck disable=SC2086
if have apt-get; then
    apt_install $missing
else
    say_what_to_do $missing
fi

# ---- what is still missing ----
code=0
for set in $sets; do
    missing=$(missing_of "$set" | tr '\n' ' ')
    [ -z "$missing" ] && continue
    if [ "$set" = test ] || [ "$set" = browser ]; then
        echo "still missing, checks that need it are skipped: $missing" >&2
    elif [ "$set" = optional ]; then
        echo "still missing, assay is built without: $missing" >&2
    else
        echo "still missing: $missing" >&2
        code=1
    fi
done
exit $code
