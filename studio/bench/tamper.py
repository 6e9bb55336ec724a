"""Single bytes of a signed film changed: whether each is told, by the part of the file that it lies in."""

import os
import random
import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from studio.bench.figures import Figure, at_most
from studio.bench.tiny import tiny_package
from studio.engine.media.package.boxes import USER_TYPE, Box, top_boxes
from studio.engine.provenance.reading import Standing, provenance_of

POSITIONS: Final = 500
"""How many are sampled in each part that the signature must cover."""
ELSEWHERE: Final = 120
_COVERED: Final = ("moov", "mdat", "project")


@dataclass(frozen=True)
class Found:
    """How many changed bytes of a part were told."""

    part: str
    tried: int
    told: int


def measure() -> Sequence[Figure]:
    """Change bytes one at a time, and read the film each time."""
    with tempfile.TemporaryDirectory() as name, own_profile(Path(name)):
        found = changed_bytes(tiny_package(Path(name)), Path(name) / "changed.mp4")
    covered = [one for one in found if one.part in _COVERED]
    rest = [one for one in found if one.part not in _COVERED]
    figures = [at_most(f"{one.part}: changes not told, of {one.tried}", one.tried - one.told, "", 0) for one in covered]
    return [*figures, *(Figure(f"{one.part}: changes told", 100 * one.told / one.tried, "%") for one in rest)]


def changed_bytes(film: Path, scratch: Path, positions: int = POSITIONS, elsewhere: int = ELSEWHERE) -> list[Found]:
    """What becomes of changed bytes in each part of a signed film; in the covered parts ``positions`` of them each."""
    with film.open("rb") as file:
        parts = [(_called(box, file), box) for box in top_boxes(file, film.name)]
    data, chance, found = film.read_bytes(), random.Random(11), list[Found]()
    for part in dict.fromkeys(name for name, _ in parts):
        places = [at for name, box in parts if name == part for at in range(box.start, box.end)]
        count = positions if part in _COVERED else elsewhere
        chosen = chance.sample(places, min(count, len(places)))
        told = sum(_is_told(data, at, chance.randrange(1, 256), scratch) for at in chosen)
        found.append(Found(part, len(chosen), told))
    return found


def _called(box: Box, file: BinaryIO) -> str:
    if box.kind != b"uuid":
        return box.kind.decode("latin-1")
    file.seek(box.inside)
    return "project" if file.read(16) == USER_TYPE else "manifest"


def _is_told(data: bytes, at: int, change: int, scratch: Path) -> bool:
    scratch.write_bytes(data[:at] + bytes([data[at] ^ change]) + data[at + 1 :])
    return provenance_of(scratch).standing is not Standing.HERE


@contextmanager
def own_profile(folder: Path) -> Generator[None]:
    """A profile of its own meanwhile, so that a bench signs with no key of this person's."""
    before = os.environ.get("TSUZUKI_PROFILE")
    os.environ["TSUZUKI_PROFILE"] = str(folder / "profile")
    try:
        yield
    finally:
        if before is None:
            del os.environ["TSUZUKI_PROFILE"]
        else:
            os.environ["TSUZUKI_PROFILE"] = before
