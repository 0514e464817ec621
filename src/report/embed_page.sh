#!/bin/sh
# embed_page.sh STYLE.css SCRIPT.js: prints a C source that holds both, for report/html_embedded.h.
# Blanks at the ends of lines and comments that fill lines of their own are left out.
set -eu

strip() {
    sed -e 's/^ *//' -e 's/ *$//' -e '/^\/\*.*\*\/$/d' -e '/^$/d' "$1"
}

text_of() {
    printf '\nstatic const unsigned char %s[] = {' "$1"
    strip "$2" | od -An -v -tu1 | sed -e 's/^ */ /' -e 's/  */, /g' -e 's/^, /    /' -e 's/$/,/'
    printf '    0,\n};\n'
    printf 'const char *const html_%s = (const char *)%s;\n' "$1" "$1"
}

echo '/* Made from src/report/ by embed_page.sh. */'
echo '#include <assay/report/html_embedded.h>'
text_of style "$1"
text_of script "$2"
