# Sourced by the scripts that need Debian's packages: unpacks them into a folder, without installing anything.
# shellcheck shell=bash

# skip REASON: ends the script well where what it checks cannot be had.
skip() {
  say "Skipped: $1"
  exit 0
}

# debian_apt FOLDER ARCHITECTURE ARGUMENT...: apt-get with package lists of its own in FOLDER, which leaves the system's as they are.
# It asks the system's sources, or those in FOLDER/sources.list where choose_suite made one, and counts nothing as installed.
debian_apt() {
  local folder=$1 architecture=$2
  shift 2
  mkdir -p "$folder/lists/partial" "$folder/archives/partial"
  local options=(-o APT::Architecture="$architecture" -o APT::Architectures::="$architecture"
    -o Dir::State::lists="$(realpath "$folder")/lists" -o Dir::Cache="$(realpath "$folder")" -o Dir::State::status=/dev/null
    -o APT::Sandbox::User="$(id -un)" -o Acquire::Languages=none)
  if [[ -f $folder/sources.list ]]; then
    options+=(-o Dir::Etc::SourceList="$(realpath "$folder")/sources.list" -o Dir::Etc::SourceParts=/dev/null)
  fi
  if [[ ! -f $folder/updated ]]; then
    apt-get -qq "${options[@]}" update && touch "$folder/updated" || return 1
  fi
  (cd "$folder" && apt-get -qq "${options[@]}" "$@")
}

# choose_suite FOLDER SUITE: what is unpacked by way of FOLDER comes from this Debian, of the mirror that the system itself uses.
choose_suite() {
  local codename mirror keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  codename=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
  mkdir -p "$1/no-lists/partial"
  # With no lists to start from, apt-get names everything it would ask for.
  mirror=$(apt-get update --print-uris -o Dir::State::lists="$(realpath "$1")/no-lists" |
    sed -n "s|^'\(.*\)/dists/$codename/InRelease' .*|\1|p")
  [[ -n $codename && -n $mirror ]] || return 1
  [[ -f $keyring ]] || keyring=/etc/apt/trusted.gpg.d
  printf 'deb [signed-by=%s] %s %s main\n' "$keyring" "${mirror%%$'\n'*}" "$2" >"$1/sources.list"
}

# closure FOLDER ARCHITECTURE PACKAGE...: their names and those of all that they need.
closure() {
  local folder=$1 architecture=$2
  shift 2
  debian_apt "$folder" "$architecture" --simulate --no-install-recommends install "$@" | sed -n 's/^Inst \([^ ]*\).*/\1/p'
}

# unpack FOLDER ARCHITECTURE PACKAGE...: into FOLDER/root.
unpack() {
  local folder=$1 archive
  debian_apt "$folder" "$2" download "${@:3}" || return 1
  for archive in "$folder"/*.deb; do
    dpkg-deb --extract "$archive" "$folder/root" && rm "$archive" || return 1
  done
}
