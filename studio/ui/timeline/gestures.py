"""What the mouse is doing on the timeline, as values."""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from studio.timeline.film import Seconds, ShotId
from studio.timeline.overlays import Laid
from studio.ui.film_map import FilmMap
from studio.ui.timeline.acting_lane import Mark
from studio.ui.timeline.scale import HEADER_PX, Scale

EDGE_PX = 6
DRAG_PX = 8


@dataclass(frozen=True)
class Scrub:
    """The playhead follows the mouse."""


@dataclass(frozen=True)
class Trim:
    """A shot's end follows the mouse. ``grip`` is how far from the end it was taken hold of, in pixels."""

    shot: ShotId
    number: int
    grip: float


@dataclass(frozen=True)
class Carry:
    """A shot was pressed at ``from_x``; once dragged far enough it is carried to ``slot``.

    slot: the index it would be put before, from 0 to the number of shots; None until it is carried.
    """

    shot: ShotId
    from_x: float
    slot: int | None = None


@dataclass(frozen=True)
class Slide:
    """An acting key follows the mouse. mark: as it was taken hold of, ``grip`` pixels from its middle."""

    mark: Mark
    number: int
    grip: float


class Held(Enum):
    """By which part an overlay is held."""

    WHOLE = "whole"
    START = "start"
    END = "end"


@dataclass(frozen=True)
class Lay:
    """An overlay, or one of its ends, follows the mouse.

    laid: as it was taken hold of, ``grip`` pixels from its beginning, or from the end that is held.
    """

    laid: Laid
    held: Held
    number: int
    grip: float


Gesture: TypeAlias = Scrub | Trim | Carry | Slide | Lay


def end_near(map_: FilmMap, scale: Scale, x: float) -> int | None:
    """Index of the shot whose end is within reach of a pixel."""
    place = map_.place_at(scale.time(x))
    if place is None:
        return None
    for candidate in (place, place - 1):
        if candidate >= 0 and abs(scale.x(map_.starts_s[candidate + 1]) - x) <= _reach(map_, scale, candidate):
            return candidate
    return None


def clip_at(map_: FilmMap, scale: Scale, x: float) -> int | None:
    """Index of the shot whose clip is under a pixel; None outside the film."""
    time = scale.time(x)
    return map_.place_at(time) if x > HEADER_PX and time < map_.duration else None


def trimmed_duration(map_: FilmMap, shot: ShotId, time: float) -> Seconds:
    """How long a shot lasts when its end is moved to the frame nearest to a film time."""
    frames = round((time - float(map_.start_of(shot))) * map_.film.fps)
    return max(1, frames) * map_.frame


def slot_at(map_: FilmMap, time: float) -> int:
    """The cut nearest to a film time, as the index of the shot after it."""
    place = map_.place_at(time) or 0
    middle = (map_.starts_s[place] + map_.starts_s[place + 1]) / 2
    return place if time < middle else place + 1


def _reach(map_: FilmMap, scale: Scale, place: int) -> float:
    """Narrow shots keep most of their width for being pressed."""
    width = (map_.starts_s[place + 1] - map_.starts_s[place]) * scale.px_per_s
    return min(EDGE_PX, width / 3)
