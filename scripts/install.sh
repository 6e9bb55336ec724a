#!/bin/sh
# Makes .venv and installs what pyproject.toml pins. Usage: scripts/install.sh [EXTRAS]   (EXTRAS: dev, writer, or dev,writer)
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
