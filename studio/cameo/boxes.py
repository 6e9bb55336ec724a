"""Bytes encrypted under a key (AES-256-GCM), and keys made from keys (HKDF, RFC 5869)."""

import secrets as random
from typing import Final

_NONCE: Final = 12


def new_key() -> bytes:
    """A fresh key, 32 bytes."""
    return random.token_bytes(32)


def derived(key: bytes, purpose: str) -> bytes:
    """A key for one purpose, 32 bytes, that tells nothing of the one it is made from."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

    return HKDFExpand(SHA256(), 32, purpose.encode()).derive(key)


def encrypted(key: bytes, name: str, data: bytes) -> bytes:
    """Nonce and box; the name is bound to them."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = random.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, data, name.encode())


def decrypted(key: bytes, name: str, box: bytes) -> bytes | None:
    """What was encrypted under that key and name; None of anything else."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(box[:_NONCE], box[_NONCE:], name.encode())
    except (InvalidTag, ValueError):
        return None
