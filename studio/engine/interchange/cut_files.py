"""Cuts as files: OpenTimelineIO's own, and through its adapters EDL (CMX 3600), FCPXML, Final Cut 7 XML and AAF."""

import copy
import os
import struct
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import opentimelineio
from aaf2.exceptions import AAFError
from opentimelineio.schema import SerializableCollection, Timeline

from studio.engine.media.ffmpeg import whole_or_not_at_all
from studio.errors import InvalidRequest, MediaUnreadable, MissingResource

SUFFIXES: Final = (".otio", ".edl", ".fcpxml", ".xml", ".aaf")
_OTHERWISE: Final = "Try another format, such as .otio or .fcpxml."
_TIMECODED: Final = (".edl", ".fcpxml", ".xml")
_TIMECODE_RATES: Final = (24, 25, 30, 48, 50, 60)
"""Frames a second that these count their timecodes in, as OpenTimelineIO has it."""
_MOST_BYTES: Final = 256 * 2**20
_ARGUMENTS: Final[dict[str, dict[str, Any]]] = {".aaf": {"use_empty_mob_ids": True}}


_RAISED: Final = (
    *(opentimelineio.exceptions.OTIOError, AAFError, SyntaxError, struct.error, ValueError, TypeError, LookupError),
    *(AttributeError, ArithmeticError, AssertionError, EOFError, RuntimeError),
)
"""What adapters and the parsers below them raise for a file that is not as they expect (XML's is a SyntaxError)."""


def is_cut(path: Path) -> bool:
    """Whether a file is a cut, by its name."""
    return path.suffix.lower() in SUFFIXES


def check_cut(path: Path) -> None:
    """Refuse a name that a cut cannot have.

    Raises:
        InvalidRequest: another ending.
    """
    if not is_cut(path):
        raise InvalidRequest(f"{path} does not end as a cut does.", f"Choose one of {', '.join(SUFFIXES)}.")


def write_cut(path: Path, timeline: Timeline, fps: int) -> None:
    """Write a cut. An EDL holds the picture alone.

    Raises:
        InvalidRequest: see ``check_cut``, or the format counts in no such rate. DeviceLimit: it cannot be written.
        MediaUnreadable: the format cannot hold this cut.
    """
    check_cut(path)
    suffix = path.suffix.lower()
    if suffix in _TIMECODED and fps not in _TIMECODE_RATES:
        raise InvalidRequest(
            f"{path.name} cannot hold a cut of {fps} frames a second: {suffix} counts in 24, 25, 30, 48, 50 or 60.",
            "Write .otio or .aaf, or make the film at one of those rates.",
        )
    given = _picture_alone(timeline) if suffix == ".edl" else timeline
    arguments: dict[str, Any] = {**_ARGUMENTS.get(suffix, {}), **({"rate": fps} if suffix == ".edl" else {})}
    part = path.with_name(f".{path.stem}.{os.getpid()}.part{suffix}")
    with whole_or_not_at_all(path, part):
        _adapted(
            lambda: opentimelineio.adapters.write_to_file(given, str(part), **arguments), path, "cannot hold this cut"
        )


def read_cut(path: Path, fps: int) -> Timeline:
    """The cut in a file; of several the first. fps: of a file that does not tell its own, such as an EDL.

    Raises:
        MissingResource: it is not there. InvalidRequest: another kind of file, or far too large.
        MediaUnreadable: it does not read, or holds no cut.
    """
    check_cut(path)
    if not path.is_file():
        raise MissingResource(f"There is no file at {path}.", "Check the path.")
    if path.stat().st_size > _MOST_BYTES:
        raise InvalidRequest(f"{path} is too large to be a cut.", "Give a file of less than 256 MB.")
    if path.suffix.lower() == ".aaf" and not _is_compound(path):
        raise MediaUnreadable(f"{path} does not read as a cut.", _OTHERWISE)
    arguments: dict[str, Any] = {"rate": fps} if path.suffix.lower() == ".edl" else {}
    read: Any = _adapted(
        lambda: opentimelineio.adapters.read_from_file(str(path), **arguments), path, "does not read as a cut"
    )
    if isinstance(read, SerializableCollection):
        read = next((one for one in read if isinstance(one, Timeline)), None)
    if not isinstance(read, Timeline):
        raise MediaUnreadable(f"{path} holds no cut.", "Export it anew from the program that made it.")
    return read


def _adapted(work: Callable[[], object], path: Path, what: str) -> Any:
    """Run an adapter. They are written by many hands, and of what they raise little is their own."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return work()
    except _RAISED as fault:
        raise MediaUnreadable(f"{path} {what}.", _OTHERWISE) from fault


def _is_compound(path: Path) -> bool:
    """Whether a file begins as AAF does, which is a compound file ([MS-CFB] section 2.2); its reader leaks others."""
    with path.open("rb") as file:
        return file.read(8) == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _picture_alone(timeline: Timeline) -> Timeline:
    alone = Timeline(timeline.name, global_start_time=timeline.global_start_time)
    for track in timeline.video_tracks()[:1]:
        alone.tracks.append(copy.deepcopy(track))
    return alone
