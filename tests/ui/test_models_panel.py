"""The Models panel as an artist uses it, over real threads, a real store, and a hub on loopback."""

import socket
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from desk import Desk
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from studio.engine.model_store.downloading import offer
from studio.engine.model_store.hub import Hub
from studio.engine.model_store.network import Wire
from studio.engine.model_store.pins import Pin
from studio.engine.model_store.requests import Event
from studio.engine.model_store.store import ModelStore
from studio.engine.model_store.threads import StoreThreads
from studio.engine.painters.catalogue import Licence
from studio.engine.stop import StopToken
from studio.ui.models.card import Card
from studio.ui.models.deliveries import Deliveries
from studio.ui.models.panel import ModelsPanel
from studio.ui.models.state import Verb
from studio.ui.theme import DARK, LIGHT, dress

sys.path.append(str(Path(__file__).parents[1] / "engine" / "model_store"))
from loopback_hub import QUICK, LoopbackHub, Sends, Waits, entry, model, serving

BIG = "transformer/diffusion_pytorch_model.safetensors"
STRICT = Licence("X", "Strict License", "Read it.", ("Rivals.",), ("It may change.",), opt_in=True)


class LittleDisk:
    """A disk with so much room."""

    def __init__(self) -> None:
        self.room = 10_000_000

    def free(self, folder: Path) -> int:
        return self.room


class Bench:
    """The panel, and what stands behind it."""

    def __init__(self, bot: QtBot, folder: Path, server: LoopbackHub) -> None:
        self.bot, self.folder, self.server, self.disk = bot, folder, server, LittleDisk()
        strict = entry("strict")
        strict = type(strict)(
            **{**{name: getattr(strict, name) for name in strict.__struct_fields__}, "licence": STRICT}
        )
        self.entries = (entry("tiny"), strict)
        self.deliveries = Deliveries(self._threads)
        self.panel = ModelsPanel(self.deliveries, DARK)

    def _threads(self, deliver: Callable[[Event], None]) -> StoreThreads:
        return StoreThreads(
            deliver,
            lambda: ModelStore(self.folder, self.disk, self.entries),
            lambda wire: Hub(wire, self.server.address, QUICK),
            QUICK,
        )

    def card(self, name: str = "tiny") -> Card:
        return self.panel.cards[name]

    def press(self, verb: Verb, name: str = "tiny") -> None:
        self.bot.mouseClick(self.card(name).buttons[verb], Qt.MouseButton.LeftButton)

    def until(self, status: str, name: str = "tiny") -> None:
        self.bot.waitUntil(lambda: name in self.panel.cards and self.card(name).status.text() == status)

    def offered(self, name: str = "tiny") -> None:
        self.press(Verb.DOWNLOAD, name)
        self.bot.waitUntil(lambda: self.card(name).sheet is not None)

    def words(self, name: str = "tiny") -> str:
        return "\n".join(one.text() for one in self.card(name).findChildren(QLabel) if one.isVisibleTo(self.panel))

    def says(self, *told: str, name: str = "tiny") -> None:
        """Wait until a card says all of this: what was made just now is shown a moment later."""
        self.bot.waitUntil(lambda: all(one in self.words(name) for one in told))

    def pin(self) -> Pin:
        """What the hub says of the model."""
        store = ModelStore(self.folder, self.disk, self.entries)
        return offer(store, "tiny", Hub(Wire(), self.server.address, QUICK), StopToken()).pin

    def download(self, name: str = "tiny") -> None:
        self.offered(name)
        sheet = self.card(name).sheet
        assert sheet is not None
        self.bot.mouseClick(sheet.yes, Qt.MouseButton.LeftButton)


@pytest.fixture
def server() -> Iterator[LoopbackHub]:
    with serving() as hub:
        hub.repos = {"studio/tiny": model(), "studio/strict": model(seed=3)}
        yield hub


@pytest.fixture
def bench(qtbot: QtBot, qapp: QApplication, tmp_path: Path, server: LoopbackHub) -> Iterator[Bench]:
    dress(qapp, DARK)
    made = Bench(qtbot, tmp_path / "models", server)
    qtbot.addWidget(made.panel)
    made.panel.resize(420, 900)
    with qtbot.waitExposed(made.panel):
        made.panel.show()
    made.panel.be_seen()
    made.until("Not installed")
    yield made
    made.deliveries.close()


def test_what_it_takes_is_told_before_anything_is_asked_of_the_network(bench: Bench) -> None:
    bench.says("Tiny", "Public domain", "1 GB card")
    bench.says("Limits apply", name="strict")
    assert "10 MB are free" in bench.panel.room.text()
    assert bench.server.asked == []


def test_a_download_is_offered_with_numbers_then_fetched(bench: Bench) -> None:
    bench.offered()
    assert bench.server.files_asked() == []
    bench.says(
        "540 kB to fetch. With room to spare, 594 kB should be free on its disk, and 10 MB are.",
        "studio/tiny at c0ffeec0ffee",
        "6 files, held to these sizes and sums from now on",
    )
    sheet = bench.card().sheet
    assert sheet is not None
    sheet.yes.click()
    bench.until("Installed")
    assert (bench.folder / "tiny" / BIG).exists()
    bench.says("every file as its makers list it")
    assert "One model is installed" in bench.panel.room.text()


def test_an_offer_can_be_left(bench: Bench) -> None:
    bench.offered()
    sheet = bench.card().sheet
    assert sheet is not None
    sheet.no.click()
    bench.bot.waitUntil(lambda: Verb.DOWNLOAD in bench.card().buttons)
    assert bench.card().sheet is None
    assert bench.server.files_asked() == []


def test_a_licence_that_must_be_agreed_to_is_agreed_to_first(bench: Bench) -> None:
    bench.offered("strict")
    sheet = bench.card("strict").sheet
    assert sheet is not None
    bench.says("Strict License", "Rivals.", "It may change.", name="strict")
    assert not sheet.yes.isEnabled()
    sheet.agree.click()
    assert sheet.yes.isEnabled()


def test_without_room_a_download_cannot_be_begun(bench: Bench) -> None:
    bench.disk.room = 100_000
    bench.offered()
    sheet = bench.card().sheet
    assert sheet is not None
    assert not sheet.yes.isEnabled()
    bench.says("only 100 kB are: free 494 kB")


def test_pausing_and_going_on(bench: Bench) -> None:
    waits = Waits(200_000)
    bench.server.faults[BIG] = [waits]
    bench.download()
    bench.bot.waitUntil(waits.waiting.is_set)
    bench.until("Downloading")
    bench.press(Verb.PAUSE)
    waits.let.set()
    bench.until("Paused")
    bench.says("are here")
    bench.press(Verb.RESUME)
    bench.until("Installed")
    assert bench.card().sheet is None


def test_cancelling_deletes_what_came(bench: Bench) -> None:
    waits = Waits(200_000)
    bench.server.faults[BIG] = [waits]
    bench.download()
    bench.bot.waitUntil(waits.waiting.is_set)
    bench.press(Verb.CANCEL)
    waits.let.set()
    bench.until("Not installed")
    assert not (bench.folder / "tiny").exists()


def test_what_goes_wrong_stays_to_be_read_on_the_card(bench: Bench) -> None:
    bench.server.faults[BIG] = [Sends(404)]
    bench.download()
    bench.until("Paused")
    bench.bot.waitUntil(lambda: BIG in bench.card().line.text())
    assert bench.card().line.objectName() == "warning"


def test_a_damaged_file_is_named_and_only_it_is_fetched_again(bench: Bench) -> None:
    bench.download()
    bench.until("Installed")
    place = bench.folder / "tiny" / BIG
    data = bytearray(place.read_bytes())
    data[-1] ^= 1
    place.write_bytes(data)
    bench.press(Verb.VERIFY)
    bench.until("Damaged")
    assert BIG in bench.card().line.text()
    bench.server.asked.clear()
    bench.press(Verb.MEND)
    bench.until("Installed")
    assert bench.server.files_asked() == [BIG]


def test_removing_asks_once(bench: Bench) -> None:
    bench.download()
    bench.until("Installed")
    bench.press(Verb.REMOVE)
    assert "Delete 540 kB?" in bench.card().line.text()
    bench.press(Verb.KEEP)
    assert (bench.folder / "tiny").exists()
    bench.press(Verb.REMOVE)
    bench.press(Verb.REMOVE_NOW)
    bench.until("Not installed")
    assert not (bench.folder / "tiny").exists()


def own_folder(tmp_path: Path) -> Path:
    for name, data in model().items():
        (tmp_path / "mine" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "mine" / name).write_bytes(data)
    return tmp_path / "mine"


def test_a_folder_dropped_on_the_panel_is_added_and_forgotten(bench: Bench, tmp_path: Path) -> None:
    folder = own_folder(tmp_path)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    bench.panel.dropEvent(QDropEvent(QPointF(QPoint(5, 5)), Qt.DropAction.CopyAction, data, buttons, keys))
    bench.until("Your folder", "mine")
    bench.says("settings of", name="mine")
    assert "Public domain" not in bench.words("mine")
    bench.press(Verb.FORGET, "mine")
    bench.bot.waitUntil(lambda: "mine" not in bench.panel.cards)
    assert "Nothing in" in bench.panel.said.text()
    assert (folder / BIG).exists()
    assert bench.server.asked == []


def test_a_folder_can_stand_for_a_painter(bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = own_folder(tmp_path)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    bench.press(Verb.ADD)
    bench.until("Your folder")


def test_what_cannot_be_added_is_said_where_it_was_asked(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "empty"))
    bench.panel.add.click()
    bench.bot.waitUntil(lambda: "holds no model_index.json" in bench.panel.said.text())
    assert bench.panel.said.objectName() == "warning"


def test_details_tell_licence_memory_and_origin(bench: Bench) -> None:
    bench.card("strict")._more.click()
    bench.says("Not for:", "Rivals.", "estimated", "studio/strict", name="strict")
    bench.card("strict")._more.click()
    assert bench.card("strict").details is None


def test_every_button_has_a_name_of_its_own_and_takes_the_keyboard(bench: Bench) -> None:
    names = [button.accessibleName() for card in bench.panel.cards.values() for button in card.buttons.values()]
    assert len(set(names)) == len(names)
    assert bench.card().accessibleDescription() == "Not installed"
    button = bench.card().buttons[Verb.DOWNLOAD]
    assert button.nextInFocusChain() is bench.card().buttons[Verb.ADD]
    button.setFocus()
    bench.bot.keyClick(button, Qt.Key.Key_Space)
    bench.bot.waitUntil(lambda: bench.card().sheet is not None)


def test_it_wears_both_themes(bench: Bench, qapp: QApplication) -> None:
    before = bench.panel.grab().toImage()
    dress(qapp, LIGHT)
    bench.panel.wear(LIGHT)
    after = bench.panel.grab().toImage()
    at = bench.card().mapTo(bench.panel, QPoint(8, 4))
    assert after.pixelColor(at).lightness() > before.pixelColor(at).lightness() + 100


def test_opening_the_panel_in_the_window_opens_no_socket(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    watching = True

    def watch(event: str, _: tuple[object, ...]) -> None:
        if watching and event.startswith(("socket.", "http.client", "urllib")):
            opened.append(event)

    monkeypatch.setenv("TSUZUKI_MODELS", str(tmp_path / "models"))
    sys.addaudithook(watch)
    assert not desk.window.models.made
    desk.window.commands["focus_models"].trigger()
    panel = desk.window.models.panel
    desk.bot.waitUntil(lambda: len(panel.cards) >= 8)
    desk.window.commands["theme"].trigger()
    assert opened == []
    socket.socket().close()
    assert opened, "the watch would have seen a socket"
    watching = False
    assert not (tmp_path / "models").exists()


def test_the_tab_tells_how_far_a_download_is(desk: Desk, bench: Bench) -> None:
    dock = desk.window.models
    dock.threads_of = bench._threads
    dock.deliveries.look()
    waits = Waits(200_000)
    bench.server.faults[BIG] = [waits]
    ModelStore(bench.folder, entries=bench.entries).hold_to(bench.pin())
    dock.deliveries.go_on("tiny")
    desk.bot.waitUntil(waits.waiting.is_set)
    desk.bot.waitUntil(lambda: dock.windowTitle().endswith("%"))
    waits.let.set()
    desk.bot.waitUntil(lambda: dock.windowTitle() == "Models")
    assert (bench.folder / "tiny" / BIG).exists()


def test_closing_the_window_ends_a_download_and_keeps_what_came(desk: Desk, bench: Bench) -> None:
    dock = desk.window.models
    dock.threads_of = bench._threads
    waits = Waits(200_000)
    bench.server.faults[BIG] = [waits]
    ModelStore(bench.folder, entries=bench.entries).hold_to(bench.pin())
    dock.deliveries.go_on("tiny")
    desk.bot.waitUntil(waits.waiting.is_set)
    desk.window.close()
    assert not [one for one in threading.enumerate() if one.name == "downloads"]
    waits.let.set()
    bench.panel.be_seen()
    bench.until("Paused")
