"""Ramps: what is to go down one begins at its upper end, and gravity does the rest."""

import numpy as np
from rehearsal import play, prop, shot

from studio.timeline.film import Action, PropId


def down(kind: str, motion: str):
    words = f"The {kind} goes down the ramp."
    what = shot(Action(PropId(kind), motion, words=words), seconds=2.5, present=(kind, "ramp"))
    return play(what, cast=(), props=(prop(kind), prop("ramp")))


def test_a_ball_rolls_down_a_ramp_gathering_speed() -> None:
    way = down("ball", "roll").performance.props[0].position.astype(np.float64)
    speed = np.linalg.norm(np.diff(way, axis=0), axis=1) * 24
    assert way[0, 2] > way[30, 2] + 0.3
    assert speed[30] > 1.5 * speed[15] > 0.5


def test_a_box_slides_where_it_is_steep_enough_and_a_plan_says_where_not() -> None:
    way = down("box", "slide").performance.props[0].position.astype(np.float64)
    assert np.linalg.norm(way[-1] - way[0]) > 0.5
    stays = down("bag", "slide")
    assert np.linalg.norm(np.diff(stays.performance.props[0].position, axis=0), axis=1).max() < 0.01
    assert any("Friction holds bag" in note for note in stays.notes)
