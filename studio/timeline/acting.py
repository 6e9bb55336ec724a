"""What the artist has set of people's acting, key by key, over what the words give. Times are in shot time."""

from enum import Enum
from fractions import Fraction
from typing import TypeAlias, TypeVar

from msgspec import Struct

from studio.timeline.capturing import CapturedKey

FLASH_LEAST, FLASH_MOST = Fraction(1, 10), Fraction(1, 5)
"""How short and how long a micro-expression is, seconds (Ekman: a fifteenth to a fifth of one)."""
MOST_INTENSITY = 1.5


class EmotionKey(Struct, frozen=True, tag="emotion"):
    """From ``at`` on somebody shows this emotion, whatever the words say, until their next emotion key.

    emotion: a key of ``words/emotions.toml``; "" gives the face back to the words. intensity: as a ``Feeling``'s.
    flash: seconds that it is shown before what was shown goes on, a micro-expression; None for good.
    """

    who: str
    at: Fraction
    emotion: str
    intensity: float = 1.0
    flash: Fraction | None = None


class Way(Enum):
    """Where a gaze goes: AT somebody or something, into the CAMERA, or off; WORDS: as the words have it.

    LEFT and RIGHT are their own.
    """

    AT = "at"
    CAMERA = "camera"
    AHEAD = "ahead"
    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"
    WORDS = "words"


class GazeKey(Struct, frozen=True, tag="gaze"):
    """From ``at`` on somebody looks there, until their next gaze key. of: whom or what, for ``Way.AT``."""

    who: str
    at: Fraction
    way: Way = Way.WORDS
    of: str = ""


ActingKey: TypeAlias = EmotionKey | GazeKey | CapturedKey
Key = TypeVar("Key", EmotionKey, GazeKey, CapturedKey)


def of_kind(keys: tuple[ActingKey, ...], kind: type[Key], who: str) -> tuple[Key, ...]:
    """Somebody's keys of one kind, in time order."""
    return tuple(sorted((key for key in keys if isinstance(key, kind) and key.who == who), key=lambda key: key.at))


def in_order(keys: tuple[ActingKey, ...]) -> tuple[ActingKey, ...]:
    """Keys in the order of their times; those of one time by person and kind, so that equal tracks are equal values."""
    return tuple(sorted(keys, key=lambda key: (key.at, key.who, type(key).__name__)))
