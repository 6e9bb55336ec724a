"""A Performance: one shot played out, the truth that picture and sound are both made from.

SI units; world axes as in ``studio.timeline.world`` (x right, y away, z up). Arrays are per frame
at ``fps``; frame i shows time i / fps (shot time). Quaternions are (w, x, y, z).
Arrays must never be written to after the stage returns them.
"""

import math
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from studio.cameo.likeness import Cleared, LikenessRefused
from studio.timeline.film import Camera, CastMember, EntityId, Footage, Prop, PropId, Setting, ShotId, Still

Floats: TypeAlias = NDArray[np.float32]
Samples: TypeAlias = NDArray[np.float32]
Matrix: TypeAlias = NDArray[np.float64]


SHOT_SEEDS = 65_537
"""A shot's seed is film seed * SHOT_SEEDS + the shot's own."""


SUBJECT, SUBJECT_NUMBER = PropId("subject"), 2
"""What a still shows in front of its background, in the id pass."""


class Viseme(IntEnum):
    """Mouth drawings. REST is closed; S is clenched teeth; M is pressed lips."""

    REST = 0
    A = 1
    I = 2
    U = 3
    E = 4
    O = 5
    S = 6
    M = 7


@dataclass(frozen=True, eq=False)
class Marks:
    """What is drawn of a feeling besides brows, lids and mouth, as manga has it; each (F,) 0-1.

    sweat: a drop at the temple; vein: the mark of anger; gloom: blue shade over the brow; waver: a trembling line of a
    mouth; smirk: the mouth up on one side; quirk: one brow up, the other down; wink: their right eye shut; bite: the
    lower lip under the teeth; tongue: its tip out.
    """

    sweat: Floats
    vein: Floats
    gloom: Floats
    waver: Floats
    smirk: Floats
    quirk: Floats
    wink: Floats
    bite: Floats
    tongue: Floats


@dataclass(frozen=True, eq=False)
class Face:
    """What a face shows, per frame (F frames).

    viseme: (F,) uint8 of Viseme; opening: (F,) 0-1 scales the mouth; lids: (F,) 1 open, 0 shut;
    gaze: (F, 2) each -1..1, [0] towards the person's own left, [1] up;
    brow_raise, brow_tilt: (F,) -1..1 (tilt > 0 inner ends up: sad; < 0: angry);
    smile: (F,) -1..1; blush: (F,) 0-1; tears: (F,) 0-1. marks: None never any.
    """

    viseme: NDArray[np.uint8]
    opening: Floats
    lids: Floats
    gaze: Floats
    brow_raise: Floats
    brow_tilt: Floats
    smile: Floats
    blush: Floats
    tears: Floats
    marks: Marks | None = None


@dataclass(frozen=True, eq=False)
class Drawn:
    """Drawings that are held: frames (F,) int, the frame whose drawing each frame shows, never a later one.

    along: only the pose is held, and its place goes on (who is followed by the camera, or rides).
    """

    frames: NDArray[np.int32]
    along: bool = False


@dataclass(frozen=True, eq=False)
class Actor:
    """One cast member's performance.

    root: (F, 3) metres, the ground point below the pelvis at rest (skeleton origin);
    heading: (F,) radians; lift: (F,) metres the skeleton origin is moved up (sitting: negative);
    joints: (F, J, 4) local joint rotations, order of ``skeleton.JOINTS``;
    wet: (F,) 0 dry to 1 soaked, None dry. shown: (F,) bool, in which frames they are dressed as this member; None in
    all (who puts on a hat is two actors, one after the other). drawn: the drawings shown, None every frame's own; the
    mouth is in every frame its own all the same.
    """

    member: CastMember
    root: Floats
    heading: Floats
    lift: Floats
    joints: Floats
    face: Face
    shown: NDArray[np.bool_] | None = None
    wet: Floats | None = None
    drawn: Drawn | None = None


@dataclass(frozen=True, eq=False)
class PropTrack:
    """One prop's rigid motion: position (F, 3) of its centre of mass and orientation (F, 4).

    shown: (F,) bool, in which frames it is seen at all; None in all. shard: which piece of a broken prop this is (see
    ``engine.shards``), None the whole. lit: False where its light is out. wet: (F,) 0 dry to 1 soaked, None dry.
    stretch: (F, 4) as an exaggeration: a unit axis, and how much longer it is along it, None never.
    opening: (F,) 0 shut to 1 open, of its lid or cover; None as it is made.
    limbs: (F, J, 4, 4) of a creature, each joint's place and turn in the thing's own axes, in the order of
    ``engine.creatures.joint_names``; None for what has none. drawn: as an actor's. breath: (F,) 0 to 1, how hard it
    breathes fire; None never.
    """

    prop: Prop
    position: Floats
    orientation: Floats
    shown: NDArray[np.bool_] | None = None
    shard: int | None = None
    lit: bool = True
    wet: Floats | None = None
    stretch: Floats | None = None
    opening: Floats | None = None
    limbs: Floats | None = None
    drawn: Drawn | None = None
    breath: Floats | None = None


@dataclass(frozen=True, eq=False)
class PartTrack:
    """A part of the set that opens: the name of a ``Part`` of its kind; opening: (F,) 0 shut to 1 open."""

    name: str
    opening: Floats


@dataclass(frozen=True, eq=False)
class ClothTrack:
    """Something that bends, per frame: cloth as a grid of points, a rope as a single column of them.

    points: (F, R, C, 3) metres, rows from where it hangs; colour: ``#rrggbb``; radius_m: of a rope, 0 for cloth.
    of: the prop it belongs to, whose number it has in the id pass; None for what belongs to the set.
    style: how it is painted: "plain", or a pattern that its kind has.
    """

    points: Floats
    colour: str
    radius_m: float = 0.0
    of: PropId | None = None
    style: str = "plain"


@dataclass(frozen=True, eq=False)
class CameraPath:
    """eye, target: (F, 3) metres; roll: (F,) radians; fov_y: (F,) radians, vertical field of view.

    focus: (F,) metres in front of the eye that are sharp, infinity where everything is; None leaves it to the painter.
    """

    eye: Floats
    target: Floats
    roll: Floats
    fov_y: Floats
    focus: Floats | None = None


class ContactKind(Enum):
    """How two bodies met: struck once, a foot set down, rolling and sliding on, into water, or to pieces."""

    STRIKE = "strike"
    STEP = "step"
    SLIDE = "slide"
    SPLASH = "splash"
    BREAK = "break"


@dataclass(frozen=True)
class Contact:
    """Two bodies met. ``time`` in seconds of shot time, exact to the physics step (not rounded to
    a frame); ``position`` metres; ``impulse`` N s; materials are keys of ``materials.toml``;
    ``duration`` seconds, 0 for a strike or a step.
    """

    time: float
    position: tuple[float, float, float]
    impulse: float
    materials: tuple[str, str]
    bodies: tuple[str, str]
    kind: ContactKind = ContactKind.STRIKE
    duration: float = 0.0


@dataclass(frozen=True)
class Accent:
    """A hard contact that the picture dwells on: seconds of shot time, metres, strength 0 to 1."""

    time: float
    position: tuple[float, float, float]
    strength: float


@dataclass(frozen=True)
class Phoneme:
    """One sounded phoneme (espeak mnemonic or IPA) and the mouth it makes. Seconds from line start."""

    symbol: str
    start: float
    end: float
    viseme: Viseme


@dataclass(frozen=True, eq=False)
class Speech:
    """A line spoken: mono float32 samples at 48 kHz, full scale +-1, and its phonemes.

    dub: the recording that is heard and seen on the lips instead, while the body acts to this one.
    """

    who: str
    text: str
    samples: Samples
    phonemes: tuple[Phoneme, ...]
    dub: "Speech | None" = None

    @property
    def duration(self) -> float:
        """Seconds of sound."""
        return len(self.samples) / 48_000

    @property
    def heard(self) -> "Speech":
        """What sounds, and what the lips follow."""
        return self.dub or self


@dataclass(frozen=True, eq=False)
class SpeechEvent:
    """A spoken line at its place in the shot. ``start`` and ``end`` seconds of shot time; a dub may end elsewhere."""

    speech: Speech
    start: float
    end: float

    @property
    def heard_until(self) -> float:
        """When it falls silent, seconds of shot time."""
        return self.start + self.speech.heard.duration if self.speech.dub else self.end


@dataclass(frozen=True)
class CallEvent:
    """A wordless call at its place in the shot: ``kind`` is a key of ``sounds/calls.toml``, seconds of shot time.

    size, pitch: how long the vocal tract of who calls and how high the voice is beside the usual one of the kind.
    """

    who: EntityId
    kind: str
    start: float
    seconds: float
    size: float = 1.0
    pitch: float = 1.0


@dataclass(frozen=True)
class FilmedStill:
    """A picture that is filmed in place of what the stage plays, and how the camera is to go over it."""

    still: Still
    camera: Camera


@dataclass(frozen=True, eq=False)
class Performance:
    """A shot played out. See the module for units and axes.

    wind: metres a second at head height, (2,) in x and y, on the average; gusts: (F,) what it is of that in each
    frame, None steady. ground_wet: (F,) 0 to 1, None as the weather has it. seed varies set dressing and grain.
    parts: what of the set opens, shuts or stands other than usual.
    calls: what animals and people utter that is no speech, each begun on the frame where a mouth opens.
    cues: the shot's sound cues as directed ("thunder", "bell"); see ``resources/sounds/cues.toml``.
    look: a key of ``words/looks.toml``, "" as it is painted. effects: keys of ``words/effects.toml``.
    filmed, footage: the still or the clip that is seen instead of set, cast and things; None where those are seen.
    cleared: leave to show every likeness in it; without it there is no such performance.

    Raises:
        LikenessRefused: an actor is somebody's likeness, and that is not cleared.
    """

    shot: ShotId
    fps: int
    frames: int
    setting: Setting
    seed: int
    actors: tuple[Actor, ...]
    props: tuple[PropTrack, ...]
    camera: CameraPath
    contacts: tuple[Contact, ...]
    speech: tuple[SpeechEvent, ...]
    wind: tuple[float, float] = (0.0, 0.0)
    cues: tuple[str, ...] = ()
    gusts: Floats | None = None
    ground_wet: Floats | None = None
    cloths: tuple[ClothTrack, ...] = ()
    accents: tuple[Accent, ...] = ()
    look: str = ""
    parts: tuple[PartTrack, ...] = ()
    effects: tuple[str, ...] = ()
    filmed: FilmedStill | None = None
    footage: Footage | None = None
    cleared: tuple[Cleared, ...] = ()
    calls: tuple[CallEvent, ...] = ()

    def __post_init__(self) -> None:
        for member in (actor.member for actor in self.actors):
            if member.cameo and not any(one.covers(member) for one in self.cleared):
                raise LikenessRefused(member, f"{member.name} is somebody's likeness, not cleared here.", "Ask for it.")

    def hold(self) -> None:
        """See, before a frame or a sound is made, that every likeness in it may still be shown.

        Raises:
            LikenessRefused: one was taken back, or its lease is over. StudioError: see ``Cleared.hold``.
        """
        for one in self.cleared:
            one.hold()

    @property
    def film_seed(self) -> int:
        """What all shots of a film share of their seeds: a place is dressed alike whenever the story returns."""
        return self.seed // SHOT_SEEDS

    @property
    def id_numbers(self) -> dict[EntityId, int]:
        """The number each entity has in the id pass: 0 nothing, 1 the set, then actors, then props; of a still, whose
        background is 1, only its subject.
        """
        if self.footage is not None:
            return {}
        if self.filmed is not None:
            return {SUBJECT: SUBJECT_NUMBER}
        ids = [actor.member.id for actor in self.actors] + [track.prop.id for track in self.props]
        return {entity: number for number, entity in enumerate(dict.fromkeys(ids), start=2)}


def view_matrix(camera: CameraPath, frame: int) -> Matrix:
    """World to eye space, (4, 4) float64, OpenGL convention (eye looks along -z, y up)."""
    eye = camera.eye[frame].astype(np.float64)
    back = eye - camera.target[frame]
    back /= np.linalg.norm(back)
    right = crossed(np.array([0.0, 0.0, 1.0]), back)
    length = np.linalg.norm(right)
    right = right / length if length > 1e-6 else np.array([1.0, 0.0, 0.0])
    up = crossed(back, right)
    roll = float(camera.roll[frame])
    right, up = (
        math.cos(roll) * right + math.sin(roll) * up,
        math.cos(roll) * up - math.sin(roll) * right,
    )
    view = np.eye(4)
    view[0, :3], view[1, :3], view[2, :3] = right, up, back
    view[:3, 3] = -view[:3, :3] @ eye
    return view


def crossed(one: Matrix, other: Matrix) -> Matrix:
    """The cross product of two vectors, (3,); numpy's own is made for many, and takes ten times as long over two."""
    (a, b, c), (x, y, z) = one.tolist(), other.tolist()
    return np.array([b * z - c * y, c * x - a * z, a * y - b * x])


def projection_matrix(fov_y: float, aspect: float, near: float = 0.05, far: float = 400.0) -> Matrix:
    """Eye to clip space, (4, 4) float64, OpenGL depth -1..1. ``aspect`` is width / height."""
    scale = 1.0 / math.tan(fov_y / 2)
    projection = np.zeros((4, 4))
    projection[0, 0], projection[1, 1] = scale / aspect, scale
    projection[2, 2] = (far + near) / (near - far)
    projection[2, 3] = 2 * far * near / (near - far)
    projection[3, 2] = -1.0
    return projection
