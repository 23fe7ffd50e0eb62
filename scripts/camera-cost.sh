#!/usr/bin/env bash
# What watching costs: how long the service takes from its start to its first frame, and the processor time of the whole process for an empty hall
# and for somebody standing in it, at 10 frames a second each. Says whether the limits hold: 1.5 s, and a tenth.
# Both are watched at the same time, so that whatever else the machine does hits both alike.
# scripts/camera-cost.sh [SECONDS]: how long to watch; 30 when nothing is said.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

seconds=${1:-30}
starts=5
limit_start=1500
limit_share=10
program=src/DoorFace.Simulator/bin/Release/net10.0/doorface-sim
work=$(mktemp -d)
pids=()
finish() {
  for pid in "${pids[@]}"; do
    kill "$pid" 2>/dev/null || true # One that has ended by itself.
  done
  wait
  rm -rf "$work"
}
trap finish EXIT

# watch NAME FILM: the service in the background, until it has looked at its first frame.
watch() {
  "$program" run --persist --database "$work/$1.db" --camera "$2" \
    --set Camera:Loop=true --set Camera:FrameRate=10 >/dev/null 2>"$work/$1.log" &
  pids+=($!)
  local waited=0
  until grep -q 'The first frame was looked at' "$work/$1.log"; do
    ((++waited < 3000)) || fail "$1: no frame was looked at within 30 s." "$(<"$work/$1.log")"
    sleep 0.01
  done
}

# spent PID: the processor time of its threads so far, in milliseconds; by the scheduler's own count, for ticks miss what is short.
spent() { cat /proc/"$1"/task/*/schedstat | awk '{ sum += $1 } END { printf "%d", sum / 1e6 }'; }

scripts/setup.sh
dotnet build src/DoorFace.Simulator --configuration Release --verbosity quiet
"$program" film "$work/empty.y4m" --frames 100
"$program" film "$work/person.y4m" --person .cache/photos/sample3.jpg --frames 100

took=()
for ((i = 0; i < starts; i++)); do
  before=$(date +%s%3N)
  watch "start$i" "$work/empty.y4m"
  took+=($(($(date +%s%3N) - before)))
  kill "${pids[-1]}"
  wait "${pids[-1]}" || true # Its exit code is of no matter here.
done
pids=()
start=$(printf '%s\n' "${took[@]}" | sort -n | sed -n "$(((starts + 1) / 2))p")
say "start to first frame: ${took[*]} ms, median $start ms (at most $limit_start)"

watch empty "$work/empty.y4m"
watch person "$work/person.y4m"
sleep 15 # What is compiled and loaded only once is not counted.
empty=$(spent "${pids[0]}") person=$(spent "${pids[1]}")
sleep "$seconds"
empty=$(($(spent "${pids[0]}") - empty)) person=$(($(spent "${pids[1]}") - person))
share=$(awk "BEGIN { printf \"%.1f\", 100 * $empty / $person }")
say "empty hall: $empty ms of processor time in $seconds s; somebody in it: $person ms; that is $share % (at most $limit_share)"
((start <= limit_start)) && awk "BEGIN { exit !($share <= $limit_share) }"
