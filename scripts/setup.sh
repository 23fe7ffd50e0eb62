#!/usr/bin/env bash
# Checks the tools and brings the models and the sample photographs into .cache/, each held to its SHA-256
# in scripts/assets.txt. With all of them in place it needs neither npm nor a network.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

readonly cache=.cache

require_dotnet() {
  if ! command -v dotnet >/dev/null || ! dotnet --list-sdks | grep -q '^10\.'; then
    fail "The .NET 10 SDK is missing: 'dotnet --list-sdks' shows no version 10." \
      "Install the package 'dotnet-sdk-10.0' from Microsoft's package feed for your Debian," \
      "or unpack Microsoft's SDK archive and put its folder on the PATH."
  fi
}

require_npm() {
  if ! command -v npm >/dev/null; then
    fail "npm is missing. It brings the models and the sample photographs, once." \
      "Install Debian's package 'npm'."
  fi
}

listed_files() { grep -v '^#' scripts/assets.txt; }

# holds FILE SHA256 NAME: true when the file has that hash, otherwise says how it differs.
holds() {
  local actual='none, the file is missing'
  if [[ -f $1 ]]; then
    actual=$(sha256sum <"$1" | cut -d ' ' -f 1)
  fi
  [[ $actual == "$2" ]] || {
    printf '%s\n  expected SHA-256 %s\n  actual           %s\n' "$3" "$2" "$actual" >&2
    return 1
  }
}

# The listed lines whose file in the cache is missing or changed.
needed_files() {
  local hash place package source
  while read -r hash place package source; do
    if [[ ! -f $cache/$place ]] || ! holds "$cache/$place" "$hash" "$cache/$place has changed and is replaced:"; then
      echo "$hash $place $package $source"
    fi
  done < <(listed_files)
}

# download PACKAGE FOLDER: the package's archive, without its dependencies and without running anything of it.
download() {
  mkdir -p "$2"
  if ! npm pack "$1" --pack-destination "$2" --prefer-offline --ignore-scripts --loglevel=error \
    >"$2/npm.log" 2>&1 </dev/null; then
    cat "$2/npm.log" >&2
    fail "npm could not bring $1; its message is above. Nothing was changed." \
      "Check the network and run scripts/setup.sh again."
  fi
}

# bring LINES: downloads their packages, verifies every file, and only then takes them over.
bring() {
  local needed=$1 hash place package source wrong=0

  # On the cache's own file system, so that each file arrives by one rename: whole or not at all.
  incoming=$(mktemp -d "$cache/incoming.XXXXXX")
  trap 'rm -rf "$incoming"' EXIT

  while read -r package; do
    say "Bringing $package with npm ..."
    download "$package" "$incoming/$package"
  done < <(cut -d ' ' -f 3 <<<"$needed" | sort -u)

  while read -r hash place package source; do
    # What does not unpack is missing, and the next line says so.
    tar -xzf "$incoming/$package"/*.tgz -C "$incoming/$package" "package/$source" 2>/dev/null || true
    holds "$incoming/$package/package/$source" "$hash" "$package: $source is not the file that was pinned:" || wrong=1
  done <<<"$needed"
  if ((wrong)); then
    fail "Nothing was taken over into $cache/. If the change is wanted, review the file and then change scripts/assets.txt."
  fi

  while read -r hash place package source; do
    mkdir -p "$cache/${place%/*}"
    mv -f "$incoming/$package/package/$source" "$cache/$place"
  done <<<"$needed"
}

require_dotnet
mkdir -p "$cache"

# One at a time: two scripts started together would bring everything twice.
exec 9>"$cache/setup.lock"
flock 9
rm -rf "$cache"/incoming.*

needed=$(needed_files)
if [[ -n $needed ]]; then
  require_npm
  bring "$needed"
fi
say "Models and sample photographs: $(listed_files | wc -l) files in $cache/, all as pinned."
