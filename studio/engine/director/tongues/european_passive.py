"""Spanish, French and German passives: "perseguido por un perro", "poursuivi par", "wird von ... verfolgt"."""

from collections.abc import Sequence
from typing import Final

from studio.engine.director.tongues.building import silent
from studio.engine.director.tongues.units import Clause, Phrase, Unit

_BY: Final[dict[str, frozenset[str]]] = {
    "es": frozenset({"along", "by"}), "fr": frozenset({"by"}), "de": frozenset({"of", "from"}),
}  # fmt: skip
_PLACES: Final = frozenset({"sets", "dressing", "body"})
_AGENTLESS: Final = frozenset({
    "sit", "lie", "kneel", "crouch", "lean", "sleep", "stand", "hide", "leave", "run", "fall", "go", "enter", "walk",
    "jump", "climb", "dance", "pass", "look", "cover", "decorate", "hang", "light up",
})  # fmt: skip


def agent(clause: Clause, tongue: str) -> Phrase | None:
    """By whom what the verb of this clause says is done, where the clause is a passive."""
    verb = clause.verb
    done = verb is not None and (verb.form == "participle" or clause.passive)
    if verb is None or not done or verb.said in _AGENTLESS:
        return None
    return next((one for one in clause.objects if one.role in _BY[tongue] and one.head.kind not in _PLACES), None)


def made_active(clause: Clause, before: Sequence[Clause], tongue: str) -> Phrase | None:
    """Make who does it the subject of a passive; returns whom or what it is done to, or None for no passive."""
    does = agent(clause, tongue)
    if does is None or clause.verb is None:
        return None
    told = clause.subjects or next((one.subjects for one in reversed(before) if one.subjects), list[Phrase]())
    if not told:
        return None
    at = clause.verb.start
    done = told if clause.subjects else [silent(one, Unit("", "", at, at), "object") for one in told[:1]]
    clause.objects = [one for one in clause.objects if one is not does]
    for one in done:
        one.role = "object"
    clause.objects = [*done, *clause.objects]
    does.role = ""
    clause.subjects = [does]
    return done[0]
