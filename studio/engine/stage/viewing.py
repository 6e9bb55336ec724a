"""What the camera deals in: subjects, scenes, set-ups, and whom a framing is about."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from studio.engine.stage import kinds
from studio.engine.stage.entrances import Opening
from studio.engine.stage.rotation import Doubles
from studio.timeline.film import Camera, EntityId

EYES_DOWN = 0.134  # from the top of the hair to the eyes, in heights
WIDE_BODIES, WIDEST_BODIES = 2.5, 5.0  # a wide and an extreme wide frame, in people's heights
SINGLE_BODIES = 0.8  # a frame lower than this is about one person, if it is on one
FROM_BELOW_DEG, LOOMS_BODIES = -10.0, 1.6  # who is seen from below towers: no frame from there is wider
REACHED_M = 0.9
OF_A_PAIR = frozenset({"medium shot", "cowboy shot", "full shot"})  # wide enough for who goes side by side
GIANT_M, GIANTS = 2.6, 1.45  # what is taller than the first is not made small: no frame is higher, in its heights
ROOMS = 1.25  # a frame indoors is at most so many times as high as the room


@dataclass(frozen=True, eq=False)
class Subject:
    """Somebody or something to be seen: per frame its place, heading and height; radius in the plan.

    top: (F,) the highest point; face: (F, 3) between the eyes of a person, the middle of a thing.
    facing: (F,) which way the face looks; framed: the frames it must be in the picture.
    afloat: whether they are in water, which hides them from low down.
    head_m: how far the head of a large animal reaches round its face; 0 for who is framed in another way.
    joints: (F, K) heights of knees, ankles, elbows and neck, where no frame may cut a person.
    """

    id: EntityId
    foot: Doubles
    heading: Doubles
    height: Doubles
    radius: float
    person: bool
    top: Doubles
    face: Doubles
    facing: Doubles
    framed: slice
    joints: Doubles
    afloat: bool = False
    head_m: float = 0.0


@dataclass(frozen=True, eq=False)
class Scene:
    """All the camera has to know: who and what is there, the set, and the ids that ``must`` be seen.

    place: the set's key; solids: low and high corners (N, 3) of its boxes.
    engaged: the people of the beats, in the order of the words.
    acting: the things that do something by themselves: what flies is seen as high up as it goes.
    telling: by person, how much each frame (F,) counts for how their face is seen.
    detail: somebody's hands or feet that the frame is on; it and its owner are among the subjects.
    along: who goes the way that the camera's subject goes, together with them.
    """

    opening: Opening
    place: str
    subjects: tuple[Subject, ...]
    must: frozenset[str]
    solids: tuple[Doubles, Doubles]
    seed: int
    frames: int
    fps: int
    engaged: tuple[str, ...] = ()
    acting: frozenset[str] = frozenset()
    telling: Mapping[str, Doubles] = field(default_factory=dict[str, Doubles])
    detail: Subject | None = None
    along: frozenset[str] = frozenset()

    def owns(self, subject: Subject) -> bool:
        """Whether the frame is on somebody's own hands or feet."""
        return self.detail is not None and subject.person and self.detail.id.startswith(f"{subject.id}/")


@dataclass(frozen=True)
class Setup:
    """A camera set-up: look-at point, direction from it to the eye (azimuth, elevation), distance, field of view.

    lacks: how much less it shows than it must, as the place lets it stand no further off; 0 nothing.
    """

    aim: tuple[float, float, float]
    azimuth: float
    elevation: float
    distance: float
    fov: float
    roll: float = 0.0
    lacks: float = 0.0

    @property
    def view(self) -> float:
        """How many metres high the frame is where it looks."""
        return 2 * self.distance * math.tan(self.fov / 2)

    @property
    def eye(self) -> tuple[float, float, float]:
        """Where the camera is."""
        flat = math.cos(self.elevation) * self.distance
        return (
            self.aim[0] + math.cos(self.azimuth) * flat,
            self.aim[1] + math.sin(self.azimuth) * flat,
            self.aim[2] + math.sin(self.elevation) * self.distance,
        )


@dataclass(frozen=True)
class Box3:
    """What must be inside the frame: low and high corners, metres."""

    low: tuple[float, float, float]
    high: tuple[float, float, float]

    @property
    def centre(self) -> tuple[float, float, float]:
        """The middle."""
        return tuple((a + b) / 2 for a, b in zip(self.low, self.high, strict=True))  # pyright: ignore[reportReturnType]


def focus_of(camera: Camera, scene: Scene) -> tuple[Subject, ...]:
    """Whom the framing is made for: the subject, or everybody named; two for a two shot, or who go together."""
    if scene.detail is not None:
        return (scene.detail,)
    people = [s for s in scene.subjects if s.person and s.id in scene.opening.named]
    chosen = [s for s in scene.subjects if s.id == camera.subject]
    if camera.framing in ("two shot", "over the shoulder") and len(people) >= 2:
        people.sort(key=lambda p: scene.engaged.index(p.id) if p.id in scene.engaged else len(scene.engaged))
        told = [p for p in people if p.id == camera.other or (chosen == [] and p.id in scene.engaged[1:2])]
        first = chosen[0] if chosen and chosen[0].person else next(p for p in people if p not in told)
        near = min((p for p in told or people if p is not first), key=lambda p: _apart(p, first), default=None)
        return (first,) if near is None else (first, near)
    if chosen and chosen[0].person and camera.framing in OF_A_PAIR:
        return (chosen[0], *(s for s in people if s.id in scene.along and s is not chosen[0]))
    if chosen:
        return tuple(chosen)
    named = tuple(s for s in scene.subjects if s.id in scene.opening.named)
    return tuple(people) or named or scene.subjects[:1]


def must_see(camera: Camera, scene: Scene, focus: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """Who and what else must be in frame: all that the words name, from a medium shot on.

    A medium shot of somebody is of nobody else, and of what comes within their reach.
    """
    if bodies_of(camera) < 0.6:
        return ()
    alone = single(camera, focus) or (camera.framing == "two shot" and len(focus) > 1)
    others = tuple(s for s in scene.subjects if s.id in {*scene.must, camera.other} and s not in focus)
    return tuple(
        s
        for s in others
        if s.id == camera.other or not alone or (not s.person and any(_reached(s, one) for one in focus))
    )


def _reached(thing: Subject, person: Subject) -> bool:
    """Whether a thing is within somebody's reach at some time."""
    return bool(np.linalg.norm((thing.face - person.foot)[:, :2], axis=-1).min() < REACHED_M)


def single(camera: Camera, focus: tuple[Subject, ...]) -> bool:
    """Whether the frame is of the one person that it is on, and near enough to be about nobody else."""
    chosen = len(focus) == 1 and focus[0].person and focus[0].id == camera.subject
    return chosen and bodies_of(camera) < SINGLE_BODIES


def frame_height(camera: Camera, scene: Scene, tall: float) -> float:
    """Metres that the frame is high where somebody ``tall`` stands: a wide one holds the room, not what is above it."""
    height = bodies_of(camera) * tall
    ceiling = scene.opening.set.ceiling_m
    height = min(height, max(GIANTS * tall, WIDE_BODIES * GIANT_M)) if tall > GIANT_M else height
    return min(height, max(ROOMS * ceiling, 1.4 * tall)) if ceiling else height


def bodies_of(camera: Camera) -> float:
    """Frame height in bodies, kept where a figure still reads."""
    return _bodies(camera.framing, camera.angle)


@cache
def _bodies(framing: str, angle: str) -> float:
    bodies = kinds.option("framings", framing).get("bodies", 0.68)
    if kinds.option("angles", angle).get("pitch_deg", 0.0) < FROM_BELOW_DEG:
        bodies = min(bodies, LOOMS_BODIES)
    return min(WIDEST_BODIES, max(bodies, 0.10)) if bodies > 4 else min(bodies, WIDE_BODIES)


def _apart(a: Subject, b: Subject) -> float:
    return float(np.linalg.norm(a.foot[0] - b.foot[0]))


DRIFTS_M, DRIFTS_MPS = 2.4, 2.0
"""A thing that goes further than this, no faster, is gone along with."""


def follows(camera: Camera, scene: Scene) -> bool:
    """Whether the camera goes along with its subject: told to, or because it leaves the frame: a balloon, a leaf."""
    axis = kinds.axis_of(camera.move)
    if axis == "follow":
        return True
    focus = focus_of(camera, scene)
    together = len(focus) == 1 or {str(one.id) for one in focus[1:]} <= scene.along
    whole = bool(focus) and together and all(one.framed == slice(None) for one in focus)
    if not whole or bodies_of(camera) >= 2 or axis not in ("static", "handheld"):
        return False
    travel = float(np.linalg.norm(focus[0].foot.max(0) - focus[0].foot.min(0)))
    if not focus[0].person and not is_alive(focus[0], scene):
        return DRIFTS_M < travel < DRIFTS_MPS * scene.frames / scene.fps
    return travel > 0.5 * bodies_of(camera) * float(focus[0].height.max())


def is_alive(subject: Subject, scene: Scene) -> bool:
    """Whether a subject is an animal, or a robot that acts as one."""
    return any(placed.prop.id == subject.id and placed.kind.alive for placed in scene.opening.things)


def gone_along(camera: Camera, scene: Scene, focus: tuple[Subject, ...]) -> Doubles:
    """(F, 3) how far a following camera has gone along."""
    if not focus or not follows(camera, scene):
        return np.zeros((scene.frames, 3))
    return focus[0].foot - focus[0].foot[0]


def leading(camera: Camera, scene: Scene) -> Subject | None:
    """The camera's subject, or whoever goes furthest of those the shot is about."""
    chosen = [s for s in scene.subjects if s.id == camera.subject]
    named = [s for s in scene.subjects if s.id in scene.opening.named]
    return (chosen or sorted(named, key=lambda s: -float(np.linalg.norm(s.foot[-1] - s.foot[0]))) or [None])[0]


def free(eye: tuple[float, float, float], scene: Scene, margin: float = 0.2) -> bool:
    """Whether the camera can stand there: inside the set's bounds, and in nothing solid."""
    kind = scene.opening.set
    bounds = kind.camera_bounds_m or (-40.0, 40.0, -40.0, 40.0)
    inside = bounds[0] <= eye[0] <= bounds[1] and bounds[2] <= eye[1] <= bounds[3]
    return inside and not any(
        all(abs(p - c) < s / 2 + margin for p, c, s in zip(eye, solid.centre, solid.size, strict=True))
        for solid in kind.solids
    )
