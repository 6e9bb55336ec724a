"""How long it takes to say which of 300 shots are stale, once every shot was played out."""

import gc
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

import msgspec
from msgspec.structs import replace

from studio.bench.figures import Figure, at_most
from studio.bench.open import SHOTS, long_film
from studio.engine.fingerprints import Fingerprints
from studio.engine.judgement import TakeState
from studio.engine.outcomes import Outcomes
from studio.engine.painters.painter import Size
from studio.engine.rulings import settings_of
from studio.engine.staging import Between, Rehearsals, call_of, stage_shots
from studio.engine.staleness import Catalogue, judge, stage_keys
from studio.engine.stop import StopToken
from studio.engine.takes import TakeRecord, TakeStore, stage_key, take_key
from studio.timeline.course import course
from studio.timeline.edits import set_seed
from studio.timeline.film import Film, ShotId, frames_in
from studio.timeline.world import World

RUNS = 15
LIMIT_S = 0.05
_SIZE = Size(1280, 720)


def measure() -> Sequence[Figure]:
    """Seconds of a pass, after an edit of a shot in the middle that leaves the world as it was, and of a first pass."""
    film = long_film(SHOTS)
    edited = set_seed(film, film.shots[SHOTS // 2].id, 1)
    outcomes = Outcomes()
    lived = _lives(film)
    for one in (film, edited):
        _remember(one, outcomes, lived)
    with tempfile.TemporaryDirectory() as name:
        catalogue = Catalogue(_taken(film, outcomes, Path(name)))
        prints = Fingerprints()
        first = _pass(film, outcomes, Fingerprints(), Catalogue(TakeStore(Path(name))))
        _pass(film, outcomes, prints, catalogue)
        gc.freeze()  # as the window has it, which collects only what came after it was up
        passes = [_pass(edited if run % 2 else film, outcomes, prints, catalogue) for run in range(RUNS)]
        keys = stage_keys(edited, outcomes, prints)
        gc.unfreeze()
        stale = len(judge(edited, keys, catalogue.records(), {"cel": "1"}).stale)
    return [
        at_most(f"staleness pass over {len(film.shots)} shots, median", median(passes), "s", LIMIT_S),
        at_most(f"staleness pass over {len(film.shots)} shots, slowest", max(passes), "s", LIMIT_S),
        Figure("first pass after opening, every take's record read", first, "s"),
        Figure("shots found stale after one edit that changes no world", stale, "shots", "= 1", stale == 1),
    ]


def _pass(film: Film, outcomes: Outcomes, prints: Fingerprints, catalogue: Catalogue) -> float:
    began = time.perf_counter()
    judgement = judge(film, stage_keys(film, outcomes, prints), catalogue.records(), {"cel": "1"})
    seconds = time.perf_counter() - began
    assert all(take.state is not TakeState.NONE for take in judgement.shots.values())
    return seconds


def _lives(film: Film) -> Mapping[str, World]:
    """What each kind of shot leaves, from playing the first of its kind: the film repeats the sample film's."""
    lived: dict[str, World] = {}
    kinds = len({_kind(shot.id) for shot in film.shots})
    for staged in stage_shots(film, Rehearsals(), StopToken()):
        lived[_kind(staged.shot.id)] = staged.played.after
        if len(lived) == kinds:
            break
    return lived


def _kind(shot: ShotId) -> str:
    return shot.rpartition("-")[0]


def _remember(film: Film, outcomes: Outcomes, lived: Mapping[str, World]) -> None:
    """Every shot's outcome, as if all had been played out."""
    worlds: dict[ShotId, Between] = {}
    settings, prints = settings_of(film), Fingerprints()
    for step in course(film):
        call = call_of(film, step, worlds, settings)
        after = outcomes.remember(stage_key(call.sheet, call.known, prints), lived[_kind(step.shot.id)])
        worlds[step.shot.id] = call.left(after, film)[0]


def _taken(film: Film, outcomes: Outcomes, folder: Path) -> TakeStore:
    """A record of a finished take for every shot."""
    for shot, key in stage_keys(film, outcomes, Fingerprints()).items():
        assert key is not None
        frames = frames_in(film.shot(shot).duration, film.fps)
        made = take_key(key, "cel", "1", _SIZE)
        record = TakeRecord(made, shot, frames, film.fps, _SIZE.width, _SIZE.height, "cel", "1", 0)
        (folder / made).mkdir(exist_ok=True)
        (folder / made / "take.json").write_bytes(msgspec.json.encode(replace(record, seconds=frames * 0.15)))
    return TakeStore(folder)
