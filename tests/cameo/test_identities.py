"""A person's own pictures beside their double's drawings: only with leave, on no disk, gone when it is taken back."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from cameo_world import Person, two_friends

from studio.cameo.likeness import Cleared, LikenessRefused, Portrayal, check_likeness
from studio.engine.painters.diffusion.identities import with_identities
from studio.timeline.film import CastId, CastMember, Look, Voice

SHEET = np.full((240, 360, 3), 200, np.uint8)
MAGENTA = (255, 0, 255)


def png(rgb: tuple[int, int, int]) -> bytes:
    return cv2.imencode(".png", np.full((512, 512, 3), rgb[::-1], np.uint8))[1].tobytes()


def cleared(person: Person, cameo: str) -> Cleared:
    return check_likeness(Portrayal(CastMember(CastId("hana"), "Hana", Look(), Voice(), cameo=cameo)), person.home)


def magenta(sheet: np.ndarray) -> int:
    return int((sheet == MAGENTA).all(axis=-1).sum())


@pytest.fixture
def lent(tmp_path: Path) -> tuple[Person, Person, str]:
    hana, ken, cameo = two_friends(tmp_path)
    for side in ("look", "left", "smile"):
        hana.home.vault.seal(cameo, f"reference-{side}", png(MAGENTA))
    ken.gets(hana.home.lend(cameo, ken.id))
    return hana, ken, cameo


def test_a_friends_painter_sees_the_face_beside_the_drawings(lent: tuple[Person, Person, str]) -> None:
    _, ken, cameo = lent
    sheets = with_identities({"hana": SHEET, "ken": SHEET}, (cleared(ken, cameo),))
    assert magenta(sheets["hana"]) > 0.1 * SHEET.shape[0] * SHEET.shape[1]
    assert magenta(sheets["hana"][:, : SHEET.shape[1] // 2]) == 0, "the drawings are still there"
    assert np.array_equal(sheets["ken"], SHEET)
    assert magenta(SHEET) == 0, "the drawing that is kept is not written on"


def test_a_double_without_pictures_keeps_its_drawings(tmp_path: Path) -> None:
    _, ken, cameo = two_friends(tmp_path)
    assert np.array_equal(with_identities({"hana": SHEET}, (cleared(ken, cameo),))["hana"], SHEET)


def test_what_was_taken_back_between_clearing_and_painting_is_not_shown(lent: tuple[Person, Person, str]) -> None:
    hana, ken, cameo = lent
    leave = cleared(ken, cameo)
    for file in hana.home.revoke(leave.held.cameo.id, ken.id):
        ken.gets(file)
    with pytest.raises(LikenessRefused):
        with_identities({"hana": SHEET}, (leave,))


def test_nothing_of_the_pictures_lies_on_the_disk_in_the_clear(lent: tuple[Person, Person, str]) -> None:
    _, ken, cameo = lent
    with_identities({"hana": SHEET}, (cleared(ken, cameo),))
    assert not [path for path in ken.folder.rglob("*") if path.is_file() and b"PNG" in path.read_bytes()]
