"""What the camera does where it is the subject of a verb: "the camera runs along behind him" follows."""

from collections.abc import Callable
from typing import Final

from studio.engine.director.lexicon import lexicon
from studio.engine.director.sentence import Sentence
from studio.engine.director.standing import Mark
from studio.engine.director.statement import AXES

HEADS: Final = frozenset({"name", "pronoun", "builds", "props", "motions", "emotions"})
"""Kinds of marks that a clause is made of."""
FILMED_BY: Final = frozenset({"follow", "track", "circle", "orbit", "tilt", "pan"})
"""What a line of directions that begins so asks of the camera."""
_SETTLES: Final = frozenset(
    {"settle", "rest", "come", "stop", "linger", "land", "find", "pause", "end", "reach", "stay"}
)
"""How a move of the camera ends: "circles the table and settles on a chair"."""
_GOES: Final = frozenset({
    "walk", "run", "sneak", "march", "skip", "ride", "float", "swim", "wade", "crawl", "chase", "follow", "slide",
    "roll",
})  # fmt: skip
"""Motions with which it covers ground."""
_BESIDE: Final = frozenset({"behind", "after", "alongside", "along", "with", "beside"})
_NEARER: Final = frozenset({"in", "closer", "into", "towards", "toward", "forward", "nearer", "through"})
_ASIDE: Final = frozenset({"across", "past", "sideways"})
_FARTHER: Final = frozenset({"back", "backwards", "out", "away"})
_UPWARDS: Final = frozenset({"up", "upward", "upwards", "above", "over"})
_DOWNWARDS: Final = frozenset({"down", "downward", "downwards"})


def camera_move(motion: str, after: tuple[str, ...]) -> str:
    """The move of the vocabulary for a motion that the camera makes, empty where there is none.

    Args:
        after: the words right after the verb.
    """
    if motion in ("chase", "follow"):
        return "follow"
    if motion in ("get_up", "climb"):
        return "crane up"
    if motion in ("fall", "sink", "dive"):
        return "crane down"
    if motion not in _GOES:
        return ""
    ways = (
        (_BESIDE, "follow"), (_NEARER, "dolly in"), (_FARTHER, "dolly out"), (_UPWARDS, "crane up"),
        (_DOWNWARDS, "crane down"), (_ASIDE, "track right"),
    )  # fmt: skip
    return next((move for words, move in ways if words & set(after[:2])), "")


class Camerawork:
    """Reads the verbs that the camera is the subject of; ``at`` is always an index of a mark."""

    def __init__(self, sentence: Sentence, films: Callable[[int, Mark], None]) -> None:
        self._tokens = sentence.tokens
        self._marks = sentence.marks
        self._grammar = sentence.grammar
        self._clauses = sentence.clauses
        self._said = sentence.said
        self._films = films

    def does(self, at: int) -> bool:
        """Whether the camera does this: "the camera circles her, then rises", "Handheld shot following ..."."""
        if self._goes(at):
            return True
        told = self._filmed(at) and self._joined(at) and self._clauses.verb is None and not self._said.beats
        if told and self._grammar.base(self._marks[at]).split()[0] in _SETTLES:
            return True
        move, mark = self._move(at), self._marks[at]
        if move is None:
            return self._only_goes_on(at)
        goes_on = told or (self._filmed(at) and self._grammar.joint_before(at) in ("then", "and"))
        if goes_on or self._acts(at):
            self._films(at, Mark("moves", move, mark.first, mark.last))
            return True
        return False

    def is_paced(self, at: int) -> bool:
        """As in "slow dolly out: ...", "Tilt up slowly.": how fast the camera goes, and nobody who is there."""
        before, after = self._marks[at - 1 : at], self._marks[at + 1 : at + 2]
        leads = bool(after) and after[0].kind == "moves" and not self._grammar.before(at + 1)
        follows = at > 0 and before[0].kind == "moves" and not self._grammar.before(at)
        return leads or (follows and self._clauses.verb is None)

    def _filmed(self, at: int) -> bool:
        """Whether a move of the camera's was told before."""
        return any(one.kind == "moves" and "camera" in self._grammar.words(one) for one in self._marks[:at])

    def _joined(self, at: int) -> bool:
        return bool(self._grammar.before(at)) or (at > 0 and self._grammar.word(at - 1) in ("and", "then"))

    def _move(self, at: int) -> str | None:
        """What "the camera ..." is called with this verb, None where it is no move."""
        base = self._grammar.base(self._marks[at])
        found = (lexicon().phrase(("camera", form), "moves") for form in (self._grammar.word(at), base, f"{base}s"))
        return next((one.id for one in found if one is not None), None)

    def _only_goes_on(self, at: int) -> bool:
        """As in "crane shot rising up": the move that was named, told again."""
        after_move = at > 0 and self._marks[at - 1].kind == "moves" and not self._grammar.before(at)
        return after_move and self._acts(at) and self._grammar.word(at).endswith("ing")

    def _goes(self, at: int) -> bool:
        """As in "the camera runs along behind him"."""
        mark = self._marks[at]
        before = self._tokens[mark.first - 1] if mark.first else None
        if before is None or before.low != "camera" or self._tokens[mark.first].before:
            return False
        words = tuple(token.low for token in self._tokens[mark.first : mark.last + 3])
        move = camera_move(mark.id, words[1:])
        if move:
            self._films(at, Mark("moves", move, mark.first, mark.last))
        return bool(move)

    def _acts(self, at: int) -> bool:
        """As in "Handheld shot following ...", "Camera at knee height follows ...": nobody else is there to do it."""
        before = [one for one in self._marks[:at] if one.kind in HEADS]
        filmed = any(one.kind in AXES for one in self._marks[:at]) or self._tokens[0].low in ("camera", "shot")
        told = at == 0 and self._grammar.word(0) in FILMED_BY
        return (filmed and not before and not self._clauses.subjects and bool(at)) or told
