"""Cameras and microphones as the studio uses them, whatever they are."""

from dataclasses import dataclass
from typing import Final, Protocol

from studio.cameo.capture.hearing import Samples
from studio.cameo.faces.found import Picture
from studio.errors import DeviceLimit


@dataclass(frozen=True)
class Device:
    """Something that can be chosen. key: what opens it; name: as the system calls it.

    virtual: a program that passes for a camera; a capture says so, for what it shows need not be in front of it.
    """

    key: str
    name: str
    virtual: bool = False


@dataclass(frozen=True, eq=False)
class Frame:
    """A picture, and when it was taken, seconds since the camera was opened."""

    picture: Picture
    at: float


class Camera(Protocol):
    """A camera that is open. Belongs to one thread."""

    def read(self) -> Frame | None:
        """Wait for the next picture; None once a recording is over.

        Raises:
            DeviceLimit: it was unplugged, or stopped to answer.
        """
        ...

    def close(self) -> None:
        """Let the device go; its light goes out."""
        ...


class Microphone(Protocol):
    """A microphone that is open and listens. rate: samples a second."""

    @property
    def rate(self) -> int:
        """Samples a second."""
        ...

    def read(self) -> Samples:
        """What was heard since it was last asked, (n,) mono; at once, and empty where nothing was.

        Raises:
            DeviceLimit: it was unplugged.
        """
        ...

    def close(self) -> None:
        """Let the device go."""
        ...


def no_camera() -> DeviceLimit:
    """There is none."""
    return DeviceLimit("No camera was found.", "Plug one in and choose Look again.")


def camera_busy(name: str) -> DeviceLimit:
    """Somebody else has it."""
    return DeviceLimit(f"{name} is used by another program.", "Close that program and choose Look again.")


def camera_denied(name: str) -> DeviceLimit:
    """The system does not let the studio."""
    return DeviceLimit(f"The studio is not allowed to use {name}.", "Allow it in your system's privacy settings.")


def camera_refused(name: str) -> DeviceLimit:
    """It does not open, and the system does not say why."""
    return DeviceLimit(
        f"{name} could not be opened.",
        "Close what else uses it, or allow the studio in your system's privacy settings.",
    )


def camera_lost(name: str) -> DeviceLimit:
    """It went away while it was used."""
    return DeviceLimit(f"{name} was unplugged.", "Plug it in again: you go on from the step you were at.")


def no_microphone() -> DeviceLimit:
    """There is none, or no library to ask for one."""
    return DeviceLimit("No microphone was found.", "Plug one in and choose Look again.")


def microphone_refused(name: str) -> DeviceLimit:
    """It does not open."""
    return DeviceLimit(
        f"{name} could not be opened.",
        "Close what else uses it, or allow the studio in your system's privacy settings.",
    )


def microphone_lost(name: str) -> DeviceLimit:
    """It went away while it was used."""
    return DeviceLimit(f"{name} was unplugged.", "Plug it in again: you go on from the step you were at.")


VIRTUAL: Final = ("virtual", "obs", "loopback", "dummy", "manycam", "snap camera", "droidcam", "v4l2loopback", "xsplit")
"""What the names of programs that pass for cameras have in them."""


def is_virtual(name: str) -> bool:
    """Whether a camera's name is one of a program's."""
    return any(word in name.casefold() for word in VIRTUAL)
