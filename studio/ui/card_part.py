"""What the words of a card are and how they look: letters, colours, and what lies behind them."""

from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QFormLayout, QLabel, QWidget

from studio.timeline.overlays import ALIGNMENTS, EM_LEAST, EM_MOST, FACES, Card
from studio.ui.cast.attributes import Choice
from studio.ui.cast.swatches import Swatches
from studio.ui.direction_edit import DirectionEdit
from studio.ui.parts import inset, label
from studio.ui.theme import GRID, Theme

_COLOURS: Final = (
    *(Choice("#ffffff", "White"), Choice("#14131a", "Ink"), Choice("#ffd23c", "Yellow"), Choice("#d8232f", "Red")),
    *(Choice("#2f6fd0", "Blue"), Choice("#ff8fb1", "Pink"), Choice("#58b368", "Green")),
)
_BEHIND: Final = {"": "Outline", "none": "Nothing", "ground": "A coloured card"}
_INK: Final = "#14131a"
LABEL_PX: Final = 9 * GRID


class CardPart(QWidget):
    """``changed`` gives the card as it is to be."""

    changed = Signal(object)  # Card

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._card = Card("")
        self.words = DirectionEdit("Words", "what is written over the picture", self)
        self.letters = QDoubleSpinBox(self, decimals=1, minimum=100 * EM_LEAST, maximum=100 * EM_MOST, suffix=" %")
        self.letters.setSingleStep(0.5)
        self.letters.setKeyboardTracking(False)
        self.letters.setAccessibleName("Letters")
        self.letters.setToolTip("How tall letters are, of the picture's shorter side")
        inset(self.letters)
        self.face = _box("Face", "How the letters are drawn", {one: one.capitalize() for one in FACES}, self)
        self.bold = QCheckBox("Bold", self)
        self.align = _box("Lines", "Where lines begin", {one: one.capitalize() for one in ALIGNMENTS}, self)
        self.behind = _box("Behind", "What lets the words be read over the picture", _BEHIND, self)
        self.colour = Swatches("Colour of the letters", _COLOURS, theme, self)
        self.ground = Swatches("Colour behind the letters", _COLOURS, theme, self)
        self._ground_label = _label("Card")
        self._lay_out()
        self.words.committed.connect(self._on_words)
        self.letters.valueChanged.connect(self._on_size)
        self.face.activated.connect(self._on_face)
        self.bold.clicked.connect(self._on_bold)
        self.align.activated.connect(self._on_align)
        self.behind.activated.connect(self._on_behind)
        for swatches in (self.colour, self.ground):
            swatches.chosen.connect(self._on_colour)
            swatches.tried.connect(self._on_colour)

    def wear(self, theme: Theme) -> None:
        """Take a theme's colours."""
        self.colour.wear(theme)
        self.ground.wear(theme)

    def show_card(self, card: Card) -> None:
        """Show a card as it is now."""
        self._card = card
        if not self.words.changed:
            self.words.show_kept(card.text)
        with QSignalBlocker(self.letters):
            self.letters.setValue(100 * card.size)
        self.face.setCurrentIndex(self.face.findData(card.face))
        self.bold.setChecked(card.bold)
        self.align.setCurrentIndex(self.align.findData(card.align))
        behind = "ground" if card.ground else "" if card.edge else "none"
        self.behind.setCurrentIndex(self.behind.findData(behind))
        self.colour.show_value(card.colour)
        self.ground.show_value(card.ground or None)
        for part in (self.ground, self._ground_label):
            part.setVisible(bool(card.ground))

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        form.setHorizontalSpacing(GRID)
        form.setVerticalSpacing(GRID)
        for name, part in (("Words", self.words), ("Letters", self.letters), ("Face", self.face), ("", self.bold)):
            form.addRow(_label(name), part)
        for name, part in (("Colour", self.colour), ("Lines", self.align), ("Behind", self.behind)):
            form.addRow(_label(name), part)
        form.addRow(self._ground_label, self.ground)

    def _change(self, card: Card) -> None:
        if card != self._card:
            self.changed.emit(card)

    @Slot()
    def _on_words(self) -> None:
        self._change(replace(self._card, text=self.words.toPlainText()))

    @Slot(float)
    def _on_size(self, value: float) -> None:
        self._change(replace(self._card, size=value / 100))

    @Slot()
    def _on_face(self) -> None:
        self._change(replace(self._card, face=self.face.currentData()))

    @Slot()
    def _on_bold(self) -> None:
        self._change(replace(self._card, bold=self.bold.isChecked()))

    @Slot()
    def _on_align(self) -> None:
        self._change(replace(self._card, align=self.align.currentData()))

    @Slot()
    def _on_behind(self) -> None:
        kind = self.behind.currentData()
        self._change(replace(self._card, edge="" if kind else _INK, ground=_INK if kind == "ground" else ""))

    @Slot(str)
    def _on_colour(self, colour: str) -> None:
        which = "colour" if self.sender() is self.colour else "ground"
        self._change(replace(self._card, **{which: colour}))


def _label(text: str) -> QLabel:
    """As wide as those of the numbers below, so that all fields begin at one edge."""
    made = label("dim", text)
    made.setMinimumWidth(LABEL_PX)
    return made


def _box(name: str, tip: str, choices: dict[str, str], parent: QWidget) -> QComboBox:
    box = QComboBox(parent)
    box.setAccessibleName(name)
    box.setToolTip(tip)
    for kind, words in choices.items():
        box.addItem(words, kind)
    return box
