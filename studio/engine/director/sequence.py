"""What happens first, where the words tell it in another order: "Before she leaves, ...", "... after closing it"."""

import re
from collections.abc import Sequence
from typing import Final

from studio.engine.director.statement import Clause

_LAST: Final = re.compile(r"^\W*before\b", re.IGNORECASE)
_FIRST: Final = re.compile(r"^\W*(?:right |just |only )?after\b", re.IGNORECASE)
_ENDS_FIRST: Final = re.compile(r"\bafter\s*$", re.IGNORECASE)


def in_order(clauses: Sequence[Clause], script: str) -> None:
    """Give the beats of each clause to the clause at whose turn they happen; the clauses keep their words."""
    if len(clauses) < 2:
        return
    turns = [(_turn(clause, number, script), number) for number, clause in enumerate(clauses)]
    beats = [clauses[number].beats for _, number in sorted(turns)]
    for clause, given in zip(clauses, beats, strict=True):
        clause.beats = given


def _turn(clause: Clause, number: int, script: str) -> float:
    """Its place in time: after the next clause, before the last one, or where it stands."""
    words = script[clause.start : clause.end]
    if number == 0:
        return 1.5 if _LAST.match(words) else 0.0
    early = _FIRST.match(words) or _ENDS_FIRST.search(script[max(0, clause.start - 12) : clause.start])
    return number - 1.5 if early else float(number)
