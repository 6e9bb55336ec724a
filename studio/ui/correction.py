"""Asking the artist what is so instead: one small dialog with the likely answers."""

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from studio.engine import vocabulary
from studio.timeline.facts import NO, YES
from studio.timeline.film import Film, Shot
from studio.timeline.naming import called, with_the
from studio.timeline.ruling import subject_called
from studio.ui.parts import label, restyled
from studio.ui.theme import GRID
from studio.ui.world_tree import Row

_NOBODY = "nobody"
_FREE = ("where", "wearing", "place", "mood")
_LEAST_PX = 320


def ask_value(parent: QWidget, film: Film, shot: Shot, row: Row) -> str | None:
    """The value the artist wants a fact to have, as rulings have it; None when they think better of it."""
    dialog = Correction(parent, film, shot, row)
    return dialog.value() if dialog.exec() == QDialog.DialogCode.Accepted else None


class Correction(QDialog):
    """The question, and its likely answers; where words are free, others can be typed."""

    def __init__(self, parent: QWidget, film: Film, shot: Shot, row: Row) -> None:
        super().__init__(parent)
        self.setWindowTitle("Correct a fact")
        self.setMinimumWidth(_LEAST_PX)
        subject, attribute = row.key
        self._answers = answers(film, shot, subject, attribute)
        self.choice = QComboBox(self)
        self.choice.addItems(list(self._answers))
        self.choice.setEditable(attribute in _FREE)
        self.choice.setAccessibleName(f"New value of: {attribute}")
        now = next((words for words, value in self._answers.items() if value == row.before), row.before)
        self.choice.setCurrentText(now)
        name = subject_called(subject, film)
        asked = label("", f"{name[:1].upper()}{name[1:]}, {attribute}, before this shot:", wraps=True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        accept = buttons.addButton("Correct", QDialogButtonBox.ButtonRole.AcceptRole)
        accept.setDefault(True)
        restyled(accept, "primary")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(asked)
        column.addWidget(self.choice)
        column.addSpacing(GRID)
        column.addWidget(buttons)

    def value(self) -> str:
        """The answer, as rulings have it."""
        said = self.choice.currentText().strip()
        return self._answers.get(said, said)


def answers(film: Film, shot: Shot, subject: str, attribute: str) -> dict[str, str]:
    """Likely answers in words, and the value that each stands for."""
    match attribute:
        case "hour" | "weather":
            return {name: name for name in vocabulary.named(f"{attribute}s")}
        case "mood":
            return {name: name for name in vocabulary.named("emotions")}
        case "wet":
            return {name: name for name in ("dry", "damp", "wet", "soaked")}
        case "posture":
            return {name: name for name in ("standing", "sitting", "lying")}
        case "held by":
            return {_NOBODY: ""} | {member.name: str(member.id) for member in film.cast}
        case "holding":
            return {"nothing": ""} | {called(prop.id, film): str(prop.id) for prop in film.props}
        case "place":
            return {place: place for place in dict.fromkeys(one.setting.place for one in film.shots)}
        case "where":
            return {words: words for words in _places_to_be(film, shot, subject)}
        case "wearing":
            return {name: name for name in (*vocabulary.named("accessories"), *vocabulary.named("outfits"))}
        case _:
            return {"yes": YES, "no": NO}


def _places_to_be(film: Film, shot: Shot, subject: str) -> list[str]:
    """Where on the shot's set somebody or something can be put."""
    kind = vocabulary.set_kinds().get(shot.setting.set)
    spots = list(kind.spots) if kind is not None else []
    if any(member.id == subject for member in film.cast):
        return [*(f"by {with_the(spot.name)}" for spot in spots), "on the left", "in the middle", "on the right"]
    hands = [f"in {member.name}'s hand" for member in film.cast]
    tops = [f"on {with_the(spot.name)}" for spot in spots if spot.at[2] > 0.3]
    others = [f"on {called(prop.id, film)}" for prop in film.props if prop.id in shot.present and prop.id != subject]
    ground = ["on the ground, on the left", "on the ground, in the middle", "on the ground, on the right"]
    return [*hands, *tops, *others, *ground]
