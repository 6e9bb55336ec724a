"""What words and weather put into the air of a still picture: rain, petals, dust in the light."""

import re
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from studio.engine.vocabulary import read_table
from studio.timeline.film import Shot


class Air(Struct, frozen=True):
    """What drifts through a picture; a table of ``stills.toml``.

    kind: how it is drawn: "streak", "flake", "leaf", "glow", "mist" or "shaft". many: how many, or 0 to 1 of mist and
    shafts. size, fall, drift: of the picture's height, the latter two a second. sway: how far it swings, of the height.
    strength: 0 to 1. colours: ``#rrggbb``. weathers: those that bring it.
    """

    words: tuple[str, ...]
    kind: str
    many: float
    size: tuple[float, float]
    fall: float
    drift: float
    strength: float
    colours: tuple[str, ...]
    sway: float = 0.0
    weathers: tuple[str, ...] = ()


@cache
def airs() -> dict[str, Air]:
    """``stills.toml``, in the order in which they are drawn."""
    return read_table("stills.toml", Air)


def with_airs(shot: Shot) -> Shot:
    """A shot of a still with what its words and its weather put into the air; any other as it is."""
    if shot.still is None:
        return shot
    told = airs_of(f"{shot.plain} {shot.directions.setting}", shot.setting.weather)
    return replace(shot, still=replace(shot.still, airs=tuple(dict.fromkeys((*shot.still.airs, *told)))))


def airs_of(words: str, weather: str) -> tuple[str, ...]:
    """The airs that words name or a weather brings, in the table's order."""
    return tuple(name for name, air in airs().items() if weather in air.weathers or _named(air, words.lower()))


def _named(air: Air, words: str) -> bool:
    return any(re.search(rf"\b{re.escape(word)}\b", words) for word in air.words)
