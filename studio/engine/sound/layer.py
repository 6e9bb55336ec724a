"""One layer of a place's air, as the table of ambiences describes it."""

from dataclasses import dataclass

import numpy as np
from msgspec import Struct

from studio.engine.performance import Samples
from studio.engine.sound.spectrum import Curve, Reals, stretched
from studio.engine.sound.stems import RATE, TAIL_SECONDS

CONTROL = 480  # samples a control step: 10 ms
_EDGE_SECONDS = 0.6


class Layer(Struct, frozen=True):
    """A layer; see ``sounds/ambiences.toml`` for what each number is for."""

    kind: str
    level_db: float
    curve: Curve = ((100.0, 0.0), (10000.0, 0.0))
    width: float = 0.8
    gust_db: float = 0.0
    gust_s: float = 4.0
    hours: tuple[str, ...] = ()
    weathers: tuple[str, ...] = ()
    dry: bool = False
    windy: bool = False
    per_minute: float = 10.0
    seconds: float = 1.0
    hertz: float = 100.0
    low_hz: float = 500.0
    high_hz: float = 2000.0
    rise: float = 0.0
    rough: float = 0.0
    beat_hz: float = 30.0
    swell_s: float = 2.0
    partials: tuple[float, ...] = (1.0,)
    notes: tuple[tuple[float, ...], ...] = ()


@dataclass(frozen=True, eq=False)
class Stretch:
    """The time a layer is to fill: ``length`` samples of shot and the tail after it, with its own chance."""

    rng: np.random.Generator
    length: int

    @property
    def count(self) -> int:
        """Samples with the tail."""
        return self.length + round(TAIL_SECONDS * RATE)

    def swell(self, period_s: float) -> Samples:
        """A slow random course up and down between -1 and 1, (count / CONTROL + 2,) control steps.

        It is 0 at both ends of the shot, so that a layer has its usual level at every cut and the same
        place does not jump from shot to shot.
        """
        steps = self.count // CONTROL + 2
        knots = max(int(np.ceil(steps * CONTROL / RATE / period_s)) + 3, 4)
        first = self.rng.choice((-1.0, 1.0))
        values = self.rng.uniform(0.3, 1.0, knots) * first * (-1.0) ** np.arange(knots)
        at = np.arange(steps) * CONTROL / RATE / period_s
        base = at.astype(int)
        turn = 0.5 - 0.5 * np.cos(np.pi * (at - base))
        course = values[base] * (1 - turn) + values[base + 1] * turn
        return (course * self.settled(steps)).astype(np.float32)

    def settled(self, steps: int) -> Samples:
        """0 at both ends of the shot, 1 in its midst, in control steps."""
        seconds = np.arange(steps, dtype=np.float32) * np.float32(CONTROL / RATE)
        left = np.minimum(seconds, np.maximum(np.float32(self.length / RATE) - seconds, 0))
        return (0.5 - 0.5 * np.cos(np.pi * np.minimum(left / _EDGE_SECONDS, 1))).astype(np.float32)

    def drawn(self, control: Reals) -> Samples:
        """Control steps as (count,) samples."""
        return stretched(control, CONTROL, self.count)
