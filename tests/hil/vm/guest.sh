#!/usr/bin/env bash
# Runs inside the virtual machine: makes the chips, brings the disk, if there is one, and then runs the stage with its arguments.
# A stage finds libgpiod and its tools, the folder $EXCHANGE, and the function check.
set -euo pipefail

readonly modules=.cache/hil/kernel/lib/modules
export EXCHANGE=/mnt/exchange HOME=/run/home TMPDIR=/run/tmp
export LD_LIBRARY_PATH=$PWD/.cache/hil/libgpiod PATH=$PWD/.cache/hil/libgpiod:$PATH
# No time goes into measuring code for a faster version that would come after the tests have ended.
export DOTNET_TieredPGO=0

load() {
  "$PWD/.cache/hil/host/bin/busybox" modprobe "$@"
}

# check SENTENCE COMMAND...: counts as passed when the command succeeds.
check() {
  local verdict=failed
  if "${@:2}"; then
    verdict=passed
  fi
  printf '%s: %s\n' "$verdict" "$1" | tee -a "$EXCHANGE/checks"
}

# make_chip NAME LABEL LINES [LINE-NAME...]: a chip of gpio-sim; names go to the first lines.
make_chip() {
  local chip=/sys/kernel/config/gpio-sim/$1 bank=/sys/kernel/config/gpio-sim/$1/bank0 names=("${@:4}") line
  mkdir "$chip" "$bank"
  echo "$2" >"$bank/label"
  echo "$3" >"$bank/num_lines"
  # One process for all: each takes its time where the machine is emulated.
  for line in "${!names[@]}"; do
    echo "$bank/line$line"
  done | xargs --no-run-if-empty mkdir
  for line in "${!names[@]}"; do
    echo "${names[line]}" >"$bank/line$line/name"
  done
  echo 1 >"$chip/live"
}

mkdir -p "$HOME" "$TMPDIR" /lib/modules /mnt/state
mount --bind "$modules" /lib/modules
load -a configfs gpio-simulator
mountpoint -q /sys/kernel/config || mount -t configfs configfs /sys/kernel/config
mountpoint -q /sys/kernel/tracing || mount -t tracefs tracefs /sys/kernel/tracing
load virtio_blk
if [[ -b /dev/vda ]]; then
  # The kernel cannot ask for ext4's checksum itself: its own root is not this one.
  load -a crc32c_generic ext4
  mount -t ext4 /dev/vda /mnt/state
fi

# A chip that is none of the door's comes first, so that a number taken for granted finds the wrong one.
header=(ID_SDA ID_SCL GPIO{2..27})
make_chip decoy decoy 8
make_chip rp1 pinctrl-rp1 54 "${header[@]}"
make_chip pi4 pinctrl-bcm2711 58 "${header[@]}" RGMII_MDIO RGMIO_MDC CTS0 RTS0 TXD0 RXD0 SD1_CLK SD1_CMD SD1_DATA{0..3} \
  PWM0_MISO PWM1_MOSI STATUS_LED_G_CLK SPIFLASH_CE_N SDA0 SCL0 RGMII_RXCLK RGMII_RXCTL RGMII_RXD{0..3} RGMII_TXCLK RGMII_TXCTL RGMII_TXD{0..3}

stage=$1
shift
# shellcheck disable=SC1090
source "$stage"
