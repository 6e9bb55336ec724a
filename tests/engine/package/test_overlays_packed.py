"""A film with overlays as a package: their files are in it, named as ingredients, and it opens as the same film."""

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from studios import SIZE, StudioAt, film_of, small_film

from studio.engine.media.package.archive import unpacking
from studio.engine.media.package.opening import cover_of
from studio.engine.media.pictures import read_picture
from studio.engine.media.take_video import read_frames
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.provenance.reading import provenance_of
from studio.engine.stills import still_taken_in
from studio.timeline.film import Film, Seconds, ShotId
from studio.timeline.ids import OverlayId
from studio.timeline.overlay_edits import add_overlay
from studio.timeline.overlays import Overlay, Picture, Place


@pytest.fixture(scope="module")
def hana(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StudioAt]:
    painter = CelPainter()
    yield StudioAt(tmp_path_factory.mktemp("hana"), painter)
    painter.close()


def with_logo(film: Film, folder: Path) -> Film:
    pixels = np.zeros((64, 64, 4), np.uint8)
    pixels[:] = (240, 0, 240, 255)
    cv2.imwrite(str(folder / "logo.png"), pixels)
    still = still_taken_in(folder / "logo.png")[0]
    logo = Overlay(
        OverlayId("logo"), Picture(still, "fill"), ShotId(""), Seconds(0), film.duration, Place(0.25, 0.5, 0.5)
    )
    return add_overlay(film, logo, Seconds(0))


def is_magenta(picture: np.ndarray, left: float) -> bool:
    middle = picture[picture.shape[0] // 2, round(left * picture.shape[1])].astype(int)
    return bool((np.abs(middle - (240, 0, 240)) < 30).all())


def test_its_files_go_along_and_it_opens_as_the_same_film(hana: StudioAt, tmp_path: Path) -> None:
    film = with_logo(small_film(), tmp_path)
    path = hana.export(film, "logo.mp4")
    picture = next(iter(read_frames(path, 3, 4)))
    assert picture.shape[:2] == (SIZE.height, SIZE.width)
    assert is_magenta(picture, 0.25)
    assert not is_magenta(picture, 0.75)
    with unpacking(path) as package:
        assert package is not None
        cover = cover_of(package)
    assert cover is not None
    assert is_magenta(read_picture(cover, "cover", SIZE.width).colour, 0.25), "the cover is the film's picture"
    found = provenance_of(path)
    assert found.shots[0].source == "compositeSynthetic", "a picture from a file is in it"
    assert any("logo" in one.title for one in found.parts)
    visit = hana.open(path, "again")
    opened = film_of(visit)
    content = opened.overlays[0].content
    assert isinstance(content, Picture)
    assert (visit.folder / content.still.path).read_bytes() == (tmp_path / "logo.png").read_bytes()
    assert opened.overlays[0].place == film.overlays[0].place
