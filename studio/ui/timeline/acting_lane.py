"""The lane of the acting keys: whose line is where, and which key is under the mouse. Pixels of the canvas."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRect

from studio.timeline.acting import ActingKey
from studio.timeline.film import CastMember, Film, Seconds, Shot
from studio.ui.film_map import FilmMap
from studio.ui.timeline.scale import Scale

REACH_PX = 6
MARK_PX = 4
_LEAST_LINE_PX = 9


@dataclass(frozen=True)
class Mark:
    """A key of a shot, where it is painted."""

    shot: Shot
    key: ActingKey
    x: int
    y: int


def people_of(film: Film, shot: Shot) -> tuple[CastMember, ...]:
    """Who can be keyed in a shot: who is in it, does something in it, or has keys in it; in the film's order."""
    there = {str(one) for one in shot.present} | {str(beat.who) for beat in shot.beats} | {k.who for k in shot.acting}
    return tuple(member for member in film.cast if member.id in there)


def line_of(room: QRect, number: int, count: int) -> int:
    """The height of the n-th of some people's lines."""
    return room.top() + round((number + 0.5) * room.height() / max(1, count))


def lines_shown(room: QRect) -> int:
    """How many people have room for a line of their own."""
    return max(1, room.height() // _LEAST_LINE_PX)


def marks_of(map_: FilmMap, scale: Scale, room: QRect, place: int) -> Iterator[Mark]:
    """The keys of one shot; people beyond those there is room for share the last line."""
    shot, start = map_.shots[place], map_.starts_s[place]
    people = [str(member.id) for member in people_of(map_.film, shot)]
    count = min(len(people), lines_shown(room))
    for key in shot.acting:
        if key.who in people and key.at < shot.duration:
            number = min(people.index(key.who), count - 1)
            yield Mark(shot, key, round(scale.x(start + float(key.at))), line_of(room, number, count))


def mark_at(map_: FilmMap, scale: Scale, room: QRect, x: float, y: float) -> Mark | None:
    """The key nearest to a pixel, within reach."""
    places = {map_.place_at(scale.time(x + by)) for by in (-REACH_PX, 0, REACH_PX)}
    marks = [mark for place in places if place is not None for mark in marks_of(map_, scale, room, place)]
    near = [mark for mark in marks if abs(mark.x - x) <= REACH_PX and abs(mark.y - y) <= REACH_PX]
    return min(near, key=lambda mark: (mark.x - x) ** 2 + (mark.y - y) ** 2, default=None)


def person_at(map_: FilmMap, room: QRect, shot: Shot, y: float) -> CastMember | None:
    """Whose line is at a height of a shot; None where nobody is in it."""
    people = people_of(map_.film, shot)
    count = min(len(people), lines_shown(room))
    return min(people[:count], key=lambda one: abs(line_of(room, people.index(one), count) - y), default=None)


def shot_time(map_: FilmMap, shot: Shot, time: float | Seconds) -> Seconds:
    """A film time as a time of a shot, on a frame of it."""
    frames = round((float(time) - float(map_.start_of(shot.id))) * map_.film.fps)
    last = round(shot.duration * map_.film.fps) - 1
    return min(max(0, frames), last) * map_.frame
