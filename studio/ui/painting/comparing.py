"""A shot's takes, two of them under a wipe, and which of them the film uses."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from studio.engine.painting_jobs import SeenTake, TakesSeen
from studio.timeline.ruling import keep_take
from studio.ui.painting.pictures import Wipe
from studio.ui.parts import label, styled
from studio.ui.session import Session
from studio.ui.theme import GRID

_SHORTEST = 6
NONE_YET = "No model has painted this shot yet."
_PARTS = {
    "id_overlap": "outlines of who is seen",
    "lines": "lines",
    "palette": "colours",
    "identity": "likeness",
    "flicker": "steadiness",
    "style": "flatness",
}


class Comparing(QWidget):
    """Compares takes and keeps one for the film."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._seen: TakesSeen | None = None
        self.first, self.second = QComboBox(), QComboBox()
        self.wipe = Wipe()
        self.said = label("small", NONE_YET, wraps=True)
        self.use = styled(QToolButton(self), "verb")
        self._lay_out()
        for combo in (self.first, self.second):
            combo.currentIndexChanged.connect(self._show)
        self.use.clicked.connect(self._on_use)
        self._show()

    def show_takes(self, seen: TakesSeen) -> None:
        """Compare these; the two newest first of all."""
        self._seen = seen
        names = [take_name(one) for one in seen.takes]
        for combo, back in ((self.first, 2), (self.second, 1)):
            combo.blockSignals(True)
            combo.clear()
            combo.addItems(names)
            combo.setCurrentIndex(max(0, len(names) - back))
            combo.blockSignals(False)
        self._show()

    @property
    def chosen(self) -> SeenTake | None:
        """The take on the right of the line, which is the one to use."""
        takes = self._seen.takes if self._seen is not None else ()
        at = self.second.currentIndex()
        return takes[at] if 0 <= at < len(takes) else None

    def _lay_out(self) -> None:
        for combo in (self.first, self.second):
            narrow(combo)
        self.first.setAccessibleName("Take on the left")
        self.second.setAccessibleName("Take on the right")
        self.use.setText("Use the take on the right")
        self.use.setToolTip("Keep this take for the film; another one can be kept at any time")
        sides = QHBoxLayout()
        sides.setSpacing(GRID)
        sides.addWidget(self.first, 1)
        sides.addWidget(self.second, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(sides)
        column.addWidget(self.wipe)
        column.addWidget(self.said)
        column.addWidget(self.use)

    @Slot()
    def _show(self) -> None:
        takes = self._seen.takes if self._seen is not None else ()
        for part in (self.first, self.second, self.wipe, self.use):
            part.setVisible(bool(takes))
        chosen = self.chosen
        if chosen is None:
            self.said.setText(NONE_YET)
            return
        self.wipe.show_pictures(takes[self.first.currentIndex()].picture, chosen.picture)
        self.said.setText(take_in_words(chosen))

    @Slot()
    def _on_use(self) -> None:
        chosen, seen = self.chosen, self._seen
        if chosen is not None and seen is not None:
            self._session.apply("Use take", lambda film: keep_take(film, seen.shot, chosen.take))


def narrow(combo: QComboBox) -> None:
    """Let a choice be as narrow as its panel; what does not fit is cut off."""
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(_SHORTEST)


def take_name(take: SeenTake) -> str:
    """A take on one line: which try, how well, who painted it."""
    overall = dict(take.score).get("overall")
    scored = f", {overall:.0%}" if overall is not None else ""
    return f"Try {take.attempt + 1}{scored}, {take.painter}"


def take_in_words(take: SeenTake) -> str:
    """What there is to say of a take: its weakest respects, and what was given up for it."""
    parts = {name: value for name, value in take.score if name in _PARTS}
    worst = sorted(parts, key=lambda name: parts[name])[:2]
    weak = " and ".join(f"{_PARTS[name]} ({parts[name]:.0%})" for name in worst)
    scored = f"Agrees least with what is played in {weak}." if weak else "It was not measured."
    return " ".join((scored, *take.notes))
