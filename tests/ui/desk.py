"""What the tests of the window work with: a film, a fake engine, a fake sound device, a project in memory."""

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import numpy as np
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from studio.engine.director.coach import advise
from studio.engine.jobs import (
    Advised,
    Cancelled,
    Coach,
    Direct,
    Directed,
    Export,
    Finished,
    FrameReady,
    JobEvent,
    JobId,
    Portray,
    Portrayed,
    Preview,
    Redirect,
    Request,
    SaveModel,
    SoundReady,
    Survey,
    TakeModel,
    ThumbnailReady,
    Turn,
    Turned,
    WorldsReady,
)
from studio.engine.package_jobs import Borrow, Browse, Extend, LookInto, OpenFilm, Trace, Weigh
from studio.engine.painting_jobs import Paint
from studio.engine.sound.stems import RATE, Stems
from studio.timeline.edits import replace_shot
from studio.timeline.film import (
    Camera,
    CastId,
    CastMember,
    Directions,
    Film,
    Line,
    Look,
    Prop,
    PropId,
    Scene,
    SceneId,
    Setting,
    Shot,
    ShotId,
    Unplaced,
    Voice,
)
from studio.timeline.history import History, beginning
from studio.timeline.world import Person, Thing, World
from studio.ui.window import StudioWindow

HANA, REN, UMBRELLA = CastId("hana"), CastId("ren"), PropId("umbrella")
SCRIPT = """INT. CLASSROOM - EVENING

Hana sits by the window and watches the rain with her kotatsu.

HANA
(softly)
It still hasn't stopped.

EXT. STREET - NIGHT

Ren runs to her with a red umbrella.

REN
You forgot this.
"""


def make_shot(number: int, subject: str = "", seconds: float = 4.0, *, night: bool = False) -> Shot:
    """A shot of one person with a line."""
    who = REN if night else HANA
    return Shot(
        id=ShotId(f"s{number}"),
        words=subject,
        directions=Directions(
            subject=subject or f"Hana, {number}",
            setting="street, night, rain" if night else "classroom, evening",
            camera="medium shot, slow push in",
            motion="she turns to the window",
            pacing="slow",
            audio="rain on the glass",
        ),
        setting=Setting("street" if night else "classroom", "the street" if night else "classroom"),
        camera=Camera(),
        beats=(Line(who, "It still hasn't stopped."),) if number % 2 else (),
        duration=Fraction(round(seconds * 24), 24),
        present=(who, UMBRELLA) if night else (who,),
    )


def sample_film() -> Film:
    """Two scenes of three shots."""
    looks = Look(), Look(hair="#6b4a33", cloth="#2f6fb0", build="boy")
    cast = tuple(
        CastMember(who, name, look, Voice())
        for who, name, look in zip((HANA, REN), ("Hana", "Ren"), looks, strict=True)
    )
    words = ("Hana sits by the window", "She watches the rain", "The umbrella stand is empty")
    night = ("Ren runs through the rain", "He holds out the umbrella", "They walk home together")
    return Film(
        title="The umbrella",
        script=SCRIPT,
        cast=cast,
        props=(Prop(UMBRELLA, "umbrella", "red umbrella", "#d8232f"),),
        scenes=(
            Scene(SceneId("a"), "INT. CLASSROOM - EVENING", "Classroom", tuple(map(make_shot, (1, 2, 3), words))),
            Scene(
                SceneId("b"),
                "EXT. STREET - NIGHT",
                "Street",
                tuple(make_shot(n, w, 3.0, night=True) for n, w in zip((4, 5, 6), night, strict=True)),
            ),
        ),
        unplaced=(Unplaced("kotatsu", "is not among the props; a plain shape stands in"),),
    )


def long_film(shots: int, per_scene: int = 10) -> Film:
    """A film of many short shots."""
    made = [make_shot(number, f"Shot number {number}", 2 + number % 4) for number in range(shots)]
    scenes = tuple(
        Scene(SceneId(f"scene{first}"), f"SCENE {first}", f"Scene {first}", tuple(made[first : first + per_scene]))
        for first in range(0, shots, per_scene)
    )
    return replace(sample_film(), scenes=scenes, unplaced=())


class MemoryProject:
    """A project that keeps nothing on disk."""

    def __init__(self, folder: Path, film: Film) -> None:
        self.history = History(beginning(film))
        self.folder = folder
        self.warnings: tuple[str, ...] = ()
        self.closed = False
        self._queue: dict[int, bytes] = {}

    @property
    def takes(self) -> Path:
        return self.folder / "takes"

    def queue_add(self, job: bytes) -> int:
        self._queue[len(self._queue) + 1] = job
        return len(self._queue)

    def queue_put(self, number: int, job: bytes) -> None:
        self._queue[number] = job

    def queue_done(self, number: int) -> None:
        del self._queue[number]

    def queued(self) -> list[tuple[int, bytes]]:
        return list(self._queue.items())

    def close(self) -> None:
        self.closed = True


class SilentOutput:
    """A sound device whose clock the test turns by hand."""

    def __init__(self) -> None:
        self.silent_reason: str | None = None
        self.muted = False
        self.running = False
        self.rate = 1.0
        self.now = 0.0
        self.programme: dict[int, np.ndarray] = {}
        self.closed = False

    def open(self) -> None:
        """There is nothing to open."""

    def set_programme(self, start_sample: int, samples: np.ndarray) -> None:
        self.programme[start_sample] = samples

    def play(self, at_seconds: float, rate: float = 1.0) -> None:
        self.now, self.rate, self.running = at_seconds, rate, True

    def pause(self) -> None:
        self.running = False

    def seek(self, at_seconds: float) -> None:
        self.now = at_seconds

    def position(self) -> float:
        return self.now

    def level(self) -> tuple[float, float]:
        return (0.25, 0.2) if self.running else (0.0, 0.0)

    def close(self) -> None:
        self.closed = True


@dataclass
class FakeEngine:
    """Keeps what it is asked, answers when the test says so; latest-wins and cancelling as promised."""

    deliver: Callable[[JobEvent], None]
    due: dict[JobId, Request] = field(default_factory=dict)
    asked: list[Request] = field(default_factory=list)
    closed: bool = False
    last: int = 0
    abreast: int = 0

    def submit(self, request: Request) -> JobId:
        for job, other in list(self.due.items()):
            if type(other) is type(request) and not isinstance(request, Export):
                self.cancel(job)
        self.last += 1
        self.due[JobId(self.last)] = request
        self.asked.append(request)
        return JobId(self.last)

    def cancel(self, job: JobId) -> None:
        if self.due.pop(job, None) is not None:
            self.deliver(Cancelled(job))

    def set_abreast(self, most: int) -> None:
        self.abreast = most

    def close(self) -> None:
        for job in list(self.due):
            self.cancel(job)
        self.closed = True

    def pending(self, kind: type) -> list[JobId]:
        return [job for job, request in self.due.items() if isinstance(request, kind)]

    def end(self, job: JobId, ending: JobEvent | None = None) -> None:
        del self.due[job]
        self.deliver(ending or Finished(job))

    def finish_all(self) -> None:
        """Answer everything that is due, as an engine with nothing else to do would."""
        for job, request in list(self.due.items()):
            if job in self.due:
                self.answer(job, request)

    def answer(self, job: JobId, request: Request) -> None:
        match request:
            case Preview(film=film, start=start, clock=None):
                self.deliver(self.frame(job, film, start))
            case Preview():
                return
            case Survey(film=film, shots=shots):
                for shot in film.shots:
                    if shots is None or shot.id in shots:
                        self.survey_shot(job, film, shot)
            case Direct(script=script):
                self.deliver(Directed(job, replace(sample_film(), script=script, title="Directed")))
            case Redirect(film=film, shot=shot_id, directions=directions):
                shot = replace(film.shot(shot_id), directions=directions, seed=7)
                self.deliver(Directed(job, replace_shot(film, shot)))
            case Coach(film=film, shot=shot):
                self.deliver(Advised(job, advise(film, shot)))
            case Turn(sitting=sitting, size=size):
                self.deliver(Turned(job, sitting.entity.id, picture(len(self.asked), size.width, size.height)))
                return
            case Portray(entities=entities, size=size):
                for entity in entities:
                    self.deliver(Portrayed(job, entity, picture(80, size.width, size.height)))
            case (
                Export()
                | TakeModel()
                | SaveModel()
                | Paint()
                | OpenFilm()
                | LookInto()
                | Trace()
                | Weigh()
                | Browse()
                | Borrow()
                | Extend()
            ):
                return
        self.end(job)

    def frame(self, job: JobId, film: Film, time: Fraction) -> FrameReady:
        starts = film.starts()
        shot = next((s for s in reversed(film.shots) if starts[s.id] <= time), film.shots[0])
        number = round(time * film.fps)
        index = round((time - starts[shot.id]) * film.fps)
        return FrameReady(job, shot.id, index, time, picture(number))

    def survey_shot(self, job: JobId, film: Film, shot: Shot) -> None:
        number = film.shots.index(shot)
        self.deliver(ThumbnailReady(job, shot.id, picture(number * 40, 192, 108)))
        self.deliver(WorldsReady(job, shot.id, world(shot), world(shot)))
        self.deliver(SoundReady(job, shot.id, film.starts()[shot.id], stems(shot)))


def picture(number: int, width: int = 640, height: int = 360) -> np.ndarray:
    """A picture that tells its number: the red of every pixel is the frame number modulo 256."""
    colour = np.zeros((height, width, 3), np.uint8)
    colour[..., 0] = number % 256
    colour[..., 1] = np.linspace(40, 200, width)[None, :]
    colour[..., 2] = np.linspace(60, 220, height)[:, None]
    return colour


def stems(shot: Shot) -> Stems:
    """Speech in the middle of the shot, a knock at its start, quiet rain throughout."""
    count = round((float(shot.duration) + 0.5) * RATE)
    times = np.arange(count) / RATE
    tone = np.sin(times * 440).astype(np.float32)
    middle = (times > 1.0) & (times < 2.0)
    speech = tone * middle * 0.5 if any(isinstance(beat, Line) for beat in shot.beats) else tone * 0
    knock = (tone * np.exp(-times * 8) * 0.8).astype(np.float32)
    both = [np.stack([layer, layer]).astype(np.float32) for layer in (speech, knock, tone * 0.05)]
    return Stems(*both)


def world(shot: Shot) -> World:
    """One person here, and an umbrella left elsewhere; the same before and after every shot."""
    place = "classroom"
    return World(
        setting=Setting("classroom", place, "evening", "rain"),
        people=(Person(HANA, place, (0.8, 0.0, 0.0), -1.5, posture="sitting", emotion="sad"),),
        things=(Thing(UMBRELLA, "the shrine", (-1.2, 0.4, 0.1)),),
    )


@dataclass
class Desk:
    """Everything of one test: the window and what stands behind it."""

    bot: QtBot
    window: StudioWindow
    engine: FakeEngine
    output: SilentOutput
    project: MemoryProject

    @property
    def film(self) -> Film:
        return self.project.history.film

    def settle(self) -> None:
        """Let the engine answer until the window asks nothing more."""

        def quiet() -> bool:
            self.engine.finish_all()
            return not self.engine.pending(Survey) and self.window.findings.settled

        self.bot.waitUntil(quiet, timeout=5000)
