"""Tsuzuki's entry: no arguments opens the window; render, plan, inspect and bench work without one."""

import sys
from multiprocessing import freeze_support

from studio.cli.arguments import run

if __name__ == "__main__":
    freeze_support()
    sys.exit(run(sys.argv[1:]))
