"""Progress on standard error: one line that is rewritten on a terminal, a line now and then elsewhere."""

import sys
import time

from studio.engine.pace import TimeToGo
from studio.engine.production import Step


class ProgressLine:
    """Tells how far the work is. Nothing of it goes to standard output."""

    def __init__(self, unit: str = "frames") -> None:
        self._unit = unit
        self._to_go = TimeToGo()
        self._told = -10.0
        self._what = ""
        self._terminal = sys.stderr.isatty()

    def show(self, step: Step) -> None:
        """Tell of a step, at most five times a second on a terminal and every ten seconds elsewhere."""
        now = time.monotonic()
        left = self._to_go.seconds_left(step.done, step.total, now)
        if step.what == self._what and now - self._told < (0.2 if self._terminal else 10.0):
            return
        self._told, self._what = now, step.what
        count = f"{step.done}/{step.total} {self._unit}, " if step.total else ""
        text = f"{count}{step.what}" + (f", {left:.0f} s to go" if left else "")
        sys.stderr.write(f"\r\x1b[K{text}" if self._terminal else f"{text}\n")
        sys.stderr.flush()

    def close(self) -> None:
        """Leave the line behind."""
        if self._terminal:
            sys.stderr.write("\r\x1b[K")
