"""``main.py remix``: a film or a project becomes a new project in which something is otherwise."""

import json
import re
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from msgspec import structs

from studio.cli.films import carries_a_project, visit
from studio.cli.models import member_called
from studio.cli.sources import chosen_shots
from studio.cli.voices import spot_called
from studio.engine import vocabulary
from studio.engine.borrowing import Kind, Loan, borrow, extended
from studio.engine.casting import VOICES
from studio.engine.director.language import language_resaid
from studio.engine.footage import footage_taken_in, kept_footage
from studio.engine.media.package.origin import as_shared, origin_of, refuse_closed
from studio.engine.provenance.reading import provenance_of
from studio.engine.sound.voice import is_spoken
from studio.engine.stop import StopToken
from studio.errors import InvalidRequest, MissingResource, StudioError
from studio.timeline.film import Film, Footage, ShotId
from studio.timeline.footage import add_footage
from studio.timeline.lineage import Ancestor, credit_lines
from studio.timeline.remixing import redubbed, restyled, retaken, revoiced, with_ancestor
from studio.timeline.store import Project

_LOAN = re.compile(r"(?P<path>.+):(?P<kind>character|thing|place|shot)=(?P<name>.+)")


@dataclass(frozen=True)
class RemixRequest:
    """What was asked for. project: the new one's folder, or the project itself where one is remixed in place.

    retake: shots, as ``2,5-7``; redub: each ``LINE=WORDS``; revoice: each
    ``NAME=VOICE``; recast: each ``NAME=FILM:CHARACTER``; borrow: each
    ``FILM:KIND=NAME``; before, after: words that tell what is added.
    """

    source: Path
    project: Path | None = None
    retake: str | None = None
    seed: int | None = None
    look: str | None = None
    redub: list[str] = field(default_factory=list[str])
    language: str | None = None
    revoice: list[str] = field(default_factory=list[str])
    recast: list[str] = field(default_factory=list[str])
    borrow: list[str] = field(default_factory=list[str])
    before: str | None = None
    after: str | None = None


def remix(request: RemixRequest, as_json: bool) -> str:
    """Do what was asked; returns what to print. Each change is one edit that can be undone.

    Raises:
        StudioError: in words; no new project is left behind.
    """
    _check(request)
    folder = _folder(request)
    with _gone_if_refused(folder, new=request.source != folder):
        project = Project.open(folder)
        try:
            _edit(project, request, folder)
            film = as_shared(project.film, origin_of(folder))
        finally:
            project.close()
    values = _values(folder, film)
    if as_json:
        return json.dumps(values, ensure_ascii=False, indent=1)
    shots = f"{values['shots']} shot{'s' * (values['shots'] != 1)}"
    return "\n".join((f"{folder}: {shots}", *values["credits"]))


@contextmanager
def _gone_if_refused(folder: Path, new: bool) -> Generator[None]:
    """Remove a project that was made for a remix which then could not be."""
    try:
        yield
    except StudioError:
        if new:
            shutil.rmtree(folder, ignore_errors=True)
        raise


def _folder(request: RemixRequest) -> Path:
    if not request.source.exists():
        raise MissingResource(f"There is no file or folder at {request.source}.", "Check the path.")
    if request.source.is_dir():
        if request.project is not None:
            raise InvalidRequest("A project is remixed where it lies.", "Leave -o out, or remix a copy of it.")
        return request.source
    if request.project is None:
        raise InvalidRequest("There is no place for the new project.", "Add -o NAME.tsuzuki.")
    if carries_a_project(request.source):
        return visit(request.source, request.project).folder
    return _project_of_clip(request.source, request.project)


def _project_of_clip(path: Path, folder: Path) -> Path:
    """A new project that begins with a video as its only shot; whose it was is not known, and credited by its name."""
    footage, _ = footage_taken_in(path)
    told = Ancestor(footage.sha256, path.stem, how="made from", standing=provenance_of(path).standing.value)
    project = Project.create(folder, Film(path.stem))
    try:
        keeping = kept_footage(footage, folder)
        while True:
            try:
                next(keeping)
            except StopIteration as end:
                kept: Footage = end.value
                break
        shot = ShotId("clip")
        project.history.apply("Add clip", lambda film: with_ancestor(add_footage(film, kept, shot), told))
    finally:
        project.close()
    return folder


def _edit(project: Project, request: RemixRequest, folder: Path) -> None:
    refuse_closed(folder, recast=bool(request.recast))
    history = project.history
    if request.retake is not None:
        shots = chosen_shots(project.film, request.retake, "--retake") or frozenset()
        history.apply("Another take", lambda film: retaken(film, shots, request.seed))
    if request.look is not None:
        look = _look(request.look)
        history.apply("Restyle", lambda film: restyled(film, look))
    for told in request.redub:
        history.apply("Re-dub", lambda film, told=told: _redubbed(film, told, request.language))
    for told in request.revoice:
        history.apply("Give another voice", lambda film, told=told: _revoiced(film, told))
    for loan in [*_parts(project.film, request.recast), *map(_loan, request.borrow)]:
        made = _borrowed(project.film, folder, loan)
        history.apply("Borrow", lambda _film, made=made: made)
    for words, before in ((request.before, True), (request.after, False)):
        if words is not None:
            history.apply("Extend", lambda film, words=words, before=before: extended(film, words, before=before))


def _look(name: str) -> str:
    if name not in vocabulary.named("looks"):
        raise InvalidRequest(f"There is no look called {name!r}.", f"Choose of {', '.join(vocabulary.named('looks'))}.")
    return name


def _redubbed(film: Film, told: str, language: str | None) -> Film:
    line, equals, words = told.partition("=")
    if not equals or not line.strip():
        raise InvalidRequest(f"{told!r} does not say which line says what.", 'Write it like Hana:1="Good evening."')
    spot = spot_called(film, line.strip())
    return redubbed(film, spot.shot, spot.at, words, language or language_resaid(spot.line, words))


def _revoiced(film: Film, told: str) -> Film:
    """``NAME=VOICE``: in whose voice somebody speaks all their lines."""
    name, equals, variant = told.partition("=")
    if not equals or not name.strip():
        raise InvalidRequest(f"{told!r} does not say who speaks in which voice.", "Write it like Hana=f4.")
    known = [one for variants in VOICES.values() for one in variants]
    if variant.strip() not in known:
        raise InvalidRequest(f"There is no voice called {variant.strip()!r}.", f"Choose of {', '.join(known)}.")
    member = member_called(film, name.strip())
    return revoiced(film, member.id, structs.replace(member.voice, variant=variant.strip()))


def _check(request: RemixRequest) -> None:
    """Refuse before anything is made what would do nothing.

    Raises:
        InvalidRequest: there is a chance without a take, or a language without words, or one that is not spoken.
    """
    if request.seed is not None and request.retake is None:
        raise InvalidRequest("--seed is of the shots that are played again.", "Add them, like --retake 2,5-7.")
    if request.language is None:
        return
    if not request.redub:
        raise InvalidRequest("--language is of the new words of a line.", 'Add them, like --redub Hana:1="こんばんは".')
    if not is_spoken(request.language):
        raise InvalidRequest(
            f"The studio cannot speak a language called {request.language!r}.", "Give its code, such as ja, de or fr."
        )


def _parts(film: Film, told: list[str]) -> list[Loan]:
    """``NAME=FILM:CHARACTER``: who plays which part."""
    loans: list[Loan] = []
    for one in told:
        part, _, other = one.partition("=")
        path, colon, name = other.rpartition(":")
        if not (part.strip() and colon and path and name.strip()):
            raise InvalidRequest(f"{one!r} does not say who plays which part.", "Write it like Hana=other.mp4:Mei.")
        loans.append(Loan(Path(path), Kind.CHARACTER, name.strip(), member_called(film, part.strip()).id))
    return loans


def _loan(told: str) -> Loan:
    found = _LOAN.fullmatch(told)
    if found is None:
        raise InvalidRequest(
            f"{told!r} does not say what to borrow.",
            "Write it like other.mp4:character=Mei (or thing=, place=, shot=2).",
        )
    return Loan(Path(found["path"]), Kind(found["kind"]), found["name"])


def _borrowed(film: Film, folder: Path, loan: Loan) -> Film:
    steps = borrow(film, folder, loan, StopToken())
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def _values(folder: Path, film: Film) -> dict[str, Any]:
    return {
        "project": str(folder),
        "title": film.title,
        "shots": len(film.shots),
        "cast": [one.name for one in film.cast],
        "terms": film.terms.words,
        "credits": list(credit_lines(film.author, film.parents)),
    }
