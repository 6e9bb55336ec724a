"""The files that a film is made with: recordings, stills, clips and models, each known by what is in it."""

from fractions import Fraction

from msgspec import Struct

Seconds = Fraction


class Recording(Struct, frozen=True):
    """A voice from a sound file that is heard instead of the studio's own.

    path: the file, in a project relative to its folder; sha256: of its bytes, so that it is known wherever it lies.
    seconds: of voice in it, without the silence at both ends. words, language: what it says, as far as the artist has
    told; "" for what the line says.
    """

    path: str
    sha256: str
    seconds: float
    words: str = ""
    language: str = ""


class Hint(Struct, frozen=True):
    """A stroke of a brush over a picture. Over a still: this is the subject, or this is background; of a region: this
    is painted anew, or stays (``subject`` False).

    points: (x, y) each 0 to 1 of the picture's width and height, from its left and upper edge. width: of the stroke, of
    the picture's shorter side.
    """

    subject: bool
    points: tuple[tuple[float, float], ...]
    width: float = 0.04


class Still(Struct, frozen=True):
    """A picture that a shot is made of in place of the set and the cast.

    name: as the artist knows it; path: the file, in a project relative to its folder; sha256: of its bytes, so that it
    is known wherever it lies. airs: keys of ``stills.toml`` that drift through it besides its weather; what the shot's
    words say is added as it is called.
    """

    name: str
    path: str
    sha256: str
    hints: tuple[Hint, ...] = ()
    airs: tuple[str, ...] = ()


class Footage(Struct, frozen=True):
    """A clip of video or sound from a file that a shot is made of in place of the set and the cast.

    name: as the artist knows it; path: the file, in a project relative to its folder; sha256: of its bytes, so that it
    is known wherever it lies. seconds: of all of it. start: where in it the shot begins. fit: "fill" the picture, or
    "fit" wholly into it. seen: False where it is only heard. heard: whether its own sound is. painted: the painter that
    invented it, "" where it is a file of somebody's.
    """

    name: str
    path: str
    sha256: str
    seconds: Seconds
    start: Seconds = Seconds(0)
    fit: str = "fill"
    seen: bool = True
    heard: bool = True
    painted: str = ""


class CharacterModel(Struct, frozen=True):
    """A character from a VRM file that plays a cast member.

    path: the file, in a project relative to its folder; sha256: of its bytes, so that it is known wherever it lies.
    joints: where the skeleton's joints rest on it, metres, x front, y left, z up.
    """

    path: str
    sha256: str
    joints: tuple[tuple[float, float, float], ...]


class ThingModel(Struct, frozen=True):
    """A thing from a glTF file that a prop is seen as; path and sha256 as for ``CharacterModel``.

    size_m: its extents (x, y, z); shape: what it collides as: "sphere", "cylinder" (axis z) or "box".
    """

    path: str
    sha256: str
    size_m: tuple[float, float, float]
    shape: str = "box"
