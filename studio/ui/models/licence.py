"""A licence in plain words, and what a download would fetch: read before anything is agreed to."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from studio.engine.model_store.downloading import Offer
from studio.engine.model_store.shelf import Shelved
from studio.engine.model_store.sizes import in_bytes
from studio.engine.painters.catalogue import Licence
from studio.ui.parts import label, styled
from studio.ui.theme import GRID


class LicenceWords(QWidget):
    """Its title, what it lets one do, where or for what it does not hold, and what else one agrees to."""

    def __init__(self, licence: Licence, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(label("heading", f"Licence: {licence.title}"))
        column.addWidget(_words("", licence.plain))
        if licence.barred:
            column.addWidget(_words("note", "Not for:\n" + "\n".join(f"·  {one}" for one in licence.barred)))
        for condition in licence.conditions:
            column.addWidget(_words("dim", condition))


class OfferSheet(QFrame):
    """What would be fetched: ``accepted`` once it is agreed to, ``declined`` when not."""

    accepted = Signal()
    declined = Signal()

    def __init__(self, offer: Offer, parent: QWidget) -> None:
        super().__init__(parent)
        styled(self, "sheet")
        licence = offer.entry.licence
        self.yes = styled(QPushButton(f"Download {in_bytes(offer.to_fetch)}", self), "primary")
        self.no = QPushButton("Not now", self)
        self.agree = QCheckBox("I have read the licence, and agree", self)
        self.agree.setVisible(licence.opt_in)
        self.numbers = _words("" if offer.fits else "note", room_in_words(offer))
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID + GRID // 2, GRID, GRID + GRID // 2, GRID + GRID // 2)
        column.setSpacing(GRID)
        column.addWidget(self.numbers)
        column.addWidget(_words("dim", origin_in_words(offer)))
        column.addWidget(LicenceWords(licence, self))
        column.addWidget(self.agree)
        row = QHBoxLayout()
        row.addWidget(self.yes)
        row.addWidget(self.no)
        row.addStretch(1)
        column.addLayout(row)
        self._may = offer.fits
        self.agree.toggled.connect(self._show_state)
        self.yes.clicked.connect(self.accepted)
        self.no.clicked.connect(self.declined)
        self._needs_agreement = licence.opt_in
        self._show_state()

    def _show_state(self) -> None:
        self.yes.setEnabled(self._may and (self.agree.isChecked() or not self._needs_agreement))


class Details(QWidget):
    """What else there is to know of a model: its licence, where it is from, and where it lies."""

    def __init__(self, model: Shelved, parent: QWidget) -> None:
        super().__init__(parent)
        entry = model.entry
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID // 2, 0, 0)
        column.setSpacing(GRID)
        if model.licence is not None:
            column.addWidget(LicenceWords(model.licence, self))
        else:
            column.addWidget(label("heading", "Licence"))
            column.addWidget(_words("dim", "As its makers say: read it before you show what is painted with it."))
        memory = "measured" if entry.memory_measured else "estimated"
        column.addWidget(label("heading", "What it takes"))
        column.addWidget(
            _words(
                "dim",
                f"A graphics card with {entry.memory_gb:.0f} GB of memory ({memory}).\n"
                f"Told by: {', '.join(one.value for one in entry.conditioning)}.",
            )
        )
        column.addWidget(label("heading", "Where it is from"))
        origin = model.origin or tuple(source.repo for source in entry.sources)
        column.addWidget(_words("dim", "\n".join(origin if not model.own else (str(model.folder),))))


def room_in_words(offer: Offer) -> str:
    """How much is to be fetched, and whether there is room for it, in numbers."""
    shared = f" {in_bytes(offer.shared)} more are here already, with another model." if offer.shared else ""
    if offer.fits:
        return (
            f"{in_bytes(offer.to_fetch)} to fetch.{shared} With room to spare, {in_bytes(offer.room)} should be free"
            f" on its disk, and {in_bytes(offer.free)} are."
        )
    return (
        f"{in_bytes(offer.to_fetch)} to fetch.{shared} {in_bytes(offer.room)} should be free on its disk, and only"
        f" {in_bytes(offer.free)} are: free {in_bytes(offer.room - offer.free)}, or keep models on another disk."
    )


def origin_in_words(offer: Offer) -> str:
    """Where the files are from, and what they are held to."""
    lines = [f"{repo} at {commit[:12]}" for repo, commit in offer.origin]
    held = "the same as ever" if offer.held else "held to these sizes and sums from now on"
    return "\n".join([*lines, f"{len(offer.pin.files)} files, {held}; safetensors only, no code is run."])


def _words(look: str, text: str) -> QLabel:
    made = label(look, text, wraps=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
