"""Acting that a camera saw, in a shot: it is played, cut, weakened, handed on; and it drives a sitting live."""

from fractions import Fraction

import numpy as np
import pytest
from msgspec.structs import replace

from studio.cameo.nobody import Nobody
from studio.engine.director.direct import direct
from studio.engine.jobs import JobId, Turn, Turned
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.painter import Size
from studio.engine.puppet import Seen
from studio.engine.sitting import Sitting, Stance
from studio.engine.skeleton import INDEX, joint_transforms, rest_joints
from studio.engine.stage.callsheet import CallSheet
from studio.engine.stage.captured import captured
from studio.engine.stage.perform import perform
from studio.engine.stop import StopToken
from studio.engine.thread import Waiting
from studio.engine.turntable import Turning, turn
from studio.errors import InvalidRequest
from studio.timeline.acting_edits import move_key, set_key
from studio.timeline.capturing import CapturedKey, Channel, Moves, cut, handed_to
from studio.timeline.film import CastId, CastMember, Film, Look, Voice
from studio.timeline.world import World

TURN = tuple(
    Moves(yaw=30.0 * min(1, i / 12), lids=0.0 if 20 <= i < 24 else 1.0, mouth=0.8 * (i > 30)) for i in range(48)
)


@pytest.fixture(scope="module")
def film() -> Film:
    return direct("INT. ROOM - DAY\n\nHANA, a girl with a black bob, stands and waits for four seconds.\n")


def acted_in(film: Film, key: CapturedKey) -> Film:
    return set_key(film, film.shots[0].id, key)


def played(film: Film):
    shot = film.shots[0]
    sheet = CallSheet(shot, film.cast, (), film.fps, 1)
    return perform(sheet, World(shot.setting), (), StopToken()).performance


def yaw_of(performance, frame: int) -> float:
    """How far the head is turned to its own left beyond the chest, degrees."""
    actor = performance.actors[0]
    rest = rest_joints(actor.member.look)
    world = joint_transforms(rest, actor.joints[frame], actor.root[frame], 0.0, 0.0)
    ahead = world[INDEX["chest"], :3, :3].T @ world[INDEX["head"], :3, 0]
    return float(np.degrees(np.arctan2(ahead[1], ahead[0])))


def test_a_head_turns_as_it_was_seen_and_the_eyes_shut(film: Film) -> None:
    who = str(film.cast[0].id)
    plain = played(film)
    performance = played(acted_in(film, CapturedKey(who, Fraction(0), 24, TURN)))
    assert abs(yaw_of(performance, 16) - yaw_of(plain, 16) - 30) < 4
    assert performance.actors[0].face.lids[21] < 0.05
    assert performance.actors[0].face.opening[40] > 0.7
    assert abs(yaw_of(performance, 60) - yaw_of(plain, 60)) < 0.5


def test_a_channel_can_be_left_to_the_words_and_all_of_it_weakened(film: Film) -> None:
    key = CapturedKey(str(film.cast[0].id), Fraction(0), 24, TURN)
    plain = played(film)
    still = played(acted_in(film, replace(key, channels=(Channel.MOUTH,))))
    assert abs(yaw_of(still, 16) - yaw_of(plain, 16)) < 0.5
    assert still.actors[0].face.opening[40] > 0.7
    half = played(acted_in(film, replace(key, strength=0.5)))
    assert abs(yaw_of(half, 16) - yaw_of(plain, 16) - 15) < 3


def test_acting_is_moved_cut_and_handed_to_somebody_else(film: Film) -> None:
    who = str(film.cast[0].id)
    key = CapturedKey(who, Fraction(0), 24, TURN)
    later = move_key(acted_in(film, key), film.shots[0].id, key, Fraction(1)).shots[0].acting[0]
    assert later.at == 1
    part = cut(key, Fraction(1, 2), Fraction(1))
    assert (part.at, part.seconds, part.skip) == (Fraction(1, 2), Fraction(1, 2), Fraction(1, 2))
    assert handed_to(part, "ken", Fraction(2)).moves == key.moves
    with pytest.raises(InvalidRequest, match="Nothing of that acting"):
        cut(key, Fraction(5), Fraction(6))
    with pytest.raises(InvalidRequest, match="no acting"):
        acted_in(film, replace(key, moves=()))


def test_without_captured_acting_nothing_is_made_anew(film: Film) -> None:
    performance = played(film)
    assert captured(performance, film.shots[0]) is performance


def test_a_sitting_does_what_is_seen_the_moment_it_is_seen() -> None:
    member = CastMember(CastId("hana"), "Hana", Look(), Voice())
    now = [Seen(Moves(), 1.0)]
    request = Turn(Sitting(member), Size(96, 112), lambda: Stance(0.0, 0.06, 0.9), lambda: now[0])
    steps = turn(request, JobId(1), Turning(), CelPainter(), Nobody())
    pictures = {}
    for at, moves in ((1.0, Moves()), (2.0, Moves(lids=0.0)), (3.0, Moves(yaw=35.0))):
        now[0] = Seen(moves, at)
        shown = next(event for event in steps if isinstance(event, Turned))
        pictures[shown.seen] = shown.colour.astype(int)
        assert isinstance(next(steps), Waiting)
    assert np.abs(pictures[2.0] - pictures[1.0]).max() > 60
    assert np.abs(pictures[3.0] - pictures[1.0]).mean() > 4
    assert isinstance(next(steps), Waiting)
