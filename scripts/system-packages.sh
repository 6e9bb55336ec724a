#!/bin/sh
# Installs the system libraries that the Python packages need, when run as root on a machine with apt;
# says what to install otherwise. Does nothing when everything is there.
set -eu

packages="python3-venv libegl1 libgl1 libgl1-mesa-dri libportaudio2 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 fonts-dejavu-core"

[ "$(uname -s)" = Linux ] || exit 0
missing=""
for library in libEGL.so.1 libGL.so.1 libportaudio.so.2 libglib-2.0.so.0 libdbus-1.so.3 libfontconfig.so.1 libxkbcommon-x11.so.0 libxcb-cursor.so.0; do
    ldconfig -p 2>/dev/null | grep -q "$library" || /sbin/ldconfig -p 2>/dev/null | grep -q "$library" || missing="$missing $library"
done
"${PYTHON:-python3}" -c "import ensurepip, venv" 2>/dev/null || missing="$missing python3-venv"
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "Tsuzuki needs these system libraries:$missing. Install them with your package manager, then run this again." >&2
    exit 1
elif [ "$(id -u)" != 0 ]; then
    echo "Tsuzuki needs system packages. Run: sudo apt-get install $packages" >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
# shellcheck disable=SC2086 # the list is meant to be split
apt-get install -y -q --no-install-recommends $packages
