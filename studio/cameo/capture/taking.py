"""Taking somebody's acting down: their moves at the film's rate, and what the microphone heard, beginning together."""

import wave
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import numpy as np

from studio.cameo.capture.hearing import Samples
from studio.cameo.faces.expression import expression_of
from studio.cameo.faces.following import Follower
from studio.cameo.faces.found import Face
from studio.errors import DeviceLimit, InvalidRequest
from studio.timeline.capturing import LONGEST_S, CapturedKey, Moves, checked


@dataclass
class Taking:
    """Follows a face, and keeps what it does while it records.

    ``see`` is called on the camera's thread, the rest on the window's; what both touch is put there in one assignment.
    """

    follower: Follower = field(default_factory=Follower)
    recording: bool = False
    _began: float = 0.0
    _seen: list[tuple[float, Moves]] = field(default_factory=list[tuple[float, Moves]])
    _sound: list[Samples] = field(default_factory=list[Samples])
    _rate: int = 0

    def see(self, faces: tuple[Face, ...], at: float, sound: Samples, rate: int) -> Moves:
        """What is done now. at: seconds on the camera's clock; sound: since the picture before."""
        points = faces[0].points if faces else None
        moves = self.follower.see(None if points is None else expression_of(points), at)
        if self.recording and at - self._began <= LONGEST_S:
            if self._seen:
                self._sound.append(sound)
            else:
                self._began, self._rate = at, rate
            self._seen.append((at - self._began, moves))
        return moves

    def begin(self) -> None:
        """Record from the next picture on."""
        self._seen, self._sound, self.recording = [], [], True

    @property
    def seconds(self) -> float:
        """How long has been recorded."""
        return self._seen[-1][0] if self._seen else 0.0

    def end(self, who: str, at: Fraction, fps: int) -> CapturedKey:
        """What was recorded, as an acting key of the film's rate.

        Raises:
            InvalidRequest: nothing was recorded.
        """
        self.recording = False
        if len(self._seen) < 2:
            raise InvalidRequest("Nothing was recorded.", "Record for a second or more.")
        times = np.array([time for time, _ in self._seen])
        frames = np.arange(max(1, round(float(times[-1]) * fps))) / fps
        names = Moves.__struct_fields__
        values = np.array([[getattr(moves, name) for name in names] for _, moves in self._seen])
        even = np.column_stack([np.interp(frames, times, values[:, column]) for column in range(len(names))])
        moves = tuple(Moves(*(float(value) for value in row)).rounded() for row in even)
        return checked(CapturedKey(who, at, fps, moves))

    def save_sound(self, path: Path) -> bool:
        """Write what was heard as a wave file of 16 bits; False where there was no microphone.

        Raises:
            DeviceLimit: it cannot be written.
        """
        if not self._rate or not self._sound:
            return False
        data = (np.clip(np.concatenate(self._sound), -1, 1) * 32767).astype("<i2")
        try:
            with wave.open(str(path), "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(2)
                file.setframerate(self._rate)
                file.writeframes(data.tobytes())
        except OSError as fault:
            raise DeviceLimit(
                f"The sound cannot be written to {path} ({fault.strerror}).", "Make room for it."
            ) from fault
        return True
