"""On real sets, in the painted picture: whoever or whatever the camera is on is there, and nothing hides it."""

from collections.abc import Iterator

import pytest
from rehearsal import HANA, KEN, play, prop, shot, spoken

from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.painter import Pass, Size
from studio.engine.performance import Performance
from studio.timeline.film import Action, Camera, CastId, EntityId, Line, PropId, Setting

SIZE = Size(192, 108)
HANA_ID, BALL = CastId("hana"), PropId("ball")
PLACES = ["neon_street", "classroom", "room", "library", "shrine"]


@pytest.fixture(scope="module")
def painter() -> Iterator[CelPainter]:
    made = CelPainter()
    yield made
    made.close()


def share(painter: CelPainter, performance: Performance, who: EntityId, at: float) -> float:
    """How much of the picture somebody or something fills, from the id pass."""
    frame = int(at * (performance.frames - 1))
    painted = painter.open(performance, SIZE).frame(frame, passes=frozenset({Pass.ID}))
    assert painted.id is not None
    return float((painted.id == performance.id_numbers[who]).mean())


@pytest.mark.parametrize("place", PLACES)
def test_the_subject_of_every_framing_is_seen(painter: CelPainter, place: str) -> None:
    setting = Setting(place, place)
    for framing, least in (("close-up", 0.14), ("medium shot", 0.07), ("full shot", 0.025)):
        what = shot(
            Line(HANA_ID, "a"),
            camera=Camera(framing, subject=HANA_ID),
            setting=setting,
            present=("hana", "ken"),
            seconds=2.5,
        )
        performance = play(what, cast=(HANA, KEN), speech=(spoken("hana"),)).performance
        assert share(painter, performance, HANA_ID, 0.5) > least, framing
    what = shot(camera=Camera("insert", subject=BALL), setting=setting, present=("hana", "ball"), seconds=2)
    performance = play(what, props=(prop("ball"),)).performance
    assert share(painter, performance, BALL, 0.5) > 0.03


@pytest.mark.parametrize("place", ["classroom", "forest"])
def test_somebody_who_walks_stays_seen(painter: CelPainter, place: str) -> None:
    camera = Camera("full shot", "follow", subject=HANA_ID)
    what = shot(Action(HANA_ID, "walk"), camera=camera, setting=Setting(place, place), seconds=4)
    performance = play(what).performance
    for at in (0.1, 0.5, 0.9):
        assert share(painter, performance, HANA_ID, at) > 0.02


@pytest.mark.parametrize(("framing", "least"), [("close-up", 0.06), ("medium shot", 0.025)])
@pytest.mark.parametrize(("animal", "gait"), [("dog", "run"), ("cat", "walk")])
def test_an_animal_that_goes_is_gone_along_with_and_fills_its_frame(
    painter: CelPainter, framing: str, least: float, animal: str, gait: str
) -> None:
    beast = PropId(animal)
    camera = Camera(framing, subject=beast)
    what = shot(Action(beast, gait), camera=camera, setting=Setting("park", "park"), present=(animal,), seconds=3)
    performance = play(what, cast=(), props=(prop(animal),)).performance
    for at in (0.05, 0.5, 0.95):
        assert share(painter, performance, beast, at) > least
