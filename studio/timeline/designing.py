"""What the artist designs of cast and things, and what the script says of them.

The rule: what the artist designed wins over the words. A part is designed where it differs from what the script
has (``scripted``); so giving a part the script's own value back makes it follow the words again.
"""

import re
from enum import Enum
from typing import Any, Final

from msgspec.structs import replace

from studio.errors import InvalidRequest
from studio.timeline.film import CastMember, EntityId, Film, Look, Prop, Scripted, ScriptedThing, Voice

LOOK_PARTS: Final = tuple(field for field in Look.__struct_fields__ if field != "model")
VOICE_PARTS: Final = tuple(field for field in Voice.__struct_fields__ if field not in ("language", "style"))
FACE_PARTS: Final = ("jaw", "eye_size", "eye_slant", "eye_gap", "brows", "mouth")
THING_PARTS: Final = ("colour", "material", "scale")
COLOURS: Final = frozenset({"hair", "eyes", "skin", "cloth", "cloth_second", "accent", "colour"})
BOUNDS: Final = {
    "height_m": (0.6, 2.4),
    "pitch": (0, 99),
    "rate_wpm": (80, 260),
    "scale": (0.2, 5.0),
} | dict.fromkeys(FACE_PARTS, (-1.0, 1.0))
"""The least and the most of each part that is a number, in the unit of its name; scale: of the usual size."""
_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")
_LONGEST_NAME: Final = 60


class Origin(Enum):
    """Who says that a part is as it is."""

    WORDS = "words"
    STUDIO = "studio"
    ARTIST = "artist"


def scripted_of(member: CastMember) -> Scripted:
    """A cast member as the script has them."""
    return member.scripted or Scripted(member.name, member.look, member.voice)


def scripted_thing(prop: Prop) -> ScriptedThing:
    """A thing as the script has it."""
    return prop.scripted or ScriptedThing(prop.name, prop.colour, prop.material, prop.scale)


def value_of(entity: CastMember | Prop | Scripted | ScriptedThing, part: str) -> Any:
    """What a part is now. part: "name", or one of ``LOOK_PARTS``, ``VOICE_PARTS`` or ``THING_PARTS``."""
    if isinstance(entity, Prop | ScriptedThing) or part == "name":
        return getattr(entity, part)
    return getattr(entity.voice if part in VOICE_PARTS else entity.look, part)


def scripted_value(entity: CastMember | Prop, part: str) -> Any:
    """What the script has a part be."""
    return value_of(scripted_thing(entity) if isinstance(entity, Prop) else scripted_of(entity), part)


def origin(entity: CastMember | Prop, part: str) -> Origin:
    """Who says that a part is as it is."""
    if value_of(entity, part) != scripted_value(entity, part):
        return Origin.ARTIST
    if isinstance(entity, Prop):
        usual = Prop(entity.id, entity.kind, "")
        told = part == "name" or getattr(entity, part) != getattr(usual, part)
    else:
        told = part == "name" or part in scripted_of(entity).told
    return Origin.WORDS if told else Origin.STUDIO


def design(film: Film, who: EntityId, part: str, value: object) -> Film:
    """Have a part of somebody or something be as the artist wants it, in every shot, whatever the words say.

    Raises:
        InvalidRequest: nobody and nothing is called so, or the value cannot be.
    """
    entity = entity_of(film, who)
    _check(film, entity, part, value)
    return _with(film, _designed(entity, part, value))


def as_scripted(film: Film, who: EntityId, part: str) -> Film:
    """Have a part of somebody or something be as the script says again.

    Raises:
        InvalidRequest: nobody and nothing is called so.
    """
    entity = entity_of(film, who)
    return _with(film, _designed(entity, part, scripted_value(entity, part)))


def retold(member: CastMember, scripted: Scripted) -> CastMember:
    """A cast member of whom the script now says this; what the artist designed, and a model, stays as it is."""
    before = scripted_of(member)
    look = replace(scripted.look, model=member.look.model, **_differing(member.look, before.look, LOOK_PARTS))
    voice = replace(scripted.voice, **_differing(member.voice, before.voice, VOICE_PARTS))
    name = member.name if member.name != before.name else scripted.name
    plain = replace(scripted, look=replace(scripted.look, model=None))
    return replace(member, name=name, look=look, voice=voice, scripted=plain)


def designs_kept(old: tuple[Prop, ...], new: tuple[Prop, ...]) -> tuple[Prop, ...]:
    """Things that are read anew, with what the artist designed of those of the same id and kind, and their models."""
    before = {(one.id, one.kind): one for one in old}
    return tuple(_thing_retold(before[one.id, one.kind], one) if (one.id, one.kind) in before else one for one in new)


def entity_of(film: Film, who: EntityId) -> CastMember | Prop:
    """The cast member or thing with this id.

    Raises:
        InvalidRequest: there is none.
    """
    for entity in (*film.cast, *film.props):
        if entity.id == who:
            return entity
    raise InvalidRequest(f"Nobody and nothing in the film is {who!r}.", "Choose one of the cast.")


def _thing_retold(old: Prop, new: Prop) -> Prop:
    if old.scripted is None:
        return replace(new, model=old.model)
    said = scripted_thing(new)
    return replace(new, model=old.model, scripted=said, **_differing(old, old.scripted, ("name", *THING_PARTS)))


def _designed(entity: CastMember | Prop, part: str, value: object) -> CastMember | Prop:
    if isinstance(entity, Prop):
        return replace(entity, scripted=scripted_thing(entity), **{part: value})
    plain = scripted_of(entity)
    entity = replace(entity, scripted=replace(plain, look=replace(plain.look, model=None)))
    if part == "name":
        return replace(entity, name=str(value).strip())
    if part in VOICE_PARTS:
        return replace(entity, voice=replace(entity.voice, **{part: value}))
    return replace(entity, look=replace(entity.look, **{part: value}))


def _differing(now: object, before: object, parts: tuple[str, ...]) -> dict[str, Any]:
    return {part: getattr(now, part) for part in parts if getattr(now, part) != getattr(before, part)}


def _with(film: Film, entity: CastMember | Prop) -> Film:
    if isinstance(entity, Prop):
        props = tuple(entity if one.id == entity.id else one for one in film.props)
        return film if _same(props, film.props) else replace(film, props=props)
    cast = tuple(entity if one.id == entity.id else one for one in film.cast)
    return film if _same(cast, film.cast) else replace(film, cast=cast)


def _same(new: tuple[Any, ...], old: tuple[Any, ...]) -> bool:
    """Whether nothing is designed otherwise: only to have been asked is no edit."""
    return all(replace(one, scripted=other.scripted) == other for one, other in zip(new, old, strict=True))


def _check(film: Film, entity: CastMember | Prop, part: str, value: object) -> None:
    known = ("name", *THING_PARTS) if isinstance(entity, Prop) else ("name", *LOOK_PARTS, *VOICE_PARTS)
    if part not in known:
        raise InvalidRequest(f"{part!r} of {entity.name} cannot be designed.", f"Choose one of: {', '.join(known)}.")
    if part == "name":
        _check_name(film, entity, str(value))
    if part in COLOURS and value is not None and not _COLOUR.fullmatch(str(value)):
        raise InvalidRequest(f"{value!r} is no colour.", "Write it like #d8232f.")
    if part in BOUNDS:
        low, high = BOUNDS[part]
        if not isinstance(value, int | float) or not low <= value <= high:
            raise InvalidRequest(f"{part} of {entity.name} cannot be {value}.", f"Choose {low:g} to {high:g}.")


def _check_name(film: Film, entity: CastMember | Prop, name: str) -> None:
    if not name.strip() or len(name) > _LONGEST_NAME:
        raise InvalidRequest("A name has 1 to 60 letters.", "Write one.")
    taken = {one.name.casefold() for one in film.cast if one.id != entity.id}
    if isinstance(entity, CastMember) and name.strip().casefold() in taken:
        raise InvalidRequest(f"Somebody else in the film is called {name.strip()}.", "Choose another name.")
