"""Who the person at this machine is: one key that signs, and one that opens what is sent to them."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from studio.cameo.signing import PersonId, Signed, Untrusted, canonical, signed_bytes, verified
from studio.errors import InvalidRequest
from studio.secrets import Secrets

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from pyrage import x25519

_SIGNING: Final = "identity signing key"
_OPENING: Final = "identity opening key"


class Card(Struct, frozen=True, forbid_unknown_fields=True):
    """What a person hands out: their keys, what they are called, and by which handle scripts name them.

    recipient: the public key (age, X25519) that files for them are encrypted to. made: UTC seconds.
    """

    person: PersonId
    recipient: str
    name: str
    handle: str
    made: int


@dataclass(frozen=True)
class Identity:
    """A person's two private keys. Neither is ever shown, logged or written but to ``Secrets``."""

    person: PersonId
    recipient: str
    _signing: "Ed25519PrivateKey" = field(repr=False)
    _opening: "x25519.Identity" = field(repr=False)

    def sign(self, statement: Struct) -> Signed:
        """The statement with this person's signature."""
        kind, body = type(statement).__name__, canonical(statement).decode()
        return Signed(kind, body, self.person, self._signing.sign(signed_bytes(kind, body)).hex())

    def opened(self, sealed: bytes) -> bytes:
        """What was encrypted to this person.

        Raises:
            InvalidRequest: it is for somebody else, or damaged.
        """
        import pyrage

        try:
            return pyrage.decrypt(sealed, [self._opening])
        except pyrage.DecryptError as fault:
            raise InvalidRequest(
                "This file is not for you, or it is damaged.", "Ask for one that is made for your card."
            ) from fault


def identity_of(secrets: Secrets) -> Identity | None:
    """Who the person at this machine is; None until they have chosen to be somebody.

    Raises:
        StudioError: the secrets cannot be read.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from pyrage import x25519

    signing, opening = secrets.recall(_SIGNING), secrets.recall(_OPENING)
    if signing is None or opening is None:
        return None
    key = Ed25519PrivateKey.from_private_bytes(signing)
    age = x25519.Identity.from_str(opening.decode())
    person = PersonId(key.public_key().public_bytes_raw().hex())
    return Identity(person, str(age.to_public()), key, age)


def new_identity(secrets: Secrets) -> Identity:
    """Make the two keys, and keep them.

    Raises:
        InvalidRequest: there are keys already: new ones would lose all that was signed. StudioError: as ``Secrets``.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from pyrage import x25519

    if secrets.recall(_SIGNING) is not None:
        raise InvalidRequest("You have an identity on this machine already.", "Go on with that one.")
    secrets.keep(_OPENING, str(x25519.Identity.generate()).encode())
    secrets.keep(_SIGNING, Ed25519PrivateKey.generate().private_bytes_raw())
    made = identity_of(secrets)
    assert made is not None
    return made


def card_in(signed: Signed) -> Card:
    """The card in a statement: whoever signed it is who it tells of.

    Raises:
        Untrusted: it is no card, or somebody else signed it.
    """
    from pyrage import RecipientError, x25519

    card = verified(signed, Card)
    if card.person != signed.by:
        raise Untrusted("This card is signed by somebody else.", "Ask the person themselves for their card.")
    try:
        x25519.Recipient.from_str(card.recipient)
    except RecipientError as fault:
        raise Untrusted("This card holds no key to send to.", "Ask for it again.") from fault
    return card


def sealed_for(data: bytes, recipient: str) -> bytes:
    """Bytes that only the holder of a card's key can open (age; X25519, ChaCha20-Poly1305)."""
    import pyrage
    from pyrage import x25519

    return pyrage.encrypt(data, [x25519.Recipient.from_str(recipient)])


def spoken_id(person: PersonId) -> str:
    """Enough of an id for two people to compare aloud: "3f9a 07c2 b81e 4d60" (64 bits)."""
    return " ".join(person[at : at + 4] for at in range(0, 16, 4))
