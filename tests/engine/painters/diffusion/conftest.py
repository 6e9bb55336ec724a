"""Tiny models on disk, a staged shot and a cel painter, made once for all tests of diffusion painters."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from msgspec import structs

from studio.engine.briefs import brief_of
from studio.engine.director.direct import direct
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.painter import Brief
from studio.engine.performance import Performance
from studio.engine.staging import Rehearsals, stage_shots
from studio.engine.stop import StopToken
from studio.timeline.film import Film

SECONDS = Fraction(3, 4)


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The folder of a tiny model by the name of the function that builds it."""
    import tiny_painters

    made: dict[str, Path] = {}

    def folder(name: str) -> Path:
        if name not in made:
            made[name] = getattr(tiny_painters, name)(tmp_path_factory.mktemp(name))
        return made[name]

    return folder


@pytest.fixture(scope="session")
def film() -> Film:
    read = direct("INT. ROOM - DAY\n\nHana waves. Ken sits.")
    scene = read.scenes[0]
    shots = (structs.replace(scene.shots[0], duration=SECONDS),)
    return structs.replace(read, scenes=(structs.replace(scene, shots=shots),))


@pytest.fixture(scope="session")
def performance(film: Film) -> Performance:
    return next(iter(stage_shots(film, Rehearsals(), StopToken()))).performance


@pytest.fixture(scope="session")
def brief(film: Film) -> Brief:
    return brief_of(film.shots[0], film.cast)


@pytest.fixture(scope="session")
def cel() -> Iterator[CelPainter]:
    painter = CelPainter()
    yield painter
    painter.close()
