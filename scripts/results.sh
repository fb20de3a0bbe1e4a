#!/bin/sh
# The built edition -> the lines that tell where to look.
set -eu
cd "$(dirname "$0")/.."

echo
echo "The edition is built. Open:"
for file in build/site/index.html build/pdf/*.pdf; do
    if [ -f "$file" ]; then
        echo "    $(pwd)/$file"
    fi
done
