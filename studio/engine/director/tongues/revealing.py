"""What a move of the camera shows at its end: "the camera pulls back and finds a castle"."""

from dataclasses import replace
from typing import Final

from studio.engine.director.tongues.units import Clause, Unit

_REVEALS: Final = frozenset({
    "dolly out", "tilt up", "tilt down", "pan left", "pan right", "whip pan", "whip pan left", "crane up", "crane down",
})  # fmt: skip


def revealed(clauses: list[Clause]) -> list[Clause]:
    """As in "the camera pulls back and finds a castle": one move that reveals."""
    told: list[Clause] = []
    for clause in clauses:
        before = told[-1] if told else None
        move = next((one for one in before.loose if one.said in _REVEALS), None) if before is not None else None
        verb = clause.verb.said if clause.verb is not None else ""
        seen = verb == "be" and clause.verb is not None and clause.verb.written.startswith(("보이", "보인"))
        verb = "show" if seen and clause.denied is None else verb
        bare = (seen or not any(one.person for one in clause.subjects)) and clause.joint in ("and", ",", "then")
        if before is None or move is None or verb not in ("find", "show", "reveal") or not bare:
            told.append(clause)
            continue
        if move.said == "dolly out":
            before.loose[before.loose.index(move)] = Unit("moves", "pull back to reveal", move.start, move.end)
        else:
            before.objects = [one for one in before.objects if one.role != "from"]
        shown = [*clause.subjects, *clause.objects]
        before.objects += [replace(one, role="object" if one.role in ("", "subject") else one.role) for one in shown]
    return told
