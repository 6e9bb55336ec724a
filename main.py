"""Tsuzuki's entry: no arguments opens the window; render, plan, inspect and bench work without one."""
