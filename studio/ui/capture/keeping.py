"""A finished double goes home: as a cameo of one's own, its references beside it in the vault."""

from studio.cameo.double.making import Made, keep_references
from studio.cameo.home import Home


class HomeKeeping:
    """Keeps doubles in this user's home of cameos."""

    def __init__(self, home: Home) -> None:
        self._home = home

    @property
    def minors_may(self) -> bool:
        """Whether a parent allows cameos of people under 18 here."""
        return self._home.profile.may_make_cameo

    def keep(self, made: Made, name: str, handle: str, *, adult: bool) -> None:
        """Keep a double; whoever has no identity yet gets one, called so.

        Raises:
            StudioError: the handle cannot be, or it cannot be kept.
        """
        if not self._home.exists:
            self._home.begin(name, handle)
        cameo = self._home.make_cameo(handle, name, made.double, adult=adult)
        keep_references(self._home.vault, cameo, made.references)
