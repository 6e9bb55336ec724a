"""The inspector's part for an overlay: what it is, when it is there, where it lies, how it comes and goes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from studio.timeline.film import Film, Seconds
from studio.timeline.overlay_edits import (
    move_overlay,
    replace_overlay,
    trim_overlay_end,
)
from studio.timeline.overlays import Card, Inset, Laid, Overlay, Picture, Place
from studio.ui.card_part import LABEL_PX, CardPart
from studio.ui.overlaying import named
from studio.ui.parts import inset, label, rule
from studio.ui.session import Session
from studio.ui.theme import GRID, Theme

_FITS: Final = {"fit": "Wholly in its box", "fill": "Fills its box"}


@dataclass(frozen=True)
class Number:
    """A number of a place as the artist sees it: ``times`` what the document has."""

    name: str
    tip: str
    least: float
    most: float
    times: float
    suffix: str
    step: float


_PLACE: Final = {
    "x": Number("Across", "Its middle, from the picture's left edge", -200, 300, 100, " %", 1),
    "y": Number("Down", "Its middle, from the picture's upper edge", -200, 300, 100, " %", 1),
    "scale": Number("Size", "Of the whole picture; of words, of their size", 1, 2000, 100, " %", 5),
    "rotation": Number("Turned", "Clockwise", -360, 360, 1, "°", 5),
    "opacity": Number("Opacity", "How much of it is seen", 0, 100, 100, " %", 5),
}
_TIMES: Final = {
    "first": ("Begins at", "When it begins, in the film's time"),
    "last": ("Ends at", "When it ends, in the film's time"),
    "fade_in": ("Fades in", "How long it takes to come"),
    "fade_out": ("Fades out", "How long it takes to go"),
}


class OverlayPart(QWidget):
    """Shown in the shot's stead while an overlay is chosen; every change is one edit."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: Laid | None = None
        self._title = label("title")
        self._when = label("dim", wraps=True)
        self.card = CardPart(theme, self)
        self.fit = QComboBox(self)
        self.fit.setAccessibleName("Fit")
        self.fit.setToolTip("What is done with a picture of another shape than its box")
        for kind, words in _FITS.items():
            self.fit.addItem(words, kind)
        self._fit_label = _label("Fit")
        self.times = {name: _seconds(*told, self) for name, told in _TIMES.items()}
        self.place = {name: _number(one, self) for name, one in _PLACE.items()}
        self._lay_out()
        self.card.changed.connect(self._on_card)
        self.fit.activated.connect(self._on_fit)
        for name, edit in self.times.items():
            edit.valueChanged.connect(self._timed(name))
        for name, edit in self.place.items():
            edit.valueChanged.connect(self._placed(name))
        session.overlay_chosen.connect(self._on_chosen)
        self._on_chosen()

    def wear(self, theme: Theme) -> None:
        """Take a theme's colours."""
        self.card.wear(theme)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setHorizontalSpacing(GRID)
        form.setVerticalSpacing(GRID)
        form.addRow(self._fit_label, self.fit)
        for name, edit in self.times.items():
            form.addRow(_label(_TIMES[name][0]), edit)
        for name, edit in self.place.items():
            form.addRow(_label(_PLACE[name].name), edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for part in (self._title, self._when, rule(), self.card):
            column.addWidget(part)
        column.addLayout(form)
        column.addStretch(1)

    @Slot(object)
    def _on_chosen(self) -> None:
        laid = self._session.overlay
        self._shown = laid
        if laid is None:
            return
        one, fps = laid.overlay, laid.fps
        self._title.setText(named(one))
        shot = self._session.map.places[one.anchor] + 1
        self._when.setText(f"Hangs on shot {shot}, and moves with it.")
        self.card.setVisible(isinstance(one.content, Card))
        if isinstance(one.content, Card):
            self.card.show_card(one.content)
        fit = _fit_of(one)
        for part in (self.fit, self._fit_label):
            part.setVisible(fit is not None)
        self.fit.setCurrentIndex(self.fit.findData(fit))
        values = {"first": laid.first / fps, "last": laid.last / fps}
        values |= {"fade_in": float(one.fade_in), "fade_out": float(one.fade_out)}
        for name, edit in self.times.items():
            edit.setSingleStep(1 / fps)
            _show(edit, values[name])
        for name, edit in self.place.items():
            _show(edit, getattr(one.place, name) * _PLACE[name].times)

    def _apply(self, name: str, change: Callable[[Overlay], Overlay], part: str) -> None:
        laid = self._shown
        if laid is not None:
            one = change(laid.overlay)
            key = ("overlay part", one.id, part)
            self._session.apply(name, lambda film: replace_overlay(film, one), key)

    @Slot(object)
    def _on_card(self, card: Card) -> None:
        self._apply("Change the words", lambda one: replace(one, content=card), "card")

    @Slot()
    def _on_fit(self) -> None:
        wanted = self.fit.currentData()

        def fitted(one: Overlay) -> Overlay:
            match one.content:
                case Picture() as content:
                    return replace(one, content=replace(content, fit=wanted))
                case Inset(footage=footage):
                    return replace(one, content=Inset(replace(footage, fit=wanted)))
                case _:
                    return one

        self._apply("Fit the overlay", fitted, "fit")

    def _placed(self, name: str) -> Callable[[float], None]:
        def on_value(value: float) -> None:
            def put(one: Overlay) -> Overlay:
                place: Place = replace(one.place, **{name: value / _PLACE[name].times})
                return replace(one, place=place)

            self._apply("Move overlay" if name in "xy" else "Change overlay", put, name)

        return on_value

    def _timed(self, name: str) -> Callable[[float], None]:
        def on_value(value: float) -> None:
            laid = self._shown
            if laid is None:
                return
            wanted = Seconds(round(value * laid.fps), laid.fps)
            one, first, last = laid.overlay, Seconds(laid.first, laid.fps), Seconds(laid.last, laid.fps)
            now = {"first": first, "last": last, "fade_in": one.fade_in, "fade_out": one.fade_out}[name]
            if wanted == now:
                return
            edits: dict[str, tuple[str, Callable[[Film], Film]]] = {
                "first": ("Move overlay", lambda film: move_overlay(film, one.id, wanted)),
                "last": ("Trim overlay", lambda film: trim_overlay_end(film, one.id, wanted)),
                "fade_in": ("Fade overlay in", lambda film: replace_overlay(film, replace(one, fade_in=wanted))),
                "fade_out": ("Fade overlay out", lambda film: replace_overlay(film, replace(one, fade_out=wanted))),
            }
            if not self._session.apply(*edits[name], ("overlay time", one.id, name)):
                self._on_chosen()

        return on_value


def _fit_of(one: Overlay) -> str | None:
    match one.content:
        case Picture(fit=fit):
            return fit
        case Inset(footage=footage):
            return footage.fit
        case _:
            return None


def _show(edit: QDoubleSpinBox, value: float) -> None:
    with QSignalBlocker(edit):
        edit.setValue(value)


def _seconds(name: str, tip: str, parent: QWidget) -> QDoubleSpinBox:
    edit = QDoubleSpinBox(parent, decimals=2, minimum=0.0, maximum=36_000.0, suffix=" s")
    return _told(edit, name, f"{tip}; the arrows change it by one frame")


def _number(one: Number, parent: QWidget) -> QDoubleSpinBox:
    edit = QDoubleSpinBox(parent, decimals=1, minimum=one.least, maximum=one.most, suffix=one.suffix)
    edit.setSingleStep(one.step)
    return _told(edit, one.name, one.tip)


def _told(edit: QDoubleSpinBox, name: str, tip: str) -> QDoubleSpinBox:
    edit.setKeyboardTracking(False)
    edit.setAccessibleName(name)
    edit.setToolTip(tip)
    inset(edit)
    return edit


def _label(text: str) -> QLabel:
    made = label("dim", text)
    made.setMinimumWidth(LABEL_PX)
    return made
