"""Who has which thing when: in whose hands from when to when, and how it leaves them."""

from dataclasses import dataclass, replace

from studio.engine.stage.armfuls import ONLY, Part, parts_of
from studio.engine.stage.entrances import Opening
from studio.engine.stage.movement import contact_of
from studio.engine.stage.poised import in_a_pile
from studio.engine.stage.rows import fallen_with
from studio.engine.stage.schedule import Cue
from studio.engine.vocabulary import PropKind
from studio.timeline.world import Vector

NEVER = 1e9
LETTING_GO = ("drop", "throw", "put_down", "give")
"""Families that end with the thing out of the hand."""
_STRUCK = ("kick", "topple", "slide", "swing", "roll", "bounce")
_LEAVES_HANDS = ("fall", "roll", "bounce", "slide", "break")
_BY_ITSELF = ("fall", "roll", "bounce", "topple", "slide", "swing")


@dataclass(frozen=True)
class Hand:
    """A thing in somebody's hands from ``start`` to ``end``. how: the family that ends it, or "".

    goal: where it is put or thrown. part: what it is in their armful until then. flight: seconds it flies when thrown.
    beat: whose beat ends it.
    """

    thing: str
    who: str
    start: float
    end: float
    how: str = ""
    goal: Vector | None = None
    flight: float = 0.0
    beat: int = -1
    part: Part = ONLY


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
    register = _Register(opening)
    for cue in sorted(cues, key=contact_of):
        thing, time = cue.doing.thing, contact_of(cue)
        itself = cue.doing.family in _LEAVES_HANDS and cue.doing.who in register.now
        if itself:
            register.end(cue.doing.who, cue.start, cue)
        if thing is None:
            continue
        if cue.doing.family in LETTING_GO and thing in register.now:
            register.end(thing, time, cue)
            if cue.doing.aim is not None and (cue.doing.family == "give" or cue.doing.caught):
                register.take(thing, cue.doing.aim, time + flight_of(cue))
        elif cue.doing.family == "put_on" and thing in register.now:
            register.end(thing, time, None)
        elif cue.doing.family in ("pick_up", "take_off") and thing not in register.now:
            register.take(thing, cue.doing.who, time, cue)
    return register.hands()


class _Register:
    """Who has what, as it goes from hand to hand. ``now``: by thing, since when it is what it is in whose armful."""

    def __init__(self, opening: Opening) -> None:
        self._kinds: dict[str, PropKind] = {t.prop.id: t.kind for t in opening.things}
        self._past: list[Hand] = []
        self.now: dict[str, Hand] = {}
        order = {thing: number for p in opening.people for number, thing in enumerate((p.holding, *p.besides))}
        held = [t for t in opening.things if t.holder is not None and not t.worn]
        for placed in sorted(held, key=lambda t: order.get(t.prop.id, 0)):
            self.now[placed.prop.id] = Hand(placed.prop.id, str(placed.holder), -1.0, NEVER)
        for who in {hand.who for hand in self.now.values()}:
            self._arrange(who, -1.0)

    def take(self, thing: str, who: str, time: float, cue: Cue | None = None) -> None:
        """Into somebody's hands; what they have is set on it, where it is the bottom of a pile from now on."""
        self.now[thing] = Hand(thing, who, time, NEVER)
        lies = None if cue is None else cue.doing.point
        self._arrange(who, time, lies)

    def end(self, thing: str, time: float, cue: Cue | None) -> None:
        """Out of the hands, with what lies on it: put down or dropped by a cue, or put on, without one."""
        held = self.now[thing]
        together = cue is not None and cue.doing.family in ("put_down", "drop") and held.part.where != "pile"
        gone = [one for one in self.now.values() if one is held or (together and one.part.on == thing)]
        for hand in gone:
            del self.now[hand.thing]
            self._past.append(replace(hand, end=time) if cue is None else _ended(hand, time, cue))
        self._arrange(held.who, time)

    def _arrange(self, who: str, time: float, lies: Vector | None = None) -> None:
        """What everything is in somebody's armful from now on. lies: where what was just taken lay."""
        own = [hand for hand in self.now.values() if hand.who == who]
        parts = parts_of([(hand.thing, self._kinds[hand.thing]) for hand in own])
        for hand in own:
            part = parts[hand.thing]
            if part == hand.part:
                continue
            if hand.start < time:
                set_on = lies if part.where == "pile" else None
                goal = None if set_on is None else (set_on[0], set_on[1], set_on[2] + part.rise)
                self._past.append(replace(hand, end=time, goal=goal))
            self.now[hand.thing] = replace(hand, start=max(hand.start, time), part=part)

    def hands(self) -> tuple[Hand, ...]:
        """All of it, in time order."""
        return tuple(sorted([*self._past, *self.now.values()], key=lambda hand: (hand.start, hand.thing)))


def _ended(hand: Hand, time: float, cue: Cue) -> Hand:
    """A thing let go of by a cue: what lies on another thing is put down on it."""
    goal = cue.doing.point
    if goal is not None and cue.doing.thing != hand.thing and cue.doing.who != hand.thing:
        goal = goal[0], goal[1] + hand.part.aside, goal[2] + hand.part.rise
    return replace(hand, end=time, how=cue.doing.family, goal=goal, flight=flight_of(cue), beat=cue.doing.beat)


def pushes(opening: Opening, cues: tuple[Cue, ...]) -> tuple[Push, ...]:
    """Things that are kicked, and things that fall, roll or bounce by themselves. Water carries what floats."""
    things: set[str] = {t.prop.id for t in opening.things if not t.kind.fixed}
    out: list[Push] = []
    cues = tuple(_toppled(opening, cue) for cue in cues)
    for number, cue in enumerate(cues):
        if _goes_over_with_others(opening, cue, cues[:number]):
            continue
        if cue.doing.family == "bounce" and any(_sends(one, cue.doing.who) for one in cues if one.start < cue.start):
            continue  # how high it comes up is for its fall to say
        row = [one for one in cues if one.doing.who in things and _in_one_row(one, cue)]
        placed = [next(t for t in opening.things if t.prop.id == one.doing.who) for one in row]
        doing = cue.doing
        if cue in row[1:]:
            continue  # it is knocked over by the one before, or with it
        if len(row) > 1 and not in_a_pile(placed):
            doing = replace(doing, point=placed[-1].position)
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


def _sends(cue: Cue, thing: str) -> bool:
    """Whether a cue has a thing come down on something."""
    by_itself = cue.doing.who == thing and cue.doing.family in ("fall", "bounce")
    return by_itself or (cue.doing.thing == thing and cue.doing.family in ("drop", "throw", "kick"))


def _toppled(opening: Opening, cue: Cue) -> Cue:
    """As in "a row of dominoes falls": what stands on the ground falls over."""
    falls = cue.doing.family == "fall" and bool(fallen_with(opening, cue.doing.who))
    return replace(cue, doing=replace(cue.doing, family="topple")) if falls else cue


def _goes_over_with_others(opening: Opening, cue: Cue, before: tuple[Cue, ...]) -> bool:
    """As in "tips the first; they topple", "rolls a ball at the pins; they fall": they are knocked over already."""
    if cue.doing.family not in ("topple", "fall", "roll", "slide"):
        return False
    together = fallen_with(opening, cue.doing.who)
    return bool(together) and any(
        one.doing.who not in together and (one.doing.aim in together or str(one.doing.thing) in together)
        for one in before
        if one.doing.family in ("topple", "kick", "throw", "roll", "slide", "push")
    )


def _in_one_row(one: Cue, other: Cue) -> bool:
    """Whether both topple in one breath: such things stand in a row."""
    told = one.doing.family == other.doing.family == "topple"
    return told and one.doing.words == other.doing.words


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
