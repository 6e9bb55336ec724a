"""Taking something over from another film: a character, a thing, a place or a shot, with its files and its credit."""

import hashlib
from collections.abc import Generator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec.structs import replace

from studio.engine.director.direct import direct
from studio.engine.director.wording import Told, directions
from studio.engine.media.ffmpeg import told_plainly, whole_or_not_at_all
from studio.engine.media.gltf.writing import write_file
from studio.engine.media.package.archive import Unpacked, broken, unpacking
from studio.engine.media.package.files import NamesFile, files_of, with_files
from studio.engine.media.package.opening import cover_of, no_project, opened_from
from studio.engine.media.package.origin import FOLDER, ingredient_name, picture_name
from studio.engine.provenance.manifest import ingredient_label
from studio.engine.provenance.reading import provenance_beside
from studio.engine.provenance.signing import keep_ingredient
from studio.engine.stop import StopToken
from studio.errors import InvalidRequest
from studio.timeline.film import CastId, CastMember, Film, Prop, Shot
from studio.timeline.lineage import Ancestor
from studio.timeline.remixing import entities_in, joined, may, recast, with_ancestor, with_member, with_prop, with_shot


class Kind(Enum):
    """What can be taken over."""

    CHARACTER = "character"
    THING = "thing"
    PLACE = "place"
    SHOT = "shot"


@dataclass(frozen=True)
class Loan:
    """What is to be taken over from the film at ``path``: by name, a shot by its number from 1.

    part: of a character, the part in this film that they are to play; None where they come as themselves.
    """

    path: Path
    kind: Kind
    name: str
    part: CastId | None = None


def borrow(film: Film, folder: Path, loan: Loan, stop: StopToken) -> Generator[None, None, Film]:
    """The film with what was taken over, whose files are copied into its project's folder.

    Touches nothing that the engine thread does: it may run on any thread.

    Raises:
        InvalidRequest: there is nothing of that name in it, or its author does not allow it.
        ProjectUnreadable, MissingResource, DeviceLimit: the other film cannot be read, or its files not be copied.
    """
    with unpacking(loan.path) as package:
        if package is None:
            raise no_project(loan.path)
        yield None
        opened, found = opened_from(package), provenance_beside(loan.path, package)
        yield None
        stop.check()
        theirs = opened.film
        told = Ancestor(opened.sha256, theirs.title, theirs.author, theirs.terms, _told(loan), found.standing.value)
        ancestor = replace(told, parents=theirs.parents)
        may(ancestor, recast=loan.part is not None)
        lies = {file.sha256: file.path for file in files_of(theirs)}
        theirs = with_files(theirs, _kept_as)
        taken = _found(theirs, loan)
        needed = tuple(files_of((taken, *(entities_in(taken, theirs) if isinstance(taken, Shot) else ()))))
        _keep(package, ancestor, tuple((lies[one.sha256], one) for one in needed), folder)
    as_part = {"title": ancestor.title, "label": ingredient_label(ancestor.id), "relationship": "componentOf"}
    keep_ingredient(loan.path, as_part, folder / ingredient_name(ancestor.id))
    return with_ancestor(_brought(film, loan, taken, theirs), ancestor)


def on_offer(film: Film) -> dict[str, tuple[str, ...]]:
    """What can be taken over from a film: names by kind, shots by their numbers with what is seen in them."""
    shots = tuple(
        f"{number}: {shot.directions.subject or shot.words[:60]}" for number, shot in enumerate(film.shots, 1)
    )
    return {
        Kind.CHARACTER.value: tuple(one.name for one in film.cast),
        Kind.THING.value: tuple(one.name for one in film.props),
        Kind.PLACE.value: tuple(dict.fromkeys(shot.setting.place for shot in film.shots if not shot.footage)),
        Kind.SHOT.value: shots,
    }


def extended(film: Film, words: str, *, before: bool = False) -> Film:
    """The film with what more words tell, before it or after it; the same cast, and the world goes on.

    Raises:
        InvalidRequest: there is nothing to read in them.
    """
    more = direct(words, replace(film, title="", scenes=(), script="", unplaced=(), rulings=(), kept=()))
    return joined(film, more, before=before)


def _kept_as(file: NamesFile) -> str:
    """Where a file goes in this project: by what is in it, so that it takes no other's place."""
    path = PurePosixPath(file.path)
    return f"{path.parts[0]}/{file.sha256[:16]}{path.suffix.lower()}"


def _told(loan: Loan) -> str:
    match loan.kind:
        case Kind.CHARACTER:
            return f"a part played by {loan.name} from" if loan.part else f"{loan.name} borrowed from"
        case Kind.SHOT:
            return f"shot {loan.name} borrowed from"
        case Kind.THING | Kind.PLACE:
            return f"the {loan.name} borrowed from"


def _found(theirs: Film, loan: Loan) -> CastMember | Prop | Shot:
    """What is asked for; a place by the first shot there."""
    wanted = loan.name.strip().casefold()
    match loan.kind:
        case Kind.CHARACTER:
            there: list[Any] = [one for one in theirs.cast if one.name.casefold() == wanted]
            names = [one.name for one in theirs.cast]
        case Kind.THING:
            there = [one for one in theirs.props if one.name.casefold() == wanted]
            names = [one.name for one in theirs.props]
        case Kind.PLACE:
            there = [one for one in theirs.shots if one.setting.place.casefold() == wanted]
            names = [one.setting.place for one in theirs.shots]
        case Kind.SHOT:
            numbered = {str(number): one for number, one in enumerate(theirs.shots, start=1)}
            there = [numbered[wanted]] if wanted in numbered else []
            names = list(numbered)
    if not there:
        known = ", ".join(dict.fromkeys(names)) or "none"
        raise InvalidRequest(f"“{theirs.title}” has no {loan.kind.value} {loan.name!r}.", f"It has: {known}.")
    return there[0]


def _brought(film: Film, loan: Loan, taken: CastMember | Prop | Shot, theirs: Film) -> Film:
    match taken:
        case CastMember():
            return with_member(film, taken) if loan.part is None else recast(film, loan.part, taken)
        case Prop():
            return with_prop(film, taken)
        case Shot() if loan.kind is Kind.PLACE:
            return with_shot(film, _empty(taken), theirs)
        case Shot():
            return with_shot(film, taken, theirs)


def _empty(shot: Shot) -> Shot:
    """The place of a shot with nobody in it."""
    camera = replace(shot.camera, framing="wide shot", subject=None, other=None)
    words = f"{shot.setting.place[:1].upper()}{shot.setting.place[1:]}."
    told = Told((), shot.setting, camera, (), shot.cues, None, shot.duration, {}, shot.effects)
    return replace(
        shot,
        words=words,
        read="",
        directions=directions(told),
        camera=camera,
        beats=(),
        present=(),
        whereabouts=(),
        acting=(),
    )


def _keep(package: Unpacked, ancestor: Ancestor, files: tuple[tuple[str, NamesFile], ...], folder: Path) -> None:
    """Copy the files and the picture of the other film. files: each with its name in the package."""
    with told_plainly(folder):
        (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    for name, file in files:
        _copy(package, name, file, folder)
    cover = cover_of(package)
    if cover is not None:
        write_file(folder / picture_name(ancestor.id), cover)


def _copy(package: Unpacked, name: str, file: NamesFile, folder: Path) -> None:
    """Copy a file out of a package, unless it is there; its name was judged when the package was read.

    Raises:
        ProjectUnreadable: it is not the one that the film was made with.
    """
    target, digest = folder / file.path, hashlib.sha256()
    with told_plainly(target), whole_or_not_at_all(target, target.with_name(f".{target.name}.part")) as part:
        target.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as copy:
            for block in package.blocks(name):
                copy.write(block)
                digest.update(block)
        if digest.hexdigest() != file.sha256:
            raise broken(package.called, f"{name} is not the one it was packed with")
