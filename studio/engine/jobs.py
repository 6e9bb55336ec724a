"""What can be asked of the engine thread, and what it says back. All values are frozen."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NewType, TypeAlias

import numpy as np
from numpy.typing import NDArray

from studio.engine.advice import Advice
from studio.engine.cameo_jobs import CameosKnown, DoWithCameos, LookAtCameos
from studio.engine.export_jobs import EncoderFound, FindEncoder
from studio.engine.interchange_jobs import BringIn, BroughtIn, SendOut
from studio.engine.judgement import Judgement
from studio.engine.media.presets import USUAL
from studio.engine.package_jobs import Pack, PackageEvent, PackageRequest
from studio.engine.painters.painter import Size
from studio.engine.painting_jobs import (
    ClipPainted,
    DrawingsTaken,
    PaintingRequest,
    PaintPreview,
    RegionShown,
    TakeMade,
    TakesSeen,
)
from studio.engine.puppet import Seen
from studio.engine.sitting import Sitting, Stance
from studio.engine.sound.stems import Stems
from studio.engine.voicing import Audition, Voiced
from studio.timeline.film import (
    CastMember,
    CharacterModel,
    Directions,
    EntityId,
    Film,
    Footage,
    Line,
    Prop,
    Recording,
    Seconds,
    Shot,
    ShotId,
    Still,
    ThingModel,
)
from studio.timeline.world import World

JobId = NewType("JobId", int)


# --- requests -------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Direct:
    """Read a script into a Film. Keeps what the artist set on ``keep`` (cast looks, fps, title, edits of shots).

    was: the script that the shots of ``keep`` were read from.
    """

    script: str
    keep: Film | None = None
    was: str = ""


@dataclass(frozen=True)
class Redirect:
    """Read one shot's edited Directions again; ends with Directed."""

    film: Film
    shot: ShotId
    directions: Directions


@dataclass(frozen=True)
class Preview:
    """Draw the film from ``start`` (film time) on. Latest wins: a new one replaces the one before.

    clock: film seconds being heard now; frames are drawn a little ahead of it and late ones are
    skipped. None draws the single frame at ``start``. folder: of the film's project, where its models lie.
    """

    film: Film
    start: Seconds
    size: Size
    clock: Callable[[], float] | None = None
    folder: Path | None = None


@dataclass(frozen=True)
class Survey:
    """Play every shot out in the background: a thumbnail, the stems and the worlds of each. folder: as in Preview."""

    film: Film
    size: Size
    shots: tuple[ShotId, ...] | None = None
    folder: Path | None = None


@dataclass(frozen=True)
class Export:
    """Render what is not rendered yet, then write the film as an export preset has it.

    pack: None for a film without project and signature.
    """

    film: Film
    target: Path
    size: Size
    takes: Path
    painter: str = "cel"
    shots: tuple[ShotId, ...] | None = None
    stems: Path | None = None
    passes: Path | None = None
    preset: str = USUAL
    pack: Pack | None = field(default_factory=Pack)


@dataclass(frozen=True)
class TakeIn:
    """Look a picture, a clip, a sound or a folder of pictures over and copy it into a project's folder.

    Ends with PictureTaken. fps: of a folder's pictures. over: the film time that it is to lie over, None a shot of its
    own.
    """

    picture: Path
    folder: Path
    fps: int = 24
    over: Seconds | None = None


@dataclass(frozen=True)
class CutOut:
    """Cut a still's subject out as its strokes say, to be looked at; ends with CutReady. Its path is whole."""

    still: Still


@dataclass(frozen=True)
class Coach:
    """Ask what there is to say about one shot's words; ends with Advised."""

    film: Film
    shot: Shot


@dataclass(frozen=True)
class Expand:
    """Have the chat model in a folder expand an idea into a script; ends with Proposed."""

    idea: str
    model: Path
    film: Film
    seed: int = 0


@dataclass(frozen=True)
class Fill:
    """Have the chat model in a folder fill in one shot's Directions; ends with Proposed."""

    film: Film
    shot: ShotId
    model: Path
    seed: int = 0


@dataclass(frozen=True)
class Judge:
    """Say of every shot whether its finished take still holds; ends soon, playing nothing out."""

    film: Film
    takes: Path


@dataclass(frozen=True)
class Redo:
    """Render the shots named anew, each in the size it was rendered in before, or in ``size``; writes no film."""

    film: Film
    takes: Path
    shots: tuple[ShotId, ...]
    size: Size
    painter: str = "cel"


@dataclass(frozen=True)
class Dub:
    """Take a sound file in as a recording of one line, the ``number``-th of its shot, and keep it with the project.

    begins: the moment of the shot, shot time, that the file begins at, for what was recorded to its picture; None where
    the line is said in its turn. Ends with Dubbed; the film is changed by whoever asked.
    """

    path: Path
    folder: Path
    shot: ShotId
    number: int
    line: Line
    begins: Seconds | None = None


@dataclass(frozen=True)
class Turn:
    """Draw one of the cast on the turntable, live, until it is stopped. Latest wins.

    stance: how it is looked at now, asked for each frame. The file of a model lies where it says. puppet: what somebody
    in front of a camera does now, which they do then; None where nobody drives them.
    """

    sitting: Sitting
    size: Size
    stance: Callable[[], Stance]
    puppet: Callable[[], Seen | None] | None = None


@dataclass(frozen=True)
class Portray:
    """Draw a small portrait of each of these."""

    entities: tuple[CastMember | Prop, ...]
    size: Size


@dataclass(frozen=True)
class TakeModel:
    """Read a model's file for one of the cast, and keep it with the project in ``folder``; ends with ModelTaken."""

    entity: CastMember | Prop
    path: Path
    folder: Path


@dataclass(frozen=True)
class SaveModel:
    """Write a built-in character as a VRM file."""

    member: CastMember
    author: str
    target: Path


Request: TypeAlias = (
    Direct
    | Redirect
    | Preview
    | Survey
    | Export
    | Expand
    | Fill
    | Judge
    | Redo
    | Coach
    | Dub
    | TakeIn
    | CutOut
    | Audition
    | Turn
    | Portray
    | TakeModel
    | SaveModel
    | FindEncoder
    | PaintingRequest
    | PackageRequest
    | BringIn
    | SendOut
    | LookAtCameos
    | DoWithCameos
)


# --- events ---------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Progress:
    """How far a job is. ``seconds_left`` None until it can be told."""

    job: JobId
    done: int
    total: int
    what: str
    seconds_left: float | None = None


@dataclass(frozen=True, eq=False)
class FrameReady:
    """A preview frame: (H, W, 3) uint8 sRGB at ``time`` (film seconds). ``dropped`` names the effects left out."""

    job: JobId
    shot: ShotId
    index: int
    time: Seconds
    colour: NDArray[np.uint8]
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class SoundReady:
    """The stems of one shot, which starts at ``start`` (film time)."""

    job: JobId
    shot: ShotId
    start: Seconds
    stems: Stems


@dataclass(frozen=True, eq=False)
class ThumbnailReady:
    """A small picture of a shot: (H, W, 3) uint8 sRGB."""

    job: JobId
    shot: ShotId
    colour: NDArray[np.uint8]


@dataclass(frozen=True)
class WorldsReady:
    """The World before and after a shot, and what could not be as written. ``key``: all that the shot was made from."""

    job: JobId
    shot: ShotId
    before: World
    after: World
    key: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Judged:
    """What is known of each shot's take."""

    job: JobId
    judgement: Judgement


@dataclass(frozen=True)
class Directed:
    """A script, or one shot, was read. lost: shots of the film before whose edits found no place in this one."""

    job: JobId
    film: Film
    lost: tuple[ShotId, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """What a model wrote, read and found good, beside what it would replace. Nothing changes until it is accepted.

    film: the whole film as it would be. shot, directions: what is proposed for one shot; None for a whole script.
    """

    before: str
    after: str
    film: Film
    shot: ShotId | None = None
    directions: Directions | None = None


@dataclass(frozen=True)
class Advised:
    """What the coach has to say about a shot."""

    job: JobId
    advice: tuple[Advice, ...]


@dataclass(frozen=True)
class Dubbed:
    """A recording was taken in. onset_s: how long it is silent before it is heard."""

    job: JobId
    recording: Recording
    onset_s: float = 0.0


@dataclass(frozen=True)
class PictureTaken:
    """A picture or a clip is with the project. ``note``: what is to be said of it, "" for nothing."""

    job: JobId
    taken: Still | Footage
    note: str = ""


@dataclass(frozen=True, eq=False)
class CutReady:
    """A still with what is not its subject in the shade: (H, W, 3) uint8 sRGB."""

    job: JobId
    colour: NDArray[np.uint8]


@dataclass(frozen=True)
class Proposed:
    """A model's answer, to accept or refuse."""

    job: JobId
    proposal: Proposal


@dataclass(frozen=True, eq=False)
class Turned:
    """One of the cast on the turntable: (H, W, 3) uint8 sRGB. ``dropped`` names the effects left out.

    seen: what they do was seen by a camera then (see ``puppet.Seen``); None where nobody drives them.
    """

    job: JobId
    entity: EntityId
    colour: NDArray[np.uint8]
    dropped: tuple[str, ...] = ()
    seen: float | None = None


@dataclass(frozen=True, eq=False)
class Portrayed:
    """A small portrait: (H, W, 3) uint8 sRGB."""

    job: JobId
    entity: CastMember | Prop
    colour: NDArray[np.uint8]


@dataclass(frozen=True)
class ModelTaken:
    """A model's file was read and is kept with the project; height_m: how tall its character stands."""

    job: JobId
    entity: EntityId
    model: CharacterModel | ThingModel
    height_m: float | None = None


@dataclass(frozen=True)
class Finished:
    """The job is done. ``output`` is the file it wrote, if it wrote one; ``report`` what was checked."""

    job: JobId
    output: Path | None = None
    report: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Cancelled:
    """The job was stopped as asked."""

    job: JobId


@dataclass(frozen=True)
class Failed:
    """The job could not be done: what happened, and what to do next."""

    job: JobId
    what: str
    remedy: str


Ending: TypeAlias = Finished | Cancelled | Failed
JobEvent: TypeAlias = (
    Progress
    | FrameReady
    | SoundReady
    | ThumbnailReady
    | WorldsReady
    | Judged
    | Directed
    | Proposed
    | Advised
    | Dubbed
    | Turned
    | Portrayed
    | ModelTaken
    | PictureTaken
    | CutReady
    | Voiced
    | EncoderFound
    | PaintPreview
    | TakeMade
    | TakesSeen
    | ClipPainted
    | RegionShown
    | DrawingsTaken
    | PackageEvent
    | BroughtIn
    | CameosKnown
    | Finished
    | Cancelled
    | Failed
)
