"""Whether a document from a stranger is a film: nothing in it may be what no artist could have made here."""

import math
import re
from collections.abc import Collection, Iterator
from fractions import Fraction
from typing import Final, TypeVar, cast

import msgspec
from msgspec import Struct

from studio.engine.media.package.archive import broken, is_plain_name
from studio.engine.media.package.files import FOLDERS, files_of
from studio.timeline.checks import faults
from studio.timeline.codec import decode
from studio.timeline.film import Film, Look
from studio.timeline.lineage import MOST_ANCESTORS, family

T = TypeVar("T")

_LARGEST_WHOLE: Final = 2**63 - 1
_LARGEST: Final = 1e9
_MOST_SHOTS: Final = 10_000
_MOST_ENTITIES: Final = 5_000
_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")
_COLOURS: Final = ("hair", "eyes", "skin", "cloth", "cloth_second", "accent")


def read_as(data: bytes, kind: type[T], called: str, name: str) -> T:
    """A text of the package as a value.

    Raises:
        ProjectUnreadable: it is no such value, or nested deeper than any.
    """
    try:
        return decode(data, kind)
    except (msgspec.DecodeError, RecursionError, ValueError, OverflowError) as fault:
        raise broken(called, f"{name} is not as this studio writes it ({_short(fault)})") from fault


def judge(film: Film, sums: dict[str, str], called: str) -> None:
    """Refuse a document that no artist could have made here.

    Args:
        sums: SHA-256 of every file in the package by its name.

    Raises:
        ProjectUnreadable: names the first thing that cannot be.
    """
    for fault in _faults(film, sums):
        raise broken(called, fault)


def _faults(film: Film, sums: dict[str, str]) -> Iterator[str]:
    if len(film.shots) > _MOST_SHOTS or max(len(film.cast), len(film.props)) > _MOST_ENTITIES:
        yield "its film has more shots, people or things than any film"
    yield from _numbers(film)
    yield from _colours(film)
    yield from _missing(film, sums)
    yield from faults(film)
    if len(family(film.parents)) >= MOST_ANCESTORS:
        yield "it names more ancestors than any film has"


def _numbers(value: object) -> Iterator[str]:
    """Numbers that are none, or beyond all measure."""
    match value:
        case bool() | str() | None:
            return
        case int():
            if abs(value) > _LARGEST_WHOLE:
                yield "its film holds a number beyond all measure"
        case float():
            if not math.isfinite(value) or abs(value) > _LARGEST:
                yield "its film holds a number beyond all measure"
        case Fraction():
            yield from _numbers(value.numerator)
            yield from _numbers(value.denominator)
        case tuple():
            for part in cast(tuple[object, ...], value):
                yield from _numbers(part)
        case Struct():
            for name in value.__struct_fields__:
                yield from _numbers(getattr(value, name))
        case _:
            return


def _colours(film: Film) -> Iterator[str]:
    for look in (one.look for one in film.cast):
        yield from (f"{_told(getattr(look, name))} is no colour" for name in _COLOURS if not _is_colour(look, name))
    for prop in film.props:
        if prop.colour is not None and not _COLOUR.fullmatch(prop.colour):
            yield f"{_told(prop.colour)} is no colour"


def _is_colour(look: Look, name: str) -> bool:
    return _COLOUR.fullmatch(getattr(look, name)) is not None


def _missing(film: Film, sums: dict[str, str]) -> Iterator[str]:
    """Files that the film names and that are not in the package as it names them."""
    for file in files_of(film):
        if not is_plain_name(file.path) or file.path.split("/")[0] not in FOLDERS:
            yield f"its film names a file outside of it, {_told(file.path)}"
        elif sums.get(file.path) != file.sha256:
            yield f"{_told(file.path)}, which its film needs, is not in it"


def wanted(names: Collection[str]) -> tuple[str, ...]:
    """Of the files in a package those that a project is made of; whatever else lies there is left."""
    return tuple(name for name in names if _WANTED.fullmatch(name) and is_plain_name(name))


_WANTED = re.compile(
    rf"({'|'.join(FOLDERS)})/[^/]+"
    r"|takes/[0-9a-f]{32}/(take\.json|picture\.mp4|(dialogue|effects|ambience)\.wav)"
    r"|lineage/[0-9a-f]{16}\.jpg"
)


def _told(text: str) -> str:
    return repr(text if len(text) <= 60 else f"{text[:60]}…")


def _short(fault: BaseException) -> str:
    return str(fault).split("\n")[0][:120]
