"""Models named on the command line: ``Hana=hana.vrm``, and whom or what of a film they stand for."""

from collections.abc import Iterable
from pathlib import Path

from studio.engine.models import character_taken_in, thing_taken_in
from studio.errors import InvalidRequest
from studio.timeline.film import CastMember, Film, Prop
from studio.timeline.modelled import set_character, set_thing


def with_models(film: Film, characters: list[str], things: list[str]) -> Film:
    """The film with cast members played by, and things seen as, models from files.

    Args:
        characters, things: each ``NAME=FILE``.

    Raises:
        InvalidRequest: not so written, or nobody and nothing of that name.
        MissingResource, MediaUnreadable: a file cannot be used.
    """
    for told in characters:
        name, path = named(told, "--model Hana=hana.vrm")
        member = member_called(film, name)
        model, height = character_taken_in(path)
        film = set_character(film, member.id, model, height)
    for told in things:
        name, path = named(told, "--model-prop ball=ball.glb")
        props, model = props_called(film, name), thing_taken_in(path)
        for prop in props:
            film = set_thing(film, prop.id, model)
    return film


def named(told: str, example: str) -> tuple[str, Path]:
    """``NAME=FILE`` taken apart.

    Raises:
        InvalidRequest: a part is missing.
    """
    name, equals, path = told.partition("=")
    if not (name.strip() and equals and path):
        raise InvalidRequest(f"{told!r} does not say whose model it is.", f"Write it like {example}.")
    return name.strip(), Path(path)


def member_called(film: Film, name: str) -> CastMember:
    """The cast member of a name, written large or small.

    Raises:
        InvalidRequest: there is none.
    """
    for member in film.cast:
        if name.casefold() in (member.name.casefold(), member.id.casefold()):
            return member
    raise InvalidRequest(f"There is nobody called {name} in the film.", _choose(one.name for one in film.cast))


def props_called(film: Film, name: str) -> list[Prop]:
    """The things of a name, or all of a kind.

    Raises:
        InvalidRequest: there are none.
    """
    found = [one for one in film.props if name.casefold() in (one.name.casefold(), one.id.casefold())]
    found = found or [one for one in film.props if name.casefold() == one.kind.casefold()]
    if not found:
        raise InvalidRequest(f"There is no {name} in the film.", _choose(one.name for one in film.props))
    return found


def _choose(names: Iterable[str]) -> str:
    known = ", ".join(dict.fromkeys(names))
    return f"It has: {known}." if known else "Write it into the script first."
