"""The film as an immutable value: everything the artist can see, edit, undo and save.

All times are exact ``Fraction`` seconds. A time is in *shot time* (0 = the shot's first frame)
unless its name says *film time* (0 = the film's first frame).
Vocabulary ids ("beach", "rain", "walk", ...) are keys of the tables under ``resources/``.
"""

from enum import Enum
from typing import TypeAlias

from msgspec import Struct

from studio.timeline.acting import ActingKey
from studio.timeline.brush import Drawing, Region
from studio.timeline.ids import CastId, EntityId, PropId, SceneId, ShotId
from studio.timeline.lineage import Ancestor, Terms
from studio.timeline.overlays import Overlay
from studio.timeline.sources import CharacterModel, Footage, Recording, Seconds, Still, ThingModel


class Directions(Struct, frozen=True):
    """A shot's six ingredients, in plain words that the artist reads and edits."""

    subject: str = ""
    setting: str = ""
    camera: str = ""
    motion: str = ""
    pacing: str = ""
    audio: str = ""


class Setting(Struct, frozen=True):
    """Where and when: a set kind at a named place, an hour and a weather.

    ``place`` tells two rooms apart ("hana's room", "classroom"); things left at a place stay there.
    """

    set: str
    place: str
    hour: str = "day"
    weather: str = "clear"


class Camera(Struct, frozen=True):
    """One camera set-up. ``subject`` None frames everyone in the shot.

    lens: a key of ``words/lenses.toml``, "" as the framing has it. other: whose shoulder an over-the-shoulder
    looks over, whose eyes a point of view sees with, or what a rack focus ends on.
    """

    framing: str = "medium shot"
    move: str = "static"
    angle: str = "eye level"
    subject: EntityId | None = None
    lens: str = ""
    other: EntityId | None = None


class Onset(Enum):
    """When a beat begins, by the beats before it in its shot.

    NEXT: in its turn; somebody else may begin before the one before is done. WITH: together with the beat before.
    AFTER: once all before is over.
    """

    NEXT = "next"
    WITH = "with"
    AFTER = "after"


class Action(Struct, frozen=True, tag="action"):
    """Somebody or something does something. ``motion`` is a key of ``words/motions.toml``.

    ``thing`` is what it is done with ("the umbrella"), ``towards`` whom or what it is done to or
    where it goes. ``manner`` scales speed and size: 1 as usual, 0.6 slowly, 1.6 quickly. ``words`` are the artist's;
    ``read`` is how the director read them, where they are in another language than English.
    """

    who: EntityId
    motion: str
    thing: EntityId | None = None
    towards: EntityId | None = None
    manner: float = 1.0
    words: str = ""
    read: str = ""
    onset: Onset = Onset.NEXT

    @property
    def plain(self) -> str:
        """The words in the director's English."""
        return self.read or self.words


class Feeling(Struct, frozen=True, tag="feeling"):
    """From here on somebody, or an animal, shows this emotion. intensity: 1 as the plain word says, 1.5 at most."""

    who: EntityId
    emotion: str
    intensity: float = 1.0


class Line(Struct, frozen=True, tag="line"):
    """A line of dialogue. ``manner`` is the parenthetical as written. recording: who speaks it, None the studio.

    at: when it begins, shot time, as the artist has set it; None as what is done around it leaves room.
    """

    who: CastId
    text: str
    manner: str = ""
    language: str = "en"
    onset: Onset = Onset.NEXT
    recording: Recording | None = None
    at: Seconds | None = None


Beat: TypeAlias = Action | Feeling | Line


class Unplaced(Struct, frozen=True):
    """Words the studio could not place, and why. Nothing is dropped in silence."""

    words: str
    why: str


class Whereabouts(Struct, frozen=True):
    """Where the words say somebody or something is as a shot begins: "the cat is under the table".

    relation: a key of ``words/relations.toml``. of: an entity's id, or a part of the set by its words ("window"); ""
    for none ("far away"). other: the second one of "between".
    """

    who: EntityId
    relation: str
    of: str = ""
    other: str = ""


class Shot(Struct, frozen=True):
    """One camera set-up within a scene, and all that happens in it, in order.

    physics: 0 true to life to 1 as anime exaggerates it (hang time, squash and stretch, impact freeze).
    look: a key of ``words/looks.toml``, "" as it is painted. read: the words as the director read them, where they
    are in another language than English. acting: the keys that the artist has set, in time order. effects: keys of
    ``words/effects.toml``. still, footage: the picture or clip that it is made of, None where it is played out.
    """

    id: ShotId
    words: str
    directions: Directions
    setting: Setting
    camera: Camera
    beats: tuple[Beat, ...]
    duration: Seconds
    present: tuple[EntityId, ...] = ()
    cues: tuple[str, ...] = ()
    transition: str = "cut"
    seed: int = 0
    unplaced: tuple[Unplaced, ...] = ()
    physics: float = 0.0
    whereabouts: tuple[Whereabouts, ...] = ()
    look: str = ""
    read: str = ""
    acting: tuple[ActingKey, ...] = ()
    effects: tuple[str, ...] = ()
    still: Still | None = None
    footage: Footage | None = None

    @property
    def plain(self) -> str:
        """The words in the director's English."""
        return self.read or self.words


class Scene(Struct, frozen=True):
    """A place and time. ``later`` is True when the script moves time or place before it.

    flashback: the scene whose world at its beginning this one plays in; the present goes on after it.
    jump: the key of ``words/times.toml`` that it begins with ("later", "next morning", "meanwhile"), "" for none.
    """

    id: SceneId
    heading: str
    title: str
    shots: tuple[Shot, ...]
    synopsis: str = ""
    later: bool = True
    flashback: SceneId | None = None
    jump: str = ""


class Look(Struct, frozen=True):
    """How a cast member looks, kept from scene to scene. Colours are ``#rrggbb`` sRGB.

    model: who plays them in place of the studio's own figure. jaw, eye_size, eye_slant, eye_gap, brows, mouth: how
    wide, large, raised at their outer ends, far apart, heavy and wide these are, -1 to 1 of what suits a face, 0 as the
    build has them.
    """

    build: str = "girl"
    height_m: float = 1.58
    hair_style: str = "bob"
    hair: str = "#35324a"
    eyes: str = "#d98a1f"
    skin: str = "#ffe4d3"
    outfit: str = "coat"
    cloth: str = "#d8232f"
    cloth_second: str = "#2b2a3d"
    accent: str = "#f2d27a"
    accessories: tuple[str, ...] = ()
    model: CharacterModel | None = None
    jaw: float = 0.0
    eye_size: float = 0.0
    eye_slant: float = 0.0
    eye_gap: float = 0.0
    brows: float = 0.0
    mouth: float = 0.0


class VoiceStyle(Struct, frozen=True):
    """How a voice is styled after somebody's.

    pitch_hz: its middle; spread: how far its pitch usually moves from there, semitones; bands: what its
    long-term spectrum has, dB, in even steps of mel from 80 Hz to 7 kHz as they read numbers, about 0 on the whole.
    """

    pitch_hz: float
    spread: float
    bands: tuple[float, ...]


class Voice(Struct, frozen=True):
    """An espeak-ng voice: variant file name, pitch 0-99, rate in words a minute. style: whose it is styled after."""

    variant: str = "f2"
    pitch: int = 60
    rate_wpm: int = 165
    language: str = "en"
    style: VoiceStyle | None = None


class Scripted(Struct, frozen=True):
    """A cast member as the script has them: what its words tell, and for the rest what the studio chose.

    told: the fields of the look that the words tell.
    """

    name: str
    look: Look
    voice: Voice
    told: tuple[str, ...] = ()


class CastMember(Struct, frozen=True):
    """Somebody in the film. ``words`` is how the script described them, as written.

    scripted: as the script has them, None exactly so; where they differ from it, the artist designed them.
    cameo: the id of the person's cameo that plays them, or "@handle" of one that is not here; "" nobody's. The look and
    the voice are then a stand-in's: a likeness is never in the document.
    """

    id: CastId
    name: str
    look: Look
    voice: Voice
    words: str = ""
    scripted: Scripted | None = None
    cameo: str = ""


class ScriptedThing(Struct, frozen=True):
    """A thing as the script has it; the fields are those of ``Prop``."""

    name: str
    colour: str | None = None
    material: str | None = None
    scale: float = 1.0


class Prop(Struct, frozen=True):
    """A thing in the film. ``kind`` is a key of ``props/props.toml``, or "unknown" (a labelled stand-in).

    material: a key of ``materials.toml``, None as its kind has it. scale: 1 as usual, 2 twice as long, wide and high.
    model: what it is seen as in place of the studio's own. scripted: as for ``CastMember``.
    """

    id: PropId
    kind: str
    name: str
    colour: str | None = None
    material: str | None = None
    scale: float = 1.0
    model: ThingModel | None = None
    scripted: ScriptedThing | None = None


class Rule(Enum):
    """What the artist has decided about a fact.

    PIN: it is so before the shot and after it. CORRECT: it is so before the shot, and the story goes on from there.
    FORBID: it is not so, before the shot and after it.
    """

    PIN = "pin"
    CORRECT = "correct"
    FORBID = "forbid"


class Ruling(Struct, frozen=True):
    """The artist's word on one fact at one shot; see ``timeline.facts`` for subjects, attributes and values."""

    shot: ShotId
    subject: str
    attribute: str
    rule: Rule
    value: str = ""


class KeptTake(Struct, frozen=True):
    """A finished take that the film keeps for a shot although it is stale. ``take`` is its key."""

    shot: ShotId
    take: str


class Film(Struct, frozen=True):
    """The whole document. ``script`` is the artist's own text, always kept as written.

    commercial: made for money. terms: what others may make of it. parents: the films that it was made from. ending: how
    its last picture goes, "cut" or "fade" to black. overlays: what is laid over its picture, the lowest first. regions,
    drawings: what painters are told beside the words.
    """

    title: str
    script: str = ""
    author: str = ""
    fps: int = 24
    seed: int = 0
    cast: tuple[CastMember, ...] = ()
    props: tuple[Prop, ...] = ()
    scenes: tuple[Scene, ...] = ()
    look: str = "cel"
    unplaced: tuple[Unplaced, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    kept: tuple[KeptTake, ...] = ()
    commercial: bool = False
    terms: Terms = Terms()
    parents: tuple[Ancestor, ...] = ()
    ending: str = "cut"
    overlays: tuple[Overlay, ...] = ()
    regions: tuple[Region, ...] = ()
    drawings: tuple[Drawing, ...] = ()

    @property
    def shots(self) -> tuple[Shot, ...]:
        """Every shot in film order."""
        return tuple(shot for scene in self.scenes for shot in scene.shots)

    @property
    def duration(self) -> Seconds:
        """The film's length, the sum of its shots."""
        return sum((shot.duration for shot in self.shots), Seconds(0))

    def shot(self, shot_id: ShotId) -> Shot:
        """The shot with this id; KeyError if there is none."""
        for shot in self.shots:
            if shot.id == shot_id:
                return shot
        raise KeyError(shot_id)

    def scene_of(self, shot_id: ShotId) -> Scene:
        """The scene that holds a shot; KeyError if there is none."""
        for scene in self.scenes:
            if any(shot.id == shot_id for shot in scene.shots):
                return scene
        raise KeyError(shot_id)

    def starts(self) -> dict[ShotId, Seconds]:
        """Film time at which each shot begins, in film order."""
        starts: dict[ShotId, Seconds] = {}
        now = Seconds(0)
        for shot in self.shots:
            starts[shot.id] = now
            now += shot.duration
        return starts


def frames_in(duration: Seconds, fps: int) -> int:
    """How many whole frames a duration lasts, at least one."""
    return max(1, round(duration * fps))
