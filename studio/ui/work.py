"""The window's side of the engine: what was asked, how far it is, and how it ended."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import assert_never

from PySide6.QtCore import QObject, Qt, Signal, Slot

from studio.engine.cameo_jobs import CameosKnown, DoWithCameos, LookAtCameos
from studio.engine.export_jobs import EncoderFound, FindEncoder
from studio.engine.interchange_jobs import BringIn, BroughtIn, SendOut
from studio.engine.jobs import (
    Advised,
    Cancelled,
    Coach,
    CutOut,
    CutReady,
    Direct,
    Directed,
    Dub,
    Dubbed,
    Expand,
    Export,
    Failed,
    Fill,
    Finished,
    FrameReady,
    JobEvent,
    JobId,
    Judge,
    Judged,
    ModelTaken,
    PictureTaken,
    Portray,
    Portrayed,
    Preview,
    Progress,
    Proposed,
    Redirect,
    Redo,
    Request,
    SaveModel,
    SoundReady,
    Survey,
    TakeIn,
    TakeModel,
    ThumbnailReady,
    Turn,
    Turned,
    WorldsReady,
)
from studio.engine.package_jobs import (
    Borrow,
    Browse,
    Browsed,
    Extend,
    FilmOpened,
    LookedInto,
    LookInto,
    OpenFilm,
    Remixed,
    Trace,
    Traced,
    Weigh,
    Weighed,
)
from studio.engine.painting_jobs import (
    ClipPainted,
    DrawingsTaken,
    LayDown,
    LookAtTakes,
    Paint,
    PaintClip,
    PaintPreview,
    RegionShown,
    ShowRegion,
    TakeDrawings,
    TakeMade,
    TakesSeen,
)
from studio.engine.voicing import Audition, Voiced
from studio.ui.bridge import EngineBridge, EngineThread

KEPT_ENDINGS = 20


@dataclass(frozen=True)
class Job:
    """One job as the engine panel shows it. ``ending`` None while it is due or under way."""

    id: JobId
    request: Request
    name: str
    progress: Progress | None = None
    ending: Finished | Cancelled | Failed | None = None

    @property
    def output(self) -> Path | None:
        """The file it wrote."""
        return self.ending.output if isinstance(self.ending, Finished) else None


def job_name(request: Request) -> str:
    """What a job is called on the screen."""
    match request:
        case Direct():
            return "Reading the script"
        case Dub(path=path):
            return f"Listening to {path.name}"
        case TakeIn(picture=picture):
            return f"Taking in {picture.name}"
        case CutOut():
            return "Cutting the subject out"
        case Audition(member=member):
            return f"{member.name}'s voice"
        case Coach():
            return "Looking over the shot's words"
        case Redirect():
            return "Reading the shot's directions"
        case Preview():
            return "Preview"
        case Survey():
            return "Playing the shots out"
        case Expand():
            return "Expanding the idea"
        case Fill():
            return "Filling in the shot's directions"
        case Export(target=target):
            return f"Exporting {target.name}"
        case Judge():
            return "Looking at the takes"
        case Redo(shots=shots):
            return f"Redoing {len(shots)} shot{'s' * (len(shots) != 1)}"
        case Turn():
            return "Turntable"
        case Portray():
            return "Portraits of the cast"
        case TakeModel(path=path):
            return f"Reading {path.name}"
        case BringIn(path=path):
            return f"Taking in {path.name}"
        case SendOut(target=target):
            return f"Writing {target.name}"
        case FindEncoder():
            return "Looking for an encoder"
        case LookAtCameos() | DoWithCameos():
            return "Cameos"
        case SaveModel(member=member):
            return f"Saving {member.name} as a model"
        case Paint(painter=painter):
            return f"Painting with {Path(painter).name}"
        case PaintClip(painter=painter):
            return f"Inventing a clip with {Path(painter).name}"
        case ShowRegion():
            return "Showing the region"
        case TakeDrawings():
            return "Taking in drawings"
        case LayDown():
            return "Giving the graphics card back"
        case LookAtTakes():
            return "Looking at the takes"
        case OpenFilm(path=path):
            return f"Opening {path.name} as a project"
        case LookInto(path=path):
            return f"Looking into {path.name}"
        case Trace():
            return "Tracing the film's family"
        case Weigh():
            return "Weighing the project"
        case Browse(path=path):
            return f"Looking through {path.name}"
        case Borrow(name=name):
            return f"Borrowing {name}"
        case Extend():
            return "Going on with the film"
        case _:
            assert_never(request)


class Work(QObject):
    """Submits requests, keeps what is known of each job, and passes the engine's events on by kind.

    Every answer comes with the request it answers, so that a listener can tell a stale one.
    """

    changed = Signal()
    frame = Signal(object, object)  # FrameReady, Preview
    found = Signal(object, object)  # ThumbnailReady | SoundReady | WorldsReady, Request
    judged = Signal(object, object)  # Judgement, Judge | Redo
    directed = Signal(object, object)  # Directed, Direct | Redirect
    advised = Signal(object)  # Advised
    dubbed = Signal(object, object)  # Dubbed, Dub
    cut_out = Signal(object)  # CutReady
    voiced = Signal(object)  # Voiced
    taken_in = Signal(object, object)  # PictureTaken, TakeIn
    proposed = Signal(object, object)  # Proposed, Expand | Fill
    brought_in = Signal(object, object)  # BroughtIn, BringIn
    encoder_found = Signal(object)  # EncoderFound
    turned = Signal(object, object)  # Turned, Turn
    portrayed = Signal(object)  # Portrayed
    model_taken = Signal(object, object)  # ModelTaken, TakeModel
    painting = Signal(object)  # PaintPreview | TakeMade | TakesSeen
    clip_painted = Signal(object, object)  # ClipPainted, PaintClip
    region_shown = Signal(object)  # RegionShown
    drawings_taken = Signal(object, object)  # DrawingsTaken, TakeDrawings
    packaged = Signal(object, object)  # PackageEvent, PackageRequest
    cameos_known = Signal(object)  # CameosKnown
    ended = Signal(object)  # Job

    def __init__(self, engine: EngineThread, bridge: EngineBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._jobs: dict[JobId, Job] = {}
        self._ended: list[Job] = []
        self._closed = False
        # Queued, so that an answer is never heard before its question has a number.
        bridge.arrived.connect(self._on_event, Qt.ConnectionType.QueuedConnection)

    @property
    def under_way(self) -> tuple[Job, ...]:
        """Jobs that are due or under way, in the order they were asked for."""
        return tuple(self._jobs.values())

    @property
    def recent(self) -> tuple[Job, ...]:
        """Jobs that ended and that the artist may want to read about, newest first."""
        return tuple(reversed(self._ended))

    @property
    def exports(self) -> tuple[Job, ...]:
        """Exports that are due or under way."""
        return tuple(job for job in self._jobs.values() if isinstance(job.request, Export))

    def submit(self, request: Request) -> JobId:
        """Ask the engine; returns at once."""
        job_id = self._engine.submit(request)
        if not self._closed:  # an edit made just before closing is still to be redrawn; nobody waits for that
            self._jobs[job_id] = Job(job_id, request, job_name(request))
            self.changed.emit()
        return job_id

    def cancel(self, job: JobId) -> None:
        """Ask a job to stop."""
        self._engine.cancel(job)

    def set_abreast(self, most: int) -> None:
        """How many exports go on side by side from now on."""
        self._engine.set_abreast(most)

    def cancel_shown(self) -> None:
        """Stop all that the engine panel shows: everything but the pictures that are looked at."""
        for job in self.under_way:
            if not isinstance(job.request, Preview | Turn):
                self._engine.cancel(job.id)

    def close(self) -> None:
        """Stop everything and join the engine. Events that were still on their way are not heard."""
        self._closed = True
        self._engine.close()
        self._jobs.clear()

    @Slot(object)
    def _on_event(self, event: JobEvent) -> None:
        job = self._jobs.get(JobId(event.job))
        if job is None or self._closed:
            return
        match event:
            case Progress():
                self._jobs[job.id] = replace(job, progress=event)
                self.changed.emit()
            case FrameReady():
                self.frame.emit(event, job.request)
            case ThumbnailReady() | SoundReady() | WorldsReady():
                self.found.emit(event, job.request)
            case Judged(judgement=judgement):
                self.judged.emit(judgement, job.request)
            case Directed():
                self.directed.emit(event, job.request)
            case Advised():
                self.advised.emit(event)
            case Dubbed():
                self.dubbed.emit(event, job.request)
            case CameosKnown():
                self.cameos_known.emit(event)
            case CutReady():
                self.cut_out.emit(event)
            case Voiced():
                self.voiced.emit(event)
            case PictureTaken():
                self.taken_in.emit(event, job.request)
            case Proposed():
                self.proposed.emit(event, job.request)
            case BroughtIn():
                self.brought_in.emit(event, job.request)
            case EncoderFound():
                self.encoder_found.emit(event)
            case Turned():
                self.turned.emit(event, job.request)
            case Portrayed():
                self.portrayed.emit(event)
            case ModelTaken():
                self.model_taken.emit(event, job.request)
            case PaintPreview() | TakeMade() | TakesSeen():
                self.painting.emit(event)
            case ClipPainted():
                self.clip_painted.emit(event, job.request)
            case RegionShown():
                self.region_shown.emit(event)
            case DrawingsTaken():
                self.drawings_taken.emit(event, job.request)
            case FilmOpened() | LookedInto() | Traced() | Weighed() | Browsed() | Remixed():
                self.packaged.emit(event, job.request)
            case Finished() | Cancelled() | Failed():
                self._end(replace(job, ending=event))
            case _:
                assert_never(event)

    def _end(self, job: Job) -> None:
        del self._jobs[job.id]
        if isinstance(job.ending, Failed) or isinstance(
            job.request, Export | Redo | SaveModel | Paint | PaintClip | SendOut
        ):
            others = [other for other in self._ended if not _says_the_same(other, job)]
            self._ended = [*others, job][-KEPT_ENDINGS:]
        self.ended.emit(job)
        self.changed.emit()


def _says_the_same(one: Job, other: Job) -> bool:
    """Whether two jobs failed for the same reason: it is listed once."""
    if not (isinstance(one.ending, Failed) and isinstance(other.ending, Failed)):
        return False
    return (one.name, one.ending.what) == (other.name, other.ending.what)


def time_to_go(seconds: float | None) -> str:
    """A time to go as one reads it: "0:07 left", "1:02:30 left"; empty when it cannot be told."""
    if seconds is None:
        return ""
    whole = max(0, round(seconds))
    hours, minutes = divmod(whole // 60, 60)
    clock = f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"
    return f"{clock} left"
