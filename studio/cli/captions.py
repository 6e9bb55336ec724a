"""``main.py captions``: a film's captions as a file, or a captions file as an edit of a project."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studio.cli.sources import read_source
from studio.engine.film_captions import film_captions
from studio.engine.media.caption_files import check_captions, read_captions, write_captions
from studio.engine.staging import Rehearsals
from studio.engine.stop import StopToken
from studio.errors import InvalidRequest
from studio.timeline.captioning import Spoken, captioned
from studio.timeline.film import Film
from studio.timeline.store import Project


@dataclass(frozen=True)
class CaptionsRequest:
    """What was asked for. brought: a captions file to take in; target: one to write."""

    source: Path
    target: Path | None = None
    brought: Path | None = None


def captions(request: CaptionsRequest, as_json: bool) -> str:
    """Do what was asked; returns what to print.

    Raises:
        StudioError: in words.
    """
    if request.target is not None:
        check_captions(request.target)
    film, told = _brought_in(request.source, request.brought) if request.brought else (None, ())
    film = film or read_source(request.source).film
    shown = film_captions(film, Rehearsals(), StopToken())
    if request.target is not None:
        write_captions(request.target, shown, film.fps)
    if as_json:
        values = {"captions": [_values(one) for one in shown], "notes": list(told)}
        return json.dumps(values, ensure_ascii=False, indent=1)
    count = f"{len(shown)} caption{'s' * (len(shown) != 1)}"
    written = [f"{request.target}: {count}"] if request.target else [_line(one) for one in shown]
    return "\n".join((*written, *told)) or "Nothing is said in the film yet."


def _brought_in(source: Path, file: Path) -> tuple[Film, tuple[str, ...]]:
    """A project's film with its lines as a captions file has them, kept as one edit that can be undone."""
    if not source.is_dir():
        raise InvalidRequest(f"{source} is a script, which keeps no captions.", "Give a project.")
    project = Project.open(source)
    try:
        film, told = captioned(project.film, read_captions(file, project.film.fps))
        project.history.apply("Take in captions", lambda _before: film)
        return project.film, told
    finally:
        project.close()


def _values(one: Spoken) -> dict[str, Any]:
    return {"start_s": float(one.start), "end_s": float(one.end), "text": one.text, "speaker": one.speaker}


def _line(one: Spoken) -> str:
    who = f"{one.speaker}: " if one.speaker else ""
    return f"{float(one.start):8.3f}  {float(one.end):8.3f}  {who}{one.text}"
