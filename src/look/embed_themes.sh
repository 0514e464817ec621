#!/bin/sh
# embed_themes.sh THEME.yaml...: prints a C source that holds the files, for theme_embedded.h.
set -eu

echo '/* Made from themes/ by src/look/embed_themes.sh. */'
echo '#include <assay/look/theme_embedded.h>'
number=0
for file in "$@"; do
    printf '\nstatic const unsigned char text_%d[] = {' "$number"
    od -An -v -tu1 "$file" | sed -e 's/^ */ /' -e 's/  */, /g' -e 's/^, /    /' -e 's/$/,/'
    echo '};'
    number=$((number + 1))
done
printf '\nconst struct theme_embedded theme_embedded[] = {\n'
number=0
for file in "$@"; do
    name=${file##*/}
    printf '    {"%s", text_%d, sizeof(text_%d)},\n' "${name%.yaml}" "$number" "$number"
    number=$((number + 1))
done
printf '    {0, 0, 0},\n};\n'
