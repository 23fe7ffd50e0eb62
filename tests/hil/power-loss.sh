# shellcheck shell=bash
# Power loss: "before" keeps the strike released and the audit busy until somebody takes the power away, "after" looks what is left on the disk.

readonly program=artifacts/publish/linux-x64/doorface state=/mnt/state
# line_of NAME: the line that an output or a sensor is wired to.
line_of() { sed -n "/\"$1\": {/,/}/s/.*\"line\": \([0-9]*\).*/\1/p" hardware/wiring.json; }

strike=$(line_of Strike) request_to_exit=$(line_of RequestToExit) tamper=$(line_of Tamper) intent=$(line_of IntentButton)
readonly strike request_to_exit tamper intent
readonly lines=/sys/devices/platform/gpio-sim.2/gpiochip2
export DOORFACE_Gpio__Chip=pinctrl-bcm2711 DOORFACE_Models__Manifest=$state/no-models.json
export DOORFACE_Storage__Database=$state/doorface.db DOORFACE_Control__Socket=/run/doorface.sock
# The contact's pull-up is outside, as gpio-sim's one pull is; the release lasts long enough to be looked at.
export DOORFACE_Gpio__Inputs__Tamper__Contact=NormallyClosed DOORFACE_Gpio__Inputs__Tamper__Bias=None
export DOORFACE_Gpio__Inputs__IntentButton__Contact=NormallyOpen DOORFACE_Door__UnlockTime=00:01:00 DOORFACE_Access__RearmTime=00:01:05

level() { cat "$lines/sim_gpio$1/value"; }

pull() { echo "pull-$2" >"$lines/sim_gpio$1/pull"; }

# until_so COMMAND...: waits until it succeeds, up to two minutes.
until_so() {
  local start=$SECONDS
  until "$@" &>/dev/null; do
    ((SECONDS - start < 120)) || { echo "It never came about: $*"; return 1; }
    sleep 0.1
  done
}

# says TEXT COMMAND...
says() { [[ $("${@:2}") == *"$1"* ]]; }

never() { ! "$@"; }

is() { [[ $(level "$1") == "$2" ]]; }

start_service() {
  DOTNET_EnableDiagnostics=0 tests/Support/without-sockets.pl "$program" run --persist 2>"$EXCHANGE/service" &
  until_so test -S "$DOORFACE_Control__Socket"
}

before() {
  start_service
  pull "$tamper" up
  "$program" door lock-down
  pull "$tamper" down
  pull "$request_to_exit" down
  until_so is "$strike" 1
  pull "$request_to_exit" up
  # What another process can read has been written to the medium.
  "$program" audit show --json >"$EXCHANGE/audit"
  touch "$EXCHANGE/released"
  while is "$strike" 1; do
    pull "$intent" down
    sleep 0.1
    pull "$intent" up
    sleep 0.1
  done
  echo 'The power was not taken away while the strike was released.'
  return 1
}

after() {
  check 'the strike is not energised while the machine starts' is "$strike" 0
  pull "$tamper" down
  echo 1 >/sys/kernel/tracing/events/gpio/gpio_value/enable
  start_service
  check 'nor when the service has started' is "$strike" 0
  local base
  base=$(cat "$lines"/../gpio/gpiochip*/base)
  check 'its line was driven' grep -q "gpio_value: $((base + strike)) set 0" /sys/kernel/tracing/trace
  check 'and showed no pulse' never grep -q "gpio_value: $((base + strike)) set 1" /sys/kernel/tracing/trace

  local was now
  was=$(<"$EXCHANGE/audit")
  now=$("$program" audit show --json --most 1000)
  check 'the audit that was read before names the release' grep -q '"kind": "StrikeReleased"' "$EXCHANGE/audit"
  check 'the audit keeps every entry, in its place' test "${now:0:$((${#was} - 2))}" = "${was%$'\n]'}"
  check 'the files are whole' test -z "$(find "$state" -name '*damaged*')"
  check 'the tamper alarm is remembered' says '"alarms":["tamper"]' "$program" status --json
  check 'and the lock-down' says '"facesRefused":"LockDown"' "$program" door clear-alarm --json

  pull "$request_to_exit" down
  check 'the way out works' until_so is "$strike" 1
}

"$1"
