"""What an export is made of: the takes in order, with their chapters, captions and sound."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from studio.engine.media.captions import language_code
from studio.engine.media.export import Caption, Chapter, Clip, ExportReport, FilmPlan
from studio.engine.media.stem_files import write_wav
from studio.engine.painters.painter import Size
from studio.engine.sound.mixdown import Mix, mix
from studio.engine.sound.stems import RATE
from studio.engine.staging import Staged
from studio.engine.stop import StopToken
from studio.engine.takes import Take
from studio.timeline.dubbing import lines_of
from studio.timeline.film import CastId, Film, Scene, Seconds
from studio.timeline.lineage import Licence


@dataclass(frozen=True, eq=False)
class MadeShot:
    """A shot's take at its place in the exported film, which starts at ``start`` seconds."""

    staged: Staged
    take: Take
    start: Seconds

    @property
    def duration(self) -> Seconds:
        """The take's length, to the frame."""
        return Seconds(self.take.record.frames, self.take.record.fps)


@dataclass(frozen=True)
class FilmMade:
    """A finished film: where it is, what was checked in it, and what went into it."""

    target: Path
    report: ExportReport
    shots: tuple[MadeShot, ...]
    integrated_lufs: float
    true_peak_dbtp: float

    def values(self) -> dict[str, Any]:
        """The film as plain JSON values; times in seconds of film time."""
        return {
            "film": str(self.target),
            "frames": sum(shot.take.record.frames for shot in self.shots),
            "duration_s": float(sum((shot.duration for shot in self.shots), Seconds(0))),
            "integrated_lufs": round(self.integrated_lufs, 2),
            "true_peak_dbtp": round(self.true_peak_dbtp, 2),
            "checked": list(self.report.lines),
            "shots": [_shot_values(shot) for shot in self.shots],
        }

    def summary(self) -> str:
        """One line for people."""
        seconds = float(sum((shot.duration for shot in self.shots), Seconds(0)))
        shots = f"{len(self.shots)} shot{'s' * (len(self.shots) != 1)}"
        return f"{shots}, {seconds:.2f} s, {told_loudness(self.integrated_lufs)}"


def told_loudness(lufs: float) -> str:
    """A loudness in words; silence has none."""
    return f"{lufs:.1f} LUFS" if math.isfinite(lufs) else "silent"


def _shot_values(shot: MadeShot) -> dict[str, Any]:
    record = shot.take.record
    return {
        "id": record.shot,
        "start_s": float(shot.start),
        "frames": record.frames,
        "painted": record.painted,
        "key": record.key,
        "id_numbers": dict(shot.staged.performance.id_numbers),
        "notes": list(record.notes),
        "physics": record.physics,
    }


def placed(made: Sequence[tuple[Staged, Take]]) -> tuple[MadeShot, ...]:
    """The takes one after the other, from film time 0."""
    shots: list[MadeShot] = []
    start = Seconds(0)
    for staged, take in made:
        shots.append(MadeShot(staged, take, start))
        start += shots[-1].duration
    return tuple(shots)


def mix_film(shots: Sequence[MadeShot], stop: StopToken) -> Mix:
    """The sound of the whole film."""
    duration = sum((shot.duration for shot in shots), Seconds(0))
    return mix([(float(shot.start), shot.take.stems()) for shot in shots], float(duration), stop=stop)


def film_plan(film: Film, size: Size, shots: Sequence[MadeShot], sound: Mix) -> FilmPlan:
    """What the exporter is to write."""
    starts = film.starts()
    return FilmPlan(
        title=film.title or "Untitled",
        author=film.author,
        comment=_comment(shots),
        size=size,
        fps=film.fps,
        clips=tuple(_clip(film, shot, starts[shot.staged.shot.id]) for shot in shots),
        chapters=tuple(_chapters(film, shots)),
        captions=tuple(caption for shot in shots for caption in _captions(film, shot)),
        sound=sound.samples,
        licence=_licence(film),
        ending=film.ending if shots and shots[-1].staged.shot.id == film.shots[-1].id else "cut",
    )


def _clip(film: Film, shot: MadeShot, start: Seconds) -> Clip:
    """A shot's take. start: of the shot in the whole film."""
    record = shot.take.record
    entered = shot.staged.shot.transition
    return Clip(shot.take.video, record.frames, record.shot, entered=entered, at=round(start * film.fps))


def _licence(film: Film) -> str:
    """The licence in a line, with the year left to whoever quotes it; "" where the author said nothing of it."""
    licence = film.terms.licence
    if licence is Licence.RESERVED:
        return f"© {film.author}" if film.author else ""
    return f"{licence.value}, {licence.address}"


def _comment(shots: Sequence[MadeShot]) -> str:
    """What made the film, and in which shots physics is not true to life."""
    bent = [str(number) for number, shot in enumerate(shots, start=1) if shot.take.record.physics > 0]
    return f"Made with Tsuzuki. Physics exaggerated in: {', '.join(bent)}" if bent else "Made with Tsuzuki"


def _chapters(film: Film, shots: Sequence[MadeShot]) -> Iterator[Chapter]:
    for number, scene in enumerate(film.scenes, start=1):
        own = [shot for shot in shots if any(shot.staged.shot.id == one.id for one in scene.shots)]
        if own:
            yield Chapter(_title(scene, number), float(own[0].start), float(own[-1].start + own[-1].duration))


def _title(scene: Scene, number: int) -> str:
    return scene.title or scene.heading or f"Scene {number}"


def _captions(film: Film, shot: MadeShot) -> Iterator[Caption]:
    cast = {str(member.id): member for member in film.cast}
    told = {(line.who, line.text): line.language for line in lines_of(shot.staged.shot)}
    start = float(shot.start)
    for line in shot.take.record.lines:
        member = cast.get(line.who)
        language = told.get((CastId(line.who), line.text), "en")
        if language == "en" and member is not None:  # as it is spoken, see ``dubs.said``
            language = member.voice.language
        name = member.name if member is not None else ""
        yield Caption(start + line.start, start + line.end, line.text, name, language_code(language))


def write_film_stems(folder: Path, shots: Sequence[MadeShot]) -> None:
    """One WAV a layer, each as long as the film and unmixed: dialogue, effects, ambience."""
    total = round(float(sum((shot.duration for shot in shots), Seconds(0))) * RATE)
    layers: dict[str, Any] = {}
    for shot in shots:
        at = round(float(shot.start) * RATE)
        for name, samples in shot.take.stems().named().items():
            layer = layers.setdefault(name, np.zeros((2, total), np.float32))
            layer[:, at : at + samples.shape[1]] += samples[:, : total - at]
    for name, layer in layers.items():
        write_wav(folder / f"{name}.wav", layer)
