"""The command line: render, plan, inspect and bench, without a window."""
