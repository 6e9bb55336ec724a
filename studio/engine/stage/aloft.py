"""Bodies that the ground does not carry: lifted onto what they stand on, in the water, or on their holds.

Each way of being there is a layer laid over the acted body for some frames; what it leaves free is still acted.
"""

from dataclasses import dataclass, replace

import numpy as np

from studio.engine.performance import Contact
from studio.engine.stage import clinging, diving, mounting, swimming
from studio.engine.stage.body import Aloft, Body
from studio.engine.stage.curves import drift
from studio.engine.stage.entrances import Entrant
from studio.engine.stage.holds import Climb
from studio.engine.stage.layers import Layer, laid
from studio.engine.stage.movement import CARRIED
from studio.engine.stage.overlay import moved
from studio.engine.stage.rotation import Doubles, Flags
from studio.engine.stage.schedule import Cue
from studio.engine.stage.waterside import CHIN_HEADS, ground_at, pool_for
from studio.engine.vocabulary import SetKind

_BOB_M = 0.018


@dataclass(frozen=True, eq=False)
class Carried:
    """Whoever may be off the ground. hold: what they cling to as the shot begins."""

    person: Entrant
    cues: tuple[Cue, ...]
    rest: Doubles
    place: SetKind
    hold: Climb | None = None


@dataclass(frozen=True, eq=False)
class Held:
    """A body as it is carried, and its splashes."""

    body: Body
    contacts: tuple[Contact, ...] = ()


def carried(body: Body, who: Carried) -> Held:
    """The body where water, holds and what it stands on have it; untouched on plain ground."""
    postures, heights = _course(body, who)
    afloat = postures == "swimming"
    level = _level(body, who, heights, afloat)
    own = [cue for cue in who.cues if cue.doing.family in CARRIED]
    if not own and not afloat.any() and not (postures == "clinging").any() and not level.any():
        return Held(body)
    body = moved(body, who.rest, body.joints.astype(float), _raised(body, level), body.movement.heading)
    contacts: list[Contact] = []
    if afloat.any():
        swum = swimming.swum(body, who.rest, who.place, afloat, who.cues)
        body = laid(body, who.rest, swum.layer)
        contacts += swum.splashes
    for layer in _layers(body, who):
        body = laid(body, who.rest, layer)
    for cue in own:
        contacts += diving.splash_of(cue)
    last = str(postures[-1]) if postures[-1] in ("swimming", "clinging") else ""
    height = 0.0 if last == "swimming" else float(heights[-1])
    aloft = Aloft(last, height, afloat, level)
    return Held(replace(body, aloft=aloft), tuple(contacts))


def _raised(body: Body, level: Doubles) -> Doubles:
    return body.torso.place["pelvis"] + np.column_stack([np.zeros((len(level), 2)), level])


def _layers(body: Body, who: Carried) -> list[Layer]:
    """What is laid over, in the order of the shot."""
    layers: list[Layer] = []
    if who.hold is not None:
        layers.append(clinging.clung(body, who.rest, who.hold, None, _until(who.cues, None, body.movement.times)))
    for cue in who.cues:
        match cue.doing.family:
            case "plunge":
                layers.append(diving.dived(body, who.rest, cue))
            case "mount":
                layers.append(mounting.mounted(body, who.rest, cue))
            case "climb" if cue.doing.climb is not None:
                until = _until(who.cues, cue, body.movement.times)
                layers.append(clinging.clung(body, who.rest, cue.doing.climb, cue, until))
            case _:
                pass
    return layers


def _until(cues: tuple[Cue, ...], cue: Cue | None, times: Doubles) -> tuple[float, tuple[Cue, ...]]:
    """Until when somebody clings after a climb, and what they do there meanwhile."""
    start = times[0] - 1.0 if cue is None else cue.end
    later = [
        other for other in cues if other.doing.family in CARRIED and other is not cue and other.start >= start - 1e-6
    ]
    end = later[0].start if later else float(times[-1]) + 9.0
    busy = tuple(other for other in cues if start - 1e-6 <= other.start < end and other is not cue)
    return end, busy


def _course(body: Body, who: Carried) -> tuple[np.ndarray, Doubles]:
    """(F,) the posture, and the height of what is stood on, through the shot."""
    times = body.movement.times
    postures = np.full(len(times), who.person.posture, dtype="<U12")
    heights = np.full(len(times), who.person.height)
    for cue in who.cues:
        doing = cue.doing
        middle = (cue.start + cue.end) / 2
        late = doing.family in ("plunge", "mount")
        if doing.becomes:
            postures[times >= (middle if late else cue.start)] = doing.becomes
        if doing.family in ("mount", "climb"):
            heights[times >= middle] = doing.height
            if doing.becomes == "standing" and doing.family == "climb":
                postures[times >= cue.start] = "standing"
    return postures, heights


def _level(body: Body, who: Carried, heights: Doubles, afloat: Flags) -> Doubles:
    """(F,) how much higher than the plain ground the soles are."""
    root = body.movement.root
    if not who.place.water:
        return heights
    ground = np.where(afloat, ground_at(who.place, root, boards=False), ground_at(who.place, root))
    steep = np.array([_steep(who, point) for point in root])
    level = np.where(heights > 0.05, heights, np.where(steep & ~afloat, 0.0, ground))
    pool = pool_for(who.place, "", (float(root[-1, 0]), float(root[-1, 1])))
    if pool is None:
        return level
    bob = _BOB_M * drift(body.movement.times, np.random.default_rng(len(who.person.id)), 2.4, 2)
    tread = pool.surface_m - CHIN_HEADS * body.movement.head_unit + bob
    wading = (ground < pool.surface_m - 0.3) & ~steep
    return np.where(afloat | wading, np.maximum(ground, tread), level)


def _steep(who: Carried, point: Doubles) -> bool:
    """Whether a point is in a pool whose edge is steep: nobody walks there."""
    for pool in who.place.water:
        left, right, near, far = pool.bounds_m
        if left < point[0] < right and near < point[1] < far:
            pier = pool.pier
            on = pier is not None and pier.bounds_m[0] < point[0] < pier.bounds_m[1] and point[1] < pier.bounds_m[3]
            return not pool.shelves_m and not on
    return False
