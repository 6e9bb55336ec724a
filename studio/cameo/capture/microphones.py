"""Microphones by sounddevice (PortAudio), loaded when they are first asked for."""

from collections import deque
from types import ModuleType
from typing import Any, Final

import numpy as np

from studio.cameo.capture.devices import Device, microphone_lost, microphone_refused, no_microphone
from studio.cameo.capture.hearing import Samples

RATE: Final = 48_000
_BLOCK: Final = 480
_LONGEST_BLOCKS: Final = 6_000
"""A minute that nobody reads."""


def microphones() -> tuple[Device, ...]:
    """The microphones of this machine, the system's own choice first; none where PortAudio is not installed."""
    portaudio = _portaudio()
    if portaudio is None:
        return ()
    chosen = portaudio.default.device[0]
    found = [
        (number != chosen, Device(str(number), str(one["name"])))
        for number, one in enumerate(portaudio.query_devices())
        if one["max_input_channels"] > 0
    ]
    return tuple(device for _, device in sorted(found, key=lambda pair: pair[0]))


class SystemMicrophone:
    """A microphone of this machine, listening from when it is made."""

    def __init__(self, device: Device) -> None:
        """Raises DeviceLimit: there is none, or it does not open."""
        portaudio = _portaudio()
        if portaudio is None:
            raise no_microphone()
        self._name = device.name
        self._blocks: deque[Samples] = deque(maxlen=_LONGEST_BLOCKS)
        try:
            self._stream: Any = portaudio.InputStream(
                device=int(device.key),
                samplerate=RATE,
                channels=1,
                dtype="float32",
                blocksize=_BLOCK,
                callback=self._take,
            )
            self._stream.start()
        except portaudio.PortAudioError as fault:
            raise microphone_refused(device.name) from fault

    @property
    def rate(self) -> int:
        """Samples a second."""
        return RATE

    def read(self) -> Samples:
        """What was heard since it was last asked."""
        if not self._stream.active:
            raise microphone_lost(self._name)
        blocks = [self._blocks.popleft() for _ in range(len(self._blocks))]
        return np.concatenate(blocks) if blocks else np.zeros(0, np.float32)

    def close(self) -> None:
        """Let it go."""
        self._stream.close(ignore_errors=True)

    def _take(self, block: Any, _count: int, _time: Any, _status: Any) -> None:
        self._blocks.append(block[:, 0].copy())


def _portaudio() -> ModuleType | None:
    try:
        import sounddevice
    except OSError:  # what sounddevice raises where PortAudio is not installed
        return None
    return sounddevice
