"""Playing, seeking and stepping. The sound's clock is the master; pictures follow it and are dropped when late."""

from collections import deque
from enum import Enum

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal, Slot

from studio.engine.jobs import FrameReady, JobId, Preview
from studio.engine.painters.painter import Size
from studio.engine.performance import Samples
from studio.engine.sound.stems import RATE
from studio.timeline.film import Film, Seconds
from studio.ui.bridge import SoundOutput
from studio.ui.session import Session
from studio.ui.work import Job, Work

PREVIEW_SIZE = Size(640, 360)
FASTEST = 4
_TICK_MS = 8
_STARVED_SECONDS = 0.4
_AWAY_S = 60.0
_TAIL_MS = 200
_REDRAW_MS = 25
"""Edits that come together (words, then their reading) are drawn once."""
_LATE_MS = 500
"""A picture that takes longer is said to be drawn."""


class Motion(Enum):
    """How the playhead moves. WAITING holds the clock until the picture is there."""

    STILL = "paused"
    WAITING = "waiting for the picture"
    FORWARD = "playing"
    BACKWARD = "playing backwards"


class Playback(QObject):
    """Owns the playhead: film time, always the start of a frame."""

    moved = Signal(object)  # Seconds
    shown = Signal(object)  # FrameReady
    changed = Signal()

    def __init__(self, session: Session, work: Work, output: SoundOutput, size: Size = PREVIEW_SIZE) -> None:
        super().__init__(session)
        self._session = session
        self._work = work
        self._output = output
        self._size = size
        self._playhead = Seconds(0)
        self._motion = Motion.STILL
        self._rate = 1
        self._stream: JobId | None = None
        self._still: JobId | None = None
        self._still_wanted = False
        self._queue: deque[FrameReady] = deque()
        self._newest = 0.0
        self.mark_in: Seconds | None = None
        self.mark_out: Seconds | None = None
        self.looping = False
        self._since = QElapsedTimer()
        self._back_from = Seconds(0)
        self._heard_out = QTimer(self, singleShot=True)
        self._heard_out.timeout.connect(self._on_heard_out)
        self._redraw = QTimer(self, interval=_REDRAW_MS, singleShot=True)
        self._redraw.timeout.connect(self.refresh)
        self._late = QTimer(self, interval=_LATE_MS, singleShot=True)
        self._late.timeout.connect(self._on_late)
        self._drawing = False
        self._tick = QTimer(self, interval=_TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._tick.timeout.connect(self._on_tick)
        work.frame.connect(self._on_frame)
        work.ended.connect(self._on_ended)
        session.film_changed.connect(self._on_film)

    @property
    def playhead(self) -> Seconds:
        """Film time of the frame that is shown."""
        return self._playhead

    @property
    def motion(self) -> Motion:
        """How the playhead moves."""
        return self._motion

    @property
    def rate(self) -> int:
        """1 as usual, 2 or 4 faster."""
        return self._rate

    @property
    def playing(self) -> bool:
        """Whether the playhead moves, or will as soon as it can."""
        return self._motion is not Motion.STILL

    @property
    def drawing(self) -> bool:
        """Whether the picture that is shown is not yet that of the playhead, for long enough to say so."""
        return self._drawing

    @property
    def range(self) -> tuple[Seconds, Seconds]:
        """Where playing begins anew and ends: the marks, or the whole film."""
        first = self.mark_in if self.mark_in is not None else Seconds(0)
        end = self.mark_out if self.mark_out is not None else self._session.map.duration
        end = min(end, self._session.map.duration)
        return (first, end) if first < end else (Seconds(0), self._session.map.duration)

    def toggle(self) -> None:
        """Play, or pause."""
        self.pause() if self.playing else self.play()

    def play(self, rate: int = 1) -> None:
        """Play from the playhead; from the beginning when it is at the end."""
        if not self._session.map.shots:
            return
        first, end = self.range
        at_end = self._playhead >= end - self._session.map.frame
        outside_loop = self.looping and not first <= self._playhead < end
        if at_end or outside_loop:
            self._move(first)
        self._rate = rate
        self._stream_from(self._playhead)

    def audition(self, samples: Samples) -> None:
        """Let a voice be heard, (2, n) float32, beyond the film's end; the playhead stays where it is."""
        self.pause()
        first = round((float(self._session.map.duration) + _AWAY_S) * RATE)
        self._output.set_programme(first, samples)
        self._output.play(first / RATE)
        self._heard_out.start(round(samples.shape[1] / RATE * 1000) + _TAIL_MS)

    @Slot()
    def _on_heard_out(self) -> None:
        """Back to where the playhead is, unless the film plays by now."""
        if not self.playing:
            self._output.pause()
            self._output.seek(float(self._playhead))

    def faster(self) -> None:
        """Play; when playing already, twice as fast, up to four times."""
        playing = self._motion in (Motion.FORWARD, Motion.WAITING)
        self.play(min(self._rate * 2, FASTEST) if playing else 1)

    def backward(self) -> None:
        """Play backwards; again, twice as fast. Without sound."""
        again = self._motion is Motion.BACKWARD
        rate = min(self._rate * 2, FASTEST) if again else 1
        self.pause()
        self._rate = rate
        self._back_from = self._playhead
        self._since.start()
        self._turn(Motion.BACKWARD)

    def pause(self) -> None:
        """Stop where it is."""
        if not self.playing:
            return
        self._output.pause()
        self._drop_stream()
        self._rate = 1
        self._turn(Motion.STILL)
        self._show_still()

    def seek(self, time: Seconds | float) -> None:
        """Go to the frame nearest to a film time, and go on playing if it was."""
        self._move(self._session.map.snapped(time))
        if self._motion in (Motion.FORWARD, Motion.WAITING):
            self._stream_from(self._playhead)
        else:
            self._back_from = self._playhead
            self._since.start()
            self._output.seek(float(self._playhead))
            self._show_still()

    def step(self, frames: int) -> None:
        """Pause, and go on or back by some frames."""
        self.pause()
        self.seek(self._playhead + frames * self._session.map.frame)

    def step_shot(self, by: int) -> None:
        """Go to where this shot begins, or the one before or after."""
        map_ = self._session.map
        place = map_.place_at(self._playhead)
        if place is None:
            return
        inside = by < 0 and self._playhead > map_.starts[place]
        target = place if inside else min(max(place + by, 0), len(map_.shots) - 1)
        self.seek(map_.starts[target])

    def mark(self, *, end: bool) -> None:
        """Let the range begin, or end, at the frame that is shown."""
        if end:
            self.mark_out = self._playhead + self._session.map.frame
        else:
            self.mark_in = self._playhead
        self.changed.emit()

    def clear_marks(self) -> None:
        """Let the range be the whole film again."""
        self.mark_in = self.mark_out = None
        self.changed.emit()

    def set_looping(self, looping: bool) -> None:
        """Whether playing begins anew at the range's end."""
        self.looping = looping
        self.changed.emit()

    @property
    def size(self) -> Size:
        """The size that previews are drawn at."""
        return self._size

    def show_instead(self, preview: Preview) -> None:
        """Show one frame of another version of the film, until the playhead moves or the film changes."""
        self._still = self._work.submit(preview)

    def refresh(self) -> None:
        """Have the picture at the playhead drawn again."""
        if self._motion in (Motion.FORWARD, Motion.WAITING):
            self._stream_from(self._playhead)
        else:
            self._show_still()

    def _move(self, time: Seconds) -> None:
        if time != self._playhead:
            self._playhead = time
            self.moved.emit(time)

    def _turn(self, motion: Motion) -> None:
        if motion is Motion.STILL:
            self._tick.stop()
        else:
            self._tick.start()
        if motion is not self._motion:
            self._motion = motion
            self.changed.emit()

    def _stream_from(self, start: Seconds) -> None:
        self._output.pause()
        self._output.seek(float(start))
        self._queue.clear()
        self._newest = float(start)
        self._stream = self._work.submit(
            Preview(self._session.film, start, self._size, self._output.position, self._session.project.folder)
        )
        self._turn(Motion.WAITING)

    def _drop_stream(self) -> None:
        if self._stream is not None:
            self._work.cancel(self._stream)
        self._stream = None
        self._queue.clear()

    def _show_still(self) -> None:
        """Ask for the one frame at the playhead; while one is on its way, remember to ask again."""
        if not self._drawing and not self._late.isActive():
            self._late.start()
        if self._still is not None:
            self._still_wanted = True
        elif self._session.map.shots:
            self._still_wanted = False
            self._still = self._work.submit(
                Preview(self._session.film, self._playhead, self._size, folder=self._session.project.folder)
            )

    @Slot()
    def _on_tick(self) -> None:
        match self._motion:
            case Motion.WAITING:
                self._wait()
            case Motion.FORWARD:
                self._go_on()
            case Motion.BACKWARD:
                self._go_back()
            case Motion.STILL:
                pass

    def _wait(self) -> None:
        if self._queue or self._stream is None:
            self._output.play(self._output.position(), float(self._rate))
            self._turn(Motion.FORWARD)

    def _go_on(self) -> None:
        now = self._output.position()
        first, end = self.range
        if now >= float(end):
            self._reach_end(first, end)
            return
        map_ = self._session.map
        self._move(min(int(now * map_.film.fps + 1e-6) * map_.frame, map_.last_frame))
        self._show_due(now + float(map_.frame) / 2)
        if self._stream is not None and not self._queue and now - self._newest > _STARVED_SECONDS:
            self._output.pause()
            self._turn(Motion.WAITING)

    def _reach_end(self, first: Seconds, end: Seconds) -> None:
        if self.looping:
            self._move(first)
            self._stream_from(first)
        else:
            self._move(end - self._session.map.frame)
            self.pause()

    def _show_due(self, until: float) -> None:
        due: FrameReady | None = None
        while self._queue and float(self._queue[0].time) <= until:
            due = self._queue.popleft()
        if due is not None:
            self._newest = float(due.time)
            self.shown.emit(due)

    def _go_back(self) -> None:
        map_ = self._session.map
        gone = self._since.elapsed() * map_.film.fps * self._rate // 1000
        time = self._back_from - gone * map_.frame
        if time <= 0:
            self._move(Seconds(0))
            self.pause()
        elif time != self._playhead:
            self._move(time)
            self._show_still()

    @Slot(object, object)
    def _on_frame(self, frame: FrameReady, _request: Preview) -> None:
        if frame.job == self._stream:
            self._queue.append(frame)
        elif frame.job == self._still and self._stream is None:
            self.shown.emit(frame)

    @Slot(object)
    def _on_ended(self, job: Job) -> None:
        if job.id == self._stream:
            self._stream = None
        if job.id == self._still:
            self._still = None
            if self._still_wanted and self._motion in (Motion.STILL, Motion.BACKWARD):
                self._show_still()
            else:
                self._say_drawing(drawing=False)

    @Slot()
    def _on_late(self) -> None:
        self._say_drawing(drawing=self._still is not None and not self.playing)

    def _say_drawing(self, *, drawing: bool) -> None:
        self._late.stop()
        if drawing != self._drawing:
            self._drawing = drawing
            self.changed.emit()

    @Slot(object, object)
    def _on_film(self, _before: Film, _after: Film) -> None:
        if self._playhead > self._session.map.last_frame:
            self._move(self._session.map.last_frame)
        if not self._redraw.isActive():
            self._redraw.start()
