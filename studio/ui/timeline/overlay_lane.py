"""The lane of the overlays: which bar is where, and where the mouse holds it. Pixels of the canvas."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect

from studio.timeline.film import Seconds
from studio.timeline.overlays import Laid
from studio.ui.film_map import FilmMap
from studio.ui.timeline.gestures import EDGE_PX, Held
from studio.ui.timeline.lanes import MOST_TRACKS
from studio.ui.timeline.scale import Scale

SNAP_PX = 7
_LEAST_PX = 5


@dataclass(frozen=True)
class Bar:
    """An overlay where it is painted."""

    laid: Laid
    box: QRect


def tracks_of(map_: FilmMap) -> int:
    """How many tracks of overlays a film has, at least one."""
    return 1 + max((one.track for one in map_.overlays), default=0)


def bars_of(map_: FilmMap, scale: Scale, room: QRect) -> list[Bar]:
    """The overlays in sight, the lowest first; the lowest track is next to the shots."""
    rows = min(tracks_of(map_), MOST_TRACKS)
    frame = 1 / map_.film.fps
    found: list[Bar] = []
    for one in map_.overlays:
        left, right = round(scale.x(one.first * frame)), round(scale.x(one.last * frame))
        if right < 0 or left > scale.width:
            continue
        row = rows - 1 - min(one.track, rows - 1)
        top, bottom = (room.top() + place * room.height() // rows for place in (row, row + 1))
        found.append(Bar(one, QRect(left, top + 1, max(_LEAST_PX, right - left - 1), bottom - top - 2)))
    return found


def bar_at(bars: Sequence[Bar], x: float, y: float) -> Bar | None:
    """The uppermost bar at a pixel, its ends' reach included."""
    return next((bar for bar in reversed(bars) if bar.box.adjusted(-2, 0, 2, 0).contains(round(x), round(y))), None)


def held_at(bar: Bar, x: float) -> Held:
    """Which part of a bar is at a pixel; narrow ones keep most of their width for being carried."""
    reach = min(EDGE_PX, bar.box.width() / 4)
    if x - bar.box.left() <= reach:
        return Held.START
    return Held.END if bar.box.right() - x <= reach else Held.WHOLE


def snapped(map_: FilmMap, scale: Scale, edges: Sequence[float], others: Sequence[float]) -> Seconds:
    """Where the first of some edges that are moved together comes to lie, a film time on a frame.

    If one of them is within reach of a cut, or of another of some times, it is pulled there.
    """
    points = (*map_.starts_s, *others)
    pull = min((point - edge for edge in edges for point in points), key=abs)
    time = edges[0] + (pull if abs(pull) <= SNAP_PX / scale.px_per_s else 0.0)
    return round(time * map_.film.fps) * map_.frame
