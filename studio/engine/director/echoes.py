"""What a clause tells again of a thing that one before it told: it goes on floating, it is what was rolled."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from studio.engine.director.acting import Verb
from studio.engine.director.story import Story
from studio.timeline.film import Action, Beat, Line

_SENT: Final = frozenset({"roll", "slide"})
_SENDING: Final = _SENT | {"kick", "throw"}
_LASTING: Final = frozenset({"float", "sway"})


def goes_on_already(act: Action, before: Sequence[Sequence[Beat]], now: Sequence[Beat], story: Story) -> bool:
    """As in "floats, bobs and drifts": one thing that lasts, said in other words.

    Args:
        before: the beats of the clauses before. now: those of the clause under way.
    """
    lasting = act.motion in _LASTING and not story.is_person(act.who)
    told = [one for beats in (*before, now) for one in beats]
    return lasting and any(
        isinstance(one, Action) and (one.who, one.motion, one.towards) == (act.who, act.motion, act.towards)
        for one in told
    )


def is_aimed(act: Action, before: Sequence[list[Beat]], now: list[Beat], story: Story) -> bool:
    """As in "he rolls a ball and it knocks over the bottles": the one roll goes at them, and is told so from here."""
    if act.towards is None or act.motion not in _SENT or story.is_person(act.who):
        return False
    for beats in (now, *reversed(before)):
        for at, one in enumerate(beats):
            sends = isinstance(one, Action) and one.motion in _SENDING and act.who in (one.who, one.thing)
            if sends and isinstance(one, Action) and one.towards is None:
                beats[at] = replace(one, towards=act.towards)
                return True
    return False


def said_so(now: list[Beat], before: Sequence[list[Beat]], verb: Verb, words: str) -> None:
    """As in "'Stop!' Ken shouts": how a line is said that stands before its verb."""
    for beats in (now, *reversed(before)):
        for at in range(len(beats) - 1, -1, -1):
            line = beats[at]
            if isinstance(line, Line):
                if not line.manner and verb.who in ([], [line.who]):
                    beats[at] = replace(line, manner=words)
                return
