"""What folds changes in the picture as it is opened or folded up, held by the same end of its stick."""

import numpy as np
import pytest
from msgspec import structs
from rehearsal import HANA, joint_path, play, prop, shot

from studio.engine.director import direct
from studio.engine.staging import Rehearsals, stage_shots
from studio.engine.stop import StopToken
from studio.timeline.film import Action, Rule, Ruling, Setting
from studio.timeline.world import Person, World

PARK, ROOM = Setting("park", "park"), Setting("room", "home")
STORY = "EXT. PARK - DAY\nFull shot of Hana with a folded umbrella. Hana opens the umbrella."


def does(motion, thing, setting=PARK, before=None):
    return play(shot(Action(HANA.id, motion, thing.id), seconds=5, setting=setting), props=(thing,), before=before)


def by_kind(played, thing):
    return {track.prop.kind: track for track in played.performance.props if track.prop.id == thing.id}


def up(track, frame):
    """How far a thing's own z axis points up."""
    _, x, y, _ = track.orientation[frame].astype(float)
    return 1 - 2 * (x * x + y * y)


def changed_at(played, thing, first, then):
    """The frame in which one shape takes the place of the other: exactly one of them is seen in every frame."""
    tracks = by_kind(played, thing)
    assert np.array_equal(tracks[first].shown, ~tracks[then].shown)
    at = int(np.argmax(tracks[then].shown))
    assert tracks[first].shown[:at].all()
    assert tracks[then].shown[at:].all()
    return at


@pytest.mark.parametrize("setting", [PARK, ROOM])
@pytest.mark.parametrize("kind", ["umbrella", "folded_umbrella"])
def test_an_umbrella_is_folded_until_it_is_opened_and_open_from_then_on(setting, kind):
    umbrella = prop(kind)
    played = does("open", umbrella, setting)
    at = changed_at(played, umbrella, "folded_umbrella", "umbrella")
    frames = played.performance.frames
    assert 0.2 * frames < at < 0.8 * frames
    tracks = by_kind(played, umbrella)
    assert up(tracks["folded_umbrella"], 0) > 0.9
    assert tracks["folded_umbrella"].position[0, 2] < 0.6
    assert up(tracks["umbrella"], -1) > 0.9
    assert tracks["umbrella"].position[-1, 2] > 1.3
    assert played.after.thing(umbrella.id).unfolded
    idle = play(shot(Action(HANA.id, "wave"), seconds=3, setting=setting), props=(umbrella,), before=played.after)
    assert set(by_kind(idle, umbrella)) == {"umbrella"}


def test_it_is_swung_up_ahead_folded_before_it_opens_without_a_jump():
    umbrella = prop("umbrella")
    played = does("open", umbrella)
    at = changed_at(played, umbrella, "folded_umbrella", "umbrella")
    tracks = by_kind(played, umbrella)
    folded, opened = tracks["folded_umbrella"], tracks["umbrella"]
    assert up(folded, at - 1) < -0.3
    assert up(opened, at) > 0.6
    steps = np.linalg.norm(np.diff(opened.position, axis=0), axis=1)
    assert steps[at - 1] < 1.5 * max(steps[at - 2], steps[at])
    middle = tracks["umbrella"].position[at]
    hand = joint_path(played.performance.actors[0], "hand_r")[at]
    assert 0.25 < np.linalg.norm(middle - hand) < 0.5


def test_what_is_folded_up_hangs_from_the_hand_and_lies_flat_when_it_is_put_down():
    umbrella = prop("umbrella")
    beats = Action(HANA.id, "shut", umbrella.id), Action(HANA.id, "put_down", umbrella.id)
    played = play(shot(*beats, seconds=7, setting=PARK), props=(umbrella,))
    at = changed_at(played, umbrella, "umbrella", "folded_umbrella")
    tracks = by_kind(played, umbrella)
    assert up(tracks["umbrella"], 0) > 0.9
    later = tracks["folded_umbrella"].position[at + 24]
    assert later[2] < 0.6
    assert tracks["folded_umbrella"].position[-1, 2] == pytest.approx(0.05, abs=0.02)
    assert not played.after.thing(umbrella.id).unfolded


def test_what_lies_there_is_taken_up_to_be_opened():
    umbrella = prop("umbrella")
    looks = Action(HANA.id, "look", towards=umbrella.id)
    first = play(shot(looks, seconds=2, setting=PARK, present=(umbrella.id,)), props=(umbrella,))
    assert first.after.thing(umbrella.id).held_by is None
    assert first.after.thing(umbrella.id).position[2] == pytest.approx(0.05, abs=0.01)
    opened = does("open", umbrella, before=first.after)
    changed_at(opened, umbrella, "folded_umbrella", "umbrella")
    assert opened.after.thing(umbrella.id).held_by == HANA.id


def test_it_rains_on_who_has_not_yet_opened_the_umbrella():
    rain = structs.replace(PARK, weather="rain")
    umbrella = prop("umbrella")
    before = World(rain, people=(Person(HANA.id, "park", (0.0, 0.0, 0.0), -1.57),))
    played = does("open", umbrella, rain, before)
    at = changed_at(played, umbrella, "folded_umbrella", "umbrella")
    wet = played.performance.actors[0].wet
    assert wet[at - 1] > wet[0]
    assert wet[-1] <= wet[at + 12]


@pytest.mark.parametrize(("rule", "value"), [(Rule.PIN, "no"), (Rule.FORBID, "yes")])
def test_a_ruling_that_has_it_stay_shut_leaves_it_folded_in_the_picture(rule, value):
    film = direct(STORY)
    subject = str(film.props[0].id)
    ruled = structs.replace(film, rulings=(Ruling(film.shots[0].id, subject, "open", rule, value),))
    free, kept = (next(iter(stage_shots(one, Rehearsals(most=1), StopToken()))) for one in (film, ruled))
    assert {track.prop.kind for track in free.played.performance.props} == {"umbrella", "folded_umbrella"}
    assert {track.prop.kind for track in kept.played.performance.props} == {"folded_umbrella"}
    assert any("stays shut" in note for note in kept.notes)
    assert not kept.played.after.thing(subject).unfolded
