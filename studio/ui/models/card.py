"""One model on the Models panel: what it is for, what it takes, whether it is here, and what can be done with it."""

from functools import partial
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QToolButton, QVBoxLayout, QWidget

from studio.engine.model_store.downloading import Offer
from studio.engine.model_store.shelf import Shelved
from studio.engine.model_store.telling import size_in_words
from studio.ui.flow import FlowLayout
from studio.ui.models.licence import Details, OfferSheet
from studio.ui.models.state import TIPS, CardState, Tone, Verb
from studio.ui.parts import label, restyled, styled
from studio.ui.theme import GRID, Theme

_STEPS = 1000
_FOLD = QSize(20, 20)


class Mark(QWidget):
    """A dot: filled where a model is here, a ring where it is not."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._tone = theme, Tone.ABSENT
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """As tall as a line of text."""
        return QSize(10, 14)

    def show_tone(self, tone: Tone, theme: Theme) -> None:
        """Show another state, in a theme's colours."""
        if (tone, theme) != (self._tone, self._theme):
            self._tone, self._theme = tone, theme
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The dot."""
        theme = self._theme
        colours = {Tone.ABSENT: theme.faint, Tone.BUSY: theme.accent, Tone.HERE: theme.good, Tone.BROKEN: theme.warn}
        colour = QColor(colours[self._tone])
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush if self._tone is Tone.ABSENT else colour)
        painter.drawEllipse(QRectF(1.25, 3.25, 7.5, 7.5))


class Card(QFrame):
    """``pressed`` gives the verb that was pressed; ``agreed`` and ``declined`` answer an offer."""

    pressed = Signal(str, object)
    agreed = Signal(str)
    declined = Signal(str)

    def __init__(self, model: Shelved, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        styled(self, "card")
        self._model, self._theme = model, theme
        self._state = CardState("", Tone.ABSENT)
        self._offer: Offer | None = None
        self.sheet: OfferSheet | None = None
        self.details: Details | None = None
        self.buttons: dict[Verb, QToolButton] = {}
        self._mark = Mark(theme, self)
        self._title, self.status = label("name", model.title, wraps=True), label("small")
        self._about = label("dim", about(model), wraps=True)
        self._facts_row = QWidget(self)
        self._facts = FlowLayout(self._facts_row)
        self._bar = QProgressBar(self, textVisible=False)
        self._bar.setRange(0, _STEPS)
        self._bar.setAccessibleName(f"Progress of {model.title}")
        self.line = label("small", wraps=True)
        self._foot = QWidget(self)
        self._verbs = FlowLayout(self._foot)
        self._more = styled(QToolButton(self), "quiet")
        self._more.setCheckable(True)
        self._more.setArrowType(Qt.ArrowType.DownArrow)
        self._more.setFixedSize(_FOLD)
        self._more.setAccessibleName(f"Details of {model.title}")
        self._more.setToolTip("Details: licence, memory, and where it is from")
        self._more.toggled.connect(self._unfold)
        self._column = QVBoxLayout(self)
        self._lay_out()
        self.setAccessibleName(model.title)
        self.show_model(model)

    @property
    def model(self) -> Shelved:
        """The model."""
        return self._model

    def show_model(self, model: Shelved) -> None:
        """Show what is known of the model now."""
        changed = model != self._model
        self._model = model
        self._facts.replace([label("limit" if limit else "fact", text) for text, limit in facts_of(model)])
        if changed and self.details is not None:
            self._unfold(unfolded=False)
            self._unfold(unfolded=True)
        self.updateGeometry()

    def show_state(self, state: CardState, theme: Theme) -> None:
        """Show what is going on with it."""
        self._mark.show_tone(state.tone, theme)
        self._theme = theme
        self.status.setText(state.status)
        self.line.setText(state.line)
        self.line.setVisible(bool(state.line))
        restyled(self.line, "warning" if state.note else "small")
        self._bar.setVisible(state.progress is not None)
        if state.progress is not None:
            done, total = state.progress
            self._bar.setValue(round(_STEPS * done / max(1, total)))
        if state.verbs != self._state.verbs or not self.buttons:
            self._offer_verbs(state.verbs)
        if state.offer is not self._offer:
            self._show_offer(state.offer)
        self._state = state
        self.setAccessibleDescription(". ".join(part for part in (state.status, state.line) if part))

    # --- parts --------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self._mark)
        head.addWidget(self._title, 1)
        head.addWidget(self.status)
        head.addWidget(self._more)
        self._column.setContentsMargins(GRID + GRID // 2, GRID, GRID, GRID)
        self._column.setSpacing(GRID - 2)
        self._column.addLayout(head)
        self._column.addWidget(self._about)
        self._column.addWidget(self._facts_row)
        self._column.addWidget(self._bar)
        self._column.addWidget(self.line)
        self._column.addWidget(self._foot)

    def _offer_verbs(self, verbs: tuple[Verb, ...]) -> None:
        focused = next((verb for verb, button in self.buttons.items() if button.hasFocus()), None)
        self.buttons = {verb: self._button(verb) for verb in verbs}
        self._verbs.replace(list(self.buttons.values()))
        for before, after in pairwise((self._more, *self.buttons.values())):
            self.setTabOrder(before, after)
        if focused is not None and self.buttons:
            # The keyboard stays on the card although the button that was pressed is gone.
            self.buttons.get(focused, next(iter(self.buttons.values()))).setFocus()
        self._foot.setVisible(bool(verbs))

    def _button(self, verb: Verb) -> QToolButton:
        button = styled(QToolButton(self), "verb")
        button.setText(verb.value)
        button.setToolTip(TIPS[verb])
        button.setAccessibleName(f"{verb.value.rstrip('…')}: {self._model.title}")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(partial(self._press, verb))
        return button

    def _press(self, verb: Verb) -> None:
        self.pressed.emit(self._model.name, verb)

    def _show_offer(self, offer: Offer | None) -> None:
        if self.sheet is not None:
            self._column.removeWidget(self.sheet)
            self.sheet.deleteLater()
            self.sheet = None
        self._offer = offer
        self._more.setVisible(offer is None)  # the sheet says all of it
        if offer is not None:
            self._more.setChecked(False)
            self.sheet = OfferSheet(offer, self)
            self.sheet.accepted.connect(self._on_agreed)
            self.sheet.declined.connect(self._on_declined)
            self._column.addWidget(self.sheet)
            (self.sheet.agree if offer.entry.licence.opt_in else self.sheet.yes).setFocus()

    @Slot()
    def _on_agreed(self) -> None:
        self.agreed.emit(self._model.name)

    @Slot()
    def _on_declined(self) -> None:
        self.declined.emit(self._model.name)

    @Slot(bool)
    def _unfold(self, unfolded: bool) -> None:
        if self.details is not None:
            self._column.removeWidget(self.details)
            self.details.deleteLater()
            self.details = None
        self._more.setArrowType(Qt.ArrowType.UpArrow if unfolded else Qt.ArrowType.DownArrow)
        if unfolded:
            self.details = Details(self._model, self)
            self._column.addWidget(self.details)


def about(model: Shelved) -> str:
    """What a model is for."""
    if model.licence is not None:
        return model.entry.about
    return f"A model of your own, painted with the settings of {model.entry.title}."


def facts_of(model: Shelved) -> list[tuple[str, bool]]:
    """What one wants to know at a glance, and whether it is a limit."""
    entry, licence = model.entry, model.licence
    facts = [(size_in_words(model), False), (f"{entry.memory_gb:.0f} GB card", False)]
    if entry.sounds:
        facts.append(("Makes sound", False))
    if licence is None:
        return facts
    if entry.default:
        facts.insert(0, ("Start here", False))
    facts.append((licence.title, False))
    return [*facts, ("Limits apply", True)] if licence.barred else facts
