"""Things that are used where no hand alone would hold them: a violin under the chin, a flute at the lips."""

import numpy as np

from studio.engine.stage.body import Body
from studio.engine.stage.posing import Lay, acting_of, presence
from studio.engine.stage.rotation import Doubles, from_euler, to_quaternions
from studio.engine.stage.schedule import Cue
from studio.engine.stage.simulation import Track


def laid(track: Track, thing: str, body: Body, cues: tuple[Cue, ...]) -> Track:
    """A held thing's track, moved to where its use has it while it is used."""
    for cue in cues:
        acting = acting_of(cue)
        if acting is not None and acting.lay is not None and cue.doing.thing == thing:
            weight = presence(acting, acting.poses[0].at, cue, body.movement.times)
            track = _mixed(track, _at_the_chest(acting.lay, body), weight)
    return track


def _at_the_chest(lay: Lay, body: Body) -> Track:
    place = body.torso.at("chest", np.array(lay.at) * body.movement.head_unit)
    turn = body.torso.turn["chest"] @ from_euler(np.array([lay.roll, lay.pitch, lay.yaw]))
    return Track(place, to_quaternions(turn))


def _mixed(track: Track, other: Track, weight: Doubles) -> Track:
    w = weight[:, None]
    nearer = np.where((track.orientation * other.orientation).sum(-1, keepdims=True) < 0, -1.0, 1.0)
    turn = track.orientation * (1 - w) + other.orientation * nearer * w
    turn = turn / np.linalg.norm(turn, axis=-1, keepdims=True)
    return Track(track.position * (1 - w) + other.position * w, turn)
