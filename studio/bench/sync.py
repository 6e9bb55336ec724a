"""Whether sound and picture meet in the finished file: every contact of the sample film, to the sample and the frame.

The film is rendered, then heard and seen as a player would. For each shot, the decoded pictures around its most
moving moment are matched with the painted ones: their offset is the picture's lag. For each contact, the decoded sound
around it is matched with the mix that went in: that is the sound's lag; and its own sound must begin on its sample.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from studio.bench.figures import Figure, at_most
from studio.bench.sample import sample_film
from studio.engine.film_plan import FilmMade, MadeShot, mix_film
from studio.engine.media.take_video import read_frames
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.painter import Size
from studio.engine.performance import Contact
from studio.engine.production import FilmOrder, make_film
from studio.engine.sound.stems import RATE
from studio.engine.staging import Rehearsals
from studio.engine.stop import StopToken
from studio.engine.takes import TakeStore

SIZE = Size(320, 180)
REACH_S = 0.05
ONSET_DB = 1.0


def measure() -> Sequence[Figure]:
    """The worst distance between the sound and the frame of any contact."""
    with tempfile.TemporaryDirectory() as name:
        made = _made(Path(name))
        heard = _sound_of(made.target)
        mixed = mix_film(made.shots, StopToken()).samples
        picture = {shot.take.record.shot: _picture_lag(made, shot) for shot in made.shots}
        contacts = [(shot, contact) for shot in made.shots for contact in _within(shot)]
        offsets = [_offset(shot, one, mixed, heard) - picture[shot.take.record.shot] for shot, one in contacts]
        late = [_onset_error(shot, one) for shot, one in contacts]
    frame_ms = 1000 / made.report.fps
    return [
        Figure("contacts in the film", len(contacts), ""),
        at_most("sound against picture, worst contact", max(map(abs, offsets), default=0.0) * 1000, "ms", frame_ms),
        at_most("contact sound against its sample, worst", max(map(abs, late), default=0.0) * 1000, "ms", frame_ms),
        at_most("picture's lag, worst shot", max(map(abs, picture.values())) * 1000, "ms", 0.0),
    ]


def _made(folder: Path) -> FilmMade:
    painter = CelPainter()
    order = FilmOrder(folder / "sync.mp4", SIZE)
    steps = make_film(sample_film(), order, painter, TakeStore(folder / "takes"), Rehearsals(), StopToken())
    try:
        while True:
            try:
                next(steps)
            except StopIteration as end:
                return end.value
    finally:
        painter.close()


def _within(shot: MadeShot) -> list[Contact]:
    return [one for one in shot.staged.performance.contacts if 0 <= one.time < float(shot.duration)]


def _sound_of(film: Path) -> NDArray[np.float32]:
    """The film's sound as a player hears it, (2, n) float32 at 48 kHz, sample 0 at film time 0."""
    with av.open(str(film)) as container:
        stream = container.streams.audio[0]
        pieces: list[tuple[int, NDArray[np.float32]]] = []
        for frame in container.decode(stream):
            start = round(float((frame.pts or 0) * stream.time_base) * RATE) if stream.time_base else 0
            pieces.append((start, frame.to_ndarray().astype(np.float32)))
    total = max(start + samples.shape[1] for start, samples in pieces)
    sound = np.zeros((2, total), np.float32)
    for start, samples in pieces:
        begin = max(0, -start)
        sound[:, start + begin : start + samples.shape[1]] = samples[:, begin:]
    return sound


def _offset(shot: MadeShot, contact: Contact, mixed: NDArray[np.float32], heard: NDArray[np.float32]) -> float:
    """Seconds the file's sound comes after the mix that went in, around one contact."""
    reach = round(REACH_S * RATE)
    at = round((float(shot.start) + contact.time) * RATE)
    first = min(max(at - reach, reach), mixed.shape[1] - 4 * reach)
    expected = mixed[0, first : first + 3 * reach].astype(np.float64)
    window = heard[0, first - reach : first + 4 * reach].astype(np.float64)
    energy = np.correlate(window**2, np.ones(len(expected)), "valid")
    difference = energy - 2 * np.correlate(window, expected, "valid")
    return (int(np.argmin(difference)) - reach) / RATE


def _onset_error(shot: MadeShot, contact: Contact) -> float:
    """Seconds from the contact's own sample to the next moment at which the effects stem grows louder."""
    stem = np.abs(shot.take.stems().effects).max(axis=0)
    at = round(contact.time * RATE)
    before = float(stem[max(0, at - 240) : at].max(initial=0.0))
    after = stem[at : at + RATE // 10]
    louder = np.flatnonzero(after > before * 10 ** (ONSET_DB / 20) + 1e-7)
    return float(louder[0]) / RATE if len(louder) else 0.0


def _picture_lag(made: FilmMade, shot: MadeShot) -> float:
    """Seconds by which the file's pictures come after those of the take, at the take's most moving moment."""
    first = round(shot.start * made.report.fps)
    painted = [_small(frame) for frame in read_frames(shot.take.video)]
    moving = max(range(1, len(painted)), key=lambda index: float(np.abs(painted[index] - painted[index - 1]).mean()))
    around = range(max(0, first + moving - 2), min(made.report.frames, first + moving + 3))
    seen = {
        index: _small(frame)
        for index, frame in zip(around, read_frames(made.target, around.start, around.stop), strict=True)
    }
    nearest = min(seen, key=lambda index: float(np.abs(seen[index] - painted[moving]).mean()))
    return (nearest - first - moving) / made.report.fps


def _small(frame: NDArray[np.uint8]) -> NDArray[np.float32]:
    return frame[::2, ::2].astype(np.float32)
