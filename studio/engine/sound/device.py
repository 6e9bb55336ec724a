"""The sound device: PortAudio through sounddevice, loaded only when it is needed."""

from collections.abc import Callable
from typing import Any, Final, Protocol

from studio.engine.sound.stems import RATE

_BLOCK: Final = 1024
_LATENCY_S: Final = 0.1
_NO_LIBRARY: Final = "The sound library PortAudio is not installed, so films play silently."
_NO_DEVICE: Final = "No sound device was found, so films play silently."

Callback = Callable[[Any, int, Any, Any], None]


class NoSound(Exception):
    """Nothing can be heard on this machine; the words say why."""


class Stream(Protocol):
    """A sound device that calls back for blocks. ``time``: seconds on the device's clock, now."""

    @property
    def time(self) -> float:
        """The moment now; NoSound when the device is gone."""
        ...

    def start(self) -> None:
        """Begin to call back; NoSound when the device will not."""
        ...

    def close(self) -> None:
        """Stop, and let the device go."""
        ...


OpenStream = Callable[[Callback], Stream]


def open_default_device(callback: Callback) -> Stream:
    """The default sound device of this machine, not yet started.

    Raises:
        NoSound: there is no PortAudio, or no device.
    """
    try:
        import sounddevice
    except OSError as fault:  # what sounddevice raises where PortAudio is not installed
        raise NoSound(_NO_LIBRARY) from fault
    try:
        stream = sounddevice.OutputStream(
            samplerate=RATE, channels=2, dtype="float32", blocksize=_BLOCK, latency=_LATENCY_S, callback=callback
        )
    except sounddevice.PortAudioError as fault:
        raise NoSound(_NO_DEVICE) from fault
    return _PortAudioStream(stream, sounddevice.PortAudioError)


class _PortAudioStream:
    """A sounddevice stream that speaks of its failures as NoSound."""

    def __init__(self, stream: Any, failure: type[Exception]) -> None:
        self._stream = stream
        self._failure = failure

    @property
    def time(self) -> float:
        try:
            return float(self._stream.time)
        except self._failure as fault:
            raise NoSound(_NO_DEVICE) from fault

    def start(self) -> None:
        try:
            self._stream.start()
        except self._failure as fault:
            raise NoSound(_NO_DEVICE) from fault

    def close(self) -> None:
        self._stream.close(ignore_errors=True)
