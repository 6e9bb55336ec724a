"""Playback: the device's clock is the film's clock; without a device the film plays on in silence."""

from dataclasses import dataclass, field
from types import SimpleNamespace

import numpy as np
import pytest

from studio.engine.sound.device import Callback, NoSound, open_default_device
from studio.engine.sound.output import AudioOutput
from studio.engine.sound.stems import RATE

BLOCK = 960
LATENCY = 0.05


@dataclass
class FakeDevice:
    """A device whose clock a test moves by hand; it hears what a listener would."""

    callback: Callback | None = None
    time: float = 100.0
    asked: float = 100.0
    heard: list[np.ndarray] = field(default_factory=list)
    closed: bool = False

    def opened(self, callback: Callback) -> "FakeDevice":
        self.callback = callback
        return self

    def start(self) -> None:
        self.run(0.0)

    def close(self) -> None:
        self.closed = True

    def run(self, seconds: float) -> None:
        """Let time go by, asking for blocks one latency ahead of it."""
        assert self.callback is not None
        until = self.time + seconds
        while self.asked <= until + 1e-9:
            self.time = max(self.time, self.asked)
            out = np.full((BLOCK, 2), np.nan, np.float32)
            self.callback(out, BLOCK, SimpleNamespace(outputBufferDacTime=self.asked + LATENCY), None)
            self.heard.append(out)
            self.asked += BLOCK / RATE
        self.time = until

    @property
    def sound(self) -> np.ndarray:
        return np.concatenate(self.heard)


@dataclass
class Clock:
    now: float = 5.0

    def __call__(self) -> float:
        return self.now


def ramp(seconds: float) -> np.ndarray:
    """A sound whose every sample says where in the film it is."""
    count = round(seconds * RATE)
    return np.tile(np.arange(count, dtype=np.float32) / count, (2, 1))


@pytest.fixture
def device() -> FakeDevice:
    return FakeDevice()


@pytest.fixture
def output(device: FakeDevice) -> AudioOutput:
    output = AudioOutput(device.opened)
    output.open()
    assert output.is_settled(5.0)
    output.set_programme(0, ramp(10.0))
    return output


def where(sample: np.ndarray) -> float:
    """Film seconds of a sample of the ramp."""
    return float(sample[0]) * 10.0


def test_what_is_played_is_the_film_from_where_it_was_asked(device: FakeDevice, output: AudioOutput) -> None:
    output.play(2.5)
    blocks = len(device.heard)
    device.run(1.0)
    sound = np.concatenate(device.heard[blocks:])
    assert where(sound[0]) == pytest.approx(2.5, abs=1e-4)
    assert np.allclose(np.diff(sound[:, 0]) * 10 * RATE, 1.0, atol=0.5), "no gap, no repeat"


def test_the_position_is_what_is_heard_now(device: FakeDevice, output: AudioOutput) -> None:
    output.play(2.0)
    assert output.position() == 2.0
    device.run(0.5)
    first_heard = device.asked - len(device.heard) * BLOCK / RATE
    del first_heard
    at = output.position()
    device.run(0.25)
    assert output.position() == pytest.approx(at + 0.25, abs=1e-6)
    begun = 100.0 + BLOCK / RATE + LATENCY  # the first block asked for after play() reaches the ear then
    assert output.position() == pytest.approx(2.0 + device.time - begun, abs=1e-6)


def test_pause_stays_where_it_is_and_is_silent(device: FakeDevice, output: AudioOutput) -> None:
    output.play(1.0)
    device.run(0.5)
    output.pause()
    at = output.position()
    blocks = len(device.heard)
    device.run(1.0)
    assert output.position() == at
    assert not np.concatenate(device.heard[blocks:]).any()
    output.play(at)
    device.run(0.5)
    assert output.position() > at


def test_a_late_device_moves_the_clock_and_not_the_sound(device: FakeDevice, output: AudioOutput) -> None:
    output.play(0.0)
    device.run(0.5)
    before, lost = output.position(), 0.3
    device.asked += lost
    device.run(lost + 0.5)
    assert output.position() == pytest.approx(before + 0.5, abs=0.03)


def test_missing_pieces_are_silent_until_they_come(device: FakeDevice, output: AudioOutput) -> None:
    output.play(30.0)
    device.run(0.5)
    assert not device.heard[-1].any()
    output.set_programme(30 * RATE, np.full((2, 5 * RATE), 0.25, np.float32))
    device.run(0.5)
    assert np.all(device.heard[-1] == 0.25)
    assert output.level() == (0.25, 0.25)
    output.set_programme(31 * RATE, np.full((2, RATE), 0.5, np.float32))
    device.run(0.6)
    assert np.all(device.heard[-1] == 0.5), "a piece replaces what was there"


def test_a_loop_goes_round_without_a_gap(device: FakeDevice, output: AudioOutput) -> None:
    output.set_loop(3.0, 3.5)
    output.play(3.0)
    blocks = len(device.heard)
    device.run(2.0)
    heard = np.array([where(sample) for sample in np.concatenate(device.heard[blocks:])])
    assert heard.min() >= 3.0 - 1e-3
    assert heard.max() <= 3.5 + 1e-3
    turns = np.flatnonzero(np.diff(heard) < -0.1)
    assert len(turns) >= 3
    assert np.all(np.diff(turns) == RATE // 2)
    assert 3.0 <= output.position() < 3.5
    output.set_loop(None, None)
    device.run(1.0)
    assert output.position() > 3.5


def test_other_speeds_are_silent_and_keep_time(device: FakeDevice, output: AudioOutput) -> None:
    output.play(1.0, 2.0)
    device.run(1.0)
    at = output.position()
    device.run(1.0)
    assert output.position() == pytest.approx(at + 2.0, abs=1e-6)
    assert not device.heard[-1].any()
    output.play(3.0, -1.0)
    device.run(1.0)
    assert 1.9 < output.position() < 2.2
    device.run(4.0)
    assert output.position() == 0.0


def test_seek_while_playing_goes_on_from_there(device: FakeDevice, output: AudioOutput) -> None:
    output.play(0.0)
    device.run(0.5)
    output.seek(7.0)
    assert output.position() == 7.0
    device.run(0.5)
    assert 7.3 < output.position() <= 7.5
    output.pause()
    output.seek(2.0)
    device.run(0.5)
    assert output.position() == 2.0


def test_a_device_that_goes_away_leaves_the_film_playing_in_silence(device: FakeDevice) -> None:
    clock = Clock()
    output = AudioOutput(device.opened, clock)
    output.open()
    assert output.is_settled(5.0)
    output.play(4.0)
    device.run(0.5)
    device.time += 3.0
    at = output.position()
    assert output.silent_reason is not None
    assert device.closed
    assert 4.4 < at < 4.6
    clock.now += 1.0
    assert output.position() == pytest.approx(at + 1.0)


def test_a_device_that_comes_late_takes_over_without_a_jump() -> None:
    clock, device = Clock(), FakeDevice()
    output = AudioOutput(device.opened, clock)
    output.play(2.0)
    clock.now += 1.5
    assert output.position() == pytest.approx(3.5)
    output.open()
    assert output.is_settled(5.0)
    device.run(0.5)
    clock.now += 0.5
    assert output.position() == pytest.approx(4.0, abs=0.1)


def no_device(_: Callback) -> FakeDevice:
    raise NoSound("No sound device was found.")


def test_without_a_device_time_goes_on_and_the_reason_is_said() -> None:
    clock = Clock()
    output = AudioOutput(no_device, clock)
    output.open()
    assert output.is_settled(5.0)
    assert output.silent_reason == "No sound device was found."
    output.set_programme(0, ramp(10.0))
    output.play(1.0)
    clock.now += 2.0
    assert output.position() == pytest.approx(3.0)
    assert output.level()[0] == pytest.approx(0.3, abs=0.01), "the meters show what would be heard"
    output.pause()
    clock.now += 2.0
    assert output.position() == pytest.approx(3.0)
    output.set_loop(3.0, 4.0)
    output.play(3.0)
    clock.now += 2.25
    assert output.position() == pytest.approx(3.25)
    output.close()


def test_this_machine_opens_or_says_why_not() -> None:
    output = AudioOutput(open_default_device)
    output.open()
    assert output.is_settled(30.0)
    assert output.silent_reason is None or "silent" in output.silent_reason
    output.play(0.0)
    output.close()
