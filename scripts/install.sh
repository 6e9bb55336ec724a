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
case ",${1:-}," in *,writer,*)
    # A tenth the size of the default build of torch, and enough for the tests; where it cannot be had, pip takes the other.
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --retries 0 --timeout 20 --no-deps \
        --index-url https://download.pytorch.org/whl/cpu "torch==2.13.0" 2>/dev/null || true ;;
esac
.venv/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt ".${1:+[$1]}"
