"""Tsuzuki's entry: no arguments opens the window; render, plan, inspect and bench work without one."""

import sys

from studio.cli.arguments import run

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
