"""Calls and the picture: who utters what is on the frame where it is seen."""

import numpy as np
import pytest
from msgspec import structs
from rehearsal import HANA, KEN, play, prop, shot, spoken
from test_creatures import act, in_world, track

from studio.engine.calls import call_kinds, gape
from studio.engine.creatures import joint_names, rest_place
from studio.engine.performance import CallEvent, Performance, Viseme
from studio.engine.sound.recording import make_stems
from studio.engine.sound.stems import RATE
from studio.engine.stop import StopToken
from studio.timeline.film import Action, CastId, Line, PropId, Setting

FPS = 24


def only(performance: Performance) -> CallEvent:
    assert len(performance.calls) == 1
    return performance.calls[0]


def heard_from(performance: Performance) -> float:
    """The frame in which the effects are first heard."""
    stem = np.abs(make_stems(performance, StopToken()).effects).max(axis=0)
    return float(np.flatnonzero(stem > 0.05 * stem.max())[0]) / RATE * FPS


def jaw_open(performance: Performance, kind: str) -> np.ndarray:
    """(F,) how far the jaw is turned from the head, degrees, in the drawing that each frame shows."""
    one = track(performance, kind)
    assert one.limbs is not None
    head, jaw = (one.limbs[:, joint_names(kind).index(name), :3, :3].astype(float) for name in ("head", "jaw"))
    cosine = (np.einsum("fij,fij->f", head, jaw) - 1) / 2
    turn = np.degrees(np.arccos(np.clip(cosine, -1, 1)))
    return turn if one.drawn is None else turn[one.drawn.frames]


@pytest.mark.parametrize("effects", [(), ("on ones",), ("on threes",)])
@pytest.mark.parametrize("kind", ["dog", "cat", "bird", "horse", "owl", "penguin", "bear", "mouse", "dragon"])
def test_a_call_is_heard_on_the_frame_where_the_mouth_or_beak_opens(kind: str, effects: tuple[str, ...]) -> None:
    what = structs.replace(shot(act(kind, "shout", f"The {kind} calls"), seconds=5.0), effects=effects)
    played = play(what, props=(prop(kind),)).performance
    opens = int(np.flatnonzero(jaw_open(played, kind) > 3.0)[0])
    assert only(played).start * FPS == pytest.approx(opens)
    assert abs(heard_from(played) - opens) < 1


@pytest.mark.parametrize(
    ("kind", "words"), [("dog", "barks"), ("cat", "meows"), ("bird", "chirps"), ("horse", "neighs")]
)
def test_heads_are_thrown_up_on_the_frame_of_the_call(kind: str, words: str) -> None:
    played = play(shot(act(kind, "shout", words), seconds=5.0), props=(prop(kind),)).performance
    one = track(played, kind)
    assert one.drawn is not None
    ahead = np.array([0.0, -0.5, 0.0])
    nose = in_world(one, "head", rest_place(kind, "head") + ahead) - in_world(one, "head", rest_place(kind, "head"))
    pitch = np.degrees(np.arcsin(nose[:, 2] / 0.5))[one.drawn.frames]
    call = only(played)
    first = round(call.start * FPS)
    assert pitch[first] > pitch[first - 1] + 2.0
    assert abs(heard_from(played) - first) < 1
    loud = gape(call, np.arange(played.frames) / FPS) > 0.9
    assert pitch[loud].mean() > pitch[:first].mean() + 5.0


def test_a_dog_and_a_cat_answer_each_other_in_turn() -> None:
    beats = (act("dog", "shout", "A dog barks at the cat", "cat"), act("cat", "shout", "The cat meows"))
    played = play(shot(*beats, seconds=5.0), props=(prop("dog"), prop("cat"))).performance
    assert [(call.who, call.kind) for call in played.calls] == [("dog", "dog-bark"), ("cat", "cat-meow")]


def test_who_only_sits_is_silent_and_so_are_fish() -> None:
    dog = play(shot(act("dog", "sit", "sits"), seconds=3.0), props=(prop("dog"),)).performance
    assert dog.calls == ()
    fish = play(shot(act("fish", "shout", "shouts"), seconds=3.0), props=(prop("fish"),)).performance
    assert fish.calls == ()


@pytest.mark.parametrize(
    ("motion", "kind"), [("laugh", "laugh"), ("cry", "sob"), ("sneeze", "sneeze"), ("yawn", "yawn")]
)
def test_people_are_heard_on_the_frame_where_their_mouth_opens(motion: str, kind: str) -> None:
    beat = Action(CastId("hana"), motion, words=f"Hana does {motion}")
    played = play(shot(beat, seconds=4.0, present=("hana",)), (HANA,)).performance
    face, call = played.actors[0].face, only(played)
    open_frames = np.flatnonzero((face.opening > 0.1) & (face.viseme != Viseme.REST))
    assert call.kind == kind
    assert round(call.start * FPS) == int(open_frames[0])
    assert abs(heard_from(played) - open_frames[0]) < 1
    assert open_frames[-1] / FPS < call.start + call.seconds + 0.1


def test_a_laughing_mouth_goes_with_every_ha() -> None:
    beat = Action(CastId("hana"), "laugh", words="Hana laughs")
    played = play(shot(beat, seconds=5.0, present=("hana",)), (HANA,)).performance
    wide, call = played.actors[0].face.opening, only(played)
    opens = np.count_nonzero((wide[1:] > 0.3) & (wide[:-1] <= 0.1))
    often = 1 + round((call.seconds - call_kinds()["laugh"].whole_s) / call_kinds()["laugh"].every_s)
    assert opens >= 5
    assert abs(opens - often) <= 1


def test_nobody_calls_while_they_speak() -> None:
    said = spoken("hana", 3.2)
    beats = (Action(CastId("hana"), "shout", words="Hana shouts"), Line(CastId("hana"), "words"))
    played = play(shot(*beats, seconds=4.0, present=("hana",)), (HANA,), speech=(said,)).performance
    line = played.speech[0]
    assert all(call.start + call.seconds < line.start or call.start > line.end for call in played.calls)
    other = (Action(CastId("ken"), "laugh", words="Ken laughs"), Line(CastId("hana"), "words"))
    played = play(shot(*other, seconds=6.0, present=("hana", "ken")), (HANA, KEN), speech=(said,)).performance
    assert [call.who for call in played.calls] == ["ken"]


def test_a_call_stays_with_the_picture_through_impact_freezes() -> None:
    beats = (Action(PropId("ball"), "fall"), act("dragon", "shout", "The dragon roars"))
    what = structs.replace(shot(*beats, seconds=6.0, setting=Setting("meadow", "hill")), physics=1.0)
    played = play(what, (), (prop("ball"), prop("dragon"))).performance
    assert played.accents
    assert played.accents[-1].time < only(played).start
    opens = int(np.flatnonzero(jaw_open(played, "dragon") > 3.0)[0])
    assert only(played).start * FPS == pytest.approx(opens)


def test_the_same_shot_calls_the_same() -> None:
    once, again = (play(shot(act("dog", "shout", "barks"), seconds=4.0), props=(prop("dog"),)) for _ in range(2))
    assert once.performance.calls == again.performance.calls
