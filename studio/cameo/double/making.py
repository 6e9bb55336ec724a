"""A double from a capture: how somebody is drawn, how they sound, and the pictures that painters go by."""

from dataclasses import dataclass, replace
from typing import Final, Protocol

import numpy as np

from studio.cameo.capture.session import Session
from studio.cameo.double.looking import look_of
from studio.cameo.double.references import SIDES, Reference, references_of
from studio.cameo.double.traits import Traits, middle_of, traits_of
from studio.cameo.double.voice import voice_of
from studio.cameo.faces.found import Face, FaceFinder
from studio.cameo.likeness import Cleared, Double
from studio.errors import InvalidRequest

BUILDS: Final = {"woman": 1.66, "man": 1.78, "girl": 1.58, "boy": 1.68, "elder": 1.60}
"""How somebody may ask to be drawn, and the usual height, metres. Nobody's picture is asked for it."""
_LOOKED_AT: Final = ("look", "smile", "brows")
_REFERENCE: Final = "reference-"


@dataclass(frozen=True)
class Asked:
    """What a person says of themselves: how they want to be drawn, how tall they are, and their language."""

    build: str = "woman"
    height_m: float = 1.66
    language: str = "en"


@dataclass(frozen=True)
class Made:
    """A double that is not yet kept anywhere."""

    double: Double
    references: tuple[Reference, ...]


class Keeping(Protocol):
    """Where biometric data is sealed, as ``cameo.vault`` does."""

    def seal(self, cameo: str, name: str, data: bytes) -> None:
        """Keep data of a cameo under a name."""
        ...

    def open_(self, cameo: str, name: str) -> bytes | None:
        """What is kept; None where nothing is."""
        ...

    def names(self, cameo: str) -> tuple[str, ...]:
        """Under which names something is kept."""
        ...


def made(session: Session, finder: FaceFinder, asked: Asked) -> Made:
    """A double from a capture that is done.

    Raises:
        InvalidRequest: it is not done, or there is too little voice in it.
    """
    if not session.done:
        raise InvalidRequest("The capture is not finished.", "Go through its last steps first.")
    look = look_of(traits_in(session, finder), asked.build, asked.height_m)
    voice = voice_of(session.voice, session.rate, asked.language)
    return Made(Double(look, voice), references_of(session.kept))


def traits_in(session: Session, finder: FaceFinder) -> Traits:
    """What the kept pictures show, the eyes and the mouth as they are at rest."""
    found: list[Traits] = []
    for one in session.kept:
        if one.what in _LOOKED_AT:
            faces: tuple[Face, ...] = ()
            # A finder that follows needs a moment to leave the face it saw last.
            for _ in range(2):
                faces = finder.find(one.picture)
            if faces and faces[0].points is not None:
                found.append(traits_of(one.picture, faces[0]))
    if not found:
        raise InvalidRequest("The pictures show no face any more.", "Capture once more, in better light.")
    return at_rest(middle_of(found), session)


def at_rest(traits: Traits, session: Session) -> Traits:
    """The traits with what moves as the first step had it, over many pictures."""
    if session.neutral is None:
        return traits
    rest = session.neutral.expression
    return replace(traits, eye_open=float(np.mean(rest.eyes)), mouth=rest.wide)


def keep_references(vault: Keeping, cameo: str, references: tuple[Reference, ...]) -> None:
    """Seal a cameo's references, each under its side's name.

    Raises:
        StudioError: they cannot be kept.
    """
    for one in references:
        vault.seal(cameo, f"{_REFERENCE}{one.side}", one.png)


def references_with(leave: Cleared) -> tuple[Reference, ...]:
    """A cameo's references, for painters that work from them, the face from the front first.

    Raises:
        LikenessRefused: it is not lent any more. StudioError: the cameo's key is gone, or a file of it is damaged.
    """
    kept = ((side, leave.reads(f"{_REFERENCE}{side}")) for side in SIDES)
    return tuple(Reference(side, png) for side, png in kept if png is not None)
