#!/bin/bash
# The packages of the browser tests, at the versions of package-lock.json, into the folder given:
# tests/browser/install.sh DIRECTORY. Prints why they cannot be had, or nothing.
set -u

here=$(cd "$(dirname "$0")" && pwd)
packages=$1

command -v node >/dev/null || { echo "node is not installed"; exit 0; }
cmp -s "$here/package-lock.json" "$packages/complete" && exit 0
command -v npm >/dev/null || { echo "npm is not installed"; exit 0; }

rm -rf "$packages"
mkdir -p "$packages"
cp "$here/package.json" "$here/package-lock.json" "$here/.npmrc" "$packages/"
if said=$(cd "$packages" && timeout 120 npm ci --ignore-scripts 2>&1 </dev/null); then
    cp "$here/package-lock.json" "$packages/complete"
else
    echo "npm ci gives no packages: $(echo "$said" | grep -m 1 -iE 'err' | cut -c 1-150)"
fi
