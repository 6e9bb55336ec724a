import numpy as np
import pytest
from rehearsal import HANA, KEN, in_frame, joint_path, play, prop, shot

from studio.engine.parts import handle_at, lid_handle
from studio.engine.performance import ContactKind
from studio.engine.skeleton import head_unit
from studio.engine.stage import kinds
from studio.engine.stage.grips import PALM_HEADS
from studio.timeline.film import Action, Setting
from studio.timeline.world import Person, Place, Thing, World

ROOM = Setting("room", "home")


def opens(words, *, motion="open", thing=None, before=None, setting=ROOM, things=()):
    return play(
        shot(Action(HANA.id, motion, thing, words=words), seconds=9, setting=setting), props=things, before=before
    )


def hand_gap(played, at, frame):
    """Metres from a point to the nearer palm."""
    actor = played.performance.actors[0]
    palms = [joint_path(actor, f"hand_{side}")[frame] for side in "rl"]
    return min(np.linalg.norm(palm - at) for palm in palms) - PALM_HEADS * head_unit(actor.member.look)


@pytest.mark.parametrize("words", ["opens the door", "opens the wardrobe", "opens the window"])
def test_a_part_of_the_set_opens_at_the_hand_that_has_its_handle(words):
    played = opens(words)
    track = played.performance.parts[0]
    assert track.opening[0] == 0
    assert track.opening[-1] == pytest.approx(1, abs=1e-3)
    starts = int(np.argmax(track.opening > 0.002))
    part = next(each for each in kinds.set_of(ROOM).parts if each.name == track.name)
    assert hand_gap(played, np.array(handle_at(part, 0.0)), starts) < 0.12
    assert track.opening[starts + 22] > 0.99
    stops = [c for c in played.performance.contacts if track.name in c.bodies]
    assert [c.kind for c in stops] == [ContactKind.STRIKE, ContactKind.STRIKE]
    assert stops[1].time - stops[0].time == pytest.approx(0.8)


def test_what_was_opened_stands_open_in_the_next_shot_until_it_is_shut():
    first = opens("opens the door")
    assert first.after.place("home").opened == ("door",)
    idle = play(shot(Action(HANA.id, "wave"), setting=ROOM), before=first.after)
    assert idle.performance.parts[0].opening.min() == 1
    shut = opens("closes the door", motion="shut", before=idle.after)
    assert shut.performance.parts[0].opening[0] == 1
    assert shut.performance.parts[0].opening[-1] < 1e-3
    assert play(shot(Action(HANA.id, "wave"), setting=ROOM), before=shut.after).performance.parts == ()


def test_curtains_hang_open_until_they_are_drawn_and_that_is_remembered():
    drawn = opens("closes the curtains", motion="shut")
    track = drawn.performance.parts[0]
    assert (track.name, track.opening[0]) == ("curtains", 1.0)
    assert track.opening[-1] < 1e-3
    assert drawn.after.place("home").shut == ("curtains",)
    assert opens("opens the curtains", before=drawn.after).after.place("home").shut == ()


def test_a_chest_opens_under_the_hand_and_stays_open():
    chest = prop("chest")
    world = World(
        ROOM, (Person(HANA.id, "home", (-1.2, -1.0, 0.0), 0.0),), (Thing(chest.id, "home", (0.3, -0.6, 0.215)),)
    )
    played = opens("opens the chest", thing=chest.id, things=(chest,), before=world)
    track = next(each for each in played.performance.props if each.prop.id == chest.id)
    assert track.opening is not None
    assert track.opening[0] == 0
    assert track.opening[-1] > 0.999
    starts = int(np.argmax(track.opening > 0.002))
    lid = kinds.kind_of(chest).opens
    assert lid is not None
    handle = lid_handle(lid, (0.3, -0.6, 0.215), (1.0, 0.0, 0.0, 0.0), 0.0)
    assert hand_gap(played, np.array(handle), starts) < 0.15
    assert played.after.things[0].opened


def test_the_door_being_opened_is_in_the_picture():
    played = opens("opens the door")
    part = next(each for each in kinds.set_of(ROOM).parts if each.name == "door")
    frame = int(np.argmax(played.performance.parts[0].opening > 0.5))
    assert np.abs(in_frame(played.performance, np.array(handle_at(part, 0.5)), frame)).max() < 1


TOPS = [
    ("room", "puts the book on the windowsill", "book", 0.92),
    ("shrine", "puts the apple on the steps", "apple", 0.36),
    ("library", "puts the book on the shelf", "book", 0.92),
    ("cafe", "puts the cup on the counter", "cup", 1.04),
    ("park", "puts the bag on the bench", "bag", 0.44),
]


@pytest.mark.parametrize(("name", "words", "kind", "top"), TOPS)
def test_what_is_put_on_a_painted_top_lies_there(name, words, kind, top):
    thing, setting = prop(kind), Setting(name, name)
    played = play(shot(Action(HANA.id, "put_down", thing.id, words=words), seconds=9, setting=setting), props=(thing,))
    lies = next(each for each in played.after.things if each.id == thing.id)
    bottom = lies.position[2] - kinds.half_height(kinds.kind_of(thing), lies.orientation)
    assert bottom == pytest.approx(top, abs=0.002)
    assert lies.held_by is None
    assert not played.notes


def kicked(name, words, towards=None, opened=()):
    ball = prop("ball")
    people = Person(HANA.id, name, (1.2, -0.9, 0.0), 0.0), Person(KEN.id, name, (-2.6, 0.8, 0.0), 0.0)
    world = World(
        Setting(name, name), people, (Thing(ball.id, name, (0.6, -0.6, 0.11)),), (Place(name, opened=opened),)
    )
    what = shot(Action(HANA.id, "kick", ball.id, towards=towards, words=words), seconds=8, setting=Setting(name, name))
    played = play(what, cast=(HANA, KEN), props=(ball,), before=world)
    return played, next(each for each in played.performance.props if each.prop.id == ball.id).position


@pytest.mark.parametrize("name", ["meadow", "gym"])
def test_a_kick_to_somebody_rolls_to_their_feet_and_gently(name):
    played, way = kicked(name, "kicks the ball to Ken", KEN.id)
    gaps = np.linalg.norm(way[:, :2] - np.array([-2.6, 0.8]), axis=1)
    assert gaps.min() < 0.35
    assert way[:, 2].max() < 0.2
    assert not played.notes
    speed = np.linalg.norm(np.diff(way, axis=0), axis=1)[max(0, int(gaps.argmin()) - 6)] * 24
    assert speed < 2.5


def test_a_kick_over_the_fence_clears_it_and_one_through_a_window_needs_it_open():
    _, over = kicked("rooftop", "kicks the ball over the fence")
    crosses = int(np.argmax(over[:, 0] > 6.6))
    assert crosses > 0
    assert over[crosses, 2] > 2.1
    shut, back = kicked("classroom", "kicks the ball through the window")
    assert back[:, 0].min() > -4.8
    assert "shut" in shut.notes[0]
    _, out = kicked("classroom", "kicks the ball through the window", opened=("window",))
    assert out[:, 0].min() < -6


def test_where_there_is_no_goal_a_note_says_so():
    played, _ = kicked("meadow", "kicks the ball into the goal")
    assert played.notes == ("There is no goal here: ball goes on.",)
