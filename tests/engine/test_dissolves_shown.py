"""Dissolves in the viewer: both shots are seen, as they are in the written film."""

from collections.abc import Iterator
from dataclasses import replace as with_
from fractions import Fraction

import numpy as np
import pytest
from msgspec.structs import replace
from numpy.typing import NDArray

from studio.engine.director import direct
from studio.engine.jobs import Export, Finished, FrameReady, JobId, Preview
from studio.engine.media.take_video import read_frames
from studio.engine.painters.painter import Size
from studio.engine.stop import StopToken
from studio.engine.thread import Steps
from studio.engine.workshop import Workshop
from studio.timeline.film import Film

SIZE, FRAME = Size(192, 108), Fraction(1, 24)
FILM = direct("EXT. BEACH - DAY\n\nMei waves. 1 s.\n\nDISSOLVE TO:\n\nINT. OFFICE - NIGHT\n\nKen walks. 1 s.\n")
SIDE = 8
"""How many frames a dissolve lasts on either side of the cut, at 24 a second."""
Picture = NDArray[np.uint8]


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    workshop = Workshop()
    yield workshop
    workshop.close()


@pytest.fixture(scope="module")
def exported(workshop: Workshop, tmp_path_factory: pytest.TempPathFactory) -> list[Picture]:
    folder = tmp_path_factory.mktemp("exported")
    request = Export(FILM, folder / "film.mp4", SIZE, folder / "Film.tsuzuki" / "takes", pack=None)
    assert isinstance(ended(workshop.begin(request, JobId(1), StopToken())), Finished)
    return list(read_frames(folder / "film.mp4"))


def ended(steps: Steps) -> Finished:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def still(workshop: Workshop, film: Film, number: int) -> Picture:
    steps = workshop.begin(Preview(film, number * FRAME, SIZE), JobId(1), StopToken())
    return next(one.colour for one in steps if isinstance(one, FrameReady))


def played(workshop: Workshop, film: Film, number: int) -> dict[int, Picture]:
    """The film played from a frame on, by a clock that waits for every picture."""
    shown: dict[int, Picture] = {}
    request = with_(
        Preview(film, number * FRAME, SIZE), clock=lambda: float((max(shown, default=number - 1) + 1) * FRAME)
    )
    for one in workshop.begin(request, JobId(1), StopToken()):
        if isinstance(one, FrameReady):
            shown[round(one.time / FRAME)] = one.colour
    return shown


def apart(one: Picture, other: Picture) -> float:
    return float(np.abs(one.astype(int) - other.astype(int)).mean())


def cut_instead(film: Film) -> Film:
    shots = tuple(replace(s, shots=tuple(replace(o, transition="cut") for o in s.shots)) for s in film.scenes)
    return replace(film, scenes=shots)


def test_a_still_of_a_dissolve_is_as_in_the_written_film(workshop: Workshop, exported: list[Picture]) -> None:
    cut = len(exported) // 2
    usual = max(apart(still(workshop, FILM, number), exported[number]) for number in (0, cut + SIDE + 2))
    for number in (cut - SIDE, cut - 4, cut - 1, cut, cut + 3, cut + SIDE - 1):
        shown = still(workshop, FILM, number)
        assert apart(shown, exported[number]) < usual + 1.5, f"frame {number}"
        if number in (cut - 1, cut):
            plain = still(workshop, cut_instead(FILM), number)
            assert apart(plain, exported[number]) > 4 * (usual + 1.5), "a cut would look quite different"


def test_a_film_that_is_played_dissolves_too(workshop: Workshop) -> None:
    cut = round(FILM.shots[0].duration / FRAME)
    shown = played(workshop, FILM, cut - SIDE - 2)
    assert sorted(shown) == list(range(cut - SIDE - 2, 2 * cut)), "every frame is there"
    for number in (cut - SIDE, cut - 1, cut, cut + SIDE - 1, cut + SIDE):
        assert apart(shown[number], still(workshop, FILM, number)) < 1


def test_a_film_that_is_played_from_within_a_dissolve_has_both_shots(workshop: Workshop) -> None:
    cut = round(FILM.shots[0].duration / FRAME)
    shown = played(workshop, FILM, cut + 2)
    assert apart(shown[cut + 2], still(workshop, FILM, cut + 2)) < 1
    assert apart(shown[cut + 2], still(workshop, cut_instead(FILM), cut + 2)) > 10
