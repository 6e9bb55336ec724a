"""Ways of moving in Chinese, Japanese and Korean: riding, chasing, and the one verb for how and where to."""

from dataclasses import replace
from typing import Final

from studio.engine.director.tongues.units import Clause, Unit
from studio.engine.director.tongues.wordbook import english

_GOES: Final = frozenset({"run", "slide", "fly", "go", "walk", "pass", "cross", "come", "head", "approach"})
_RIDDEN: Final = frozenset({
    "walk", "run", "go", "come", "head", "cross", "climb down", "climb", "descend", "pass", "move", "approach",
    "go home",
})  # fmt: skip
_STAYS: Final = frozenset({"in front of", "beside", "behind", "near", "around", "opposite", "between", "under", "over"})


def rides(clause: Clause) -> None:
    """As in "go by bicycle"."""
    verb = clause.verb
    if verb is None or verb.said not in _RIDDEN:
        return
    for phrase in clause.objects:
        if phrase.role in ("loc", "with") and phrase.head.said in english()["rides"]:
            clause.verb = Unit("motions", "ride", verb.start, verb.end, verb.form)
            for path in clause.objects:
                path.role = "down" if path.role in ("object", "along") else path.role
            phrase.role = "object"


def rides_on(before: Clause, clause: Clause) -> bool:
    """As in "the girl on the bicycle runs along the road": who rides does not run; where to belongs to the ride."""
    verb, ridden = clause.verb, before.verb
    if (
        ridden is None
        or verb is None
        or ridden.said.split()[0] not in ("ride", "row", "drive")
        or verb.said not in _GOES
        or not before.subjects
    ):
        return False
    same = all(one.head.said == before.subjects[0].head.said for one in clause.subjects[:1])
    if not same or clause.denied is not None or before.denied is not None or clause.states:
        return False
    for phrase in clause.objects:
        phrase.role = "down" if phrase.role in ("object", "along") else phrase.role
    if verb.said == "fly" and verb.written.startswith("飛"):
        before.verb = Unit("motions", "fly", ridden.start, verb.end, verb.form)
        before.objects = [replace(one, role="on" if one.role == "object" else one.role) for one in before.objects]
    before.objects += clause.objects
    before.adverbs += clause.adverbs
    before.loose += clause.loose
    return True


def chases_on(before: Clause, clause: Clause) -> bool:
    """As in "追着蝴蝶跑过草地": who chases runs."""
    verb, done = clause.verb, before.verb
    goes = ("run", "go", "come", *(("cross", "walk", "pass") if done is not None and done.said != "chase" else ()))
    if verb is None or done is None or done.said not in ("chase", "push", "drag", "pull") or verb.said not in goes:
        return False
    if clause.subjects or clause.denied is not None or before.denied is not None or clause.states:
        return False
    if done.said != "chase" and not clause.objects:
        return False
    for phrase in clause.objects:
        phrase.role = "through" if phrase.role in ("object", "along") else phrase.role
    before.objects += clause.objects
    before.adverbs += clause.adverbs
    return True


def leads(before: Clause, clause: Clause) -> bool:
    """As in "limping, passes the house": a way of moving, and then where it leads."""
    if before.verb is None or clause.verb is None or clause.denied or before.denied or clause.manner:
        return False
    moves = before.verb.said in english()["manners"] and clause.verb.said in english()["paths"]
    free = not any(one.role in ("object", "dative", "to") for one in before.objects)
    same = not clause.subjects and not clause.states and clause.joint in ("and", "while", "")
    return moves and free and same and before.verb.said != clause.verb.said and clause.verb.said not in ("walk", "run")


def as_one(before: Clause, clause: Clause) -> Clause:
    """Both clauses as one, with the first verb for the manner of the second."""
    verb, way = before.verb, clause.verb
    if verb is None or way is None:
        return clause
    clause.subjects, clause.joint = before.subjects, before.joint
    clause.objects = [*before.objects, *clause.objects]
    clause.adverbs = [*before.adverbs, *clause.adverbs]
    clause.loose = [*before.loose, *clause.loose]
    clause.manner = Unit(verb.kind, verb.said, verb.start, way.end, verb.form)
    return with_manner(clause)


def with_manner(clause: Clause) -> Clause:
    """As in "goes past on tiptoe": the manner is the verb, and the verb the preposition."""
    manner, verb = clause.manner, clause.verb
    clause.manner = None
    if manner is None or verb is None:
        return clause
    path = english()["paths"].get(verb.said)
    if path is None:
        return clause
    clause.verb = Unit("motions", manner.said, min(manner.start, verb.start), max(manner.end, verb.end), verb.form)
    goals = [one for one in clause.objects if one.role in ("object", "dative", "along", "from")]
    if not goals and path == "past":
        goals = [one for one in clause.objects if one.role in _STAYS]
    if path != "home" and goals:
        goals[-1].role = path
        clause.objects = [one for one in clause.objects if one not in goals[:-1]] if path == "past" else clause.objects
    elif english()["paths_alone"].get(path):
        clause.adverbs.insert(0, Unit("ways", english()["paths_alone"][path], verb.end, verb.end))
    return clause
