"""``main.py cameo thing``: a pet or a thing of a project looks like a real one, from pictures or a clip."""

from collections.abc import Iterator
from pathlib import Path

from studio.cameo.double.things import ThingCameo, thing_from_files
from studio.engine.stills import things_pictures
from studio.errors import InvalidRequest
from studio.secrets import write_private
from studio.timeline.film import Film, Prop
from studio.timeline.repainting import as_at_home
from studio.timeline.store import Project


def thing_taken(source: Path, name: str, files: tuple[Path, ...], references: Path | None) -> Iterator[str]:
    """Have a project's thing look like the one in files; what was done, line by line.

    It takes its colour, and painters keep it by crops of its pictures, which go into no package. references: a folder
    that the crops are written to besides; None for none.

    Raises:
        StudioError: in words.
    """
    if not source.is_dir():
        raise InvalidRequest(f"{source} is a script, which keeps no colours of things.", "Give a project.")
    project = Project.open(source)
    try:
        thing = _called(project.film, name)
        cameo = thing_from_files(files, thing.kind, thing.name)
        kept = things_pictures(cameo, thing.id, project.folder)
        project.history.apply(
            f"{thing.name} as at home", lambda film: as_at_home(film, thing.id, cameo.colours[0], kept)
        )
    finally:
        project.close()
    pictures = f"{len(kept)} picture{'s' * (len(kept) != 1)}"
    yield f"{thing.name} is drawn in {cameo.colours[0]} now, and painters that go by references have {pictures} of it."
    if references is not None:
        yield from _written(cameo, references)


def _called(film: Film, name: str) -> Prop:
    wanted = name.casefold()
    called = [one for one in film.props if wanted in (one.name.casefold(), str(one.id).casefold())]
    found = next(iter(called or [one for one in film.props if one.kind.casefold() == wanted]), None)
    if found is None:
        there = ", ".join(one.name for one in film.props) or "nothing"
        raise InvalidRequest(f"There is no {name} among the film's things.", f"Choose of {there}.")
    return found


def _written(cameo: ThingCameo, folder: Path) -> Iterator[str]:
    folder.mkdir(parents=True, exist_ok=True)
    for one in cameo.references:
        path = folder / f"{cameo.name}-{one.side}.png"
        write_private(path, one.png)
        yield f"{path}: a picture of it."
