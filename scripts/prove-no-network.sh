#!/usr/bin/env bash
# Watches the service through a whole scenario (start, enrollment, a resident comes in, a stranger is refused, the button inside, commands, stop) for
# any use of a network: strace sees every system call about sockets, and a network interface that leads to a counter stands ready to be used, with
# addresses and a default route. Ends well only if no socket but Unix-domain ones was asked for, and no packet was counted.
# Both instruments are tried first: each must see what another program does.
# Then the door's own program is started where the kernel refuses such sockets, as on a unit: it tries, and each must be refused.
# scripts/prove-no-network.sh [FOLDER] takes FOLDER, published for linux-x64, instead of publishing anew. It takes root, strace and iproute2.
if [[ -n ${1:-} && $1 != --inside ]]; then
  set -- "$(realpath -m "$1")"
fi
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

readonly simulator=src/DoorFace.Simulator/bin/Release/net10.0 without_sockets=$PWD/tests/Support/without-sockets.pl

skip() {
  say "Skipped: $1"
  exit 0
}

# --- Outside: what is needed, and a network of its own.
if [[ ${1:-} != --inside ]]; then
  [[ $(uname -sm) == 'Linux x86_64' ]] || skip "the program published for linux-x64 does not run on $(uname -sm)."
  ((EUID == 0)) || skip "a network namespace with an interface takes root."
  for needed in strace ip unshare perl; do
    command -v "$needed" >/dev/null || skip "there is no $needed. Install Debian's packages strace, iproute2, util-linux and perl-base."
  done
  unshare --net ip link add wire0 type veth peer name wire1 || skip "this machine allows no network namespace with an interface; the message is above."

  published=${1:-artifacts/publish/linux-x64}
  if [[ -z ${1:-} ]]; then
    scripts/publish.sh linux-x64
  fi
  scripts/setup.sh
  dotnet build src/DoorFace.Simulator --configuration Release --verbosity quiet

  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  # The published folder with the simulator's program in it, which takes everything else from there.
  cp -r "$published" "$work/program"
  cp "$simulator"/doorface-sim{,.dll} "$work/program/"
  cp "$work/program/doorface.runtimeconfig.json" "$work/program/doorface-sim.runtimeconfig.json"
  unshare --net "${BASH_SOURCE[0]}" --inside "$work"
  exit
fi

# --- Inside.
readonly work=$2
readonly program=$work/program/doorface-sim home=$work/home
failures=0
service=''
trap '[[ -z $service ]] || kill -KILL "$service" 2>/dev/null || true' EXIT

complain() {
  say "  FAILED  $*"
  failures=$((failures + 1))
}

# traced NAME COMMAND...: runs it and keeps its calls about sockets.
traced() { strace -f -qq -e trace=network -o "$work/$1.trace" "${@:2}"; }

# leading_out FILE...: the calls that are about something else than Unix-domain sockets.
leading_out() { grep -hE '(socket|connect|bind|sendto)\(' "$@" | grep -vE 'AF_UNIX|AF_LOCAL|sendto\([0-9]+, .*, NULL, 0\)' || true; }

# packets: how many the other end of the wire has heard.
packets() { awk '$1 == "heard:" { print $3 }' /proc/net/dev; }

# until_so SECONDS COMMAND...
until_so() {
  local end=$((SECONDS + $1))
  until "${@:2}"; do
    ((SECONDS < end)) || return 1
    sleep 0.2
  done
}

lay_wire() {
  local ear=02:00:00:00:00:02 before=-1
  ip link set lo up
  ip link add quiet type veth peer name heard address "$ear"
  for each in quiet heard; do
    # Nothing that the kernel itself would say.
    sysctl --quiet --write "net.ipv6.conf.$each.router_solicitations=0" "net.ipv6.conf.$each.accept_dad=0" 2>/dev/null || true
    ip link set "$each" addrgenmode none up
  done
  ip address add 192.0.2.1/24 dev quiet
  ip neighbour add 192.0.2.2 lladdr "$ear" dev quiet
  ip route add default via 192.0.2.2
  if ip -6 address add 2001:db8::1/64 dev quiet nodad 2>/dev/null; then
    ip -6 neighbour add 2001:db8::2 lladdr "$ear" dev quiet
    ip -6 route add default via 2001:db8::2
  fi
  # What the kernel says of the new addresses is said within some seconds.
  until_so 60 settled || fail 'The wire does not become quiet.'
}

settled() {
  local last=$before
  before=$(packets)
  sleep 3
  [[ $before == "$last" ]]
}

try_instruments() {
  local before
  before=$(packets)
  # By a number and not by a name: no other program than the shell itself.
  traced known bash -c 'echo >/dev/udp/198.51.100.1/9' || fail 'The shell could not send its packet.'
  until_so 5 eval "(( \$(packets) > $before ))" || fail 'The counter does not count the packet that was sent on purpose.'
  [[ $(leading_out "$work/known.trace") == *AF_INET* ]] || fail 'strace does not see the socket that was made on purpose.' "$(<"$work/known.trace")"
  say "  seen on purpose: $(($(packets) - before)) packet(s), and $(leading_out "$work/known.trace" | head -n 1 | sed 's/^[0-9]* *//')"
  until_so 60 settled || fail 'The wire does not become quiet again.'
}

# direct LINE: a stage direction.
direct() { say "$1" >&3; }
said() { grep -q -- "$1" "$work/log"; }
released() { (($(grep -c '"line":17,.*"level":1' "$work/pins" || true) >= $1)); }
secured() { (($(grep -c '"line":17,.*"level":0' "$work/pins" || true) >= $1)); }

ended() { ! kill -0 "$service" 2>/dev/null; }

# stage SENTENCE COMMAND...: it comes about within two minutes.
stage() {
  if until_so 120 "${@:2}"; then
    say "  $1"
  else
    complain "It never came about: $1"
    tail -n 5 "$work/log"
  fi
}

scenario() {
  local database=(--database "$home/doorface.db") photos=$PWD/.cache/photos
  mkdir "$home"
  "$program" film "$work/portrait.y4m" --person "$photos/sample3.jpg" --turn --frames 10
  "$program" film "$work/resident.y4m" --person "$photos/sample3.jpg"
  "$program" film "$work/stranger.y4m" --person "$photos/sample6.jpg"
  "$program" camera snapshot --camera "$work/portrait.y4m" --image "$work/portrait.png" >/dev/null

  mkfifo "$work/stage"
  strace -f -qq -e trace=network -o "$work/service.trace" "$program" run --persist --stage "${database[@]}" --set Door:UnlockTime=00:00:01 <"$work/stage" >"$work/pins" 2>"$work/log" &
  service=$!
  exec 3>"$work/stage"
  stage 'the service has started' test -S "$home/control.sock"
  stage 'a resident is enrolled' traced enroll "$program" enroll Alex --from "$work/portrait.png" "${database[@]}"
  direct "show $work/stranger.y4m"
  stage 'a stranger is refused' said 'Denied: BelowThreshold'
  released 1 && complain 'The strike was released for the stranger.'
  direct 'empty'
  direct "show $work/resident.y4m"
  stage 'the resident opens' said 'Granted: score'
  stage 'and the strike was released' released 1
  direct 'empty'
  stage 'it is locked again' secured 1
  direct 'press RequestToExit'
  stage 'the button inside opens' released 2
  direct 'release RequestToExit'
  for command in 'status' 'audit verify' 'residents list' 'residents remove Alex' 'doctor'; do
    # shellcheck disable=SC2086 # The words of a command. Doctor warns here, of a PC.
    traced "command-${command// /-}" "$program" $command "${database[@]}" >/dev/null 2>&1 || [[ $command == doctor ]] || complain "doorface $command failed."
  done
  say '  commands: status, audit verify, residents list and remove, doctor'
  exec 3>&-
  # strace hands the signal on to nobody: it is sent to the program itself.
  kill -TERM "$(pgrep --parent "$service")"
  until_so 60 ended || complain 'The service does not stop.'
  wait "$service" || complain 'The service did not end well.'
  service=''
  say '  the service has stopped'
}

judge() {
  local calls found
  calls=$(cat "$work"/service.trace "$work"/enroll.trace "$work"/command-*.trace | grep -cE '(socket|connect|bind)\(' || true)
  ((calls > 0)) || complain 'strace has seen no socket at all, not even those that there are.'
  found=$(leading_out "$work"/service.trace "$work"/enroll.trace "$work"/command-*.trace)
  say "sockets: $calls calls, of which $(grep -c . <<<"$found" || true) for anything but Unix-domain sockets (none allowed)"
  [[ -z $found ]] || complain "$found"
  say "packets: $(($(packets) - before)) (none allowed)"
  ((before == $(packets))) || complain 'A packet was sent.'
}

own_program() {
  local trace=$work/own.trace granted refused status=0
  # A network namespace without the wire, as systemd makes it.
  DOTNET_EnableDiagnostics=0 unshare --net strace -f -qq -e trace=network -o "$trace" \
    perl "$without_sockets" "$work/program/doorface" run --persist --database "$work/own.db" 2>"$work/own.log" || status=$?
  refused=$(leading_out "$trace" | grep -c EAFNOSUPPORT || true)
  granted=$(leading_out "$trace" | grep -v EAFNOSUPPORT || true)
  say "$refused sockets asked for at the start, all refused; it goes on to: $(head -n 1 "$work/own.log" | cut -c 1-100)"
  ((refused >= 7)) || complain 'The program did not try.' "$(<"$work/own.log")"
  [[ -z $granted ]] || complain "$granted"
  ((status != 3)) || ! grep -q 'could reach a network' "$work/own.log" || complain "$(<"$work/own.log")"
}

say 'Laying a wire with a counter at its end ...'
lay_wire
try_instruments
say 'The scenario, with the published program over simulated lines:'
before=$(packets)
scenario
judge
say "The door's own program, refused as by its unit:"
own_program
((failures == 0)) && say 'No network was used.'
((failures == 0))
