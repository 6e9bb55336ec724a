"""The Cameos panel: the library, the rules of one's own, the people, and where each is used."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.cameo.telling import Told, ToldCameo
from studio.engine.cameo_jobs import DeleteEverything, DestroyCameo, MakeFrom, Renew, SaveCard, SetProfile
from studio.timeline import casting
from studio.timeline.film import CastId
from studio.ui.cameo.asking import ask_to_delete, ask_to_destroy, ask_to_make
from studio.ui.cameo.beginning import Beginning
from studio.ui.cameo.locked import Locked
from studio.ui.cameo.people import People
from studio.ui.cameo.profile_dialog import ask_profile
from studio.ui.cameo.rules_form import RulesForm
from studio.ui.cameo.uses import Uses
from studio.ui.cameos import Cameos, dropped_cameo_files
from studio.ui.icons import icon
from studio.ui.parts import label, panel, rule, styled
from studio.ui.session import Session
from studio.ui.theme import GRID, Theme

NO_CAMEOS: Final = "No cameos yet. Capture yourself at the camera; or design somebody after yourself in the Cast panel."
_ADVERBS: Final = ("together", "after")
_LEAST_PX: Final = 300
_LIST_PX: Final = 132
_VERBS: Final = {
    "capture": ("Capture me…", "Make a double of yourself at the camera, in about a minute"),
    "make": ("From the cast…", "Make a cameo of your own of a character that you designed after yourself"),
    "add": ("Add a file…", "Take in a .card or .cameo file that you were sent; or drop it here"),
    "card": ("Save my card…", "Save your contact card, to hand to friends"),
    "allow": ("What is allowed…", "What this machine allows, behind a parent's PIN: cameos, content, hours, sharing"),
    "renew": ("Renew leases", "Write new leases for everybody whose lease ends soon, as far as your rules let them"),
}


class CameoPanel(QWidget):
    """Everything the Cameos dock holds."""

    def __init__(self, session: Session, cameos: Cameos, theme: Theme) -> None:
        super().__init__()
        panel(self)
        self._session = session
        self._cameos = cameos
        self._theme = theme
        self._id: str | None = None
        self.setMinimumWidth(_LEAST_PX)
        self.setAcceptDrops(True)
        self.beginning = Beginning(self)
        self.library = QListWidget()
        self.library.setAccessibleName("Cameos")
        self.library.setIconSize(QSize(16, 16))
        self.buttons = {name: self._button(name) for name in _VERBS}
        self.rules = RulesForm(self)
        self.people = People(self.ask_folder, self)
        self.uses = Uses(self)
        self.commercial = QCheckBox("This film is made for money")
        self.commercial.setToolTip("Some people do not lend their likeness to films made for money")
        self._who, self._spoken = label("title"), label("dim")
        self._trouble = label("note", wraps=True)
        self._none = label("dim", NO_CAMEOS, wraps=True)
        self.locked = Locked(self)
        self._about, self._state = label("heading"), label("dim", wraps=True)
        self._answers_heading = label("heading", "Asked to delete every video")
        self._answers = label("dim", wraps=True)
        self._answers.setAccessibleName("What contacts answered, and receipts")
        self._body = QWidget(self)
        self._lay_out()
        self._listen()
        self._show()

    @property
    def chosen(self) -> ToldCameo | None:
        """The cameo that is shown."""
        told = self._told
        cameos = told.cameos if told else ()
        return next((one for one in cameos if one.id == self._id), cameos[0] if cameos else None)

    def wear(self, theme: Theme) -> None:
        """Take a theme's colours."""
        self._theme = theme
        self._show()

    @property
    def _told(self) -> Told | None:
        return self._cameos.known.told if self._cameos.known else None

    # --- parts --------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        heading = QHBoxLayout()
        heading.addWidget(self._who)
        heading.addStretch(1)
        heading.addWidget(self._spoken)
        column.addLayout(heading)
        column.addLayout(_row(self.buttons["card"], self.buttons["add"]))
        column.addWidget(self.library)
        column.addWidget(self._none)
        column.addLayout(_row(self.buttons["capture"], self.buttons["make"], self.buttons["renew"]))
        self._details = QWidget(self._body)
        self._lay_out_details()
        column.addWidget(self._details)
        self._people_heading = label("heading", "People")
        column.addWidget(self.locked)
        column.addWidget(rule())
        column.addWidget(self._people_heading)
        column.addWidget(self.people)
        column.addWidget(self._answers_heading)
        column.addWidget(self._answers)
        column.addWidget(rule())
        column.addWidget(self.commercial)
        column.addLayout(_row(self.buttons["allow"]))
        column.addStretch(1)
        page = panel(QWidget())
        inner = QVBoxLayout(page)
        inner.setContentsMargins(GRID + GRID // 2, GRID, GRID + GRID // 2, 2 * GRID)
        for part in (self._trouble, self.beginning, self._body):
            inner.addWidget(part)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _lay_out_details(self) -> None:
        column = QVBoxLayout(self._details)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for part in (rule(), self._about, self._state, self.rules, rule()):
            column.addWidget(part)
        column.addWidget(label("heading", "Where it is used"))
        column.addWidget(self.uses)

    def _button(self, name: str) -> QToolButton:
        words, tip = _VERBS[name]
        button = styled(QToolButton(self), "verb")
        button.setText(words)
        button.setToolTip(tip)
        button.setAccessibleName(words.rstrip("…"))
        return button

    def _listen(self) -> None:
        for part in (self.beginning, self.rules, self.people):
            part.deed.connect(self._cameos.do)
        self.library.currentItemChanged.connect(self._on_chosen)
        self.buttons["make"].clicked.connect(self._on_make)
        self.buttons["add"].clicked.connect(self._on_add)
        self.buttons["card"].clicked.connect(self._on_card)
        self.buttons["renew"].clicked.connect(self._on_renew)
        self.buttons["allow"].clicked.connect(self._on_allow)
        self.uses.played.connect(self._on_played)
        self.uses.recast.connect(self._on_recast)
        self.locked.recast.connect(self._on_recast)
        self.uses.delete_all.connect(self._on_delete)
        self.uses.ended.connect(self._on_destroy)
        self.commercial.toggled.connect(self._on_commercial)
        self._cameos.changed.connect(self._show)
        self._session.film_changed.connect(self._show)

    # --- showing ------------------------------------------------------------------------------------
    @Slot()
    def _show(self) -> None:
        known, told = self._cameos.known, self._told
        there = told is not None and bool(told.name)
        self._body.setVisible(there)
        locked = known is not None and known.locked
        self.beginning.setVisible(not there)
        self.beginning.show_for(needs_passphrase=locked or self._is_without_keys, has_identity=locked)
        told_below = locked and known is not None and self._cameos.trouble == known.trouble
        self._trouble.setText("" if told_below else self._cameos.trouble)
        self._trouble.setVisible(bool(self._trouble.text()))
        if told is not None and there:
            self._show_told(told)

    @property
    def _is_without_keys(self) -> bool:
        return self._told is not None and self._told.asks_passphrase

    def _show_told(self, told: Told) -> None:
        self._who.setText(told.name)
        self._spoken.setText(f"@{told.handle}")
        self._spoken.setToolTip(f"Your id, to compare aloud with friends: {told.spoken}")
        self._show_library(told)
        chosen = self.chosen
        self._none.setVisible(chosen is None)
        self.library.setVisible(chosen is not None)
        self._details.setVisible(chosen is not None)
        self.buttons["renew"].setEnabled(any(one.mine and one.grants for one in told.cameos))
        self.buttons["make"].setEnabled(bool(self._session.film.cast))
        if chosen is not None:
            self._show_cameo(chosen)
        self.locked.show_locks(self._session.film, self._cameos.locked, chosen.id if chosen is not None else "")
        self.people.show_people(told, chosen if chosen is not None and chosen.mine else None)
        answers = [f"{one.name}, about {one.cameo}: {one.answer}" for one in told.requests]
        self._answers.setText("\n".join((*answers, *(f"Receipt of {receipt}" for receipt in told.receipts))))
        for part in (self._answers_heading, self._answers):
            part.setVisible(bool(self._answers.text()))
        blocked = self.commercial.blockSignals(True)
        self.commercial.setChecked(self._session.film.commercial)
        self.commercial.blockSignals(blocked)

    def _show_library(self, told: Told) -> None:
        blocked = self.library.blockSignals(True)
        self.library.clear()
        chosen = self.chosen
        for one in told.cameos:
            item = QListWidgetItem(f"@{one.handle}  ·  {_short(one)}")
            item.setIcon(icon("account-circle-outline" if one.mine else "account-arrow-left-outline", self._theme))
            item.setData(Qt.ItemDataRole.UserRole, one.id)
            self.library.addItem(item)
            if chosen is not None and one.id == chosen.id:
                self.library.setCurrentItem(item)
        self.library.setFixedHeight(min(_LIST_PX, self.library.sizeHintForRow(0) * len(told.cameos) + GRID))
        self.library.blockSignals(blocked)

    def _show_cameo(self, cameo: ToldCameo) -> None:
        self._about.setText("Who may use it" if cameo.mine else f"{cameo.name} lends it to you")
        rules = [
            f"Not in {limit}." if not limit.startswith(("together", "after")) else f"Not {limit}."
            for limit in cameo.limits
        ]
        self._state.setText(" ".join((cameo.state, *rules)))
        self._state.setVisible(not cameo.mine)
        self.rules.setVisible(cameo.mine)
        if cameo.mine:
            self.rules.show_rules(cameo, cameo.limits_set, self._told.contacts if self._told else ())
        known = self._cameos.known
        self.uses.show_uses(cameo, self._session.film, known.likenesses if known else ())

    @Slot(QListWidgetItem, QListWidgetItem)
    def _on_chosen(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self._id = item.data(Qt.ItemDataRole.UserRole)
            self._show()

    # --- doing --------------------------------------------------------------------------------------
    def ask_folder(self) -> Path | None:
        """Where the files for others are to be written."""
        chosen = QFileDialog.getExistingDirectory(self, "Where to put the file for them", str(Path.home()))
        return Path(chosen) if chosen else None

    @Slot()
    def _on_make(self) -> None:
        told = self._told
        asked = ask_to_make(self, self._session.film.cast, told.handle if told else "")
        if asked is not None:
            self._cameos.do(MakeFrom(*asked))

    @Slot()
    def _on_add(self) -> None:
        paths, _ = QFileDialog.getOpenFileNames(
            self, "Add a card or a cameo", str(Path.home()), "Cards and cameos (*.card *.cameo)"
        )
        self._cameos.take_in(tuple(map(Path, paths)))

    @Slot()
    def _on_card(self) -> None:
        told = self._told
        name = f"{told.handle if told else 'me'}.card"
        path, _ = QFileDialog.getSaveFileName(self, "Save my card", str(Path.home() / name), "Contact cards (*.card)")
        if path:
            self._cameos.do(SaveCard(Path(path)))

    @Slot()
    def _on_renew(self) -> None:
        folder = self.ask_folder()
        if folder is not None:
            self._cameos.do(Renew(folder))

    @Slot()
    def _on_allow(self) -> None:
        told = self._told
        asked = ask_profile(self, told.profile, locked=told.profile_locked) if told else None
        if asked is not None:
            self._cameos.do(SetProfile(*asked))

    @Slot(object, str)
    def _on_played(self, who: CastId, cameo: str) -> None:
        self._session.apply("Play a part", lambda film: casting.set_cameo(film, who, cameo))

    @Slot(object)
    def _on_recast(self, who: CastId) -> None:
        self._session.apply("Let another character play", lambda film: casting.recast(film, who))

    @Slot()
    def _on_delete(self) -> None:
        cameo = self.chosen
        if cameo is None or not ask_to_delete(self, cameo.works):
            return
        folder = self.ask_folder()
        if folder is not None:
            self._cameos.do(DeleteEverything(cameo.id, folder))

    @Slot()
    def _on_destroy(self) -> None:
        cameo = self.chosen
        if cameo is None or not ask_to_destroy(self, cameo):
            return
        tells = cameo.mine and bool(cameo.grants)
        folder = self.ask_folder() if tells else Path.home()
        if folder is not None:
            self._cameos.do(DestroyCameo(cameo.id, folder))

    @Slot(bool)
    def _on_commercial(self, commercial: bool) -> None:
        self._session.apply("Made for money", lambda film: casting.set_commercial(film, commercial=commercial))

    # --- dropping -----------------------------------------------------------------------------------
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Cards and cameos may be dropped here."""
        if dropped_cameo_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take them in."""
        self._cameos.take_in(dropped_cameo_files(event.mimeData()))
        event.acceptProposedAction()


def _short(cameo: ToldCameo) -> str:
    return f"yours, {cameo.level.value}" if cameo.mine else cameo.state.rstrip(".").removeprefix("Yours to use ")


def _row(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(GRID // 2)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return row
