#!/usr/bin/env bash
# Writes the generated texts anew: the tables and diagrams in the README.md files of hardware/, src/DoorFace.Host/Settings
# and of the door and the enrollment in src/DoorFace.Core, the wiring diagram and the default configuration.
# The same tests compare them in every other run.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

export REWRITE_GENERATED_TEXT=1
for project in DoorFace.Core.Tests DoorFace.Host.Tests; do
  dotnet test --project "tests/$project" --configuration Release -- --filter-trait Text=Generated </dev/null
done
say "Written. 'git diff' shows what has changed."
