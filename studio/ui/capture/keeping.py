"""A finished double goes home: as a cameo of one's own, its references beside it in the vault."""

from studio.cameo.double.making import Made
from studio.cameo.sharing import checked_handle
from studio.engine.cameo_jobs import KeepDouble
from studio.errors import MissingResource
from studio.ui.cameos import Cameos


class DeskKeeping:
    """Has the engine keep doubles in this user's home of cameos; what would go wrong is said first."""

    def __init__(self, cameos: Cameos) -> None:
        self._cameos = cameos

    @property
    def minors_may(self) -> bool:
        """Whether a parent allows cameos of people under 18 here."""
        known = self._cameos.known
        return known is not None and known.told is not None and known.told.minors_may

    def keep(self, made: Made, name: str, handle: str, *, adult: bool) -> None:
        """Keep a double; whoever has no identity yet gets one, called so.

        Raises:
            StudioError: the handle cannot be, or one's keys are locked.
        """
        known = self._cameos.known
        told = known.told if known else None
        if told is None:
            raise MissingResource(
                "Your cameos are locked.", "Open them in the Cameos panel (Alt+0), then press Keep again."
            )
        if told.asks_passphrase and not told.name:
            raise MissingResource(
                "This machine has no key store, so your cameo needs a passphrase.",
                "Choose one in the Cameos panel (Alt+0), then press Keep again; nothing is lost meanwhile.",
            )
        checked_handle(handle, (one.handle for one in told.cameos))
        self._cameos.do(KeepDouble(made.double, made.references, name, handle, adult))
