# Sourced by the scripts that run tests: reads what the test programs wrote.
# shellcheck shell=bash

# Finding nothing is no failure here: the scripts that source this end at any command that fails, in a pipe too.

# count_results FOLDER: the sums over all result files in it, "PASSED FAILED SKIPPED".
count_results() {
  { grep -hsoE '<Counters [^>]*>' "$1"/*.trx || true; } | awk '
    function counter(name) { return match($0, " " name "=\"[0-9]+") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 3) : 0 }
    { passed += counter("passed"); skipped += counter("notExecuted") + counter("notRunnable")
      failed += counter("failed") + counter("error") + counter("timeout") + counter("aborted") }
    END { print passed + 0, failed + 0, skipped + 0 }'
}

# failed_tests FOLDER: the name of every test that failed, a line each, so that the end of a long log says which.
failed_tests() {
  # The files have no line breaks between the elements.
  { grep -hsoE '<UnitTestResult [^>]*>' "$1"/*.trx || true; } |
    sed -nE '/ outcome="(Failed|Error|Timeout|Aborted)"/ s/.* testName="([^"]*)".*/Failed: \1/p' | sort
}
