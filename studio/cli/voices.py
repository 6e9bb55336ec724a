"""Recorded voices named on the command line: ``Hana:1=line.wav``, and which line of a film they speak."""

import re
from dataclasses import dataclass
from pathlib import Path

from studio.cli.models import member_called
from studio.engine.dubs import recording_taken_in
from studio.errors import InvalidRequest, MissingResource
from studio.timeline.dubbing import dub_line, lines_of
from studio.timeline.film import Film, Line, ShotId

_EXAMPLE = "--voice Hana:1=line.wav"
_FILE = re.compile(r"(?P<number>\d{1,5})(?!\d)|(?P<name>.+?)[-_ :](?P<own>\d{1,5})$")


@dataclass(frozen=True)
class Spot:
    """A line at its place: the shot, which of its lines (from 0), which of the film's and of its speaker's (from 1)."""

    shot: ShotId
    at: int
    number: int
    own: int
    line: Line


def spots(film: Film) -> tuple[Spot, ...]:
    """Every line of a film, in order."""
    found: list[Spot] = []
    for shot in film.shots:
        for at, line in enumerate(lines_of(shot)):
            own = sum(spot.line.who == line.who for spot in found) + 1
            found.append(Spot(shot.id, at, len(found) + 1, own, line))
    return tuple(found)


def with_voices(film: Film, told: list[str], folder: Path | None, unsaid: list[str]) -> Film:
    """The film with lines spoken by recordings.

    Args:
        told: each ``LINE=FILE``, LINE as ``Hana:1`` (her first) or ``3`` (the film's third). folder: of files named so,
        ``Hana-1.wav`` or ``3.wav``. unsaid: lines that the studio speaks again.

    Raises:
        InvalidRequest, MissingResource, MediaUnreadable: in words, with the line or the file.
    """
    pairs = [_pair(one) for one in told] + (_named_files(folder) if folder is not None else [])
    for name, path in pairs:
        spot = spot_called(film, name)
        film = dub_line(film, spot.shot, spot.at, recording_taken_in(path))
    for name in unsaid:
        spot = spot_called(film, name)
        film = dub_line(film, spot.shot, spot.at, None)
    return film


def spot_called(film: Film, name: str) -> Spot:
    """The line that ``Hana:1`` or ``3`` names.

    Raises:
        InvalidRequest: there is none, or nobody of that name.
    """
    who, _, number = name.rpartition(":")
    if not (number.strip().isascii() and number.strip().isdecimal()):
        raise InvalidRequest(f"{name!r} does not say which line it is.", f"Write it like {_EXAMPLE}.")
    every = spots(film)
    if who.strip():
        member = member_called(film, who.strip())
        every = tuple(one for one in every if one.line.who == member.id)
    wanted = int(number)
    if not 1 <= wanted <= len(every):
        whose = f"{who.strip()} has" if who.strip() else "The film has"
        raise InvalidRequest(f"There is no line {name}.", f"{whose} {len(every)} line{'s' * (len(every) != 1)}.")
    return every[wanted - 1]


def _pair(told: str) -> tuple[str, Path]:
    name, equals, path = told.partition("=")
    if not (name.strip() and equals and path):
        raise InvalidRequest(f"{told!r} does not say which line a recording speaks.", f"Write it like {_EXAMPLE}.")
    return name.strip(), Path(path)


def _named_files(folder: Path) -> list[tuple[str, Path]]:
    """The sound files of a folder with the lines that they are named after."""
    if not folder.is_dir():
        raise MissingResource(f"There is no folder of recordings at {folder}.", "Check the path.")
    files = sorted(one for one in folder.iterdir() if one.is_file() and not one.name.startswith("."))
    sounds = [one for one in files if one.suffix.lower() != ".txt"]
    if not sounds:
        raise MissingResource(f"There are no recordings in {folder}.", "Name them like 3.wav or Hana-1.wav.")
    return [(_line_named(one), one) for one in sounds]


def _line_named(path: Path) -> str:
    found = _FILE.match(path.stem)
    if found is None:
        raise InvalidRequest(f"{path} is not named after a line.", "Name it like 3.wav or Hana-1.wav.")
    return found["number"] or f"{found['name']}:{found['own']}"
