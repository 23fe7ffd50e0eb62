# Sourced by test-install.sh: installing, upgrading, failing and removing where no systemd runs.
# shellcheck shell=bash
# Variables of test-install.sh, and scripts that the shell inside expands.
# shellcheck disable=SC2154,SC2016

say "In a chroot:"
readonly install=/opt/doorface/install.sh unit=/usr/lib/systemd/system/doorface.service

check 'an unknown option gets the usage' unchanged_by 2 './install.sh --purge' inside $install --unknown
check 'two options get the usage' unchanged_by 2 './install.sh --purge' inside $install --uninstall --purge
check 'somebody who is not root is told so' unchanged_by 1 'must run as root: sudo' inside runuser -u nobody -- $install
check 'while another one runs it refuses' unchanged_by 1 'Another install.sh is running' inside flock /usr/lib $install
check 'removing what is not installed says so' unchanged_by 0 'Nothing to remove' inside $install --purge

edition incomplete
rm "$root/opt/incomplete/unit/60-doorface.rules"
check 'an incomplete folder is refused by the name of what is missing' \
  unchanged_by 1 '/opt/incomplete/unit/60-doorface.rules is missing' inside /opt/incomplete/install.sh
touch "$root/usr/bin/doorface"
check "somebody else's command of that name is left alone" unchanged_by 1 '/usr/bin/doorface is something else' inside $install
rm "$root/usr/bin/doorface"

check 'it installs' answers 0 'DoorFace is installed.' inside $install
check 'owners and modes are as intended' sh_inside '
  is() { [[ $(stat --format "%a %U:%G" "$1") == "$2" ]] || { stat "$1"; false; }; }
  is /usr/lib/doorface "755 root:root"
  is /usr/lib/doorface/doorface "755 root:root"
  is /usr/lib/doorface/doorface.dll "644 root:root"
  is /etc/doorface "755 root:root"
  is /etc/doorface/appsettings.json "640 root:doorface"
  is /var/lib/doorface "700 doorface:doorface"
  [[ $(readlink -f /usr/bin/doorface) == /usr/lib/doorface/doorface ]]'
check 'the user reaches GPIO and camera, and logs in nowhere' sh_inside '
  [[ $(id -nG doorface) == "doorface gpio video" || $(id -nG doorface) == "doorface video gpio" ]]
  [[ $(getent passwd doorface) == *:/var/lib/doorface:/usr/sbin/nologin ]]'
check 'the service is enabled' answers 0 enabled inside systemctl is-enabled doorface.service
readonly own='etc/passwd etc/group etc/doorface etc/systemd usr/lib/doorface usr/lib/systemd/system usr/lib/udev'
sh_inside "cd / && find $own -type f -exec sha256sum {} + >/opt/checksums"
check 'a second run changes no file and says so' unchanged_by 0 'Nothing to change' inside $install
check 'by their checksums either' sh_inside 'cd / && sha256sum --check --quiet /opt/checksums'
check 'so does one of the installed install.sh' unchanged_by 0 'Nothing to change' inside /usr/lib/doorface/install.sh

check 'doorface --version runs from PATH as the user doorface' inside runuser -u doorface -- doorface --version
check 'doorface --help runs' answers 0 'run' inside runuser -u doorface -- doorface --help
check 'doorface safe-state is there, which the unit calls after a crash' \
  answers 0 'safe-state' inside runuser -u doorface -- doorface safe-state --help
check "doorface takes the unit's settings and state" \
  answers 0 '' inside runuser -u doorface -- env STATE_DIRECTORY=/var/lib/doorface doorface residents list

check 'systemd finds nothing wrong with the unit' sh_inside "systemd-analyze verify $unit && [[ -z \$(systemd-analyze verify $unit 2>&1) ]]"
check 'the exposure by systemd is low' inside systemd-analyze security --offline=true --threshold="$most_exposed" "$unit"
say "          $(inside systemd-analyze security --no-pager --offline=true "$unit" 2>&1 | grep Overall)"

# What a resident and an administrator made.
sh_inside 'echo residents >/var/lib/doorface/kept && chown doorface:doorface /var/lib/doorface/kept
  echo "{ \"Door\": { \"UnlockTime\": \"00:00:07\" } }" >/etc/doorface/appsettings.json'
readonly settings="$root/etc/doorface/appsettings.json"
sha256sum "$settings" "$root/var/lib/doorface/kept" >"$scratch/data"
check 'a configuration edited by hand is no change' unchanged_by 0 'Nothing to change' inside $install

edition newer
echo '{ "Door": { "UnlockTime": "00:00:03" } }' >"$root/opt/newer/appsettings.json"
echo newer >"$root/opt/newer/newer.txt"
rm "$root/opt/newer/NOTICE"
echo '# newer' >>"$root/opt/newer/unit/doorface.service"
check 'it upgrades' answers 0 'DoorFace is installed.' inside /opt/newer/install.sh
check 'the program is the newer one exactly' sh_inside '
  [[ $(cat /usr/lib/doorface/newer.txt) == newer && ! -e /usr/lib/doorface/NOTICE && ! -e /usr/lib/doorface.old ]]
  cmp /opt/newer/unit/doorface.service /usr/lib/systemd/system/doorface.service'
check 'configuration and residents were kept' sha256sum --check --quiet "$scratch/data"
check 'an upgrade changes nothing the second time' unchanged_by 0 'Nothing to change' inside /opt/newer/install.sh

edition broken
printf '\177ELF of another machine' >"$root/opt/broken/doorface"
check 'a program that does not run here is not installed' \
  unchanged_by 126 'Failed at trying whether the program runs' inside /opt/broken/install.sh
rm "$root/usr/lib/udev/rules.d/60-doorface.rules"
mkdir -p "$root/usr/lib/udev/rules.d/60-doorface.rules/in-the-way"
check 'a step that fails after the exchange puts the earlier program back' \
  answers 1 'The earlier version is in place again' inside $install
check 'with its unit' sh_inside '[[ -e /usr/lib/doorface/newer.txt ]] && cmp /opt/newer/unit/doorface.service /usr/lib/systemd/system/doorface.service'
rm -r "$root/usr/lib/udev/rules.d/60-doorface.rules"
check 'without the obstacle it installs' answers 0 'DoorFace is installed.' inside /opt/newer/install.sh

mv "$root/usr/lib/doorface" "$root/usr/lib/doorface.old"
check 'after a power cut in the middle of the exchange the earlier program is found' answers 0 '' inside /opt/newer/install.sh
check 'and nothing is left beside it' sh_inside '[[ $(echo /usr/lib/doorface*) == /usr/lib/doorface ]] && doorface --version'
echo changed >>"$root/usr/lib/doorface/models/models.json"
chmod 666 "$root/usr/lib/doorface/LICENSE"
check 'a program folder that was changed is made right' answers 0 '/usr/lib/doorface installed.' inside /opt/newer/install.sh
check 'entirely' unchanged_by 0 'Nothing to change' inside /opt/newer/install.sh

check 'it uninstalls' answers 0 '/usr/lib/doorface removed.' inside /usr/lib/doorface/install.sh --uninstall
check 'nothing but configuration and state is left' sh_inside '
  [[ $(find / -xdev -path /opt -prune -o -path /proc -prune -o -name "*doorface*" -print -prune | sort) == $'\''/etc/doorface\n/var/lib/doorface'\'' ]]'
check 'both as they were' sha256sum --check --quiet "$scratch/data"
check 'uninstalling again says that nothing is left to remove' unchanged_by 0 'Nothing to remove' inside $install --uninstall
check 'it installs again' answers 0 'DoorFace is installed.' inside $install
check 'with configuration and residents as before' sha256sum --check --quiet "$scratch/data"

check 'it purges' answers 0 'removed, not overwritten' inside $install --purge
check 'no file named doorface is left' sh_inside '
  [[ -z $(find / -xdev -path /opt -prune -o -path /proc -prune -o -name "*doorface*" -print) ]]'
check 'nor user nor group' sh_inside '! getent passwd doorface && ! getent group doorface'
check 'purging again says that nothing is left to remove' unchanged_by 0 'Nothing to remove' inside $install --purge
check "the published folder's settings become the unit's" sh_inside '
  /opt/newer/install.sh && cmp /opt/newer/appsettings.json /etc/doorface/appsettings.json && /opt/newer/install.sh --purge'
