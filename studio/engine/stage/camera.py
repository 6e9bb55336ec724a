"""Placing the camera: set-ups from several sides, and the one that sees best."""

import math

from msgspec import structs

from studio.engine.stage import kinds
from studio.engine.stage.edges import cut_by_the_edge, moved_off
from studio.engine.stage.framing import over_shoulder, setups
from studio.engine.stage.points_of_view import seen_by
from studio.engine.stage.sightlines import beside, flaws
from studio.engine.stage.viewing import SINGLE_BODIES, Scene, Setup, Subject, bodies_of, focus_of, follows, single
from studio.timeline.film import Camera

WALKED_M = 1.0
CROWDS = 0.9  # how much of a crowd another person is that the camera goes past
TRIED_ON = 5  # so many of the best set-ups are tried a little to the side, where an edge cuts somebody
OVER_WATER = (0.3, -0.3, 0.12, -0.12, 0.5, -0.5)  # from the land, so that swimmers go across the picture

ROUND_A_DETAIL = (0.5, -0.5, 0.25, -0.25, 0.8, -0.8, 1.15, -1.15)  # before whose hands they are


def place(camera: Camera, scene: Scene) -> Setup:
    """The best set-up for a framing: candidates round the subject, scored by what is seen."""
    focus = focus_of(camera, scene)
    seer = next((s for s in scene.subjects if s.person and s.id == camera.other), None)
    if camera.framing == "point of view" and seer is not None:
        return seen_by(seer, camera, scene)
    if camera.framing == "over the shoulder" and len(focus) == 2 and all(s.person for s in focus):
        shoulder = over_shoulder(scene, focus, bodies_of(camera) * float(focus[0].height.max()))
        if shoulder is not None:
            return shoulder
        camera = structs.replace(camera, framing="two shot")
    options = [setup for azimuth in _azimuths(camera, scene, focus) for setup in setups(camera, scene, focus, azimuth)]
    best = sorted(options, key=lambda setup: flaws(setup, camera, scene, focus))[:TRIED_ON]
    if _crowded_by_somebody(best[0], camera, scene, focus):
        best = [moved for setup in best for moved in moved_off(setup, scene)] or best
    return min(best, key=lambda setup: flaws(setup, camera, scene, focus))


def _crowded_by_somebody(setup: Setup, camera: Camera, scene: Scene, focus: tuple[Subject, ...]) -> bool:
    """Whether another person stands before the one that a frame is of, or is cut by its edge."""
    if not single(camera, focus) and not (len(focus) == 1 and focus[0].person and bodies_of(camera) < SINGLE_BODIES):
        return False
    frames = [0, scene.frames // 2, scene.frames - 1]
    others = [other for other in scene.subjects if other not in focus]
    return any(
        cut_by_the_edge(setup, other, frames) or beside(setup, other, focus, frames) > CROWDS for other in others
    )


def _azimuths(camera: Camera, scene: Scene, focus: tuple[Subject, ...]) -> list[float]:
    """Directions to try: the -y side, three quarters first; round the subject when the angle asks for it."""
    turn = math.radians(kinds.option("angles", camera.angle).get("turn_deg", 0.0))
    side = 1.0 if scene.seed % 2 else -1.0
    if turn and focus:
        front = float(focus[0].heading[0])
        return [front + way * turn + side * o for way in (1, -1) for o in (0.25, -0.25, 0.5, -0.5, 0.0)]
    if scene.detail is not None:
        return [float(scene.detail.heading[0]) + side * offset for offset in ROUND_A_DETAIL]
    if any(subject.afloat for subject in focus):
        return [-math.pi / 2 + side * offset for offset in OVER_WATER]
    ahead = _before_the_walker(camera, scene, focus)
    offsets = [0.38, -0.38, 0.2, -0.2, 0.55, -0.55, 0.05, 0.75, -0.75, 1.0, -1.0, 1.25, -1.25]
    return [*(-math.pi / 2 + side * offset for offset in offsets), *ahead]


def _before_the_walker(camera: Camera, scene: Scene, focus: tuple[Subject, ...]) -> list[float]:
    """Where a camera that goes along with somebody sees the face: before them, walking backwards."""
    if len(focus) != 1 or not focus[0].person or not follows(camera, scene):
        return []
    gone = focus[0].foot[-1] - focus[0].foot[0]
    if math.hypot(gone[0], gone[1]) < WALKED_M:
        return []
    way = math.atan2(gone[1], gone[0])
    return [way + turn for turn in (0.35, -0.35, 0.75, -0.75)]
