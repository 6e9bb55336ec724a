"""The wind of a scene: how hard it blows, from where, and its gusts. It stays the same from shot to shot of a scene."""

import hashlib
import math
from dataclasses import dataclass

import numpy as np

from studio.engine import vocabulary
from studio.engine.performance import SHOT_SEEDS
from studio.engine.stage import kinds
from studio.engine.stage.callsheet import CallSheet
from studio.engine.stage.rotation import Doubles

CALM_MPS = 0.6
FULL_MPS = 6.2
INDOORS = 0.06
"""The share of the wind that is felt indoors."""
_TURBULENCE = 0.30
"""Of the mean, near the ground. Source: 0.2 to 0.35 over rough ground, EN 1991-1-4, 4.4."""
_SWAYS = ((0.55, 0.60), (1.27, 0.45), (2.9, 0.22))
"""Rates (rad/s) and shares of the gusts."""


@dataclass(frozen=True)
class Wind:
    """mean: metres a second in x and y at head height; phases: where each gust is as the shot begins."""

    mean: tuple[float, float]
    phases: tuple[float, float, float]

    @property
    def speed(self) -> float:
        """Metres a second on the average."""
        return math.hypot(*self.mean)

    def strength(self, time: float) -> float:
        """What the wind is now, of its mean; never below a tenth."""
        swell = sum(
            share * math.sin(rate * time + phase) for (rate, share), phase in zip(_SWAYS, self.phases, strict=True)
        )
        return max(0.1, 1.0 + _TURBULENCE * swell / _RMS)

    def strengths(self, times: Doubles) -> Doubles:
        """``strength`` at many times."""
        return np.array([self.strength(float(time)) for time in times])

    def at(self, time: float) -> tuple[float, float]:
        """Metres a second in x and y at a time of the shot."""
        now = self.strength(time)
        return self.mean[0] * now, self.mean[1] * now


_RMS = math.sqrt(sum(share**2 for _, share in _SWAYS) / 2)
STILL = Wind((0.0, 0.0), (0.0, 0.0, 0.0))


def wind_of(sheet: CallSheet) -> Wind:
    """The wind of a shot: the mean is the scene's, the gusts are the shot's own."""
    setting = sheet.shot.setting
    entry = vocabulary.named("weathers").get(setting.weather)
    blows = entry.values.get("wind", 0.0) if entry is not None else 0.0
    scene = _numbers(f"{sheet.seed // SHOT_SEEDS}/{setting.place}/{setting.hour}/{setting.weather}")
    speed = (CALM_MPS + (FULL_MPS - CALM_MPS) * blows) * (0.85 + 0.3 * scene[0])
    speed *= INDOORS if kinds.set_of(setting).indoors else 1.0
    heading = 0.5 * (scene[1] - 0.5) + (math.pi if scene[2] < 0.35 else 0.0)
    own = _numbers(f"{sheet.seed}/{sheet.shot.id}/gusts")
    mean = round(speed * math.cos(heading), 6), round(speed * math.sin(heading), 6)
    return Wind(mean, (6.283 * own[0], 6.283 * own[1], 6.283 * own[2]))


def _numbers(name: str) -> tuple[float, float, float]:
    """Three numbers 0 to 1 that depend on a name alone."""
    digest = hashlib.blake2b(name.encode(), digest_size=12).digest()
    a, b, c = (int.from_bytes(digest[i : i + 4], "big") / 2**32 for i in (0, 4, 8))
    return a, b, c
