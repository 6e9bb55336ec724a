"""Unfinished work that holds people's likenesses, sealed: it opens only while all of them are still held.

A model's latents can hold the reference pictures of a face. What is written of them is encrypted under a key made from
the keys of everybody in it, so destroying any one of those (a cameo deleted, taken back, given up) ends all copies.
"""

import secrets as random
from collections.abc import Sequence
from typing import Final

from studio.cameo.likeness import Cleared
from studio.errors import MissingResource

_NONCE: Final = 12


class Seal:
    """Seals and opens bytes with AES-256-GCM; the name that they go by is bound to them."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def sealed(self, name: str, data: bytes) -> bytes:
        """The bytes, sealed."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = random.token_bytes(_NONCE)
        return nonce + AESGCM(self._key).encrypt(nonce, data, name.encode())

    def opened(self, name: str, data: bytes) -> bytes:
        """What was sealed under that name.

        Raises:
            MissingResource: other people are in it, a key of theirs was destroyed, or it was changed.
        """
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            return AESGCM(self._key).decrypt(data[:_NONCE], data[_NONCE:], name.encode())
        except (InvalidTag, ValueError) as fault:
            raise MissingResource(
                "The likenesses in that work are not held here as they were when it was made.", "Paint it anew."
            ) from fault


def seal_of(cleared: Sequence[Cleared]) -> Seal | None:
    """What seals work with these likenesses in it; None where nobody's is.

    Raises:
        LikenessRefused: one is not lent any more. StudioError: a key cannot be read.
    """
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

    by_cameo = {one.held.cameo.id: one for one in cleared}
    if not by_cameo:
        return None
    keys = b"".join(by_cameo[cameo].working_key() for cameo in sorted(by_cameo))
    return Seal(HKDFExpand(SHA256(), 32, b"tsuzuki work of all 1").derive(keys))
