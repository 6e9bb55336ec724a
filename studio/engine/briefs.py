"""A shot in words, for painters that read them."""

from collections.abc import Iterable

from studio.engine.fingerprints import combined
from studio.engine.painters.painter import Brief, Person, Repaint
from studio.timeline import codec
from studio.timeline.brush import Drawing
from studio.timeline.film import CastMember, Look, Prop, Shot
from studio.timeline.remixing import named_in

_PLAIN = {"girl": "a girl", "boy": "a boy", "woman": "a woman", "man": "a man", "child": "a child"}


def brief_of(
    shot: Shot,
    called: Iterable[CastMember | Prop],
    attempt: int = 0,
    drawings: Iterable[Drawing] = (),
    repaint: Repaint | None = None,
) -> Brief:
    """What a painter is told of a shot. called: everybody and everything that may be; those in the shot are told of.

    drawings: the artist's, of anybody and anything; nobody is kept by drawings whom somebody's cameo plays.
    """
    present, named = frozenset(shot.present), named_in(shot)
    drawn, known = tuple(drawings), tuple(called)

    def person(member: CastMember) -> Person:
        own = () if member.cameo else tuple(one for one in drawn if one.who == member.id)
        return Person(member.id, member.name, looks_of(member), own)

    people = tuple(person(one) for one in known if isinstance(one, CastMember) and one.id in present)
    things = (_thing(one, drawn) for one in known if isinstance(one, Prop) and one.id in named)
    return Brief(shot_words(shot), people, attempt, repaint, tuple(one for one in things if one.drawings))


def told(brief: Brief) -> str:
    """The hash of a brief, whatever the attempt: takes that were told the same are tries at one picture."""
    people = [f"{one.id}\n{one.name}\n{one.looks}{_drawn(one)}".encode() for one in brief.people]
    things = [f"{one.id}\n{one.name}{_drawn(one)}".encode() for one in brief.things]
    return combined(brief.words.encode(), *people, *things, *_repainted(brief.repaint))


def _thing(prop: Prop, drawings: tuple[Drawing, ...]) -> Person:
    return Person(
        prop.id, prop.name, f"a {prop.kind.replace('_', ' ')}", tuple(x for x in drawings if x.who == prop.id)
    )


def _drawn(person: Person) -> str:
    return "".join(f"\n{one.sha256}" for one in person.drawings)


def _repainted(repaint: Repaint | None) -> tuple[bytes, ...]:
    if repaint is None:
        return ()
    return (codec.encode(repaint.region), repaint.take.parent.name.encode() if repaint.take else b"")


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
