#!/usr/bin/env bash
# Installs DoorFace from the published folder that this script stands in, on a Raspberry Pi with Debian or Raspberry Pi OS, or into
# a chroot that becomes one. It needs no network. A second run changes nothing; a run from a newer folder upgrades.
# It is shipped with the program alone, so it sources nothing.
set -euo pipefail
umask 022
PATH=$PATH:/usr/sbin:/sbin

readonly program=/usr/lib/doorface configuration=/etc/doorface state=/var/lib/doorface
readonly settings=$configuration/appsettings.json user=doorface service=doorface.service
readonly command=/usr/bin/doorface unit=/usr/lib/systemd/system/$service rules=/usr/lib/udev/rules.d/60-doorface.rules
# Beside the program's folder, so that each takes its place by a rename.
readonly incoming=$program.new earlier=$program.old
# The unit's key as the service makes it, and sealed, with the drop-in by which the service gets that.
readonly key=$state/doorface.key sealed=/etc/credstore.encrypted/doorface.key drop_ins=/etc/systemd/system/$service.d

changes=0 step='' was_active=0

say() { printf '%s\n' "$*"; }

changed() {
  say "$*"
  changes=$((changes + 1))
}

fail() {
  printf '%s\n' "$@" >&2
  exit 1
}

usage() {
  cat <<'USAGE'
Use, as root, from the published folder:
  ./install.sh              installs or upgrades DoorFace; the configuration and the residents stay as they are
  ./install.sh --seal-key   seals the unit's key for this machine, to its TPM if it has one, and overwrites the plain file
  ./install.sh --uninstall  removes the program and the service; keeps /etc/doorface and /var/lib/doorface
  ./install.sh --purge      also erases those, with all residents, and the user doorface
USAGE
}

# Whether this is a running system. In a chroot or a container without systemd there is nothing to start or to stop.
systemd_runs() { [[ -d /run/systemd/system ]]; }

# The state folder is the service's: its user can put links and pipes in the place of its files, and root would follow them. What is done there is
# done as that user, who reaches nothing by it that they could not reach themselves.
as_service() { setpriv --reuid="$user" --regid="$user" --clear-groups --no-new-privs -- "$@"; }

# The key's bytes; 32 of a plain file of the service's own, or nothing.
read_key() {
  [[ $(stat --format '%F %U %h %s' "$key" 2>/dev/null) == "regular file $user 1 32" ]] && as_service dd if="$key" bs=33 count=1 iflag=nofollow,nonblock status=none
}

# is PATH MODE OWNER:GROUP
is() { [[ $(stat --format '%a %U:%G' "$1" 2>/dev/null) == "$2 $3" ]]; }

ensure_user() {
  step="creating the user $user and its groups"
  local group
  for group in gpio video; do
    if ! getent group "$group" >/dev/null; then
      groupadd --system "$group"
      changed "Group $group created."
    fi
  done
  if ! getent passwd "$user" >/dev/null; then
    useradd --system --user-group --home-dir "$state" --no-create-home --shell /usr/sbin/nologin "$user"
    changed "User $user created."
  fi
  for group in gpio video; do
    if [[ " $(id --name --groups "$user") " != *" $group "* ]]; then
      usermod --append --groups "$group" "$user"
      changed "User $user added to the group $group."
    fi
  done
}

# ensure_folder PATH MODE OWNER
ensure_folder() {
  step="setting up $1"
  if [[ ! -d $1 ]] || ! is "$1" "$2" "$3:$3"; then
    install --directory --mode "$2" --owner "$3" --group "$3" "$1"
    changed "$1 set up."
  fi
}

# ensure_file SOURCE PATH: root's, readable by all; replaced whole or not at all.
ensure_file() {
  step="installing $2"
  if ! cmp --silent "$1" "$2" || ! is "$2" 644 root:root; then
    mkdir --parents "${2%/*}"
    install --mode 644 "$1" "$2.new"
    mv --no-target-directory "$2.new" "$2"
    changed "$2 installed."
  fi
}

ensure_settings() {
  step="installing $settings"
  if [[ ! -f $settings ]]; then
    if [[ -f $published/appsettings.json ]]; then
      cp "$published/appsettings.json" "$settings.new"
    else
      echo '{}' >"$settings.new"
    fi
    mv "$settings.new" "$settings"
    changed "$settings installed: set up the door there."
  fi
  if ! is "$settings" 640 "root:$user"; then
    chown "root:$user" "$settings"
    chmod 640 "$settings"
    changed "$settings belongs to root and is read by $user."
  fi
}

# Whether the installed program is what was published, and root's alone to write.
program_is_current() {
  [[ $published == "$program" ]] && return
  [[ $(readlink "$program/appsettings.json") == "$settings" ]] &&
    diff --recursive --brief --no-dereference --exclude appsettings.json "$published" "$program" >/dev/null 2>&1 &&
    [[ -z $(find "$program" ! -type l \( ! -user root -o ! -group root -o -perm /022 \) -print -quit) ]]
}

# Makes the new program folder beside the present one, complete and tried, and only then takes it into use.
replace_program() {
  step="copying the program to $incoming"
  say "Copying the program ..."
  cp --recursive "$published" "$incoming"
  # Only these two are started; with the rest, what .NET has for dumping the program's memory becomes unusable.
  find "$incoming" -type d -exec chmod 755 {} + -o -type f -exec chmod 644 {} +
  chmod 755 "$incoming/doorface" "$incoming/install.sh"
  chown --recursive root:root "$incoming"
  # Commands typed on the unit use the unit's settings.
  ln --symbolic --force "$settings" "$incoming/appsettings.json"

  step="trying whether the program runs on this machine, $(uname --machine)"
  ORT_DISABLE_TELEMETRY=1 DOTNET_EnableDiagnostics=0 "$incoming/doorface" --version >/dev/null

  step="putting the program into $program"
  sync --file-system "$incoming"
  if [[ -d $program ]]; then
    mv --no-target-directory "$program" "$earlier"
  fi
  mv --no-target-directory "$incoming" "$program"
  changed "$program installed."
}

# The files outside the program's folder, from the folder itself: after going back to an earlier one, those of the earlier one.
place_system_files() {
  ensure_file "$program/unit/$service" "$unit"
  ensure_file "$program/unit/60-doorface.rules" "$rules"
  step="linking $command"
  if [[ ! -L $command ]]; then
    ln --symbolic "$program/doorface" "$command"
    changed "$command installed."
  fi
}

enable_service() {
  step="enabling $service"
  if [[ $(systemctl is-enabled "$service" 2>/dev/null) != enabled ]]; then
    systemctl --quiet enable "$service"
    changed "$service enabled: it starts at boot."
  fi
}

# Containers have a systemd, but no udev.
reload_rules() {
  if [[ -S /run/udev/control ]]; then
    udevadm control --reload
    udevadm trigger --subsystem-match=gpio --subsystem-match=dma_heap
  fi
}

start_service() {
  systemctl daemon-reload
  reload_rules
  systemctl restart "$service"
}

# Ends every run. After a failed step the earlier version is put back, if there was one.
finish() {
  local status=$?
  trap - EXIT
  set +e
  rm --recursive --force "$incoming" "$settings.new" "$unit.new" "$rules.new" "$sealed.new"
  if ((status == 0)) || [[ -z $step ]]; then
    exit "$status"
  fi
  say "Failed at $step. Any message of the system is above." >&2
  if [[ -d $earlier ]]; then
    [[ ! -d $program ]] || mv --no-target-directory "$program" "$incoming"
    mv --no-target-directory "$earlier" "$program"
    rm --recursive --force "$incoming"
    place_system_files >/dev/null
    ((!was_active)) || start_service
    say "The earlier version is in place again." >&2
  elif ((changes == 0)); then
    say "Nothing was changed." >&2
  else
    say "Remove the cause and run install.sh again: it goes on from here." >&2
  fi
  exit "$status"
}

# What a run that was cut off left behind: before the last rename there is only the earlier program.
tidy() {
  step='tidying up after an earlier run that was cut off'
  if [[ -d $earlier && ! -d $program ]]; then
    mv --no-target-directory "$earlier" "$program"
  fi
  rm --recursive --force "$earlier" "$incoming"
}

check_published() {
  local file
  for file in doorface "unit/$service" unit/60-doorface.rules; do
    [[ -f $published/$file ]] ||
      fail "$published/$file is missing. Run install.sh from the folder that scripts/publish.sh makes, copied whole."
  done
  if [[ (-e $command || -L $command) && $(readlink "$command") != "$program/doorface" ]]; then
    fail "$command is something else already. Nothing was installed; move it away and run install.sh again."
  fi
}

install_all() {
  published=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
  check_published
  tidy
  if systemd_runs && systemctl --quiet is-active "$service"; then
    was_active=1
  fi

  ensure_user
  ensure_folder "$configuration" 755 root
  ensure_folder "$state" 700 "$user"
  ensure_settings
  program_is_current || replace_program
  place_system_files
  enable_service
  compgen -G '/usr/lib/*/libgpiod.so.[23]' >/dev/null ||
    say "Still missing: libgpiod, through which the door's lines are reached. Install Debian's package libgpiod2 or libgpiod3."

  if ! systemd_runs; then
    say "systemd does not run here (a chroot?): nothing was started; the service starts when this system boots."
  elif ((was_active && changes > 0)); then
    step="restarting $service; 'journalctl --unit doorface' tells why"
    start_service
  elif ((!was_active)) && ! start_service; then
    # With no running service to go back to, this version stays.
    step=''
    rm --recursive --force "$earlier"
    fail "DoorFace is installed, but the service does not start yet: 'journalctl --unit doorface' tells why." \
      "Set up the door in $settings. The service is tried again every few seconds."
  fi
  rm --recursive --force "$earlier"
  if ((changes == 0)); then
    say "Nothing to change: DoorFace is installed as published."
  else
    say "DoorFace is installed."
  fi
}

# The service itself is asked, once it listens.
uses_sealed_key() {
  local try
  for try in {1..10}; do
    if "$program/doorface" keys show --json --config "$settings" 2>/dev/null | grep --quiet '"credential": *true'; then
      return
    fi
    sleep 1
  done
  return 1
}

# The key as a credential that systemd decrypts for the service alone. The plain file goes only when what replaces it was tried.
seal_key() {
  command -v systemd-creds >/dev/null || fail "systemd-creds is missing: this system's systemd is older than 250. Nothing was changed."
  if [[ ! -e $key && ! -L $key ]]; then
    [[ ! -f $sealed ]] || { say "The key is sealed already."; return; }
    fail "There is no key '$key' to seal: it is made when the service first starts. Nothing was changed."
  fi
  [[ $(read_key | wc --bytes) == 32 ]] ||
    fail "'$key' is no key that the service made: it must be a plain file of 32 bytes that belongs to $user. Look at what it is. Nothing was changed."
  step="sealing $key"
  install --directory --mode 700 "${sealed%/*}"
  read_key | systemd-creds encrypt --with-key=auto --name=doorface.key - "$sealed.new"
  systemd-creds decrypt --name=doorface.key "$sealed.new" - | cmp --silent - <(read_key)
  chmod 600 "$sealed.new"
  sync "$sealed.new"
  mv --no-target-directory "$sealed.new" "$sealed"
  sync "${sealed%/*}"
  changed "$sealed holds the key."
  step="writing $drop_ins/key.conf"
  mkdir --parents "$drop_ins"
  # Not in the unit itself: a credential that is named there must be there.
  printf '%s\n' '[Service]' "LoadCredentialEncrypted=doorface.key:$sealed" >"$drop_ins/key.conf"
  sync "$drop_ins/key.conf"
  ! systemd_runs || systemctl daemon-reload
  if systemd_runs && systemctl --quiet is-active "$service"; then
    # Before the plain one goes, for then no face would open the door.
    step="restarting $service with the sealed key; the plain one is still there; 'journalctl --unit doorface' tells why"
    systemctl restart "$service"
    step="asking $service for its key; the plain one is still there"
    uses_sealed_key ||
      fail "The service does not use the sealed key, so the plain one stays: '$program/doorface keys show' tells what it uses, 'journalctl --unit doorface' why."
  fi
  step="overwriting $key"
  as_service shred --remove=unlink "$key"
  say "The key is sealed, and its plain file is gone. Flash storage may keep old bytes: 'doorface keys rotate' and sealing again make them" \
    "worthless, but for an old copy of the database, which the old key still opens."
  say "A copy of this system that is moved to another machine does not open it: keep a copy of the database and enroll again there."
}

remove() {
  step="removing $1"
  if [[ -e $1 || -L $1 ]]; then
    rm --recursive --force "$1"
    changed "$1 removed."
  fi
}

uninstall() {
  tidy
  step="stopping $service"
  # Stopping secures the strike by means of the program, which is removed only then.
  if systemd_runs && [[ -f $unit ]]; then
    systemctl stop "$service"
  fi
  remove "/etc/systemd/system/multi-user.target.wants/$service"
  remove "$unit"
  remove "$rules"
  [[ $(readlink "$command") != "$program/doorface" ]] || remove "$command"
  remove "$program"
  if systemd_runs; then
    systemctl daemon-reload
    systemctl reset-failed "$service" 2>/dev/null || true
    reload_rules
  fi
}

erase() {
  remove "$state"
  remove "$sealed"
  remove "$configuration"
  remove "$drop_ins"
  step="removing the user $user"
  if getent passwd "$user" >/dev/null; then
    userdel "$user"
    changed "User $user removed."
  fi
}

main() {
  case "$# ${1-}" in
    '0 ' | '1 --seal-key' | '1 --uninstall' | '1 --purge') ;;
    '1 --help') usage && exit ;;
    *)
      usage >&2
      exit 2
      ;;
  esac
  ((EUID == 0)) || fail "install.sh changes the system and must run as root: sudo $0 $*"
  # The folder itself is the lock, so that none is left behind.
  exec 9</usr/lib
  flock --nonblock 9 || fail "Another install.sh is running. Wait for it to end."
  trap finish EXIT
  trap 'exit 130' INT TERM HUP

  if (($# == 0)); then
    install_all
    return
  elif [[ $1 == --seal-key ]]; then
    seal_key
    return
  fi
  uninstall
  if [[ $1 == --purge ]]; then
    erase
    say "Data is removed, not overwritten: flash storage writes elsewhere, so overwriting would erase nothing. To be sure, destroy the card." \
      "The groups gpio and video stay, and so does what the service told the system's journal."
  else
    say "Kept: $configuration, $state and the user $user, as far as they were there; --purge erases them."
  fi
  if ((changes == 0)); then
    say "Nothing to remove: DoorFace is not installed."
  fi
}

main "$@"
