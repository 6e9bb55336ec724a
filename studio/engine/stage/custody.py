"""Who has which thing when: in whose hands from when to when, and how it leaves them."""

import math
from dataclasses import dataclass

from studio.engine.stage.entrances import Opening, Placed
from studio.engine.stage.movement import contact_of
from studio.engine.stage.schedule import Cue
from studio.timeline.world import Vector

NEVER = 1e9


@dataclass(frozen=True)
class Hand:
    """A thing in somebody's hands from ``start`` to ``end``. how: the family that ends it, or "".

    goal: where it is put or thrown. laid: where it lay before it was taken up.
    """

    thing: str
    who: str
    start: float
    end: float
    how: str = ""
    goal: Vector | None = None
    aim: str | None = None


@dataclass(frozen=True)
class Push:
    """A thing set going by a foot, or by itself."""

    thing: str
    time: float
    family: str
    goal: Vector | None
    by: str | None
    manner: float


def custody(opening: Opening, cues: tuple[Cue, ...]) -> tuple[Hand, ...]:
    """All times that things are held, in time order."""
    now = {t.prop.id: Hand(t.prop.id, t.holder, -1.0, NEVER) for t in opening.things if t.holder is not None}
    past: list[Hand] = []

    def end(thing: str, time: float, cue: Cue) -> None:
        held = now.pop(thing)
        past.append(Hand(thing, held.who, held.start, time, cue.doing.family, cue.doing.point, cue.doing.aim))

    for cue in sorted(cues, key=contact_of):
        thing, time = cue.doing.thing, contact_of(cue)
        itself = cue.doing.family in ("fall", "roll", "bounce") and cue.doing.who in now
        if itself:
            end(cue.doing.who, cue.start, cue)
        if thing is None:
            continue
        if cue.doing.family in ("drop", "throw", "put_down", "give") and thing in now:
            end(thing, time, cue)
            if cue.doing.family == "give" and cue.doing.aim is not None:
                now[thing] = Hand(thing, cue.doing.aim, time, NEVER)
        elif cue.doing.family == "pick_up" and thing not in now:
            now[thing] = Hand(thing, cue.doing.who, time, NEVER)
    return tuple(sorted([*past, *now.values()], key=lambda hand: (hand.start, hand.thing)))


def pushes(opening: Opening, cues: tuple[Cue, ...]) -> tuple[Push, ...]:
    """Things that are kicked, and things that fall, roll or bounce by themselves."""
    things = {t.prop.id for t in opening.things}
    out: list[Push] = []
    for cue in cues:
        doing = cue.doing
        if doing.family == "kick" and doing.thing in things:
            out.append(Push(str(doing.thing), contact_of(cue), "kick", doing.point, doing.who, doing.manner))
        elif doing.who in things:
            out.append(Push(doing.who, cue.start, doing.family, doing.point, None, doing.manner))
    return tuple(sorted(out, key=lambda push: push.time))


def is_loose(placed: Placed) -> bool:
    """Whether physics may move a thing."""
    return not placed.kind.fixed and math.isfinite(placed.kind.mass_kg)
