"""Playback on the sound device, whose clock is the master of the picture; without one, time is kept silently.

The device's thread only copies blocks; it says for each when it will be heard, and the film's position
is read between those moments. Opening a device can take long and is done on a thread of its own.
"""

import math
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from studio.engine.performance import Samples
from studio.engine.sound.device import NoSound, OpenStream, Stream, open_default_device
from studio.engine.sound.programme import Programme
from studio.engine.sound.stems import RATE
from studio.engine.sound.transport import Loop, Run

_REMEMBERED: Final = 64
_METER_S: Final = 0.04
_LOST_AFTER_S: Final = 1.0
_LOST: Final = "The sound device stopped answering, so films play silently."


@dataclass(frozen=True)
class _Heard:
    """From a moment of the clock on, ``run`` is heard, ``since`` seconds after it began, for ``seconds``."""

    moment: float
    since: float
    seconds: float
    run: Run

    def at(self, now: float) -> float:
        return self.run.after(self.since + min(max(now - self.moment, 0.0), self.seconds))


class AudioOutput:
    """Plays a film's sound. Called from one thread (the window's), which it never keeps waiting."""

    def __init__(self, open_stream: OpenStream | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._open_stream = open_stream or open_default_device
        self._clock = clock
        self._programme = Programme()
        self._loop: Loop | None = None
        self._run = Run(0.0, 0.0)
        self._silent_run: Run | None = self._run  # the latest run begun without a device
        self._played_run = self._run  # the device's thread: what it has begun
        self._played = 0
        self._began = clock()
        self._heard: deque[_Heard] = deque(maxlen=_REMEMBERED)
        self._stream: Stream | None = None
        self._opening: threading.Thread | None = None
        self._closed = False
        self.silent_reason: str | None = None
        self.muted = False

    def open(self) -> None:
        """Start the default device, on a thread of its own; until it runs, and if there is none, time is silent."""
        if self._opening is None:
            self._opening = threading.Thread(target=self._start_device, name="sound device", daemon=True)
            self._opening.start()

    def is_settled(self, timeout_s: float = 0.0) -> bool:
        """Wait up to a time until it is known whether there is a device; True when it is."""
        if self._opening is not None:
            self._opening.join(timeout_s)
            return not self._opening.is_alive()
        return False

    def _start_device(self) -> None:
        try:
            stream = self._open_stream(self._fill)
            stream.start()
        except NoSound as fault:
            self.silent_reason = str(fault)
            return
        if self._closed:
            stream.close()
        else:
            self._stream = stream

    # --- what is played ---------------------------------------------------------------------------
    def set_programme(self, start_sample: int, samples: Samples) -> None:
        """Replace a stretch of the film's sound by (2, n) float32; what was never set is silence."""
        self._programme.put(start_sample, samples)

    def play(self, at_seconds: float, rate: float = 1.0) -> None:
        """Play from a film time. Other rates than 1 are silent; negative ones run backwards."""
        self._begin(Run(max(at_seconds, 0.0), rate, self._loop))

    def pause(self) -> None:
        """Stop at what is heard now."""
        self._begin(Run(self.position(), 0.0))

    def seek(self, at_seconds: float) -> None:
        """Go to a film time, and on playing if it was playing."""
        self._begin(Run(max(at_seconds, 0.0), self._run.rate, self._loop))

    def set_loop(self, start: float | None, end: float | None) -> None:
        """Play a range of film seconds round and round; None and None, or an empty range, stops that."""
        self._loop = Loop(start, end) if start is not None and end is not None and end - start > 0.01 else None
        self._begin(Run(self.position(), self._run.rate, self._loop))

    def _begin(self, run: Run) -> None:
        self._began = self._clock()
        if self._stream is None:
            self._silent_run = run
        self._run = run

    # --- what is heard ----------------------------------------------------------------------------
    def position(self) -> float:
        """Film seconds being heard at this moment, by the device's clock."""
        run, stream = self._run, self._stream
        if run.rate == 0:
            return run.at
        if stream is None:
            return run.after(self._clock() - self._began)
        try:
            return self._heard_at(stream.time, run)
        except NoSound as fault:
            return self._go_on_silently(run, str(fault))

    def _heard_at(self, now: float, run: Run) -> float:
        """Film time that the device plays at a moment of its clock.

        Raises:
            NoSound: the device has asked for nothing for a second.
        """
        blocks = [block for block in tuple(self._heard) if block.run is run]
        begun = [block for block in blocks if block.moment <= now]
        if not begun:
            return run.at if blocks or self._silent_run is not run else run.after(self._clock() - self._began)
        if now - begun[-1].moment > begun[-1].seconds + _LOST_AFTER_S:
            raise NoSound(_LOST)
        return begun[-1].at(now)

    def _go_on_silently(self, run: Run, reason: str) -> float:
        """The device was lost while playing: keep time from the last that was heard of it."""
        reached = next((block.at(math.inf) for block in reversed(self._heard) if block.run is run), run.at)
        self.silent_reason = reason
        self.close()
        self._begin(Run(reached, run.rate, run.loop))
        return reached

    def level(self) -> tuple[float, float]:
        """Peak of what is heard, left and right, 0 to 1; 0 when nothing is."""
        if self._run.rate != 1.0:
            return (0.0, 0.0)
        frames = round(_METER_S * RATE)
        return self._programme.peak(round(self.position() * RATE) - frames // 2, frames)

    def close(self) -> None:
        """Let the device go."""
        self._closed = True
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.close()

    # --- the device's thread ----------------------------------------------------------------------
    def _fill(self, out: Any, frames: int, moments: Any, _status: Any) -> None:
        """Copy the next block, and note when it will be heard. Called by the device."""
        run = self._run
        if run is not self._played_run:
            begun_before = self._clock() - self._began if run is self._silent_run else 0.0
            self._played_run, self._played = run, round(begun_before * RATE)
        since = self._played / RATE
        if run.rate == 1.0 and not self.muted:
            self._copy(run, since, out, frames)
        else:
            out.fill(0.0)
        self._heard.append(_Heard(float(moments.outputBufferDacTime), since, frames / RATE, run))
        self._played += frames

    def _copy(self, run: Run, since: float, out: Samples, frames: int) -> None:
        first = round(run.after(since) * RATE)
        fits = frames if run.loop is None else round(run.loop.end * RATE) - first
        if not 0 < fits < frames:
            self._programme.read(first, out)
            return
        self._programme.read(first, out[:fits])
        self._programme.read(round(run.after(since + fits / RATE) * RATE), out[fits:])
