"""Files that a cut's film needs, brought into a project: its own by their hash, a stranger's as clips and stills."""

from collections.abc import Generator
from pathlib import Path, PurePosixPath

from msgspec.structs import replace

from studio.engine.footage import kept_footage, sum_of
from studio.engine.interchange.incoming import Arrived
from studio.engine.interchange.own import files_of
from studio.engine.media.ffmpeg import told_plainly, whole_or_not_at_all
from studio.engine.media.preflight import check_room
from studio.engine.stills import kept_still
from studio.errors import StudioError
from studio.timeline.film import Film, Footage, Shot
from studio.timeline.overlays import Content, Inset, Overlay, Picture

_PIECE = 8 * 2**20


def brought_in(arrived: Arrived, folder: Path) -> Generator[None, None, tuple[Film, tuple[str, ...]]]:
    """The film with its files in the project, and what is to be said of it. Yields after each piece of work.

    Nothing is written outside the project, and of the studio's own files only what has the very bytes that the film
    asks for.

    Raises:
        DeviceLimit: a file cannot be copied.
    """
    notes = list(arrived.notes)
    scenes = list(arrived.film.scenes)
    for at, scene in enumerate(scenes):
        shots: list[Shot] = []
        for shot in scene.shots:
            shots.append((yield from _kept(shot, folder)))
        scenes[at] = scene if tuple(shots) == scene.shots else replace(scene, shots=tuple(shots))
    overlays: list[Overlay] = []
    for one in arrived.film.overlays:
        overlays.append(replace(one, content=(yield from _kept_content(one.content, folder))))
    film = replace(arrived.film, scenes=tuple(scenes), overlays=tuple(overlays))
    for path, sha256 in files_of(film):
        missing = yield from _fetched(path, sha256, arrived.files.get(path, ""), folder)
        notes += [missing] if missing else []
    return film, tuple(notes)


def _kept_content(content: Content, folder: Path) -> Generator[None, None, Content]:
    """An overlay's content with its file in the project, where it lies elsewhere on this machine."""
    match content:
        case Picture(still=still) if Path(still.path).is_absolute():
            yield
            return replace(content, still=kept_still(still, folder))
        case Inset(footage=footage) if Path(footage.path).is_absolute():
            return replace(content, footage=(yield from _kept_clip(footage, folder)))
        case _:
            return content


def _kept_clip(footage: Footage, folder: Path) -> Generator[None, None, Footage]:
    copying = kept_footage(footage, folder)
    while True:
        try:
            next(copying)
        except StopIteration as end:
            return end.value
        yield


def _kept(shot: Shot, folder: Path) -> Generator[None, None, Shot]:
    """The shot with its file in the project, where it lies elsewhere on this machine."""
    if shot.footage is not None and Path(shot.footage.path).is_absolute():
        return replace(shot, footage=(yield from _kept_clip(shot.footage, folder)))
    if shot.still is not None and Path(shot.still.path).is_absolute():
        yield
        return replace(shot, still=kept_still(shot.still, folder))
    return shot


def _fetched(path: str, sha256: str, source: str, folder: Path) -> Generator[None, None, str]:
    """Have one of the studio's own files in the project; why it is not, in a sentence, or "" if it is."""
    target = folder / path
    if not _is_inside(path):
        return f"The file {path} does not belong to a project, and was not brought in."
    if target.exists():
        return ""
    try:
        if not source or sum_of(Path(source)) != sha256:
            return f"The file {path} was not found as the film knows it: put it back, or choose it anew."
    except StudioError:
        return f"The file {path} is not on this machine: put it back, or choose it anew."
    check_room(folder, Path(source).stat().st_size)
    with told_plainly(target):
        target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    with whole_or_not_at_all(target, part), Path(source).open("rb") as read, part.open("wb") as write:
        while piece := read.read(_PIECE):
            write.write(piece)
            yield
    return ""


def _is_inside(path: str) -> bool:
    parts = PurePosixPath(path.replace("\\", "/")).parts
    return bool(parts) and not Path(path).is_absolute() and ".." not in parts and ":" not in path
