"""What is left of what broke: shards as the painters want them, and as the world remembers them."""

from typing import cast

import numpy as np

from studio.engine.performance import Floats, PropTrack
from studio.engine.stage.breaking import Broken
from studio.engine.stage.entrances import Opening
from studio.engine.stage.rotation import Doubles, Flags
from studio.engine.stage.simulation import Track
from studio.timeline.world import Quaternion, Vector

_DIGITS = 6


def settled(tracks: dict[str, Track], broken: tuple[Broken, ...], times: Doubles) -> None:
    """From where it broke on, a thing's own track is the middle of its shards: there the camera finds it."""
    for each in broken:
        after = times >= (each.time or 0.0)
        shares = np.array([shard.share for shard in each.shards])
        middle = (each.places * shares[:, None]).sum(1) / shares.sum()
        track = tracks[each.placed.prop.id]
        track.position[after] = middle[after]
        track.orientation[after] = each.turns[after, 0]


def whole_until(broken: tuple[Broken, ...], thing: str, times: Doubles) -> Flags | None:
    """(F,) bool: the frames in which a thing is still whole; None where it stays whole."""
    for each in broken:
        if each.placed.prop.id == thing:
            return times < (each.time or 0.0)
    return None


def shard_tracks(broken: tuple[Broken, ...], times: Doubles) -> tuple[PropTrack, ...]:
    """The shards of what broke in this shot, seen from then on."""
    return tuple(
        PropTrack(
            each.placed.prop,
            each.places[:, k].astype(np.float32),
            each.turns[:, k].astype(np.float32),
            times >= (each.time or 0.0),
            k,
        )
        for each in broken
        for k in range(len(each.shards))
    )


def wreck_tracks(opening: Opening, frames: int) -> tuple[PropTrack, ...]:
    """The shards that lie here from earlier."""
    return tuple(
        PropTrack(wreck.prop, _still(place, frames), _still(turn, frames), None, k)
        for wreck in opening.wrecks
        for k, (place, turn) in enumerate(wreck.thing.pieces)
    )


def _still(values: tuple[float, ...], frames: int) -> Floats:
    return np.tile(np.array(values, np.float32), (frames, 1))


def pieces_of(broken: Broken) -> tuple[tuple[Vector, Quaternion], ...]:
    """Where the shards lie as the shot ends."""
    return tuple(
        (cast(Vector, _told(broken.places[-1, k])), cast(Quaternion, _told(broken.turns[-1, k])))
        for k in range(len(broken.shards))
    )


def _told(values: Doubles) -> tuple[float, ...]:
    return tuple(round(float(value), _DIGITS) for value in values)
