"""The manifest that is signed into a film: its actions, its ingredients, and assertions of the studio's own.

Source: C2PA 2.x, actions (18.15) and ingredients (18.16); IPTC digital source types.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec

from studio import __version__
from studio.engine.media.package.files import NamesFile, files_of, lies_at
from studio.engine.media.package.origin import ingredient_name
from studio.engine.media.package.record import PackageRecord, PainterUsed, ShotMade
from studio.engine.provenance.making import SOURCE_TYPE, source_of_film
from studio.timeline.film import Film

FILM: Final = "org.tsuzuki.film"
PROJECT: Final = "org.tsuzuki.project"
LIKENESS: Final = "org.tsuzuki.likeness"
SOFTWARE: Final = {"name": "Tsuzuki", "version": __version__}
_MIMES: Final = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".wav": "audio/wav",
    ".mp3": "audio/mpeg",
    ".flac": "audio/flac",
    ".m4a": "audio/mp4",
    ".mp4": "video/mp4",
    ".mov": "video/quicktime",
}


@dataclass(frozen=True)
class Ingredient:
    """Something that the film was made with. label: how actions call it; parent: the film was made from it.

    mime: of the file at ``path``; "" where that is what was kept of it when its package was opened.
    """

    label: str
    title: str
    path: Path
    mime: str = ""
    parent: bool = False


@dataclass(frozen=True)
class Made:
    """A film about to be signed: what its record says, its document, the project's folder (None: paths are whole), and
    the project within as (SHA-256 in hex, bytes), None where it is left out. origin: id of the package that the project
    was opened from.
    """

    record: PackageRecord
    film: Film
    folder: Path | None = None
    project: tuple[str, int] | None = None
    origin: str | None = None


def ingredients_of(made: Made) -> tuple[Ingredient, ...]:
    """What the film was made with, as far as it is there to be named: parents first, then files that are in it."""
    return (*_parents(made), *_media(made))


def manifest_of(made: Made, ingredients: Sequence[Ingredient]) -> dict[str, Any]:
    """The manifest, as c2pa takes it."""
    assertions = [
        {
            "label": "c2pa.actions.v2",
            "data": {"actions": list(_actions(made, ingredients)), "allActionsIncluded": True},
        },
        {"label": FILM, "data": _film(made)},
    ]
    if made.project is not None:
        sha256, size = made.project
        assertions.append({"label": PROJECT, "data": {"sha256": sha256, "bytes": size, "format": made.record.format}})
    if made.record.cameos:
        assertions.append({"label": LIKENESS, "data": {"cameos": msgspec.to_builtins(made.record.cameos)}})
    return {
        "claim_generator_info": [SOFTWARE],
        "title": made.record.title,
        "format": "video/mp4",
        "assertions": assertions,
    }


def _film(made: Made) -> dict[str, Any]:
    """What the record says of the making, and nothing of where the project keeps what."""
    record = made.record
    sources = [{"name": _title(file), "kind": type(file).__name__, "sha256": file.sha256} for file in _files(made.film)]
    told = {
        "title": record.title,
        "author": record.author,
        "licence": record.terms.licence.value,
        "terms": {"remix": record.terms.may_remix, "recast": record.terms.may_recast, "words": record.terms.words},
        "document": record.document,
        "painters": record.painters,
        "shots": record.shots,
        "parents": record.parents,
        "sources": sources,
    }
    return msgspec.to_builtins(told, builtin_types=(), enc_hook=str)


def _actions(made: Made, ingredients: Sequence[Ingredient]) -> Iterator[dict[str, Any]]:
    parents = [one.label for one in ingredients if one.parent]
    kind = SOURCE_TYPE + source_of_film(made.record.shots)
    if parents:
        yield {"action": "c2pa.opened", "parameters": {"ingredientIds": parents[:1]}}
        if any(one.id == made.origin for one in made.record.parents):
            yield {"action": "c2pa.edited", "description": "Made into another film", "digitalSourceType": kind}
    else:
        yield {"action": "c2pa.created", "digitalSourceType": kind, "softwareAgent": SOFTWARE}
    for one in ingredients:
        if one.label not in parents[:1]:
            yield {"action": "c2pa.placed", "parameters": {"ingredientIds": [one.label]}, "description": one.title}
    painters = {(one.name, one.revision): one for one in made.record.painters}
    for number, shot in enumerate(made.record.shots, start=1):
        yield _painted(number, shot, painters.get((shot.painter, shot.painter_revision)))
    marked = [shot for shot in made.record.shots if shot.marked]
    if marked:
        spans = [{"region": [_span(shot.start, shot.end)]} for shot in marked]
        yield {
            "action": "org.tsuzuki.marked",
            "description": "A visible mark is drawn into the picture",
            "changes": spans,
        }


def _painted(number: int, shot: ShotMade, painter: PainterUsed | None) -> dict[str, Any]:
    if shot.foreign:
        told = f"Shot {number}, as it lay in the film that was opened; it was not made on this device"
        span = {"region": [_span(shot.start, shot.end)], "description": f"Shot {number}"}
        return {"action": "org.tsuzuki.taken_over", "description": told, "changes": [span]}
    told = {"seed": str(shot.seed), "take": shot.take}
    if painter is not None:
        told |= {"model": f"{painter.model} {painter.model_revision}".strip(), "licence": painter.licence}
    return {
        "action": "org.tsuzuki.painted",
        "description": f"Shot {number}",
        **({"digitalSourceType": SOURCE_TYPE + shot.source} if shot.source else {}),
        "softwareAgent": {"name": shot.painter, "version": shot.painter_revision},
        "parameters": {f"org.tsuzuki.{name}": value for name, value in told.items() if value},
        "changes": [{"region": [_span(shot.start, shot.end)], "description": f"Shot {number}"}],
    }


def _span(start: float, end: float) -> dict[str, Any]:
    """A stretch of film time, in normal play time (RFC 2326)."""
    return {"type": "temporal", "time": {"type": "npt", "start": f"{start:g}", "end": f"{end:g}"}}


def _parents(made: Made) -> Iterator[Ingredient]:
    """The package that the project was opened from, and films that were borrowed from, as far as they were kept."""
    if made.folder is None:
        return
    borrowed = {one.id: one.title for one in made.record.parents if one.id != made.origin}
    origin = {made.origin: "The film it was opened from"} if made.origin else {}
    origin |= {one.id: one.title for one in made.record.parents if one.id == made.origin}
    for sha256, title in (*origin.items(), *borrowed.items()):
        path = made.folder / ingredient_name(sha256)
        if path.is_file():
            yield Ingredient(ingredient_label(sha256), title, path, parent=sha256 == made.origin)


def ingredient_label(ancestor: str) -> str:
    """What an ancestor is called in a manifest."""
    return f"film-{ancestor[:16]}"


def _media(made: Made) -> Iterator[Ingredient]:
    for number, file in enumerate(_files(made.film)):
        path = lies_at(file, made.folder)
        mime = _MIMES.get(path.suffix.lower(), "")
        if mime and path.is_file():
            yield Ingredient(f"file-{number}", _title(file), path, mime)


def _files(film: Film) -> tuple[NamesFile, ...]:
    """Every file of the film once."""
    return tuple({file.sha256: file for file in files_of(film)}.values())


def _title(file: NamesFile) -> str:
    """What an ingredient is called: as the artist calls it, or by what is in it, never by where it lies."""
    name = getattr(file, "name", "")
    return str(name) if name else f"{type(file).__name__.lower()} {file.sha256[:8]}"
