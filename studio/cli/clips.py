"""Clips named on the command line: a video, a sound or a folder of pictures that is the whole film."""

import sys
from pathlib import Path

from msgspec.structs import replace

from studio.cli.sources import checked_fps
from studio.cli.stills import PictureWish, shot_seconds
from studio.engine.footage import clip_taken_in, sequence_in
from studio.engine.media.pictures import is_video
from studio.engine.media.video_files import look_over
from studio.errors import InvalidRequest
from studio.timeline.film import Film, Scene, SceneId, ShotId
from studio.timeline.footage import footage_shot
from studio.timeline.store import DOCUMENT

_USUAL_FPS = 24
_SOUNDS = (b"RIFF", b"fLaC", b"ID3", b"\xff\xfb", b"\xff\xf3", b"FORM")


def looks_a_clip(path: Path) -> bool:
    """Whether a file is a video or a sound by its first bytes, or a folder one of pictures."""
    if path.is_dir():
        return not (path / DOCUMENT).exists() and _holds_pictures(path)
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError:
        return False
    return is_video(head) or head.startswith(_SOUNDS)


def film_of_clip(path: Path, wish: PictureWish, fps: int | None, seed: int, keep: Path) -> Film:
    """A film of one shot: the clip, at its own pace unless ``fps`` is told. keep: where a folder's pictures are joined.

    Raises:
        InvalidRequest: a length or a rate that cannot be, or words. MissingResource, MediaUnreadable: no clip.
    """
    if wish.words is not None:
        raise InvalidRequest("--words are for a still picture.", "A clip is shown as it was shot.")
    rate = checked_fps(fps) if fps is not None else _own_rate(path)
    footage, note = clip_taken_in(path, keep, rate)
    if note:
        print(f"{path}: {note}", file=sys.stderr)
    duration = None if wish.seconds is None else min(shot_seconds(wish.seconds), footage.seconds)
    shot = footage_shot(footage, ShotId("clip"), rate, duration)
    film = Film(title=path.stem, fps=rate, seed=seed)
    return replace(film, scenes=(Scene(SceneId("clip"), "", path.stem, (shot,)),))


def _own_rate(path: Path) -> int:
    """How many frames a second it has on the average, as a film can have them; of a sound or pictures, the usual."""
    if path.is_dir():
        return _USUAL_FPS
    facts = look_over(path)
    return min(max(round(facts.frames / facts.seconds), 1), 60) if facts.has_picture else _USUAL_FPS


def _holds_pictures(folder: Path) -> bool:
    try:
        return bool(sequence_in(folder))
    except (InvalidRequest, OSError):
        return False
