# Sourced by test-install.sh: the same Debian with its systemd running, so that the unit does what it says.
# shellcheck shell=bash
# Variables of test-install.sh, and scripts that the shell inside expands.
# shellcheck disable=SC2154,SC2016

# boot: systemd as the first process of its own namespaces, with what of the kernel is everybody's read-only.
boot() {
  cat >"$scratch/boot.sh" <<'BOOT'
set -e
root=$1 scratch=$2 cgroup=$3
mount -t cgroup2 none "$scratch/cgroup"
mkdir "$scratch/cgroup/$cgroup"
echo $$ >"$scratch/cgroup/$cgroup/cgroup.procs"
umount "$scratch/cgroup"
exec unshare --cgroup bash -ec '
  root=$1
  mount --bind "$root" "$root"
  mount -t proc proc "$root/proc"
  mount --bind "$root/proc/sys" "$root/proc/sys"
  mount -o remount,bind,ro "$root/proc/sys"
  mount -t sysfs -o ro sysfs "$root/sys"
  mount -t cgroup2 none "$root/sys/fs/cgroup"
  mount -t tmpfs tmpfs "$root/run"
  mount -t tmpfs -o mode=755 tmpfs "$root/dev"
  for device in null zero full random urandom tty; do cp -a "/dev/$device" "$root/dev/"; done
  ln -s /proc/self/fd "$root/dev/fd"
  mkdir "$root/dev/shm"
  mount -t tmpfs tmpfs "$root/dev/shm"
  # What systemd mounts for a service, such as its credentials, reaches it this way; outside of a container it does this itself.
  mount --make-rshared "$root"
  exec chroot "$root" /usr/bin/env -i container=namespaces /lib/systemd/systemd --unit=basic.target' _ "$root"
BOOT
  mkdir "$scratch/cgroup"
  unshare --mount --pid --fork --kill-child --uts --ipc --net bash "$scratch/boot.sh" "$PWD/$root" "$PWD/$scratch" "$cgroup" >"$scratch/boot.log" 2>&1 &
  local namespaces=$!
  for _ in {1..100}; do
    init=$(pgrep --parent $namespaces || true)
    [[ -n $init ]] && in_system systemctl is-active basic.target >/dev/null 2>&1 && return
    sleep 0.2
  done
  return 1
}

in_system() { nsenter --target "$init" --mount --pid --uts --ipc --net --cgroup --root env --chdir=/ -i PATH=/usr/sbin:/usr/bin "$@"; }

sh_in_system() { in_system bash -euo pipefail -c "$1"; }

# eventually SCRIPT: it succeeds within a minute.
eventually() {
  for _ in {1..120}; do
    if sh_in_system "$1"; then
      return
    fi
    sleep 0.5
  done
  journal
  return 1
}

# What the service said of late; fails, to follow what failed.
journal() {
  in_system journalctl --no-pager --lines 20 --output cat --unit doorface
  return 1
}

# A program that does what systemd asks of the door's program, and notes what it is called for.
stand_in() {
  edition "$1"
  cat >"$root/opt/$1/doorface" <<'PROGRAM'
#!/usr/bin/perl
use strict; use IO::Socket::UNIX;
exit 0 if $ARGV[0] eq '--version';
open(my $calls, '>>', '/var/lib/doorface/calls'); print $calls "@ARGV\n"; close $calls;
print '{"credential":', (-e '/var/lib/doorface/refuses' ? 'false' : 'true'), "}\n" if $ARGV[0] eq 'keys';
exit 0 if $ARGV[0] ne 'run';
# STARTS
my $manager = IO::Socket::UNIX->new(Type => SOCK_DGRAM, Peer => $ENV{NOTIFY_SOCKET});
$manager->send('READY=1');
until (-e '/var/lib/doorface/hang') { $manager->send('WATCHDOG=1'); sleep 1; }
sleep 1 while 1;
PROGRAM
}

# told_in_a_sentence WORD
told_in_a_sentence() {
  local said
  said=$(in_system journalctl --output cat --unit doorface)
  [[ $said == *"$1"* && $said != *$'\n   at '* ]] || journal
}

start() { in_system systemctl start doorface || journal; }

main_process() { in_system systemctl show --property MainPID --value doorface; }

safe_states() { sh_in_system 'grep --count "^safe-state --config /etc/doorface/appsettings.json$" /var/lib/doorface/calls' || true; }

# secured_and_back DOING: afterwards the outputs were made safe once more, and another process runs.
secured_and_back() {
  local before process
  before=$(safe_states) process=$(main_process)
  sh_in_system "$1"
  eventually "[[ \$(grep --count '^safe-state' /var/lib/doorface/calls) == $((before + 1)) ]]" &&
    eventually "systemctl --quiet is-active doorface && [[ \$(systemctl show --property MainPID --value doorface) != $process ]]"
}

if ! boot; then
  say "Skipped: systemd does not run in namespaces on this machine; it said:"
  sed 's/^/  /' "$scratch/boot.log"
  return
fi
say "With systemd running:"

# The door's real program, in the sandbox of the real unit. Here is no GPIO, so that it guards no door, but it can look at a picture.
check 'without GPIO the program is installed, and the service says why it does not start' \
  answers 1 'the service does not start yet' in_system /opt/doorface/install.sh
check 'it is tried again and again, more often than systemd would by itself' \
  eventually '(( $(systemctl show --property NRestarts --value doorface) > 6 ))'
check 'it told the reason and no stack trace' \
  told_in_a_sentence 'error: '
in_system systemctl stop doorface
sh_in_system 'mkdir -p /run/systemd/system/doorface.service.d && cat >/run/systemd/system/doorface.service.d/look.conf && systemctl daemon-reload' <<'DROPIN'
[Service]
Type=oneshot
Restart=no
SuccessExitStatus=1
ExecStart=
ExecStart=/usr/lib/doorface/doorface identify /opt/photos/sample1.jpg --json --config /etc/doorface/appsettings.json
ExecStopPost=
StandardOutput=file:/var/lib/doorface/answer.json
DROPIN
check "models, runtime and database work inside the unit's sandbox" start
check 'faces were found and measured there' \
  sh_in_system 'tr -d " \n" </var/lib/doorface/answer.json | grep --only-matching "\"liveness\":[0-9.e-]*" | grep .'
check 'the database is in the state folder, for nobody else to read' sh_in_system '[[ $(stat --format "%a %U" /var/lib/doorface/doorface.db) == "600 doorface" ]]'
check 'ONNX Runtime left nothing in the home folder' sh_in_system '[[ -z $(find /var/lib/doorface -path "*cache*") ]]'
sh_in_system 'rm -r /run/systemd/system/doorface.service.d && systemctl daemon-reload'

stand_in first
check 'a service that starts is running after the installation' answers 0 'DoorFace is installed.' in_system /opt/first/install.sh
check 'as a member of no more than its groups, with no capability, no new privileges and filtered system calls' sh_in_system '
  status=/proc/$(systemctl show --property MainPID --value doorface)/status
  grep -q "^Groups:.*$(getent group gpio | cut -d: -f3)" $status && grep -q "^CapBnd:.*0000000000000000$" $status
  grep -q "^NoNewPrivs:.*1$" $status && grep -q "^Seccomp:.*2$" $status'
check 'the runtime folder is for the service and its group' sh_in_system '[[ $(stat --format "%a %U:%G" /run/doorface) == "750 doorface:doorface" ]]'
process=$(main_process)
check 'a second run does not restart it' sh_in_system "/opt/first/install.sh && [[ \$(systemctl show --property MainPID --value doorface) == $process ]]"
check 'after SIGKILL the outputs are made safe and it runs again' \
  secured_and_back 'kill -KILL $(systemctl show --property MainPID --value doorface)'
check 'after a missed watchdog too' secured_and_back 'touch /var/lib/doorface/hang'
rm "$root/var/lib/doorface/hang"
eventually 'systemctl restart doorface && systemctl --quiet is-active doorface'

stand_in failing
sed -i 's/^# STARTS/die "no GPIO\\n";/' "$root/opt/failing/doorface"
check 'an upgrade that does not start is taken back' answers 1 'The earlier version is in place again' in_system /opt/failing/install.sh
check 'and the earlier one runs' sh_in_system 'cmp /opt/first/doorface /usr/lib/doorface/doorface && systemctl --quiet is-active doorface'

head -c 32 /dev/urandom >"$root/var/lib/doorface/doorface.key"
sh_in_system 'chown doorface:doorface /var/lib/doorface/doorface.key && chmod 600 /var/lib/doorface/doorface.key'
cp "$root/var/lib/doorface/doorface.key" "$scratch/key"
touch "$root/var/lib/doorface/refuses"
check 'a sealed key that the service does not use leaves the plain one' \
  answers 1 'so the plain one stays' in_system /opt/first/install.sh --seal-key
rm "$root/var/lib/doorface/refuses"
check 'which is as it was' sh_in_system 'cmp /var/lib/doorface/doorface.key -' <"$scratch/key"
check 'the key is sealed, and its plain file gone' answers 0 'The key is sealed' in_system /opt/first/install.sh --seal-key
check 'sealing again says so' answers 0 'sealed already' in_system /opt/first/install.sh --seal-key
check 'only root may read what it is sealed in, and it is not the key' \
  sh_in_system '[[ ! -e /var/lib/doorface/doorface.key && $(stat --format "%a %U" /etc/credstore.encrypted/doorface.key) == "600 root" ]] &&
    ! cmp --silent /etc/credstore.encrypted/doorface.key -' <"$scratch/key"
check 'the service gets it as its credential, for itself alone' \
  sh_in_system 'process=$(systemctl show --property MainPID --value doorface)
    credentials=$(tr "\0" "\n" </proc/$process/environ | sed -n s/^CREDENTIALS_DIRECTORY=//p)
    credential=/proc/$process/root$credentials/doorface.key
    cmp - "$credential" && [[ $(stat --format "%a %U" "$credential") == "400 doorface" ]]' <"$scratch/key"

before=$(safe_states)
check 'it uninstalls' answers 0 'Kept: /etc/doorface' in_system /usr/lib/doorface/install.sh --uninstall
check 'the outputs were made safe before' sh_in_system "[[ \$(grep --count '^safe-state' /var/lib/doorface/calls) == $((before + 1)) ]]"
check 'systemd knows the service no more' answers 4 'could not be found' in_system systemctl status doorface.service
check 'it purges' answers 0 'removed, not overwritten' in_system /opt/first/install.sh --purge
check 'no file named doorface is left' sh_in_system '[[ -z $(find / -xdev -path /opt -prune -o -name "*doorface*" -print; find /run -name "*doorface*") ]]'
