"""Acting that a camera saw somebody do: an acting key that can be moved, cut, weakened and used again."""

from enum import Enum
from fractions import Fraction
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from studio.errors import InvalidRequest

LONGEST_S: Final = 120
MOST_STRENGTH: Final = 2.0


class Channel(Enum):
    """A part of acting that can be left to the words instead."""

    HEAD = "head"
    GAZE = "gaze"
    LIDS = "lids"
    BROWS = "brows"
    MOUTH = "mouth"


class Moves(Struct, frozen=True, array_like=True):
    """What somebody does at one moment.

    yaw, pitch, roll: of the head against how they sit, degrees; > 0 to their own left, up, to their left shoulder.
    gaze_x, gaze_y: -1 to 1, to their own left and up. lids: 1 open to 0 shut. brow_raise, brow_tilt, smile: -1 to 1, as
    of ``performance.Face``. mouth: 0 shut to 1 wide open; wide: -1 round to 1 drawn wide.
    """

    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    gaze_x: float = 0.0
    gaze_y: float = 0.0
    lids: float = 1.0
    brow_raise: float = 0.0
    brow_tilt: float = 0.0
    smile: float = 0.0
    mouth: float = 0.0
    wide: float = 0.0

    def rounded(self) -> "Moves":
        """To hundredths, as the document keeps it."""
        return Moves(*(round(getattr(self, name), 2) for name in self.__struct_fields__))


class CapturedKey(Struct, frozen=True, tag="captured"):
    """From ``at`` on somebody acts as a camera saw it, until it is over.

    moves: at ``fps``; skip: seconds of them left out at the beginning, keep: how many seconds are then used, None all.
    strength: 1 as seen, less calmer, more exaggerated. channels: what of it is used.
    """

    who: str
    at: Fraction
    fps: int
    moves: tuple[Moves, ...]
    skip: Fraction = Fraction(0)
    keep: Fraction | None = None
    strength: float = 1.0
    channels: tuple[Channel, ...] = tuple(Channel)

    @property
    def seconds(self) -> Fraction:
        """How long it lasts."""
        left = Fraction(len(self.moves), self.fps) - self.skip
        return left if self.keep is None else min(left, self.keep)


def checked(key: CapturedKey) -> CapturedKey:
    """The key, if it can be played.

    Raises:
        InvalidRequest: there is nothing in it, it is too long, or too strong for a face.
    """
    if not key.moves or key.fps < 1 or key.seconds <= 0:
        raise InvalidRequest("There is no acting in that recording.", "Record it again, or keep more of it.")
    if len(key.moves) > LONGEST_S * key.fps:
        raise InvalidRequest("That acting is too long for a shot.", f"Record at most {LONGEST_S} seconds at a time.")
    if not 0 <= key.strength <= MOST_STRENGTH:
        raise InvalidRequest(
            f"Acting cannot be {key.strength:g} times as strong.", f"Choose between 0 and {MOST_STRENGTH:g}."
        )
    return key


def cut(key: CapturedKey, start: Fraction, end: Fraction) -> CapturedKey:
    """The part of the acting between two times of the shot; it stays where it is in the shot.

    |  ---------  |  ->  |    ----     |

    Raises:
        InvalidRequest: nothing of it lies between them.
    """
    first, last = max(start, key.at), min(end, key.at + key.seconds)
    if first >= last:
        raise InvalidRequest("Nothing of that acting lies there.", "Choose a part of it.")
    return replace(key, at=first, skip=key.skip + first - key.at, keep=last - first)


def handed_to(key: CapturedKey, who: str, at: Fraction) -> CapturedKey:
    """The same acting for somebody else, or for another time."""
    return replace(key, who=who, at=at)
