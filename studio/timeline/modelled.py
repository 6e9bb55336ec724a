"""Models from files in a film: who is played by one, which thing is seen as one, and where the files lie."""

from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from studio.errors import InvalidRequest
from studio.timeline.designing import scripted_of
from studio.timeline.dubbing import recordings_located
from studio.timeline.film import CastId, CastMember, CharacterModel, Film, Prop, PropId, ThingModel
from studio.timeline.footage import footage_located
from studio.timeline.overlay_edits import overlays_located
from studio.timeline.repainting import drawings_located
from studio.timeline.stills import stills_located

Model = TypeVar("Model", CharacterModel, ThingModel)


def set_character(film: Film, who: CastId, model: CharacterModel | None, height_m: float) -> Film:
    """Have a cast member played by a character from a file, or by the studio's own figure again.

    Raises:
        InvalidRequest: no such cast member.
    """
    if all(member.id != who for member in film.cast):
        raise InvalidRequest(f"There is nobody called {who!r} in the film.", "Choose one of its cast.")
    return replace(film, cast=tuple(_played(one, model, height_m) if one.id == who else one for one in film.cast))


def set_thing(film: Film, what: PropId, model: ThingModel | None) -> Film:
    """Have a thing seen as one from a file, or as the studio's own again.

    Raises:
        InvalidRequest: no such thing.
    """
    if all(prop.id != what for prop in film.props):
        raise InvalidRequest(f"There is no {what!r} in the film.", "Choose one of its things.")
    return replace(film, props=tuple(replace(one, model=model) if one.id == what else one for one in film.props))


def located(film: Film, folder: Path) -> Film:
    """The film with the files of its models, recordings, pictures, clips and overlays found in its project's folder."""
    film = footage_located(stills_located(recordings_located(film, folder), folder), folder)
    film = drawings_located(overlays_located(film, folder), folder)
    if not any(one.look.model for one in film.cast) and not any(one.model for one in film.props):
        return film
    cast = tuple(replace(one, look=replace(one.look, model=_in(one.look.model, folder))) for one in film.cast)
    props = tuple(replace(one, model=_in(one.model, folder)) for one in film.props)
    return replace(film, cast=cast, props=props)


def nameless(entity: CastMember | Prop) -> CastMember | Prop:
    """Somebody or something as they are: without where the file of their model lies, and what else they could be."""
    if isinstance(entity, Prop):
        return replace(entity, model=_unnamed(entity.model), scripted=None)
    return replace(entity, look=replace(entity.look, model=_unnamed(entity.look.model)), scripted=None)


def _played(member: CastMember, model: CharacterModel | None, height_m: float) -> CastMember:
    plain = scripted_of(member)
    scripted = replace(plain, look=replace(plain.look, model=None))
    return replace(member, look=replace(member.look, model=model, height_m=height_m), scripted=scripted)


def _in(model: Model | None, folder: Path) -> Model | None:
    return None if model is None else replace(model, path=str(folder / model.path))


def _unnamed(model: Model | None) -> Model | None:
    return None if model is None else replace(model, path="")
