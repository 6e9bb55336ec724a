"""A shot in words, for painters that read them."""

from collections.abc import Iterable

from studio.engine.fingerprints import combined
from studio.engine.painters.painter import Brief, Person
from studio.timeline.film import CastMember, Look, Shot

_PLAIN = {"girl": "a girl", "boy": "a boy", "woman": "a woman", "man": "a man", "child": "a child"}


def brief_of(shot: Shot, cast: Iterable[CastMember], attempt: int = 0) -> Brief:
    """What a painter is told of a shot. ``cast``: everybody who may be called; those in the shot are told of."""
    present = frozenset(shot.present)
    people = tuple(Person(one.id, one.name, looks_of(one)) for one in cast if one.id in present)
    return Brief(shot_words(shot), people, attempt)


def told(brief: Brief) -> str:
    """The hash of a brief, whatever the attempt: takes that were told the same are tries at one picture."""
    people = [f"{one.id}\n{one.name}\n{one.looks}".encode() for one in brief.people]
    return combined(brief.words.encode(), *people)


def shot_words(shot: Shot) -> str:
    """What is seen: the artist's directions without what is heard and how fast it goes, else the shot's own words."""
    directed = shot.directions
    parts = (directed.subject, directed.motion, directed.setting, directed.camera)
    said = ", ".join(part.strip().rstrip(".") for part in parts if part.strip())
    where = f"{shot.setting.hour}, {shot.setting.weather}"
    return f"{said or shot.plain.strip()}, {where}"


def looks_of(member: CastMember) -> str:
    """How somebody looks, in words: as the script has it, then what is drawn."""
    look = member.look
    drawn = f"{_PLAIN.get(look.build, look.build)}, {look.hair_style} hair, wearing a {look.outfit}{_with(look)}"
    return f"{member.words.strip().rstrip('.')}, {drawn}" if member.words.strip() else drawn


def _with(look: Look) -> str:
    return f" and {', '.join(look.accessories)}" if look.accessories else ""
