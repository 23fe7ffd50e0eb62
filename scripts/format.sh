#!/usr/bin/env bash
# Formats the code as .editorconfig says. A build fails where it is not so: scripts/test.sh builds first.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

dotnet format DoorFace.sln --severity warn "$@"
