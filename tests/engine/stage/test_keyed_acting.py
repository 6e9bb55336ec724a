"""The artist's keys on the stage, and feelings that can be told apart."""

from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from msgspec.structs import replace
from rehearsal import HANA, KEN, extra, joint_path, joints, play, prop, shot, spoken

from studio.engine import skeleton, vocabulary
from studio.engine.fingerprints import Fingerprints
from studio.engine.performance import Actor, Face, Performance
from studio.engine.stage.callsheet import CallSheet
from studio.engine.stage.faces import shown
from studio.engine.takes import stage_key
from studio.timeline.acting import ActingKey, EmotionKey, GazeKey, Way
from studio.timeline.film import Camera, CastId, Feeling, Line, Shot
from studio.timeline.world import World

HANA_ID, KEN_ID = CastId("hana"), CastId("ken")
SAD = Feeling(HANA_ID, "sad")
TWELVE = (
    "happy", "sad", "angry", "surprised", "afraid", "shy", "tired", "determined", "confused", "disgusted", "bored",
    "smug",
)  # fmt: skip


def keyed(what: Shot, *keys: ActingKey) -> Shot:
    return replace(what, acting=keys)


def face_of(what: Shot, seed: int = 1) -> Face:
    return play(what, seed=seed).performance.actors[0].face


@pytest.mark.parametrize("intensity", [0.5, 1.0, 1.4])
def test_each_feeling_differs_from_every_other_as_strong(intensity: float) -> None:
    assert set(TWELVE) <= set(vocabulary.named("emotions"))
    faces = {emotion: np.array(list(shown(emotion, intensity).values())) for emotion in TWELVE}
    for one, other in combinations(TWELVE, 2):
        assert np.abs(faces[one] - faces[other]).max() > 0.19, (one, other)


def test_a_feeling_grows_with_its_intensity() -> None:
    angry = [shown("angry", strength) for strength in (0.5, 1.0, 1.4)]
    assert angry[0]["brow_tilt"] > angry[1]["brow_tilt"] >= angry[2]["brow_tilt"]
    assert angry[0]["vein"] < angry[1]["vein"] < 0.6 <= angry[2]["vein"]
    assert shown("calm", 1.4) == pytest.approx(shown("calm", 1.0))


def test_a_key_wins_over_the_words_until_it_gives_the_face_back() -> None:
    words = shot(SAD, seconds=4, present=("hana",))
    happy = EmotionKey("hana", Fraction(1), "happy")
    face = face_of(keyed(words, happy, EmotionKey("hana", Fraction(5, 2), "")))
    plain = face_of(words)
    assert np.array_equal(face.smile[:24], plain.smile[:24])
    assert face.smile[23] < -0.3
    assert face.smile[45] > 0.8
    assert face.smile[-1] == pytest.approx(plain.smile[-1])
    after = play(keyed(words, happy)).after.people[0]
    assert after.emotion == "happy"


def test_a_key_moved_by_five_frames_moves_the_change_by_five() -> None:
    words = shot(SAD, seconds=4, present=("hana",))
    early, late = (face_of(keyed(words, EmotionKey("hana", Fraction(at, 24), "happy"))) for at in (30, 35))
    turns = [np.flatnonzero(face.smile[24:] > 0)[0] for face in (early, late)]
    assert turns[0] + 5 == turns[1]
    assert np.allclose(early.smile[28:60], late.smile[33:65], atol=1e-6)


def test_a_micro_expression_flits_over_the_face_and_is_gone() -> None:
    words = shot(SAD, seconds=3, present=("hana",))
    flash = EmotionKey("hana", Fraction(1), "surprised", flash=Fraction(1, 6))
    face, plain = face_of(keyed(words, flash)), face_of(words)
    differs = np.flatnonzero(face.brow_raise != plain.brow_raise)
    assert differs.tolist() == [24, 25, 26, 27]
    assert play(keyed(words, flash)).after.people[0].emotion == "sad"


def _gazed(performance: Performance, actor: Actor, frame: int) -> np.ndarray:
    """The direction of a gaze: the head's, and what the eyes add."""
    head = joints(actor, frame)[skeleton.INDEX["head"]][:3, :3]
    left, up = actor.face.gaze[frame] * (0.55, 0.5)
    ahead = np.array([np.cos(up) * np.cos(left), np.cos(up) * np.sin(left), np.sin(up)])
    return head @ ahead


def _off(performance: Performance, actor: Actor, frame: int, point: np.ndarray) -> float:
    """Degrees between a gaze and a point."""
    eyes = joint_path(actor, "head", (0.3, 0.0, 0.4))[frame]
    to = (point - eyes) / np.linalg.norm(point - eyes)
    return float(np.degrees(np.arccos(np.clip(_gazed(performance, actor, frame) @ to, -1, 1))))


def test_one_who_looks_into_the_camera_looks_into_it() -> None:
    words = shot(seconds=3, present=("hana", "ken"), camera=Camera("medium shot", subject=HANA_ID))
    played = play(keyed(words, GazeKey("hana", Fraction(1), Way.CAMERA)), cast=(HANA, KEN)).performance
    hana = played.actors[0]
    assert _off(played, hana, 60, played.camera.eye[60].astype(float)) < 4
    assert _off(played, hana, 12, played.camera.eye[12].astype(float)) > 10


def test_a_gaze_key_sends_the_eyes_to_a_thing_and_away_again() -> None:
    words = shot(seconds=4, present=("hana", "book"))
    keys = (GazeKey("hana", Fraction(1), Way.AT, "book"), GazeKey("hana", Fraction(5, 2), Way.UP))
    played = play(keyed(words, *keys), props=(prop("book"),)).performance
    hana = played.actors[0]
    assert _off(played, hana, 50, played.props[0].position[50].astype(float)) < 25
    assert _gazed(played, hana, 90)[2] > _gazed(played, hana, 50)[2] + 0.4


def test_a_key_to_look_at_who_is_not_there_is_said() -> None:
    words = shot(seconds=2, present=("hana",))
    played = play(keyed(words, GazeKey("hana", Fraction(0), Way.AT, "ken")))
    assert any("ken" in note for note in played.notes)


def test_a_speaker_looks_at_whom_they_answer_and_not_at_the_nearest() -> None:
    cast = (HANA, KEN, extra(1))
    beats = (Line(CastId("extra1"), "a"), Line(HANA_ID, "b"))
    said = (spoken("extra1"), spoken("hana"))
    played = play(shot(*beats, seconds=5, present=("hana", "ken", "extra1")), cast, speech=said).performance
    frame = int((played.speech[1].start + 0.9) * 24)
    hana, ken, other = played.actors
    asked, beside = (_off(played, hana, frame, joint_path(one, "head")[frame]) for one in (other, ken))
    assert asked < 20 or asked < beside


def test_keys_are_part_of_what_a_take_is_made_of_and_of_nothing_else() -> None:
    words = shot(SAD, present=("hana",))
    keys = {
        stage_key(CallSheet(one, (HANA,), (), 24, 1), World(), Fingerprints())
        for one in (words, keyed(words, EmotionKey("hana", Fraction(1), "happy")), keyed(words))
    }
    assert len(keys) == 2
