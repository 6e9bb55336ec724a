"""What can go wrong, in words a person can act on.

``str(error)`` says what happened and where; ``error.remedy`` says what to do next.
A cancelled job is not an error: see :class:`Stopped`.
"""


class StudioError(Exception):
    """Something a person can act on. Anything else that is raised is a bug."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.remedy = remedy

    @property
    def sentence(self) -> str:
        """One line: what, where, and what to do."""
        return f"{self} {self.remedy}".replace("\n", " ")


class InvalidRequest(StudioError):
    """The person asked for something that cannot be done as asked."""


class MissingResource(StudioError):
    """A file, folder, font or model that is needed is not there."""


class DeviceLimit(StudioError):
    """The machine cannot do it: no GL, no sound device, disk full, out of memory."""


class MediaUnreadable(StudioError):
    """A picture, sound or film file could not be read or did not read back whole."""


class ProjectUnreadable(StudioError):
    """A project folder could not be opened, or only in part."""


class Stopped(Exception):
    """Raised inside a job whose stop token was set; ends the job as Cancelled."""
