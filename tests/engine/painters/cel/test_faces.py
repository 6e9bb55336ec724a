"""Faces: what is quantised is what is seen."""

import dataclasses

import numpy as np
import pytest

from studio.engine.painters.cel.faces import FaceDrawing, paint_face, quantise
from studio.engine.performance import Face, Viseme
from studio.timeline.film import Look

BUILDS = ("girl", "woman", "boy", "man", "child", "elder")


def face_of(**shown: float) -> Face:
    one = {name: np.full(1, shown.get(name, 0.0), dtype=np.float32) for name in Face.__dataclass_fields__}
    one["viseme"] = one["viseme"].astype(np.uint8)
    one["gaze"] = np.array([[shown.get("gaze_x", 0.0), shown.get("gaze_y", 0.0)]], dtype=np.float32)
    return Face(**one)


def painted(drawing: FaceDrawing, build: str = "girl") -> np.ndarray:
    return paint_face(Look(build=build), drawing, 256)


def dark(picture: np.ndarray, rows: slice, columns: slice) -> int:
    part = picture[rows, columns].astype(int)
    return int(((part[..., :3].sum(axis=-1) < 330) & (part[..., 3] > 128)).sum())


EYES, MOUTH = (slice(118, 190), slice(40, 216)), (slice(190, 250), slice(96, 160))


def test_a_face_at_rest_is_quantised_to_rest() -> None:
    assert quantise(face_of(lids=1.0), 0) == FaceDrawing()


def test_quantising_keeps_what_is_strong_and_drops_what_is_slight() -> None:
    strong = quantise(
        face_of(viseme=Viseme.A, opening=1.0, lids=0.1, gaze_x=-1.0, brow_tilt=-1.0, smile=0.9, tears=1.0), 0
    )
    assert strong == FaceDrawing(Viseme.A, 2, 0, (-2, 0), 0, -2, 2, 0, 2)
    assert quantise(face_of(viseme=Viseme.A, opening=0.03, lids=0.97, smile=0.1), 0) == FaceDrawing()


def test_equal_drawings_share_a_key() -> None:
    assert len({FaceDrawing(), FaceDrawing(), FaceDrawing(lids=0)}) == 2


@pytest.mark.parametrize("build", BUILDS)
def test_every_mouth_of_every_build_differs_from_rest(build: str) -> None:
    rest = painted(FaceDrawing(), build)[MOUTH]
    for viseme in (Viseme.A, Viseme.I, Viseme.U, Viseme.E, Viseme.O, Viseme.S, Viseme.M):
        assert not np.array_equal(painted(FaceDrawing(viseme=viseme, opening=2), build)[MOUTH], rest)


def test_a_wider_opening_is_a_larger_mouth() -> None:
    areas = [dark(painted(FaceDrawing(viseme=Viseme.A, opening=step)), *MOUTH) for step in range(3)]
    assert areas[0] < areas[1] < areas[2]


def test_a_blink_has_an_in_between() -> None:
    amounts = [dark(painted(FaceDrawing(lids=step)), *EYES) for step in range(4)]
    assert amounts[0] < amounts[1] < amounts[2] <= amounts[3]


def test_the_gaze_moves_both_irises_the_same_way() -> None:
    def centre(gaze: int, columns: slice) -> float:
        picture = painted(FaceDrawing(gaze=(gaze, 0)))[EYES[0], columns].astype(int)
        amber = (picture[..., 0] > 120) & (picture[..., 2] < 90) & (picture[..., 3] > 200)
        return float(np.nonzero(amber)[1].mean())

    for columns in (slice(40, 128), slice(128, 216)):
        assert centre(-2, columns) < centre(0, columns) - 1 < centre(2, columns) - 2


def test_the_lights_of_the_eyes_are_on_the_same_side() -> None:
    picture = painted(FaceDrawing()).astype(int)
    white = (picture[..., :3].min(axis=-1) > 250) & (picture[..., 3] > 250)
    rows = slice(int(256 * 0.54), int(256 * 0.58))
    right, left = np.nonzero(white[rows, 66:105])[1], np.nonzero(white[rows, 151:190])[1]
    assert right.mean() + 66 < 256 * 0.335
    assert left.mean() + 151 < 256 * 0.665


def test_brows_tilt_up_inside_when_sad_and_down_when_angry() -> None:
    def slope(tilt: int) -> float:
        plain = painted(FaceDrawing(brow_tilt=tilt))[60:122, 136:200].astype(int)
        rows, columns = np.nonzero((plain[..., 3] > 160) & (plain[..., :3].sum(axis=-1) < 300))
        return float(np.polyfit(columns, rows, 1)[0])

    assert slope(-2) < slope(0) < slope(2)


def test_blush_and_tears_show() -> None:
    plain = painted(FaceDrawing()).astype(int)
    red = painted(FaceDrawing(blush=2)).astype(int)
    assert red[192, 185, 3] > plain[192, 185, 3]
    assert not np.array_equal(painted(FaceDrawing(tears=2)), plain)


def test_a_smile_with_low_lids_shuts_the_eyes_in_an_arch() -> None:
    happy = painted(FaceDrawing(smile=2, lids=1))
    rows, columns = np.nonzero((happy[118:190, 150:190, 3] > 200) & (happy[118:190, 150:190, :3].sum(axis=-1) < 250))
    middle, ends = rows[np.abs(columns - 20) < 4].min(), rows[np.abs(columns - 20) > 14].min()
    assert middle < ends


def test_clear_film_holds_skin_so_that_no_fringe_is_drawn() -> None:
    picture = painted(FaceDrawing())
    assert picture[2, 2, 3] == 0
    assert tuple(picture[2, 2, :3]) == (0xFF, 0xE4, 0xD3)


def test_the_same_drawing_is_the_same_picture() -> None:
    drawing = dataclasses.replace(FaceDrawing(), viseme=Viseme.O, opening=2)
    assert np.array_equal(painted(drawing), painted(drawing))
