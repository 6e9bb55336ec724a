"""``main.py inspect``: what a film or a project holds."""

import json
from pathlib import Path
from typing import Any

from studio.cli.plan import unplaced
from studio.engine.media.inspect import describe
from studio.errors import MissingResource
from studio.timeline.store import read_film


def inspect(path: Path, as_json: bool) -> str:
    """What the file holds, as text to read or as JSON.

    Raises:
        MissingResource, MediaUnreadable, ProjectUnreadable: in words.
    """
    if not path.exists():
        raise MissingResource(f"There is no file or folder at {path}.", "Check the path.")
    values = project_values(path) if path.is_dir() else describe(path).values()
    if as_json:
        return json.dumps(values, ensure_ascii=False, indent=1)
    return "\n".join(f"{name}: {_short(value)}" for name, value in values.items())


def project_values(folder: Path) -> dict[str, Any]:
    """What a project folder holds, as plain JSON values."""
    film = read_film(folder)
    takes = folder / "takes"
    return {
        "kind": "project",
        "title": film.title,
        "author": film.author,
        "fps": film.fps,
        "duration_s": float(film.duration),
        "scenes": len(film.scenes),
        "shots": len(film.shots),
        "cast": [member.name for member in film.cast],
        "props": [prop.name for prop in film.props],
        "unplaced": [words.words for words in unplaced(film)],
        "physics": {str(number): shot.physics for number, shot in enumerate(film.shots, start=1) if shot.physics > 0},
        "takes": sum(1 for _ in takes.glob("*/take.json")) if takes.is_dir() else 0,
    }


def _short(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
