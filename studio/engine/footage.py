"""Clips of a film: looked over when they are taken in, kept with the project, found again by what is in them."""

import hashlib
import os
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from msgspec.structs import replace

from studio.engine.media.ffmpeg import reading, told_plainly, whole_or_not_at_all, writing
from studio.engine.media.pictures import is_picture
from studio.engine.media.preflight import check_room, keep_room
from studio.engine.media.video_files import look_over
from studio.errors import InvalidRequest, MediaUnreadable, MissingResource
from studio.timeline.edits import LONGEST_SHOT
from studio.timeline.film import Footage

FOOTAGE: Final = "clips"
_PIECE: Final = 8 * 2**20
_SEQUENCES: Final = {".png": "png", ".jpg": "mjpeg", ".jpeg": "mjpeg"}
_MOST_PICTURES: Final = 20_000
_known: dict[tuple[str, int, int], str] = {}


def footage_taken_in(path: Path) -> tuple[Footage, str]:
    """A video's or a sound's file as a film holds it, and what is to be said of it ("" for nothing).

    Raises:
        MissingResource: it cannot be read. MediaUnreadable: it is a still, broken, or of no length.
    """
    if not path.is_file():
        raise MissingResource(f"There is no file at {path}.", "Check the path.")
    with told_readably(path), path.open("rb") as file:
        head = file.read(16)
    if is_picture(head):
        raise MediaUnreadable(f"{path} is a still picture, not a clip.", "Add it as a picture.")
    facts = look_over(path)
    notes = list(facts.notes)
    if facts.seconds > LONGEST_SHOT:
        notes.append(f"Of its {float(facts.seconds):.0f} s the first {LONGEST_SHOT} are a shot; trim it to see others.")
    if not facts.has_sound:
        notes.append("It has no sound.")
    footage = Footage(path.stem, str(path.resolve()), sum_of(path), facts.seconds, seen=facts.has_picture)
    return footage, " ".join(notes)


def is_a_picture(path: Path) -> bool:
    """Whether a file is a still picture, by its first bytes or else by its name."""
    if path.is_dir():
        return False
    try:
        with path.open("rb") as file:
            return is_picture(file.read(16), path.suffix)
    except OSError:
        return is_picture(b"", path.suffix)


def clip_taken_in(path: Path, keep: Path, fps: int) -> tuple[Footage, str]:
    """A clip, a sound or a folder of pictures as a film holds it; the folder's are joined in ``keep``'s clips.

    Raises:
        MissingResource, MediaUnreadable, InvalidRequest, DeviceLimit: in words, with the path.
    """
    if not path.is_dir():
        return footage_taken_in(path)
    with told_plainly(keep):
        (keep / FOOTAGE).mkdir(exist_ok=True)
    joined = sequence_joined(path, keep / FOOTAGE / f".{path.name[:80]}.mov", fps)
    footage, note = footage_taken_in(joined)
    named = joined.with_name(f"{path.name[:80]}-{footage.sha256[:8]}.mov")
    with told_plainly(named):
        joined.replace(named)
    return replace(footage, name=path.name, path=str(named.resolve())), note


def kept_footage(footage: Footage, folder: Path) -> Generator[tuple[int, int], None, Footage]:
    """The footage with its file copied into its project, under ``clips``, and found there. Yields (bytes, of how many).

    Raises:
        MissingResource: the file is gone or another one. DeviceLimit: it cannot be copied.
    """
    source = folder / footage.path
    if source.parent == folder.resolve() / FOOTAGE:
        return replace(footage, path=f"{FOOTAGE}/{source.name}")
    named = Path(FOOTAGE) / f"{source.stem[:80]}-{footage.sha256[:8]}{source.suffix.lower()}"
    target = folder / named
    if not target.exists():
        unchanged(source, footage.sha256)
        check_room(folder, source.stat().st_size)
        with told_plainly(target):
            target.parent.mkdir(exist_ok=True)
        yield from _copied(source, target)
    return replace(footage, path=named.as_posix())


def _copied(source: Path, target: Path) -> Iterator[tuple[int, int]]:
    total, done = source.stat().st_size, 0
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    with whole_or_not_at_all(target, part), source.open("rb") as read, part.open("wb") as write:
        while piece := read.read(_PIECE):
            keep_room(target.parent)
            write.write(piece)
            done += len(piece)
            yield done, total


def sequence_joined(folder: Path, target: Path, fps: int) -> Path:
    """A folder of numbered pictures as one clip, their bytes as they are (PNG or JPEG in MOV).

    Raises:
        InvalidRequest: no pictures in it, too many, or of several kinds or sizes. MediaUnreadable: one is broken.
        DeviceLimit: it cannot be written.
    """
    pictures = sequence_in(folder)
    kinds = {_SEQUENCES[one.suffix.lower()] for one in pictures}
    if len(kinds) != 1:
        raise InvalidRequest(f"The pictures in {folder} are of several kinds.", "Save them all as PNG, or all as JPEG.")
    size: tuple[int, int] | None = None
    part = target.with_name(f".{target.name}.part")
    with whole_or_not_at_all(target, part), writing(part, target, {}, "mov") as file:
        stream: Any = None
        for index, picture in enumerate(pictures):
            with reading(picture) as one:
                source = one.streams.video[0]
                found = (source.codec_context.width, source.codec_context.height)
                if stream is None:
                    stream, size = file.add_stream_from_template(source, opaque=True), found
                    stream.time_base = Fraction(1, fps)
                if found != size:
                    raise InvalidRequest(f"{picture} has another size than the pictures before it.", "Save them alike.")
                packet = next(iter(one.demux(source)))
                packet.pts = packet.dts = index
                packet.duration, packet.time_base, packet.stream = 1, Fraction(1, fps), stream
                file.mux(packet)
    return target


def sequence_in(folder: Path) -> list[Path]:
    """The pictures of a folder in the order of their numbers.

    Raises:
        InvalidRequest: there are fewer than two, or too many.
    """
    found = [one for one in folder.iterdir() if one.suffix.lower() in _SEQUENCES and not one.name.startswith(".")]
    if not 2 <= len(found) <= _MOST_PICTURES:
        raise InvalidRequest(
            f"{folder} holds {len(found)} pictures.",
            f"Give a folder of 2 to {_MOST_PICTURES} numbered PNG or JPEG files.",
        )
    return sorted(found, key=_number)


def _number(path: Path) -> tuple[str, int, str]:
    """What pictures are put in order by: shot_2 before shot_10."""
    stem = path.stem
    digits = len(stem) - len(stem.rstrip("0123456789"))
    return stem[: len(stem) - digits], int(stem[-digits:]) if digits else -1, path.name


def unchanged(path: Path, sha256: str) -> Path:
    """The path, if what is there is what the film was made with; looked at again only where its size or time changed.

    Raises:
        MissingResource: it is not.
    """
    if sum_of(path) != sha256:
        raise MissingResource(
            f"The clip {path} is not the one that the film was made with.", "Put the old file back, or add it anew."
        )
    return path


def sum_of(path: Path) -> str:
    """SHA-256 of a file.

    Raises:
        MissingResource: it cannot be read.
    """
    with told_readably(path):
        found = path.stat()
        key = (str(path.resolve()), found.st_size, found.st_mtime_ns)
        if key not in _known:
            with path.open("rb") as file:
                _known[key] = hashlib.file_digest(file, "sha256").hexdigest()
    return _known[key]


@contextmanager
def told_readably(path: Path) -> Generator[None]:
    """Turn a failure to read a clip into a sentence."""
    try:
        yield
    except OSError as fault:
        raise MissingResource(
            f"The clip {path} cannot be read ({fault.strerror}).", "Put it back, or choose another."
        ) from fault
