"""Who has which thing when: in whose hands from when to when, and how it leaves them."""

from dataclasses import dataclass, replace

from studio.engine.stage.entrances import Opening
from studio.engine.stage.movement import contact_of
from studio.engine.stage.schedule import Cue
from studio.timeline.world import Vector

NEVER = 1e9
LETTING_GO = ("drop", "throw", "put_down", "give")
"""Families that end with the thing out of the hand."""
_STRUCK = ("kick", "topple", "slide", "swing", "roll", "bounce")
_BY_ITSELF = ("fall", "roll", "bounce", "topple", "slide", "swing")


@dataclass(frozen=True)
class Hand:
    """A thing in somebody's hands from ``start`` to ``end``. how: the family that ends it, or "".

    goal: where it is put or thrown. flight: seconds it flies when thrown. beat: whose beat ends it.
    """

    thing: str
    who: str
    start: float
    end: float
    how: str = ""
    goal: Vector | None = None
    flight: float = 0.0
    beat: int = -1


@dataclass(frozen=True)
class Push:
    """A thing set going by a foot, or by itself. flight: seconds it flies to its goal; 0 along the ground."""

    thing: str
    time: float
    family: str
    goal: Vector | None
    by: str | None
    manner: float
    beat: int
    flight: float = 0.0


def custody(opening: Opening, cues: tuple[Cue, ...]) -> tuple[Hand, ...]:
    """All times that things are held, in time order."""
    now: dict[str, Hand] = {
        t.prop.id: Hand(t.prop.id, t.holder, -1.0, NEVER) for t in opening.things if t.holder is not None and not t.worn
    }
    past: list[Hand] = []

    def end(thing: str, time: float, cue: Cue) -> None:
        held = now.pop(thing)
        past.append(
            Hand(thing, held.who, held.start, time, cue.doing.family, cue.doing.point, flight_of(cue), cue.doing.beat)
        )

    for cue in sorted(cues, key=contact_of):
        thing, time = cue.doing.thing, contact_of(cue)
        itself = cue.doing.family in ("fall", "roll", "bounce", "slide") and cue.doing.who in now
        if itself:
            end(cue.doing.who, cue.start, cue)
        if thing is None:
            continue
        if cue.doing.family in LETTING_GO and thing in now:
            end(thing, time, cue)
            if cue.doing.aim is not None and (cue.doing.family == "give" or cue.doing.caught):
                now[thing] = Hand(thing, cue.doing.aim, time + flight_of(cue), NEVER)
        elif cue.doing.family == "put_on" and thing in now:
            past.append(replace(now.pop(thing), end=time))
        elif cue.doing.family in ("pick_up", "take_off") and thing not in now:
            now[thing] = Hand(thing, cue.doing.who, time, NEVER)
    return tuple(sorted([*past, *now.values()], key=lambda hand: (hand.start, hand.thing)))


def pushes(opening: Opening, cues: tuple[Cue, ...]) -> tuple[Push, ...]:
    """Things that are kicked, and things that fall, roll or bounce by themselves. Water carries what floats."""
    things: set[str] = {t.prop.id for t in opening.things if not t.kind.fixed}
    out: list[Push] = []
    row = [cue for cue in cues if cue.doing.family == "topple" and cue.doing.who in things]
    for cue in cues:
        if cue in row[1:]:
            continue  # it is knocked over by the one before
        doing = cue.doing
        if row and cue is row[0] and len(row) > 1:
            last = next(t.position for t in opening.things if t.prop.id == row[-1].doing.who)
            doing = replace(doing, point=last)
        if doing.family in _STRUCK and doing.thing in things:
            out.append(
                Push(
                    str(doing.thing),
                    contact_of(cue),
                    doing.family,
                    doing.point,
                    doing.who,
                    doing.manner,
                    doing.beat,
                    doing.flight,
                )
            )
        elif doing.who in things and doing.family in _BY_ITSELF:
            out.append(Push(doing.who, cue.start, doing.family, doing.point, None, doing.manner, doing.beat))
    return tuple(sorted(out, key=lambda push: push.time))


def flight_of(cue: Cue) -> float:
    """Seconds from the hand to the goal."""
    if cue.doing.family != "throw" or cue.doing.point is None:
        return 0.0
    return cue.doing.flight


def found_at(hands: tuple[Hand, ...], moved: tuple[Push, ...], cues: tuple[Cue, ...]) -> dict[tuple[int, str], float]:
    """When a thing that flew or rolled by itself is next taken up or kicked, by the beat that set it going."""
    loose = [(h.end, h.beat, h.thing) for h in hands if h.how in ("drop", "throw")]
    loose += [(push.time, push.beat, push.thing) for push in moved]
    found: dict[tuple[int, str], float] = {}
    for time, beat, thing in loose:
        later = [contact_of(c) for c in cues if c.doing.thing == thing and c.doing.family in ("pick_up", "kick")]
        after = [moment for moment in later if moment > time + 1e-6]
        if after:
            found[beat, thing] = min(after)
    return found
