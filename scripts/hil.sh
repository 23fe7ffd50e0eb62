#!/usr/bin/env bash
# Runs the GPIO and camera tests against the kernel: in a small virtual machine whose gpio-sim module offers real /dev/gpiochipN, over both
# generations of libgpiod, with the published program too: at the door, killed in every state, and on a machine whose power is taken away;
# and whose modules vivid and v4l2loopback offer real /dev/videoN, which are unplugged and fail as told.
# Ends with the line "N passed, N failed". Arguments are filters of the test programs: scripts/hil.sh -class '*LibGpiodV2*'
# The emulator, the kernel and the libraries are Debian's packages, unpacked into .cache/hil/ once without being installed.
# Where no virtual machine can run, the script says why and ends well; one that does not come up is a failure.
# A stage is a file in tests/hil/, which runs in the machine as root: see tests/hil/vm/guest.sh for what it finds there, and boot in scripts/vm.sh.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
source scripts/debian.sh
source scripts/results.sh
source scripts/vm.sh

failures=0

# stage [--disk IMAGE] NAME [ARGUMENT...]: boots a machine for it.
stage() {
  local status=0 disk=()
  if [[ $1 == --disk ]]; then
    disk=("$1" "$2")
    shift 2
  fi
  say "Booting a virtual machine for $1 ..."
  boot "$exchange" "${disk[@]}" "tests/hil/$1.sh" "${@:2}" || status=$?
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

# power_loss: takes the power from a machine whose strike is released, and has another one look at its disk.
power_loss() {
  local start=$SECONDS before
  say "Booting a virtual machine to take its power away ..."
  boot "$exchange" --disk "$exchange/disk" tests/hil/power-loss.sh before 2>"$exchange/emulator" &
  before=$!
  while [[ ! -e $exchange/released ]] && kill -0 "$before" 2>/dev/null && ((SECONDS - start < vm_seconds)); do
    sleep 0.2
  done
  if [[ ! -e $exchange/released ]]; then
    wait "$before" || true
    tail -n 20 "$exchange"/{emulator,service,console} 2>/dev/null || true
    say "power-loss: the strike was not released; the last messages are above."
    failures=$((failures + 1))
    return
  fi
  # Some entries more, so that it comes amid writing.
  sleep 2
  kill -KILL "$(<"$exchange/pid")"
  wait "$before" || true
  stage --disk "$exchange/disk" power-loss after
}

scripts/setup.sh
bring_vm
for project in Device System; do
  dotnet build "tests/DoorFace.$project.Tests" --configuration Release --verbosity quiet
done
scripts/publish.sh linux-x64

mkdir -p artifacts
rm -rf artifacts/hil.*
exchange=$(mktemp -d artifacts/hil.XXXXXX)
touch "$exchange/checks"
stage gpio-tests "$@"
power_loss
stage camera-tests "$@"

read -r passed failed _ < <(count_results "$exchange/results")
if ((passed + failed == 0)); then
  say "No test ran."
  failures=$((failures + 1))
fi
passed=$((passed + $(grep -c '^passed' "$exchange/checks" || true)))
failed=$((failed + failures + $(grep -c '^failed' "$exchange/checks" || true)))
say "$passed passed, $failed failed"
((failed == 0))
