#!/usr/bin/env bash
# A day of frames in a few minutes: the real service takes the frames of a film as fast as it can and looks for faces in one of ten, while a second one has a Pi camera's program
# as its child; both cameras fail every few hundred frames, in every way there is, and are started again. Prints memory, descriptors and children,
# and says whether they stayed as they were: memory within 5 % of its median after warming up, no descriptor more in any of the last samples
# than in the first, never more than one child, and no zombie. A fault lasts a frame or until the camera is started again; those that need
# seconds to be noticed (a frozen, black or over-exposed picture) pass by here and are shown by the tests of hardware/faults.md.
# scripts/camera-endurance.sh [FRAMES]: how many the first service takes; 100000 when nothing is said.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

frames=${1:-100000}
samples=20
every=300
program=src/DoorFace.Simulator/bin/Release/net10.0/doorface-sim
camera_program=$PWD/tests/DoorFace.FakeRpicam/bin/Release/net10.0/rpicam-vid
work=$(mktemp -d)
pids=()
finish() {
  for pid in "${pids[@]}"; do
    kill -KILL "$pid" 2>/dev/null || true # One that has ended by itself.
  done
  wait
  rm -rf "$work"
}
trap finish EXIT

# As in the unit's file: glibc would otherwise keep freed memory apart for each of many short-lived threads.
export MALLOC_ARENA_MAX=2

# service NAME OPTION...: a service in the background that spares no frame but those beyond its rate.
service() {
  "$program" run --persist --database "$work/$1.db" --set "Control:Socket=$work/$1.sock" --set Camera:StallTime=00:00:00.5 \
    --set Attention:FrameRate=6 --set Attention:RecheckTime=00:00:00 "${@:2}" >/dev/null 2>"$work/$1.log" &
  pids+=($!)
}

# status NAME FIELD: a number of the camera's status; 0 while the service does not answer yet.
status() {
  { "$program" status --json --set "Control:Socket=$work/$1.sock" 2>/dev/null || true; } | sed -n "s/.*\"$2\":\([0-9]*\).*/\1/p" | grep . || echo 0
}

memory() { awk '/^VmRSS/ { print $2 }' "/proc/$1/status"; }
descriptors() { find "/proc/$1/fd" -mindepth 1 | wc -l; }
children() { pgrep -P "$1" || true; } # None, between two cameras.
zombies() { pgrep -c -r Z -P "$1" || true; }

scripts/setup.sh
dotnet build src/DoorFace.Simulator --configuration Release --verbosity quiet
dotnet build tests/DoorFace.FakeRpicam --configuration Release --verbosity quiet
"$program" film "$work/film.y4m" --person .cache/photos/sample3.jpg --frames "$every"

# The Pi camera's program as it might be: it ends in another way each time.
mkdir "$work/bin"
cat >"$work/bin/rpicam-vid" <<STANDIN
#!/usr/bin/env bash
turn=\$(cat "$work/turn" 2>/dev/null || echo 0)
echo "\$((turn + 1))" >"$work/turn"
ends=(exit half stall)
export FAKE_RPICAM_FILE=$work/film.y4m FAKE_RPICAM_RATE=100 FAKE_RPICAM_FRAMES=$every FAKE_RPICAM_THEN=\${ends[turn % 3]}
((turn % 2)) && export FAKE_RPICAM_IGNORE_TERM=1
exec "$camera_program" "\$@"
STANDIN
chmod +x "$work/bin/rpicam-vid"

service film --camera "$work/film.y4m" --set Camera:Loop=true --set Camera:Pace=Fastest --set Camera:FrameRate=60 --camera-faults "every=$every"
PATH=$work/bin:$PATH service pi

declare -A name=([film]=${pids[0]} [pi]=${pids[1]})
declare -A sizes files
most_children=0 dead=0
for ((sample = 0; sample <= samples; sample++)); do
  # The first tenth or so warms up.
  goal=$((frames * (sample + 2) / (samples + 2)))
  waited=0
  until (($(status film frames) >= goal)); do
    ((++waited < 400)) || fail "The film service has taken no more than $(status film frames) frames within 20 minutes." "$(tail -n 5 "$work/film.log")"
    for each in "${!name[@]}"; do
      kill -0 "${name[$each]}" 2>/dev/null || fail "The service of the $each camera has ended." "$(tail -n 5 "$work/$each.log")"
    done
    sleep 3
  done
  for each in film pi; do
    sizes[$each]+="$(memory "${name[$each]}") "
    files[$each]+="$(descriptors "${name[$each]}") "
    number=$(children "${name[$each]}" | wc -l)
    ((number <= most_children)) || most_children=$number
    dead=$((dead + $(zombies "${name[$each]}")))
  done
done

failures=0
complain() {
  say "$*"
  failures=$((failures + 1))
}
for each in film pi; do
  read -r median deviation < <(tr ' ' '\n' <<<"${sizes[$each]}" | grep . | sort -n |
    awk '{ v[NR] = $1 } END { m = v[int((NR + 1) / 2)]; d = v[NR] - m; if (m - v[1] > d) d = m - v[1]; printf "%d %.1f\n", m, 100 * d / m }')
  first=$(tr ' ' '\n' <<<"${files[$each]}" | grep . | head -n 7 | sort -n | tail -n 1)
  last=$(tr ' ' '\n' <<<"${files[$each]}" | grep . | tail -n 7 | sort -n | tail -n 1)
  starts=$(status "$each" starts)
  say "$each: $(status "$each" frames) frames taken, camera started $starts times"
  say "  memory after warming up: median $median kB, farthest from it $deviation % (at most 5); ${sizes[$each]}"
  say "  descriptors: ${files[$each]}"
  awk "BEGIN { exit !($deviation <= 5) }" || complain "  The memory of the $each service did not stay as it was."
  ((last <= first)) || complain "  The $each service has lost descriptors: $first at first, $last at last."
  ((starts > 5)) || complain "  The $each camera did not fail as it should have."
done

say "children at a time: at most $most_children; zombies seen: $dead"
((most_children <= 1 && dead == 0)) || complain "Children were lost."
kill -KILL "${name[pi]}"
{ wait "${name[pi]}" || true; } 2>/dev/null # Killed, as the shell would report.
for ((i = 0; i < 50; i++)); do
  left=$(pgrep -f "$camera_program" || true) # None is the wish.
  [[ -n $left ]] || break
  sleep 0.1
done
if [[ -z $left ]]; then
  say "after SIGKILL of the service: no child left"
else
  complain "Children outlived the service: $left"
fi
if pgrep -P "${name[film]}" >/dev/null; then
  complain "The film service has children."
fi
((failures == 0))
