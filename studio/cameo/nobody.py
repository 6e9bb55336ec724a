"""The holdings of a machine where nobody has a cameo: every likeness is refused, and what is never made is not made."""

from collections.abc import Sequence
from pathlib import Path

from studio.cameo.likeness import Cleared, Held, Portrayal
from studio.cameo.limits import words_objection
from studio.cameo.profile import Profile
from studio.cameo.signing import PersonId
from studio.errors import MissingResource
from studio.timeline.film import Shot


class Nobody:
    """See the module. A ``Holdings``."""

    me: PersonId | None = None

    def held(self, cameo: str) -> Held | None:  # noqa: ARG002 - as ``Holdings`` has it, here and below
        """Nothing."""
        return None

    def now(self) -> int:
        """Never asked."""
        return 0

    def unsealed(self, cameo: str, name: str) -> bytes | None:  # noqa: ARG002
        """Nothing."""
        return None

    def working_key(self, cameo: str) -> bytes:
        """Nothing is ever cleared here, and so nothing sealed."""
        raise MissingResource(f"Nobody here has a cameo {cameo}.", "Ask its owner for it.")

    def objection(self, portrayal: Portrayal, held: Held) -> str | None:  # noqa: ARG002
        """None needed."""
        return None

    def barred(self, shot: Shot, minor: str | None = None) -> str | None:
        """See ``Holdings``."""
        return words_objection(shot, Profile(), minor)

    def recorded(self, name: str) -> frozenset[str]:  # noqa: ARG002
        """Nothing is ever recorded here."""
        return frozenset()

    def record(self, path: Path, what: str, cleared: Sequence[Cleared]) -> None:
        """Nothing is ever cleared here."""
