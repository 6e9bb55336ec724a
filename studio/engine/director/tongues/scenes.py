"""Places that are told before what is done there: said first in English too, and of nothing else in the sentence."""

from typing import Final

from studio.engine.director.tongues.units import Clause, Phrase

_THERE: Final = frozenset({"under", "behind", "on", "beside", "near", "in front of", "between", "in", "above"})
_SCENE_ROLES: Final = frozenset(
    {"in front of", "behind", "under", "beside", "near", "opposite", "on the other side of"}
)


def is_scene(clause: Clause, phrase: Phrase) -> bool:
    """Whether a place is told before what is done there, and is no part of that."""
    acts = clause.verb.start if clause.verb is not None else 0
    placed = phrase.role in _SCENE_ROLES or (phrase.role == "loc" and phrase.head.kind == "sets")
    return placed and phrase.head.kind in ("sets", "dressing") and 0 < phrase.head.end <= acts


def is_by(clause: Clause, phrase: Phrase) -> bool:
    """As in "kagami no mae de, otoko ga koppu wo otosu": by what somebody is who does something there."""
    before = clause.subjects[0].head.start if clause.subjects and clause.subjects[0].person else 0
    does = any(mark.said == "at" for mark in phrase.marks) and any(one.role == "object" for one in clause.objects)
    return does and phrase.head.kind == "props" and phrase.role in _SCENE_ROLES and 0 < phrase.head.end <= before


def beside_them(clause: Clause) -> list[Phrase]:
    """As in "tonari de sofu ga yunomi wo oku": beside whom the words told of before, where somebody else acts."""
    acts = clause.subjects[0].head.start if clause.subjects else 0
    done = any(one.role == "object" for one in clause.objects)
    silent = [one for one in clause.objects if one.person and 0 < one.head.start == one.head.end <= acts]
    seen_from = _seen_from(clause, done)
    return seen_from + ([one for one in silent if one.role in _SCENE_ROLES] if done else [])


def _seen_from(clause: Clause, done: bool) -> list[Phrase]:
    """As in "의자 밑에서 지켜본다", "소파 위에서 던진다": where somebody is who looks or throws, and not where to."""
    verb = clause.verb.said if clause.verb is not None else ""
    if verb != "look" and not (done and verb in ("throw", "drop")):
        return []
    told = [one for one in clause.objects if any(mark.said == "at" for mark in one.marks)]
    return [one for one in told if one.role in _THERE or (one.role == "loc" and one.head.kind == "props")]


def holds_things(clause: Clause) -> bool:
    """As in "hana no haitta kabin": whether what is there has something else in it."""
    return any(look.head.kind == "props" for look in clause.subjects[0].looks)
