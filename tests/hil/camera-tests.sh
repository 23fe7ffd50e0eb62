# shellcheck shell=bash
# The tests of category Camera against the kernel's test cameras; arguments are filters of the test program, such as -class '*Devices*'.

# One that gives each plane in a buffer of its own, two that can be used, and one that shows pictures instead of taking them.
load vivid n_devs=4 multiplanar=2,1,1,1 node_types=0x1,0x1,0x1,0x100
# And one that gives what the tests write into it.
load v4l2loopback
# Devices cannot be opened in this file system.
mkdir -p /run/forbidden
mount -t tmpfs -o nodev tmpfs /run/forbidden
cp --archive /dev/video1 /run/forbidden/
export HIL_FORBIDDEN_CAMERA=/run/forbidden/video1

mkdir -p "$EXCHANGE/results"
tests/DoorFace.Device.Tests/bin/Release/net10.0/DoorFace.Device.Tests \
  -trait Category=Camera "$@" -failSkips -noColor -noLogo -result-trx "$EXCHANGE/results/Camera.trx" || failed=$?
# What failed stands in the file; without it the program did not run to its end.
[[ -s $EXCHANGE/results/Camera.trx ]] || exit "${failed:-1}"
