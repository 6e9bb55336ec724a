"""One play of the physics: the model, its state, and what is told of it.

Time goes in ticks. A tick in which nothing is near anything is one step; while things are about to touch or do, it is
cut fine, and the contact forces of a strike are read at every fine step.
"""

from dataclasses import dataclass
from functools import cached_property

import mujoco
import numpy as np
from numpy.typing import NDArray

from studio.engine.performance import Contact
from studio.engine.stage import clearing, kicking, kinds, launches, rubbing, throwing, tipping
from studio.engine.stage import rig as rigs
from studio.engine.stage.contacts import FINE_STEPS
from studio.engine.stage.custody import Hand, Push
from studio.engine.stage.entrances import Opening, Placed
from studio.engine.stage.impacts import Ledger, speeds
from studio.engine.stage.ramps import lies_on_ramp
from studio.engine.stage.rotation import Doubles, to_quaternions, unit
from studio.engine.stage.stability import Watch
from studio.engine.stage.surroundings import Element
from studio.engine.stop import StopToken
from studio.engine.vocabulary import PropKind

CALM_SPEED = 0.03
CALM_SECONDS = 0.3
LISTEN_TICKS = 8
TUMBLE_TICKS = 2
CROWD = 20  # contacts: beyond, no single strike is heard or seen for itself
MOST_DAMPED = 0.8  # of a step's closing speed: beyond, a damper shakes instead of slowing down
EASE_TICKS = 4
LIMB_TICKS = 2
TOUCHING_M = 1e-3
_PARKED_M = 60.0


@dataclass(frozen=True, eq=False)
class Track:
    """A thing's way: centre (F, 3) metres and orientation (F, 4)."""

    position: Doubles
    orientation: Doubles


@dataclass(frozen=True, eq=False)
class Going:
    """A thing that moves: its centre, its turn, its velocity in m/s and its spin in rad/s about its own axes."""

    position: Doubles
    orientation: Doubles
    velocity: Doubles
    spin: Doubles


@dataclass(frozen=True, eq=False)
class Stuff:
    """What moves the things: where hands hold them (a full-length track each), pushes, people's capsules.

    passing: (thing, person) pairs that never touch. capsules: (F, P * 6, 2, 3) ends of every limb of everybody.
    """

    hands: tuple[Hand, ...]
    held: dict[Hand, Track]
    pushes: tuple[Push, ...]
    people: tuple[str, ...]
    capsules: Doubles
    headings: dict[str, Doubles]
    passing: rigs.Passing = frozenset()


@dataclass(frozen=True)
class Event:
    """Something that wakes a thing at a tick."""

    step: int
    thing: str
    hand: Hand | None = None
    push: Push | None = None


@dataclass(frozen=True, eq=False)
class Script:
    """What is to be played: the loose things, who moves them, what happens when, and for how long."""

    opening: Opening
    loose: tuple[Placed, ...]
    stuff: Stuff
    events: tuple[Event, ...]
    passing: rigs.Passing
    elements: tuple[Element, ...]
    frames: int
    per_frame: int
    fps: int


class Run:
    """A play under way. ``tracks`` are written in place."""

    def __init__(self, script: Script, tracks: dict[str, Track]) -> None:
        self._script, self._tracks = script, tracks
        self._seconds = 1.0 / (script.per_frame * script.fps)
        parts = tuple(element.parts for element in script.elements)
        self._rig = rigs.build(script.opening, script.loose, script.stuff.people, script.passing, parts)
        self._data = mujoco.MjData(self._rig.model)
        self._watch = Watch(self._data)
        self._kinds: dict[str, PropKind] = {t.prop.id: t.kind for t in script.loose}
        self._ledger = Ledger.empty()
        self._calm = 0
        self._asleep = True
        self._parked: set[str] = {t.prop.id for t in script.loose if t.holder is not None}
        self._pressing = 0
        self._touched = False
        strongest = -float(self._rig.model.pair_solref[:, 1].min(initial=0.0))
        self._steps = 2 if strongest * self._seconds / 2 < MOST_DAMPED else FINE_STEPS // 2
        self._places = _each_three(self._rig.joints)
        self._paces = _each_three(self._rig.speeds)
        self._met: frozenset[tuple[int, int]] = frozenset()
        self.notes: list[str] = []
        for element in script.elements:
            element.join(self._rig, self._data)
        for placed in script.loose:
            speed = self._rig.speeds[placed.prop.id]
            self._data.qvel[speed : speed + 6] = (*placed.velocity, *placed.spin)

    def play(self, stop: StopToken) -> tuple[Contact, ...]:
        """Run the whole shot; every contact in time order."""
        script, pending = self._script, list(self._script.events)
        for frame in range(script.frames):
            self._take_up(frame)
            while pending and pending[0].step <= frame * script.per_frame:
                self._pose(frame, 0)
                self._begin(pending.pop(0), frame * script.per_frame)
            self._record(frame)
            self._watch.keep()
            stop.check()
            restless = self._restless()
            last = (frame + 1) * script.per_frame
            if self._asleep and not restless and not (pending and pending[0].step < last):
                continue
            for sub in range(script.per_frame):
                tick = frame * script.per_frame + sub
                self._pose(frame, sub)
                while pending and pending[0].step <= tick:
                    self._begin(pending.pop(0), tick)
                if restless or not self._asleep:
                    self._tick(tick)
        return self._ledger.close()

    def _restless(self) -> bool:
        """Whether wind or water keeps something going."""
        return any(element.restless for element in self._script.elements)

    def moving(self) -> dict[str, Going]:
        """What is still moving as the shot ends, where its last frame does."""
        going: dict[str, Going] = {}
        for thing, at in self._rig.speeds.items():
            velocity, joint = self._data.qvel[at : at + 6], self._rig.joints[thing]
            place = self._data.qpos[joint : joint + 7]
            if thing not in self._parked and not self._asleep and float(np.linalg.norm(velocity[:3])) > CALM_SPEED:
                going[thing] = Going(place[:3].copy(), place[3:].copy(), velocity[:3].copy(), velocity[3:].copy())
        return going

    # --- things in hands are parked far away --------------------------------------------------------
    def _take_up(self, frame: int) -> None:
        now = frame / self._script.fps
        for hand in self._script.stuff.hands:
            if hand.start <= now < hand.end and hand.thing in self._rig.joints:
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
        for element in self._script.elements:
            element.record(frame)

    @cached_property
    def _limbs(self) -> tuple[Doubles, Doubles]:
        """Places (F, n, 3) and turns (F, n, 4) of everybody's capsules, worked out when something first moves."""
        ends = self._script.stuff.capsules
        along = unit(ends[:, :, 1] - ends[:, :, 0])
        helper = np.where(np.abs(along[..., :1]) < 0.9, np.array([1.0, 0, 0]), np.array([0, 1.0, 0]))
        side = unit(np.cross(helper, along))
        turns = np.stack([side, np.cross(along, side), along], -1)
        return ends.mean(2), to_quaternions(turns)

    def _pose(self, frame: int, sub: int) -> None:
        """Put people's limbs where they are now."""
        if self._rig.limbs and sub % LIMB_TICKS == 0:
            places, turns = self._limbs
            share, after = sub / self._script.per_frame, min(frame + 1, self._script.frames - 1)
            self._data.mocap_pos[: self._rig.limbs] = places[frame] * (1 - share) + places[after] * share
            self._data.mocap_quat[: self._rig.limbs] = turns[frame]

    # --- events --------------------------------------------------------------------------------------
    def _begin(self, event: Event, tick: int) -> None:
        at, speed = self._rig.joints[event.thing], self._rig.speeds[event.thing]
        if event.hand is not None:
            self._let_go(event.hand, at, speed)
        elif event.push is not None:
            self._give_push(event.push, at, speed, tick * self._seconds)
        loose = [thing for thing in self._rig.joints if thing not in self._parked]
        clearing.clear(self._rig, self._data, loose if self._asleep else [event.thing])
        self._asleep, self._calm = False, 0

    def _let_go(self, hand: Hand, at: int, speed: int) -> None:
        """Out of the hands: with the hands' speed, thrown to a goal, or laid down."""
        fps = self._script.fps
        place, turn, moving = _sampled(self._script.stuff.held[hand], hand.end * fps, fps)
        self._parked.discard(hand.thing)
        spin = np.zeros(3)
        if hand.how == "put_down" and hand.goal is not None:
            place, turn, moving = np.array(hand.goal), kinds.laid(self._kinds[hand.thing], turn), np.zeros(3)
        elif hand.how == "throw" and hand.goal is not None:
            kind = self._kinds[hand.thing]
            moving = throwing.held_back(throwing.launch(place, np.array(hand.goal), hand.flight, kind), kind)
            spin = np.cross([0, 0, 1.0], moving) * 0.6
        else:
            size = float(np.linalg.norm(moving))
            moving = moving * min(1.0, 0.6 / max(size, 1e-6))
        place[2] = max(place[2], min(self._kinds[hand.thing].size_m) / 2)
        self._data.qpos[at : at + 3], self._data.qpos[at + 3 : at + 7] = place, turn
        self._data.qvel[speed : speed + 3], self._data.qvel[speed + 3 : speed + 6] = moving, spin

    def _give_push(self, push: Push, at: int, speed: int, time: float) -> None:
        kind = self._kinds[push.thing]
        place = self._data.qpos[at : at + 3].copy()
        if push.by is None and lies_on_ramp(self._script.opening, place):
            return
        way = launches.way_of(push, place, self._heading(push), self._script.opening.set.marks_m[0])
        turn = kinds.matrix_of(self._data.qpos[at + 3 : at + 7])
        velocity, spin = self._set_going(push, kind, (place, turn), way)
        self._data.qvel[speed : speed + 3] = velocity
        self._data.qvel[speed + 3 : speed + 6] = turn.T @ spin
        if push.by is not None:
            pair = (push.thing, push.by)
            self._ledger.materials[pair] = (kind.material, "leather")
            met = self._ledger.touch(pair, time, 0.0, self._seconds, place, kind.mass_kg)
            met.impulse += kind.mass_kg * float(np.linalg.norm(velocity))

    def _set_going(
        self, push: Push, kind: PropKind, at: tuple[Doubles, Doubles], way: Doubles
    ) -> tuple[Doubles, Doubles]:
        """Velocity and spin that a push gives."""
        if push.family in tipping.FAMILIES:
            return tipping.tipped(self._script.opening, push, kind, at, way)
        if push.family == "kick" and push.goal is not None:
            return kicking.kicked(push.goal, push.flight, kind, self._script.opening.set.ground, at[0])
        velocity = launches.pushed(push, way, at[0], kind.size_m[2] / 2)
        return velocity, launches.spinning(push, velocity, kind.size_m[2] / 2)

    def _heading(self, push: Push) -> float | None:
        """Where whoever pushes faces."""
        if push.by is None:
            return None
        return float(
            self._script.stuff.headings[push.by][min(self._script.frames - 1, int(push.time * self._script.fps))]
        )

    # --- stepping ------------------------------------------------------------------------------------
    def _tick(self, tick: int) -> None:
        data, time = self._data, tick * self._seconds
        if self._script.elements:
            data.xfrc_applied[:] = 0.0
            for element in self._script.elements:
                element.act(time)
        if data.ncon:
            self._finely(time, tick)
        else:
            self._freely()
        if self._watch.broken:
            self._halt(time)
        elif tick % LISTEN_TICKS == 0:
            self._ledger.part(time)
            self._rest_check()

    def _freely(self) -> None:
        """A tick of flight in one step, a parabola: Euler's step alone takes the last speed for all of it."""
        self._touched = False
        self._rig.model.opt.timestep = self._seconds
        mujoco.mj_step(self._rig.model, self._data)
        self._data.qpos[self._places] -= 0.5 * self._seconds**2 * self._data.qacc[self._paces]

    def _finely(self, time: float, tick: int) -> None:
        """A tick cut fine: all at once while things rest or roll on, step by step while something is to strike."""
        data, model = self._data, self._rig.model
        if self._steady(time):
            if tick % EASE_TICKS == 0:
                rubbing.ease(self._rig, data)
            model.opt.timestep = self._seconds / self._steps
            mujoco.mj_step(model, data, self._steps)
        elif data.ncon > CROWD:
            self._tumble(time, tick)
        else:
            self._listen_out(time)
        if tick % LISTEN_TICKS == 0 and data.nefc and not self._ledger.fresh(time):
            self._listen(time, LISTEN_TICKS * self._seconds)
        self._pressing = data.nefc

    def _steady(self, time: float) -> bool:
        """Whether all that is near touches, now and a tick ago (what rolls hovers by micrometres), without a strike."""
        touching = float(self._data.contact.dist.max()) < TOUCHING_M
        steady = touching and self._touched and not self._ledger.fresh(time)
        self._touched = touching
        return steady

    def _listen_out(self, time: float) -> None:
        """A tick in fine steps, hearing every one of a strike."""
        data, model, fine = self._data, self._rig.model, self._seconds / FINE_STEPS
        model.opt.timestep = fine
        rubbing.let_go(self._rig)
        for step in range(1, FINE_STEPS + 1):
            self._one_step()
            if data.nefc:
                rubbing.rub(self._rig, data, fine)
                if data.nefc != self._pressing or self._ledger.fresh(time):
                    self._listen(time + step * fine, fine)
            self._pressing = data.nefc
        rubbing.ease(self._rig, data)

    def _tumble(self, time: float, tick: int) -> None:
        """A tick of many things striking each other at once: the solver's own friction, heard once."""
        data, model = self._data, self._rig.model
        if tick % EASE_TICKS == 0:
            rubbing.ease(self._rig, data)
        model.opt.timestep = self._seconds / (FINE_STEPS // 2)
        mujoco.mj_step(model, data, FINE_STEPS // 2)
        if data.nefc and tick % TUMBLE_TICKS == 0:
            self._listen(time, TUMBLE_TICKS * self._seconds)

    def _one_step(self) -> None:
        """A step in which what strikes begins to do so at the surface."""
        data, model = self._data, self._rig.model
        mujoco.mj_step1(model, data)
        if data.nefc != self._pressing:
            if data.nefc > self._pressing and clearing.meet(self._rig, data, self._met):
                mujoco.mj_step1(model, data)
            self._met = clearing.pressing(data)
        mujoco.mj_step2(model, data)

    def _halt(self, time: float) -> None:
        self._watch.restore()
        self._asleep = True
        self.notes.append(f"What moves {time:.1f} s into the shot is too wild to be played out; it stays where it was.")

    def _listen(self, time: float, seconds: float) -> None:
        """Read the contact forces of this step."""
        data = self._data
        geoms, places = data.contact.geom.tolist(), data.contact.pos
        for number, row in enumerate(data.contact.efc_address.tolist()):
            if row < 0:
                continue
            one, two = geoms[number]
            first, second = self._rig.owners[int(one)], self._rig.owners[int(two)]
            thing, other = (second, first) if second[0] in self._kinds else (first, second)
            if thing[0] not in self._kinds:
                continue
            pair = (thing[0], other[0])
            self._ledger.materials[pair] = (thing[1], other[1])
            force, mass = float(data.efc_force[row]), self._kinds[thing[0]].mass_kg
            met = self._ledger.touch(pair, time, force, seconds, places[number], mass)
            self._ledger.move(met, time, seconds, speeds(data.qvel, self._rig.speeds[thing[0]]))

    def _rest_check(self) -> None:
        """Things that have come to rest sleep until the next event."""
        moving = [self._rig.speeds[t] for t in self._rig.joints if t not in self._parked]
        quiet = all(float(np.abs(self._data.qvel[a : a + 6]).max()) < CALM_SPEED * 4 for a in moving)
        slow = quiet and all(speeds(self._data.qvel, a) < CALM_SPEED for a in moving)
        self._calm = self._calm + 1 if slow else 0
        if self._calm * LISTEN_TICKS * self._seconds > CALM_SECONDS and not self._restless():
            self._asleep = True
            self._data.qvel[:] = 0.0


def _each_three(addresses: dict[str, int]) -> NDArray[np.intp]:
    """Where the three coordinates of every thing's centre are, for indexing."""
    return np.array([at + axis for at in addresses.values() for axis in range(3)], np.intp)


def _sampled(track: Track, frame: float, fps: int) -> tuple[Doubles, Doubles, Doubles]:
    """Place, turn and velocity of a track between frames."""
    last = len(track.position) - 1
    low = min(max(int(frame), 0), last)
    high = min(low + 1, last)
    share = min(max(frame - low, 0.0), 1.0)
    place = track.position[low] * (1 - share) + track.position[high] * share
    velocity = (track.position[high] - track.position[low]) * fps if high > low else np.zeros(3)
    return place, track.orientation[low].copy(), velocity
