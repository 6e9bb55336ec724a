"""Designs as edits with names: "Hana's hair: ponytail"."""

from studio.engine.vocabulary import named
from studio.timeline.designing import Origin as From
from studio.timeline.designing import as_scripted, design, origin, scripted_value, value_of
from studio.timeline.film import CastMember, Film, Prop
from studio.timeline.history import Edit
from studio.timeline.naming import with_the
from studio.ui.cast.attributes import attribute


def designed(entity: CastMember | Prop, part: str, value: object) -> tuple[str, Edit]:
    """An edit that has a part be as the artist wants it, and its name."""
    height = _height_of(entity, value) if part == "build" and isinstance(entity, CastMember) else None

    def edit(film: Film) -> Film:
        film = design(film, entity.id, part, value)
        return film if height is None else design(film, entity.id, "height_m", height)

    return _named(entity, part, value), edit


def given_back(entity: CastMember | Prop, part: str) -> tuple[str, Edit]:
    """An edit that has a part be as the script says again, and its name."""

    def edit(film: Film) -> Film:
        film = as_scripted(film, entity.id, part)
        return as_scripted(film, entity.id, "height_m") if part == "build" else film

    return f"{_named(entity, part, scripted_value(entity, part))}, as the script says", edit


def _named(entity: CastMember | Prop, part: str, value: object) -> str:
    whose = entity.name if isinstance(entity, CastMember) else with_the(entity.name)
    about = attribute(entity, part)
    called = str(value) if part == "name" else about.called(value)
    return f"{whose[:1].upper()}{whose[1:]}'s {about.label.lower()}: {called}"


def _height_of(member: CastMember, build: object) -> float | None:
    """How tall somebody is in another build: as much above or below what is usual. None: as the artist set it."""
    builds = named("builds")
    if origin(member, "height_m") is From.ARTIST or build not in builds or member.look.build not in builds:
        return None
    share = value_of(member, "height_m") / builds[member.look.build].values["height_m"]
    return round(builds[str(build)].values["height_m"] * share, 2)
