#!/usr/bin/env bash
# Runs the program published for the Pi on the sample photographs under user-mode emulation of the Pi 4's processor, and compares
# what it says with what the x64 program says (tolerances: tests/DoorFace.System.Tests/Arm64/AnswerComparison.cs).
# The emulator and an arm64 C library are Debian's packages, unpacked into .cache/ without being installed.
# Where they are not to be had, the script says why and ends well.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
source scripts/debian.sh

readonly emulation=.cache/arm64 published=artifacts/publish

# The static emulator's package is qemu-user from Debian 13 on and qemu-user-static before.
unpack_emulator() {
  { unpack "$1" amd64 qemu-user-static && [[ -f $1/root/usr/bin/qemu-aarch64-static ]]; } || unpack "$1" amd64 qemu-user
}

# What the self-contained program asks of the system. OpenSSL's package changed its name in Debian 13.
unpack_libraries() {
  unpack "$1" arm64 libc6 libgcc-s1 libstdc++6 || return 1
  unpack "$1" arm64 libssl3t64 2>/dev/null || unpack "$1" arm64 libssl3
}

bring_emulation() {
  [[ $(uname -sm) == 'Linux x86_64' ]] || skip "the comparison is between x64 and emulated arm64, and this machine is $(uname -sm)."
  command -v apt-get dpkg-deb >/dev/null || skip "there is no apt-get and dpkg-deb to bring Debian's emulator and arm64 C library."

  say "Bringing the emulator and an arm64 C library from Debian's packages ..."
  rm -rf .cache/incoming-arm64.*
  incoming=$(mktemp -d .cache/incoming-arm64.XXXXXX)
  trap 'rm -rf "$incoming"' EXIT

  if ! unpack_emulator "$incoming/host"; then
    skip "Debian's package with the emulator, qemu-user, is not to be had; apt-get's message is above."
  fi
  if ! unpack_libraries "$incoming/target"; then
    skip "Debian's arm64 packages are not to be had; apt-get's message is above."
  fi

  mkdir "$incoming/ready"
  mv "$incoming/target/root" "$incoming/ready/root"
  find "$incoming/host/root/usr/bin" -type f \( -name qemu-aarch64-static -o -name qemu-aarch64 \) -exec mv {} "$incoming/ready/qemu" \;
  [[ -e $incoming/ready/root/lib ]] || ln -s usr/lib "$incoming/ready/root/lib"
  mkdir "$incoming/ready/root/proc"
  pi4_cpuinfo >"$incoming/ready/root/proc/cpuinfo"
  rm -rf "$emulation"
  mv "$incoming/ready" "$emulation"
}

# QEMU before version 8 shows the host's own /proc/cpuinfo, at which ONNX Runtime's look at the processor crashes.
pi4_cpuinfo() {
  cat <<'CPUINFO'
processor	: 0
Features	: fp asimd evtstrm crc32 cpuid
CPU implementer	: 0x41
CPU architecture: 8
CPU variant	: 0x0
CPU part	: 0xd08
CPU revision	: 3
CPUINFO
}

scripts/setup.sh
[[ -x $emulation/qemu && -d $emulation/root ]] || bring_emulation
"$emulation/qemu" -L "$emulation/root" "$emulation/root/lib/ld-linux-aarch64.so.1" --version >/dev/null ||
  skip "the emulator does not run here; its message is above."

scripts/publish.sh linux-x64
scripts/publish.sh linux-arm64

export TEST_ARM64_EMULATION=$PWD/$emulation
export TEST_ARM64_PUBLISHED=$PWD/$published/linux-arm64 TEST_X64_PUBLISHED=$PWD/$published/linux-x64
dotnet test --project tests/DoorFace.System.Tests --configuration Release --filter Category=Arm64
