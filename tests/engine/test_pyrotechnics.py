"""Fireworks: asked for by words, seen and heard at the same moments."""

from dataclasses import replace

import numpy as np
import pytest

from studio.engine.director.direct import direct
from studio.engine.painters.cel.effects import Effects
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.painter import Size
from studio.engine.performance import Performance
from studio.engine.pyrotechnics import RISE_S, shells_over
from studio.engine.sound.bursting import add_bursts
from studio.engine.sound.stems import RATE
from studio.engine.staging import Rehearsals, stage_shots
from studio.engine.stop import StopToken
from studio.timeline.film import Film


def played(film: Film) -> list[Performance]:
    return [staged.performance for staged in stage_shots(film, Rehearsals(), StopToken())]


@pytest.fixture(scope="module")
def watched() -> Performance:
    return played(direct("Hana stands on the beach and watches the fireworks. Wide shot."))[0]


def test_they_go_on_through_their_scene_and_no_further() -> None:
    film = direct(
        "EXT. BEACH - NIGHT\n\nWide shot. Hana waits.\n\n"
        "Medium shot. Fireworks burst over the sea. Hana smiles.\n\nClose-up of Hana.\n\n"
        "INT. KITCHEN - MORNING\n\nHana sits."
    )
    lit = ["fireworks" in shot.effects for shot in film.shots]
    assert lit[0] is False
    assert lit[-1] is False
    assert all(lit[1:-1])
    assert lit.count(True) >= 2
    assert not [one for shot in film.shots for one in shot.unplaced]


@pytest.mark.parametrize(
    ("script", "hour"),
    [
        ("Fireworks over the park. Hana waves.", "night"),
        ("EXT. PARK - DUSK\n\nFireworks. Hana waves.", "dusk"),
        ("公園で花火が上がる。花は手を振る。", "night"),
        ("Fuegos artificiales sobre el parque. Hana saluda.", "night"),
    ],
)
def test_they_make_it_night_unless_an_hour_is_said(script: str, hour: str) -> None:
    shot = direct(script).shots[0]
    assert "fireworks" in shot.effects
    assert shot.setting.hour == hour


def test_who_watches_them_turns_to_the_sky(watched: Performance) -> None:
    assert abs(float(np.degrees(watched.actors[0].heading[-1])) - 90) < 10


def test_the_same_shot_has_the_same_shells_at_all_times(watched: Performance) -> None:
    shells = shells_over(watched)
    assert shells == shells_over(watched)
    assert shells != shells_over(replace(watched, seed=watched.seed + 1))
    starts = np.array([shell.burst_s for shell in shells])
    assert starts.min() < 0
    assert np.diff(np.sort(starts)).max() < 1.0, "the sky is never empty"


def test_indoors_and_unasked_there_are_none(watched: Performance) -> None:
    assert not shells_over(replace(watched, effects=()))
    (indoors,) = played(direct("INT. KITCHEN - NIGHT\n\nHana hears fireworks."))[:1]
    assert not shells_over(replace(indoors, effects=("fireworks",)))


def test_each_is_seen_where_it_bursts(watched: Performance) -> None:
    painter = CelPainter()
    bare = painter.open(replace(watched, effects=()), Size(320, 180))
    lit = painter.open(watched, Size(320, 180))
    plain = Effects(bloom=False, printing=False)
    for index in (0, watched.frames // 2, watched.frames - 1):
        added = lit.frame(index, plain).colour.astype(int) - bare.frame(index, plain).colour
        assert (added[:80].max(axis=2) > 40).sum() > 30
        assert (added[120:].max(axis=2) > 40).sum() == 0, "the sand and the sea stay as they are"
    painter.close()


def test_each_is_heard_with_its_burst(watched: Performance) -> None:
    (shell, *_) = (one for one in shells_over(watched) if one.burst_s > RISE_S)
    stem = np.zeros((2, round((shell.burst_s + 2) * RATE)), np.float32)
    add_bursts(stem, (shell,))
    loud = np.abs(stem).max(axis=0)
    first = int(np.argmax(loud > 0.6 * loud.max()))
    assert abs(first / RATE - shell.burst_s) < 1 / 48
    assert not loud[: round((shell.burst_s - RISE_S) * RATE) - 1].any()
