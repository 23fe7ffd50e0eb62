#!/usr/bin/env bash
# The real service killed at random instants: while administrators rename and erase residents, replace keys and work the door, while somebody is being
# enrolled, and while it starts. After each kill both databases are whole, the audit is as it was written, everything that was acknowledged is there and
# nobody is there by half. Says so at the end, or what was not so.
# scripts/power-loss.sh [KILLS] [SEED]: 500 kills when nothing is said; the seed is printed, and the same one makes the same choices.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

export POWERLOSS_KILLS=${1:-500}
if [[ $# -gt 1 ]]; then
  export POWERLOSS_SEED=$2
fi
scripts/setup.sh
dotnet build tests/DoorFace.System.Tests --configuration Release --verbosity quiet
tests/DoorFace.System.Tests/bin/Release/net10.0/DoorFace.System.Tests -class '*.PowerLossTests' -showliveoutput
