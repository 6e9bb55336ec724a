"""``main.py dub``: the lines of a film with their numbers, and recordings that speak them, kept with a project."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from studio.cli.sources import read_source
from studio.cli.voices import spots, with_voices
from studio.engine.dubs import voices_brought_in
from studio.errors import InvalidRequest
from studio.timeline.film import Film
from studio.timeline.store import Project


@dataclass(frozen=True)
class DubRequest:
    """What was asked for. voices: each ``LINE=FILE``; folder: of files named by line; unsaid: lines put back."""

    source: Path
    voices: list[str] = field(default_factory=list[str])
    folder: Path | None = None
    unsaid: list[str] = field(default_factory=list[str])

    @property
    def changes(self) -> bool:
        """Whether it changes the film at all."""
        return bool(self.voices or self.folder or self.unsaid)


def dub(request: DubRequest, as_json: bool) -> str:
    """Do what was asked; returns what to print.

    Raises:
        StudioError: in words.
    """
    film = _kept(request) if request.changes else read_source(request.source).film
    return json.dumps(values(film), ensure_ascii=False, indent=1) if as_json else _text(film)


def values(film: Film) -> dict[str, Any]:
    """Every line as plain JSON values."""
    names: dict[str, str] = {member.id: member.name for member in film.cast}
    return {
        "lines": [
            {
                "number": spot.number,
                "who": names.get(spot.line.who, spot.line.who),
                "own_number": spot.own,
                "shot": spot.shot,
                "text": spot.line.text,
                "recording": spot.line.recording and spot.line.recording.path,
                "seconds": spot.line.recording and spot.line.recording.seconds,
            }
            for spot in spots(film)
        ]
    }


def _kept(request: DubRequest) -> Film:
    """The film of a project with recordings brought in, as one edit that can be undone."""
    if not request.source.is_dir():
        raise InvalidRequest(
            f"{request.source} is a script, which keeps no recordings.",
            "Give a project, or name the recordings to main.py render.",
        )
    project = Project.open(request.source)
    try:
        film = with_voices(project.film, request.voices, request.folder, request.unsaid)
        film = voices_brought_in(film, project.folder)
        project.history.apply("Dub lines", lambda _before: film)
        return project.film
    finally:
        project.close()


def _text(film: Film) -> str:
    lines = [
        f"{one['number']:3}  {one['who']}:{one['own_number']}  “{one['text']}”{_told(one)}"
        for one in values(film)["lines"]
    ]
    return "\n".join(lines) or "Nothing is said in the film yet."


def _told(one: dict[str, Any]) -> str:
    return f"  ({one['recording']}, {one['seconds']:.2f} s)" if one["recording"] else ""
