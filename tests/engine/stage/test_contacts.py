"""Materials: rebounds, friction and masses are those of the table, and a cut does not stop the world."""

import math
from itertools import combinations_with_replacement

import numpy as np
import pytest
from rehearsal import HANA, STAGE, play, shot

from studio.engine import vocabulary
from studio.engine.stage import contacts, cords
from studio.engine.stage.hydrostatics import displaced
from studio.timeline.film import Action, Prop, PropId
from studio.timeline.world import Thing, World

MATERIALS = vocabulary.materials()
NAMED = ("wood", "steel", "stone", "glass", "rubber", "plastic", "paper", "cloth", "ice", "flesh", "water")


def ball(material: str | None = None, scale: float = 1.0) -> Prop:
    return Prop(PropId("ball"), "ball", "ball", material=material, scale=scale)


def alone(thing: Thing, prop: Prop, seconds: float = 2.0, fps: int = 48):
    return play(shot(seconds=seconds), cast=(), props=(prop,), before=World(STAGE, things=(thing,)), fps=fps)


def at(x: float, z: float, velocity: tuple[float, float, float] = (0.0, 0.0, 0.0)) -> Thing:
    return Thing(PropId("ball"), STAGE.place, (x, 0.0, z), velocity=velocity)


def test_every_pair_of_materials_keeps_the_speed_it_should() -> None:
    for first, second in combinations_with_replacement(MATERIALS, 2):
        wanted = contacts.restitution(MATERIALS[first], MATERIALS[second])
        spring = contacts.spring_rad_s(min(MATERIALS[first].stiffness_pa, MATERIALS[second].stiffness_pa))
        assert contacts.rebound(spring, contacts.damping_per_s(wanted, spring)) == pytest.approx(wanted, rel=0.01)


def test_materials_have_numbers_and_say_where_from() -> None:
    assert set(NAMED) <= set(MATERIALS)
    for name, material in MATERIALS.items():
        assert material.source, name
        assert 100 <= material.density <= 12_000
        assert 0 < material.restitution < 1
        assert 0 < material.friction < 1.2
        assert 0 < material.rolling_m < 0.05


def test_nothing_is_denser_than_what_it_is_made_of() -> None:
    for name, kind in vocabulary.prop_kinds().items():
        density = kind.mass_kg / math.prod(kind.size_m)
        assert density < 2 * MATERIALS[kind.material].density, name
        assert kind.mass_kg > 0, name


def test_a_steel_ball_is_solid_and_a_large_one_heavier() -> None:
    assert vocabulary.made(ball("steel")).mass_kg == pytest.approx(7850 * math.pi / 6 * 0.22**3, rel=1e-3)
    assert vocabulary.made(ball(scale=2.0)).mass_kg == pytest.approx(8 * vocabulary.made(ball()).mass_kg)
    assert displaced(vocabulary.made(ball(scale=2.0))) == pytest.approx(8 * displaced(vocabulary.made(ball())))


def test_what_flies_at_a_cut_flies_on() -> None:
    whole = alone(at(-1.0, 1.0, (1.5, 0.0, 3.0)), ball(), 0.8)
    first = alone(at(-1.0, 1.0, (1.5, 0.0, 3.0)), ball(), 0.4)
    second = play(shot(seconds=0.4, name="2"), cast=(), props=(ball(),), before=first.after, fps=48)
    together = second.performance.props[0].position
    assert first.after.things[0].velocity[2] < 0
    assert together[-1] == pytest.approx(whole.performance.props[0].position[-1], abs=0.01)


def test_a_fall_from_a_height_is_as_fast_as_it_should_be() -> None:
    height = alone(at(0.0, 40.0), ball("stone"), 2.7).performance.props[0].position[:, 2].astype(np.float64)
    fastest = float(np.abs(np.diff(height)).max()) * 48
    assert fastest == pytest.approx(9.81 * 2.65, rel=0.02)


def test_an_oblique_rebound_keeps_its_height_and_turns_slip_into_spin() -> None:
    played = alone(at(-2.0, 1.11, (4.0, 0.0, 0.0)), ball(), 1.2, 96)
    way = played.performance.props[0].position.astype(np.float64)
    bounce = contacts.restitution(MATERIALS["rubber"], MATERIALS["concrete"])
    hit = int(np.argmin(way[:60, 2]))
    assert way[hit:, 2].max() - 0.11 == pytest.approx(bounce**2, rel=0.06)
    after = float(np.diff(way[hit + 8 : hit + 20, 0]).mean()) * 96
    assert after == pytest.approx(4.0 * 3 / 5, rel=0.05)  # a shell that ends up rolling: Cross 2002


def test_a_hanging_thing_swings_about_its_peg_and_one_in_its_plumb_line_hangs_still() -> None:
    peg, kind = (0.0, 0.0, 2.4), vocabulary.made(ball())
    for angle in (0.3, 0.0):
        place, turn = cords.hanging_at(kind, peg, 1.0, angle, 0.0)
        hung = Thing(PropId("ball"), STAGE.place, place, turn, hung_from=peg)
        way = alone(hung, ball(), 1.5).performance.props[0].position.astype(np.float64)
        assert np.linalg.norm(way - np.array(peg), axis=1) == pytest.approx(1.11, abs=2e-3)
        assert np.ptp(way[:, 0]) == pytest.approx(2 * 1.11 * math.sin(angle), abs=0.02)


def test_the_same_shot_twice_is_the_same_to_the_last_bit() -> None:
    first, second = (alone(at(-1.0, 1.0, (2.0, 0.3, 1.0)), ball("wood"), 2.0) for _ in range(2))
    assert first.performance.props[0].position.tobytes() == second.performance.props[0].position.tobytes()
    assert first.performance.contacts == second.performance.contacts


def test_what_is_picked_up_and_put_elsewhere_does_not_jump_there() -> None:
    box = Prop(PropId("box"), "box", "box")
    beats = (Action(HANA.id, "pick_up", thing=box.id), Action(HANA.id, "put_down", thing=box.id))
    way = play(shot(*beats, seconds=9), props=(box,)).performance.props[0].position.astype(np.float64)
    assert np.linalg.norm(np.diff(way, axis=0), axis=1).max() * 24 < 6
