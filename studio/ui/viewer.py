"""The viewer: the picture, and beneath it what plays it."""

from fractions import Fraction

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio.engine.jobs import FrameReady
from studio.ui.bridge import SoundOutput
from studio.ui.commands import CommandSet
from studio.ui.crowded import Crowded
from studio.ui.icons import icon
from studio.ui.meter import Meter
from studio.ui.parts import command_button, label
from studio.ui.pictures import image_of
from studio.ui.playback import Motion, Playback
from studio.ui.screen import Screen
from studio.ui.scrubber import Scrubber
from studio.ui.session import Session
from studio.ui.theme import GRID, Theme

_METER_MS = 33
_BUTTONS = ("start", "previous_shot", "previous_frame", "play", "next_frame", "next_shot", "end")
_MODES = ("loop", "mute")
_GIVING_WAY = ("start", "end", "loop", "mute", "previous_shot", "next_shot")
"""The buttons that a narrow viewer does without, the first to go first; their keys and menus stay."""
EMPTY = (
    "Write a script, then press Direct (F5)\n"
    "A screenplay, a list of scenes or one sentence will do. The film appears here.\n"
    "Or drop a script, a picture or a clip here, or open the sample film (Ctrl+Shift+O)."
)
READING = "Reading the script…\nIts scenes and shots come to the timeline in a moment."
MAKING = "Drawing the first picture…"


def timecode(time: Fraction, fps: int) -> str:
    """Film time as minutes, seconds and frames, "01:07:12"; with the hours before them where there are any."""
    frames = round(time * fps)
    minutes, seconds = divmod(frames // fps, 60)
    clock = f"{minutes % 60:02}:{seconds:02}:{frames % fps:02}"
    return f"{minutes // 60}:{clock}" if minutes >= 60 else clock


class Viewer(QWidget):
    """Picture, scrubber, transport, readouts, sound. ``note`` is for the status line."""

    def __init__(self, session: Session, playback: Playback, output: SoundOutput, commands: CommandSet, theme: Theme):
        super().__init__()
        self.setObjectName("surround")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._playback = playback
        self._output = output
        self._theme = theme
        self._reading = False
        self.picture = Screen(theme, self)
        self._scrubber = Scrubber(session, playback, theme, self)
        self._meter = Meter(theme, self)
        self._time = _readout("Time")
        self._time.setToolTip("Where the playhead is: minutes, seconds, frames")
        self._length = _readout("Length")
        self._length.setToolTip("How long the film is: minutes, seconds, frames")
        self._frame = _readout("Frame")
        self.note = label("note")
        self.note.setAccessibleName("Notes on the preview")
        self._play = command_button(commands, "play")
        self._commands = commands
        self._lay_out()
        self._meter_timer = QTimer(self, interval=_METER_MS)
        self._meter_timer.timeout.connect(self._show_levels)
        self._dropped: tuple[str, ...] = ()
        playback.shown.connect(self._on_frame)
        playback.moved.connect(self._show_time)
        playback.changed.connect(self._on_motion)
        session.film_changed.connect(self._on_film)
        self._on_film()

    def wear(self, theme: Theme) -> None:
        """Take a theme's colours."""
        self._theme = theme
        for part in (self.picture, self._scrubber, self._meter):
            part.wear(theme)
        self._on_motion()

    def be_alone(self, *, alone: bool) -> None:
        """Show nothing but the picture, or what plays it as well."""
        self._scrubber.setVisible(not alone)
        self._transport.setVisible(not alone)

    def say_reading(self, *, reading: bool) -> None:
        """Say that the script is being read, where the first picture will be."""
        self._reading = reading
        self._on_film()

    def note_sound(self) -> None:
        """Say why nothing is heard, if nothing is."""
        self._show_note()

    def _lay_out(self) -> None:
        left, middle, right = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        left.addWidget(self._time)
        left.addWidget(self._length)
        left.addStretch(1)
        buttons = {name: command_button(self._commands, name) for name in (*_BUTTONS, *_MODES) if name != "play"}
        for name in _BUTTONS:
            middle.addWidget(self._play if name == "play" else buttons[name])
        right.addStretch(1)
        for part in (self._frame, *(buttons[name] for name in _MODES), self._meter):
            right.addWidget(part)
        transport = QHBoxLayout()
        transport.addLayout(left, 1)
        transport.addLayout(middle)
        transport.addLayout(right, 1)
        transport.setContentsMargins(GRID, 0, GRID, GRID)
        for row in (left, middle, right):
            row.setSpacing(GRID // 2)
        right.setSpacing(GRID)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self.picture, 1)
        column.addWidget(self._scrubber)
        giving_way = (self._frame, self._meter, *(buttons[name] for name in _GIVING_WAY), self._length)
        self._transport = Crowded(transport, giving_way)
        column.addWidget(self._transport)

    @Slot(object)
    def _on_frame(self, frame: FrameReady) -> None:
        self.picture.show_picture(image_of(frame.colour))
        if frame.dropped != self._dropped:
            self._dropped = frame.dropped
            self._show_note()

    @Slot()
    def _on_motion(self) -> None:
        playing = self._playback.playing
        self._commands["play"].setIcon(icon("pause" if playing else "play", self._theme))
        if playing:
            self._meter_timer.start()
        self._show_note()

    @Slot()
    def _on_film(self) -> None:
        if not self._session.map.shots:
            self.picture.show_picture(None)
        self.picture.say(READING if self._reading else MAKING if self._session.map.shots else EMPTY)
        self._show_time()

    @Slot()
    def _show_time(self) -> None:
        fps = self._session.film.fps
        now, length = self._playback.playhead, self._session.map.duration
        self._time.setText(timecode(now, fps))
        self._length.setText(f"/  {timecode(length, fps)}")
        shot = self._session.map.shot_at(now)
        place = self._session.map.place_at(now)
        inside = "" if shot is None or place is None else f"shot {place + 1}, frame {self._frame_in(place)}"
        self._frame.setText(inside)

    def _frame_in(self, place: int) -> int:
        return round((self._playback.playhead - self._session.map.starts[place]) * self._session.film.fps) + 1

    def _show_note(self) -> None:
        notes: list[str] = []
        if self._playback.motion is Motion.WAITING:
            notes.append("waiting for the picture")
        elif self._playback.drawing and not self._playback.playing:
            notes.append("drawing the picture")
        elif self._playback.rate > 1 or self._playback.motion is Motion.BACKWARD:
            notes.append(f"{'-' if self._playback.motion is Motion.BACKWARD else ''}{self._playback.rate}×")
        if self._dropped and self._playback.playing:
            notes.append(f"preview without {', '.join(self._dropped)}")
        if self._output.silent_reason:
            notes.append("no sound device")
            self.note.setToolTip(self._output.silent_reason)
        self.note.setText("  ·  ".join(notes))

    @Slot()
    def _show_levels(self) -> None:
        self._meter.show_levels(*self._output.level())
        if not self._playback.playing and self._meter.at_rest:
            self._meter_timer.stop()


def _readout(name: str) -> QLabel:
    made = label("readout")
    made.setAccessibleName(name)
    return made
