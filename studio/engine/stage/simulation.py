"""Playing the physics: things fly, fall, bounce and roll while people move; hands hold what they hold."""

import math
from dataclasses import dataclass

import mujoco
import numpy as np

from studio.engine.performance import Contact
from studio.engine.stage import kinds
from studio.engine.stage import rig as rigs
from studio.engine.stage.custody import Hand, Push
from studio.engine.stage.entrances import Opening, Placed
from studio.engine.stage.grips import AIR_DENSITY, buoyant, volume_of
from studio.engine.stage.impacts import Ledger, speeds
from studio.engine.stage.rotation import Doubles, to_quaternions, unit
from studio.engine.stage.stability import Watch
from studio.engine.stop import StopToken
from studio.engine.vocabulary import PropKind

STEPS_PER_SECOND = 960
GRAVITY = 9.81
SPIN_DRAG = 4e-3  # N m s per kg: what keeps paper from spinning for ever
MOST_SPEED = 14.0
CALM_SPEED = 0.03
CALM_SECONDS = 0.3
_PARKED_M = 60.0


@dataclass(frozen=True, eq=False)
class Track:
    """A thing's way: centre (F, 3) metres and orientation (F, 4)."""

    position: Doubles
    orientation: Doubles


@dataclass(frozen=True, eq=False)
class Stuff:
    """What moves the things: where hands hold them (a full-length track each), pushes, people's capsules.

    capsules: (F, P * 6, 2, 3) ends of every limb of everybody.
    """

    hands: tuple[Hand, ...]
    held: dict[Hand, Track]
    pushes: tuple[Push, ...]
    people: tuple[str, ...]
    capsules: Doubles
    headings: dict[str, Doubles]


@dataclass(frozen=True)
class _Event:
    """Something that wakes a thing at a physics step."""

    step: int
    thing: str
    hand: Hand | None = None
    push: Push | None = None


def simulate(
    opening: Opening, stuff: Stuff, frames: int, fps: int, stop: StopToken
) -> tuple[dict[str, Track], tuple[Contact, ...], tuple[str, ...]]:
    """Every thing's track, what struck what, and notes. Fixed furniture and things that rest cost nothing."""
    tracks: dict[str, Track] = {t.prop.id: _resting(t, frames) for t in opening.things}
    per_frame = max(1, round(STEPS_PER_SECOND / fps))
    events = _events(opening, stuff, per_frame * fps, frames * per_frame)
    known: dict[str, PropKind] = {t.prop.id: t.kind for t in opening.things}
    contacts, notes = tuple[Contact, ...](), tuple[str, ...]()
    if events:
        loose = tuple(t for t in opening.things if not t.kind.fixed and not _leans(t, events))
        run = _Run(opening, loose, stuff, tracks, events, frames, per_frame, fps)
        contacts, notes = run.play(stop), tuple(run.notes)
    for hand in stuff.hands:
        _lay_held(tracks, stuff.held[hand], hand, fps, known[hand.thing])
    return tracks, contacts, notes


def _passing(loose: tuple[Placed, ...], stuff: Stuff) -> rigs.Passing:
    """What misses whom: things and those whose hands let them go, umbrellas and everybody under them."""
    laid = {(hand.thing, hand.who) for hand in stuff.hands if hand.how}
    shelters = [placed.prop.id for placed in loose if placed.kind.grip == "overhead"]
    return frozenset(laid | {(thing, who) for thing in shelters for who in stuff.people})


def _leans(placed: Placed, events: list[_Event]) -> bool:
    """An open umbrella nobody lets fall stays as it was put: it would roll off in the first breath of air."""
    return placed.kind.grip == "overhead" and all(event.thing != placed.prop.id for event in events)


def _resting(placed: Placed, frames: int) -> Track:
    return Track(np.tile(np.array(placed.position), (frames, 1)), np.tile(np.array(placed.orientation), (frames, 1)))


def _events(opening: Opening, stuff: Stuff, rate: int, last: int) -> list[_Event]:
    """Releases and pushes by physics step. Things that begin in the air are let go at once."""
    events = [
        _Event(round(hand.end * rate), hand.thing, hand=hand) for hand in stuff.hands if hand.how not in ("", "give")
    ]
    flying = {t.prop.id for t in opening.things if t.holder is None and _in_the_air(opening, t)}
    for push in stuff.pushes:
        begins = 0 if push.thing in flying and push.family in ("fall", "bounce") else round(push.time * rate)
        events.append(_Event(begins, push.thing, push=push))
    pushed = {event.thing for event in events if event.push}
    events += [_Event(0, thing) for thing in sorted(flying - pushed)]
    return sorted((e for e in events if e.step < last), key=lambda e: (e.step, e.thing))


def _in_the_air(opening: Opening, placed: Placed) -> bool:
    """Whether nothing is under a thing."""
    if placed.kind.fixed:
        return False
    bottom = placed.position[2] - min(placed.kind.size_m) / 2
    supports = [0.0] + [s.centre[2] + s.size[2] / 2 for s in opening.set.solids]
    supports += [t.kind.seat_m or t.position[2] + t.kind.size_m[2] / 2 for t in opening.things if t.kind.fixed]
    lowest = placed.position[2] - max(placed.kind.size_m) / 2 * math.sqrt(2)
    return all(not lowest - 0.05 <= top <= bottom + 0.06 for top in supports)


def _lay_held(tracks: dict[str, Track], held: Track, hand: Hand, fps: int, kind: PropKind) -> None:
    """Where a thing is in the hands, its track is the hands'; taken and put down within an eighth of a second."""
    track = tracks[hand.thing]
    times = np.arange(len(track.position)) / fps
    inside = (times >= hand.start - 1e-9) & (times < hand.end - 1e-9)
    blend = np.clip((times - hand.start) / 0.14, 0, 1) if hand.start > 0 else np.ones_like(times)
    if hand.how == "put_down" and hand.goal is not None:
        blend = np.minimum(blend, np.clip((hand.end - times) / 0.22, 0, 1))
        rest, level = np.array(hand.goal), np.tile(_laid(kind, held.orientation[-1]), (len(times), 1))
    else:
        before = max(0, int(np.searchsorted(times, hand.start)) - 1)
        rest, level = track.position[before].copy(), np.tile(track.orientation[before], (len(times), 1))
    w = blend[inside, None]
    track.position[inside] = rest * (1 - w) + held.position[inside] * w
    track.orientation[inside] = _mixed(level[inside], held.orientation[inside], w)
    if hand.how == "put_down" and hand.goal is not None and kind.grip == "overhead":
        after = times >= hand.end - 1e-9
        track.position[after], track.orientation[after] = rest, level[0]


def _laid(kind: PropKind, held: Doubles) -> Doubles:
    """How a thing lies when put down by a hand that held it so: its resting turn, turned about the vertical."""
    heading = 2 * math.atan2(float(held[3]), float(held[0]))
    return np.array(kinds.turned_about_z(kinds.resting(kind)[1], heading))


def _mixed(a: Doubles, b: Doubles, weight: Doubles) -> Doubles:
    b = np.where((a * b).sum(-1, keepdims=True) < 0, -b, b)
    mixed = a * (1 - weight) + b * weight
    return mixed / np.maximum(np.linalg.norm(mixed, axis=-1, keepdims=True), 1e-9)


class _Run:
    """One play of the physics: the model, its state, and what is told of it."""

    def __init__(
        self,
        opening: Opening,
        loose: tuple[Placed, ...],
        stuff: Stuff,
        tracks: dict[str, Track],
        events: list[_Event],
        frames: int,
        per_frame: int,
        fps: int,
    ) -> None:
        self._stuff, self._tracks, self._frames = stuff, tracks, frames
        self._per_frame, self._fps = per_frame, fps
        self._seconds = 1.0 / (per_frame * fps)
        self._rig = rigs.build(opening, loose, stuff.people, _passing(loose, stuff), self._seconds)
        self._data = mujoco.MjData(self._rig.model)
        self._watch = Watch(self._data)
        self.notes: list[str] = []
        self._kinds: dict[str, PropKind] = {t.prop.id: t.kind for t in loose}
        self._events = events
        self._ledger = Ledger.empty()
        self._calm = 0
        self._asleep = True
        self._parked: set[str] = {t.prop.id for t in loose if t.holder is not None}
        self._middle = opening.set.marks_m[0]
        self._windy = [t for t in self._kinds if self._kinds[t].drag > 0.05 or buoyant(self._kinds[t])]

    def play(self, stop: StopToken) -> tuple[Contact, ...]:
        """Run the whole shot."""
        pending = list(self._events)
        for frame in range(self._frames):
            self._take_up(frame)
            self._record(frame)
            self._watch.keep()
            stop.check()
            due = pending and pending[0].step < (frame + 1) * self._per_frame
            if self._asleep and not due:
                continue
            limbs = self._limb_poses(frame)
            for sub in range(self._per_frame):
                step = frame * self._per_frame + sub
                while pending and pending[0].step <= step:
                    self._begin(pending.pop(0), step)
                if not self._asleep:
                    self._step(step, limbs, sub)
        return self._ledger.close()

    # --- things in hands are parked far away --------------------------------------------------------
    def _take_up(self, frame: int) -> None:
        now = frame / self._fps
        for hand in self._stuff.hands:
            if hand.start <= now < hand.end:
                self._parked.add(hand.thing)
        for number, thing in enumerate(sorted(self._parked)):
            at, speed = self._rig.joints[thing], self._rig.speeds[thing]
            self._data.qpos[at : at + 3] = (_PARKED_M + 3 * number, _PARKED_M, _PARKED_M)
            self._data.qvel[speed : speed + 6] = 0.0

    def _record(self, frame: int) -> None:
        for thing, at in self._rig.joints.items():
            if thing not in self._parked:
                self._tracks[thing].position[frame] = self._data.qpos[at : at + 3]
                self._tracks[thing].orientation[frame] = self._data.qpos[at + 3 : at + 7]

    def _limb_poses(self, frame: int) -> tuple[Doubles, Doubles] | None:
        """Mocap places and turns at this frame and the next, (2, n, 3) and (2, n, 4)."""
        if self._rig.limbs == 0:
            return None
        ends = self._stuff.capsules[[frame, min(frame + 1, self._frames - 1)]]
        along = unit(ends[:, :, 1] - ends[:, :, 0])
        helper = np.where(np.abs(along[..., :1]) < 0.9, np.array([1.0, 0, 0]), np.array([0, 1.0, 0]))
        side = unit(np.cross(helper, along))
        turns = np.stack([side, np.cross(along, side), along], -1)
        return ends.mean(2), to_quaternions(turns)

    # --- events --------------------------------------------------------------------------------------
    def _begin(self, event: _Event, step: int) -> None:
        self._asleep, self._calm = False, 0
        at, speed = self._rig.joints[event.thing], self._rig.speeds[event.thing]
        if event.hand is not None:
            self._let_go(event.hand, at, speed)
        elif event.push is not None:
            self._give_push(event.push, at, speed, step * self._seconds)

    def _let_go(self, hand: Hand, at: int, speed: int) -> None:
        """Out of the hands: with the hands' speed, thrown to a goal, or laid down."""
        held = self._stuff.held[hand]
        place, turn, moving = _sampled(held, hand.end * self._fps, self._fps)
        self._parked.discard(hand.thing)
        spin = np.zeros(3)
        if hand.how == "put_down" and hand.goal is not None:
            place, turn, moving = np.array(hand.goal), _laid(self._kinds[hand.thing], turn), np.zeros(3)
        elif hand.how == "throw" and hand.goal is not None:
            moving = thrown(place, np.array(hand.goal), hand.flight)
            spin = np.cross([0, 0, 1.0], moving) * 0.6
        else:
            size = float(np.linalg.norm(moving))
            moving = moving * min(1.0, 0.6 / max(size, 1e-6))
        place[2] = max(place[2], _half_height(self._kinds[hand.thing]))
        self._data.qpos[at : at + 3], self._data.qpos[at + 3 : at + 7] = place, turn
        self._data.qvel[speed : speed + 3], self._data.qvel[speed + 3 : speed + 6] = moving, spin

    def _give_push(self, push: Push, at: int, speed: int, time: float) -> None:
        kind = self._kinds[push.thing]
        place = self._data.qpos[at : at + 3].copy()
        way = self._way(push, place)
        velocity = _pushed(push, way, place, kind.size_m[2] / 2)
        self._data.qvel[speed : speed + 3] = velocity
        if push.family in ("roll", "kick", "bounce"):
            spin = np.cross([0.0, 0.0, 1.0], velocity) / max(kind.size_m[2] / 2, 0.02)
            self._data.qvel[speed + 3 : speed + 6] = spin * (1.0 if push.family == "roll" else 0.3)
        if push.by is not None:
            pair = (push.thing, push.by)
            self._ledger.materials[pair] = (kind.material, "leather")
            meeting = self._ledger.touch(pair, time, 0.0, self._seconds, place, kind.mass_kg)
            meeting.impulse += kind.mass_kg * float(np.linalg.norm(velocity))

    def _way(self, push: Push, place: Doubles) -> Doubles:
        """The level direction of a push: to its goal, where the kicker faces, or across the picture."""
        if push.goal is not None:
            way = np.array(push.goal) - place
        elif push.by is not None:
            heading = self._stuff.headings[push.by][min(self._frames - 1, int(push.time * self._fps))]
            way = np.array([math.cos(heading), math.sin(heading), 0.0])
        else:
            across = 1.0 if self._middle[0] >= place[0] else -1.0
            way = np.array([across, 0.12 if place[1] < self._middle[1] else -0.12, 0.0])
        way[2] = 0.0
        return unit(way)

    # --- stepping ------------------------------------------------------------------------------------
    def _step(self, step: int, limbs: tuple[Doubles, Doubles] | None, sub: int) -> None:
        data = self._data
        if limbs is not None and sub % 4 == 0:
            share = sub / self._per_frame
            data.mocap_pos[:] = limbs[0][0] * (1 - share) + limbs[0][1] * share
            data.mocap_quat[:] = limbs[1][0]
        for thing in self._windy:
            self._air(thing)
        touching = data.ncon
        mujoco.mj_step(self._rig.model, data)
        time = (step + 1) * self._seconds
        if self._watch.broken:
            self._halt(time)
            return
        if data.ncon:
            if data.ncon != touching or self._ledger.fresh(time):
                self._listen(time, self._seconds)
            elif step % 8 == 0:
                self._listen(time, 8 * self._seconds)
        if step % 8 == 0:
            self._rein_in()
            self._ledger.part(time)
            self._rest_check()

    def _halt(self, time: float) -> None:
        self._watch.restore()
        self._asleep = True
        self.notes.append(f"What moves {time:.1f} s into the shot is too wild to be played out; it stays where it was.")

    def _rein_in(self) -> None:
        """Nothing on this stage flies faster than an arm throws: a thing squeezed between bodies slips out instead."""
        for address in self._rig.speeds.values():
            speed = speeds(self._data.qvel, address)
            if speed > MOST_SPEED:
                self._data.qvel[address : address + 6] *= MOST_SPEED / speed

    def _air(self, thing: str) -> None:
        """Drag 1/2 rho Cd A v^2 against the motion, and the air's lift."""
        kind, address = self._kinds[thing], self._rig.speeds[thing]
        velocity = self._data.qvel[address : address + 3]
        area = sorted(kind.size_m)[1] * sorted(kind.size_m)[2]
        force = -0.5 * AIR_DENSITY * kind.drag * area * float(np.linalg.norm(velocity)) * velocity
        force[2] += AIR_DENSITY * volume_of(kind) * GRAVITY if buoyant(kind) else 0.0
        body = self._rig.bodies[thing]
        self._data.xfrc_applied[body, :3] = 0.0 if thing in self._parked else force
        spin = self._data.xmat[body].reshape(3, 3) @ self._data.qvel[address + 3 : address + 6]
        self._data.xfrc_applied[body, 3:] = -SPIN_DRAG * kind.mass_kg * spin

    def _listen(self, time: float, seconds: float) -> None:
        """Read the contact forces of this step."""
        data = self._data
        geoms, rows, places = data.contact.geom, data.contact.efc_address, data.contact.pos
        for number in range(data.ncon):
            if rows[number] < 0:
                continue
            first, second = self._rig.owners[int(geoms[number, 0])], self._rig.owners[int(geoms[number, 1])]
            thing, other = (second, first) if second[0] in self._kinds else (first, second)
            pair = (thing[0], other[0])
            self._ledger.materials[pair] = (thing[1], other[1])
            force, mass = float(data.efc_force[rows[number]]), self._kinds[thing[0]].mass_kg
            meeting = self._ledger.touch(pair, time, force, seconds, places[number], mass)
            self._ledger.move(meeting, time, seconds, speeds(data.qvel, self._rig.speeds[thing[0]]))

    def _rest_check(self) -> None:
        """Things that have come to rest sleep until the next event."""
        moving = [self._rig.speeds[t] for t in self._rig.joints if t not in self._parked]
        quiet = all(float(np.abs(self._data.qvel[a : a + 6]).max()) < CALM_SPEED * 4 for a in moving)
        slow = quiet and all(speeds(self._data.qvel, a) < CALM_SPEED for a in moving)
        self._calm = self._calm + 1 if slow else 0
        if self._calm * 8 * self._seconds > CALM_SECONDS:
            self._asleep = True
            self._data.qvel[:] = 0.0


def thrown(start: Doubles, goal: Doubles, seconds: float) -> Doubles:
    """The launch velocity that arrives at the goal after some seconds. Source: ballistics."""
    velocity = (goal - start) / seconds
    velocity[2] += 0.5 * GRAVITY * seconds
    return velocity


def _pushed(push: Push, way: Doubles, place: Doubles, radius: float) -> Doubles:
    up = np.array([0.0, 0.0, 1.0])
    strength = max(0.4, push.manner)
    match push.family:
        case "kick" if push.goal is not None:
            distance = float(np.linalg.norm(np.array(push.goal)[:2] - place[:2]))
            return way * min(7.0, 1.2 + 1.0 * distance) * strength**0.5 + up * min(2.0, 0.2 + 0.25 * distance)
        case "kick":
            return way * 4.2 * strength + up * 1.5
        case "roll":
            return way * 1.35 * strength
        case "bounce":
            lift = 3.3 * math.sqrt(strength) if place[2] < radius + 0.15 else 0.0
            return way * 0.55 + up * lift
        case _:
            on_something = place[2] < radius + 0.1
            return way * (0.25 if on_something else 0.0)


def _half_height(kind: PropKind) -> float:
    return min(kind.size_m) / 2


def _sampled(track: Track, frame: float, fps: int) -> tuple[Doubles, Doubles, Doubles]:
    """Place, turn and velocity of a track between frames."""
    last = len(track.position) - 1
    low = min(max(int(frame), 0), last)
    high = min(low + 1, last)
    share = min(max(frame - low, 0.0), 1.0)
    place = track.position[low] * (1 - share) + track.position[high] * share
    velocity = (track.position[high] - track.position[low]) * fps if high > low else np.zeros(3)
    return place, track.orientation[low].copy(), velocity
