"""Nothing comes through in motions as the stage plays them: no skin, no hair over the face, no arm in the trunk."""

from dataclasses import replace

import numpy as np
import pytest
from cel_shots import actor, face, turn

from studio.engine.director import direct
from studio.engine.painters.cel.context import open_context
from studio.engine.painters.cel.dangling import Worn
from studio.engine.painters.cel.figure import Figure
from studio.engine.painters.cel.figures import build_figure
from studio.engine.painters.cel.figures.palette import cloth
from studio.engine.painters.cel.figures.person import Paint, painted
from studio.engine.painters.cel.figures.sheets import ellipsoid
from studio.engine.painters.cel.figures.skinning import rigid
from studio.engine.painters.cel.mesh import Surface, join
from studio.engine.painters.cel.overlaps import Overlaps, covered
from studio.engine.painters.cel.swing import swing
from studio.engine.performance import Performance
from studio.engine.staging import Rehearsals, stage_shots
from studio.engine.stop import StopToken
from studio.timeline.film import CastId, CastMember, Look, Voice

MOST_PX = 6
WORN = (("sailor", "hime"), ("dress", "wavy"), ("coat", "twintails"), ("kimono", "bun"))
CALLED = {"sailor": "school uniform"}
ROOM_PX = 16
"""What of a wide sleeve may lie in the trunk: it is cloth, and gives."""


@pytest.fixture(scope="module")
def measured():
    context = open_context()
    figures = [build_figure(member(outfit, hair)) for outfit, hair in WORN]
    made = [(Overlaps(context, figure), worn_by(figure)) for figure in figures]
    yield made
    for one, _ in made:
        one.release()
    context.release()


def worn_by(figure: Figure) -> Worn:
    return Worn(figure.sewn, figure.rest, figure.head_unit_m)


def member(outfit: str, hair: str) -> CastMember:
    return CastMember(CastId("hana"), "Hana", Look(outfit=outfit, hair_style=hair), Voice())


def played(outfit: str, motion: str) -> Performance:
    """Somebody in such clothes, in which they stand as nobody else does."""
    words = f"A park by day. Hana, a girl in a blue {outfit}, {motion}."
    shots = stage_shots(direct(words), Rehearsals(), StopToken())
    return next(staged.performance for staged in shots if staged.performance.actors)


@pytest.mark.parametrize("motion", ["runs", "sits down", "jumps", "dances", "bows", "raises her hand"])
def test_clothes_and_hair_stay_where_they_belong(measured, motion: str) -> None:
    for name, (overlaps, worn) in zip(WORN, measured, strict=True):
        shot = played(CALLED.get(name[0], name[0]), motion)
        moved = swing(shot.actors[0], shot.fps, shot.wind, shot.gusts, worn)
        for frame in range(0, shot.frames, 16):
            found = overlaps.measure(moved, frame)
            assert found.skin <= MOST_PX, f"{name} in frame {frame}"
            assert found.hair <= MOST_PX, f"{name} in frame {frame}"
            assert found.arms <= ROOM_PX, f"{name} in frame {frame}"


def test_hair_blown_over_the_face_is_seen(measured) -> None:
    overlaps, worn = measured[0]
    still = swing(actor(member(*WORN[0]), showing=face(1)), 24, (0.0, 0.0), None, worn)
    assert overlaps.measure(still, 0).hair == 0
    blown = replace(still, hair=np.array([[0.16, 0.0, -0.16, 0.0]], np.float32))
    assert overlaps.measure(blown, 0).hair > MOST_PX


def test_an_arm_in_the_trunk_is_seen(measured) -> None:
    overlaps, worn = measured[0]
    inward = {"upper_arm_l": turn((1, 0, 0), -32), "forearm_l": turn((1, 0, 0), -15)}
    through = swing(actor(member(*WORN[0]), pose=inward), 24, (0.0, 0.0), None, worn)
    assert overlaps.measure(through, 0).arms > ROOM_PX


def test_skin_is_covered_by_what_goes_round_it_and_not_by_what_stands_beside_it() -> None:
    skin = ellipsoid((0, 0, 0), (0.2, 0.2, 0.2), 12, 8)
    body = painted(skin, Paint(cloth((0.9, 0.8, 0.7)), Surface.SKIN), rigid(0))
    for at, share in (((0, 0, 0), 1.0), ((0.5, 0, 0), 0.0)):
        shirt = painted(ellipsoid(at, (0.25, 0.25, 0.25), 12, 8), Paint(cloth((0.2, 0.3, 0.8))), rigid(0))
        both = join([body, shirt])
        found = covered(both, np.ones(len(both.triangles), bool))
        assert found[: len(body.triangles)].mean() == share
        assert not found[len(body.triangles) :].any()
