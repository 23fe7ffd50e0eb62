#!/usr/bin/env bash
# Makes the self-contained folder of the door's program: scripts/publish.sh linux-arm64|linux-x64 [FOLDER]
# FOLDER is artifacts/publish/<runtime> unless given; an earlier one is replaced.
if [[ -n ${2:-} ]]; then
  set -- "$1" "$(realpath -m "$2")"
fi
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

readonly runtime=${1:-} folder=${2:-artifacts/publish/${1:-}}

case $runtime in
  linux-arm64 | linux-x64) ;;
  *) fail "Unknown runtime '$runtime'. Use: scripts/publish.sh linux-arm64|linux-x64 [FOLDER]" ;;
esac
if [[ -n $(ls -A "$folder" 2>/dev/null) && ! -f $folder/doorface.deps.json ]]; then
  fail "$folder holds something else than an earlier publication. Name an empty or a new folder."
fi

scripts/setup.sh

rm -rf "$folder"
dotnet publish src/DoorFace.Host --configuration Release --runtime "$runtime" --output "$folder" --verbosity quiet
# What puts it onto a unit is shipped with it.
cp -r scripts/install.sh scripts/unit "$folder/"

say "$folder: $(du -sh "$folder" | cut -f 1), $(find "$folder" -type f | wc -l) files for $runtime."
