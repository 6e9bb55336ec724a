"""What a pause of the mouse over the timeline tells."""

from PySide6.QtCore import QPoint

from studio.engine.judgement import ShotTake, TakeState, about
from studio.ui.film_map import FilmMap
from studio.ui.findings import Freshness
from studio.ui.timeline.acting_lane import Mark, mark_at
from studio.ui.timeline.gestures import clip_at
from studio.ui.timeline.in_words import named, told
from studio.ui.timeline.lanes import Lane, lane_at
from studio.ui.timeline.locks import lock_words
from studio.ui.timeline.scale import HEADER_PX
from studio.ui.timeline.sheet import Sheet


def tip_at(sheet: Sheet, point: QPoint) -> str:
    """What a point of the timeline tells; "" where there is nothing to tell."""
    if point.x() <= HEADER_PX:
        return ""
    lane, map_ = lane_at(sheet.lanes, point.y()), sheet.map
    if lane is Lane.ACTING:
        mark = mark_at(map_, sheet.scale, sheet.lanes[lane], point.x(), point.y())
        return "" if mark is None else key_tip(map_, mark)
    place = clip_at(map_, sheet.scale, point.x()) if lane is Lane.SHOTS else None
    if place is None:
        return ""
    shot = map_.shots[place].id
    words = shot_tip(map_, place, sheet.freshness(place), sheet.take(shot))
    return "\n".join(filter(None, (words, lock_words(sheet.locks(shot)))))


def shot_tip(map_: FilmMap, place: int, freshness: Freshness, take: ShotTake) -> str:
    """Which shot it is, and how its take stands."""
    shot = map_.shots[place]
    redo = f", {about(take.seconds)} to redo" if take.state is TakeState.STALE and take.seconds else ""
    times = f"Shot {place + 1}, {float(shot.duration):.2f} s, {freshness.value}"
    return f"{times}; take: {take.state.value}{redo}\n{shot.words}"


def key_tip(map_: FilmMap, mark: Mark) -> str:
    """Whose key it is, when, and what it says."""
    return f"{named(map_.film, mark.key.who)}, {float(mark.key.at):.2f} s: {told(mark.key, map_.film)}"
