#!/usr/bin/env bash
# Builds everything, runs every test and ends with the line "N passed, N failed" (", N skipped" when any were).
# Arguments go on to the test run: scripts/test.sh --filter FullyQualifiedName~Storage
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
source scripts/results.sh

readonly results=artifacts/test-results

scripts/setup.sh
dotnet build DoorFace.sln --configuration Release --verbosity quiet

rm -rf "$results"
status=0
# One test program after another: many time a whole unit in real time, and a small machine's processors are theirs alone then.
# Exit code 8 says that a project ran no test, as with most filters; whether any ran at all is decided below.
dotnet test --solution DoorFace.sln --configuration Release --no-build --max-parallel-test-modules 1 \
  --results-directory "$results" --report-xunit-trx --ignore-exit-code 8 "$@" </dev/null || status=$?

read -r passed failed skipped < <(count_results "$results")
if ((passed + failed == 0)); then
  say "No test ran."
  status=1
elif ((status != 0 && failed == 0)); then
  say "A test program did not end as it should; what it said is above."
elif ((failed != 0)); then
  status=1
fi
failed_tests "$results"

line="$passed passed, $failed failed"
if ((skipped != 0)); then
  line+=", $skipped skipped"
fi
say "$line"
exit "$status"
