"""A real process that edits without pause is killed at random instants; nothing committed may be lost."""

import os
import random
import select
import signal
from fractions import Fraction
from pathlib import Path
from typing import NoReturn

import pytest
from timeline_films import film

from studio.timeline import edits
from studio.timeline.film import ShotId
from studio.timeline.history import History, Past
from studio.timeline.store import Project

KILLS = 60

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the killed process is a fork")


def test_kill_9_at_any_instant_loses_no_committed_edit(tmp_path: Path) -> None:
    folder = tmp_path / "Ball.tsuzuki"
    Project.create(folder, film(4, 4, 4)).close()
    chance = random.Random(9)
    before, most = _reopened(folder), 0
    for kill in range(KILLS):
        committed = _edit_until_killed(folder, kill, chance.randrange(12), chance.uniform(0.0, 0.02))
        most = max(most, committed)
        after = _reopened(folder)
        played = _played_again(before, kill, committed)
        in_flight = _played_again(before, kill, committed + 1)
        assert _same(after, played) or _same(after, in_flight), f"kill {kill}, after {committed} edits"
        before = after
    assert most > 5, "the killed processes did edit"


def _reopened(folder: Path) -> Past:
    project = Project.open(folder)
    assert project.warnings == ()
    project.close()
    return project.history.past


def _same(one: Past, other: Past) -> bool:
    """The films, their names and the position; the undo history is whole."""
    listed = [[(s.serial, s.name, s.film) for s in past.states] for past in (one, other)]
    return listed[0] == listed[1] and one.position == other.position


def _edit_until_killed(folder: Path, seed: int, least: int, seconds: float) -> int:
    """How many edits were told of as committed before the kill, some seconds after the least of them."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        _edit_forever(folder, seed, write)
    os.close(write)
    told = -1  # it has begun
    while told < least:
        told += len(os.read(read, 1))
    select.select([], [], [], seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while piece := os.read(read, 65536):
        told += len(piece)
    os.close(read)
    return told


def _edit_forever(folder: Path, seed: int, tell: int) -> NoReturn:
    try:
        os.write(tell, b".")
        project = Project.open(folder)
        chance = random.Random(seed)
        while True:
            _edit(project.history, chance)
            os.write(tell, b".")
    finally:
        os._exit(1)


def _played_again(before: Past, seed: int, count: int) -> Past:
    history, chance = History(before), random.Random(seed)
    for _ in range(count):
        _edit(history, chance)
    return history.past


def _edit(history: History, chance: random.Random) -> None:
    """One edit that changes something, by chance alone."""
    before = history.past
    while history.past is before:
        _try(history, chance)


def _try(history: History, chance: random.Random) -> None:
    shots = [shot.id for shot in history.film.shots]
    one, other, number = chance.choice(shots), chance.choice([*shots, None]), chance.randrange(1 << 30)
    match chance.randrange(7):
        case 0:
            history.undo()
        case 1:
            history.redo()
        case 2:
            history.apply("Move", lambda f: edits.move_shot(f, one, other))
        case 3:
            history.apply("Trim", lambda f: edits.trim_shot_end(f, one, Fraction(number % 200 + 1, 24)), "drag")
        case 4 if len(shots) > 3:
            history.apply("Remove", lambda f: edits.remove_shot(f, one))
        case 5:
            history.apply("Duplicate", lambda f: edits.duplicate_shot(f, one, ShotId(f"s{number}")))
        case _:
            history.apply("Write", lambda f: edits.set_script(f, f"{number} " * 500))
