#!/usr/bin/env bash
# Shows the door opening for a resident and for nobody else: real photographs walk up to the real service over simulated GPIO.
# Options go on to the demonstration: scripts/demo.sh --mask-faces
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

scripts/setup.sh
dotnet build src/DoorFace.Simulator --configuration Release --verbosity quiet
mkdir -p artifacts
src/DoorFace.Simulator/bin/Release/net10.0/doorface-sim demo --photos .cache/photos --film artifacts/demo.png "$@"
