"""What the artist draws for painters: regions to paint anew, and drawings of the cast and of things."""

from fractions import Fraction

from msgspec import Struct

from studio.timeline.sources import Hint


class Region(Struct, frozen=True):
    """A part of a shot's picture that is to be painted anew; it is followed through the shot by what moves in it.

    shot: its id. at: the moment that it was drawn over, shot time. strokes: in the order they were drawn. words: what
    is to be there instead, "" the same once more.
    """

    shot: str
    at: Fraction
    strokes: tuple[Hint, ...] = ()
    words: str = ""


class Drawing(Struct, frozen=True):
    """A picture of one of the cast, or of a thing, for painters to keep them by.

    who: the cast member's id, or the thing's. name: as the artist knows it; path: the file, in a project relative to
    its folder; sha256: of its bytes, so that it is known wherever it lies. private: it goes into no package.
    """

    who: str
    name: str
    path: str
    sha256: str
    private: bool = False
