"""``main.py timeline``: a film as a cut for other programs, and a cut of theirs as a project."""

import json
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from studio.cli.homes import command_home
from studio.cli.sources import checked_fps, read_source
from studio.engine.interchange.arriving import brought_in
from studio.engine.interchange.cut_files import check_cut, is_cut, read_cut, write_cut
from studio.engine.interchange.incoming import film_of
from studio.engine.interchange.outgoing import played_out, timeline_of
from studio.engine.staging import Rehearsals
from studio.engine.stop import StopToken
from studio.errors import InvalidRequest
from studio.timeline.film import Film, frames_in
from studio.timeline.store import Project, read_film

Result = TypeVar("Result")


@dataclass(frozen=True)
class TimelineRequest:
    """What was asked for. target: a cut to write, or of a cut the project to make. brought: a cut to take in."""

    source: Path
    target: Path | None = None
    brought: Path | None = None
    fps: int | None = None


def timeline(request: TimelineRequest, as_json: bool) -> str:
    """Do what was asked; returns what to print.

    Raises:
        StudioError: in words.
    """
    fps = checked_fps(request.fps) if request.fps is not None else 24
    if request.source.is_file() and is_cut(request.source):
        film, notes = _made_project(request, fps)
        return _told(film, notes, f"{request.target}", as_json)
    if request.brought is not None:
        film, notes = _taken_in(request.source, request.brought)
        return _told(film, notes, f"{request.source}", as_json)
    if request.target is None:
        raise InvalidRequest("There is no name for the cut.", "Add -o cut.otio, or .edl, .fcpxml, .xml or .aaf.")
    check_cut(request.target)
    folder = request.source if request.source.is_dir() else None
    film = read_film(folder) if folder is not None else read_source(request.source, request.fps).film
    rehearsals = Rehearsals(most=1, holdings=command_home())
    played = played_out(film, folder, rehearsals, StopToken())
    write_cut(request.target, timeline_of(film, folder, played), film.fps)
    return _told(film, (), f"{request.target}", as_json)


def _made_project(request: TimelineRequest, fps: int) -> tuple[Film, tuple[str, ...]]:
    """A new project of a cut."""
    if request.target is None:
        raise InvalidRequest("There is no name for the project.", "Add -o Film.tsuzuki.")
    arrived = film_of(read_cut(request.source, fps), request.source, fps)
    project = Project.create(request.target, Film(title=arrived.film.title, fps=arrived.film.fps))
    try:
        film, notes = _finished(brought_in(arrived, project.folder))
        project.history.apply("Take in a cut", lambda _before: film)
        return project.film, notes
    finally:
        project.close()


def _taken_in(source: Path, cut: Path) -> tuple[Film, tuple[str, ...]]:
    """A project's film as a cut has it, kept as one edit that can be undone."""
    if not source.is_dir():
        raise InvalidRequest(f"{source} is a script, which keeps no cut.", "Give a project.")
    project = Project.open(source)
    try:
        arrived = film_of(read_cut(cut, project.film.fps), cut, project.film.fps)
        film, notes = _finished(brought_in(arrived, project.folder))
        project.history.apply("Take in a cut", lambda _before: film)
        return project.film, notes
    finally:
        project.close()


def _finished(work: Generator[None, None, Result]) -> Result:
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value


def _told(film: Film, notes: tuple[str, ...], where: str, as_json: bool) -> str:
    values: dict[str, Any] = {
        "title": film.title,
        "fps": film.fps,
        "shots": len(film.shots),
        "frames": sum(frames_in(shot.duration, film.fps) for shot in film.shots),
        "notes": list(notes),
    }
    if as_json:
        return json.dumps(values, ensure_ascii=False, indent=1)
    shots = f"{values['shots']} shot{'s' * (values['shots'] != 1)}"
    return "\n".join((f"{where}: {shots}, {values['frames']} frames", *notes))
