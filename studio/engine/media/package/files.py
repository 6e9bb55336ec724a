"""The files that a film is made with, wherever in the document they are named: models, recordings, pictures, clips.

Every value of the document that says where a file lies has a ``path`` and the ``sha256`` of what is in it; so all of
them are found by looking, and a kind of file that the document gains is not forgotten.
"""

from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any, Protocol, TypeVar, cast

from msgspec import Struct
from msgspec.structs import replace

from studio.engine.media.package.archive import is_plain_name
from studio.timeline.film import Film

T = TypeVar("T")


class NamesFile(Protocol):
    """A value of the document that names a file."""

    @property
    def path(self) -> str:
        """Where it lies; in a project from its folder on."""
        ...

    @property
    def sha256(self) -> str:
        """Of its bytes, hex."""
        ...


def files_of(value: object) -> Iterator[NamesFile]:
    """Every file that a part of the document names, in order."""
    if _names_file(value):
        yield cast(NamesFile, value)
    for part in _parts(value):
        yield from files_of(part)


def with_files(value: T, change: Callable[[NamesFile], str]) -> T:
    """The value with each file's path as ``change`` gives it. What names none stays the very same object."""
    if isinstance(value, tuple):
        return _tuple_with_files(value, change)
    if not isinstance(value, Struct):
        return value
    fields: dict[str, Any] = {name: getattr(value, name) for name in value.__struct_fields__}
    changed = {name: made for name, part in fields.items() if (made := with_files(part, change)) is not part}
    if _names_file(value):
        path = change(cast(NamesFile, value))
        changed |= {} if path == fields["path"] else {"path": path}
    return cast(T, replace(value, **changed)) if changed else value


def _tuple_with_files(value: Any, change: Callable[[NamesFile], str]) -> Any:
    made = tuple(with_files(part, change) for part in value)
    return value if all(a is b for a, b in zip(made, value, strict=True)) else made


def packed_name(file: NamesFile) -> str:
    """What a file is called in a package: as in its project, or, where it lies elsewhere, by what is in it."""
    path = PurePosixPath(file.path.replace("\\", "/"))
    if len(path.parts) == 2 and is_plain_name(str(path)) and path.parts[0] in FOLDERS:
        return str(path)
    suffix = path.suffix if is_plain_name(f"a{path.suffix}") else ""
    return f"{_folder_of(file)}/{file.sha256[:16]}{suffix.lower()}"


def packed(film: Film) -> Film:
    """The film as it lies in a package: its files named from the package on, and nothing said of this machine."""
    return with_files(shared(film), packed_name)


def shared(film: Film) -> Film:
    """The film without what goes into no package: pictures of what the artist has at home."""
    if not any(one.private for one in film.drawings):
        return film
    return replace(film, drawings=tuple(one for one in film.drawings if not one.private))


def at_home(film: Film, folder: Path | None) -> Film:
    """The film as it lies in its project: files in the project's folder are named from there on.

    It may have been located by the folder's whole path, or from where the command was given.
    """
    if folder is None:
        return film
    home = folder.resolve()

    def named(file: NamesFile) -> str:
        path = Path(file.path)
        if not path.is_absolute() and (folder / path).exists():
            return file.path
        whole = path.resolve()
        return whole.relative_to(home).as_posix() if whole.is_relative_to(home) else file.path

    return with_files(film, named)


def lies_at(file: NamesFile, folder: Path | None) -> Path:
    """Where a file is now; ``folder`` is the project's, None where paths are whole."""
    return Path(file.path) if folder is None else folder / file.path


FOLDERS = ("models", "voices", "stills", "clips", "drawings", "media")
_KINDS = {
    "CharacterModel": "models",
    "ThingModel": "models",
    "Recording": "voices",
    "Still": "stills",
    "Footage": "clips",
    "Drawing": "drawings",
}


def _folder_of(file: NamesFile) -> str:
    return _KINDS.get(type(file).__name__, "media")


def _names_file(value: object) -> bool:
    return isinstance(value, Struct) and {"path", "sha256"} <= set(value.__struct_fields__)


def _parts(value: object) -> Iterator[object]:
    if isinstance(value, tuple):
        yield from cast(tuple[object, ...], value)
    elif isinstance(value, Struct):
        yield from (getattr(value, name) for name in value.__struct_fields__)
