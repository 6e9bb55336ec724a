"""Which lane lies where."""

from enum import Enum

from PySide6.QtCore import QRect


class Lane(Enum):
    """The lanes from the top down, with the names of their headers."""

    RULER = ""
    SCENES = "Scenes"
    OVERLAYS = "Overlays"
    SHOTS = "Shots"
    ACTING = "Acting"
    CAPTIONS = "Lines"
    DIALOGUE = "Dialogue"
    EFFECTS = "Effects"
    AMBIENCE = "Ambience"


WAVE_LANES = (Lane.DIALOGUE, Lane.EFFECTS, Lane.AMBIENCE)
GAP_PX = 2
_HEIGHTS = {Lane.RULER: 24, Lane.SCENES: 24, Lane.OVERLAYS: 24, Lane.ACTING: 30, Lane.CAPTIONS: 24}
_TRACK_PX = 18
MOST_TRACKS = 4
"""Tracks of overlays that have a row of their own; those above share the uppermost."""
_LEAST = {Lane.SHOTS: 56, Lane.DIALOGUE: 20, Lane.EFFECTS: 20, Lane.AMBIENCE: 20}
_MOST = {Lane.SHOTS: 104, Lane.DIALOGUE: 40, Lane.EFFECTS: 40, Lane.AMBIENCE: 40}
LEAST_HEIGHT = sum(_HEIGHTS.values()) + sum(_LEAST.values()) + GAP_PX * len(Lane)
BEST_HEIGHT = LEAST_HEIGHT + 72


def least_height(tracks: int) -> int:
    """The lanes at their least, with so many tracks of overlays."""
    return LEAST_HEIGHT + _more_tracks(tracks)


def lay_lanes(width: int, height: int, tracks: int = 1) -> dict[Lane, QRect]:
    """Stack the lanes; the shots and the waves share the room that is left over. tracks: of overlays."""
    spare = max(0, height - least_height(tracks))
    lanes: dict[Lane, QRect] = {}
    top = 0
    for lane in Lane:
        fixed = _HEIGHTS.get(lane, 0) + (_more_tracks(tracks) if lane is Lane.OVERLAYS else 0)
        tall = fixed or min(_MOST[lane], _LEAST[lane] + spare * (2 if lane is Lane.SHOTS else 1) // 5)
        lanes[lane] = QRect(0, top, width, tall)
        top += tall + GAP_PX
    return lanes


def _more_tracks(tracks: int) -> int:
    return _TRACK_PX * (min(max(tracks, 1), MOST_TRACKS) - 1)


def lane_at(lanes: dict[Lane, QRect], y: int) -> Lane | None:
    """The lane at a height."""
    return next((lane for lane, room in lanes.items() if room.top() <= y <= room.bottom()), None)
