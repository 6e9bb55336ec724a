"""Placing the camera: how much the framing holds, from which side everybody is seen, and clear of walls."""

import math
from dataclasses import dataclass, replace

import numpy as np

from studio.engine.performance import CameraPath
from studio.engine.stage import kinds
from studio.engine.stage.entrances import Opening
from studio.engine.stage.rotation import Doubles, wrapped
from studio.engine.vocabulary import Solid
from studio.timeline.film import Camera, EntityId

ASPECT = 16 / 9
LEAST_HEIGHT_M = 0.16
EYES_DOWN = 0.134  # from the top of the hair to the eyes, in heights
REACH_M = 2.4  # things that roll further off than this need not stay in frame
WIDE_BODIES, WIDEST_BODIES = 2.5, 5.0  # a wide and an extreme wide frame, in people's heights
_FOV_DEG = {"extreme close-up": 20.0, "close-up": 23.0, "medium close-up": 25.0, "medium shot": 29.0, "two shot": 30.0}


@dataclass(frozen=True, eq=False)
class Subject:
    """Somebody or something to be seen: per frame its place, heading and height; radius in the plan.

    top: (F,) the highest point; face: (F, 3) between the eyes of a person, the middle of a thing.
    """

    id: EntityId
    foot: Doubles
    heading: Doubles
    height: Doubles
    radius: float
    person: bool
    top: Doubles
    face: Doubles


@dataclass(frozen=True, eq=False)
class Scene:
    """All the camera has to know: who and what is there, and the set's solids and bounds."""

    opening: Opening
    subjects: tuple[Subject, ...]
    seed: int
    frames: int
    fps: int


@dataclass(frozen=True)
class Setup:
    """A camera set-up: look-at point, direction from it to the eye (azimuth, elevation), distance, field of view.

    shift: how far the subject is off the middle, as a share of the half width (> 0: subject to the left).
    """

    aim: tuple[float, float, float]
    azimuth: float
    elevation: float
    distance: float
    fov: float
    roll: float = 0.0

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


def place(camera: Camera, scene: Scene) -> Setup:
    """The best set-up for a framing: candidates round the subject, scored by what is seen."""
    focus = _focus(camera, scene)
    if camera.framing == "over the shoulder" and len(focus) == 2 and all(s.person for s in focus):
        return _over_shoulder(scene, focus, bodies_of(camera) * float(focus[0].height.max()))
    options = [setup for azimuth in _azimuths(camera, scene, focus) for setup in _setups(camera, scene, focus, azimuth)]
    return min(options, key=lambda setup: _flaws(setup, camera, scene, focus))


def _focus(camera: Camera, scene: Scene) -> tuple[Subject, ...]:
    """Whom the framing is made for: the subject, or everybody named; two for a two shot."""
    people = [s for s in scene.subjects if s.person and s.id in scene.opening.named]
    chosen = [s for s in scene.subjects if s.id == camera.subject]
    if camera.framing in ("two shot", "over the shoulder") and len(people) >= 2:
        first = chosen[0] if chosen and chosen[0].person else people[0]
        near = min((p for p in people if p is not first), key=lambda p: _apart(p, first))
        return first, near
    if chosen:
        return tuple(chosen)
    named = tuple(s for s in scene.subjects if s.id in scene.opening.named)
    return tuple(people) or named or scene.subjects[:1]


def _must_see(camera: Camera, scene: Scene, focus: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """Who and what else must be in frame: all that the words name, from a medium shot on."""
    if bodies_of(camera) < 0.6:
        return ()
    return tuple(s for s in scene.subjects if s.id in scene.opening.named and s not in focus)


def bodies_of(camera: Camera) -> float:
    """Frame height in bodies, kept where a figure still reads."""
    bodies = kinds.option("framings", camera.framing).get("bodies", 0.68)
    return min(WIDEST_BODIES, max(bodies, 0.10)) if bodies > 4 else min(bodies, WIDE_BODIES)


def _apart(a: Subject, b: Subject) -> float:
    return float(np.linalg.norm(a.foot[0] - b.foot[0]))


def _azimuths(camera: Camera, scene: Scene, focus: tuple[Subject, ...]) -> list[float]:
    """Directions to try: the -y side, three quarters first; round the subject when the angle asks for it."""
    turn = math.radians(kinds.option("angles", camera.angle).get("turn_deg", 0.0))
    side = 1.0 if scene.seed % 2 else -1.0
    if turn and focus:
        front = float(focus[0].heading[0])
        return [front + way * turn + side * o for way in (1, -1) for o in (0.25, -0.25, 0.5, -0.5, 0.0)]
    offsets = [0.38, -0.38, 0.2, -0.2, 0.55, -0.55, 0.05, 0.75, -0.75, 1.0, -1.0]
    return [-math.pi / 2 + side * offset for offset in offsets]


def _over_shoulder(scene: Scene, focus: tuple[Subject, ...], frame_height: float) -> Setup:
    """From behind the other's shoulder, on the camera's own side of the line between the two."""
    first, other = focus
    face = first.face[0]
    line = other.face[0, :2] - face[:2]
    gap = max(float(np.linalg.norm(line)), 0.5)
    distance = gap + 0.95
    fov = min(math.radians(40), max(math.radians(22), 2 * math.atan(frame_height / 2 / distance)))
    edge = 0.80 * math.atan(math.tan(fov / 2) * ASPECT)  # the other's head near the edge of the frame
    turn = edge
    for _ in range(12):
        seen = math.atan2(gap * math.sin(turn), distance - gap * math.cos(turn))
        turn *= edge / max(seen, 1e-3)
    back = math.atan2(line[1], line[0])
    inward = wrapped(-math.pi / 2 - back)
    azimuth = back + math.copysign(turn, inward)
    rise_m = other.top[0] - 0.10 * other.height[0] - face[2]
    elevation = math.asin(max(-0.4, min(0.4, float(rise_m) / distance)))
    aim = face[0], face[1], float(face[2]) - 0.10 * frame_height
    return _clear(Setup(_triple(np.array(aim)), azimuth, elevation, distance, fov), scene)


def _heights(camera: Camera, focus: tuple[Subject, ...]) -> list[float]:
    """Heights of the lens to try, metres: low and calm for wide frames, near the eyes for faces."""
    tall = max((float(s.height.max()) for s in focus), default=1.5)
    base = min((float(s.foot[:, 2].min()) for s in focus), default=0.0)
    bodies = bodies_of(camera)
    share = 0.5 if bodies >= 2 else 0.58 if bodies >= 1.2 else 0.78 if bodies >= 0.6 else 0.88
    return [base + tall * share, base + tall * (share + 0.18 * min(1.0, bodies))]


# --- framing -------------------------------------------------------------------------------------------
def _setups(camera: Camera, scene: Scene, focus: tuple[Subject, ...], azimuth: float) -> list[Setup]:
    """The framing seen from one direction, at each height (or tilt) to be tried."""
    fov = math.radians(_FOV_DEG.get(camera.framing, 34.0 if len(scene.subjects) < 4 else 38.0))
    roll = math.radians(kinds.option("angles", camera.angle).get("roll_deg", 0.0))
    pitch = kinds.option("angles", camera.angle).get("pitch_deg")
    box, frame_height = _held(camera, scene, focus)
    tilts: list[float | None] = [None, None] if pitch is None else [math.radians(pitch), math.radians(pitch * 0.75)]
    setups: list[Setup] = []
    for tilt, height in zip(tilts, _heights(camera, focus), strict=True):
        level = tilt or 0.0
        distance = _distance(box, frame_height, azimuth, level, fov)
        aim = _aim(camera, box, focus, azimuth, 2 * distance * math.tan(fov / 2))
        if tilt is None:
            level = math.asin(max(-0.6, min(0.6, (height - aim[2]) / distance)))
        setups.append(_clear(Setup(aim, azimuth, level, distance, fov, roll), scene))
    return setups


def _held(camera: Camera, scene: Scene, focus: tuple[Subject, ...]) -> tuple[Box3, float]:
    """The box the frame must hold, and the frame's height there, metres."""
    if not focus:
        mark = scene.opening.set.marks_m[0]
        return Box3((mark[0] - 1.6, mark[1] - 1.6, 0.0), (mark[0] + 1.6, mark[1] + 1.6, 1.6)), 3.2
    bodies, tall = bodies_of(camera), max(float(s.height.max()) for s in focus)
    gone = focus[0].foot - focus[0].foot[0] if follows(camera, scene) else np.zeros((scene.frames, 3))
    boxes = [_extent(s, gone, 0.84 * bodies * tall if s.person else 9.0) for s in focus]
    near = np.min([b[0] for b in boxes], 0) - REACH_M, np.max([b[1] for b in boxes], 0) + REACH_M
    others = [_extent(s, gone, 0.5 * tall if s.person else 9.0) for s in _must_see(camera, scene, focus)]
    boxes += [(np.clip(low, *near), np.clip(high, *near)) for low, high in others]
    low = np.min([box[0] for box in boxes], 0)
    high = np.max([box[1] for box in boxes], 0)
    return Box3(_triple(low), _triple(high)), max(bodies * tall, 1.14 * float(high[2] - low[2]))


def _triple(values: Doubles) -> tuple[float, float, float]:
    return float(values[0]), float(values[1]), float(values[2])


def _extent(subject: Subject, gone: Doubles, show: float) -> tuple[Doubles, Doubles]:
    """Low and high corners of what is to be seen of a subject, from its top down by ``show`` metres,
    as the camera sees it that has ``gone`` (F, 3) along.
    """
    top = np.minimum(subject.top, 3.2)
    bottom = np.maximum(subject.foot[:, 2], top - show)
    close = subject.person and show < 0.5 * float(subject.height[0])
    flat = np.clip((subject.face if close else subject.foot)[:, :2] - gone[:, :2], -9.0, 9.0)
    radius = subject.radius if not subject.person else min(subject.radius, 0.3 * show + 0.08)
    low, high = np.percentile(flat, (4, 96), axis=0) if close else (flat.min(0), flat.max(0))
    highest = float(np.percentile(top, 90)) if close else float(top.max())
    return np.array([*(low - radius), bottom.min()]), np.array([*(high + radius), highest])


def follows(camera: Camera, scene: Scene) -> bool:
    """Whether the camera goes along with its subject: told to, or because one person leaves a close frame."""
    axis = kinds.axis_of(camera.move)
    if axis == "follow":
        return True
    focus = _focus(camera, scene)
    if len(focus) != 1 or bodies_of(camera) >= 2 or axis not in ("static", "handheld"):
        return False
    travel = float(np.linalg.norm(focus[0].foot.max(0) - focus[0].foot.min(0)))
    return travel > 0.5 * bodies_of(camera) * float(focus[0].height.max())


def _distance(box: Box3, frame_height: float, azimuth: float, elevation: float, fov: float) -> float:
    """How far away the frame is high enough, and the box fits its width."""
    across = np.array([-math.sin(azimuth), math.cos(azimuth)])
    size = np.array(box.high) - np.array(box.low)
    width = abs(across[0]) * size[0] + abs(across[1]) * size[1]
    deep = abs(across[1]) * size[0] + abs(across[0]) * size[1]
    height = frame_height * math.cos(elevation) + deep * abs(math.sin(elevation))
    high = height / 2 / math.tan(fov / 2)
    wide = width * 1.14 / 2 / (math.tan(fov / 2) * ASPECT)
    return max(high + deep * 0.25, wide + deep / 2) if deep > 0.7 else max(high, wide)


def _aim(
    camera: Camera, box: Box3, focus: tuple[Subject, ...], azimuth: float, view: float
) -> tuple[float, float, float]:
    """The point in the middle of a frame ``view`` metres high: headroom above, look-room before a single face."""
    x, y, _ = box.centre
    bodies, tall = bodies_of(camera), box.high[2] - box.low[2]
    if bodies < 0.2 and focus and focus[0].person:
        z = box.high[2] - EYES_DOWN * float(focus[0].height[0])
        return x, y, z
    if bodies < 1.2 and tall < 0.9 * view:
        z = box.high[2] + (0.07 if bodies < 0.6 else 0.10) * view - view / 2
    elif bodies < 2 and tall > 0.5 * view:
        z = box.low[2] + tall / 2 + (view - tall) * 0.06
    else:
        z = box.low[2] + 0.37 * view
    z = max(z, box.high[2] + 0.05 * view - view / 2)
    if len(focus) == 1 and focus[0].person and bodies < 1.2:
        right = (-math.sin(azimuth), math.cos(azimuth))
        heading = float(focus[0].heading.mean())
        facing = math.cos(heading) * right[0] + math.sin(heading) * right[1]
        room = 0.17 * view * math.tanh(2.5 * facing)
        x, y = x + right[0] * room, y + right[1] * room
    return x, y, z


# --- clear of walls and floor ----------------------------------------------------------------------------
def _clear(setup: Setup, scene: Scene) -> Setup:
    """Come nearer and widen the lens where a wall is in the way; never below the ground or above the ceiling."""
    bounds = scene.opening.set.camera_bounds_m or (-40.0, 40.0, -40.0, 40.0)
    far = setup.distance
    near = far
    for _ in range(24):
        trial = replace(setup, distance=near)
        eye = trial.eye
        if _within(eye, bounds) and not any(_in_solid(eye, solid, 0.2) for solid in scene.opening.set.solids):
            break
        near *= 0.93
    wide = min(math.radians(58), 2 * math.atan(math.tan(setup.fov / 2) * far / near))
    setup = replace(setup, distance=near, fov=wide)
    return _in_height(setup, scene)


def _in_height(setup: Setup, scene: Scene) -> Setup:
    ceiling = scene.opening.set.ceiling_m
    z = setup.eye[2]
    low, high = LEAST_HEIGHT_M, (ceiling - 0.1) if ceiling else 60.0
    if low <= z <= high:
        return setup
    sine = (min(max(z, low), high) - setup.aim[2]) / setup.distance
    return replace(setup, elevation=math.asin(max(-0.98, min(0.98, sine))))


def _within(eye: tuple[float, float, float], bounds: tuple[float, float, float, float]) -> bool:
    return bounds[0] <= eye[0] <= bounds[1] and bounds[2] <= eye[1] <= bounds[3]


def _in_solid(point: tuple[float, float, float], solid: Solid, margin: float) -> bool:
    return all(abs(p - c) < s / 2 + margin for p, c, s in zip(point, solid.centre, solid.size, strict=True))


# --- scoring ---------------------------------------------------------------------------------------------
def _flaws(setup: Setup, camera: Camera, scene: Scene, focus: tuple[Subject, ...]) -> float:
    """How bad a set-up is: faces turned away, people behind people or walls, things out of frame."""
    turned_away = "turn_deg" in kinds.option("angles", camera.angle)
    total = 0.12 * abs(abs(wrapped(setup.azimuth + math.pi / 2)) - 0.36)
    view = 2 * setup.distance * math.tan(setup.fov / 2)
    tall = max((float(s.height.max()) for s in focus), default=1.5)
    total += 0.6 * abs(math.log(view / (bodies_of(camera) * tall)))
    total += 3.0 * max(0.0, setup.fov - math.radians(46))
    total += 0.5 * _near_bounds(setup, camera, scene, focus)
    frames = _sampled_frames(scene.frames)
    for subject in scene.subjects:
        named = subject.id in scene.opening.named
        weight = 1.0 if subject in focus else 0.5 if named else 0.15
        for frame in frames:
            total += weight * _subject_flaws(setup, scene, subject, frame, turned_away) / len(frames)
    return total


def _near_bounds(setup: Setup, camera: Camera, scene: Scene, focus: tuple[Subject, ...]) -> float:
    """How close to the set's sides the camera comes, at the start and where it follows to."""
    bounds = scene.opening.set.camera_bounds_m
    if bounds is None:
        return 0.0
    gone = focus[0].foot[-1] - focus[0].foot[0] if focus and follows(camera, scene) else np.zeros(3)
    middle, half = (bounds[0] + bounds[1]) / 2, (bounds[1] - bounds[0]) / 2
    sides = [abs(x - middle) / half for x in (setup.eye[0], setup.eye[0] + float(gone[0]))]
    return max(0.0, max(sides) - 0.75) * 4


def _sampled_frames(frames: int) -> list[int]:
    return sorted({0, frames // 2, frames - 1})


def _subject_flaws(setup: Setup, scene: Scene, subject: Subject, frame: int, turned_away: bool) -> float:
    eye = np.array(setup.eye)
    spot = subject.face[frame]
    flaws = 0.0
    if subject.person and not turned_away:
        off = abs(wrapped(math.atan2(eye[1] - spot[1], eye[0] - spot[0]) - float(subject.heading[frame])))
        flaws += 0.9 * max(0.0, off - 0.6) + 0.15 * max(0.0, 0.2 - off)
    flaws += sum(2.5 for solid in scene.opening.set.solids if _ray_hits(eye, spot, solid))
    for other in scene.subjects:
        if other is not subject and other.radius < 2.0:
            flaws += 1.8 * _hides(eye, spot, other, frame, subject.radius)
    return flaws


def _ray_hits(start: Doubles, end: Doubles, solid: Solid) -> bool:
    """Whether a solid is between two points. Source: slab method."""
    delta = end - start
    low = np.array(solid.centre) - np.array(solid.size) / 2
    high = low + np.array(solid.size)
    safe = np.where(np.abs(delta) < 1e-9, 1e-9, delta)
    first, second = (low - start) / safe, (high - start) / safe
    return float(np.minimum(first, second).max()) < min(float(np.maximum(first, second).min()), 0.97) and bool(
        float(np.maximum(first, second).min()) > 0
    )


def _hides(eye: Doubles, spot: Doubles, other: Subject, frame: int, radius: float) -> float:
    """0-1: how far another body is in front of a face, seen from the eye."""
    if spot[2] > float(other.top[frame]) + 0.1:
        return 0.0
    line = spot[:2] - eye[:2]
    length = float(np.linalg.norm(line))
    to = other.foot[frame, :2] - eye[:2]
    along = float(line @ to) / max(length, 1e-6)
    if not 0.05 < along < length - 0.05:
        return 0.0
    across = abs(float(line[0] * to[1] - line[1] * to[0])) / max(length, 1e-6)
    clear = (min(radius, 0.25) * 0.9 + other.radius) * max(0.4, along / length)
    return max(0.0, 1.0 - across / clear)


def still(setup: Setup, frames: int) -> CameraPath:
    """A camera that stays."""
    eye, aim = np.tile(np.array(setup.eye), (frames, 1)), np.tile(np.array(setup.aim), (frames, 1))
    return CameraPath(
        eye.astype(np.float32),
        aim.astype(np.float32),
        np.full(frames, setup.roll, np.float32),
        np.full(frames, setup.fov, np.float32),
    )
