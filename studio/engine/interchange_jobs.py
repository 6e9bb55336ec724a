"""Bringing cuts and captions in and sending them out, as the window asks for it and is told."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from studio.timeline.film import Film

if TYPE_CHECKING:
    from studio.engine.jobs import JobId


@dataclass(frozen=True)
class BringIn:
    """Read a cut or captions for a film whose project lies in ``folder``; ends with BroughtIn. Changes nothing yet."""

    path: Path
    film: Film
    folder: Path


@dataclass(frozen=True)
class SendOut:
    """Write a film's captions or its cut, as the target's name ends; shots are played out for it, none is painted."""

    film: Film
    folder: Path
    target: Path


@dataclass(frozen=True)
class BroughtIn:
    """The film as it would be, what the edit is called, and what was not understood, in sentences."""

    job: "JobId"
    film: Film
    name: str
    notes: tuple[str, ...]
