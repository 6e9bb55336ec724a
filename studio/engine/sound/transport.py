"""Where playback is: the film time of a moment on a clock, with rates and loops."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Loop:
    """Film seconds between which playback goes round."""

    start: float
    end: float

    def wrapped(self, at: float) -> float:
        """A film time brought back into the loop once it has run past its end (or before its start, backwards)."""
        if self.start <= at < self.end:
            return at
        return self.start + (at - self.start) % (self.end - self.start)


@dataclass(frozen=True)
class Run:
    """Playback asked for: from ``at`` film seconds, at ``rate`` (1 as made, 2 twice as fast, -1 backwards, 0 still)."""

    at: float
    rate: float
    loop: Loop | None = None

    def after(self, seconds: float) -> float:
        """Film time when the clock has gone on by some seconds since the run began; never before 0."""
        reached = self.at + seconds * self.rate
        if self.loop is None or self.rate == 0 or not self._has_met_loop(reached):
            return max(reached, 0.0)
        return self.loop.wrapped(reached)

    def _has_met_loop(self, reached: float) -> bool:
        """Whether playback has come to the loop's far edge: before that it just plays, also from outside."""
        if self.loop is None:
            return False
        if self.rate > 0:
            return self.at < self.loop.end <= reached
        return self.at >= self.loop.start > reached
