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
_LEAST = {
    Lane.RULER: 22,
    Lane.SCENES: 18,
    Lane.OVERLAYS: 18,
    Lane.SHOTS: 46,
    Lane.ACTING: 18,
    Lane.CAPTIONS: 18,
    **dict.fromkeys(WAVE_LANES, 15),
}
"""How low each lane may be where there is little room."""
_USUAL = {
    Lane.RULER: 24,
    Lane.SCENES: 24,
    Lane.OVERLAYS: 24,
    Lane.SHOTS: 56,
    Lane.ACTING: 30,
    Lane.CAPTIONS: 24,
    **dict.fromkeys(WAVE_LANES, 20),
}
_MOST = {Lane.SHOTS: 104, **dict.fromkeys(WAVE_LANES, 40)}
"""The lanes that grow with the room, and how far."""
_TRACK_PX, _LEAST_TRACK_PX = 18, 14
MOST_TRACKS = 4
"""Tracks of overlays that have a row of their own; those above share the uppermost."""
BEST_HEIGHT = sum(_USUAL.values()) + GAP_PX * len(Lane) + 72


def least_height(tracks: int) -> int:
    """The lanes at their lowest, without those that give way, with so many tracks of overlays."""
    low = _least(tracks)
    return sum(low[lane] + GAP_PX for lane in Lane if lane not in WAVE_LANES)


def lay_lanes(width: int, height: int, tracks: int = 1) -> dict[Lane, QRect]:
    """Stack the lanes; the shots and the waves share the room that is left over. tracks: of overlays.

    Where there is too little room for all, the waves give way: they are then nothing high.
    """
    lanes: dict[Lane, QRect] = {}
    top = 0
    for lane, tall in _heights(height, tracks).items():
        lanes[lane] = QRect(0, top, width, tall)
        top += tall + GAP_PX if tall else 0
    return lanes


def _heights(height: int, tracks: int) -> dict[Lane, int]:
    """How tall each lane is: from its lowest to its usual height all grow alike, beyond it those that have more use."""
    least = _least(tracks)
    kept = [lane for lane in Lane if lane not in WAVE_LANES]
    if height >= sum(least.values()) + GAP_PX * len(Lane):
        kept = list(Lane)
    usual = _USUAL | {Lane.OVERLAYS: _USUAL[Lane.OVERLAYS] + _more_tracks(tracks) * _TRACK_PX}
    room = height - GAP_PX * len(kept)
    low, full = (sum(heights[lane] for lane in kept) for heights in (least, usual))
    share = min(1.0, max(0.0, (room - low) / (full - low)))
    spare = max(0, room - full)
    heights = {lane: int(least[lane] + share * (usual[lane] - least[lane])) if lane in kept else 0 for lane in Lane}
    for lane in (lane for lane in _MOST if lane in kept):
        heights[lane] = min(_MOST[lane], heights[lane] + spare * (2 if lane is Lane.SHOTS else 1) // 5)
    return heights


def _least(tracks: int) -> dict[Lane, int]:
    return _LEAST | {Lane.OVERLAYS: _LEAST[Lane.OVERLAYS] + _more_tracks(tracks) * _LEAST_TRACK_PX}


def _more_tracks(tracks: int) -> int:
    return min(max(tracks, 1), MOST_TRACKS) - 1


def lane_at(lanes: dict[Lane, QRect], y: int) -> Lane | None:
    """The lane at a height."""
    return next((lane for lane, room in lanes.items() if room.top() <= y <= room.bottom()), None)
