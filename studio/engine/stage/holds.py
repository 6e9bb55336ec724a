"""What can be climbed: where its foot is, how it leans, and where hands and feet find a hold."""

from dataclasses import dataclass

from studio.engine.stage.route import Point

RUNG_M = 0.26


@dataclass(frozen=True)
class Climb:
    """A way up. foot: where the holds begin on the ground, in front of the face that is climbed; heading: to it.

    top_m: how high the thing is; lean: metres it goes back for each metre up; rung_m: from hold to hold, first_m the
    lowest; start_m, end_m: heights of the soles before and after; reaches: whether they end standing on top, at ``on``.
    """

    foot: Point
    heading: float
    top_m: float
    lean: float
    first_m: float
    start_m: float
    end_m: float
    reaches: bool
    on: Point
    rung_m: float = RUNG_M
