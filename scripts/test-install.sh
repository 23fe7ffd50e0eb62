#!/usr/bin/env bash
# Installs the published program into a Debian of its own and proves what install.sh and the service's unit promise: first in a chroot,
# then with that Debian's systemd running in namespaces. Neither has a network.
# scripts/test-install.sh [FOLDER] takes FOLDER, published for linux-x64, instead of publishing anew.
if [[ -n ${1:-} ]]; then
  set -- "$(realpath -m "$1")"
fi
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

readonly debian=.cache/debian-bookworm.tar most_exposed=15
passed=0 failed=0 scratch='' root='' init=''

skip() {
  say "Skipped: $1"
  exit 0
}

# check NAME COMMAND...: counts the command's success or failure; what it said is shown when it fails.
check() {
  local name=$1 log=$scratch/log
  shift
  if "$@" >"$log" 2>&1; then
    passed=$((passed + 1))
    say "  passed  $name"
  else
    failed=$((failed + 1))
    say "  FAILED  $name"
    sed 's/^/          /' "$log"
  fi
}

# answers CODE TEXT COMMAND...: the command ends with the code and says the text.
answers() {
  local code=$1 text=$2 actual=0 output
  shift 2
  output=$("$@" 2>&1 </dev/null) || actual=$?
  printf '%s\n' "$output" "Exit code $actual."
  [[ $actual == "$code" && $output == *"$text"* ]]
}

# In the chroot, with process ids and a network of its own: an interface that is down, and nothing else.
inside() {
  # shellcheck disable=SC2016  # The inner shell expands them.
  unshare --mount --pid --fork --kill-child --net \
    bash -c 'mount -t proc proc "$0/proc" && SYSTEMD_COLORS=0 SYSTEMD_URLIFY=0 exec chroot "$0" "$@"' "$PWD/$root" "$@"
}

sh_inside() { inside bash -euo pipefail -c "$1"; }

# Every file of the Debian with owner, mode, size and the times of its last changes.
snapshot() {
  sh_inside 'cd / && find etc usr var \( -type d -printf "%p %m %u:%g\n" \) -o -printf "%p %m %u:%g %s %T@ %C@ %l\n" | sort'
}

# unchanged_by CODE TEXT COMMAND...: as answers, and no file differs afterwards.
unchanged_by() {
  snapshot >"$scratch/before"
  answers "$@" && snapshot >"$scratch/after" && diff "$scratch/before" "$scratch/after"
}

# edition NAME: another published folder in the Debian, like the first.
edition() {
  cp -r "$root/opt/doorface" "$root/opt/$1"
}

bring_debian() {
  [[ $(uname -sm) == 'Linux x86_64' ]] || skip "the program published for linux-x64 does not run on $(uname -sm)."
  ((EUID == 0)) || skip "a chroot and mounts take root."
  unshare --mount --pid --fork --net true || skip "this machine allows no namespaces; the message is above."
  [[ ! -f $debian ]] || return 0
  if ! command -v mmdebstrap >/dev/null; then
    command -v apt-get >/dev/null || skip "there is neither mmdebstrap nor apt-get to install it with."
    { apt-get -qq update && apt-get -qq install --yes mmdebstrap >/dev/null; } || skip "mmdebstrap could not be installed; the message is above."
  fi
  say "Making a Debian 12 with mmdebstrap ..."
  mkdir -p "${debian%/*}"
  mmdebstrap --quiet --format=tar --variant=minbase --include=systemd,udev,libgpiod2 bookworm "$debian.new" ||
    skip "mmdebstrap could not bring Debian's packages; its message is above."
  mv "$debian.new" "$debian"
}

end() {
  [[ -z $init ]] || kill -KILL "$init" 2>/dev/null || true
  wait
  # The cgroups of a systemd that is no more.
  [[ ! -d $scratch/cgroup ]] || unshare --mount bash -c "mount -t cgroup2 none '$scratch/cgroup' && \
    find '$scratch/cgroup/$cgroup' -depth -type d -exec rmdir {} \; 2>/dev/null" || true
  [[ -z $scratch ]] || rm -rf --one-file-system "$scratch"
}

prepare() {
  scratch=$(mktemp -d .cache/test-install.XXXXXX)
  trap end EXIT
  trap 'exit 130' INT TERM
  root=$scratch/root
  mkdir "$root"
  say "Unpacking the Debian ..."
  tar -xf "$debian" -C "$root"
  mkdir "$root/opt/doorface" "$root/opt/photos"
  cp -r "$published/." "$root/opt/doorface/"
  rm -f "$root/opt/doorface/appsettings.json"
  cp .cache/photos/sample1.jpg "$root/opt/photos/"
}

say "Preparing ..."
bring_debian
published=${1:-}
if [[ -z $published ]]; then
  published=artifacts/publish/linux-x64
  scripts/publish.sh linux-x64
fi
[[ -f $published/install.sh ]] || fail "$published holds no install.sh. Make the folder with scripts/publish.sh linux-x64."
readonly published cgroup=doorface-test-install.$$
prepare

source scripts/test-install/chroot.sh
source scripts/test-install/running.sh

say "$passed passed, $failed failed"
((failed == 0))
