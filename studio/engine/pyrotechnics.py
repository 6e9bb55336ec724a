"""Fireworks over a shot: which shells burst where and when. Painter and sound read the same list, so that each bang is
heard with its burst.
"""

import math
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from studio.engine.performance import Performance
from studio.engine.vocabulary import set_kinds, usual
from studio.timeline.film import Action, Shot

FIREWORKS: Final = "fireworks"
"""The key of ``words/effects.toml`` that asks for them."""
RISE_S: Final = 0.9
LIFE_S: Final = 3.4
"""How long before its burst a shell is seen to rise, and how long after it the last spark is out."""
AHEAD: Final = (0.0, 370.0, 125.0)
"""Metres: the middle of the sky in which most of them burst, straight away from the usual camera."""
_SLOTS: Final = 26
_WIDE: Final = 2.4
_EVERY_S: Final = 3.4
_HIGH_DEG: Final = (11.0, 27.0)
_REACH_DEG: Final = (5.0, 9.0, 15.0)
"""How high above the horizon they burst, over roofs and trees; the smallest, the usual and the largest reach."""
_FESTIVE: Final = ("festival", "night", frozenset({"clear", "wind", "petals"}))
_FORMS: Final = ("peony", "ring", "willow")
_SHARES: Final = (0.55, 0.2, 0.25)


@dataclass(frozen=True)
class Shell:
    """One firework.

    burst_s: when it bursts, seconds of the shot (before its beginning, too). azimuth, elevation: of the burst, radians
    (azimuth 0 = +y, growing towards +x). reach: its radius when it is widest, radians. form: "peony", a ball of sparks
    with a heart of another colour; "ring"; "willow", gold that hangs down. tone: 0 to 1, which colour of its form.
    """

    burst_s: float
    azimuth: float
    elevation: float
    reach: float
    form: str
    tone: float
    number: int


def shells_over(performance: Performance) -> tuple[Shell, ...]:
    """Every shell that is seen at some time of the shot; none where no fireworks are asked for, or indoors."""
    setting = usual(performance.setting)
    kind = set_kinds().get(setting.set)
    name, hour, weathers = _FESTIVE
    festive = setting.set == name and setting.hour == hour and setting.weather in weathers
    if (FIREWORKS not in performance.effects and not festive) or (kind is not None and kind.indoors):
        return ()
    seed = zlib.crc32(f"{performance.setting.place}|{performance.shot}".encode()) ^ (performance.seed & 0xFFFFFFFF)
    return _shells(seed, performance.frames / performance.fps)


def watches_fireworks(shot: Shot, who: str) -> bool:
    """Whether somebody looks, at nothing else, while there are fireworks: then those are what they look at."""
    looks = (beat for beat in shot.beats if isinstance(beat, Action) and beat.motion == "look" and beat.who == who)
    return FIREWORKS in shot.effects and any(beat.towards is None and beat.thing is None for beat in looks)


@lru_cache(maxsize=16)
def _shells(seed: int, seconds: float) -> tuple[Shell, ...]:
    """All round the sky and most of them ahead, each stretch with a shell every few seconds, in no order to notice."""
    dice = np.random.default_rng([seed, _SLOTS])
    found: list[Shell] = []
    for slot in range(_SLOTS):
        at = -LIFE_S + float(dice.uniform(0.0, _EVERY_S))
        while at < seconds + RISE_S:
            found.append(
                Shell(
                    burst_s=at,
                    azimuth=_azimuth((slot + 0.5 + float(dice.uniform(-0.45, 0.45))) / _SLOTS),
                    elevation=math.radians(float(dice.uniform(*_HIGH_DEG))),
                    reach=math.radians(float(dice.triangular(*_REACH_DEG))),
                    form=_FORMS[int(dice.choice(len(_FORMS), p=_SHARES))],
                    tone=float(dice.uniform()),
                    number=len(found),
                )
            )
            at += _EVERY_S * float(dice.uniform(0.75, 1.25))
    return tuple(sorted(found, key=lambda shell: shell.burst_s))


def _azimuth(share: float) -> float:
    """Radians, for a share 0 to 1 of the shells from left to right: the nearer to straight ahead, the denser."""
    side = 2 * share - 1
    return math.pi * math.copysign(abs(side) ** _WIDE, side)
