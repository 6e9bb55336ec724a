"""Statements that a person signs: one canonical form, so that the same statement is always the same bytes.

Canonical JSON: UTF-8, no spaces, keys in order, whole numbers only. A signature covers the kind of statement as well
as its text, so that a grant can never be passed off as rules. Source: RFC 8032 (Ed25519), RFC 8785 for the form.
"""

import hashlib
from typing import Final, NewType, TypeVar

import msgspec
from msgspec import Struct

from studio.errors import StudioError

PersonId = NewType("PersonId", str)
"""Who somebody is: their Ed25519 public key, 64 small hexadecimal digits."""
Digest = NewType("Digest", str)
"""SHA-256 of a signed statement, 64 small hexadecimal digits."""

T = TypeVar("T", bound=Struct)
_LONGEST: Final = 8_000_000


class Untrusted(StudioError):
    """Something that claims to be signed is forged, edited, or meant for something else."""


class Signed(Struct, frozen=True, forbid_unknown_fields=True):
    """A statement with its signature. kind: what it states; body: its canonical JSON; signature: hexadecimal."""

    kind: str
    body: str
    by: PersonId
    signature: str

    @property
    def digest(self) -> Digest:
        """What names this very statement."""
        return Digest(hashlib.sha256(canonical(self)).hexdigest())


def canonical(value: object) -> bytes:
    """The one form of a value."""
    return msgspec.json.encode(value, order="sorted")


def signed_bytes(kind: str, body: str) -> bytes:
    """What a signature is over."""
    return f"tsuzuki 1 {kind}\n{body}".encode()


def verified(signed: Signed, kind: type[T], by: PersonId | None = None) -> T:
    """The statement, if it is one of this kind, in its canonical form, and signed by who it says.

    Args:
        signed: what came.
        kind: what it has to be.
        by: who has to have signed it; None anybody.

    Raises:
        Untrusted: in any other case.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    if signed.kind != kind.__name__ or (by is not None and signed.by != by) or len(signed.body) > _LONGEST:
        raise _untrusted(kind)
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signed.by))
        key.verify(bytes.fromhex(signed.signature), signed_bytes(signed.kind, signed.body))
        value = msgspec.json.decode(signed.body, type=kind)
    except (InvalidSignature, ValueError, UnicodeEncodeError, msgspec.DecodeError) as fault:
        raise _untrusted(kind) from fault
    if canonical(value) != signed.body.encode() or signed.by != signed.by.lower():
        raise _untrusted(kind)
    return value


def _untrusted(kind: type[Struct]) -> Untrusted:
    return Untrusted(
        f"A {kind.__name__.lower()} here is not as its owner signed it.", "Ask them for their file again, and use that."
    )
