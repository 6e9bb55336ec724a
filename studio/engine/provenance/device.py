"""Who signs on this machine: a small authority of its own, and the certificate that it gives this device.

Both are made when the first film is signed and hold for ten years. There is no time-stamping service, so after that
the signature counts as expired. The names in the certificates are drawn at random: nothing tells of person or machine.
"""

import datetime
import secrets as random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from studio.errors import DeviceLimit
from studio.resources import profile_folder
from studio.secrets import Secrets, open_secrets, write_private

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.x509 import Certificate, KeyUsage

FOLDER: Final = "signing"
_CERTIFICATES: Final = "device.pem"
_PASSPHRASE: Final = "passphrase"
_AUTHORITY_KEY: Final = "authority key"
_SIGNING_KEY: Final = "signing key"
_YEARS: Final = 10
_CLAIM_SIGNING: Final = "1.3.6.1.4.1.62558.2.1"
"""The purpose of a certificate that signs C2PA claims. Source: C2PA 2.x, 14.4.2; readers before it know e-mail's."""
_ORGANISATION: Final = "Tsuzuki on somebody's own machine"


@dataclass(frozen=True)
class Device:
    """This device as a signer.

    authority, certificate: PEM. sign: bytes to an ECDSA P-256 signature, r and s of 32 bytes each (IEEE P1363).
    """

    name: str
    authority: str
    certificate: str
    serial: str
    sign: Callable[[bytes], bytes]

    @property
    def chain(self) -> str:
        """The certificates, the signing one first."""
        return self.certificate + self.authority


def this_device(folder: Path | None = None) -> Device:
    """This device, made known to itself on first use.

    folder: where its certificates lie, None in this person's profile.

    Raises:
        StudioError: the key store or the disk refuses.
    """
    return _opened(profile_folder() / FOLDER if folder is None else folder)


@cache
def _opened(folder: Path) -> Device:
    """Kept while the studio runs: without a key store it takes half a second to unlock the key."""
    secrets = open_secrets(folder, lambda: passphrase_in(folder))
    known = known_certificates(folder)
    key = secrets.recall(_SIGNING_KEY) if known else None
    if known is None or key is None:
        known, key = _made(folder, secrets)
    return _device(known, key)


def known_certificates(folder: Path | None = None) -> str | None:
    """PEM of this device's certificate and its authority's; None where nothing was ever signed here."""
    folder = profile_folder() / FOLDER if folder is None else folder
    try:
        text = (folder / _CERTIFICATES).read_text("ascii")
    except (OSError, UnicodeDecodeError):
        return None
    return text if text.count("BEGIN CERTIFICATE") == 2 else None


def authority_of(certificates: str) -> str:
    """The authority's own certificate, of what ``known_certificates`` gives."""
    mark = "-----BEGIN CERTIFICATE-----"
    return mark + certificates.split(mark)[2]


def serial_of(certificates: str) -> str:
    """The serial number of the device's certificate, as readers of C2PA print it."""
    from cryptography.x509 import load_pem_x509_certificates

    return str(load_pem_x509_certificates(certificates.encode())[0].serial_number)


def passphrase_in(folder: Path) -> str:
    """What locks the keys of a machine without a key store: a file that this account alone may read.

    It keeps keys out of copies of the other files, and no more: who can read this file can sign as this device.
    """
    path = folder / _PASSPHRASE
    try:
        return path.read_text("ascii")
    except FileNotFoundError:
        drawn = random.token_hex(24)
        write_private(path, drawn.encode())
        return drawn
    except (OSError, UnicodeDecodeError) as fault:
        raise DeviceLimit(
            f"{path} cannot be read.", "Check that it is yours, or remove the folder it is in."
        ) from fault


def _made(folder: Path, secrets: Secrets) -> tuple[str, bytes]:
    """New certificates and the key that signs. The authority's key is kept, to follow this one in ten years."""
    from cryptography.hazmat.primitives.asymmetric import ec

    authority_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    number = random.token_hex(4)
    authority = _certificate(f"Tsuzuki authority {number}", authority_key, None, authority_key)
    certificate = _certificate(f"Tsuzuki {number}", key, authority, authority_key)
    text = _pem(certificate) + _pem(authority)
    secrets.keep(_AUTHORITY_KEY, _der(authority_key))
    secrets.keep(_SIGNING_KEY, _der(key))
    write_private(folder / _CERTIFICATES, text.encode())
    return text, _der(key)


def _certificate(
    name: str, key: "EllipticCurvePrivateKey", issuer: "Certificate | None", issuer_key: "EllipticCurvePrivateKey"
) -> "Certificate":
    """An X.509 certificate as C2PA asks for (2.x, 14.5): of an authority where there is no issuer, else of a signer."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

    subject = x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, name), x509.NameAttribute(NameOID.ORGANIZATION_NAME, _ORGANISATION)]
    )
    is_authority = issuer is None
    now = datetime.datetime.now(datetime.UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject if issuer is None else issuer.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=round(_YEARS * 365.25)))
        .add_extension(x509.BasicConstraints(is_authority, 0 if is_authority else None), critical=True)
        .add_extension(_usage(is_authority=is_authority), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )
    if not is_authority:
        purposes = [ObjectIdentifier(_CLAIM_SIGNING), ExtendedKeyUsageOID.EMAIL_PROTECTION]
        builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), critical=False)
    return builder.sign(issuer_key, hashes.SHA256())


def _usage(*, is_authority: bool) -> "KeyUsage":
    from cryptography import x509

    return x509.KeyUsage(
        digital_signature=not is_authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )


def _device(certificates: str, key_der: bytes) -> Device:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
    from cryptography.hazmat.primitives.serialization import load_der_private_key
    from cryptography.x509 import load_pem_x509_certificates
    from cryptography.x509.oid import NameOID

    key = load_der_private_key(key_der, None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise DeviceLimit("The key that signs films here is damaged.", "Remove it, and a new one is made.")
    certificate, authority = load_pem_x509_certificates(certificates.encode())
    name = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value

    def sign(data: bytes) -> bytes:
        r, s = decode_dss_signature(key.sign(data, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")

    return Device(str(name), _pem(authority), _pem(certificate), str(certificate.serial_number), sign)


def _pem(certificate: "Certificate") -> str:
    from cryptography.hazmat.primitives.serialization import Encoding

    return certificate.public_bytes(Encoding.PEM).decode("ascii")


def _der(key: "EllipticCurvePrivateKey") -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
