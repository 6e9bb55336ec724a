"""What a project remembers of the package it was opened from: ``lineage/origin.json``, beside the document.

It is no part of the document, so that a film opened and exported again is the same film. Once the film differs from
what was opened, it is a remix, and the origin is its parent.
"""

import hashlib
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from studio.engine.media.ffmpeg import told_plainly
from studio.engine.media.gltf.writing import write_file
from studio.engine.media.package.files import packed
from studio.engine.media.package.packing import sum_of_document
from studio.errors import InvalidRequest
from studio.timeline.codec import decode, encode
from studio.timeline.film import Film
from studio.timeline.lineage import Ancestor, Terms, at_odds, terms_under
from studio.timeline.remixing import may

FOLDER: Final = "lineage"
_FILE: Final = "origin.json"
FOREIGN: Final = "foreign"
"""Beside a take that came in a stranger's package: its key says what it should show, and nobody here saw it made."""


class Origin(Struct, frozen=True):
    """The package that a project was opened from. sha256: of the project in it; document: of its film, both hex.

    standing: how its provenance was found, see ``Ancestor``. parts: who played each, see ``parts_of``.
    """

    sha256: str
    title: str
    author: str
    terms: Terms
    document: str
    parents: tuple[Ancestor, ...] = ()
    standing: str = ""
    parts: dict[str, str] = {}

    @property
    def ancestor(self) -> Ancestor:
        """It as the parent of a remix."""
        return Ancestor(self.sha256, self.title, self.author, self.terms, "remixed", self.standing, self.parents)


def keep_origin(folder: Path, origin: Origin, cover: bytes | None) -> None:
    """Remember it in a project's folder, with its picture.

    Raises:
        DeviceLimit: it cannot be written.
    """
    with told_plainly(folder):
        (folder / FOLDER).mkdir(exist_ok=True)
    write_file(folder / FOLDER / _FILE, encode(origin))
    if cover is not None:
        write_file(folder / picture_name(origin.sha256), cover)


def is_foreign(take: Path) -> bool:
    """Whether a take, by its folder, was made elsewhere and only came here in a package."""
    return (take / FOREIGN).exists()


def origin_of(folder: Path | None) -> Origin | None:
    """What a project was opened from; None where it was begun here."""
    if folder is None:
        return None
    try:
        return decode((folder / FOLDER / _FILE).read_bytes(), Origin)
    except (OSError, msgspec.DecodeError, RecursionError):
        return None


def picture_name(ancestor: str) -> str:
    """Where an ancestor's picture lies, in a project as in a package."""
    return f"{FOLDER}/{ancestor[:16]}.jpg"


def ingredient_name(ancestor: str) -> str:
    """Where what was known of an ancestor's own provenance lies, in a project."""
    return f"{FOLDER}/{ancestor[:16]}.c2pa"


def is_as_opened(film: Film, origin: Origin) -> bool:
    """Whether nothing was changed since it was opened."""
    return sum_of_document(film) == origin.document


def as_shared(film: Film, origin: Origin | None) -> Film:
    """The film as it is exported: a remix names its parent, and its terms are never freer than its parents'.

    Raises:
        InvalidRequest: it is what a parent's author does not allow: a remix, a part recast, or made for money.
    """
    if origin is not None and not is_as_opened(film, origin):
        _refuse_unwanted(film, origin)
    film = as_traced(film, origin)
    for one in film.parents:
        if film.commercial and one.terms.licence.non_commercial:
            raise InvalidRequest(
                f"“{one.title}” may not be used for money, and this film is made for money.",
                "Say that it is not, or ask the author of that film.",
            )
    if (pair := at_odds(film.parents)) is not None:
        alike, unsold = (f"“{one.title}” ({one.terms.licence.short})" for one in pair)
        raise InvalidRequest(
            f"What is made from {alike} and {unsold} together may not be shared: their terms cannot both be kept.",
            "Take out what is from one of them, ask its author, or export a flat film for yourself.",
        )
    return replace(film, terms=terms_under(film.terms, film.parents)) if film.parents else film


def _refuse_unwanted(film: Film, origin: Origin) -> None:
    if not origin.terms.may_remix:
        raise InvalidRequest(
            f"“{origin.title}” may not be changed and shared: its author{_named(origin)} allows no remixes.",
            "Undo your changes to export it as it was, or ask the author.",
        )
    now = parts_of(film)
    recast = any(now.get(part, played) != played for part, played in origin.parts.items())
    if recast and not origin.terms.may_recast:
        raise InvalidRequest(
            f"The parts of “{origin.title}” may not be recast: its author{_named(origin)} does not want it.",
            "Give the cast back their looks and voices, or ask the author.",
        )


def refuse_closed(folder: Path, *, recast: bool = False) -> None:
    """Refuse to remix what a project was opened from, where its author does not want that.

    Raises:
        InvalidRequest: no remixes, or no recasting.
    """
    origin = origin_of(folder)
    if origin is not None:
        may(origin.ancestor, recast=recast)


def parts_of(film: Film) -> dict[str, str]:
    """Who plays each part of a film: by the part's id SHA-256 of looks, voice and cameo, hex."""
    cast = packed(film).cast
    return {one.id: hashlib.sha256(encode((one.look, one.voice, one.cameo))).hexdigest() for one in cast}


def as_traced(film: Film, origin: Origin | None) -> Film:
    """The film with the parents it would be shared with, whether or not it may be."""
    if origin is None or is_as_opened(film, origin):
        return film
    borrowed = tuple(one for one in film.parents if one not in origin.parents)
    return replace(film, parents=(origin.ancestor, *borrowed))


def _named(origin: Origin) -> str:
    return f", {origin.author}," if origin.author else ""
