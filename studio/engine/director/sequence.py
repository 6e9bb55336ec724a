"""What happens first and what at the same time: "Before she leaves, ...", "while he dances", "walks and waves"."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from studio.engine import vocabulary
from studio.engine.bodies import TALK, at_once, goes_on, of_the_legs
from studio.engine.director.acting import OF_THINGS
from studio.engine.director.statement import Clause
from studio.engine.director.wording import whereabouts
from studio.timeline.film import Action, Beat, EntityId, Feeling, Line, Onset

_WORDS: Final = (
    r"as soon as|at the same time|at the same moment|at once|in unison|after that|"
    r"while|whilst|meanwhile|simultaneously|during|as(?! if| though| well)|"
    r"then|next(?! to\b)|afterwards|finally|first|before|after|until|till|once(?=\s+\w)|when|whenever|and|but|or"
)
_HEAD: Final = re.compile(rf"^\W*(?:and\s+|but\s+)?(?:right\s+|just\s+|only\s+|even\s+)?({_WORDS})\b", re.IGNORECASE)
_TAIL: Final = re.compile(rf"\b({_WORDS})\W*$", re.IGNORECASE)
_SAID_TOGETHER: Final = re.compile(
    r"\b(?:at the same (?:time|moment)|at once|simultaneously|in unison|meanwhile)\b", re.IGNORECASE
)
_PARTICIPLE: Final = re.compile(r"^\W*(?:still\s+|all the while\s+|while\s+|[a-z]+ly\s+)?[a-z]+ing\b", re.IGNORECASE)
_UNDERWAY: Final = re.compile(r"\b(?:is|are|was|were)\s+(?:\w+ly\s+)?\w+ing\b", re.IGNORECASE)
_ARRIVES: Final = re.compile(r"\b(?:to|into|onto|up|over|home|away|back|towards?|off|out|in)\b", re.IGNORECASE)
_WITH: Final = frozenset({
    "at the same time", "at the same moment", "at once", "in unison", "while", "whilst", "meanwhile",
    "simultaneously", "during", "as",
})  # fmt: skip
_ORDERED: Final = frozenset({"then", "next", "afterwards", "after that", "finally", "before"})
_ENDED: Final = frozenset({"until", "till"})
_FIRST: Final = frozenset({"after", "once", "as soon as", "when", "whenever"})
_AT_ONCE_AFTER: Final = frozenset({"when", "whenever"})
_CAUSES: Final = OF_THINGS | {
    "throw",
    "kick",
    "drop",
    "give",
    "touch",
    "together",
    "push",
    "pull",
    "tumble",
    "put_down",
}
_NEXT: Final = frozenset({"enter", "leave", "shout", "point", "look", "beckon", "punch", "follow", "chase"})
"""What others answer to: they come after it, not with it."""


def in_order(clauses: Sequence[Clause], script: str) -> None:
    """Give the beats of each clause to the clause at whose turn they happen, and say with what they begin.

    The clauses keep their words.
    """
    for clause in clauses:
        clause.beats = _within(clause.beats, script[clause.start : clause.end])
    joints = [_joint(clauses, number, script) for number in range(len(clauses))]
    if clauses and joints[0] in _ORDERED - {"before"}:
        clauses[0].beats = _begun(clauses[0].beats, Onset.AFTER)
    if len(clauses) < 2:
        return
    turns = sorted((_turn(clauses, joints, number, script), number) for number in range(len(clauses)))
    order = [number for _, number in turns]
    given = [_begun(clauses[at].beats, _onset(clauses, joints, order, place, script)) for place, at in enumerate(order)]
    for clause, beats in zip(clauses, given, strict=True):
        clause.beats = beats
    for one, two in pairwise(clauses):
        if _hand_in_hand(two.beats, one.beats):
            one.beats = [_with_words(beat, script[one.start : two.end], two.beats) for beat in one.beats]


def _joint(clauses: Sequence[Clause], number: int, script: str) -> str:
    """The word of time that leads over to a clause, at its head or at the tail of the one before; "" for none."""
    clause = clauses[number]
    found = _HEAD.match(script[clause.start : clause.end])
    word = found[1].lower() if found else ""
    if number and word in ("", "and", "but", "or"):
        tail = _TAIL.search(script[clauses[number - 1].start : clause.start])
        word = tail[1].lower() if tail and not word else word
    if number and _SAID_TOGETHER.search(script[clause.start : clause.end]):
        return "at the same time"
    if not word and number and script[clause.start : clause.end].lstrip()[:1] in (",", ""):
        return ","
    return word or ("," if number else "")


def _turn(clauses: Sequence[Clause], joints: Sequence[str], number: int, script: str) -> float:
    """Its place in time: after the next clause, before the last one, or where it stands."""
    if number == 0:
        return 1.5 if joints[0] in {"before"} | _ENDED and len(clauses) > 1 else 0.0
    if joints[number] in _FIRST and not _is_underway(clauses, joints, number, script):
        return number - 1.5
    return float(number)


def _is_underway(clauses: Sequence[Clause], joints: Sequence[str], number: int, script: str) -> bool:
    """As in "he is reading when she enters", "he reads when she enters"."""
    before = clauses[number - 1]
    if joints[number] not in _AT_ONCE_AFTER:
        return False
    told = _UNDERWAY.search(script[before.start : before.end]) is not None
    comes = {motion for _, motion in _doers(clauses[number].beats)} <= {"enter", "leave"}
    return told or (comes and all(goes_on(motion) for _, motion in _doers(before.beats)))


def _onset(clauses: Sequence[Clause], joints: Sequence[str], order: Sequence[int], place: int, script: str) -> Onset:
    """When the clause at this place in time begins."""
    if place == 0:
        return Onset.NEXT
    now, before = order[place], order[place - 1]
    later = max(now, before)
    fronted = min(now, before) == 0 and joints[later] in (",", "", "and") and joints[0] not in ("", "and", "first")
    joint = joints[0] if fronted else joints[later]
    if joint in _WITH or _is_underway(clauses, joints, later, script):
        return Onset.WITH
    if joint in _ENDED:
        return Onset.WITH if _travels(clauses[now].beats) else Onset.AFTER
    if joint in _ORDERED or (joint in _FIRST - _AT_ONCE_AFTER and now < before) or (fronted and joint in _FIRST):
        return Onset.NEXT if joint in _AT_ONCE_AFTER else Onset.AFTER
    if joint in _FIRST or joint in ("but", "or"):
        return Onset.NEXT
    one, two = clauses[before], clauses[now]
    if joint in ("", ",") and (_hand_in_hand(one.beats, two.beats) or _hand_in_hand(two.beats, one.beats)):
        return Onset.WITH
    participle = any(_PARTICIPLE.match(script[each.start : each.end]) is not None for each in (one, two))
    return Onset.WITH if _goes_together(one.beats, two.beats, participle) else Onset.NEXT


def _goes_together(before: Sequence[Beat], now: Sequence[Beat], participle: bool) -> bool:
    """Whether what "and", a comma or a participle joins is done at the same time."""
    first, second = _doers(before), _doers(now)
    if not first or not second:
        return False
    if {who for who, _ in first} == {who for who, _ in second}:
        return all(_lasting(beat, participle) for beat in (*_acts(before), *_acts(now))) and all(
            at_once(one, two) for _, one in first for _, two in second
        )
    return not participle and _apart(_acts(before), _acts(now))


def _with_words(beat: Beat, words: str, after: Sequence[Beat]) -> Beat:
    """As in "they walk hand in hand to the sea": where they go is told after."""
    if not isinstance(beat, Action):
        return beat
    more = next((one.read for one in after if isinstance(one, Action)), "")
    return replace(beat, words=words.strip(" ,;.\n"), read=f"{beat.read} {more}".strip() if beat.read else "")


def _hand_in_hand(held: Sequence[Beat], gone: Sequence[Beat]) -> bool:
    """As in "they walk along the shore, hand in hand": whether two hold hands who both go somewhere."""
    going = {who for who, motion in _doers(gone) if of_the_legs(motion)}
    holds = [beat for beat in held if isinstance(beat, Action) and beat.motion == "hold_hands"]
    return bool(holds) and all({beat.who, beat.towards} <= going for beat in holds)


def _lasting(beat: Action | Line, participle: bool) -> bool:
    """Whether it goes on for a while: a walk with nowhere to arrive at, or any that a participle tells of."""
    motion = _motion(beat)
    if isinstance(beat, Line):
        return True
    if motion in ("leave", "enter", "carry") and participle:
        return True
    if not goes_on(motion):
        return False
    if participle or not of_the_legs(motion) or vocabulary.motions()[motion].speed_mps <= 0:
        return True
    where = whereabouts(beat).strip()
    return beat.towards is None and not (where and not where.startswith("along")) and not _ARRIVES.search(beat.plain)


def _apart(before: Sequence[Action | Line], now: Sequence[Action | Line]) -> bool:
    """Whether two do different things that have nothing to do with each other."""
    if not all(isinstance(beat, Action) for beat in (*before, *now)):
        return False
    ones, twos = _bodies(before), _bodies(now)
    caused = any(_family(beat) in _CAUSES or _motion(beat) in _NEXT for beat in before)
    answered = any(_family(beat) in OF_THINGS for beat in now)
    return not caused and not answered and not ones & twos


def _within(beats: list[Beat], words: str) -> list[Beat]:
    """As in "Hana says "Goodbye", waving" or "both jump at once": what begins together in one clause."""
    if _SAID_TOGETHER.search(words) and len({beat.who for beat in _acts(beats)}) > 1:
        return [*beats[:1], *_begun(beats[1:], Onset.WITH)]
    spoken = next((at for at, beat in enumerate(beats) if isinstance(beat, Line)), None)
    after = re.split(r"[\"”»」』]", words)[-1]
    if spoken is None or not re.search(r"(?:\bwhile\b|\bas\b|,\s*\w+ing\b|^\W*\w+ing\b)", after, re.IGNORECASE):
        return beats
    return [*beats[: spoken + 1], *_begun(beats[spoken + 1 :], Onset.WITH)]


def _begun(beats: list[Beat], onset: Onset) -> list[Beat]:
    """The beats of a clause, begun so; of several that follow one another only the first waits."""
    if onset is Onset.NEXT:
        return beats
    acts = [at for at, beat in enumerate(beats) if not isinstance(beat, Feeling)]
    told = set(acts if onset is Onset.WITH else acts[:1])
    return [
        beat if at not in told or isinstance(beat, Feeling) else replace(beat, onset=onset)
        for at, beat in enumerate(beats)
    ]


def _acts(beats: Sequence[Beat]) -> list[Action | Line]:
    return [beat for beat in beats if not isinstance(beat, Feeling)]


def _doers(beats: Sequence[Beat]) -> list[tuple[EntityId, str]]:
    return [(beat.who, _motion(beat)) for beat in _acts(beats)]


def _motion(beat: Action | Line) -> str:
    return TALK if isinstance(beat, Line) else beat.motion


def _family(beat: Action | Line) -> str:
    return vocabulary.motions()[_motion(beat)].family


def _bodies(beats: Sequence[Action | Line]) -> set[EntityId]:
    """Everybody and everything that has to do with it."""
    found = {one for beat in beats if isinstance(beat, Action) for one in (beat.thing, beat.towards) if one is not None}
    return found | {beat.who for beat in beats}


def _travels(beats: Sequence[Beat]) -> bool:
    return any(vocabulary.motions()[motion].speed_mps > 0 for _, motion in _doers(beats))
