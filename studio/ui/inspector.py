"""The inspector: the chosen shot's own words, its six Directions, its length, its people, its worlds; or the
chosen overlay.
"""

from fractions import Fraction

from msgspec.structs import asdict
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFormLayout,
    QFrame,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from studio.timeline.edits import LONGEST_SHOT, set_physics, trim_shot_end
from studio.timeline.film import Directions, Shot, ShotId
from studio.ui import wheel
from studio.ui.cameos import Cameos
from studio.ui.chips import member_chip, prop_chip
from studio.ui.clip_part import ClipPart
from studio.ui.coach_list import CoachList
from studio.ui.directing import Directing
from studio.ui.direction_edit import DirectionEdit
from studio.ui.dubbing import Dubbing
from studio.ui.findings import Findings, Freshness
from studio.ui.flow import FlowLayout
from studio.ui.in_words import told
from studio.ui.likeness_line import LikenessLine
from studio.ui.line_list import LineList
from studio.ui.overlay_part import OverlayPart
from studio.ui.parts import inset, label, panel, rule
from studio.ui.physics_dial import PhysicsDial
from studio.ui.session import Session
from studio.ui.theme import GRID, Theme
from studio.ui.work import Work

HINTS = {
    "subject": "who or what the shot is about",
    "setting": "where, what hour, what weather",
    "camera": "framing, angle and move",
    "motion": "who does what",
    "pacing": "slow, quick, held",
    "audio": "speech, ambience, sounds",
}
_LEAST_PX = 272
EMPTY = "The shot you choose in the timeline is directed here."


class Inspector(QScrollArea):
    """Everything the inspector dock holds."""

    def __init__(
        self,
        session: Session,
        directing: Directing,
        findings: Findings,
        work: Work,
        dubbing: Dubbing,
        cameos: Cameos,
        theme: Theme,
    ) -> None:
        super().__init__()
        self._session = session
        self._directing = directing
        self._findings = findings
        self._shot: ShotId | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(_LEAST_PX)
        page = panel(QWidget())
        self._empty = label("empty", EMPTY, wraps=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._body = QWidget(page)
        self._title = label("title")
        self._words = label("dim", wraps=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setAccessibleName("The shot's own words")
        self.edits = {name: DirectionEdit(name.capitalize(), hint, self._body) for name, hint in HINTS.items()}
        self.duration = _duration_edit(self._body)
        self.physics = PhysicsDial(self._body)
        self._cast = QWidget(self._body)
        self._cast_flow = FlowLayout(self._cast)
        self._before = label("dim", wraps=True)
        self._after = label("dim", wraps=True)
        self.coach = CoachList(session, directing, work)
        self.lines = LineList(dubbing)
        self.clip = ClipPart(session, self._body)
        self.likeness = LikenessLine(session, cameos)
        self.overlay = OverlayPart(session, theme, page)
        self._lay_out(page)
        self.setWidget(page)
        wheel.spare(page)
        for edit in self.edits.values():
            edit.drafted.connect(self._on_drafted)
            edit.committed.connect(self._on_committed)
        self.duration.valueChanged.connect(self._on_duration)
        self.physics.turned.connect(self._on_physics)
        session.shot_chosen.connect(self._on_chosen)
        session.overlay_chosen.connect(self._on_chosen)
        findings.changed.connect(self._on_found)
        self._on_chosen()

    def wear(self, theme: Theme) -> None:
        """Take a theme's colours."""
        self.overlay.wear(theme)

    def directions(self) -> Directions:
        """The six ingredients as they are written now."""
        return Directions(**{name: edit.toPlainText() for name, edit in self.edits.items()})

    def keep(self) -> bool:
        """Keep words that are being written, now; False where they could not be kept."""
        for edit in self.edits.values():
            edit.keep()
        return not self.unkept

    @property
    def unkept(self) -> dict[str, str]:
        """Words that are only here, by the names of their fields."""
        return {edit.accessibleName(): edit.toPlainText() for edit in self.edits.values() if edit.changed}

    def let_go(self) -> None:
        """What is written belongs to no film any more."""
        for edit in self.edits.values():
            edit.show_kept(edit.toPlainText())

    def _lay_out(self, page: QWidget) -> None:
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        form.setHorizontalSpacing(GRID)
        form.setVerticalSpacing(GRID)
        for name, edit in self.edits.items():
            form.addRow(_label(name.capitalize()), edit)
        form.addRow(_label("Length"), self.duration)
        form.addRow(_label("Physics"), self.physics)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addWidget(rule())
        column.addLayout(form)
        column.addWidget(self.clip)
        column.addWidget(self.lines)
        column.addWidget(self.coach)
        column.addWidget(rule())
        for heading, part in (
            ("In the shot", self._cast),
            ("World before", self._before),
            ("World after", self._after),
        ):
            column.addWidget(label("heading", heading))
            column.addWidget(part)
            part.setAccessibleName(heading)
            if part is self._cast:
                column.addWidget(self.likeness)
        column.addStretch(1)
        outer = QVBoxLayout(page)
        outer.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        outer.addWidget(self._empty)
        outer.addWidget(self._body)
        outer.addWidget(self.overlay)

    @Slot(object)
    def _on_chosen(self) -> None:
        shot = self._session.chosen
        self._commit_left_behind(shot)
        self._shot = shot.id if shot else None
        laid = self._session.overlay is not None
        self.overlay.setVisible(laid)
        self._body.setVisible(shot is not None and not laid)
        self._empty.setVisible(shot is None and not laid)
        if shot is not None:
            self._show(shot)

    def _commit_left_behind(self, shot: Shot | None) -> None:
        """Words that were being written when another shot was chosen are kept, for their own shot."""
        left = self._session.map.shot(self._shot)
        if left is not None and (shot is None or shot.id != left.id) and any(e.changed for e in self.edits.values()):
            written = self.directions()
            for name, edit in self.edits.items():
                edit.show_kept(getattr(written, name))
            self._directing.commit(left.id, written, "Edit directions")

    def _show(self, shot: Shot) -> None:
        map_ = self._session.map
        place = map_.places[shot.id]
        self._title.setText(f"Shot {place + 1}")
        self._title.setToolTip(map_.scene_at(place).title)
        self._words.setText(f"“{shot.words}”" if shot.words else "")
        for name, words in asdict(shot.directions).items():
            if not self.edits[name].changed:
                self.edits[name].show_kept(words)
        blocked = self.duration.blockSignals(True)
        self.duration.setSingleStep(1 / map_.film.fps)
        self.duration.setValue(float(shot.duration))
        self.duration.blockSignals(blocked)
        self.physics.show_value(shot.physics)
        self.clip.show_clip(shot)
        self.lines.show_lines(shot, map_.film, self._session.project.folder.parent)
        self.coach.show_advice(shot)
        self._show_cast(shot)
        self._show_worlds(shot)

    def _show_cast(self, shot: Shot) -> None:
        film = self._session.film
        names = {*shot.present, *(beat.who for beat in shot.beats)}
        chips = [member_chip(member, self._cast) for member in film.cast if member.id in names]
        chips += [prop_chip(prop, self._cast) for prop in film.props if prop.id in names]
        self._cast_flow.replace(chips or [label("dim", "Nobody")])

    def _show_worlds(self, shot: Shot) -> None:
        worlds = self._findings.worlds(shot.id)
        if worlds is None:
            for part in (self._before, self._after):
                part.setText("Known once the shot has been played out.")
            return
        stale = self._findings.freshness(self._session.map.places[shot.id]) is Freshness.STALE
        note = ("Being played out again…",) if stale else ()
        self._before.setText("\n".join((*note, *told(worlds.before, self._session.film))))
        self._after.setText("\n".join(told(worlds.after, self._session.film)))

    @Slot(object)
    def _on_found(self, shot: ShotId | None) -> None:
        chosen = self._session.chosen
        if chosen is not None and shot in (None, chosen.id):
            self._show_worlds(chosen)

    @Slot()
    def _on_drafted(self) -> None:
        if self._shot is not None:
            self._directing.draft(self._shot, self.directions())

    @Slot()
    def _on_committed(self) -> None:
        edit = self.sender()
        if self._shot is not None and isinstance(edit, DirectionEdit):
            name = f"Edit {edit.accessibleName().lower()}"
            if not self._directing.commit(self._shot, self.directions(), name):
                edit.refuse()

    @Slot(float)
    def _on_duration(self, seconds: float) -> None:
        shot = self._session.chosen
        if shot is not None:
            wanted = Fraction(max(1, round(seconds * self._session.film.fps)), self._session.film.fps)
            merge = ("length", shot.id)
            self._session.apply("Change length", lambda film: trim_shot_end(film, shot.id, wanted), merge)

    @Slot(float)
    def _on_physics(self, physics: float) -> None:
        shot = self._session.chosen
        if shot is not None and physics != shot.physics:
            name = f"Change the physics of shot {self._session.map.places[shot.id] + 1}"
            self._session.apply(name, lambda film: set_physics(film, shot.id, physics), ("physics", shot.id))


def _duration_edit(parent: QWidget) -> QDoubleSpinBox:
    edit = QDoubleSpinBox(parent, decimals=2, minimum=0.01, maximum=float(LONGEST_SHOT), suffix=" s")
    edit.setKeyboardTracking(False)
    inset(edit)
    edit.setAccessibleName("Length in seconds")
    edit.setToolTip("How long the shot lasts; the arrows change it by one frame")
    return edit


def _label(text: str) -> QLabel:
    made = label("dim", text)
    made.setContentsMargins(0, 6, GRID, 0)
    made.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return made
