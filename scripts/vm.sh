# Sourced by scripts/hil.sh: a small x86_64 virtual machine with simulated GPIO chips and cameras of the kernel, and how to boot it.
# Its root is this machine's own, read only, under a layer in memory; so what is built here runs in it unchanged.
# Everything is Debian 12's and lies unpacked in .cache/hil; its kernel lacks the modules gpio-sim and v4l2loopback, which are built from source.
# shellcheck shell=bash

readonly vm=.cache/hil
# What the machine needs before it sees its root.
readonly early_modules=(virtio_pci 9pnet_virtio 9p overlay)
# Generous: the machine is up in some seconds, or in some tens where it is emulated.
readonly vm_seconds=${HIL_SECONDS:-900}

# Starts a program of .cache/hil/host over its own C library and not over this machine's.
readonly unpacked=("$vm/host/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2"
  --library-path "$vm/host/lib/x86_64-linux-gnu:$vm/host/usr/lib/x86_64-linux-gnu")
readonly qemu=("${unpacked[@]}" "$vm/host/usr/bin/qemu-system-x86_64" -L "$vm/host/usr/share/qemu" -L "$vm/host/usr/share/seabios")
# The newest processor it can be, but for a register that a KVM inside a virtual machine may refuse.
readonly hardware=(-cpu "max,-arch-capabilities" -smp 2 -m 2G -nodefaults -display none -no-reboot)
export QEMU_MODULE_DIR=$PWD/$vm/host/usr/lib/x86_64-linux-gnu/qemu

# bring_vm: everything that booting needs, once.
bring_vm() {
  local needed
  if [[ -e $vm/accelerator ]] && grep -qs v4l2loopback "$vm"/kernel/lib/modules/*/modules.dep; then
    return 0
  fi
  [[ $(uname -sm) == 'Linux x86_64' ]] || skip "the virtual machine is x86_64 on Linux, and this machine is $(uname -sm)."
  for needed in apt-get dpkg-deb; do
    command -v "$needed" >/dev/null || skip "there is no $needed to bring Debian's emulator and kernel."
  done
  for needed in gcc make xz; do
    command -v "$needed" >/dev/null || skip "there is no $needed to build modules of the kernel. Install Debian's packages gcc, make and xz-utils."
  done

  rm -rf .cache/incoming-hil.*
  incoming=$(mktemp -d .cache/incoming-hil.XXXXXX)
  trap 'rm -rf "$incoming"' EXIT

  say "Bringing the emulator from Debian's packages ..."
  choose_suite "$incoming" bookworm || skip "apt-get's sources name no mirror of Debian."
  if ! unpack_host; then
    skip "Debian's packages with the emulator are not to be had; apt-get's message is above."
  fi
  say "Bringing the kernel and its source ..."
  if ! unpack_kernel; then
    skip "Debian's packages with the kernel are not to be had; apt-get's message is above."
  fi
  build_modules
  say "Bringing libgpiod of Debian 12 and of Debian 13 ..."
  unpack_libgpiod || fail "Debian's packages with libgpiod are not to be had; apt-get's message is above."

  rm -rf "$vm"
  mkdir "$vm"
  mv "$incoming/host/root" "$vm/host"
  mv "$incoming/kernel" "$incoming/libgpiod" "$vm/"
  choose_accelerator
}

# choose_accelerator: KVM where an ordinary kernel comes up over it, which not every /dev/kvm can do; otherwise QEMU's own emulation.
choose_accelerator() {
  local start=$SECONDS
  make_initrd "$vm/probe" <<<$'#!/bin/busybox sh\nexec /bin/busybox poweroff -f\n'
  if timeout 10 "${qemu[@]}" -accel kvm "${hardware[@]}" -kernel "$vm/kernel/vmlinuz" -initrd "$vm/probe" &>"$vm/probe.log"; then
    say "The virtual machine runs over KVM; a kernel came up in $((SECONDS - start)) s."
    echo kvm >"$vm/accelerator"
  else
    say "The virtual machine is emulated: no kernel comes up over KVM here."
    echo tcg,thread=multi >"$vm/accelerator"
  fi
}

# unpack_host: QEMU, mke2fs and a static busybox.
unpack_host() {
  local packages
  mkdir "$incoming/host"
  cp "$incoming/sources.list" "$incoming/host/"
  packages=$(closure "$incoming/host" amd64 qemu-system-x86 e2fsprogs busybox-static) || return 1
  # shellcheck disable=SC2086 # one package a word
  unpack "$incoming/host" amd64 $packages
}

# unpack_kernel: the kernel with its modules in kernel/, what building one needs in source/, and the source of those to build in a folder each.
unpack_kernel() {
  local source=$incoming/source release
  mkdir "$source"
  cp "$incoming/sources.list" "$source/"
  release=$(closure "$source" amd64 linux-headers-amd64 | sed -n 's/^linux-headers-\(.*-amd64\)$/\1/p')
  [[ -n $release ]] || return 1
  unpack "$source" amd64 "linux-image-$release" "linux-headers-$release" "linux-headers-${release/%amd64/common}" \
    linux-kbuild-6.1 linux-source-6.1 v4l2loopback-dkms || return 1

  mkdir -p "$incoming/kernel/lib"
  mv "$source/root/boot/vmlinuz-$release" "$incoming/kernel/vmlinuz"
  mv "$source/root/lib/modules" "$incoming/kernel/lib/modules"
  mkdir "$incoming/gpio-sim"
  tar --extract --file "$source/root/usr/src/linux-source-6.1.tar.xz" --directory "$incoming/gpio-sim" --transform 's|.*/||' \
    linux-source-6.1/drivers/gpio/gpio-sim.c linux-source-6.1/drivers/gpio/gpiolib.h linux-source-6.1/kernel/irq/irq_sim.c
  mv "$source/root/usr/src"/v4l2loopback-* "$incoming/v4l2loopback"
}

# build_modules: gpio-sim with the simulated interrupts under it as one module, and v4l2loopback.
build_modules() {
  local module=$incoming/gpio-sim
  # The first call is not exported to modules. The second goes on searching behind the line it has just served:
  # once another processor raises an earlier line, it never ends.
  sed -i -e 's/handle_simple_irq(irq_to_desc(irqnum))/generic_handle_irq(irqnum)/' \
    -e 's/work_ctx->irq_count, offset)/work_ctx->irq_count, 0)/' "$module/irq_sim.c"
  printf 'obj-m := gpio-simulator.o\ngpio-simulator-y := gpio-sim.o irq_sim.o\n' >"$module/Makefile"
  printf 'obj-m := v4l2loopback.o\n' >"$incoming/v4l2loopback/Makefile"

  local headers release
  release=$(cd "$incoming/kernel/lib/modules" && echo *)
  headers=$(realpath "$incoming/source/root/usr/src")
  # The headers expect to be installed.
  sed -i "s|/usr/src|$headers|" "$headers/linux-headers-$release/Makefile"
  rm "$incoming/kernel/lib/modules/$release"/{build,source}
  for module in gpio-sim v4l2loopback; do
    say "Building the module $module for $release ..."
    make --silent -C "$headers/linux-headers-$release" M="$(realpath "$incoming/$module")" CC=gcc modules >"$incoming/$module/log" 2>&1 ||
      fail "The module $module does not build:" "$(tail -n 20 "$incoming/$module/log")"
    cp "$incoming/$module"/*.ko "$incoming/kernel/lib/modules/$release/kernel/drivers/"
  done
  "$incoming/host/root/bin/busybox" depmod -b "$incoming/kernel" "$release"
}

# unpack_libgpiod: libgpiod.so.2 and libgpiod.so.3 as the Pi has them, and the tools, which a second program is played by.
unpack_libgpiod() {
  local suite=$incoming/suite
  mkdir "$suite" "$incoming/libgpiod"
  cp "$incoming/sources.list" "$suite/"
  unpack "$suite" amd64 libgpiod2 gpiod || return 1
  rm -r "$suite"/{lists,updated}
  choose_suite "$suite" trixie && unpack "$suite" amd64 libgpiod3 || return 1
  mv "$suite/root/usr/lib/x86_64-linux-gnu"/libgpiod.so.* "$suite/root/usr/bin"/* "$incoming/libgpiod/"
}

# make_initrd FILE <INIT: busybox, the modules on the way to the root, and what to run.
make_initrd() {
  local root here=$PWD modules module
  root=$(mktemp -d "$vm/initrd.XXXXXX")
  modules=$(cd "$vm/kernel" && echo lib/modules/*)
  mkdir -p "$root"/{bin,dev,proc,sys,machine} "$root/$modules"
  cp "$vm/host/bin/busybox" "$root/bin/"
  install --mode 755 /dev/stdin "$root/init"
  cp "$vm/kernel/$modules"/modules.dep "$root/$modules/"
  printf '%s\n' "${early_modules[@]}" >"$root/modules"
  for module in "${early_modules[@]}"; do
    # A line of modules.dep: the module, a colon, and all that it needs.
    (cd "$vm/kernel/$modules" && grep "/$module.ko:" modules.dep | tr -d ':' | xargs cp --parents -t "$here/$root/$modules")
  done
  (cd "$root" && find . | bin/busybox cpio -o -H newc 2>/dev/null) >"$1"
  rm -r "$root"
}

# make_disk IMAGE: a small file system, for boot.
make_disk() {
  "${unpacked[@]}" "$vm/host/sbin/mke2fs" -q -t ext4 "$1" 64M >/dev/null
}

# guest_command STAGE [ARGUMENT...]: what init runs in the machine.
guest_command() {
  printf 'export PATH=%q DOTNET_ROOT=%q\n' "$PATH" "$(dirname "$(realpath "$(command -v dotnet)")")"
  printf 'cd %q && exec bash tests/hil/vm/guest.sh' "$PWD"
  printf ' %q' "$@"
  printf '\n'
}

# boot EXCHANGE [--disk IMAGE] STAGE [ARGUMENT...]: runs the stage, a file in tests/hil, as root in a new machine, and returns what it returned.
# EXCHANGE is a folder that both sides write in: the emulator's process is in its file 'pid', the kernel's messages in 'console'.
# IMAGE becomes a disk of its own, made when it is missing and mounted at /mnt/state: what lies there outlives the machine.
# Returns 125 when the machine ends without having run the stage to its end, as one that is killed does, and 124 when it hangs.
boot() {
  local exchange disk=() status=0
  exchange=$(realpath "$1")
  shift
  if [[ $1 == --disk ]]; then
    disk=(-drive "if=virtio,format=raw,file=$2")
    [[ -f $2 ]] || make_disk "$2"
    shift 2
  fi

  rm -f "$exchange/status"
  make_initrd "$exchange/initrd" <tests/hil/vm/init
  guest_command "$@" >"$exchange/command"
  # Its look at the timer fails where the emulator does not get the processor in time.
  timeout --foreground --kill-after 10 "$vm_seconds" "${qemu[@]}" -accel "$(<"$vm/accelerator")" "${hardware[@]}" -pidfile "$exchange/pid" \
    -kernel "$vm/kernel/vmlinuz" -initrd "$exchange/initrd" -append 'console=ttyS0 panic=-1 quiet no_timer_check' \
    -serial "file:$exchange/console" -serial stdio \
    -virtfs local,path=/,mount_tag=root,security_model=none,readonly=on,multidevs=remap \
    -virtfs "local,path=$exchange,mount_tag=exchange,security_model=none" \
    "${disk[@]}" </dev/null || status=$?
  if ((status == 124)); then
    return 124
  fi
  [[ -s $exchange/status ]] || return 125
  return "$(<"$exchange/status")"
}
