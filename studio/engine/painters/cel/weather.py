"""The weather of a frame, as the shaders read it: gusts of wind, and how wet the ground is by now."""

import math

import numpy as np

from studio.engine.painters.cel.light import Air
from studio.engine.performance import Performance

_LEVELS = 4
_DRY = 0.03


def ground_level(performance: Performance) -> float | None:
    """How wet the ground of a shot is painted, in quarters: a set is dressed once for a shot. None as the weather."""
    if performance.ground_wet is None:
        return None
    most = float(np.max(performance.ground_wet, initial=0.0))
    return math.ceil(most * _LEVELS) / _LEVELS if most > _DRY else 0.0


def air_of(performance: Performance, index: int, dressed_wet: float) -> Air:
    """The air of a frame. dressed_wet: how wet the set is at most; one that is never dry keeps its own."""
    gusts, ground = performance.gusts, performance.ground_wet
    gust = float(gusts[index]) if gusts is not None else 1.0
    blown = float(gusts[:index].sum()) / performance.fps if gusts is not None else None
    varies = ground is not None and ground_level(performance) == dressed_wet
    wet = float(ground[index]) if ground is not None and varies else None
    return Air(index / performance.fps, performance.wind, gust, blown, wet)
