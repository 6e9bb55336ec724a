"""Unfinished work that holds people's likenesses, sealed: it opens only while all of them are still held.

A model's latents can hold the reference pictures of a face. What is written of them is encrypted under a key made from
the keys of everybody in it, so destroying any one of those (a cameo deleted, taken back, given up) ends all copies.
"""

from collections.abc import Sequence

from studio.cameo.boxes import decrypted, derived, encrypted
from studio.cameo.likeness import Cleared
from studio.errors import MissingResource


class Seal:
    """Seals and opens bytes with AES-256-GCM; the name that they go by is bound to them."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def sealed(self, name: str, data: bytes) -> bytes:
        """The bytes, sealed."""
        return encrypted(self._key, name, data)

    def opened(self, name: str, data: bytes) -> bytes:
        """What was sealed under that name.

        Raises:
            MissingResource: other people are in it, a key of theirs was destroyed, or it was changed.
        """
        plain = decrypted(self._key, name, data)
        if plain is None:
            raise MissingResource(
                "The likenesses in that work are not held here as they were when it was made.", "Paint it anew."
            )
        return plain


def seal_of(cleared: Sequence[Cleared]) -> Seal | None:
    """What seals work with these likenesses in it; None where nobody's is.

    Raises:
        LikenessRefused: one is not lent any more. StudioError: a key cannot be read.
    """
    by_cameo = {one.held.cameo.id: one for one in cleared}
    if not by_cameo:
        return None
    keys = b"".join(by_cameo[cameo].working_key() for cameo in sorted(by_cameo))
    return Seal(derived(keys, "tsuzuki work of all 1"))
