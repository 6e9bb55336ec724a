"""A thing of the film takes the colour of a real one, from pictures of it."""

from pathlib import Path

import cv2
import numpy as np
from desk import UMBRELLA, Desk
from pytestqt.qtbot import QtBot

from studio.cameo.double.colours import lab_of
from studio.ui.capture.thing_dialog import ThingDialog


def photographed(folder: Path) -> tuple[Path, ...]:
    """A teal umbrella in front of a wall, twice."""
    paths = []
    for number in range(2):
        wall = np.full((240, 320, 3), (196, 186, 170), np.uint8)
        wall[::5] = (188, 178, 162)
        cv2.ellipse(wall, (160 + 10 * number, 140), (90, 70), 0, 180, 360, (31, 143, 147), -1)
        cv2.rectangle(wall, (157 + 10 * number, 140), (163 + 10 * number, 210), (31, 143, 147), -1)
        path = folder / f"{number}.png"
        cv2.imwrite(str(path), cv2.cvtColor(wall, cv2.COLOR_RGB2BGR))
        paths.append(path)
    return tuple(paths)


def test_an_umbrella_is_as_it_is_at_home(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    folder = desk.window.session.project.folder
    folder.mkdir(parents=True, exist_ok=True)
    dialog: ThingDialog = desk.window.capturing.take_thing()
    assert dialog.thing is not None
    assert dialog.thing.id == UMBRELLA
    dialog.take(photographed(tmp_path))
    qtbot.waitUntil(dialog.use.isEnabled, timeout=20_000)
    assert not dialog.pictures[1].pixmap().isNull()
    with qtbot.waitSignal(dialog.accepted):
        dialog.use.click()
    umbrella = desk.window.session.film.props[0]
    kept = desk.window.session.film.drawings
    assert [(one.who, one.private) for one in kept] == [(UMBRELLA, True)], "cut out, both pictures are the same"
    assert (folder / kept[0].path).read_bytes()[1:4] == b"PNG"
    away = np.array(lab_of(str(umbrella.colour))) - np.array(lab_of("#1f8f93"))
    assert np.hypot(away[1], away[2]) < 12
    desk.window.session.undo()
    assert desk.window.session.film.props[0].colour == "#d8232f"
    assert desk.window.session.film.drawings == ()


def test_what_is_no_picture_is_said(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    broken = tmp_path / "cat.png"
    broken.write_bytes(b"no picture")
    dialog = desk.window.capturing.take_thing()
    dialog.take((broken,))
    qtbot.waitUntil(lambda: "no picture the studio can read" in dialog.sentence.text(), timeout=20_000)
    assert not dialog.use.isEnabled()
    dialog.close()
