"""Whoever rides is on what they ride, and it goes where they go."""

import numpy as np
import pytest
from rehearsal import play, prop, shot

from studio.engine.director import direct
from studio.engine.performance import Performance
from studio.engine.staging import Rehearsals, stage_shots
from studio.engine.stop import StopToken
from studio.engine.vocabulary import set_kinds
from studio.timeline.film import Action, CastId, PropId


def does(motion: str, thing: str | None = None) -> Action:
    return Action(CastId("hana"), motion, None if thing is None else PropId(thing))


def ridden(kind: str) -> Performance:
    return play(shot(does("ride", kind), seconds=3.0), props=(prop(kind),)).performance


@pytest.mark.parametrize("kind", ["bicycle", "scooter", "skateboard", "horse", "beast", "dragon", "cart", "car"])
def test_the_rider_and_what_is_ridden_go_together(kind: str):
    performance = ridden(kind)
    rider, (thing,) = performance.actors[0], performance.props
    apart = thing.position[:, :2] - rider.root[:, :2]
    assert np.ptp(np.linalg.norm(apart, axis=1)) < 0.02
    assert np.linalg.norm(rider.root[-1, :2] - rider.root[0, :2]) > 2.0
    assert np.abs(thing.position[:, 2] - thing.position[0, 2]).max() < 0.01


@pytest.mark.parametrize(("kind", "least"), [("bicycle", 0.15), ("horse", 0.75), ("skateboard", 0.05)])
def test_the_rider_is_up_on_it(kind: str, least: float):
    on_foot = play(shot(does("run"), seconds=3.0)).performance.actors[0]
    assert float(np.median(ridden(kind).actors[0].lift) - np.median(on_foot.lift)) > least


def test_who_is_there_already_walks_up_to_it_first():
    first = does("walk"), does("ride", "bicycle")
    performance = play(shot(*first, seconds=7.0), props=(prop("bicycle"),)).performance
    thing = performance.props[0]
    assert np.abs(thing.position[:12, :2] - thing.position[0, :2]).max() < 1e-6
    assert np.linalg.norm(thing.position[-1, :2] - thing.position[0, :2]) > 1.0


def test_two_in_a_boat_sit_apart_on_the_water_and_stay_aboard_over_a_cut():
    film = direct("Scene 1: A beach. Hana and Ken ride in a rowboat. Shot 2: Hana waves.")
    first, second = stage_shots(film, Rehearsals(), StopToken())
    sea = set_kinds()["beach"].water[0]
    hana, ken = first.performance.actors
    boat = next(track for track in first.performance.props if track.prop.kind == "boat")
    assert np.linalg.norm(boat.position[-1] - boat.position[0]) > 1.0
    assert (boat.position[:, 1] > sea.bounds_m[2]).all()
    assert 0.6 < np.linalg.norm(hana.root - ken.root, axis=1).min() < 1.3
    assert {person.posture for person in first.after.people} == {"riding"}
    still = next(track for track in second.performance.props if track.prop.kind == "boat").position
    assert np.abs(still - still[0]).max() < 1e-6
    assert np.linalg.norm(second.performance.actors[0].root[0] - hana.root[-1]) < 0.05


def test_who_walks_off_is_no_longer_on_it():
    film = direct("Scene 1: A park. Hana rides a bicycle. Shot 2: Hana walks to the bench.")
    first, second = stage_shots(film, Rehearsals(), StopToken())
    assert [person.posture for person in first.after.people] == ["riding"]
    assert [person.posture for person in second.after.people] != ["riding"]
    bicycle, hana = second.performance.props[0].position, second.performance.actors[0].root
    assert np.linalg.norm(bicycle[-1, :2] - hana[-1, :2]) > 1.0


def test_a_boat_on_dry_land_is_told():
    played = play(shot(does("ride", "boat"), seconds=3.0), props=(prop("boat"),))
    assert any("No water here carries" in note for note in played.notes)


def test_two_fly_on_a_dragon_from_the_first_frame_each_on_a_seat_of_their_own():
    film = direct("Hana and Ken fly on a white dragon over a meadow.")
    first = next(iter(stage_shots(film, Rehearsals(), StopToken()))).performance
    hana, ken = first.actors
    (dragon,) = first.props
    assert dragon.position[:, 2].min() - 2.2 > 2.5
    assert hana.lift.min() > 4.0
    assert 0.4 < np.linalg.norm(hana.root - ken.root, axis=1).min() < 0.8
    assert np.linalg.norm(dragon.position[-1] - dragon.position[0]) > 2.0


def test_a_dragon_that_is_ridden_on_the_ground_stays_on_it():
    performance = ridden("dragon")
    assert np.abs(performance.props[0].position[:, 2] - 2.2).max() < 0.05
    assert performance.actors[0].lift.max() < 3.0
