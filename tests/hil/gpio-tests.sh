# shellcheck shell=bash
# The tests of category Gpio against the kernel's chips; arguments are filters of the test programs, such as -class '*LibGpiodV2*'.

gpiodetect
check 'the chips of both Pis stand behind a chip of another kind' \
  test "$(gpiodetect)" = $'gpiochip0 [decoy] (8 lines)\ngpiochip1 [pinctrl-rp1] (54 lines)\ngpiochip2 [pinctrl-bcm2711] (58 lines)'

export HIL_PROGRAM=$PWD/artifacts/publish/linux-x64
mkdir -p "$EXCHANGE/results"
for tests in Device System; do
  "tests/DoorFace.$tests.Tests/bin/Release/net10.0/DoorFace.$tests.Tests" \
    -trait Category=Gpio "$@" -failSkips -noColor -noLogo -result-trx "$EXCHANGE/results/$tests.trx" || failed=$?
  # What failed stands in the file; without it the program did not run to its end.
  [[ -s $EXCHANGE/results/$tests.trx ]] || exit "${failed:-1}"
done

if grep -q 'SIGKILL |' "$EXCHANGE/results/System.trx"; then
  echo 'signal  | the door was | strike     | its line before, after, and after safe-state | which ended after'
  grep -o 'SIGKILL |[^<]*' "$EXCHANGE/results/System.trx"
fi
