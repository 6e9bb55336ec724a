"""What opens in a shot: how far each door, sash, curtain and lid stands open in every frame, and how it sounds."""

import numpy as np

from studio.engine.parts import handle_at
from studio.engine.performance import Contact, ContactKind, PartTrack
from studio.engine.stage.curves import rise
from studio.engine.stage.entrances import Opening, Placed
from studio.engine.stage.grasping import SWING_S
from studio.engine.stage.rotation import Doubles
from studio.engine.stage.schedule import Cue
from studio.engine.stage.simulation import Track
from studio.engine.stage.switching import Switch, made
from studio.engine.vocabulary import SetKind
from studio.timeline.film import PropId
from studio.timeline.world import Place, Vector

_LATCH_NS, _STOP_NS, _SHUT_NS = 0.05, 0.12, 0.6


def _shares(first: bool, changes: list[Switch], times: Doubles) -> Doubles:
    share = np.full(len(times), float(first))
    for change in changes:
        share += (float(change.on) - share) * rise(times, change.time, change.time + SWING_S)
    return share


def lid_frames(placed: Placed, cues: tuple[Cue, ...], times: Doubles) -> Doubles | None:
    """(F,) how far a thing's lid stands open; None where it is as it is made."""
    lid = placed.kind.opens
    if lid is None:
        return None
    own = [one for one in made(cues, (placed,)) if one.thing == placed.prop.id and one.feature == ""]
    stands = placed.was is not None and placed.was.opened
    if not own:
        return np.ones(len(times)) if stands and not lid.usually_open else None
    return _shares(not own[0].on if lid.usually_open and not stands else stands, own, times)


def part_tracks(
    kind: SetKind, place: Place, cues: tuple[Cue, ...], things: tuple[Placed, ...], times: Doubles
) -> tuple[PartTrack, ...]:
    """Every part of a set that opens, shuts or stands other than it usually does."""
    changes = [one for one in made(cues, things) if not one.thing]
    found: list[PartTrack] = []
    for part in kind.parts:
        own = [one for one in changes if one.feature == part.name]
        stands = part.name not in place.shut if part.usually_open else part.name in place.opened
        first = not own[0].on if own and part.usually_open else stands
        if own or first != part.usually_open:
            found.append(PartTrack(part.name, _shares(first, own, times).astype(np.float32)))
    return tuple(found)


def clicks(opening: Opening, cues: tuple[Cue, ...], tracks: dict[str, Track], fps: int) -> tuple[Contact, ...]:
    """The latch as a part leaves, and its stop: soft when it stands open, hard when it falls shut."""
    parts = {part.name: part for part in opening.set.parts}
    lids = {placed.prop.id: placed for placed in opening.things if placed.kind.opens is not None}
    heard: list[Contact] = []
    for one in made(cues, opening.things):
        if one.feature in parts and not one.thing:
            part = parts[one.feature]
            heard += _heard(one, part.name, part.material, handle_at(part, 0.0), part.opens != "swing")
        elif one.thing in lids and one.feature == "":
            track = tracks[PropId(one.thing)]
            at = track.position[min(len(track.position) - 1, round(one.time * fps))]
            place = float(at[0]), float(at[1]), float(at[2])
            heard += _heard(one, one.thing, lids[PropId(one.thing)].kind.material, place, False)
    return tuple(heard)


def _heard(one: Switch, name: str, material: str, at: Vector, slides: bool) -> list[Contact]:
    bodies = (name, f"{name} frame")
    stop = Contact(one.time + SWING_S, at, _STOP_NS if one.on else _SHUT_NS, (material, material), bodies)
    if slides:
        kind = ContactKind.SLIDE
        return [Contact(one.time, at, _STOP_NS, (material, material), bodies, kind, SWING_S), stop]
    return [Contact(one.time, at, _LATCH_NS, (material, "steel"), bodies), stop]
