"""A package of 5 GiB: how long it takes to sign and to open, and in how much memory. Its media are zeros."""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from studio.bench.figures import Figure, at_most
from studio.bench.tamper import own_profile
from studio.bench.tiny import tiny_package
from studio.engine.media.package.archive import Content
from studio.engine.media.package.opening import read_package
from studio.engine.media.package.packing import document_of, write_package
from studio.engine.media.package.record import DOCUMENT
from studio.engine.opening import open_film
from studio.engine.provenance.device import this_device
from studio.engine.provenance.manifest import Made
from studio.engine.provenance.reading import Standing, provenance_of
from studio.engine.provenance.signing import sign
from studio.engine.stop import StopToken

BYTES: Final = 5 * 2**30
MEMORY_MB: Final = 1000
_MEDIA: Final = "media/long.mov"


def measure() -> Sequence[Figure]:
    """Pack and sign, read, and open, each in a process of its own."""
    with tempfile.TemporaryDirectory() as name, own_profile(Path(name)):
        tiny_package(Path(name))
        told = {step: _in_a_process(step, Path(name)) for step in ("sign", "read", "open")}
    return [figure for step, (seconds, memory) in told.items() for figure in _figures(step, seconds, memory)]


def _figures(step: str, seconds: float, memory_mb: float) -> tuple[Figure, Figure]:
    return (
        Figure(f"{step}: a package of 5 GiB", seconds, "s"),
        at_most(f"{step}: most memory", memory_mb, "MB", MEMORY_MB),
    )


def _in_a_process(step: str, folder: Path) -> tuple[float, float]:
    """Seconds, and MB at most."""
    command = [sys.executable, "-m", "studio.bench.large", step, str(folder)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    seconds, memory = json.loads(said)
    return float(seconds), float(memory)


def _sign(folder: Path) -> None:
    """The tiny film once more, with 5 GiB of media in its project."""
    tiny = read_package(folder / "tiny.mp4")
    assert tiny is not None
    media, film = folder / "media.mov", folder / "large.mp4"
    with media.open("wb") as file:
        file.truncate(BYTES)
    film.write_bytes(_without_project((folder / "tiny.mp4").read_bytes()))
    contents = (Content(DOCUMENT, document_of(tiny.film)), Content(_MEDIA, media))
    packing = write_package(film, contents, tiny.record, StopToken())
    while True:
        try:
            next(packing)
        except StopIteration as end:
            record, carried = end.value
            break
    sign(film, Made(record, tiny.film, None, (carried.sha256, carried.size)), this_device())


def _without_project(data: bytes) -> bytes:
    """The film up to its project; signing it again replaces the manifest at its front."""
    return data[: data.index(b"uuid", data.index(b"mdat")) - 4]


def _read(folder: Path) -> None:
    found = provenance_of(folder / "large.mp4")
    assert (found.standing, found.project) == (Standing.HERE, ""), found


def _open(folder: Path) -> None:
    for _ in open_film(folder / "large.mp4", folder / "large.tsuzuki", StopToken()):
        pass
    assert (folder / "large.tsuzuki" / _MEDIA).stat().st_size == BYTES


if __name__ == "__main__":
    began = time.perf_counter()
    {"sign": _sign, "read": _read, "open": _open}[sys.argv[1]](Path(sys.argv[2]))
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps([time.perf_counter() - began, used]))
