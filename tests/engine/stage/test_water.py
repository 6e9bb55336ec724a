"""Water: things float as deep as they are dense, sink as fast as theory says, bob, drift and splash."""

import math

import numpy as np
import pytest
from msgspec import structs
from rehearsal import HANA, play, prop, shot

from studio.engine import vocabulary
from studio.engine.performance import Contact, ContactKind
from studio.engine.stage.columns import solid
from studio.engine.stage.entrances import Opening, Placed
from studio.engine.stage.hydrostatics import floating_height, terminal_mps
from studio.engine.stage.kinds import matrix_of
from studio.engine.stage.simulation import Stuff, Track, around_things, simulate
from studio.engine.stage.water import Water
from studio.engine.stop import StopToken
from studio.engine.vocabulary import Pool, PropKind
from studio.timeline.film import Action, CastId, PropId, Setting

BEACH = Setting("beach", "beach")
HANA_ID, BALL, STONE = CastId("hana"), PropId("ball"), PropId("stone")


def kind(shape: str, size: tuple[float, float, float], ratio: float) -> PropKind:
    mass = ratio * 1000 * solid(shape, size).volume
    return PropKind((), shape, size, mass, "wood", "#ffffff", sealed=True)


def let_go(
    thing: PropKind, height: float, seconds: int, pool: Pool, turn: tuple[float, float, float, float] = (1, 0, 0, 0)
) -> tuple[Track, list[Contact]]:
    """A thing let go over a pool: its track, and the splashes."""
    place = structs.replace(vocabulary.set_kinds()["stage"], solids=(), spots=(), water=(pool,))
    placed = Placed(prop("ball"), thing, (0.0, 0.0, height), turn, None)
    waters: list[Water] = []

    def around(loose):
        waters.append(Water(place.water, loose))
        return (*around_things(loose), waters[0])

    opening = Opening(place, (), (placed,), frozenset(), ())
    stuff = Stuff((), {}, (), (), np.zeros((seconds * 24, 0, 2, 3)), {})
    outcome = simulate(opening, stuff, seconds * 24, 24, StopToken(), around)
    return outcome.tracks["ball"], waters[0].splashes


POND = Pool("pond", (-3.0, 3.0, -3.0, 3.0), 0.0, 2.0)


@pytest.mark.parametrize(
    ("shape", "size", "ratio"),
    [
        ("sphere", (0.3, 0.3, 0.3), 0.25),
        ("box", (0.3, 0.2, 0.2), 0.5),
        ("cylinder", (0.1, 0.1, 0.4), 0.6),
        ("capsule", (0.1, 0.1, 0.3), 0.75),
        ("box", (0.2, 0.3, 0.1), 0.9),
    ],
)
def test_a_thing_at_rest_is_immersed_by_its_share_of_the_waters_density(shape, size, ratio) -> None:
    track, _ = let_go(kind(shape, size, ratio), 0.4, 6, POND, (0.97, 0.2, 0.1, 0.0))
    below = solid(shape, size).below(matrix_of(track.orientation[-1])[2], -float(track.position[-1, 2]))[0]
    assert below / solid(shape, size).volume == pytest.approx(ratio, rel=0.03)
    assert np.abs(np.diff(track.position[-24:], axis=0)).max() < 0.004


@pytest.mark.parametrize(("shape", "ratio"), [("sphere", 2.6), ("box", 2.0), ("cylinder", 7.8)])
def test_it_sinks_at_its_terminal_velocity(shape: str, ratio: float) -> None:
    thing = kind(shape, (0.1, 0.1, 0.1), ratio)
    track, _ = let_go(thing, -0.5, 3, structs.replace(POND, depth_m=30.0))
    assert -np.diff(track.position[48:, 2]).mean() * 24 == pytest.approx(terminal_mps(thing), rel=0.03)


def test_volumes_below_a_level_are_those_of_many_points() -> None:
    rng = np.random.default_rng(5)
    up = np.array([0.48, -0.36, 0.8])
    points = rng.uniform(-0.5, 0.5, (200_000, 3)) * (0.3, 0.3, 0.5)
    inside = np.hypot(points[:, 0], points[:, 1]) < 0.15
    counted = (points @ up < 0.06)[inside].mean()
    shape = solid("cylinder", (0.3, 0.3, 0.5))
    assert shape.below(up, 0.06)[0] / shape.volume == pytest.approx(counted, abs=0.005)
    assert shape.below(up, 9.0)[0] == pytest.approx(math.pi * 0.15**2 * 0.5)


def test_a_splash_is_told_as_it_goes_in_and_grows_with_the_fall() -> None:
    _, low = let_go(kind("sphere", (0.2, 0.2, 0.2), 0.4), 0.4, 2, POND)
    track, high = let_go(kind("sphere", (0.2, 0.2, 0.2), 0.4), 1.6, 2, POND)
    assert high[0].kind is ContactKind.SPLASH
    assert high[0].impulse > 1.5 * low[0].impulse
    touches = math.sqrt(2 * (1.6 - 0.1) / 9.81)
    assert touches - 0.01 < high[0].time < touches + 0.05
    assert track.position[:, 2].min() < 0.0


def test_a_current_carries_what_floats() -> None:
    track, _ = let_go(kind("box", (0.2, 0.2, 0.1), 0.5), 0.1, 5, structs.replace(POND, current_mps=(0.3, 0.0)))
    drift = float(track.position[-1, 0] - track.position[-49, 0]) / 2
    assert 0.2 < drift <= 0.3


def test_a_stone_thrown_into_the_sea_sinks_and_a_ball_floats_where_the_next_shot_finds_it() -> None:
    def thrown(thing: PropId, name: str):
        return play(
            shot(Action(HANA_ID, "throw", thing, words="throws it into the sea"), seconds=6, setting=BEACH),
            (HANA,), (prop(name),),
        )  # fmt: skip

    stone, ball = thrown(STONE, "stone"), thrown(BALL, "ball")
    assert [c.kind for c in stone.performance.contacts].count(ContactKind.SPLASH) == 1
    assert stone.performance.props[0].position[-1, 2] < -1.0
    assert -0.3 < ball.performance.props[0].position[-1, 2] < 0.1
    assert ball.after.things[0].position[1] > 8.2
    assert ball.after.things[0].wet == 1.0
    later = play(shot(seconds=2, setting=BEACH), (HANA,), (prop("ball"),), ball.after).performance
    assert np.allclose(later.props[0].position[0], ball.performance.props[0].position[-1], atol=0.02)
    assert -0.3 < later.props[0].position[-1, 2] < 0.1


def test_what_is_to_float_floats_as_the_shot_begins() -> None:
    bottle = play(shot(Action(PropId("bottle"), "float"), seconds=3, setting=BEACH), (), (prop("bottle"),)).performance
    height = bottle.props[0].position[:, 2] + 0.16
    assert np.abs(height - floating_height(vocabulary.prop_kinds()["bottle"])).max() < 0.2
