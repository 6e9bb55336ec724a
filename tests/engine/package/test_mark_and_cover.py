"""What the artist has a say in of how a film shows: where the visible mark is, and which picture is its cover."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace
from studios import SIZE, StudioAt, marked_everywhere, small_film

from studio.engine.media.mark import MarkDrawer
from studio.engine.media.package.archive import unpacking
from studio.engine.media.package.opening import cover_of
from studio.engine.media.pictures import read_picture
from studio.engine.media.take_video import read_frames
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.provenance.reading import provenance_of
from studio.engine.visible_mark import Corner, Mark, corners_named, place_at
from studio.errors import InvalidRequest
from studio.timeline.film import Film


@pytest.fixture(scope="module")
def painter() -> Iterator[CelPainter]:
    painter = CelPainter()
    yield painter
    painter.close()


@pytest.fixture(scope="module")
def hana(painter: CelPainter, tmp_path_factory: pytest.TempPathFactory) -> StudioAt:
    return StudioAt(tmp_path_factory.mktemp("hana"), painter)


@pytest.fixture(scope="module")
def film() -> Film:
    return small_film()


@pytest.fixture(scope="module")
def exported(hana: StudioAt, film: Film) -> Path:
    return hana.export(film, "wave.mp4")


def pictures(path: Path) -> list[np.ndarray]:
    return list(read_frames(path))


def test_the_mark_is_drawn_where_it_is_asked_for_and_signed_as_drawn(
    hana: StudioAt, film: Film, exported: Path
) -> None:
    marked = hana.export(film, "marked.mp4", mark=marked_everywhere())
    drawer = MarkDrawer(marked_everywhere(), SIZE, trained=False)
    place = place_at(marked_everywhere(), 0.0).seen[0][0]
    left, top, right, bottom = drawer.box(place)
    plain, drawn = pictures(exported)[3].astype(int), pictures(marked)[3].astype(int)
    inside = np.abs(plain - drawn)[top:bottom, left:right].mean()
    outside = np.abs(plain - drawn)[:, SIZE.width // 3 : SIZE.width // 2].mean()
    assert inside > 20
    assert outside < 4
    found = provenance_of(marked)
    assert all(shot.marked for shot in found.shots)
    assert any("mark" in action for action in found.actions)


def test_the_mark_changes_corners_is_never_gone_and_stays_within_the_picture() -> None:
    mark = marked_everywhere()
    places = [place_at(mark, frame / 24) for frame in range(24 * 60)]
    assert all(abs(sum(seen for _, seen in place.seen) - 1) < 1e-9 for place in places)
    assert {place.seen[0][0] for place in places} == set(Corner)
    turns = sum(a.seen[0][0] is not b.seen[0][0] for a, b in pairwise(places))
    assert 9 <= turns <= 21
    for corner in Corner:
        left, top, right, bottom = MarkDrawer(mark, SIZE, trained=True).box(corner)
        assert 0 <= left < right <= SIZE.width
        assert 0 <= top < bottom <= SIZE.height


def test_the_mark_keeps_to_the_artists_corners_and_survives_the_crop_of_any_side() -> None:
    corners = (Corner.BOTTOM_RIGHT, Corner.TOP_LEFT)
    mark = Mark(everywhere=True, corners=corners).checked()
    places = [place_at(mark, frame / 24) for frame in range(24 * 60)]
    assert places[0].seen == ((Corner.BOTTOM_RIGHT, 1.0),)
    assert {corner for place in places for corner, _ in place.seen} == set(corners)
    for side in ("left", "right", "top", "bottom"):
        left_over = [place for place in places if any(side not in corner.value for corner, _ in place.seen)]
        assert len(left_over) > len(places) / 4, f"a film without its {side} still has the mark in it"


def test_corners_are_told_in_words() -> None:
    assert corners_named("Bottom right, top-left, bottom right") == (Corner.BOTTOM_RIGHT, Corner.TOP_LEFT)
    with pytest.raises(InvalidRequest, match="no corner called 'middle'"):
        corners_named("middle")


@pytest.mark.parametrize(
    "change",
    [
        {"height": 0.01},
        {"height": 0.5},
        {"corners": (Corner.TOP_LEFT,)},
        {"corners": (Corner.TOP_LEFT, Corner.TOP_RIGHT)},
    ],
)
def test_marks_out_of_bounds_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(InvalidRequest):
        replace(marked_everywhere(), **change).checked()  # type: ignore[arg-type]


def test_the_cover_is_the_picture_that_the_artist_chose(hana: StudioAt, film: Film, exported: Path) -> None:
    last = float(film.duration) - 1 / film.fps
    own = hana.export(film, "covered.mp4", cover_s=last)
    chosen = {exported: int(film.duration * film.fps) * 2 // 5, own: -1}
    for path, frame in chosen.items():
        with unpacking(path) as package:
            assert package is not None
            data = cover_of(package)
        assert data is not None
        cover = read_picture(data, "cover.jpg", SIZE.width).colour.astype(int)
        off = [np.abs(cover - picture.astype(int)).mean() for picture in pictures(path)]
        assert int(np.argmin(off)) == range(len(off))[frame]
    with pytest.raises(InvalidRequest, match="no picture at 99 s for the cover"):
        hana.export(film, "late.mp4", cover_s=99.0)
