"""One play of the physics: the model, its state, and what is told of it.

Time goes in ticks; how far one step goes is ``stepping``'s to say.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import mujoco
import numpy as np

from studio.engine.performance import Contact
from studio.engine.stage import clearing, gliding, kicking, kinds, launches, throwing, tipping
from studio.engine.stage import rig as rigs
from studio.engine.stage.contacts import LEAP_TICKS
from studio.engine.stage.custody import Hand, Push
from studio.engine.stage.entrances import Opening, Placed
from studio.engine.stage.ramps import lies_on_ramp
from studio.engine.stage.rotation import Doubles, crossed, to_quaternions, unit
from studio.engine.stage.stability import Watch
from studio.engine.stage.stepping import LISTEN_TICKS, Stepper, paces_of
from studio.engine.stage.surroundings import Element
from studio.engine.stage.vessels import sent_into
from studio.engine.stop import StopToken
from studio.engine.vocabulary import PropKind
from studio.timeline.world import Vector

CALM_SPEED = 0.03
CALM_SECONDS = 0.3
LIMB_TICKS = 2
_PARKED_M = 60.0
_FLIES_KG = 2.0
"""What weighs more is shoved along the ground by a foot."""
MOVES_MPS = 0.35
ON_ITS_WAY = ("roll", "slide", "bounce", "fall")
"""What a thing that was set going does on its own, as it does: "he kicks the crate, it slides"."""
_LIES = 0.7
_LIES_ON_M, _OVERLAPS_M = 0.02, 0.02
"""How near in height two things of a pile are, and how far one is over the other at least."""


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

    @property
    def goals(self) -> tuple[Vector, ...]:
        """Where things are sent to."""
        return tuple(sent.goal for sent in (*self.hands, *self.pushes) if sent.goal is not None)


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
        vessels = sent_into(((t.prop.id, t.kind, t.position) for t in script.loose), script.stuff.goals)
        self._rig = rigs.build(script.opening, script.loose, script.stuff.people, script.passing, parts, vessels)
        self._data = mujoco.MjData(self._rig.model)
        self._watch = Watch(self._data)
        self._kinds: dict[str, PropKind] = {t.prop.id: t.kind for t in script.loose}
        self._calm = 0
        self._asleep = True
        self._parked: set[str] = {t.prop.id for t in script.loose if t.holder is not None}
        self._pushed = False
        self._posed, self._posed_in = -LIMB_TICKS, -1
        self._ways, self._turning = np.zeros((self._rig.limbs, 3)), np.zeros((self._rig.limbs, 4))
        masses: dict[str, float] = {thing: kind.mass_kg for thing, kind in self._kinds.items()}
        self._stepper = Stepper(self._rig, self._data, masses, self._seconds)
        self._limb_paces = paces_of(script.stuff.capsules, script.fps)
        self.notes: list[str] = []
        for element in script.elements:
            element.join(self._rig, self._data)
        for placed in script.loose:
            speed = self._rig.speeds[placed.prop.id]
            self._data.qvel[speed : speed + 6] = (*placed.velocity, *placed.spin)

    def play(self, stop: StopToken) -> tuple[Contact, ...]:
        """Run the whole shot; every contact in time order."""
        script, pending = self._script, list(self._script.events)
        if self._restless():
            self._pose(0, 0)
            clearing.let_through(self._rig, self._data, frozenset(script.stuff.people))
            clearing.clear(self._rig, self._data, self._loose())
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
            self._play_frame(frame, pending, restless)
        return self._stepper.ledger.close()

    def _play_frame(self, frame: int, pending: list[Event], restless: bool) -> None:
        """All ticks of a frame, beginning what falls due on its own."""
        first = frame * self._script.per_frame
        tick, last = first, first + self._script.per_frame
        while tick < last:
            self._pose(frame, tick - first)
            while pending and pending[0].step <= tick:
                self._begin(pending.pop(0), tick)
            most = min(last, pending[0].step if pending else last) - tick
            tick += self._advance(tick, most) if restless or not self._asleep else most

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
        side = unit(crossed(helper, along))
        turns = np.stack([side, crossed(along, side), along], -1)
        return ends.mean(2), to_quaternions(turns)

    def _pose(self, frame: int, sub: int) -> None:
        """Put people's limbs where they are now."""
        tick = frame * self._script.per_frame + sub
        if self._rig.limbs and tick - self._posed >= LIMB_TICKS:
            self._posed = tick
            places, turns = self._limbs
            if frame != self._posed_in:
                self._posed_in = frame
                after = min(frame + 1, self._script.frames - 1)
                self._ways = places[after] - places[frame]
                same = np.where((turns[after] * turns[frame]).sum(-1, keepdims=True) < 0, -1.0, 1.0)
                self._turning = same * turns[after] - turns[frame]
            share = sub / self._script.per_frame
            self._data.mocap_pos[: self._rig.limbs] = places[frame] + self._ways * share
            self._data.mocap_quat[: self._rig.limbs] = turns[frame] + self._turning * share

    # --- events --------------------------------------------------------------------------------------
    def _begin(self, event: Event, tick: int) -> None:
        at, speed = self._rig.joints[event.thing], self._rig.speeds[event.thing]
        if event.hand is not None:
            self._let_go(event.hand, at, speed)
        elif event.push is not None:
            self._give_push(event.push, at, speed, tick * self._seconds)
        clearing.let_through(self._rig, self._data, frozenset(self._script.stuff.people))
        clearing.clear(self._rig, self._data, self._loose() if self._asleep else [event.thing])
        self._asleep, self._calm, self._pushed = False, 0, False

    def _loose(self) -> list[str]:
        """All that nobody has in hand."""
        return [thing for thing in self._rig.joints if thing not in self._parked]

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
            spin = crossed(np.array([0.0, 0.0, 1.0]), moving) * 0.6
            if kind.glides:
                turn, spin = np.array([1.0, 0.0, 0.0, 0.0]), np.array([0.0, 0.0, gliding.SPIN_RAD_S])
        else:
            size = float(np.linalg.norm(moving))
            moving = moving * min(1.0, 0.6 / max(size, 1e-6))
        place[2] = max(place[2], min(self._kinds[hand.thing].size_m) / 2)
        self._data.qpos[at : at + 3], self._data.qpos[at + 3 : at + 7] = place, turn
        self._data.qvel[speed : speed + 3], self._data.qvel[speed + 3 : speed + 6] = moving, spin

    def _give_push(self, push: Push, at: int, speed: int, time: float) -> None:
        kind = self._kinds[push.thing]
        place = self._data.qpos[at : at + 3].copy()
        moving = float(np.linalg.norm(self._data.qvel[speed : speed + 3])) > MOVES_MPS
        if push.by is None and (lies_on_ramp(self._script.opening, place) or (moving and push.family in ON_ITS_WAY)):
            return
        lies = abs(kinds.matrix_of(self._data.qpos[at + 3 : at + 7])[2, 2]) < _LIES
        if push.by is None and kind.several and push.family == "topple" and lies:
            return
        way = launches.way_of(push, place, self._heading(push), self._script.opening.set.marks_m[0])
        if push.family == "topple" and len(pile := self._pile_of(push.thing)) > 1:
            self._goes_over(pile, way, push.manner)
            return
        turn = kinds.matrix_of(self._data.qpos[at + 3 : at + 7])
        velocity, spin = self._set_going(push, kind, (place, turn), way)
        self._data.qvel[speed : speed + 3] = velocity
        self._data.qvel[speed + 3 : speed + 6] = turn.T @ spin
        if push.by is not None:
            pair = (push.thing, push.by)
            self._stepper.ledger.materials[pair] = (kind.material, "leather")
            met = self._stepper.ledger.touch(pair, time, 0.0, self._seconds, place, kind.mass_kg)
            met.impulse += kind.mass_kg * float(np.linalg.norm(velocity))

    def _pile_of(self, thing: str) -> list[str]:
        """All that lies one on the other with a thing, itself included, from the bottom up."""
        loose = self._loose()
        places, extents = self._extents(loose)
        order: list[int] = np.argsort(places[:, 2]).tolist()
        at = order.index(loose.index(thing))
        pile = [order[at]]
        for others in (order[at + 1 :], order[:at][::-1]):
            last = order[at]
            for one in others:
                apart = np.abs(places[one] - places[last]) - (extents[one] + extents[last]) / 2
                if abs(apart[2]) < _LIES_ON_M and apart[:2].max() < -_OVERLAPS_M:
                    pile.append(one)
                    last = one
        return [loose[one] for one in sorted(pile, key=lambda one: places[one, 2])]

    def _extents(self, things: list[str]) -> tuple[Doubles, Doubles]:
        """Where the middles of things are (N, 3), and their full sizes along the world's axes (N, 3)."""
        places = np.array([self._data.qpos[(at := self._rig.joints[one]) : at + 3] for one in things])
        turns = (kinds.matrix_of(self._data.qpos[(at := self._rig.joints[one]) + 3 : at + 7]) for one in things)
        sizes = [np.abs(turn) @ np.array(self._kinds[one].size_m) for one, turn in zip(things, turns, strict=True)]
        return places, np.array(sizes)

    def _goes_over(self, pile: list[str], way: Doubles, manner: float) -> None:
        """Set a pile going as a whole."""
        for one, velocity, spin in zip(pile, *tipping.leaning(*self._extents(pile), way, manner), strict=True):
            at, speed = self._rig.joints[one], self._rig.speeds[one]
            self._data.qvel[speed : speed + 3] = velocity
            self._data.qvel[speed + 3 : speed + 6] = kinds.matrix_of(self._data.qpos[at + 3 : at + 7]).T @ spin

    def _set_going(
        self, push: Push, kind: PropKind, at: tuple[Doubles, Doubles], way: Doubles
    ) -> tuple[Doubles, Doubles]:
        """Velocity and spin that a push gives."""
        if push.family == "fall" and tipping.stands_up_on(self._script.opening, kind, at[0]):
            return tipping.tipped(self._script.opening, replace(push, family="slide"), kind, at, way)
        if push.family in tipping.FAMILIES:
            return tipping.tipped(self._script.opening, push, kind, at, way)
        if push.family == "kick" and push.goal is not None:
            return kicking.kicked(push.goal, push.flight, kind, self._script.opening.set.ground, at[0])
        radius = float(np.abs(at[1])[2] @ np.array(kind.size_m)) / 2
        velocity = launches.pushed(push, way, at[0], radius)
        if push.family == "kick" and kind.mass_kg > _FLIES_KG:
            most = min(1.0, kicking.strongest(kind) / max(float(np.linalg.norm(velocity)), 1e-6))
            return velocity * np.array([most, most, 0.0]), np.zeros(3)
        return velocity, np.zeros(3) if kind.wheels else launches.spinning(push, velocity, radius)

    def _heading(self, push: Push) -> float | None:
        """Where whoever pushes faces."""
        if push.by is None:
            return None
        return float(
            self._script.stuff.headings[push.by][min(self._script.frames - 1, int(push.time * self._script.fps))]
        )

    # --- stepping ------------------------------------------------------------------------------------
    def _advance(self, tick: int, most: int) -> int:
        """Play some ticks, at least one; how many it was."""
        data, time = self._data, tick * self._seconds
        if tick % LEAP_TICKS == 0 or not self._pushed:
            data.xfrc_applied[:] = 0.0
            for element in self._script.elements:
                element.act(time)
            self._pushed = True
        for element in self._script.elements:
            element.watch(time)
        frame = min(tick // self._script.per_frame, len(self._limb_paces) - 1)
        ticks = self._stepper.advance(tick, most, float(self._limb_paces[frame]))
        if self._watch.broken:
            self._halt(time)
        elif tick // LISTEN_TICKS != (tick + ticks) // LISTEN_TICKS:
            self._rest_check()
        return ticks

    def _halt(self, time: float) -> None:
        self._watch.restore()
        self._asleep = True
        self.notes.append(f"What moves {time:.1f} s into the shot is too wild to be played out; it stays where it was.")

    def _rest_check(self) -> None:
        """Things that have come to rest sleep until the next event."""
        speeds: list[float] = self._data.qvel.tolist()
        moving = [speeds[at : at + 6] for thing, at in self._rig.speeds.items() if thing not in self._parked]
        quiet = all(abs(value) < CALM_SPEED * 4 for one in moving for value in one)
        slow = quiet and all(x * x + y * y + z * z < CALM_SPEED**2 for x, y, z, *_ in moving)
        self._calm = self._calm + 1 if slow else 0
        if self._calm * LISTEN_TICKS * self._seconds > CALM_SECONDS and not self._restless():
            self._asleep = True
            self._data.qvel[:] = 0.0


def _sampled(track: Track, frame: float, fps: int) -> tuple[Doubles, Doubles, Doubles]:
    """Place, turn and velocity of a track between frames."""
    last = len(track.position) - 1
    low = min(max(int(frame), 0), last)
    high = min(low + 1, last)
    share = min(max(frame - low, 0.0), 1.0)
    place = track.position[low] * (1 - share) + track.position[high] * share
    velocity = (track.position[high] - track.position[low]) * fps if high > low else np.zeros(3)
    return place, track.orientation[low].copy(), velocity
