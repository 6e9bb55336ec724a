"""What a cut holds of a film that no other program knows: kept under one key, as JSON texts of the document's own.

Texts, because OpenTimelineIO turns numbers and lists of metadata into types of its own, and a film comes back equal.
"""

from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from studio.timeline.codec import decode, encode
from studio.timeline.film import Film, Line, Scene, SceneId, Shot
from studio.timeline.overlays import Card, Inset, Laid, Overlay, Picture

KEY: Final = "tsuzuki"
VERSION: Final = 1


class OwnShot(Struct, frozen=True):
    """A clip's shot, and which scene it is of."""

    shot: Shot
    scene: SceneId


class OwnOverlay(Struct, frozen=True):
    """An overlay's clip: the overlay, and how many frames of it there were in the cut as it was written."""

    overlay: Overlay
    frames: int


def overlay_told(laid: Laid) -> dict[str, Any]:
    """An overlay's clip."""
    own = OwnOverlay(laid.overlay, laid.last - laid.first)
    return {"version": VERSION, "overlay": encode(own).decode()}


def overlay_in(metadata: Any) -> OwnOverlay | None:
    """A clip's overlay; None where there is none.

    Raises:
        msgspec.DecodeError: it was changed by something else.
    """
    told = _told(metadata)
    return None if told is None or "overlay" not in told else decode(str(told["overlay"]).encode(), OwnOverlay)


def film_told(film: Film, files: dict[str, str]) -> dict[str, Any]:
    """The film without its shots, and where each file lies that it needs, by the path it has in the project."""
    bare = replace(film, scenes=tuple(replace(scene, shots=()) for scene in film.scenes))
    return {"version": VERSION, "film": encode(bare).decode(), "files": encode(files).decode()}


def shot_told(shot: Shot, scene: Scene) -> dict[str, Any]:
    """A clip's shot."""
    return {"version": VERSION, "shot": encode(shot).decode(), "scene": str(scene.id)}


def film_in(metadata: Any) -> tuple[Film, dict[str, str]] | None:
    """The film without its shots, and its files; None where there is none, or of a later studio.

    Raises:
        msgspec.DecodeError: it was changed by something else.
    """
    told = _told(metadata)
    if told is None or "film" not in told:
        return None
    return decode(str(told["film"]).encode(), Film), decode(str(told.get("files", "{}")).encode(), dict[str, str])


def shot_in(metadata: Any) -> OwnShot | None:
    """A clip's shot; None where there is none.

    Raises:
        msgspec.DecodeError: it was changed by something else.
    """
    told = _told(metadata)
    if told is None or "shot" not in told:
        return None
    return OwnShot(decode(str(told["shot"]).encode(), Shot), SceneId(str(told.get("scene", ""))))


def files_of(film: Film) -> Iterator[tuple[str, str]]:
    """The path of every file that a film needs, as it has it, and the SHA-256 of its bytes."""
    for shot in film.shots:
        yield from ((one.path, one.sha256) for one in (shot.still, shot.footage) if one is not None)
        voices = (beat.recording for beat in shot.beats if isinstance(beat, Line))
        yield from ((one.path, one.sha256) for one in voices if one is not None)
    for overlay in film.overlays:
        match overlay.content:
            case Picture(still=still):
                yield still.path, still.sha256
            case Inset(footage=footage):
                yield footage.path, footage.sha256
            case Card():
                pass
    models = (*(one.look.model for one in film.cast), *(one.model for one in film.props))
    yield from ((one.path, one.sha256) for one in models if one is not None)


def _told(metadata: Any) -> Any:
    try:
        told = metadata[KEY]
        return told if int(told["version"]) <= VERSION else None
    except (KeyError, TypeError, ValueError):
        return None
