"""The turntable: one of the cast, turned about before a plain backdrop and drawn as in the film."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Generator, Hashable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, Generic, TypeVar

import numpy as np
from msgspec import structs
from numpy.typing import NDArray

from studio.cameo.likeness import Cleared, Holdings
from studio.engine import vocabulary
from studio.engine.clearing import seen
from studio.engine.jobs import Finished, JobEvent, JobId, Turn, Turned
from studio.engine.pace import Pace
from studio.engine.painters.cel.painter import CelPainter, Effects, Painting
from studio.engine.painters.painter import PaintedFrame, Pass, Size
from studio.engine.performance import CameraPath, Performance
from studio.engine.puppet import LATELY, Puppetry, Seen
from studio.engine.sitting import Sitting, Stance, table
from studio.engine.stage.callsheet import CallSheet
from studio.engine.stage.kinds import is_folded
from studio.engine.stage.perform import perform
from studio.engine.stop import StopToken
from studio.engine.thread import Steps, Waiting
from studio.errors import InvalidRequest
from studio.timeline.capturing import Moves
from studio.timeline.film import (
    Action,
    Camera,
    CastMember,
    Directions,
    Feeling,
    Look,
    Prop,
    Setting,
    Shot,
    ShotId,
    Voice,
)
from studio.timeline.modelled import nameless
from studio.timeline.world import Person, Thing, World

FPS: Final = 24
_PLACE: Final = "turntable"
_PLAYED_ON: Final = Setting("stage", _PLACE)
_SEEN_ON: Final = Setting(_PLACE, _PLACE)
_FOV: Final = math.radians(24)
_CLEAR_M: Final = 7.4
"""From here on the floor melts into the backdrop (``fog_start_m`` in ``sets/moods.toml``)."""
_ROOM: Final = 1.16
"""How much more than the figure is in the picture."""
_FACE_M: Final = 0.42
"""What the picture is high for, at the closest, of somebody 1.6 m tall."""
_PORTRAIT: Final = (0.42, 0.06, 0.82)
_REHEARSED: Final = 24
_UNSEEN: Final = ("reflections", "background_blur", "halos", "set_lines")
"""What a bare floor does not show is never painted."""


@dataclass(frozen=True)
class Rung:
    """How well a live picture is painted: without which effects, and how much smaller it is."""

    without: tuple[str, ...] = ()
    scale: float = 1.0

    @property
    def effects(self) -> Effects:
        """All effects but those."""
        return replace(Effects(), **dict.fromkeys((*_UNSEEN, *self.without), False))


_RUNGS: Final = (
    Rung(),
    Rung(("soft_shadows",)),
    Rung(("soft_shadows", "bloom")),
    Rung(("soft_shadows", "bloom"), 0.8),
    Rung(("soft_shadows", "bloom"), 0.64),
    Rung(("soft_shadows", "bloom", "antialiasing", "folds"), 0.5),
)
"""What a slow machine gives up, in this order; never the outlines, which make it a drawing."""
LIVE: Final = _RUNGS[0].effects
"""What a live picture is painted with where the machine is quick enough."""
_ACTED_FROM: Final = 2
"""The first rung of a picture that somebody acts in front of a camera: faces are read on the same machine meanwhile."""
ACTED: Final = _RUNGS[_ACTED_FROM].effects
_PORTRAITS: Final = 400


Key = TypeVar("Key", bound=Hashable)
Made = TypeVar("Made")


class Lately(Generic[Key, Made]):
    """At most ``most`` things that were made; the one unused for longest is forgotten first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Key, Made] = OrderedDict()

    def get(self, key: Key, make: Callable[[], Made]) -> Made:
        """The thing with this key, made now if it is not remembered."""
        if key not in self._kept:
            self._kept[key] = make()
        self._kept.move_to_end(key)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return self._kept[key]


class Turning:
    """Sittings as paintings, with what was rehearsed for them. Lives on the engine thread."""

    def __init__(self) -> None:
        self._rehearsed: Lately[Sitting, Performance] = Lately(_REHEARSED)
        self._portraits: Lately[tuple[CastMember | Prop, Size], NDArray[np.uint8]] = Lately(_PORTRAITS)

    def view(self, sitting: Sitting, cleared: tuple[Cleared, ...], size: Size, cel: CelPainter) -> "View":
        """A sitting set up to be drawn; see ``clearing.seen`` for whose likeness it is.

        Raises:
            MissingResource, MediaUnreadable: the file of its model cannot be used.
        """
        entity = structs.replace(sitting.entity, scripted=None)
        bare = Sitting(_measures(entity), sitting.pose, sitting.emotion)
        performance = _cast_as(self._rehearsed.get(bare, lambda: _rehearse(bare)), entity, cleared)
        return View(cel.set_up(_framed(performance, entity, Stance(), size), size), performance, entity, size)

    def driven(self, sitting: Sitting, cleared: tuple[Cleared, ...], size: Size, cel: CelPainter) -> "DrivenView":
        """A sitting set up to be driven by somebody in front of a camera.

        Raises:
            InvalidRequest: it is a thing. MissingResource, MediaUnreadable: the file of its model cannot be used.
        """
        if isinstance(sitting.entity, Prop):
            raise InvalidRequest("Only people can be acted.", "Choose one of the cast.")
        entity = structs.replace(sitting.entity, scripted=None)
        bare = Sitting(_measures(entity), sitting.pose, sitting.emotion)
        performance = _cast_as(self._rehearsed.get(bare, lambda: _rehearse(bare)), entity, cleared)
        return DrivenView(cel, performance, entity, size)

    def portrait(
        self, entity: CastMember | Prop, cleared: tuple[Cleared, ...], size: Size, cel: CelPainter
    ) -> NDArray[np.uint8]:
        """Head and shoulders, or the whole thing: (H, W, 3) uint8 sRGB."""
        turn, tilt, zoom = _PORTRAIT
        stance = Stance(turn, tilt, zoom if isinstance(entity, CastMember) else 0.0)
        return self._portraits.get(
            (nameless(entity), size), lambda: self.view(Sitting(entity), cleared, size, cel).frame(0, stance)
        )


def _driven(
    request: Turn, puppet: Callable[[], Seen | None], make: Callable[[Size], "DrivenView"], job: JobId
) -> Generator[JobEvent | Waiting | None, None, Finished]:
    """Draw the sitting as somebody in front of a camera has it, each time they are seen anew, until it is stopped."""
    views: dict[float, DrivenView] = {}
    rungs = _RUNGS[_ACTED_FROM:]
    pace, began, shown = Pace(FPS, len(rungs) - 1), time.perf_counter(), -1.0
    while True:
        now = puppet()
        if now is None or now.at == shown:
            yield Waiting()
            continue
        rung = rungs[pace.dropped]
        if rung.scale not in views:
            views[rung.scale] = make(scaled(request.size, rung.scale))
        since = time.perf_counter()
        colour = views[rung.scale].frame(now.moves, math.floor((since - began) * FPS), request.stance(), rung.effects)
        pace.took(time.perf_counter() - since)
        shown = now.at
        yield Turned(job, request.sitting.entity.id, colour, rung.effects.dropped, now.at)
        yield Waiting()


class DrivenView:
    """A sitting whose member does what somebody in front of a camera does."""

    def __init__(self, cel: CelPainter, performance: Performance, entity: CastMember | Prop, size: Size) -> None:
        self._puppetry = Puppetry()
        self._performance, self._entity, self._size = performance, entity, size
        self._still = _at_rest(performance)
        first = _framed(self._puppetry.played(performance, 0), entity, Stance(), size)
        self._painting = cel.set_up(first, size)
        self._stance: Stance | None = None

    def frame(self, moves: Moves, tick: int, stance: Stance, effects: Effects) -> NDArray[np.uint8]:
        """The picture of what is done now, (H, W, 3) uint8 sRGB."""
        self._puppetry.follow(moves)
        frame = there_and_back(tick, self._performance.frames)
        # The camera does not go with every breath: what stands behind is then painted once.
        camera = _framed(self._still, self._entity, stance, self._size).camera
        self._painting.performed(replace(self._puppetry.played(self._performance, frame), camera=camera))
        self._painting.seen_through(camera, steady=stance == self._stance)
        self._stance = stance
        return self._painting.frame(LATELY - 1, effects).colour


class View:
    """A sitting that can be looked at from all round, in any frame of what is done."""

    def __init__(self, painting: Painting, performance: Performance, entity: CastMember | Prop, size: Size) -> None:
        self._painting = painting
        self._performance = performance
        self._entity = entity
        self._size = size
        self._stance: Stance | None = None

    def frame(self, tick: int, stance: Stance, effects: Effects | None = None) -> NDArray[np.uint8]:
        """The picture of a tick of the clock, (H, W, 3) uint8 sRGB; what is done goes there and back again."""
        framed = _framed(self._performance, self._entity, stance, self._size)
        self._painting.seen_through(framed.camera, steady=stance == self._stance)
        self._stance = stance
        return self._painting.frame(there_and_back(tick, self._performance.frames), effects or Effects.all()).colour

    def figure(self, stance: Stance) -> PaintedFrame:
        """The figure standing, with the id pass, which tells it from the table."""
        framed = _framed(self._performance, self._entity, stance, self._size)
        self._painting.seen_through(framed.camera, steady=False)
        return self._painting.frame(0, Effects.all(), frozenset({Pass.ID}))


def turn(request: Turn, job: JobId, turning: Turning, cel: CelPainter, holdings: Holdings) -> Steps:
    """Draw the sitting live until the job is stopped; with fewer effects where the machine is slow.

    After each picture it waits, however late it is: whatever else is due gets a step, and nothing starves for a table.
    """
    entity, cleared = seen(request.sitting.entity, holdings)
    sitting = replace(request.sitting, entity=entity)
    views: dict[float, View] = {}
    if request.puppet is None:
        views[1.0] = turning.view(sitting, cleared, request.size, cel)
    yield None
    if request.puppet is not None:
        yield from _driven(request, request.puppet, lambda size: turning.driven(sitting, cleared, size, cel), job)
    pace, began = Pace(FPS, len(_RUNGS) - 1), time.perf_counter()
    drawn: tuple[int, Stance] | None = None
    tick = 0
    while True:
        now, stance = math.floor((time.perf_counter() - began) * FPS), request.stance()
        tick = now if stance.live or drawn is None else tick
        if drawn == (tick, stance):
            yield Waiting()
            continue
        rung = _RUNGS[pace.dropped if stance.live else 0]
        if rung.scale not in views:
            views[rung.scale] = turning.view(sitting, cleared, scaled(request.size, rung.scale), cel)
        since = time.perf_counter()
        colour = views[rung.scale].frame(tick, stance, rung.effects)
        if stance.live:
            pace.took(time.perf_counter() - since)
        drawn = (tick, stance)
        yield Turned(job, request.sitting.entity.id, colour, rung.effects.dropped)
        yield Waiting()


def scaled(size: Size, scale: float) -> Size:
    """A smaller picture of the same shape."""
    return Size(round(size.width * scale), round(size.height * scale))


def there_and_back(tick: int, frames: int) -> int:
    """The frame at a tick: 0 1 2 3 2 1 0 1 ..."""
    last = frames - 1
    return last - abs(last - tick % (2 * last)) if last else 0


def _measures(entity: CastMember | Prop) -> CastMember | Prop:
    """As much of somebody as the stage knows: how they look otherwise does not change how they move."""
    if isinstance(entity, Prop):
        return entity
    look = Look(build=entity.look.build, height_m=entity.look.height_m, model=entity.look.model)
    return CastMember(entity.id, "", look, Voice())


def _rehearse(sitting: Sitting) -> Performance:
    """The sitting played out on the bare stage, facing the front."""
    pose, entity = table().poses[sitting.pose], sitting.entity
    person = isinstance(entity, CastMember)
    beats = (Feeling(entity.id, sitting.emotion), Action(entity.id, pose.motion)) if person else ()
    seconds = Fraction(round(pose.seconds * FPS), FPS)
    shot = Shot(ShotId(_PLACE), "", Directions(), _PLAYED_ON, Camera(), beats, seconds, (entity.id,))
    sheet = CallSheet(shot, (entity,) if person else (), () if person else (entity,), FPS, 1)
    return perform(sheet, _before(entity), (), StopToken()).performance


def _before(entity: CastMember | Prop) -> World:
    if isinstance(entity, CastMember):
        return World(_PLAYED_ON, people=(Person(entity.id, _PLACE, (0.0, 0.0, 0.0), -math.pi / 2),))
    tall = vocabulary.made(entity).size_m[2]
    return World(_PLAYED_ON, things=(Thing(entity.id, _PLACE, (0.0, 0.0, tall / 2), unfolded=not is_folded(entity)),))


def _cast_as(performance: Performance, entity: CastMember | Prop, cleared: tuple[Cleared, ...]) -> Performance:
    if isinstance(entity, Prop):
        return replace(performance, setting=_SEEN_ON)
    actors = tuple(replace(actor, member=entity) for actor in performance.actors)
    return replace(performance, setting=_SEEN_ON, actors=actors, cleared=cleared)


def _framed(performance: Performance, entity: CastMember | Prop, stance: Stance, size: Size) -> Performance:
    """The performance seen from a stance; the camera goes with whoever leaves the middle of the table."""
    frames = performance.frames
    places = performance.actors[0].root if performance.actors else performance.props[0].position
    middle, high = _subject(entity, stance.zoom, size)
    away = _away(high, _reach(entity))
    target = np.column_stack([places[:, :2], np.full(frames, middle)])
    flat = away * math.cos(stance.tilt)
    offset = (flat * math.sin(stance.turn), -flat * math.cos(stance.turn), away * math.sin(stance.tilt))
    camera = CameraPath(
        eye=(target + offset).astype(np.float32),
        target=target.astype(np.float32),
        roll=np.zeros(frames, np.float32),
        fov_y=np.full(frames, 2 * math.atan(high / 2 / (away - _reach(entity) / 2)), np.float32),
        focus=np.full(frames, np.inf, np.float32),
    )
    return replace(performance, camera=camera)


def _at_rest(performance: Performance) -> Performance:
    """The performance with whoever is looked at in the place where they begin, all the time."""
    if not performance.actors:
        return performance
    first, *others = performance.actors
    return replace(
        performance, actors=(replace(first, root=np.broadcast_to(first.root[:1], first.root.shape)), *others)
    )


def _away(high: float, reach: float) -> float:
    """How far away the camera stands, metres: far, for a calm perspective, but within the clear air of the studio."""
    far = high / 2 / math.tan(_FOV / 2) + reach / 2
    return min(far, max(_CLEAR_M - reach, 1.4 * reach))


def _subject(entity: CastMember | Prop, zoom: float, size: Size) -> tuple[float, float]:
    """How high above the floor the middle of the picture is, and how much of the world it is high for, metres."""
    tall, wide = _extent(entity)
    whole = max(tall, wide * size.height / size.width) * _ROOM
    closest = _FACE_M * tall / 1.6 if isinstance(entity, CastMember) else whole / 3
    high = whole * (closest / whole) ** zoom
    face = 0.885 * tall if isinstance(entity, CastMember) else tall / 2
    return tall / 2 + (face - tall / 2) * min(1.0, zoom * 1.6), high


def _extent(entity: CastMember | Prop) -> tuple[float, float]:
    """How tall and how wide somebody or something is, metres, whichever way it is turned."""
    if isinstance(entity, CastMember):
        return entity.look.height_m * 1.04, entity.look.height_m * 0.5
    x, y, z = vocabulary.made(entity).size_m
    return z, math.hypot(x, y)


def _reach(entity: CastMember | Prop) -> float:
    return 0.0 if isinstance(entity, CastMember) else _extent(entity)[1] / 2
