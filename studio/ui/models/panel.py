"""The Models panel: every painter's model as a card, where models are kept, and how much room there is."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from studio.engine.model_store.requests import Add, Move, Remove, Verify
from studio.engine.model_store.shelf import Presence, Shelf, Shelved
from studio.engine.model_store.sizes import in_bytes
from studio.ui.flow import FlowLayout
from studio.ui.models.card import Card
from studio.ui.models.deliveries import Deliveries
from studio.ui.models.state import Verb, state_of
from studio.ui.parts import label, panel, restyled, styled
from studio.ui.theme import GRID, Theme

PROMISE = "Nothing is fetched unless you press Download. What is installed works without a network."
LOOKING = "Looking at what is here…"
_LEAST_PX = 320
GROUPS = ("For shots", "For key frames", "Your own")


class ModelsPanel(QWidget):
    """Everything the Models dock holds."""

    def __init__(self, deliveries: Deliveries, theme: Theme) -> None:
        super().__init__()
        panel(self)
        self._deliveries, self._theme = deliveries, theme
        self._leaving = ""
        self.cards: dict[str, Card] = {}
        self._headings: dict[str, QLabel] = {}
        self.room = label("", LOOKING, wraps=True)
        self.said = label("small", wraps=True)
        self.add = self._verb("Add from folder…", "Use a model that you have already; or drop its folder here")
        self.move_to = self._verb("Keep models elsewhere…", "Choose another folder for models, on another disk perhaps")
        self._page = panel(QWidget())
        self._list = QVBoxLayout(self._page)
        self._lay_out()
        self.add.clicked.connect(self._on_add)
        self.move_to.clicked.connect(self._on_move)
        deliveries.changed.connect(self._show)
        self.setMinimumWidth(_LEAST_PX)
        self.setAcceptDrops(True)
        self.setAccessibleName("Models")
        self._show()

    def be_seen(self) -> None:
        """Look again at what is here, now that somebody sees it."""
        self._deliveries.look()

    def wear(self, theme: Theme) -> None:
        """Take a theme's colours."""
        self._theme = theme
        self._show()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A folder may be dropped here."""
        if _folders(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A folder that is dropped is added."""
        for folder in _folders(event):
            self._deliveries.do(Add(folder))
        event.acceptProposedAction()

    # --- parts --------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        verbs = QWidget(self)
        FlowLayout(verbs).replace([self.add, self.move_to])
        head = QVBoxLayout()
        head.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        head.setSpacing(GRID // 2)
        head.addWidget(self.room)
        head.addWidget(label("small", PROMISE, wraps=True))
        head.addWidget(verbs)
        head.addWidget(self.said)
        self._list.setContentsMargins(2 * GRID, 0, 2 * GRID, 2 * GRID)
        self._list.setSpacing(GRID)
        self._list.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidget(self._page)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(scroll, 1)

    def _verb(self, text: str, tip: str) -> QToolButton:
        button = styled(QToolButton(self), "verb")
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(text.rstrip("…"))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    # --- showing ------------------------------------------------------------------------------------
    @Slot()
    def _show(self) -> None:
        shelf = self._deliveries.shelf
        if shelf is not None:
            self.room.setText(room_in_words(shelf))
            self._show_cards(shelf)
        adding = self._deliveries.errand_for("")
        sentence, refusal = self._deliveries.said.get("", ("", False))
        if adding is not None:
            sentence, refusal = "Reading its files…", False
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
        restyled(self.said, "warning" if refusal else "small")

    def _show_cards(self, shelf: Shelf) -> None:
        names = [model.name for model in shelf.models]
        for gone in [name for name in self.cards if name not in names]:
            self._list.removeWidget(self.cards[gone])
            self.cards.pop(gone).deleteLater()
        for model in shelf.models:
            if model.name not in self.cards:
                self._put(model)
            card = self.cards[model.name]
            if card.model != model:
                card.show_model(model)
            errand, offer = self._deliveries.errand_for(model.name), self._deliveries.offers.get(model.name)
            said = self._deliveries.said.get(model.name, ("", False))
            card.show_state(state_of(model, errand, offer, said, leaving=self._leaving == model.name), self._theme)
        for group, heading in self._headings.items():
            heading.setVisible(any(group_of(model) == group for model in shelf.models))

    def _put(self, model: Shelved) -> None:
        """Make a model's card, at the end of its group."""
        group = group_of(model)
        if group not in self._headings:
            heading = label("heading", group)
            self._list.insertWidget(self._end_of(group), heading)
            self._headings[group] = heading
        card = Card(model, self._theme, self._page)
        card.pressed.connect(self._on_verb)
        card.agreed.connect(self._deliveries.accept)
        card.declined.connect(self._deliveries.decline)
        card.setProperty("group", group)
        self._list.insertWidget(self._end_of(group), card)
        self.cards[model.name] = card

    def _end_of(self, group: str) -> int:
        """Where the next card of a group goes."""
        upto = GROUPS[: GROUPS.index(group) + 1]
        cards = sum(card.property("group") in upto for card in self.cards.values())
        return cards + sum(one in upto for one in self._headings)

    # --- doing --------------------------------------------------------------------------------------
    @Slot(str, object)
    def _on_verb(self, name: str, verb: Verb) -> None:
        self._leaving = name if verb is Verb.REMOVE else ""
        match verb:
            case Verb.DOWNLOAD:
                self._deliveries.ask(name)
            case Verb.RESUME | Verb.MEND:
                self._deliveries.go_on(name)
            case Verb.PAUSE | Verb.STOP:
                self._deliveries.stop(name)
            case Verb.CANCEL | Verb.DISCARD:
                self._deliveries.abandon(name)
            case Verb.ADD:
                self._ask_folder(name)
            case Verb.VERIFY:
                self._deliveries.do(Verify(name))
            case Verb.FOLDER:
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.cards[name].model.folder)))
            case Verb.FORGET | Verb.REMOVE_NOW:
                self._deliveries.do(Remove(name))
            case Verb.REMOVE | Verb.KEEP:
                self._show()

    @Slot()
    def _on_add(self) -> None:
        self._ask_folder("")

    @Slot()
    def _on_move(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "Keep models in", str(Path.home()))
        if folder:
            self._deliveries.do(Move(Path(folder)))

    def _ask_folder(self, stands_for: str) -> None:
        folder = QFileDialog.getExistingDirectory(self, "Add a model from its folder", str(Path.home()))
        if folder:
            self._deliveries.do(Add(Path(folder), stands_for))


def group_of(model: Shelved) -> str:
    """Under which heading a model stands."""
    if model.name != model.entry.name:
        return "Your own"
    return "For shots" if model.entry.paints_video else "For key frames"


def room_in_words(shelf: Shelf) -> str:
    """How many models are here, how much they take, and how much room is left."""
    here = [model for model in shelf.models if model.presence is Presence.HERE]
    taken = sum(model.bytes_here for model in shelf.models if not model.own)
    count = {0: "No model is installed yet", 1: "One model is installed"}.get(
        len(here), f"{len(here)} models are installed"
    )
    size = f", {in_bytes(taken)} in all" if taken else ""
    return f"{count}{size}. {in_bytes(shelf.free)} are free in {shelf.folder}."


def _folders(event: QDragEnterEvent | QDropEvent) -> list[Path]:
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if path.is_dir() or path.suffix == ".safetensors"]
