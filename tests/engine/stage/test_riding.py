"""Whoever rides is on what they ride, and it goes where they go."""

import numpy as np
import pytest
from rehearsal import play, prop, shot

from studio.engine.performance import Performance
from studio.timeline.film import Action, CastId, PropId


def does(motion: str, thing: str | None = None) -> Action:
    return Action(CastId("hana"), motion, None if thing is None else PropId(thing))


def ridden(kind: str) -> Performance:
    return play(shot(does("ride", kind), seconds=3.0), props=(prop(kind),)).performance


@pytest.mark.parametrize("kind", ["bicycle", "scooter", "skateboard", "horse", "beast"])
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
