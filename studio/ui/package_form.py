"""What goes into an exported film besides picture and sound: author, terms, the project, the mark."""

from fractions import Fraction

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from studio.engine.package_jobs import Pack, PackageEvent, PackageRequest, Weigh, Weighed
from studio.engine.visible_mark import LARGEST, SMALLEST, Mark
from studio.timeline.edits import set_author, set_terms
from studio.timeline.film import Film
from studio.timeline.lineage import Licence, Terms
from studio.ui.mark_place import MarkPlace
from studio.ui.parts import Sentence, inset, label
from studio.ui.playback import Playback
from studio.ui.session import Session
from studio.ui.theme import GRID
from studio.ui.viewer import timecode
from studio.ui.work import Work

_USUAL_COVER = "A picture of the first shot"
_ALWAYS = "It is always there where a trained model painted or a cameo plays."


class PackageForm(QWidget):
    """Author and terms are the film's own, and change with it; the rest is how this export is packed."""

    changed = Signal(object)  # Pack

    def __init__(self, session: Session, work: Work, pack: Pack, playback: Playback) -> None:
        super().__init__()
        self._session = session
        self._playback = playback
        self._cover_s = pack.cover_s
        self._work = work
        self.author = QLineEdit(self, placeholderText="Your name, as players and credits say it")
        self.licence = QComboBox(self)
        self.licence.addItems([one.words for one in Licence])
        self.remix = QCheckBox("Others may remix it", self)
        self.recast = QCheckBox("and put somebody else into a part", self)
        self.inside = QCheckBox("The project, so that it opens as one", self)
        self.takes = QCheckBox("Finished takes, so that it opens rendered", self)
        self.project_size, self.takes_size = label("dim"), label("dim")
        self.mark = QCheckBox("A small mark on every shot", self)
        for box, on in ((self.inside, pack.inside), (self.takes, pack.takes), (self.mark, pack.mark.everywhere)):
            box.setChecked(on)
        self.mark_height = _percent(pack.mark, self)
        self.mark_place = MarkPlace(pack.mark, self)
        self.cover_told = label("dim")
        self.cover_here = QPushButton("Take the picture at the playhead", self, autoDefault=False)
        self.cover_usual = QPushButton("Put back", self, autoDefault=False)
        self._name_parts()
        self._lay_out()
        self._show_film()
        self._show_cover()
        self._connect()
        work.submit(Weigh(session.film, session.project.folder))

    @property
    def pack(self) -> Pack:
        """How the export is to be packed."""
        mark = Mark(self.mark.isChecked(), self.mark_height.value() / 100, self.mark_place.corners)
        return Pack(self.inside.isChecked(), self.takes.isChecked(), mark, self._cover_s)

    def _name_parts(self) -> None:
        for part, name, tip in (
            (self.author, "Author", "Whose film it is, as players and credits say it"),
            (self.licence, "Licence", "What others may do with the film"),
            (self.remix, "Others may remix it", "Whether other studios help people make films from this one"),
            (self.recast, "Others may recast it", "Whether other studios put somebody else into a part of it"),
            (self.inside, "Project inside", "Anyone with the studio can open the film and see how it was made"),
            (self.takes, "Takes inside", "The film gets larger by as much; whoever opens it need not render"),
            (self.mark, "Mark on every shot", f"It changes corners now and then, so no crop loses it. {_ALWAYS}"),
            (self.mark_height, "Height of the mark", "Of the picture's shorter side"),
            (self.cover_here, "Cover from the playhead", "The picture that the viewer shows now stands for the film"),
            (self.cover_usual, "Usual cover", "Let a picture of the first shot stand for the film again"),
        ):
            part.setAccessibleName(name)
            part.setToolTip(tip)

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, GRID, 0, 0)
        form.setSpacing(GRID)
        form.addRow("Author", self.author)
        form.addRow("Licence", self.licence)
        form.addRow("Terms", _row(self.remix, self.recast))
        form.addRow("Inside", _row(self.inside, self.project_size))
        form.addRow("", _row(self.takes, self.takes_size))
        form.addRow("Cover", _row(self.cover_told, self.cover_here, self.cover_usual))
        form.addRow("Mark", _row(self.mark, self.mark_height, QLabel("high", self)))
        form.addRow("", self.mark_place)
        form.addRow("", Sentence("dim", _ALWAYS))

    def _connect(self) -> None:
        self.author.editingFinished.connect(self._on_author)
        self.licence.currentIndexChanged.connect(self._on_terms)
        for box in (self.remix, self.recast):
            box.toggled.connect(self._on_terms)
        for box in (self.inside, self.takes, self.mark):
            box.toggled.connect(self._on_pack)
        self.mark_height.valueChanged.connect(self._on_pack)
        self.mark_place.changed.connect(self._on_pack)
        self.cover_here.clicked.connect(self._on_cover_here)
        self.cover_usual.clicked.connect(self._on_cover_usual)
        self._work.packaged.connect(self._on_weighed)
        self._session.film_changed.connect(self._show_film)

    @Slot()
    def _show_film(self) -> None:
        film: Film = self._session.film
        terms = film.terms
        for part in (self.author, self.licence, self.remix, self.recast):
            part.blockSignals(True)
        self.author.setText(film.author)
        self.licence.setCurrentIndex(list(Licence).index(terms.licence))
        self.remix.setChecked(terms.may_remix)
        self.recast.setChecked(terms.may_recast)
        for part in (self.author, self.licence, self.remix, self.recast):
            part.blockSignals(False)
        self.remix.setEnabled(terms.licence.allows_changes)
        self.recast.setEnabled(terms.may_remix)
        self.takes.setEnabled(self.inside.isChecked())

    @Slot()
    def _on_author(self) -> None:
        name = self.author.text().strip()
        if name != self._session.film.author:
            self._session.apply("Change author", lambda film: set_author(film, name))

    @Slot()
    def _on_terms(self) -> None:
        licence = list(Licence)[self.licence.currentIndex()]
        terms = Terms(licence, self.remix.isChecked(), self.recast.isChecked())
        self._session.apply("Change terms", lambda film: set_terms(film, terms), "terms")
        self._show_film()

    @Slot()
    def _on_pack(self) -> None:
        with QSignalBlocker(self.takes):
            self.takes.setEnabled(self.inside.isChecked())
        self.changed.emit(self.pack)

    @Slot()
    def _on_cover_here(self) -> None:
        self._choose_cover(float(self._playback.playhead))

    @Slot()
    def _on_cover_usual(self) -> None:
        self._choose_cover(None)

    def _choose_cover(self, at_s: float | None) -> None:
        self._cover_s = at_s
        self._show_cover()
        self._on_pack()

    def _show_cover(self) -> None:
        at_s, fps = self._cover_s, self._session.film.fps
        told = _USUAL_COVER if at_s is None else f"At {timecode(Fraction(round(at_s * fps), fps), fps)}"
        self.cover_told.setText(told)
        self.cover_usual.setVisible(at_s is not None)

    @Slot(object, object)
    def _on_weighed(self, event: PackageEvent, request: PackageRequest) -> None:
        if isinstance(event, Weighed) and isinstance(request, Weigh) and request.folder == self._session.project.folder:
            self.project_size.setText(_size(event.project))
            self.takes_size.setText(_size(event.takes))


def _row(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(GRID)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return row


def _percent(mark: Mark, parent: QWidget) -> QSpinBox:
    edit = QSpinBox(parent, minimum=round(SMALLEST * 100 + 0.5), maximum=round(LARGEST * 100), suffix=" %")
    edit.setValue(round(mark.height * 100))
    inset(edit)
    return edit


def _size(count: int) -> str:
    """So many bytes as one reads them."""
    if count < 1_000_000:
        return f"about {max(1, round(count / 1000))} kB"
    return f"about {count / 1e6:.1f} MB" if count < 1e9 else f"about {count / 1e9:.1f} GB"
