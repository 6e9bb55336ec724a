"""What somebody says while they act a shot is heard when they said it, in step with the mouth that was seen."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from studio.bench.lipsync import Spoken, recorded
from studio.engine.director import direct
from studio.engine.jobs import Dub, Dubbed, JobId
from studio.engine.media.stem_files import write_wav
from studio.engine.sound.recording import make_stems
from studio.engine.sound.stems import RATE
from studio.engine.staging import Rehearsals, stage_shots
from studio.engine.stop import StopToken
from studio.engine.workshop import Workshop
from studio.timeline.acting_edits import set_key
from studio.timeline.capturing import CapturedKey, Moves
from studio.timeline.dubbing import dub_line, lines_of, recordings_located, say_at
from studio.timeline.film import Film, Seconds

TEXT = "It still hasn't stopped raining."
SILENT_S = 1.75
"""How long they wait before they speak."""


@pytest.fixture(scope="module")
def film() -> Film:
    return direct(f"INT. CLASSROOM - EVENING\n\nHana sits by the window.\n\nHANA\n{TEXT}\n")


def acted(folder: Path) -> tuple[Path, float]:
    """A recording of somebody who waits, then speaks; and when the first sound comes, seconds."""
    said = recorded(Spoken("en", TEXT), ("m3", "40", "160"), 40.0).voice
    quiet = 1e-4 * np.random.default_rng(1).standard_normal(round(SILENT_S * RATE)).astype(np.float32)
    whole = np.concatenate([quiet, said])
    write_wav(folder / "acted.wav", np.stack([whole, whole]))
    return folder / "acted.wav", onset(whole)


def onset(samples: np.ndarray) -> float:
    return float(np.flatnonzero(np.abs(samples) > 0.15 * np.abs(samples).max())[0]) / RATE


def taken_in(path: Path, film: Film, folder: Path) -> Dubbed:
    workshop = Workshop()
    line = lines_of(film.shots[0])[0]
    request = Dub(path, folder, film.shots[0].id, 0, line, Seconds(0))
    (found,) = [one for one in workshop.begin(request, JobId(1), StopToken()) if isinstance(one, Dubbed)]
    workshop.close()
    return found


def test_it_is_heard_when_it_was_said_and_the_shot_lasts_as_long(film: Film, tmp_path: Path) -> None:
    path, first = acted(tmp_path)
    dubbed = taken_in(path, film, tmp_path)
    shot = film.shots[0].id
    film = dub_line(film, shot, 0, dubbed.recording)
    film = say_at(film, shot, 0, Seconds(round(dubbed.onset_s * 1000), 1000))
    mouth = [Moves(mouth=0.9 if first <= frame / film.fps < first + 0.5 else 0.0) for frame in range(4 * film.fps)]
    film = set_key(film, shot, CapturedKey(str(film.cast[0].id), Fraction(0), film.fps, tuple(mouth)))
    staged = next(iter(stage_shots(recordings_located(film, tmp_path), Rehearsals(), StopToken())))
    dialogue = make_stems(staged.performance, StopToken()).dialogue
    heard = onset(np.abs(dialogue).max(axis=0))
    opened = float(np.flatnonzero(staged.performance.actors[0].face.opening > 0.4)[0]) / film.fps
    assert abs(heard - first) <= 1.5 / film.fps, "as it was said, not when the schedule would have it"
    assert abs(heard - opened) <= 2 / film.fps, "in step with the mouth that the camera saw"
    assert float(film.shots[0].duration) >= SILENT_S + dubbed.recording.seconds, "nothing of it is cut off"


def test_a_line_at_a_moment_of_its_own_never_makes_its_shot_shorter(film: Film) -> None:
    early = say_at(film, film.shots[0].id, 0, Seconds(0))
    assert early.shots[0].duration == film.shots[0].duration
    late = say_at(film, film.shots[0].id, 0, Seconds(9))
    assert late.shots[0].duration > Seconds(9)
    assert (late.shots[0].duration * film.fps).denominator == 1
