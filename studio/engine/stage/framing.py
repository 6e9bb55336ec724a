"""Framing: how far away and where to aim, so that the frame holds what it must and nothing is in the way."""

import math
from dataclasses import replace

import numpy as np

from studio.engine.stage import kinds
from studio.engine.stage.rotation import Doubles, crossed, wrapped
from studio.engine.stage.viewing import (
    EYES_DOWN,
    WIDE_BODIES,
    Box3,
    Scene,
    Setup,
    Subject,
    bodies_of,
    follows,
    frame_height,
    free,
    gone_along,
    is_alive,
    must_see,
    single,
)
from studio.timeline.film import Camera

ASPECT = 16 / 9
LEAST_HEIGHT_M = 0.16
_UNDER_M = 0.05  # what is this far below the ground lies in water
OVER_WATER_DEG = (0.0, 7.0, 15.0)
"""How much further than it must the lens looks down on who is in water, so that no edge hides them."""
FROM_ABOVE_DEG = 45.0  # what looks down more than this may look down more still
LEVEL_DEG, FROM_EDGE_M = 9.0, 1.9
STAYS_M, APART_M = 1.0, 0.45
CHIN_DOWN = 0.12  # from the top of the hair, in heights
TURNED_AWAY_RAD = 1.35  # a face seen over a shoulder is at most in profile
JOINT_MARGIN = 0.035  # in heights
THING_TILTS_DEG = (12.0, 28.0, 46.0)
WIDEST_LOW_FOV = math.radians(74)
_CLIPPED = 0.12  # a frame by so much smaller, as a logarithm, than it ought to be is aimed anew
_WIDENED = 1.7  # a close framing that must hold what is far apart is a wide one, and is aimed as one
GONE_ALONG_M = 1.6  # how much is seen round a small thing that the camera goes along with
_HEADS_BODIES, _HEAD_HEIGHTS = 0.8, 2.6  # frames lower than this, in bodies, are of a large animal's head; how high
ANIMAL_CLOSE, ANIMAL_NEAR, LEAST_ALONG_M = 1.45, 2.3, 0.55
"""How much is seen round an animal that it goes along with, in its heights, in a close-up and further off; at least."""
CLOSE_BODIES = 0.6
FLOWN_M = 6.0  # how high up a wide frame goes after what flies
HIGHEST_M = 3.2  # what flies higher need not be in frame, unless it is larger than that
REACH_M = 2.4  # things that roll further off than this need not stay in frame
_FOV_DEG = {"extreme close-up": 20.0, "close-up": 23.0, "medium close-up": 25.0, "medium shot": 29.0, "two shot": 30.0}


def setups(camera: Camera, scene: Scene, focus: tuple[Subject, ...], azimuth: float) -> list[Setup]:
    """The framing seen from one direction, at each height (or tilt) to be tried."""
    fov = field_of_view(camera, scene)
    roll = math.radians(kinds.option("angles", camera.angle).get("roll_deg", 0.0))
    box, frame_height = _held(camera, scene, focus)
    setups: list[Setup] = []
    for tilt, height in _levels(camera, focus):
        level = tilt or 0.0
        distance = _distance(box, frame_height, azimuth, level, fov)
        distance *= 1.0 if any(subject.person for subject in focus) else 1.12  # a rolling thing comes nearer
        view = 2 * distance * math.tan(fov / 2)
        aim, clear = off_the_joints(camera, _aim(camera, box, focus, azimuth, view), view, focus)
        distance *= clear / view
        if tilt is None:
            level = math.asin(max(-0.6, min(0.6, (height - aim[2]) / distance)))
        setup = _clear(_down_to_earth(Setup(aim, azimuth, level, distance, fov, roll)), scene)
        setup = _holding(setup, camera, scene, focus)
        setups.append(_in_the_room_there_is(setup, camera, box, focus, clear))
    return setups


def _in_the_room_there_is(setup: Setup, camera: Camera, box: Box3, focus: tuple[Subject, ...], wanted: float) -> Setup:
    """The set-up aimed for the frame that it has, where the place does not let it show as much as it ought to."""
    lacks = math.log(wanted / setup.view)
    if lacks < _CLIPPED:
        return setup
    aim = _aim(camera, box, focus, setup.azimuth, setup.view)
    level = math.asin(max(-0.98, min(0.98, (setup.eye[2] - aim[2]) / setup.distance)))
    return replace(setup, aim=aim, elevation=level, lacks=lacks)


def _holding(setup: Setup, camera: Camera, scene: Scene, focus: tuple[Subject, ...]) -> Setup:
    """Further back if a head of those who must be seen is nearer than the middle of them, and so out of the frame."""
    must = [s for s in (*focus, *must_see(camera, scene, focus)) if s.person]
    others = [s for s in scene.subjects if s.person and s not in must and not single(camera, focus)]
    if len(must) + len(others) < 2 or not 0.55 < bodies_of(camera) <= WIDE_BODIES or not must:
        return setup
    gone = gone_along(camera, scene, focus)
    for _ in range(3):
        over = max(max(_overflow(setup, subject, gone)) for subject in must)
        beside = [high for across, high in (_overflow(setup, subject, gone) for subject in others) if across < 0.95]
        over = max(over, *beside) if beside else over
        if over <= 1.0:
            break
        setup = _clear(replace(setup, distance=setup.distance * min(1.3, over)), scene)
    return setup


def _overflow(setup: Setup, subject: Subject, gone: Doubles) -> tuple[float, float]:
    """How far out somebody's head is at worst, across and up, of the way from the middle of the frame to its edge."""
    frames = range(len(subject.foot))[subject.framed]
    out: list[tuple[float, float]] = []
    forward = np.array(setup.aim) - np.array(setup.eye)
    forward /= np.linalg.norm(forward)
    right = np.array([-math.sin(setup.azimuth), math.cos(setup.azimuth), 0.0])
    up = crossed(right, forward)
    half = math.tan(setup.fov / 2)
    for frame in (frames[0], frames[len(frames) // 2], frames[-1]):
        crown = np.array([*subject.face[frame, :2], subject.top[frame]]) - np.array(setup.eye) - gone[frame]
        depth = max(float(crown @ forward), 0.3)
        across, high = abs(float(crown @ right)) / depth / half / ASPECT, float(crown @ up) / depth / half
        out.append((across + 0.1, high + 0.03))
    return max(across for across, _ in out), max(high for _, high in out)


def _levels(camera: Camera, focus: tuple[Subject, ...]) -> list[tuple[float | None, float]]:
    """Tilts to try (radians, > 0 looks down), or None and the height of the lens, metres.

    Things are looked down on a little, as one looks at what lies on a table, or in water below its banks.
    """
    pitch = kinds.option("angles", camera.angle).get("pitch_deg")
    if pitch is not None:
        steeper = [math.radians(min(pitch * 1.3, 80.0))] if pitch > FROM_ABOVE_DEG else []
        return [(tilt, 0.0) for tilt in (math.radians(pitch), math.radians(pitch * 0.75), *steeper)]
    if afloat := [subject for subject in focus if subject.afloat]:
        drop = max(0.0, -min(float(subject.top.min()) for subject in afloat) + 0.15)
        least = max(math.radians(LEVEL_DEG), math.atan2(drop, FROM_EDGE_M))
        return [(least + math.radians(more), 0.0) for more in OVER_WATER_DEG]
    things = bool(focus) and not any(subject.person for subject in focus)
    if things and (bodies_of(camera) < 1.2 or min(float(s.foot[:, 2].min()) for s in focus) < -_UNDER_M):
        return [(math.radians(down), 0.0) for down in THING_TILTS_DEG]
    return [(None, height) for height in _heights(camera, focus)]


def off_the_joints(
    camera: Camera, aim: tuple[float, float, float], view: float, focus: tuple[Subject, ...]
) -> tuple[tuple[float, float, float], float]:
    """Aim and height of the frame, moved so that its lower edge cuts nobody at a knee, an ankle, an elbow or the neck.

    The upper edge stays where it is; the frame gets as much larger or smaller as it must, within a fifth.
    """
    people = [subject for subject in focus if subject.person]
    if not people or bodies_of(camera) > 1.25 or bodies_of(camera) < 0.2:
        return aim, view
    joints = np.concatenate([subject.joints[subject.framed].mean(0) for subject in people])
    margin = JOINT_MARGIN * max(float(subject.height[0]) for subject in people)
    top, bottom = aim[2] + view / 2, aim[2] - view / 2
    steps = np.linspace(-0.2, 0.2, 41) * view
    free = [step for step in steps if np.abs(joints - (bottom + step)).min() > margin]
    step = min(free, key=abs, default=0.0)
    return (aim[0], aim[1], (top + bottom + step) / 2), view - step


def _down_to_earth(setup: Setup) -> Setup:
    """A low angle from where the ground lets the camera be: nearer, and with a wider lens, at the same tilt."""
    if setup.elevation > -0.15 or setup.eye[2] >= LEAST_HEIGHT_M:
        return setup
    near = max((setup.aim[2] - LEAST_HEIGHT_M) / math.sin(-setup.elevation), 0.35 * setup.distance)
    wide = 2 * math.atan(1.12 * math.tan(setup.fov / 2) * setup.distance / near)
    return replace(setup, distance=near, fov=min(WIDEST_LOW_FOV, wide))


def field_of_view(camera: Camera, scene: Scene) -> float:
    """The lens that was asked for, or the one a framing is usually made with."""
    usual = _FOV_DEG.get(camera.framing, 34.0 if len(scene.subjects) < 4 else 38.0)
    return math.radians(kinds.option("lenses", camera.lens).get("fov_deg", usual))


def over_shoulder(scene: Scene, focus: tuple[Subject, ...], frame_height: float) -> Setup | None:
    """From behind the other's shoulder, on the camera's own side of the line between the two.

    None where a wall is, where one of them goes elsewhere meanwhile, and in an embrace.
    """
    first, other = focus
    if max(float(np.linalg.norm(np.ptp(one.foot[:, :2], axis=0))) for one in focus) > STAYS_M:
        return None
    face = first.face[0]
    line = other.face[0, :2] - face[:2]
    gap = max(float(np.linalg.norm(line)), 0.5)
    if float(np.linalg.norm((other.face - first.face)[:, :2], axis=-1).min()) < APART_M:
        return None
    behind = min(1.35, max(0.7, 0.95 * gap))
    distance = gap + behind
    fov = min(math.radians(40), max(math.radians(14), 2 * math.atan(frame_height / 2 / distance)))
    edge = 0.90 * math.atan(math.tan(fov / 2) * ASPECT)  # the other's head cut by the edge of the frame
    edge = min(edge, 0.85 * math.asin(min(1.0, gap / distance)))
    turn = edge
    for _ in range(12):
        seen = math.atan2(gap * math.sin(turn), distance - gap * math.cos(turn))
        turn *= edge / max(seen, 1e-3)
    back = math.atan2(line[1], line[0])
    inward = wrapped(-math.pi / 2 - back)
    azimuth = back + math.copysign(turn, inward)
    if abs(wrapped(azimuth - float(first.facing[len(first.facing) // 2]))) > TURNED_AWAY_RAD:
        return None
    chin_m = float(other.top[0] - CHIN_DOWN * other.height[0] - face[2])
    elevation = math.asin(max(-0.42, min(0.56, chin_m / gap)))  # past the chin, whoever is the taller
    aim = face[0], face[1], float(face[2]) - 0.10 * frame_height
    setup = _clear(Setup(_triple(np.array(aim)), azimuth, elevation, distance, fov), scene)
    return setup if setup.distance > gap + 0.75 * behind else None


def _heights(camera: Camera, focus: tuple[Subject, ...]) -> list[float]:
    """Heights of the lens to try, metres: low and calm for wide frames, near the eyes for faces."""
    tall = max((float(s.height.max()) for s in focus), default=1.5)
    base = min((float(s.foot[:, 2].min()) for s in focus), default=0.0)
    bodies = bodies_of(camera)
    share = 0.5 if bodies >= 2 else 0.58 if bodies >= 1.2 else 0.78 if bodies >= 0.6 else 0.88
    return [base + tall * share, base + tall * (share + 0.18 * min(1.0, bodies))]


def _held(camera: Camera, scene: Scene, focus: tuple[Subject, ...]) -> tuple[Box3, float]:
    """The box the frame must hold, and the frame's height there, metres."""
    if not focus:
        mark = scene.opening.set.marks_m[0]
        return Box3((mark[0] - 1.6, mark[1] - 1.6, 0.0), (mark[0] + 1.6, mark[1] + 1.6, 1.6)), 3.2
    bodies, tall = bodies_of(camera), max(float(s.height.max()) for s in focus)
    gone = gone_along(camera, scene, focus)
    if focus[0].head_m and bodies < _HEADS_BODIES:
        return _head_of(focus[0], gone, bodies)
    boxes = [_extent(s, gone, 0.84 * bodies * tall if s.person else 9.0) for s in focus]
    seen = must_see(camera, scene, focus)
    up = max([REACH_M, *(float(np.max(s.height)) for s in seen if not s.person)])
    flown = [float(s.top.max()) for s in seen if s.id in scene.acting and bodies > 1.0]
    reach = np.array([REACH_M, REACH_M, max([up, *(min(high, FLOWN_M) for high in flown)])])
    near = np.min([b[0] for b in boxes], 0) - REACH_M, np.max([b[1] for b in boxes], 0) + reach
    others = [_extent(s, gone, 0.5 * tall if s.person else 9.0, s.id in scene.acting) for s in seen]
    boxes += [(np.clip(low, *near), np.clip(high, *near)) for low, high in others]
    low = np.min([box[0] for box in boxes], 0)
    high = np.max([box[1] for box in boxes], 0)
    small = not any(s.person for s in focus) and scene.detail is None
    least = _seen_round(focus[0], scene, bodies) if small and follows(camera, scene) else 0.0
    wanted = max(frame_height(camera, scene, tall), 1.14 * float(high[2] - low[2]), least)
    return Box3(_triple(low), _triple(high)), wanted


def _head_of(animal: Subject, gone: Doubles, bodies: float) -> tuple[Box3, float]:
    """The box round a large animal's head that a close frame holds, and the frame's height."""
    at = (animal.face - gone)[animal.framed]
    low, high = np.percentile(at, (6, 94), axis=0)
    reach = np.full(3, animal.head_m)
    high_m = _HEAD_HEIGHTS * animal.head_m * bodies / 0.35
    return Box3(_triple(low - reach), _triple(high + reach)), max(high_m, 1.14 * float(high[2] - low[2]) + high_m / 2)


def _seen_round(subject: Subject, scene: Scene, bodies: float) -> float:
    """Metres of height that are seen of the world round a small thing or an animal that the camera goes along with."""
    if not is_alive(subject, scene):
        return GONE_ALONG_M
    share = ANIMAL_CLOSE if bodies < CLOSE_BODIES else ANIMAL_NEAR
    return min(max(share * float(subject.height.max()), LEAST_ALONG_M), GONE_ALONG_M)


def _triple(values: Doubles) -> tuple[float, float, float]:
    return float(values[0]), float(values[1]), float(values[2])


def _extent(subject: Subject, gone: Doubles, show: float, acts: bool = False) -> tuple[Doubles, Doubles]:
    """Low and high corners of what is to be seen of a subject, from its top down by ``show`` metres,
    as the camera sees it that has ``gone`` (F, 3) along. ``acts``: it goes where it does by itself.
    """
    huge = subject.person or acts or (np.broadcast_to(subject.height, subject.top.shape) > HIGHEST_M)
    top = np.where(huge, subject.top, np.minimum(subject.top, HIGHEST_M))[subject.framed]
    bottom = np.maximum(subject.foot[subject.framed, 2], top - show)
    close = subject.person and show < 0.5 * float(subject.height[0])
    flat = np.clip((subject.face if close else subject.foot)[:, :2] - gone[:, :2], -9.0, 9.0)[subject.framed]
    radius = subject.radius if not subject.person else min(subject.radius, 0.3 * show + 0.08)
    low, high = np.percentile(flat, (4, 96), axis=0) if close else (flat.min(0), flat.max(0))
    highest = float(np.percentile(top, 90)) if close else float(top.max())
    return np.array([*(low - radius), bottom.min()]), np.array([*(high + radius), highest])


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
    """The middle of a frame ``view`` metres high: headroom and look-room for people, things in the middle."""
    x, y, _ = box.centre
    bodies, tall = bodies_of(camera), box.high[2] - box.low[2]
    if focus and all(subject.afloat for subject in focus) and bodies > 0.6:
        return x, y, box.low[2] + tall / 2 + 0.06 * view
    if bodies < 1.2 and focus and not any(subject.person for subject in focus):
        return x, y, box.low[2] + tall / 2 + 0.04 * view
    if bodies < 0.2 and focus and focus[0].person:
        z = box.high[2] - EYES_DOWN * float(focus[0].height[0])
        return x, y, z
    if bodies < 1.2 and view > _WIDENED * max(tall, bodies):
        return x, y, box.low[2] + tall / 2 + 0.03 * view
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


def _clear(setup: Setup, scene: Scene) -> Setup:
    """Come nearer and widen the lens where a wall is in the way; never below the ground or above the ceiling."""
    far = setup.distance
    near = far
    for _ in range(24):
        if free(replace(setup, distance=near).eye, scene, min(0.2, 0.12 * near)):
            break
        near *= 0.93
    else:
        return _in_height(setup, scene)
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
