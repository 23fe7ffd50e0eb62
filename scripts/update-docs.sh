#!/usr/bin/env bash
# Writes the generated texts anew: the tables in README.md and hardware/README.md, the wiring diagram and the default configuration.
# The same tests compare them in every other run.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

export REWRITE_GENERATED_TEXT=1
dotnet test --project tests/DoorFace.Host.Tests --configuration Release -- --filter-trait Text=Generated </dev/null
say "Written. 'git diff' shows what has changed."
