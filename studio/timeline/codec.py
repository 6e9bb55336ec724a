"""Values of the document as JSON bytes and back. Exact: a ``Fraction`` is written as ``"7/2"``."""

from fractions import Fraction
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

from studio.errors import InvalidRequest

T = TypeVar("T")


def _plain(value: object) -> str:
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    raise NotImplementedError(f"{type(value).__name__} has no place in the document")


def _restored(kind: type, value: object) -> Fraction:
    if kind is not Fraction or not isinstance(value, str):
        raise ValueError(f"{value!r} is not a fraction")
    try:
        return Fraction(value)
    except ZeroDivisionError as exc:
        raise ValueError(f"{value!r} is not a fraction") from exc


_encoder = msgspec.json.Encoder(enc_hook=_plain)


@cache
def _decoder(kind: Any) -> "msgspec.json.Decoder[Any]":
    return msgspec.json.Decoder(kind, dec_hook=_restored)


def encode(value: object) -> bytes:
    """The value as UTF-8 JSON; equal values give equal bytes.

    Raises:
        InvalidRequest: a text holds half a character (a lone surrogate), which no file can keep.
    """
    try:
        return _encoder.encode(value)
    except UnicodeEncodeError as exc:
        raise InvalidRequest(
            f"The text holds a broken character at position {exc.start + 1}.",
            "Delete that character and try again.",
        ) from exc


def decode(data: bytes, kind: type[T]) -> T:
    """The value of type ``kind`` that ``encode`` made ``data`` from.

    Raises:
        msgspec.DecodeError: the bytes are not JSON, or not of this type.
    """
    return cast(T, _decoder(kind).decode(data))
