"""A capture from recordings: who does what is asked gets through in under a minute; what is no person does not."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from studio.bench.performers import Performer, Play, Run, Speaker, fed, perform, replayed
from studio.bench.sitters import Shown, reshaped, sitter
from studio.bench.sitters_moving import Doing, Person
from studio.cameo.capture.checks import Check
from studio.cameo.capture.hearing import RATE
from studio.cameo.capture.judging import Attempt
from studio.cameo.capture.session import Asking, Done, Session, begun, excuse, listened, resumed, state
from studio.cameo.capture.steps import Task, step_of
from studio.cameo.faces.found import FaceFinder
from studio.cameo.faces.mesh import MeshFinder

FPS = 10
SEED = 11


@pytest.fixture(scope="module")
def finder() -> Iterator[FaceFinder]:
    found = MeshFinder()
    yield found
    found.close()


@pytest.fixture(scope="module")
def whole(finder: FaceFinder) -> Run:
    return perform(Performer(), finder, begun(SEED, RATE), Play(fps=FPS))


@pytest.fixture(scope="module")
def at_turns(finder: FaceFinder) -> Run:
    """As far as the turns, by somebody who reads their numbers in Japanese."""
    performer = Performer(speaker=Speaker("ja", "m3", 40))
    return perform(performer, finder, begun(SEED, RATE), Play(fps=FPS, until=3))


def asked(session: Session) -> Asking:
    found = state(session)
    assert isinstance(found, Asking)
    return found


def onward(run: Run, seconds: float) -> Play:
    return Play(run.frames, FPS, seconds, run.session.at + 1)


def test_a_person_gets_through_in_under_a_minute(whole: Run) -> None:
    assert isinstance(state(whole.session), Done)
    assert whole.frames / FPS < 60
    assert whole.session.tries == 0


def test_the_pictures_that_are_kept_show_what_was_asked(whole: Run) -> None:
    kept = {one.what: one.measures.expression for one in whole.session.kept}
    assert set(kept) == {"look", "left", "right", "up", "blink", "smile", "brows", "mouth"}
    assert kept["left"].pose.yaw > 18
    assert kept["right"].pose.yaw < -18
    assert kept["up"].pose.pitch > 8
    assert max(kept["blink"].eyes) < 0.6 * min(kept["look"].eyes)
    assert kept["mouth"].mouth > kept["look"].mouth + 0.1


def test_a_recording_with_other_numbers_is_refused(whole: Run, finder: FaceFinder) -> None:
    """Everything of it is right for the numbers that were shown then."""
    again = replayed(whole.recording, finder, SEED + 1)
    assert not again.done
    assert again.steps[again.at].task is Task.NUMBERS


def test_a_photograph_does_not_turn_its_head(at_turns: Run, finder: FaceFinder) -> None:
    still = replace(Performer(), looks=lambda _: "nothing")
    run = perform(still, finder, at_turns.session, onward(at_turns, 12))
    assert run.session.at == at_turns.session.at
    assert "did not see that turn" in run.session.said


def test_a_step_that_fails_is_asked_again_alone_and_otherwise(at_turns: Run, finder: FaceFinder) -> None:
    swapped = {"left": "right", "right": "left"}
    wrong = replace(Performer(), looks=lambda what: swapped.get(what, what))
    before = at_turns.session
    run = perform(wrong, finder, before, onward(at_turns, before.attempt.step.seconds + 0.5))
    assert run.session.at == before.at
    assert run.session.voice == before.voice
    assert "turn" in asked(run.session).say
    assert run.session.tries == 1
    mended = perform(Performer(), finder, run.session, onward(run, 10))
    assert mended.session.at == before.at + 1
    assert mended.session.said == ""


def test_turns_and_numbers_come_in_no_known_order() -> None:
    plans = {tuple(one.what for one in step_of(Task.TURNS, Random(seed)).prompts) for seed in range(60)}
    numbers = {tuple(one.what for one in step_of(Task.NUMBERS, Random(seed)).prompts) for seed in range(60)}
    assert len(plans) == 6
    assert len(numbers) == 60


def test_somebody_else_in_the_middle_is_noticed(at_turns: Run, finder: FaceFinder) -> None:
    other = replace(Performer(), person=Person(wide=0.16, jaw=0.2, long=-0.12, skin=(110, 72, 52, 0.9)))
    run = perform(other, finder, at_turns.session, onward(at_turns, at_turns.session.attempt.step.seconds + 0.5))
    assert run.session.at == at_turns.session.at
    assert "same person" in run.session.said


def test_a_second_face_is_noticed(at_turns: Run, finder: FaceFinder) -> None:
    session, frame = at_turns.session, at_turns.frames
    while session.tries == 0 and frame < at_turns.frames + 12 * FPS:
        left = sitter(Person(), Doing(), Shown(width=160, size=0.4, seed=frame))
        right = sitter(reshaped(3), Doing(), Shown(width=160, size=0.4, seed=frame))
        session = fed(session, finder, frame / FPS, np.hstack([left, right]), np.zeros(0, np.float32))
        frame += 1
    assert session.at == at_turns.session.at
    assert "Only one person" in session.said


def test_numbers_without_moving_lips_are_refused(finder: FaceFinder) -> None:
    dubbed = Performer(mouth_moves=False)
    run = perform(dubbed, finder, begun(SEED, RATE), Play(fps=FPS, longest_s=17))
    assert run.session.steps[run.session.at].task is Task.COUNT
    assert "lips" in run.session.said


def test_a_hat_is_advised_against_until_it_is_said_to_be_always_worn(finder: FaceFinder) -> None:
    hatted = Performer(shown=Shown(wears=("beanie",)))
    run = perform(hatted, finder, begun(SEED, RATE), Play(fps=FPS, longest_s=4))
    assert run.session.at == 0
    assert "hat" in asked(run.session).advice
    excused = perform(hatted, finder, excuse(run.session, Check.NO_HAT), Play(run.frames, FPS, 4, 1))
    assert excused.session.at == 1


def test_a_device_that_came_back_goes_on_at_its_step(at_turns: Run) -> None:
    back = resumed(at_turns.session, 0.0)
    assert back.at == at_turns.session.at
    assert back.words == at_turns.session.words
    assert back.attempt.moments == ()


def test_pulling_the_camera_out_shows_no_numbers_that_can_be_prepared_for() -> None:
    """Whoever saw what is asked and is back with a recording of it is asked something else."""
    session = begun(SEED, RATE)
    numbers = next(number for number, step in enumerate(session.steps) if step.task is Task.NUMBERS)
    session = replace(session, at=numbers, attempt=Attempt(session.steps[numbers], 3.0, RATE))
    asked_for = [tuple(one.what for one in session.attempt.step.prompts)]
    for _ in range(6):
        session = resumed(session, 0.0)
        asked_for.append(tuple(one.what for one in session.attempt.step.prompts))
    assert len(set(asked_for)) == 7
    assert session.steps[numbers] == session.attempt.step


@pytest.mark.parametrize(
    ("loud", "noise", "told"), [(0.0, 1e-5, "hardly hear"), (0.2, 0.05, "too noisy"), (0.2, 1e-4, "")]
)
def test_what_is_wrong_with_the_sound_is_said_while_they_still_speak(loud: float, noise: float, told: str) -> None:
    session = begun(SEED, RATE)
    session = replace(session, at=1, attempt=Attempt(session.steps[1], 0.0, RATE))
    times = np.arange(6 * RATE) / RATE
    sound = noise * np.random.default_rng(1).standard_normal(len(times))
    for prompt in session.steps[1].prompts:
        spoken = (times > prompt.start + 0.3) & (times < prompt.start + 0.7)
        sound += spoken * loud * np.sin(2 * np.pi * 180 * times)
    heard_at: dict[float, str] = {}
    for start in range(0, len(sound), RATE // 10):
        session = listened(session, sound[start : start + RATE // 10].astype(np.float32))
        heard_at[start / RATE] = asked(session).advice
    assert all(words == "" for at, words in heard_at.items() if at < 3.5), "not before a few numbers were asked"
    assert told in heard_at[5.9]
    assert bool(heard_at[5.9]) == bool(told)


def test_another_microphone_with_another_rate_may_take_over() -> None:
    tone = np.sin(2 * np.pi * 220 * np.arange(RATE) / RATE).astype(np.float32)
    before = replace(begun(SEED, RATE), voice=(tone,))
    after = resumed(before, 0.0, 48_000)
    assert (after.rate, after.attempt.rate) == (48_000, 48_000)
    (voice,) = after.voice
    assert len(voice) == 48_000
    assert np.abs(np.fft.rfft(voice)).argmax() == 220, "it sounds as it did"
    assert resumed(before, 0.0).rate == RATE, "none is there now"
