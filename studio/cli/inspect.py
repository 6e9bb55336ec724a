"""``main.py inspect``: what a film or a project holds, and how it was made as far as that can be believed."""

import json
from pathlib import Path
from typing import Any, cast

import msgspec

from studio.cli.plan import unplaced
from studio.engine.media.inspect import describe
from studio.engine.media.package.archive import unpacking
from studio.engine.media.package.opening import Opened, opened_from
from studio.engine.media.package.origin import origin_of
from studio.engine.provenance.reading import provenance_beside, provenance_of
from studio.engine.provenance.words import told
from studio.errors import MissingResource, ProjectUnreadable
from studio.timeline.film import Film
from studio.timeline.lineage import credit_lines
from studio.timeline.overlays import Laid, called, laid_out
from studio.timeline.store import read_film


def inspect(path: Path, as_json: bool) -> str:
    """What the file holds, as text to read or as JSON.

    Raises:
        MissingResource, MediaUnreadable, ProjectUnreadable: in words.
    """
    if not path.exists():
        raise MissingResource(f"There is no file or folder at {path}.", "Check the path.")
    values = project_values(path) if path.is_dir() else film_values(path)
    if as_json:
        return json.dumps(values, ensure_ascii=False, indent=1)
    return "\n".join(line for name, value in values.items() for line in _lines(name, value))


def film_values(path: Path) -> dict[str, Any]:
    """What a media file holds: its streams, how it was made, and the project in it; plain JSON values.

    A project that is damaged is told under ``package``, and is no reason to say nothing of the rest.
    """
    media = describe(path).values()
    try:
        with unpacking(path) as carried:
            found = provenance_beside(path, carried)
            package = None if carried is None else package_values(opened_from(carried))
    except ProjectUnreadable as fault:
        found, package = provenance_of(path), {"damaged": fault.sentence}
    return {**media, "provenance": {"told": list(told(found)), **found.values()}, "package": package}


def package_values(opened: Opened) -> dict[str, Any]:
    """What the project in a film holds, as plain JSON values."""
    record = msgspec.to_builtins(opened.record, enc_hook=str)
    return {"sha256": opened.sha256, "bytes": opened.bytes, **record, "film": document_values(opened.film)}


def project_values(folder: Path) -> dict[str, Any]:
    """What a project folder holds, as plain JSON values."""
    film = read_film(folder)
    takes, origin = folder / "takes", origin_of(folder)
    return {
        "kind": "project",
        **document_values(film),
        "takes": sum(1 for _ in takes.glob("*/take.json")) if takes.is_dir() else 0,
        "opened_from": None if origin is None else msgspec.to_builtins(origin, enc_hook=str),
    }


def document_values(film: Film) -> dict[str, Any]:
    """What a film's document says, as plain JSON values."""
    return {
        "title": film.title,
        "author": film.author,
        "terms": film.terms.words,
        "fps": film.fps,
        "duration_s": float(film.duration),
        "scenes": len(film.scenes),
        "shots": len(film.shots),
        "cast": [member.name for member in film.cast],
        "props": [prop.name for prop in film.props],
        "overlays": [_overlay(one) for one in laid_out(film)],
        "unplaced": [words.words for words in unplaced(film)],
        "physics": {str(number): shot.physics for number, shot in enumerate(film.shots, start=1) if shot.physics > 0},
        "credits": list(credit_lines(film.author, film.parents)),
    }


def _overlay(laid: Laid) -> dict[str, Any]:
    """What an overlay is, and when it is there, as plain JSON values."""
    kind = laid.overlay.content.__struct_config__.tag
    told = {"kind": kind, "name": called(laid.overlay.content)}
    return {**told, "start_s": laid.first / laid.fps, "end_s": laid.last / laid.fps, "track": laid.track}


def _lines(name: str, value: Any) -> list[str]:
    """Text of one value: of how the film was made the sentences, of the package the sizes, the rest as it is."""
    match name:
        case "provenance":
            return [f"provenance: {line}" for line in value["told"]]
        case "package" if value is not None:
            held = value.get("damaged") or f"{value['bytes'] / 1e3:,.0f} kB, {len(value['entries'])} files"
            return [f"package: {held}"]
        case "streams" | "chapters" | "captions":
            return [f"{name.removesuffix('s')}: {_short(one)}" for one in value or ()]
        case _:
            return [f"{name}: {_short(value)}"]


def _short(value: Any) -> str:
    """A value in a line: the parts of it by name, what it has many of in a row."""
    match value:
        case dict():
            parts = cast(dict[str, Any], value)
            told = [f"{name} {_short(part)}" for name, part in parts.items() if part not in ("", None, {})]
            return ", ".join(told) or "none"
        case list() | tuple():
            return ", ".join(map(_short, cast(list[Any], value))) or "none"
        case None:
            return "none"
        case float():
            return f"{value:.3f}".rstrip("0").rstrip(".")
        case _:
            return str(value)
