"""Hypothesis plays random edits: undo then redo is identity, save then open is equality, rules always hold."""

import shutil
import tempfile
from fractions import Fraction
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from timeline_films import HANA, film, shot

from studio.errors import InvalidRequest
from studio.timeline import edits, overlay_edits
from studio.timeline.checks import faults
from studio.timeline.film import Directions, Film, Look, ShotId
from studio.timeline.history import History
from studio.timeline.ids import OverlayId
from studio.timeline.overlays import Card, Overlay, laid_out
from studio.timeline.splitting import split_shot
from studio.timeline.store import Project

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
picks = st.integers(0, 30)
times = st.fractions(Fraction(-1), Fraction(20), max_denominator=50)


class RandomEdits(RuleBasedStateMachine):
    """A project, and beside it the naive truth: a list of films and a place in it."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp())
        self.project = Project.create(self.home / "x.tsuzuki", film(2, 3))
        self.films = [self.project.film]
        self.place = 0
        self.number = 100

    @property
    def history(self) -> History:
        return self.project.history

    def teardown(self) -> None:
        self.project.close()
        shutil.rmtree(self.home)

    def apply(self, name: str, edit: edits.Callable[[Film], Film]) -> None:
        before = self.history.film
        try:
            self.history.apply(name, edit)
        except InvalidRequest:
            assert self.history.film is before
            return
        if self.history.film is not before:
            self.films = [*self.films[: self.place + 1], self.history.film]
            self.place += 1

    def some_shot(self, pick: int) -> ShotId:
        shots = self.history.film.shots
        return shots[pick % len(shots)].id if shots else ShotId("none")

    def some_overlay(self, pick: int) -> OverlayId:
        overlays = self.history.film.overlays
        return overlays[pick % len(overlays)].id if overlays else OverlayId("none")

    @rule(pick=picks, at=times)
    def split(self, pick: int, at: Fraction) -> None:
        self.number += 1
        self.apply("split", lambda f: split_shot(f, self.some_shot(pick), at, ShotId(f"s{self.number}")))

    @rule(pick=picks, to=st.none() | picks)
    def move(self, pick: int, to: int | None) -> None:
        before = self.some_shot(to) if to is not None else None
        self.apply("Move", lambda f: edits.move_shot(f, self.some_shot(pick), before))

    @rule(pick=picks, to=picks)
    def move_after(self, pick: int, to: int) -> None:
        self.apply("Move", lambda f: edits.move_shot_after(f, self.some_shot(pick), self.some_shot(to)))

    @rule(pick=picks, seconds=st.fractions(Fraction(-1), Fraction(310), max_denominator=50))
    def trim(self, pick: int, seconds: Fraction) -> None:
        self.apply("Trim", lambda f: edits.trim_shot_end(f, self.some_shot(pick), seconds))

    @rule(pick=picks)
    def remove(self, pick: int) -> None:
        self.apply("Remove", lambda f: edits.remove_shot(f, self.some_shot(pick)))

    @rule(pick=picks)
    def duplicate(self, pick: int) -> None:
        self.number += 1
        self.apply("Copy", lambda f: edits.duplicate_shot(f, self.some_shot(pick), ShotId(f"s{self.number}")))

    @rule(number=picks, pick=picks)
    def insert(self, number: int, pick: int) -> None:
        self.apply("Insert", lambda f: edits.insert_shot(f, shot(number), self.some_shot(pick)))

    @rule(pick=picks, text=words)
    def direct(self, pick: int, text: str) -> None:
        self.apply("Direct", lambda f: edits.set_directions(f, self.some_shot(pick), Directions(camera=text)))

    @rule(text=words)
    def write(self, text: str) -> None:
        self.apply("Write", lambda f: edits.set_script(f, text))

    @rule(text=words)
    def rename(self, text: str) -> None:
        self.apply("Rename", lambda f: edits.rename_film(f, text))

    @rule(text=words, metres=st.floats(0.5, 2.5))
    def dress(self, text: str, metres: float) -> None:
        self.apply("Dress", lambda f: edits.set_look(f, HANA, Look(hair_style=text, height_m=metres)))

    @rule(fps=st.sampled_from([0, 12, 24, 25, 30, 60]))
    def change_rate(self, fps: int) -> None:
        self.apply("Rate", lambda f: edits.set_fps(f, fps))

    @rule(pick=picks, at=times, seconds=times)
    def lay_over(self, pick: int, at: Fraction, seconds: Fraction) -> None:
        one = Overlay(OverlayId(f"o{pick}"), Card("続き"), ShotId(""), Fraction(0), seconds)
        self.apply("Lay over", lambda f: overlay_edits.add_overlay(f, one, at))

    @rule(pick=picks, at=times)
    def slide_overlay(self, pick: int, at: Fraction) -> None:
        self.apply("Slide", lambda f: overlay_edits.move_overlay(f, self.some_overlay(pick), at))

    @rule(pick=picks, at=times, end=st.booleans())
    def trim_overlay(self, pick: int, at: Fraction, end: bool) -> None:
        trim = overlay_edits.trim_overlay_end if end else overlay_edits.trim_overlay_start
        self.apply("Trim overlay", lambda f: trim(f, self.some_overlay(pick), at))

    @rule(pick=picks, at=times)
    def split_overlay(self, pick: int, at: Fraction) -> None:
        self.number += 1
        new = OverlayId(f"half{self.number}")
        self.apply("Split", lambda f: overlay_edits.split_overlay(f, self.some_overlay(pick), at, new))

    @rule(pick=picks)
    def take_overlay_away(self, pick: int) -> None:
        self.apply("Take away", lambda f: overlay_edits.remove_overlay(f, self.some_overlay(pick)))

    @precondition(lambda self: self.place > 0)
    @rule(steps=st.integers(1, 4))
    def undo(self, steps: int) -> None:
        for _ in range(steps):
            self.history.undo()
        self.place = max(0, self.place - steps)

    @rule(steps=st.integers(1, 4))
    def redo(self, steps: int) -> None:
        for _ in range(steps):
            self.history.redo()
        self.place = min(len(self.films) - 1, self.place + steps)

    @rule()
    def undo_then_redo_is_identity(self) -> None:
        before = self.history.film
        if self.history.undo_name is not None:
            self.history.undo()
            self.history.redo()
        assert self.history.film is before

    @rule()
    def reopen(self) -> None:
        self.project.close()
        self.project = Project.open(self.home / "x.tsuzuki")
        assert self.project.warnings == ()
        assert [state.film for state in self.history.past.states] == self.films

    @invariant()
    def the_film_is_the_one_it_should_be(self) -> None:
        assert self.history.film == self.films[self.place]
        assert (self.history.undo_name is None) == (self.place == 0)
        assert (self.history.redo_name is None) == (self.place == len(self.films) - 1)

    @invariant()
    def no_rule_is_broken(self) -> None:
        assert list(faults(self.history.film)) == []
        durations = (shot.duration * self.history.film.fps for shot in self.history.film.shots)
        assert all(frames.denominator == 1 for frames in durations)

    @invariant()
    def every_overlay_is_in_the_film(self) -> None:
        laid = laid_out(self.history.film)
        assert [one.overlay for one in laid] == list(self.history.film.overlays)
        assert all(0 <= one.first < one.last <= self.history.film.duration * one.fps for one in laid)


TestRandomEdits = RandomEdits.TestCase
TestRandomEdits.settings = settings(
    max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
