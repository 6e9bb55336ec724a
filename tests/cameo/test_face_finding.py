"""Faces are found and read: where they look, what they do, whose they are."""

from collections.abc import Iterator

import numpy as np
import pytest

from studio.bench.sitters import Shown, reshaped, sitter
from studio.bench.sitters_moving import Doing, Person
from studio.cameo.capture.checks import Check, Seen, faults_of
from studio.cameo.faces.boxes import BoxFinder
from studio.cameo.faces.expression import Expression, Pose, expression_of
from studio.cameo.faces.found import Reading
from studio.cameo.faces.measures import Measures, measured, unlike
from studio.cameo.faces.mesh import MeshFinder


@pytest.fixture(scope="module")
def finder() -> Iterator[MeshFinder]:
    found = MeshFinder(following=False)
    yield found
    found.close()


def read(finder: MeshFinder, doing: Doing) -> Expression:
    points = finder.find(sitter(Person(), doing, Shown()))[0].points
    assert points is not None
    return expression_of(points)


def look(finder: MeshFinder, shown: Shown, person: Person | None = None) -> Measures:
    picture = sitter(person or Person(), Doing(), shown)
    found = measured(picture, finder.find(picture)[0])
    assert found is not None
    return found


@pytest.mark.parametrize("yaw", [-35, -20, -10, 0, 10, 20, 35])
def test_a_turned_head_is_told_to_five_degrees(finder: MeshFinder, yaw: int) -> None:
    assert abs(read(finder, Doing(Pose(yaw, 0, 0))).pose.yaw - yaw) < 5


def test_up_and_down_and_leaning_are_told_apart(finder: MeshFinder) -> None:
    rest = read(finder, Doing()).pose
    assert read(finder, Doing(Pose(0, 15, 0))).pose.pitch - rest.pitch > 8
    assert read(finder, Doing(Pose(0, -15, 0))).pose.pitch - rest.pitch < -8
    assert abs(read(finder, Doing(Pose(0, 0, 12))).pose.roll - rest.roll - 12) < 4


def test_what_a_face_does_is_read(finder: MeshFinder) -> None:
    rest = read(finder, Doing())
    assert max(read(finder, Doing(blink=1)).eyes) < 0.5 * min(rest.eyes)
    assert sum(read(finder, Doing(brows=1)).brows) > sum(rest.brows) + 0.03
    assert read(finder, Doing(mouth=1)).mouth > rest.mouth + 0.12
    assert read(finder, Doing(gaze=(1, 0))).gaze[0] > read(finder, Doing(gaze=(-1, 0))).gaze[0] + 0.08


@pytest.mark.parametrize(
    ("shown", "check"),
    [
        (Shown(size=0.2), Check.LARGE),
        (Shown(shift=(0.33, 0)), Check.MIDDLE),
        (Shown(blur=4, size=0.5), Check.SHARP),
        (Shown(light=0.15), Check.LIGHT),
        (Shown(light=2.1), Check.GLARE),
        (Shown(side=1.3), Check.EVEN),
        (Shown(wears=("sunglasses",)), Check.EYES_SEEN),
        (Shown(wears=("hat",)), Check.NO_HAT),
    ],
)
def test_what_is_wrong_with_a_picture_is_said(finder: MeshFinder, shown: Shown, check: Check) -> None:
    faults = faults_of(Seen(1, look(finder, shown)))
    assert check in {fault.check for fault in faults}
    assert all(fault.words.endswith((".", "fine.")) for fault in faults)


@pytest.mark.parametrize("wears", [(), ("glasses",)])
@pytest.mark.parametrize("seed", [2, 5, 9, 14])
def test_people_in_good_light_are_taken_as_they_are(finder: MeshFinder, seed: int, wears: tuple[str, ...]) -> None:
    assert faults_of(Seen(1, look(finder, Shown(wears=wears, seed=seed), reshaped(seed)))) == ()


def test_nobody_and_two_people_are_told_of() -> None:
    assert "can't see a face" in faults_of(Seen(0))[0].words
    assert "Only one person" in faults_of(Seen(2))[0].words


def test_a_face_is_nearer_to_itself_than_to_somebody_else(finder: MeshFinder) -> None:
    one, again = look(finder, Shown(seed=1)), look(finder, Shown(seed=2, size=0.55, light=0.8))
    other = look(finder, Shown(seed=1), Person(wide=0.15, jaw=0.18, long=-0.1))
    assert unlike(one.shape, again.shape) < unlike(one.shape, other.shape)


def test_without_the_mesh_a_face_is_still_found_in_its_place() -> None:
    finder = BoxFinder()
    picture = sitter(Person(), Doing(), Shown())
    (face,) = finder.find(picture)
    left, top, width, height = face.box
    assert abs(left + width / 2 - 160) < 20
    assert abs(top + height / 2 - 120) < 30
    assert finder.find(np.full_like(picture, 90)) == ()
    assert Reading.EXPRESSION not in finder.reads
