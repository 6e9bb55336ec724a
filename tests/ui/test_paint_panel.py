"""The Paint panel as an artist uses it: queueing, pausing, watching, comparing and choosing."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from desk import Desk
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialogButtonBox, QDoubleSpinBox, QWidget
from pytestqt.qtbot import QtBot

from studio.engine.jobs import Failed, Finished, JobId, Progress
from studio.engine.painters.catalogue import Dial
from studio.engine.painters.diffusion.choices import Control
from studio.engine.painters.diffusion.levers import Card
from studio.engine.painting_jobs import (
    Beyond,
    ClipPainted,
    LayDown,
    LookAtTakes,
    Moving,
    Paint,
    PaintClip,
    PaintPreview,
    RegionShown,
    SeenTake,
    ShowRegion,
    TakesSeen,
)
from studio.timeline.film import Footage, Seconds, ShotId
from studio.timeline.paint_queue import ClipWish, read_queue
from studio.timeline.repainting import region_of
from studio.ui.painting.panel import EMPTY, PaintPanel
from studio.ui.painting.pictures import Wipe
from studio.ui.painting.queue import PaintingQueue
from studio.ui.painting.region_brush import DRAW, RegionBrush
from studio.ui.painting.remix import ClipDialog

GREY, RED = (np.full((36, 64, 3), tone, np.uint8) for tone in ((90, 90, 90), (200, 40, 40)))


@pytest.fixture(autouse=True)
def card(monkeypatch: pytest.MonkeyPatch) -> list[Card]:
    """What is remembered of this machine's card: nothing, until a test says otherwise."""
    cards: list[Card] = []
    monkeypatch.setattr("studio.ui.painting.panel.known_card", lambda: cards[0] if cards else None)
    return cards


@pytest.fixture
def panel(desk: Desk) -> Iterator[PaintPanel]:
    desk.window.commands["focus_paint"].trigger()
    desk.bot.waitUntil(lambda: desk.window.painting.panel.isVisible())
    desk.settle()
    yield desk.window.painting.panel
    desk.window.painting.queue.hold(hold=True)
    desk.bot.waitUntil(lambda: not desk.engine.pending(Paint) and not desk.engine.pending(PaintClip))
    desk.bot.waitUntil(lambda: desk.engine.finish_all() or not desk.window.work.under_way)


def press(bot: QtBot, button: object) -> None:
    bot.mouseClick(button, Qt.MouseButton.LeftButton)


def at_work(desk: Desk) -> tuple[JobId, Paint]:
    (job,) = desk.engine.pending(Paint)
    request = desk.engine.due[job]
    assert isinstance(request, Paint)
    return job, request


def shots_at_work(desk: Desk) -> list[object]:
    return [request.shot for request in desk.engine.due.values() if isinstance(request, Paint)]


def lines(panel: PaintPanel) -> list[str]:
    return [panel.list.item(row).text() for row in range(panel.list.count())]


def heard(desk: Desk, panel: PaintPanel, words: str) -> None:
    desk.bot.waitUntil(lambda: words in panel.progress.text())


def test_nothing_is_queued_until_the_artist_says_so(desk: Desk, panel: PaintPanel) -> None:
    assert panel.progress.text() == EMPTY
    assert not desk.engine.pending(Paint)
    assert panel.form.entry.name == "wan-vace-1.3b", "the painter that is free to use, and fits most cards"
    assert "8 GB" in panel.cost.text()
    assert "known once it has painted here" in panel.cost.text(), "no time is made up"


def test_without_a_graphics_card_it_is_said_what_the_processor_takes(
    desk: Desk, panel: PaintPanel, card: list[Card]
) -> None:
    card.append(Card("cpu", "a processor", 0.0, 16.0, 0.05, 0.0, compiles=False, integers=False, attention=()))
    panel.form.dial.setCurrentIndex(panel.form.dial.findData(Dial.DRAFT.value))
    assert panel.cost.text().startswith("Without a graphics card this shot takes the processor roughly ")


def test_the_film_is_painted_shot_by_shot_as_was_chosen(desk: Desk, panel: PaintPanel) -> None:
    panel.form.dial.setCurrentIndex(panel.form.dial.findData(Dial.DRAFT.value))
    panel.form.tries.setValue(3)
    press(desk.bot, panel.paint_film)
    assert len(lines(panel)) == len(desk.film.shots)
    assert [one.job.shot for one in read_queue(desk.project.queued()).jobs] == [shot.id for shot in desk.film.shots]
    done = []
    for _ in desk.film.shots:
        job, request = at_work(desk)
        assert request.choices.dial is Dial.DRAFT
        assert request.tries == 3
        done.append(request.shot)
        desk.engine.end(job, Finished(job))
        desk.bot.waitUntil(lambda job=job: job not in {one.id for one in desk.window.work.under_way})
    assert done == [shot.id for shot in desk.film.shots]
    assert panel.progress.text() == EMPTY
    assert not desk.project.queued()


def test_it_is_watched_as_it_comes(desk: Desk, panel: PaintPanel) -> None:
    press(desk.bot, panel.paint_shot)
    job, request = at_work(desk)
    desk.engine.deliver(Progress(job, 12, 96, "painting, step 3 of 25", 75.0))
    heard(desk, panel, "Painting, step 3 of 25, 1:15 left.")
    desk.engine.deliver(PaintPreview(job, request.shot, np.stack([GREY, RED]), 8))
    desk.bot.waitUntil(lambda: panel.moving.playing)
    shown: set[str] = set()

    def moves() -> bool:
        shown.add(panel.moving.grab().toImage().pixelColor(panel.moving.rect().center()).name())
        return {"#5a5a5a", "#c82828"} <= shown

    desk.bot.waitUntil(moves)


def test_pausing_puts_it_aside_gives_the_card_back_and_goes_on(desk: Desk, panel: PaintPanel) -> None:
    press(desk.bot, panel.paint_shot)
    at_work(desk)
    press(desk.bot, panel.pause)
    desk.bot.waitUntil(lambda: any(isinstance(one, LayDown) for one in desk.engine.asked))
    assert not desk.engine.pending(Paint)
    assert "paused" in lines(panel)[0]
    assert read_queue(desk.project.queued()).due is None, "it is paused in the project too"
    press(desk.bot, panel.pause)
    at_work(desk)


def test_an_earlier_place_in_the_queue_is_painted_first(desk: Desk, panel: PaintPanel) -> None:
    press(desk.bot, panel.paint_film)
    last = desk.film.shots[-1].id
    for row in range(panel.list.count() - 1, 0, -1):
        panel.list.setCurrentRow(row)
        press(desk.bot, panel.earlier)
    desk.bot.waitUntil(lambda: shots_at_work(desk) == [last])
    assert len(read_queue(desk.project.queued()).jobs) == len(desk.film.shots), "what was put aside is not lost"
    panel.list.setCurrentRow(0)
    press(desk.bot, panel.remove)
    desk.bot.waitUntil(lambda: shots_at_work(desk) == [desk.film.shots[0].id])


def test_what_fails_is_put_aside_and_the_next_one_goes_on(desk: Desk, panel: PaintPanel) -> None:
    press(desk.bot, panel.paint_film)
    job, _ = at_work(desk)
    desk.engine.end(job, Failed(job, "The model wan-vace-1.3b is not installed.", "Get it in the Models panel."))
    desk.bot.waitUntil(lambda: shots_at_work(desk) == [desk.film.shots[1].id])
    assert "paused" in lines(panel)[0]
    assert "not installed" in desk.window.statusBar().currentMessage()


def test_after_a_crash_the_queue_is_taken_up(desk: Desk, panel: PaintPanel) -> None:
    press(desk.bot, panel.paint_film)
    waiting = shots_at_work(desk)
    again = PaintingQueue(desk.window.session, desk.window.work)
    assert again.take_up() == len(desk.film.shots)
    assert shots_at_work(desk) == waiting
    again.hold(hold=True)


def test_stopping_all_work_stops_painting_too(desk: Desk, panel: PaintPanel) -> None:
    press(desk.bot, panel.paint_shot)
    at_work(desk)
    desk.window.commands["stop_work"].trigger()
    desk.bot.waitUntil(lambda: "paused" in lines(panel)[0])
    assert not desk.engine.pending(Paint)


def seen(desk: Desk, job: JobId, shot: object) -> TakesSeen:
    scores = (("flicker", 0.9), ("lines", 0.41), ("overall", 0.52), ("palette", 0.95))
    takes = (
        SeenTake("one", "wan-vace-1.3b", 0, scores, (), GREY, promotable=True),
        SeenTake("two", "wan-vace-1.3b", 1, scores, ("The model's weights were stored in 8 bits.",), RED),
    )
    return TakesSeen(job, shot, takes, ())


def test_takes_are_compared_under_a_wipe_and_one_is_used(desk: Desk, panel: PaintPanel) -> None:
    shot = desk.window.session.chosen
    assert shot is not None
    job = desk.engine.submit(LookAtTakes(desk.project.takes, shot.id))
    desk.window.work.painting.emit(seen(desk, job, shot.id))
    compare = panel.comparing
    assert compare.first.currentText() == "Try 1, 52%, wan-vace-1.3b"
    assert compare.second.currentText() == "Try 2, 52%, wan-vace-1.3b"
    assert "lines (41%)" in compare.said.text()
    assert "8 bits" in compare.said.text(), "what was given up for memory is said"
    wipe = compare.wipe
    desk.bot.waitUntil(lambda: wipe.height() > 20)
    assert _colours(wipe) == ("#5a5a5a", "#c82828")
    desk.bot.mouseClick(wipe, Qt.MouseButton.LeftButton, pos=QPoint(wipe.width() - 2, wipe.height() // 2))
    assert _colours(wipe) == ("#5a5a5a", "#5a5a5a")
    wipe.setFocus()
    for _ in range(30):
        desk.bot.keyClick(wipe, Qt.Key.Key_Left)
    assert wipe.share == 0.0
    press(desk.bot, compare.use)
    assert [(one.shot, one.take) for one in desk.film.kept] == [(shot.id, "two")]
    assert desk.project.history.undo_name == "Use take"


def test_what_is_chosen_goes_with_the_painting(desk: Desk, panel: PaintPanel, tmp_path: Path) -> None:
    form = panel.form
    press(desk.bot, form.more)
    form.control.setCurrentIndex(form.control.findData("depth"))
    form.held.set_share(0.6)
    form.strength.set_share(0.5)
    form.keyframes.setCurrentIndex(form.keyframes.findData("animagine-xl-4"))
    form.apart.setChecked(False)
    lora = tmp_path / "style.safetensors"
    lora.write_bytes(b"")
    drop(form.loras, [lora])
    strength = form.loras.findChildren(QDoubleSpinBox)[-1]
    strength.setValue(0.8)
    press(desk.bot, panel.paint_shot)
    choices = at_work(desk)[1].choices
    assert choices.control is Control.DEPTH
    assert (choices.scale, choices.strength, choices.keyframes, choices.apart) == (0.6, 0.5, "animagine-xl-4", False)
    assert [(one.path, one.strength) for one in choices.loras] == [(lora, 0.8)]
    (kept,) = read_queue(desk.project.queued()).jobs
    assert kept.job.loras[0].strength == 0.8, "and it is in the project"


def test_a_model_of_ones_own_is_dropped_as_a_folder(desk: Desk, panel: PaintPanel, tmp_path: Path) -> None:
    folder = tmp_path / "my model"
    folder.mkdir()
    drop(panel.form, [folder])
    assert panel.form.painter.currentText() == "my model"
    assert "of your own" in panel.cost.text()
    press(desk.bot, panel.paint_shot)
    assert at_work(desk)[1].painter == str(folder)


def test_a_painter_that_is_told_nothing_of_it_does_not_ask(panel: PaintPanel) -> None:
    form = panel.form
    assert not form.sound.isEnabled(), "the usual painter makes none"
    form.painter.setCurrentIndex(form.painter.findText("Wan 2.2 image to video A14B"))
    assert not any(part.isEnabled() for part in (form.control, form.held, form.strength, form.apart, form.sound))
    form.painter.setCurrentIndex(form.painter.findText("LTX-2.3, with sound"))
    assert form.sound.isEnabled()


def test_a_good_draft_is_promoted(desk: Desk, panel: PaintPanel) -> None:
    shot = desk.window.session.chosen
    assert shot is not None
    job = desk.engine.submit(LookAtTakes(desk.project.takes, shot.id))
    desk.window.work.painting.emit(seen(desk, job, shot.id))
    assert not panel.promote.isEnabled(), "a take that kept nothing cannot be"
    panel.comparing.second.setCurrentIndex(0)
    press(desk.bot, panel.promote)
    request = at_work(desk)[1]
    assert request.choices.promotes == desk.project.takes / "one"
    assert request.choices.dial is Dial.BEST
    assert "promoted" in lines(panel)[0]


def test_a_region_is_drawn_in_the_viewer_and_painted(desk: Desk, panel: PaintPanel) -> None:
    shot = desk.window.session.chosen
    assert shot is not None
    press(desk.bot, panel.remix.draw)
    brush = desk.window.viewer.picture.findChild(RegionBrush)
    assert isinstance(brush, RegionBrush)
    (job,) = desk.engine.pending(ShowRegion)
    desk.engine.deliver(RegionShown(job, shot.id, brush.at, GREY))
    desk.bot.waitUntil(lambda: brush.easel.box.width() > 20 and brush.sentence.text() == DRAW)
    middle = brush.easel.box.center()
    desk.bot.mousePress(brush.easel, Qt.MouseButton.LeftButton, pos=middle)
    desk.bot.mouseMove(brush.easel, middle + QPoint(20, 0))
    desk.bot.mouseRelease(brush.easel, Qt.MouseButton.LeftButton, pos=middle + QPoint(20, 0))
    region = region_of(desk.film, shot.id)
    assert region is not None
    assert region.strokes[0].points[0] == pytest.approx((0.5, 0.5), abs=0.02)
    assert "1 stroke over the frame" in panel.remix.region.text()
    panel.remix.words.setText("a red umbrella")
    panel.remix.words.editingFinished.emit()
    press(desk.bot, panel.remix.paint_region)
    request = at_work(desk)[1]
    assert request.region == region_of(desk.film, shot.id)
    assert request.region is not None
    assert request.region.words == "a red umbrella"
    brush.moment.setValue(brush.moment.value() + 5)
    (job,) = desk.engine.pending(ShowRegion)
    desk.engine.deliver(RegionShown(job, shot.id, brush.at, GREY))
    desk.bot.waitUntil(lambda: not brush.easel.isEnabled())
    assert "go back there" in brush.sentence.text()
    press(desk.bot, panel.remix.clear)
    assert region_of(desk.film, shot.id) is None
    brush.close()


def test_a_shot_goes_on_as_a_new_shot_once_it_is_painted(desk: Desk, panel: PaintPanel) -> None:
    shots = [shot.id for shot in desk.film.shots]
    panel.remix.queue_clip(shots[0], ClipWish("after", 1.5, "she runs", seed=4))
    (job,) = desk.engine.pending(PaintClip)
    request = desk.engine.due[job]
    assert isinstance(request, PaintClip)
    assert request.ends == Beyond(shots[0])
    assert (request.seconds, request.words, request.seed) == (Seconds(3, 2), "she runs", 4)
    footage = Footage("after shot 1", "clips/after.mp4", "0" * 64, Seconds(3, 2), painted="wan-vace-1.3b")
    desk.engine.deliver(ClipPainted(job, footage, request.ends))
    desk.bot.waitUntil(lambda: len(desk.film.shots) == len(shots) + 1)
    assert desk.film.shots[1].footage == footage
    assert desk.film.shots[1].duration == Seconds(3, 2)
    assert desk.project.history.undo_name == "Extend the shot"
    desk.engine.end(job, Finished(job))
    desk.bot.waitUntil(lambda: not lines(panel))


def test_pictures_that_move_are_asked_for(desk: Desk, panel: PaintPanel, tmp_path: Path) -> None:
    dialog = ClipDialog("Let pictures move", panel, pictures=True)
    ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    assert not ok.isEnabled(), "not without a picture"
    picture = tmp_path / "sketch.png"
    picture.write_bytes(b"")
    dialog.first.edit.setText(str(picture))
    assert ok.isEnabled()
    panel.remix.queue_clip(ShotId(""), replace(dialog.wish, way="moving"))
    (job,) = desk.engine.pending(PaintClip)
    request = desk.engine.due[job]
    assert isinstance(request, PaintClip)
    assert request.ends == Moving(picture)
    assert "sketch.png, moving" in lines(panel)[0]
    dialog.close()


def drop(part: QWidget, paths: list[Path]) -> None:
    """Drag files over a part and let go."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    middle, action = part.rect().center(), Qt.DropAction.CopyAction
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(middle, action, data, buttons, keys)
    part.dragEnterEvent(enter)
    assert enter.isAccepted()
    part.dropEvent(QDropEvent(QPointF(middle), action, data, buttons, keys))


def _colours(wipe: Wipe) -> tuple[str, str]:
    """What is seen a fifth from the left, and a fifth from the right."""
    picture = wipe.grab().toImage()
    middle = picture.height() // 2 - 14
    return tuple(picture.pixelColor(picture.width() * part // 5, middle).name() for part in (1, 4))
