"""The passphrase that one's keys lie behind where the machine has no key store."""

from collections.abc import Callable

from studio.errors import MissingResource


class Passphrase:
    """What a person types where the machine has no key store: asked for, or typed before it is needed."""

    def __init__(self, asks: Callable[[], str] | None = None) -> None:
        self._asks = asks
        self.typed = ""

    def asked(self) -> str:
        """The passphrase.

        Raises:
            MissingResource: it was not typed, and nobody can be asked.
        """
        if not self.typed and self._asks is not None:
            self.typed = self._asks()
        if not self.typed:
            raise MissingResource(
                "This machine has no key store, so your cameos lie behind a passphrase.", "Type it in the Cameos panel."
            )
        return self.typed
