#!/usr/bin/env bash
# Runs the GPIO tests against the kernel: in a small virtual machine whose gpio-sim module offers real /dev/gpiochipN, over both
# generations of libgpiod. Ends with the line "N passed, N failed". Arguments are filters of the test programs: scripts/hil.sh -class '*LibGpiodV2*'
# The emulator, the kernel and the libraries are Debian's packages, unpacked into .cache/hil/ once without being installed.
# Where no virtual machine can run, the script says why and ends well; one that does not come up is a failure.
# A stage is a file in tests/hil/, which runs in the machine as root: see tests/hil/vm/guest.sh for what it finds there, and boot in scripts/vm.sh.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
source scripts/debian.sh
source scripts/results.sh
source scripts/vm.sh

failures=0

# stage NAME [ARGUMENT...]: boots a machine for it.
stage() {
  local status=0
  say "Booting a virtual machine for $1 ..."
  boot "$exchange" "tests/hil/$1.sh" "${@:2}" || status=$?
  if ((status != 0)); then
    tail -n 20 "$exchange/console" 2>/dev/null || true
    case $status in
      124) say "$1: the virtual machine hung; it was stopped after $vm_seconds s. Its last messages are above." ;;
      125) say "$1: the virtual machine did not come up, or ended early. Its last messages are above." ;;
      *) say "$1 ended with exit code $status." ;;
    esac
    failures=$((failures + 1))
  fi
}

scripts/setup.sh
bring_vm
for project in Device System; do
  dotnet build "tests/DoorFace.$project.Tests" --configuration Release --verbosity quiet
done

mkdir -p artifacts
rm -rf artifacts/hil.*
exchange=$(mktemp -d artifacts/hil.XXXXXX)
touch "$exchange/checks"
stage gpio-tests "$@"

read -r passed failed _ < <(count_results "$exchange/results")
if ((passed + failed == 0)); then
  say "No test ran."
  failures=$((failures + 1))
fi
passed=$((passed + $(grep -c '^passed' "$exchange/checks" || true)))
failed=$((failed + failures + $(grep -c '^failed' "$exchange/checks" || true)))
say "$passed passed, $failed failed"
((failed == 0))
