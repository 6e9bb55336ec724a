"""Pictures named on the command line: ``2=picture.png`` for a shot of a film, or a picture that is the whole film."""

import sys
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from studio.cli.models import named
from studio.engine import vocabulary
from studio.engine.director import direct
from studio.engine.media.pictures import is_picture
from studio.engine.stills import still_taken_in
from studio.errors import InvalidRequest
from studio.timeline.edits import LONGEST_SHOT, whole_frames
from studio.timeline.film import Camera, Film, Scene, SceneId, Shot, ShotId, Still
from studio.timeline.stills import PUSH_IN, STILL_SECONDS, set_still, still_shot

_EXAMPLE: Final = "--still 2=picture.png"


@dataclass(frozen=True)
class PictureWish:
    """How a picture on its own is to be filmed. words: of camera, weather, hour and sounds; seconds: None as usual."""

    words: str | None = None
    seconds: float | None = None


def with_stills(film: Film, told: list[str]) -> Film:
    """The film with shots that are made of pictures.

    Args:
        told: each ``NUMBER=FILE``, shots counted from 1.

    Raises:
        InvalidRequest: not so written, or no shot of that number.
        MissingResource, MediaUnreadable, DeviceLimit: a picture cannot be used.
    """
    for one in told:
        number, path = named(one, _EXAMPLE)
        film = set_still(film, _numbered(film, number), taken_in(path))
    return film


def film_of_picture(path: Path, wish: PictureWish, fps: int, seed: int) -> Film:
    """A film of one shot: the picture, filmed as the words have it, or with a slow push in.

    Raises:
        InvalidRequest: a length no shot can have. MissingResource, MediaUnreadable, DeviceLimit: it cannot be used.
    """
    still = taken_in(path)
    shot = still_shot(still, ShotId("picture"))
    film = Film(title=path.stem, fps=fps, seed=seed)
    if wish.words is not None and wish.words.strip():
        shot = _as_told(shot, wish.words, film)
    seconds = shot.duration if wish.seconds is None else shot_seconds(wish.seconds)
    shot = replace(shot, duration=whole_frames(seconds, fps))
    return replace(film, scenes=(Scene(SceneId("picture"), "", path.stem, (shot,)),))


def taken_in(path: Path) -> Still:
    """A picture looked at; what of it is left out is said on standard error.

    Raises:
        MissingResource, MediaUnreadable, DeviceLimit: it cannot be used.
    """
    still, note = still_taken_in(path)
    if note:
        print(f"{path}: {note}", file=sys.stderr)
    return still


def looks_a_picture(path: Path) -> bool:
    """Whether a file is a picture by its first bytes, or by its name."""
    try:
        with path.open("rb") as file:
            return is_picture(file.read(16), path.suffix)
    except OSError:
        return False


def _as_told(shot: Shot, words: str, film: Film) -> Shot:
    """The shot with what words say of camera, weather, hour, sounds and length; nobody acts in a picture."""
    read = direct(words, film).shots[0]
    if read.beats:
        print("Nobody acts in a picture: of its words, camera, weather, hour and length are used.", file=sys.stderr)
    counted = any(one.isdigit() for one in words)
    return replace(
        shot,
        words=words,
        read=read.read,
        directions=read.directions,
        setting=replace(shot.setting, hour=read.setting.hour, weather=read.setting.weather),
        camera=_camera(read.camera, words.lower()),
        duration=read.duration if counted else STILL_SECONDS,
        cues=read.cues,
    )


def _camera(camera: Camera, words: str) -> Camera:
    """The camera that was told of; one that is told nothing pushes in."""
    stays = any(word in words for word in vocabulary.named("moves")["static"].words)
    move = PUSH_IN.move if camera.move == "static" and not stays else camera.move
    return replace(camera, move=move, subject=None, other=None)


def shot_seconds(seconds: float) -> Fraction:
    """A length that a shot can have.

    Raises:
        InvalidRequest: none, or too long.
    """
    if not 0 < seconds <= LONGEST_SHOT:
        raise InvalidRequest(f"A shot cannot last {seconds:g} s.", f"Choose up to {LONGEST_SHOT} s.")
    return Fraction(seconds).limit_denominator(1000)


def _numbered(film: Film, number: str) -> ShotId:
    count = len(film.shots)
    if not (number.isascii() and number.isdecimal()):
        raise InvalidRequest(f"{number!r} is not the number of a shot.", f"Write it like {_EXAMPLE}.")
    if not 1 <= int(number) <= count:
        raise InvalidRequest(f"There is no shot {number}.", f"The film has shots 1 to {count}.")
    return film.shots[int(number) - 1].id
