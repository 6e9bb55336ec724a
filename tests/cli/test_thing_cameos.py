"""``main.py cameo thing``: a thing of a project looks like a real one, and painters have pictures of it."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from msgspec.structs import replace

from studio.cameo.double.colours import lab_of
from studio.cli.arguments import run
from studio.engine.director import direct
from studio.engine.media.package.packing import Packing, contents_of, document_of
from studio.timeline.store import Project, read_film

SCRIPT = "INT. ROOM - DAY\n\nHana holds a red umbrella."


def photographed(path: Path, colour: tuple[int, int, int] = (31, 143, 147)) -> Path:
    """An umbrella in front of a wall, teal."""
    wall = np.full((240, 320, 3), (196, 186, 170), np.uint8)
    wall[::5] = (188, 178, 162)
    cv2.ellipse(wall, (160, 140), (90, 70), 0, 180, 360, colour, -1)
    cv2.rectangle(wall, (157, 140), (163, 210), colour, -1)
    cv2.imwrite(str(path), cv2.cvtColor(wall, cv2.COLOR_RGB2BGR))
    return path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    Project.create(tmp_path / "film.tsuzuki", direct(SCRIPT)).close()
    return tmp_path / "film.tsuzuki"


def test_an_umbrella_takes_the_colour_of_the_one_at_home(project: Path, tmp_path: Path) -> None:
    picture, crops = photographed(tmp_path / "mine.png"), tmp_path / "crops"
    assert run(["cameo", "thing", str(project), "umbrella", str(picture), "--references", str(crops)]) == 0
    (umbrella,) = read_film(project).props
    assert np.linalg.norm(np.subtract(lab_of(umbrella.colour or ""), lab_of("#1f8f93"))) < 12
    assert [path.read_bytes()[1:4] for path in crops.iterdir()] == [b"PNG"]
    (kept,) = read_film(project).drawings
    assert (kept.who, kept.private) == (umbrella.id, True)
    assert (project / kept.path).read_bytes() == next(crops.iterdir()).read_bytes()


def test_its_pictures_go_into_no_package(project: Path, tmp_path: Path) -> None:
    assert run(["cameo", "thing", str(project), "umbrella", str(photographed(tmp_path / "mine.png"))]) == 0
    film = read_film(project)
    names = [one.name for one in contents_of(Packing(film, project))]
    assert names
    assert not [name for name in names if name.startswith("drawings/")]
    assert b"reference-" not in document_of(film)
    own = replace(film, drawings=tuple(replace(one, private=False) for one in film.drawings))
    assert [one.name for one in contents_of(Packing(own, project)) if one.name.startswith("drawings/")]


def test_taken_anew_it_is_kept_by_the_new_pictures_alone(project: Path, tmp_path: Path) -> None:
    for colour in ((31, 143, 147), (200, 60, 40)):
        assert run(["cameo", "thing", str(project), "umbrella", str(photographed(tmp_path / "m.png", colour))]) == 0
    assert len(read_film(project).drawings) == 1


def test_a_thing_that_is_not_there_is_said(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cameo", "thing", str(project), "piano", str(photographed(tmp_path / "mine.png"))]) == 2
    assert "no piano" in capsys.readouterr().err
