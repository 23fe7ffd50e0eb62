#!/usr/bin/env bash
# Tries what nobody meant on everything that is read: settings, the control socket's lines, the models' manifest, the rows and bytes of both databases,
# pictures and films. Nothing may crash, hang, or let anybody in. What fails is told with a seed and as small as it gets.
# Whole starts of the service on damaged files are among them. scripts/fuzz.sh [MINUTES]: 10 in all when nothing is said; the tests do the same for a few
# seconds. START_FUZZ_BYTES=2500 START_FUZZ_ROWS=250 say how many starts on each file instead.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# So many kinds of input, one after the other.
readonly kinds=15
export FUZZ_SECONDS=$((${1:-10} * 60 / kinds))
scripts/setup.sh
for project in Host Vision; do
  dotnet build "tests/DoorFace.$project.Tests" --configuration Release --verbosity quiet
done
for project in Host Vision; do
  "tests/DoorFace.$project.Tests/bin/Release/net10.0/DoorFace.$project.Tests" -class '*FuzzTests' -parallelMode none
done
