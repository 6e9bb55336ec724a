"""Things that were put somewhere and stay there, and people who stay where they are."""

from typing import Final

from studio.engine.director.tongues.units import Clause, Unit

_WHERE: Final = {"enter": "in", "ride": "on", "stack": "on", "hold": "in", "put": "on", "put down": "on", "hang": "on"}
_STILL: Final = frozenset({"stand", "sit", "wait", "look", "lean", "crouch", "kneel", "lie", "be", "sleep", "listen"})


def rests(clause: Clause) -> None:
    """As in "kago ni ringo ga haitte iru": where things are that were put there."""
    verb = clause.verb
    resting = verb is not None and any(mark in verb.written for mark in ("てい", "てあ", "でい", "であ", "てる"))
    things = bool(clause.subjects) and all(one.head.kind == "props" for one in clause.subjects)
    role = _WHERE.get(verb.said, "") if verb is not None and resting and things else ""
    there = [one for one in clause.objects if one.role in ("dative", "object", "to", "on", "in") and not one.person]
    if verb is None or not role or not there:
        return
    clause.verb = Unit("verbs", "be", verb.start, verb.end, verb.form)
    for one in there:
        one.role = role if one.role in ("dative", "object", "to") else one.role


def holds_still(clause: Clause, following: list[Clause]) -> None:
    """As in "提着行李箱站在月台上": who stands or sits there carries nothing anywhere."""
    verb, after = clause.verb, following[0] if following else None
    still = after is not None and after.verb is not None and after.verb.said in _STILL and not after.subjects
    if verb is not None and verb.said == "carry" and still and clause.denied is None:
        clause.verb = Unit("motions", "hold", verb.start, verb.end, verb.form, verb.written)
