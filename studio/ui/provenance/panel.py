"""The Provenance panel: where this film comes from, its credits, and how any other film was made."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from studio.engine.jobs import Export, Failed
from studio.engine.package_jobs import LookedInto, LookInto, PackageEvent, PackageRequest, Trace, Traced
from studio.ui import dialogs
from studio.ui.findings import Findings
from studio.ui.parts import label, panel, restyled, rule
from studio.ui.provenance.family_tree import FamilyTree
from studio.ui.session import Session
from studio.ui.theme import GRID, Theme
from studio.ui.work import Job, Work

_LEAST_PX = 300
EMPTY = "Choose a film, or drop one here, to see how it was made and whether that can be believed."


class ProvenancePanel(QScrollArea):
    """Everything the Provenance dock holds."""

    def __init__(self, session: Session, work: Work, findings: Findings, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._findings = findings
        self._work = work
        self._seen = False
        self.tree = FamilyTree(theme)
        self.terms = label("dim", wraps=True)
        self.credits = label("", wraps=True)
        self.credits.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy = QPushButton("Copy the credits", self)
        self.choose = QPushButton("Look into a film…", self)
        self.name = label("title", wraps=True)
        self.headline = label("note", wraps=True)
        self.sentences = label("", EMPTY, wraps=True)
        self.sentences.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._name_parts()
        self._lay_out()
        self.copy.clicked.connect(self._on_copy)
        self.choose.clicked.connect(self._on_choose)
        work.packaged.connect(self._on_answer)
        work.ended.connect(self._on_ended)
        findings.changed.connect(self._show_own)
        session.film_changed.connect(self._on_film)
        session.project_changed.connect(self._on_film)

    def wear(self, theme: Theme) -> None:
        """Take a theme's colours."""
        self.tree.wear(theme)

    def be_seen(self, seen: bool) -> None:
        """The family is traced while it is looked at."""
        self._seen = seen
        self._on_film()

    def look_into(self, path: Path) -> None:
        """Show how a film was made."""
        for part in (self.name, self.headline):
            part.show()
        self.name.setText(path.name)
        self.headline.setText("Looking into it…")
        restyled(self.headline, "dim")
        self.sentences.setText("")
        self._work.submit(LookInto(path))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A film may be dropped."""
        if _film_in(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """What is dropped is looked into."""
        path = _film_in(event)
        if path is not None:
            event.acceptProposedAction()
            self.look_into(path)

    def _name_parts(self) -> None:
        self.setAccessibleName("Provenance")
        self.credits.setAccessibleName("Credits")
        self.headline.setAccessibleName("Who signed the film, and whether it was changed since")
        self.sentences.setAccessibleName("How the film was made")
        self.copy.setAccessibleName("Copy the credits")
        self.copy.setToolTip("Copy the credits, to be pasted where the film is shown")
        self.choose.setAccessibleName("Look into a film")
        self.choose.setToolTip("Choose any film to see how it was made, who signed it, and what happened to it since")

    def _lay_out(self) -> None:
        page = panel(QWidget())
        column = QVBoxLayout(page)
        column.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        column.setSpacing(GRID)
        parts = (
            label("heading", "Where this film comes from"),
            self.tree,
            self.terms,
            label("heading", "Credits"),
            self.credits,
            _left(self.copy),
            rule(),
            label("heading", "How a film was made"),
            _left(self.choose),
            self.name,
            self.headline,
            self.sentences,
        )
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        for part in (self.name, self.headline):
            part.hide()
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumWidth(_LEAST_PX)
        self.setAcceptDrops(True)

    @Slot()
    def _on_film(self) -> None:
        if self._seen:
            self._work.submit(Trace(self._session.film, self._session.project.folder))

    @Slot(object, object)
    def _on_answer(self, event: PackageEvent, request: PackageRequest) -> None:
        match event, request:
            case Traced(), Trace(film=film) if film is self._session.film:
                self.tree.show_family(event.relatives)
                self._show_own()
                self.terms.setText(f"{event.relatives[0].ancestor.terms.words}.")
                self.credits.setText("\n".join(event.credits))
            case LookedInto(), LookInto():
                self._show_found(event)
            case _:
                return

    @Slot()
    def _show_own(self) -> None:
        shots = self._session.map.shots
        self.tree.show_own(self._findings.thumbnail(shots[0].id) if shots else None)

    def _show_found(self, found: LookedInto) -> None:
        self.name.setText(found.path.name)
        self.headline.setText(found.sentences[0])
        restyled(self.headline, "note" if found.worry else "readout")
        self.sentences.setText("\n\n".join(found.sentences[1:]))

    @Slot(object)
    def _on_ended(self, job: Job) -> None:
        """A film that was just exported is looked into; one that cannot be is told."""
        if isinstance(job.request, Export) and job.output is not None and self._seen:
            self.look_into(job.output)
        elif isinstance(job.request, LookInto) and isinstance(job.ending, Failed):
            self.headline.setText(job.ending.what)
            restyled(self.headline, "note")
            self.sentences.setText(job.ending.remedy)

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.credits.text())
        self._session.said.emit("The credits are copied.")

    @Slot()
    def _on_choose(self) -> None:
        path = dialogs.ask_film(self, self._session.project.folder.parent)
        if path is not None:
            self.look_into(path)


def _film_in(event: QDragEnterEvent | QDropEvent) -> Path | None:
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return next((path for path in paths if path.suffix.lower() in (".mp4", ".m4v", ".mov")), None)


def _left(part: QWidget) -> QWidget:
    """A button as wide as its words."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(part)
    row.addStretch(1)
    return holder
