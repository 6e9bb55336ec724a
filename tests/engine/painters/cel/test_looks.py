"""A film's look changes its ink, its shading, its sheet and its film: each is seen, and is as it was."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from studio.engine import vocabulary
from studio.engine.director.direct import direct
from studio.engine.painters.cel.looks import OWN, look_of
from studio.engine.painters.cel.painter import CelPainter, Effects
from studio.engine.painters.painter import Size
from studio.engine.staging import Rehearsals, stage_shots
from studio.engine.stop import StopToken


@pytest.fixture(scope="module")
def pictures() -> dict[str, NDArray[np.float32]]:
    film = direct("Medium shot of a girl with red hair in a blue coat on a neon street in the evening.")
    played = next(iter(stage_shots(film, Rehearsals(most=1), StopToken()))).played.performance
    painter = CelPainter()
    try:
        return {
            name: painter.open(replace(played, look=name), Size(192, 108))
            .frame(0, Effects.all(), frozenset(), StopToken())
            .colour.astype(np.float32)
            for name in ("", *vocabulary.named("looks"))
        }
    finally:
        painter.close()


def spread(picture: NDArray[np.float32]) -> float:
    """How colourful: the mean distance of the strongest and the weakest of red, green and blue."""
    return float((picture.max(axis=2) - picture.min(axis=2)).mean())


def test_every_look_is_seen(pictures: dict[str, NDArray[np.float32]]):
    own = pictures[""]
    for name, picture in pictures.items():
        if name:
            assert float(np.abs(picture - own).mean()) > 4.0, name


def test_looks_look_as_they_are_called(pictures: dict[str, NDArray[np.float32]]):
    assert spread(pictures["black and white"]) < 3
    assert spread(pictures["noir"]) < 14
    red, _, blue = pictures["sepia"].reshape(-1, 3).mean(axis=0)
    assert red > blue + 25
    assert spread(pictures["neon"]) > spread(pictures[""])
    assert pictures["pastel"].mean() > pictures[""].mean()
    ink = pictures["ink"].mean(axis=2)
    assert ((ink < 60) | (ink > 200)).mean() > 0.6  # black and paper, hardly anything between
    rim = np.concatenate([pictures["watercolour"][:2].reshape(-1, 3), pictures["watercolour"][-2:].reshape(-1, 3)])
    assert rim.mean() > 225  # the paint stays off the edge of the sheet


def test_a_look_is_of_the_film_or_of_a_scene():
    assert look_of("") is OWN
    film = direct("Film noir. Hana waits on a street at night.")
    assert film.look == "noir"
    assert {shot.look for shot in film.shots} == {"noir"}
    two = direct("EXT. BEACH - DAY\n\nHana walks.\n\nINT. ROOM - NIGHT\n\nSepia tone. Ken sits.")
    assert [shot.look for shot in two.shots][:: len(two.shots) - 1] == ["", "sepia"]
