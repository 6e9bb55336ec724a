#!/bin/sh
# Makes .venv and installs what pyproject.toml pins. Usage: scripts/install.sh [EXTRAS]   (EXTRAS: any of dev,writer,paint)
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}

command -v "$python" >/dev/null || { echo "Tsuzuki needs Python 3.11 or newer: install python3." >&2; exit 1; }
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Tsuzuki needs Python 3.11 or newer; $python is older. Run: make PYTHON=python3.12 ..." >&2
    exit 1
}
sh scripts/system-packages.sh
[ -x .venv/bin/python ] || "$python" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt ".${1:+[$1]}"

# The face finder's own list of what it needs would bring a second Qt and a second OpenCV, so only the wheel itself is taken. Where there
# is none for this Python or this machine, capture works with the simpler finder that comes with OpenCV.
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps mediapipe==0.10.14 ||
    echo "The finer face finder has no build for this machine; webcam capture will use the simpler one." >&2
