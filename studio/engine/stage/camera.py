"""Placing the camera: set-ups from several sides, and the one that sees best."""

import math

from msgspec import structs

from studio.engine.stage import kinds
from studio.engine.stage.edges import moved_off
from studio.engine.stage.framing import over_shoulder, setups
from studio.engine.stage.points_of_view import seen_by
from studio.engine.stage.sightlines import crowd, flaws
from studio.engine.stage.viewing import SINGLE_BODIES, Scene, Setup, Subject, bodies_of, focus_of, follows
from studio.timeline.film import Camera

WALKED_M = 1.0
UNEASY, HOPES = 0.9, 6  # what a view of one person costs that is left as it is; how many others are looked at
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
    scored = sorted(((flaws(one, camera, scene, focus), one) for one in options), key=_cost)
    if _is_of_one(camera, focus) and scored[0][0] > UNEASY:
        scored = sorted([*scored[:1], *_among_others(scored, camera, scene, focus)], key=_cost)
    return scored[0][1]


def _cost(scored: tuple[float, Setup]) -> float:
    return scored[0]


def _is_of_one(camera: Camera, focus: tuple[Subject, ...]) -> bool:
    return len(focus) == 1 and focus[0].person and bodies_of(camera) < SINGLE_BODIES


def _among_others(
    best: list[tuple[float, Setup]], camera: Camera, scene: Scene, focus: tuple[Subject, ...]
) -> list[tuple[float, Setup]]:
    """Where others crowd a frame of one person: the best from each side moved aside, nearer, and past who is in front.

    Those are looked at in full of which the crowd alone lets one hope for something.
    """
    hoped: list[tuple[float, Setup]] = []
    for flaw, setup in {one.azimuth: (flaw, one) for flaw, one in reversed(best)}.values():
        without = flaw - crowd(setup, scene, focus)
        hoped += [(without + crowd(one, scene, focus), one) for one in moved_off(setup, scene)]
    hopes = sorted(hoped, key=_cost)[:HOPES]
    return [(flaws(one, camera, scene, focus), one) for hope, one in hopes if hope < best[0][0]]


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
