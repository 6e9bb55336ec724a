"""Which project to open, and how scripts come in."""

from pathlib import Path
from typing import cast

from PySide6.QtCore import QSettings, QStandardPaths

from studio.errors import InvalidRequest, MediaUnreadable
from studio.resources import resource
from studio.timeline.database import told_plainly
from studio.timeline.film import Film
from studio.timeline.store import SUFFIX, Project

SAMPLE = "samples/first_film.fountain"
_LAST = "project/last"
_RECENT = "project/recent"
_MOST_RECENT = 10
_MOST_SCRIPT_BYTES = 4_000_000


def home() -> Path:
    """The folder where new projects go."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents or Path.home()) / "Tsuzuki"


def last_project(settings: QSettings) -> Path | None:
    """The project that was open last, if it is still there."""
    value = settings.value(_LAST)
    path = Path(value) if isinstance(value, str) and value else None
    return path if path is not None and path.is_dir() else None


def remember(settings: QSettings, project: Path) -> None:
    """Open this one next time, and list it among those that were open lately."""
    settings.setValue(_LAST, str(project))
    others = [str(one) for one in _listed(settings) if one != project]
    settings.setValue(_RECENT, [str(project), *others][:_MOST_RECENT])


def recent(settings: QSettings) -> tuple[Path, ...]:
    """The projects that were open lately and are still there, the newest first."""
    return tuple(path for path in _listed(settings) if path.is_dir())


def _listed(settings: QSettings) -> list[Path]:
    """What the settings list; of a list of one, some kinds of settings keep only the one."""
    value = settings.value(_RECENT)
    told = cast(list[object], value) if isinstance(value, list) else [value]
    return [Path(str(one)) for one in told if one]


def asked_for(path: Path) -> Project:
    """The project that lies at a path, or a new one made of the film there, before there is a window.

    Raises:
        StudioError: it can be neither opened nor made.
    """
    if not path.is_file():
        return Project.open(path)
    from studio.engine.opening import open_film_in
    from studio.engine.provenance.reading import is_film
    from studio.engine.stop import StopToken

    if not is_film(path):
        return Project.open(path)
    opening = open_film_in(home(), path, StopToken())
    while True:
        try:
            next(opening)
        except StopIteration as end:
            return Project.open(end.value.folder)


def sample_project(folder: Path) -> Project:
    """The sample film in a project of its own, made when it is not there yet.

    Raises:
        StudioError: it can be neither opened nor made.
    """
    path = folder / f"Sample film{SUFFIX}"
    if path.exists():
        return Project.open(path)
    with told_plainly(folder):
        folder.mkdir(parents=True, exist_ok=True)
    return Project.create(path, Film(title="Sample film", script=read_script(resource(SAMPLE))))


def new_project(path: Path) -> Project:
    """An empty film.

    Raises:
        StudioError: it cannot be made there.
    """
    return Project.create(path, Film(title=path.stem))


def read_script(path: Path) -> str:
    """A script as its author wrote it.

    Raises:
        MediaUnreadable: it is not text, or cannot be read. InvalidRequest: it is too long to be a script.
    """
    try:
        data = path.read_bytes()
    except OSError as exc:
        raise MediaUnreadable(f"{path} could not be read: {exc.strerror}.", "Check the file and its rights.") from exc
    if len(data) > _MOST_SCRIPT_BYTES:
        raise InvalidRequest(f"{path.name} is too long to be a script.", "Choose a text file under 4 MB.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise MediaUnreadable(f"{path.name} is not a text file.", "Save the script as UTF-8 text.") from exc
    if "\0" in text:
        raise MediaUnreadable(f"{path.name} is not a text file.", "Save the script as UTF-8 text.")
    return text.replace("\r\n", "\n")
